// What a frame of the live diagram costs: a run is put into the simulator's page, played and sought. One has a thousand
// messages under way, the other is drawn with as many shapes as there can be. Alone: `node tests/browser/frames.mjs`, with a built site.

import { readFileSync, realpathSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { launch, newPage } from "./browser.mjs";
import { carried, storedFile } from "./native.mjs";
import { serve } from "./server.mjs";
import { figureAwake } from "./stage.mjs";
import { until } from "./until.mjs";

/** Runs in `stress/`. */
export const ALIVE = "thousand-alive";
export const SHAPES = "most-shapes";
const ROUTE = "simulator/";
const FIGURE = /data-figure='([^']*)'/;
const NO_WIDE_LADDER = /("drawing ladder later"><svg[^>]*><\/svg><\/div>)<!>/;
const WIDE_LADDER = '<div class="drawing ladder ladder-wide later"><svg class="dg" viewBox="0 0 608 288" aria-hidden="true"></svg></div>';
const FRAMES = 120;
const SEEKS = 40;

/**
 * Plays and seeks a run of `stress/` in a new page. All times in milliseconds: `script`, `style` and `layout` for a
 * frame, `work` their sum, all three what the page's thread itself worked, whatever else the machine does; `seek` the median from
 * the input to the drawn frame's end of work. `objects` is what is drawn and can be picked.
 */
export async function frames(browser, site, { stress = ALIVE, slower = 1, panels = false } = {}) {
  const { page, problems, close } = await newPage(browser);
  const id = await withStress(page, site.url(ROUTE), stress);
  const session = await page.context().newCDPSession(page);
  await session.send("Performance.enable", { timeDomain: "threadTicks" });
  await session.send("Emulation.setCPUThrottlingRate", { rate: slower });
  await page.goto(site.url(ROUTE));
  await figureAwake(page, id);
  await panelsAre(page, id, panels);
  await page.evaluate(seekTo, { id, place: 400 });
  const count = (what) => page.locator(`#${id} .drawing svg > ${what}`).count();
  const [shapes, objects] = [await count("*"), await count(".hit")];
  const spent = async () => {
    const { metrics } = await session.send("Performance.getMetrics");
    const ms = (name) => 1000 * metrics.find((metric) => metric.name === name).value;
    return { script: ms("ScriptDuration"), style: ms("RecalcStyleDuration"), layout: ms("LayoutDuration") };
  };
  await page.locator(`#${id}`).getByRole("button", { name: "Play", exact: true }).click();
  const before = await spent();
  const drawn = await page.evaluate(countFrames, { id, wanted: FRAMES });
  const after = await spent();
  await page.evaluate(seekTo, { id, place: 400 });
  const per = (name) => (after[name] - before[name]) / drawn;
  const seeks = await page.evaluate(seekAndTime, { id, seeks: SEEKS });
  await close();
  if (problems.length) throw new Error(problems.join("\n"));
  const [script, style, layout] = [per("script"), per("style"), per("layout")];
  return { shapes, objects, frames: drawn, script, style, layout, work: script + style + layout, seek: median(seeks) };
}

/** Serves the page with a run of `stress/` in its figure; gives the figure's id. */
export async function withStress(page, url, stress) {
  const file = fileURLToPath(new URL(`stress/${stress}.toml`, import.meta.url));
  const scenario = carried(storedFile(file));
  const nodes = readFileSync(file, "utf8").match(/^\[\[node\]\]/gm).length;
  await page.route(url, async (route) => {
    const response = await route.fetch();
    const text = await response.text();
    const figure = JSON.stringify({ ...figureIn(text), scenario });
    const carried = `data-figure='${figure.replaceAll("&", "&amp;").replaceAll("'", "&#39;")}'`;
    // A run of more than two nodes has a wide ladder as well, and its page the room for it.
    const page = nodes > 2 ? text.replace(NO_WIDE_LADDER, `$1${WIDE_LADDER}`) : text;
    await route.fulfill({ response, body: page.replace(FIGURE, () => carried) });
  });
  return figureIn(await (await page.request.get(url)).text()).id;
}

