// Playing backward, again and again, at any speed, by keys; and never where nobody looks.

import assert from "node:assert/strict";
import { test } from "node:test";
import { LESSONS, WITH_FIGURES, widgets } from "../course.mjs";
import { Figure } from "../figure.mjs";
import { carried, storedText } from "../native.mjs";
import { figureAwake, stage } from "../stage.mjs";
import { until } from "../until.mjs";

const it = stage();
const MAX_PLACE = 1000;
const ROUTE = WITH_FIGURES.find((route) => route.startsWith("lessons/"));
const FRAMES = 10;

/** The first figure of a lesson, alive and on the screen. */
async function figureOf(t, options = {}) {
  const page = await it.open(t, ROUTE, options);
  const [{ id }] = (await widgets(page, ROUTE)).filter(({ kind }) => kind === "Figure");
  await figureAwake(page, id);
  const figure = new Figure(page, page.locator(`#${id}`), `${ROUTE}#${id}`);
  await figure.bar.scrollIntoViewIfNeeded();
  return figure;
}

/** Lets some frames pass. */
function frames(page) {
  return page.evaluate(async (count) => {
    for (let frame = 0; frame < count; frame += 1) await new Promise(requestAnimationFrame);
  }, FRAMES);
}

async function standsStill(figure, why) {
  const { place } = await figure.moment();
  await frames(figure.page);
  assert.equal((await figure.moment()).place, place, why);
}

test("a run plays backward to its start, and from there from its end", async (t) => {
  const figure = await figureOf(t);
  const button = figure.transport.getByRole("button", { name: "Play backwards" });
  await figure.seek(MAX_PLACE);
  await figure.fastest();
  for (let slower = 0; slower < 4; slower += 1) await figure.speed.press("ArrowLeft");
  await button.click();
  const places = [];
  await until("it is back at the start", async () => {
    const { place } = await figure.moment();
    places.push(place);
    return place === 0;
  });
  assert.deepEqual(places, places.toSorted((a, b) => b - a), "it only goes backward");
  await until("and stops there", async () => !(await figure.plays()));
  await figure.slowest();
  await button.click();
  await until("it begins at the end", async () => (await figure.moment()).place > MAX_PLACE / 2);
  assert.equal(await button.getAttribute("aria-pressed"), "true", "the button says which way it goes");
  await button.click();
  assert.equal(await figure.plays(), false, "pressing it again stops");
  await standsStill(figure, "and it stays");
});

test("a run is repeated when that is asked for, with a rest in between", async (t) => {
  const figure = await figureOf(t);
  await figure.more();
  await figure.press("Repeat");
  // Quick, but not over between two looks.
  await figure.fastest();
  for (let slower = 0; slower < 4; slower += 1) await figure.speed.press("ArrowLeft");
  await figure.press("restart");
  await figure.press("Play");
  const ends = [];
  let last = 0;
  await until("it has begun anew twice", async () => {
    const { place } = await figure.moment();
    if (place === MAX_PLACE && last !== MAX_PLACE) ends.push(performance.now());
    last = place;
    return ends.length > 2;
  });
  assert.ok(ends[1] - ends[0] > 700 && ends[2] - ends[1] > 700, "it rests about a second at each end");
  assert.ok(await figure.plays(), "all the while it counts as playing");
  await figure.press("Pause");
  await standsStill(figure, "a pause ends it");
});

test("speeds are factors of each other, and say what a second stands for", async (t) => {
  const figure = await figureOf(t);
  const said = () => figure.host.locator(".speed span").innerText();
  const speed = async () => {
    const text = (await said()).replace(/\s/g, " ");
    const [, number, unit] = /^1 s on screen = ([\d.]+) (\S+)$/.exec(text);
    assert.equal((await figure.speed.getAttribute("aria-valuetext")).replace(/\s/g, " "), text, "and it is spoken");
    return Number(number) * { ns: 1e-6, µs: 1e-3, ms: 1, s: 1000 }[unit];
  };
  await figure.slowest();
  const speeds = [await speed()];
  const last = Number(await figure.speed.getAttribute("max"));
  for (let place = 1; place <= last; place += 1) {
    await figure.speed.press("ArrowRight");
    speeds.push(await speed());
  }
  assert.ok(speeds[0] <= 1 && speeds.at(-1) >= 10_000, `from 1:1000 to 10:1, not ${speeds[0]} to ${speeds.at(-1)} ms`);
  for (const [index, slower] of speeds.slice(0, -1).entries()) {
    const factor = speeds[index + 1] / slower;
    assert.ok(factor === 2 || factor === 2.5, `${slower} to ${speeds[index + 1]} ms`);
  }
});

