// Fifty pages later the document holds no more than after ten.

import assert from "node:assert/strict";
import { test } from "node:test";
import { LESSONS } from "../course.mjs";
import { allAwake, stage } from "../stage.mjs";
import { until } from "../until.mjs";

const it = stage();
const [LESSON] = LESSONS;
const TOUR = ["simulator/", "about/", "", LESSON, "simulator/", LESSON, "about/", LESSON, "", LESSON];
const ROUNDS = 5;

test("fifty pages leave nothing behind", { timeout: 300_000 }, async (t) => {
  const context = await it.browser.newContext({ viewport: { width: 1280, height: 800 } });
  t.after(() => context.close());
  await context.addInitScript(countFramesAndMemory);
  const page = await it.open(t, LESSON, { context, links: true });
  const devtools = await context.newCDPSession(page);
  await devtools.send("Performance.enable");
  const rounds = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const route of TOUR) {
      await leaveWhilePlaying(page);
      await page.evaluate((href) => {
        const link = Object.assign(document.createElement("a"), { href });
        document.body.append(link);
        link.click();
      }, it.server.url(route));
      await until(`${route || "/"} is shown`, async () => page.url() === it.server.url(route));
      await allAwake(page);
    }
    rounds.push(await held(page, devtools));
    t.diagnostic(`after ${(round + 1) * TOUR.length} pages: ${JSON.stringify(rounds.at(-1))}`);
  }
  const [early, late] = [rounds[0], rounds.at(-1)];
  for (const name of ["JSEventListeners", "Nodes", "Documents"]) {
    assert.ok(late[name] <= early[name] + 5, `${name}: ${early[name]} after ten pages, ${late[name]} after fifty`);
  }
  for (const name of ["JSHeapUsedSize", "wasmBytes"]) {
    assert.ok(late[name] <= early[name] * 1.1, `${name}: ${early[name]} after ten pages, ${late[name]} after fifty`);
  }
  assert.equal(late.frames, 0, "no animation frames are asked for");
});

/** Starts the first figure, if there is one, so that it is left in the middle of its run. */
async function leaveWhilePlaying(page) {
  const play = page.locator(".transport").getByRole("button", { name: "Play" }).first();
  if (await play.count()) await play.evaluate((button) => button.click());
}

async function held(page, devtools) {
  const frames = await page.evaluate(async () => {
    const next = () => new Promise(window.plainFrame);
    await next();
    const before = window.framesAsked;
    for (let frame = 0; frame < 10; frame += 1) await next();
    return window.framesAsked - before;
  });
  for (let again = 0; again < 3; again += 1) await devtools.send("HeapProfiler.collectGarbage");
  const { metrics } = await devtools.send("Performance.getMetrics");
  const names = ["JSEventListeners", "Nodes", "Documents", "JSHeapUsedSize"];
  const values = names.map((name) => [name, metrics.find((metric) => metric.name === name).value]);
  const wasmBytes = await page.evaluate(() => window.wasmMemory.buffer.byteLength);
  return { ...Object.fromEntries(values), wasmBytes, frames };
}

function countFramesAndMemory() {
  window.framesAsked = 0;
  window.plainFrame = window.requestAnimationFrame.bind(window);
  window.requestAnimationFrame = (callback) => {
    window.framesAsked += 1;
    return window.plainFrame(callback);
  };
  for (const name of ["instantiate", "instantiateStreaming"]) {
    const original = WebAssembly[name];
    WebAssembly[name] = async (...given) => {
      const made = await original(...given);
      window.wasmMemory ??= (made.instance ?? made).exports?.memory;
      return made;
    };
  }
}
