// The longest task of the page's own thread while somebody uses it: pages open, figures come alive, are played, changed and
// looked at more closely. Alone: `node tests/browser/tasks.mjs`, with a built site.

import { realpathSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { launch, newPage } from "./browser.mjs";
import { widgets } from "./course.mjs";
import { ALIVE, SHAPES, panelsAre, seekTo, withStress } from "./frames.mjs";
import { serve } from "./server.mjs";
import { figureAwake, laidOut, questionsAwake } from "./stage.mjs";

const LESSON = "lessons/client-server/";
const LAB = "simulator/";
const ROUNDS = 3;
const MARK = "until here: ";

/**
 * What was done, in its order, each with the longest task until then: `thread`, what the thread itself worked, and `wall`,
 * which also counts what else the machine did meanwhile. In milliseconds, the median of some rounds.
 */
export async function longestTasks(browser, site, rounds = ROUNDS) {
  const all = [];
  for (let round = 0; round < rounds; round += 1) {
    all.push([
      ...(await traced(browser, site, reading)),
      ...(await traced(browser, site, coming)),
      ...(await traced(browser, site, under(ALIVE, "1,000 alive"))),
      ...(await traced(browser, site, under(SHAPES, "most shapes"))),
    ]);
  }
  const middle = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
  return all[0].map(({ what }, index) => ({
    what,
    thread: middle(all.map((round) => round[index].thread)),
    wall: middle(all.map((round) => round[index].wall)),
  }));
}

/** A lesson is opened and read; its first figure is used in every way. */
async function reading(page, site, done) {
  await page.goto(site.url(LESSON));
  await questionsAwake(page);
  await laidOut(page);
  await settled(page);
  await done("the lesson opens");
  const { id } = (await widgets(page, LESSON)).find(({ kind }) => kind === "Figure");
  await figureAwake(page, id);
  const figure = page.locator(`#${id}`);
  const closer = figure.getByRole("group", { name: "Look closer" });
  await closer.getByRole("button").first().waitFor();
  await done("its first figure comes alive");
  const button = (name) => figure.getByRole("button", { name, exact: true });
  for (let step = 0; step < 6; step += 1) await button("Next event").click();
  await button("Start again").click();
  await button("Play").click();
  await button("Pause").waitFor();
  await page.waitForTimeout(2_000);
  await button("Pause").click();
  await done("it is stepped and played");
  await page.evaluate(turnKnobs, id);
  await settled(page);
  await done("its knobs are turned");
  // While the request is under way.
  await page.evaluate(seekTo, { id, place: 130 });
  await closer.getByRole("button", { name: "Interfere", exact: true }).click();
  await figure.locator(".panel.acts").waitFor();
  await figure.locator(".panel.acts").getByRole("button", { name: /^(Drop|Lose)/ }).first().click();
  await settled(page);
  await done("a message is lost by hand");
  const closed = closer.locator("button[aria-expanded=false]");
  for (let left = await closed.count(); left > 0; left -= 1) {
    await closed.first().click();
    await settled(page);
  }
  await done("its panels are opened, one after another");
}

/** From page to page. */
async function coming(page, site, done) {
  await page.goto(site.url(""));
  await page.locator("html[data-asides]").waitFor({ state: "attached" });
  await done("the course opens");
  await page.locator(`main a[href*="${LESSON}"]`).first().click();
  await page.waitForURL(site.url(LESSON));
  await questionsAwake(page);
  await laidOut(page);
  await settled(page);
  await done("a link leads to the lesson");
  await page.locator('main a[href*="cards/"]:visible').first().click();
  await page.waitForURL(/cards/);
  await settled(page);
  await done("a link leads to a card");
  await page.goBack();
  await page.waitForURL(site.url(LESSON));
  await questionsAwake(page);
  await settled(page);
  await done("back to the lesson");
}

/** The simulator's page with a run that is hard to draw. */
function under(stress, name) {
  return async (page, site, done) => {
    const id = await withStress(page, site.url(LAB), stress);
    await page.goto(site.url(LAB));
    await figureAwake(page, id);
    await settled(page);
    await done(`the simulator opens, ${name}`);
    for (const place of [400, 900, 100, 600]) {
      await page.evaluate(seekTo, { id, place });
      await settled(page);
    }
    await done(`it is sought, ${name}`);
    await panelsAre(page, id, true);
    await settled(page);
    await done(`all panels are opened at once, ${name}`);
  };
}

/** Until the page has nothing to do. */
function settled(page) {
  return page.evaluate(async () => {
    for (let frame = 0; frame < 12; frame += 1) await new Promise(requestAnimationFrame);
    await new Promise((idle) => requestIdleCallback(idle));
  });
}

/** Turns every knob of a figure to one end, then to the other. */
async function turnKnobs(id) {
  for (const slider of document.querySelectorAll(`#${id} .knob input`)) {
    for (const end of [slider.min, slider.max]) {
      slider.value = end;
      slider.dispatchEvent(new Event("input", { bubbles: true }));
      for (let frame = 0; frame < 12; frame += 1) await new Promise(requestAnimationFrame);
    }
  }
}

/** Does `act` on a new page, with the browser's own record of what its threads do. */
async function traced(browser, site, act) {
  const { page, problems, close } = await newPage(browser);
  const session = await browser.newBrowserCDPSession();
  const events = [];
  session.on("Tracing.dataCollected", ({ value }) => events.push(...value));
  await session.send("Tracing.start", { transferMode: "ReportEvents", traceConfig: { includedCategories: ["toplevel", "blink.user_timing"] } });
  await act(page, site, (what) => page.evaluate((name) => void performance.mark(name), MARK + what));
  const ended = new Promise((done) => session.once("Tracing.tracingComplete", done));
  await session.send("Tracing.end");
  await ended;
  await session.detach();
  await close();
  if (problems.length) throw new Error(problems.join("\n"));
  return sections(events);
}

/** The longest task of the page's thread before each mark. */
function sections(events) {
  const marks = events.filter(({ name }) => name.startsWith(MARK)).sort((a, b) => a.ts - b.ts);
  const thread = ({ pid, tid }) => `${pid}:${tid}`;
  const own = new Set(marks.map(thread));
  const tasks = events.filter((event) => event.ph === "X" && event.tdur !== undefined && own.has(thread(event)));
  return marks.map((mark, index) => {
    const from = index === 0 ? 0 : marks[index - 1].ts;
    const within = tasks.filter(({ ts }) => ts >= from && ts < mark.ts);
    const longest = within.reduce((longest, task) => (task.tdur > longest.tdur ? task : longest), { tdur: 0, dur: 0 });
    return { what: mark.name.slice(MARK.length), thread: longest.tdur / 1000, wall: longest.dur / 1000 };
  });
}

/** All of it as Markdown. */
export async function taskTable(browser) {
  const site = await serve();
  const rows = await longestTasks(browser, site);
  await site.close();
  return `The longest task of the page's thread while each of these is done in Chromium, 1280 px, in ms, medians of ${ROUNDS} rounds: what the
thread itself worked, and by the clock, which also counts what else the machine did meanwhile.

| what is done | thread | clock |
| --- | --- | --- |
${rows.map(({ what, thread, wall }) => `| ${what} | ${thread.toFixed(0)} | ${wall.toFixed(0)} |`).join("\n")}`;
}

if (process.argv[1] && realpathSync(process.argv[1]) === realpathSync(fileURLToPath(import.meta.url))) {
  const browser = await launch();
  console.log(await taskTable(browser));
  await browser.close();
}
