// The whole lesson without a mouse; where the keyboard is can always be seen.

import assert from "node:assert/strict";
import { test } from "node:test";
import { LESSONS, WITH_FIGURES, questions, widgets } from "../course.mjs";
import { Figure } from "../figure.mjs";
import { foretell, foretellings } from "../forecasts.mjs";
import { FORMS, enter, presses, ways } from "../forms.mjs";
import { allAwake, figureAwake, questionAwake, stage, stored } from "../stage.mjs";
import { until } from "../until.mjs";

const it = stage();
const TABS_MAX = 1200;

for (const route of LESSONS) {
  test(`${route}: every question and figure by keyboard`, { timeout: 120_000 }, async (t) => {
    const page = await it.open(t, route);
    const walk = new Walk(page, route);
    await page.keyboard.press("Tab");
    assert.match(await walk.here(), /skip/i, `${route}: the first stop is the way to the text`);
    await page.keyboard.press("Enter");
    await until(`${route}: the text has the focus`, () => page.evaluate(() => location.hash === "#main"));
    for (const widget of await widgets(page, route)) {
      if (widget.kind === "Figure") await figureByKeys(page, walk, widget);
      if (widget.kind === "Predict") await predictByKeys(page, walk, widget);
      if (widget.kind === "Choice") await choiceByKeys(page, walk, widget);
      if (widget.form in FORMS) await formByKeys(page, walk, widget);
      if (widget.form === "Forecast") await forecastByKeys(page, walk, widget);
    }
    const asked = (await questions(page, route)).filter(({ kind, form }) => kind !== "Question" || form in FORMS || form === "Forecast");
    assert.equal((await stored(page)).attempts.length, asked.length, `${route}: every question is answered`);
  });
}

for (const route of WITH_FIGURES) {
  test(`${route}: everything that can be focused can be seen and is reached in the order of the page`, async (t) => {
    const page = await it.open(t, route);
    // What comes alive on the way moves the page under whoever walks.
    await allAwake(page);
    const walk = new Walk(page, route);
    const stops = [];
    for (let tab = 0; tab < TABS_MAX; tab += 1) {
      await page.keyboard.press("Tab");
      if (await page.evaluate(() => document.activeElement === document.body)) break;
      await walk.assertSeen();
      stops.push(await page.evaluate(() => (document.activeElement.dataset.stop ??= String(Math.random()))));
    }
    assert.ok(stops.length > 10 && stops.length < TABS_MAX, `${route}: ${stops.length} stops`);
    const order = await page.evaluate(() => [...document.querySelectorAll("[data-stop]")].map((it) => it.dataset.stop));
    assert.deepEqual(stops, order, `${route}: order of the keyboard and order of the page`);
  });
}

async function predictByKeys(page, walk, { id }) {
  await walk.to(`#${id} .field input`);
  await page.keyboard.type("123");
  await walk.to(`#${id} .seg input`);
  await page.keyboard.press("ArrowRight");
  assert.equal(await page.evaluate(() => document.activeElement.checked), true, `#${id}: arrows pick how sure one is`);
  await walk.to(`#${id} button.go`);
  await page.keyboard.press("Enter");
  await page.locator(`#${id} figure`).waitFor();
  await walk.to(`#${id} .scrub input`);
  await page.keyboard.press("End");
  await until(`#${id}: the verdict`, async () => /Right|Not quite/.test(await page.locator(`#${id} .verdict`).innerText()));
}

async function choiceByKeys(page, walk, { id, options }) {
  await walk.to(`#${id} .opts input`);
  for (let moves = 1; moves < options.length; moves += 1) await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Space");
  await walk.to(`#${id} button.go`);
  await page.keyboard.press("Space");
  const last = options.at(-1);
  const verdict = await page.locator(`#${id} .verdict`).innerText();
  assert.ok(verdict.replace(/\s+/g, " ").includes(last.feedback), `#${id}: the verdict on option ${last.id}, not ${verdict}`);
  const focused = await page.evaluate(() => document.activeElement.className);
  assert.equal(focused, "go", `#${id}: the keyboard stays where it was`);
}