test("keys work among the controls and nowhere else", async (t) => {
  const figure = await figureOf(t);
  const { page } = figure;
  const at = async () => (await figure.moment()).clock;
  const step = figure.transport.getByRole("button", { name: "Next event", exact: true });
  await figure.press("restart");
  const start = await at();
  const places = [start];
  for (const key of ["ArrowRight", "ArrowRight", "Shift+ArrowRight"]) {
    await step.press(key);
    places.push(await at());
  }
  assert.equal(new Set(places).size, 4, `each moves on: ${places}`);
  await step.press("Shift+ArrowLeft");
  await step.press("ArrowLeft");
  assert.notEqual(await at(), places[3], "and back");
  await step.press("End");
  const { clock, end } = await figure.moment();
  assert.equal(clock, end, "End");
  await step.press("Home");
  assert.equal(await at(), start, "Home");

  const before = await figure.speed.inputValue();
  await step.press("]");
  assert.equal(await figure.speed.inputValue(), String(Number(before) + 1), "] is faster");
  await figure.scrub.press("[");
  assert.equal(await figure.speed.inputValue(), before, "[ is slower, on a slider as well");

  await figure.slowest();
  await figure.scrub.press("Space");
  assert.ok(await figure.plays(), "the space bar plays");
  await figure.scrub.press("Space");
  assert.equal(await figure.plays(), false, "and pauses");
  await step.press("Space");
  assert.notEqual(await at(), start, "but presses the button that has the focus");

  await figure.press("restart");
  await figure.speed.press("ArrowRight");
  assert.equal(await at(), start, "a slider keeps its arrows");
  await figure.host.locator(".fig > .as-table summary").focus();
  for (const key of ["ArrowRight", "End", "]"]) await page.keyboard.press(key);
  assert.equal(await at(), start, "outside of the controls no key is taken");
});

test("the list of keys names those that the buttons name", async (t) => {
  const figure = await figureOf(t);
  await figure.more();
  await figure.host.locator(".keys summary").click();
  const caps = await figure.host.locator(".keys kbd").allInnerTexts();
  const named = await figure.bar.locator("[aria-keyshortcuts]").evaluateAll((all) =>
    all.flatMap((it) => it.getAttribute("aria-keyshortcuts").split(" ")),
  );
  const arrows = { "→": "ArrowRight", "←": "ArrowLeft" };
  const listed = caps.map((cap) => cap.split(" ").map((part) => arrows[part] ?? part).join("+"));
  assert.deepEqual([...new Set(named)].sort(), listed.sort());
});

test("a silence is passed over, says how long it is, and is broken on the bar", async (t) => {
  // The ids of the figure that it takes the place of, so that its knobs fit.
  const scenario = storedText(`version = 1
title = "A long wait between short trips"
[[node]]
id = "client"
name = "Client"
[[node]]
id = "server"
name = "Server"
[node.server]
workers = 1
service_ms = 1
reply_bytes = 100
[[link]]
id = "wire"
between = ["client", "server"]
one_way_ms = 5
[[load]]
client = "client"
server = "server"
requests = 1
pattern = "sequential"
request_bytes = 100
timeout_ms = 900
[load.retry]
attempts = 2
backoff = "immediate"
[[intervention]]
at_ms = 0
do = "drop"
message = "1.1 reply"
`);
  const inPage = carried(scenario);
  // At its start, where nothing is cut: what is hydrated is drawn as in the page.
  it.server.alter(/simulator\/(index\.html)?$/, (html) =>
    html
      .replace(/("scenario":")[^"]*/, (_, before) => before + inPage)
      .replace(/("moment_ns":)\d+/, (_, before) => `${before}0`),
  );
  const page = await it.open(t, "simulator/");
  const [{ id, figure: data }] = (await widgets(page, "simulator/")).filter(({ kind }) => kind === "Figure");
  await figureAwake(page, id);
  const figure = new Figure(page, page.locator(`#${id}`), "simulator/");
  const turns = { "wire.one_way_ms": 5, "server.service_ms": 0, "client.timeout_ms": 880 };
  for (const { path, label } of data.knobs) {
    if (path in turns) await figure.host.getByLabel(label, { exact: true }).fill(String(turns[path]));
  }
  await until("the run is there", async () => (await figure.moment()).end === "890 ms");
  assert.equal(await figure.host.locator(".ticks path").count(), 1, "one break on the bar");
  await figure.press("restart");
  const label = figure.host.locator(".silence");
  assert.equal(await label.count(), 0, "nothing is cut before it comes");
  await figure.press("Play");
  await until("the silence says how long it is", () => label.count());
  const began = performance.now();
  const text = (await label.innerText()).replace(/\s/g, " ");
  assert.match(text, /^⋯ 8\d\d(\.\d)? ms: nothing moves$/);
  await until("and is over", async () => !(await label.count()));
  const took = performance.now() - began;
  assert.ok(took < 3000, `870 ms at a pace for trips of 5 ms took ${took} ms on screen`);
  const { clock } = await figure.moment();
  assert.ok(Number.parseFloat(clock) >= 880, `the second try has begun, at ${clock}`);
  const middle = await figure.host.locator(".ticks path").evaluate((path) => {
    const { x, width } = path.getBBox();
    return { from: x, width };
  });
  await figure.seek(middle.from + middle.width / 2);
  assert.equal((await label.innerText()).replace(/\s/g, " "), text, "the middle of the break is in the silence");
});

