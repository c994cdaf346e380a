// The simulator keeps its knobs in the address, and believes no address blindly.

import assert from "node:assert/strict";
import { test } from "node:test";
import { widgets } from "../course.mjs";
import { Figure } from "../figure.mjs";
import { figureAwake, stage } from "../stage.mjs";
import { until } from "../until.mjs";

const it = stage();
const ROUTE = "simulator/";

async function lab(page) {
  const [{ id, figure: data }] = (await widgets(page, ROUTE)).filter(({ kind }) => kind === "Figure");
  await figureAwake(page, id);
  const host = page.locator(`#${id}`);
  const values = () => host.locator(".knob input").evaluateAll((all) => all.map((input) => Number(input.value)));
  return { host, values, knobs: data.knobs, figure: new Figure(page, host, `${ROUTE}#${id}`) };
}

test("turned knobs stand in the address and come back with it", async (t) => {
  const page = await it.open(t, ROUTE);
  const it1 = await lab(page);
  const first = await it1.figure.table();
  const length = await page.evaluate(() => history.length);
  const [one, two] = it1.knobs;
  await it1.host.getByLabel(one.label, { exact: true }).fill(String(one.max));
  await it1.host.getByLabel(two.label, { exact: true }).fill(String(two.max));
  const fragment = `#v1&${one.path}=${one.max}&${two.path}=${two.max}`;
  await until("the address has both", async () => page.url() === it.server.url(ROUTE + fragment));
  await until("the run is new", async () => (await it1.figure.table()) !== first);
  assert.equal(await page.evaluate(() => history.length), length, "turning adds no steps to go back through");
  const table = await it1.figure.table();

  const another = await it.open(t, ROUTE + fragment);
  const it2 = await lab(another);
  await until("the link gives the same run", async () => (await it2.figure.table()) === table);
  assert.deepEqual(await it2.values(), await it1.values(), "and the same knobs");

  await page.reload();
  const it3 = await lab(page);
  await until("so does a reload", async () => (await it3.figure.table()) === table);
  await it3.host.getByRole("button", { name: "Reset" }).click();
  await until("reset clears the address", async () => page.url() === it.server.url(ROUTE));
  await until("and gives the first run", async () => (await it3.figure.table()) === first);
});

test("copy link puts the whole address on the clipboard", async (t) => {
  const context = await it.browser.newContext();
  t.after(() => context.close());
  await context.grantPermissions(["clipboard-read", "clipboard-write"], { origin: it.server.origin });
  const page = await it.open(t, ROUTE, { context });
  const { host, knobs } = await lab(page);
  await host.getByLabel(knobs[0].label, { exact: true }).fill(String(knobs[0].min));
  await host.getByRole("button", { name: "Copy link" }).click();
  await until("it says so", () => host.getByRole("button", { name: "Copied" }).count());
  const copied = await until("the clipboard", () => page.evaluate(() => navigator.clipboard.readText()));
  assert.equal(copied, it.server.url(`${ROUTE}#v1&${knobs[0].path}=${knobs[0].min}`));
});

const NONSENSE = {
  "no version": () => "#wire.one_way_ms=80",
  "another version": () => "#v9&wire.one_way_ms=80",
  "no numbers": ([knob]) => `#v1&${knob.path}=fast&${knob.path}=&${knob.path}=-3&${knob.path}=1.5&${knob.path}=1e9`,
  "unknown names": () => "#v1&wire.colour=3&__proto__=1&=5&&&",
  "broken escapes": () => "#v1&%E0%A4%A=%&%%%",
  "markup": () => "#v1&<img src=x onerror=alert(1)>=7",
  "a long one": ([knob]) => `#v1&${`${knob.path}=x&`.repeat(2000)}`,
};

for (const [name, fragment] of Object.entries(NONSENSE)) {
  test(`an address with nonsense (${name}) is as good as none`, async (t) => {
    const page = await it.open(t, "about/", { awake: false });
    const { knobs } = (await widgets(page, ROUTE))[0].figure;
    await page.goto(it.server.url(ROUTE + fragment(knobs)));
    const { values, figure } = await lab(page);
    assert.deepEqual(await values(), knobs.map(({ value }) => value), "knobs as they were");
    await figure.press("step");
    assert.ok((await figure.moment()).place > 0, "and it runs");
  });
}

test("numbers out of range are brought into it", async (t) => {
  const page = await it.open(t, "about/", { awake: false });
  const { knobs } = (await widgets(page, ROUTE))[0].figure;
  const far = knobs.map(({ path }) => `${path}=18446744073709551615`).join("&");
  await page.goto(it.server.url(`${ROUTE}#v1&${far}`));
  const { values } = await lab(page);
  await until("every knob at its end", async () => String(await values()) === String(knobs.map(({ max }) => max)));
});