async function formByKeys(page, walk, question) {
  const { id } = question;
  const [{ given }] = ways(question).filter(({ right }) => !right);
  await questionAwake(page, id);
  await walk.to(`#${id} .form :is(input, select, textarea, button)`);
  await enter(page.locator(`#${id}`), question, given, { byKeys: true });
  await walk.to(`#${id} button.go`);
  for (let press = 0; press < presses(question, given); press += 1) await page.keyboard.press("Enter");
  await until(`#${id}: the verdict`, async () => /Not quite/.test(await page.locator(`#${id} .verdict`).innerText()));
}

async function forecastByKeys(page, walk, question) {
  const { id } = question;
  const [{ given }] = foretellings(question).filter(({ right }) => !right);
  await questionAwake(page, id);
  await walk.to(`#${id} .form :is(input, button)`);
  await foretell(page.locator(`#${id}`), question, given, { byKeys: true });
  await walk.to(`#${id} button.go`);
  await page.keyboard.press("Enter");
  await page.locator(`#${id} figure .scrub input`).waitFor();
  await walk.to(`#${id} .scrub input`);
  await page.keyboard.press("End");
  await until(`#${id}: the verdict`, async () => /Not quite/.test(await page.locator(`#${id} .verdict`).innerText()));
}

async function figureByKeys(page, walk, { id, figure: data }) {
  await figureAwake(page, id);
  const figure = new Figure(page, page.locator(`#${id}`), `#${id}`);
  await walk.to(`#${id} .scrub input`);
  await page.keyboard.press("Home");
  assert.equal((await figure.moment()).place, 0, `#${id}: Home leads to the start`);
  await page.keyboard.press("ArrowRight");
  assert.ok((await figure.moment()).place > 0, `#${id}: an arrow moves the bar`);
  await page.keyboard.press("End");
  const end = await figure.moment();
  assert.equal(end.clock, end.end, `#${id}: End leads to the end`);
  await walk.to(`#${id} .speed input`);
  await walk.to(`#${id} .transport .go`);
  await walk.to(`#${id} [aria-label="Play backwards"]`);
  for (const name of ["Back one event", "Next event", "Next arrival", "Start again"]) {
    await walk.to(`#${id} [aria-label="${name}"]`);
    const before = (await figure.moment()).clock;
    await page.keyboard.press("Enter");
    if (name !== "Next arrival") assert.notEqual((await figure.moment()).clock, before, `#${id}: ${name}`);
  }
  for (const [index, { label, value, max }] of (data.knobs ?? []).entries()) {
    await walk.to(`#${id} .knob:nth-child(${index + 1}) input`);
    await page.keyboard.press(value < max ? "ArrowRight" : "ArrowLeft");
    const now = await page.evaluate(() => Number(document.activeElement.value));
    assert.notEqual(now, value, `#${id}: an arrow turns ${label}`);
  }
  await walk.to(`#${id} .fig > .as-table summary`);
  await page.keyboard.press("Enter");
  assert.ok(await page.locator(`#${id} table`).isVisible(), `#${id}: the table opens`);
}

class Walk {
  constructor(page, route) {
    Object.assign(this, { page, route });
  }

  here() {
    return this.page.evaluate(() => document.activeElement.textContent || document.activeElement.ariaLabel || "");
  }

  /** Tabs on until an element that matches has the focus. Every stop on the way must be visible. */
  async to(selector) {
    for (let tab = 0; tab < TABS_MAX; tab += 1) {
      await this.page.keyboard.press("Tab");
      await this.assertSeen();
      if (await this.page.evaluate((selector) => document.activeElement.matches(selector), selector)) return;
    }
    assert.fail(`${this.route}: ${selector} is not reached with the Tab key`);
  }

  async assertSeen() {
    const lost = await this.page.evaluate(() => {
      const focused = document.activeElement;
      if (focused === document.body) return null;
      const { outlineStyle, outlineWidth } = getComputedStyle(focused);
      const { width, height, bottom, top } = focused.getBoundingClientRect();
      const ringed = outlineStyle !== "none" && parseFloat(outlineWidth) >= 2;
      const placed = width > 0 && height > 0 && bottom > 0 && top < innerHeight;
      return ringed && placed ? null : `${focused.outerHTML.slice(0, 120)} (outline ${outlineStyle} ${outlineWidth}, ${width}×${height} at ${top})`;
    });
    assert.equal(lost, null, `${this.route}: the focus cannot be seen on ${lost}`);
  }
}