test("what is not seen does not play", async (t) => {
  const figure = await figureOf(t);
  const { page } = figure;
  await figure.press("restart");
  await figure.slowest();
  await figure.press("Play");
  await until("it moves", async () => (await figure.moment()).place > 0);
  await page.evaluate(() => window.scrollTo(0, 0));
  const far = await page.evaluate((id) => document.getElementById(id).getBoundingClientRect().top > innerHeight, await figure.host.getAttribute("id"));
  if (!far) await page.evaluate(() => window.scrollTo(0, document.body.scrollHeight));
  await until("out of sight it pauses", async () => !(await figure.plays()));
  await figure.bar.scrollIntoViewIfNeeded();
  await standsStill(figure, "it does not go on by itself");
  await figure.press("Play");
  await until("it goes on when asked", async () => figure.plays());
  await page.evaluate(() => {
    Object.defineProperty(document, "hidden", { value: true, configurable: true });
    document.dispatchEvent(new Event("visibilitychange"));
  });
  await until("in a hidden tab it pauses", async () => !(await figure.plays()));
});

test("one figure of a page plays at a time", async (t) => {
  const page = await it.open(t, LESSONS[0]);
  const [one, other] = (await widgets(page, LESSONS[0])).filter(({ kind }) => ["Figure", "Analogy"].includes(kind));
  assert.ok(other, `${LESSONS[0]} shows two runs`);
  for (const { id } of [one, other]) await figureAwake(page, id);
  const [first, second] = [one, other].map(({ id }) => new Figure(page, page.locator(`#${id}`), `#${id}`));
  await first.bar.scrollIntoViewIfNeeded();
  await first.slowest();
  await first.press("Play");
  assert.ok(await first.plays());
  await second.transport.locator(".go").evaluate((button) => button.click());
  await until("the first makes way", async () => !(await first.plays()));
});

test("with less motion nothing travels: playing steps, either way", async (t) => {
  const figure = await figureOf(t, { reducedMotion: "reduce" });
  await figure.press("restart");
  const forward = [await figure.moment()];
  for (let step = 0; step < 3; step += 1) {
    await figure.press("Play");
    assert.equal(await figure.plays(), false, "it does not go on by itself");
    forward.push(await figure.moment());
  }
  for (const moment of forward.slice(0, -1).reverse()) {
    await figure.press("Play backwards");
    assert.equal((await figure.moment()).clock, moment.clock, "the same moments on the way back");
  }
  assert.ok(!forward[0].picture.includes(" took "), "nothing has arrived at the start");
  await figure.press("arrival");
  assert.match((await figure.moment()).picture, / took /, "what has arrived is drawn with its way and its time");
  await figure.press("restart");
  await figure.press("Play backwards");
  const { clock, end } = await figure.moment();
  assert.equal(clock, end, "from the start back it begins at the end");
  await figure.press("Play");
  assert.equal((await figure.moment()).clock, forward[0].clock, "and from the end on at the start");
});

test("who asks for less motion while it plays has it stopped", async (t) => {
  const figure = await figureOf(t);
  await figure.press("restart");
  await figure.slowest();
  await figure.press("Play");
  await until("it moves", async () => (await figure.moment()).place > 0);
  await figure.page.emulateMedia({ reducedMotion: "reduce" });
  await until("it stops", async () => !(await figure.plays()));
});
