// A link to a moment shows that moment: in a lesson, among the simulator's knobs, on a page that is open already.

import assert from "node:assert/strict";
import { test } from "node:test";
import { WITH_FIGURES, plain, widgets } from "../course.mjs";
import { Figure } from "../figure.mjs";
import { figureAwake, stage } from "../stage.mjs";
import { until } from "../until.mjs";

const it = stage();
const LESSON = WITH_FIGURES.find((route) => route.startsWith("lessons/"));
const LAB = "simulator/";

async function first(page, route) {
  const [widget] = (await widgets(page, route)).filter(({ kind }) => kind === "Figure");
  return { ...widget, figure: new Figure(page, page.locator(`#${widget.id}`), `${route}#${widget.id}`), data: widget.figure };
}

async function copied(t, it, route, at) {
  const context = await it.browser.newContext();
  t.after(() => context.close());
  await context.grantPermissions(["clipboard-read", "clipboard-write"], { origin: it.server.origin });
  const page = await it.open(t, route, { context });
  const { id, figure, data } = await first(page, route);
  await figureAwake(page, id);
  await at({ page, figure, data });
  await figure.more();
  await figure.press("Copy link to this moment");
  await until("it says so", async () => (await figure.host.locator('.more [role="status"]').innerText()) === "Copied");
  return { link: await page.evaluate(() => navigator.clipboard.readText()), moment: await figure.moment(), id, page, figure };
}

function onScreen(page, id) {
  return page.evaluate((id) => {
    const { top, bottom } = document.getElementById(id).getBoundingClientRect();
    return top < innerHeight && bottom > 0;
  }, id);
}

test("a link to a moment of a figure opens at the figure and shows the moment", async (t) => {
  const { link, moment, id } = await copied(t, it, LESSON, async ({ figure }) => {
    await figure.press("restart");
    for (let step = 0; step < 3; step += 1) await figure.press("step");
  });
  assert.equal(link, it.server.url(`${LESSON}#${id}@${moment.clock.replace(" ", "")}`), "and can be read by people");
  const page = await it.open(t, link.slice(it.server.url("").length));
  const figure = new Figure(page, page.locator(`#${id}`), link);
  await until("the moment is shown", async () => (await figure.moment()).clock === moment.clock);
  const { said } = await figure.moment();
  assert.equal(said, moment.said, "and said");
  const told = figure.host.locator('.say + [role="status"]');
  await until("also to screen readers", async () => {
    const text = plain(await told.innerText());
    return text !== "" && said.endsWith(text);
  });
  assert.ok(await onScreen(page, id), "the figure is on the screen");

  const other = await page.evaluate((id) => {
    location.hash = `#${id}@0ms`;
    return location.hash;
  }, id);
  await until(`${other} on the open page`, async () => (await figure.moment()).clock === "0 ms");
  await page.goBack();
  await until("back to the moment before", async () => (await figure.moment()).clock === moment.clock);
});

test("a link to a moment of a figure carries what was turned and done there", async (t) => {
  let table;
  const { link, moment, id } = await copied(t, it, LESSON, async ({ figure, data }) => {
    const [knob] = data.knobs;
    const before = await figure.table();
    await figure.host.getByLabel(knob.label, { exact: true }).fill(String(knob.min));
    await until("the knob is turned", async () => (await figure.table()) !== before);
    await figure.press("restart");
    const turned = await figure.table();
    await figure.host.getByRole("button", { name: "Interfere", exact: true }).click();
    await figure.host.getByRole("button", { name: "Lose it", exact: true }).click();
    await until("the request is lost", async () => (await figure.table()) !== turned);
    await figure.press("step");
    table = await figure.table();
  });
  const page = await it.open(t, link.slice(it.server.url("").length));
  const figure = new Figure(page, page.locator(`#${id}`), link);
  await until("the run is that one", async () => (await figure.table()) === table);
  await until("and the moment", async () => (await figure.moment()).said === moment.said);
  await figure.host.getByRole("button", { name: "Interfere", exact: true }).click();
  await until("what was done can be undone", () => figure.host.locator(".done li").count());

  await page.evaluate((id) => void (location.hash = `#${id}@0ms`), id);
  await until("a link without any of it has the run of the page", async () => (await figure.table()) !== table);
  await until("and its moment", async () => (await figure.moment()).place === 0);
  assert.equal(await figure.host.locator(".done li").count(), 0);
});

test("a link in the simulator carries its knobs and the moment", async (t) => {
  const { link, moment, page, figure } = await copied(t, it, LAB, async ({ page, figure, data }) => {
    const before = await figure.table();
    const [knob] = data.knobs;
    await figure.host.getByLabel(knob.label, { exact: true }).fill(String(knob.max));
    await until("the run is new", async () => (await figure.table()) !== before);
    await figure.press("restart");
    await figure.press("arrival");
    await page.waitForURL(/v1&/);
  });
  assert.match(link, /#v1&[^@]+&at=[\d.]+ms$/);
  const { page: another, ...rest } = { page: await it.open(t, link.slice(it.server.url("").length)), ...(await first(page, LAB)) };
  const there = new Figure(another, another.locator(`#${rest.id}`), link);
  await there.host.scrollIntoViewIfNeeded();
  await until("the moment of that run", async () => {
    const now = await there.moment();
    return now.clock === moment.clock && now.end === moment.end;
  });
  await page.evaluate((fragment) => {
    location.hash = fragment;
  }, "#v1&at=0ms");
  await until("on the open page the knobs go back and the moment comes", async () => {
    const { clock, end } = await figure.moment();
    return clock === "0 ms" && end !== moment.end;
  });
});

for (const [name, fragment] of Object.entries({
  "no number": "@soon",
  "no unit": "@95",
  "a number beyond all runs": "@99999999999999999999ms",
  "markup": "@<img src=x onerror=alert(1)>ms",
  "broken escapes": "@%E0%A4%A%ms",
})) {
  test(`a link with nonsense (${name}) is as good as none`, async (t) => {
    const page = await it.open(t, "about/", { awake: false });
    const { id, data } = await first(page, LESSON);
    await page.goto(it.server.url(`${LESSON}#${id}${fragment}`));
    await figureAwake(page, id);
    const figure = new Figure(page, page.locator(`#${id}`), LESSON);
    assert.equal((await figure.moment()).clock, `${data.moment_ns / 1e6} ms`, "its own moment");
    await figure.press("step");
  });
}

test("a moment after the end of the run is its end", async (t) => {
  const page = await it.open(t, "about/", { awake: false });
  const { id } = await first(page, LESSON);
  await page.goto(it.server.url(`${LESSON}#${id}@86400000ms`));
  await figureAwake(page, id);
  const figure = new Figure(page, page.locator(`#${id}`), LESSON);
  await until("the end", async () => {
    const { clock, end } = await figure.moment();
    return clock === end;
  });
});