/** What a page says of its figure. */
function figureIn(text) {
  return JSON.parse(FIGURE.exec(text)[1].replaceAll("&#39;", "'").replaceAll("&lt;", "<").replaceAll("&amp;", "&"));
}

/** Opens all panels, or closes them. */
export async function panelsAre(page, id, open) {
  await page.evaluate(({ id, open }) => {
    for (const button of document.querySelectorAll(`#${id} .closer-row button[aria-expanded=${!open}]`)) button.click();
  }, { id, open });
  const kinds = await page.locator(`#${id} .closer-row button`).count();
  const drawn = () => page.locator(`#${id} .panel > :nth-child(2)`).count();
  await until(`the panels of #${id} are ${open ? "drawn" : "gone"}`, async () => (await drawn()) === (open ? kinds : 0), 60_000);
}

/** Until so many are drawn, or the run is at its end. */
async function countFrames({ id, wanted }) {
  const button = document.querySelector(`#${id} button.go`);
  const face = button.textContent;
  let drawn = 0;
  while (drawn < wanted && button.textContent === face) {
    await new Promise(requestAnimationFrame);
    drawn += 1;
  }
  return drawn;
}

/** Moves a figure's bar. */
export function seekTo({ id, place }) {
  const scrub = document.querySelector(`#${id} .scrub input`);
  scrub.value = place;
  scrub.dispatchEvent(new Event("input", { bubbles: true }));
}

/** Milliseconds for each of many jumps, back and forth through the run: until script, style and layout are done. */
async function seekAndTime({ id, seeks }) {
  const scrub = document.querySelector(`#${id} .scrub input`);
  const times = [];
  for (let seek = 0; seek < seeks; seek += 1) {
    await new Promise(requestAnimationFrame);
    await new Promise((done) => setTimeout(done));
    const begin = performance.now();
    scrub.value = (seek * 377) % 1000;
    scrub.dispatchEvent(new Event("input", { bubbles: true }));
    // What the input changed is drawn in a microtask; reading a size has style and layout done.
    await Promise.resolve();
    await Promise.resolve();
    document.body.getBoundingClientRect();
    times.push(performance.now() - begin);
  }
  return times;
}

function median(values) {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
}

/** All of it as Markdown: without and with panels, at full speed and as on a phone. */
export async function frameTable(browser) {
  const site = await serve();
  const rows = [];
  for (const slower of [1, 4]) {
    for (const [what, how] of [
      ["1,000 alive, drawings", {}],
      ["1,000 alive, all panels open", { panels: true }],
      ["most shapes, drawings", { stress: SHAPES }],
      ["most shapes, all panels open", { stress: SHAPES, panels: true }],
    ]) {
      const ms = await frames(browser, site, { slower, ...how });
      const cells = [ms.script, ms.style, ms.layout, ms.work, ms.seek].map((value) => value.toFixed(1));
      rows.push(`| ${what} | ${slower} × | ${ms.objects} | ${ms.shapes} | ${cells.join(" | ")} |`);
    }
  }
  await site.close();
  return `The simulator's page with a run of about 100,000 facts in which a thousand messages are under way at once, and with one
that is drawn with as many shapes as a figure can have (\`tests/browser/stress\`): ${FRAMES} frames of play and ${SEEKS} jumps in Chromium, in ms.
Objects are what is drawn and can be picked. Script, style and layout are for one frame, a seek is the median from the input to the end of layout.

| what | processor slower | objects | shapes | script | style | layout | sum | seek |
| --- | --- | --- | --- | --- | --- | --- | --- | --- |
${rows.join("\n")}`;
}

if (process.argv[1] && realpathSync(process.argv[1]) === realpathSync(fileURLToPath(import.meta.url))) {
  const browser = await launch();
  console.log(await frameTable(browser));
  await browser.close();
}
