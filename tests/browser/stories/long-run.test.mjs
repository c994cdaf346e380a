// A run that takes long says how far it is, can be stopped, and makes way for the next.

import assert from "node:assert/strict";
import { test } from "node:test";
import { WITH_FIGURES, widgets } from "../course.mjs";
import { Figure } from "../figure.mjs";
import { figureAwake, stage } from "../stage.mjs";
import { until } from "../until.mjs";

const it = stage();

/** The worker at one event for each tenth of a second: so every run is a long one, on every machine. */
const SLOWER = [
  ["SLICE_MS = 30", "SLICE_MS = 0"],
  ["EVENTS = 5000", "EVENTS = 1"],
  ["later.postMessage(null)", "setTimeout(() => later.postMessage(null), 100)"],
];

function slower(script) {
  return SLOWER.reduce((text, [from, to]) => {
    assert.ok(text.includes(from), `worker.js has “${from}”`);
    return text.replace(from, to);
  }, script);
}

/** A figure whose number of requests can be turned, with a slow simulator behind it, and all that the page tells the worker. */
async function slowFigure(t) {
  it.server.alter(/\/sim-[^/]*\.js$/, slower);
  const context = await it.browser.newContext({ viewport: { width: 1280, height: 800 } });
  t.after(() => context.close());
  await context.addInitScript(() => {
    window.said = [];
    const post = Worker.prototype.postMessage;
    Worker.prototype.postMessage = function (message, ...more) {
      window.said.push({ ...message, scenario: undefined });
      return post.call(this, message, ...more);
    };
  });
  const page = await it.open(t, "about/", { context });
  const { route, id, knob } = await figureWithRequests(page);
  await page.goto(it.server.url(route));
  await figureAwake(page, id);
  const host = page.locator(`#${id}`);
  return {
    figure: new Figure(page, host, `${route}#${id}`),
    knob,
    slider: host.getByLabel(knob.label, { exact: true }),
    status: host.locator('.knobs [role="status"]'),
    stop: host.getByRole("button", { name: "Stop" }),
    said: () => page.evaluate(() => window.said),
  };
}

async function figureWithRequests(page) {
  for (const route of WITH_FIGURES) {
    for (const { id, kind, figure } of await widgets(page, route)) {
      const knob = figure?.knobs?.find(({ path }) => path.endsWith(".requests"));
      if (kind === "Figure" && knob) return { route, id, knob };
    }
  }
  throw new Error("no figure lets a learner turn the number of requests");
}

test("a long run is told of in tens of per cent, and then shown", async (t) => {
  const { figure, knob, slider, status, stop } = await slowFigure(t);
  const before = await figure.table();
  assert.equal(await status.innerText(), "", "nothing is said of what nobody waits for");
  await slider.fill(String(knob.max));
  const seen = new Set();
  await until("the run is shown", async () => {
    const text = await status.innerText();
    if (text) seen.add(text);
    return (await figure.table()) !== before;
  });
  const shares = [...seen].map((text) => Number(/^Simulating … (\d+)\u00a0%$/.exec(text)?.[1]));
  assert.ok(shares.length > 1, `it was told of: ${[...seen]}`);
  assert.ok(shares.every((share, index) => share % 10 === 0 && share >= (shares[index - 1] ?? 0)), `ever further: ${shares}`);
  await until("nothing more is said", async () => (await status.innerText()) === "");
  assert.equal(await stop.count(), 0, "and there is nothing to stop");
});

test("a long run can be stopped: what there is of it is shown", async (t) => {
  const { figure, knob, slider, status, stop } = await slowFigure(t);
  await slider.fill(String(knob.max));
  await until("it is told of", async () => (await status.innerText()).startsWith("Simulating"));
  const before = await figure.table();
  await stop.click();
  await until("the beginning of it is shown", async () => (await figure.table()) !== before);
  assert.equal(await status.innerText(), "", "no more is to come");
  await figure.seek(1000);
  await until("and it says so at its end", async () => (await figure.moment()).said.includes("stopped"));
});

test("a knob that is turned again calls the run off that nobody wants any more", async (t) => {
  const { figure, knob, slider, status, said } = await slowFigure(t);
  await slider.fill(String(knob.min));
  await until("it is told of", async () => (await status.innerText()).startsWith("Simulating"));
  await until("the run is there", async () => (await status.innerText()) === "");
  const alone = await figure.table();
  await slider.fill(String(knob.max));
  await until("the next is told of", async () => (await status.innerText()).startsWith("Simulating"));
  await slider.fill(String(knob.min));
  await until("the last turn is shown", async () => (await figure.table()) === alone && (await status.innerText()) === "");
  const orders = (await said()).filter(({ turns }) => turns);
  const [unwanted] = orders.slice(-2);
  const cancelled = (await said()).filter(({ cancel }) => cancel).map(({ id }) => id);
  assert.ok(cancelled.includes(unwanted.id), `order ${unwanted.id} was called off, as were ${cancelled}`);
});
