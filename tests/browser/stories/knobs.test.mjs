// Turning a knob is a new run, at once.

import assert from "node:assert/strict";
import { test } from "node:test";
import { WITH_KNOBS, widgets } from "../course.mjs";
import { Figure } from "../figure.mjs";
import { figureAwake, stage } from "../stage.mjs";
import { until } from "../until.mjs";

const it = stage();

/** From the input event to the new table, as a learner should typically find it. */
const TYPICAL_MS = 100;
const TURNS = 9;

for (const route of WITH_KNOBS) {
  test(`${route}: every knob changes the run, and all of them go back`, async (t) => {
    const page = await it.open(t, route);
    for (const { id, figure: data } of (await widgets(page, route)).filter(({ kind, figure }) => kind === "Figure" && figure.knobs.length > 0)) {
      await figureAwake(page, id);
      const host = page.locator(`#${id}`);
      const figure = new Figure(page, host, `${route}#${id}`);
      const first = await figure.table();
      for (const [index, knob] of data.knobs.entries()) {
        const where = `${figure.where}, ${knob.label}`;
        const slider = host.getByLabel(knob.label, { exact: true });
        assert.equal(await slider.inputValue(), String(knob.value), `${where}: starts as the text says`);
        const before = await figure.table();
        const turned = await until(`${where}: the table changes`, () => turnedTo(slider, ends(knob), figure, before));
        assert.equal(await slider.getAttribute("aria-valuetext"), amount(turned, knob), `${where}: is read out`);
        assert.equal(await host.locator(".knob .amount").nth(index).innerText(), amount(turned, knob), where);
        const { clock, end, place, spoken } = await figure.moment();
        assert.ok(place <= 1000 && spoken === `t = ${clock}:`, `${where}: the moment lies in the new run, ${clock} of ${end}`);
      }
      await host.getByRole("button", { name: "Reset" }).click();
      await until(`${figure.where}: the first run is back`, async () => (await figure.table()) === first);
    }
  });

  test(`${route}: a turn shows within ${TYPICAL_MS} ms`, async (t) => {
    const page = await it.open(t, route);
    for (const { id, figure: data } of (await widgets(page, route)).filter(({ kind, figure }) => kind === "Figure" && figure.knobs.length > 0)) {
      await figureAwake(page, id);
      const times = await page.evaluate(turnAndTime, { id, turns: TURNS, knob: data.knobs[0] });
      const typical = times.toSorted((a, b) => a - b)[Math.floor(TURNS / 2)];
      const list = times.map(Math.round).join(", ");
      t.diagnostic(`${route}#${id}: typically ${Math.round(typical)} ms from turn to table (${list})`);
      assert.ok(typical <= TYPICAL_MS, `${route}#${id}: typically ${typical} ms, of ${list}`);
    }
  });

  test(`${route}: of many quick turns the last one is shown`, async (t) => {
    const page = await it.open(t, route);
    const [{ id, figure: data }] = (await widgets(page, route)).filter(({ kind, figure }) => kind === "Figure" && figure.knobs.length > 0);
    await figureAwake(page, id);
    const figure = new Figure(page, page.locator(`#${id}`), `${route}#${id}`);
    const [knob] = data.knobs;
    const slider = figure.host.getByLabel(knob.label, { exact: true });
    // Away from where the text starts, so that the turn back to it can be seen to have come.
    const first = await figure.table();
    await until(`${figure.where}: one turn`, () => turnedTo(slider, ends(knob), figure, first));
    await slider.evaluate((input, { min, max, step, value: own }) => {
      const turnTo = (value) => {
        input.value = value;
        input.dispatchEvent(new Event("input", { bubbles: true }));
      };
      for (let value = max; value >= min; value -= step) turnTo(value);
      turnTo(own);
    }, knob);
    await until(`${figure.where}: the last turn is shown`, async () => (await figure.table()) === first);
  });
}

/** As it is written: without a space where there is no unit. */
function amount(value, { unit }) {
  return `${value}\u00a0${unit}`.trimEnd();
}

/** Where a knob can be turned to, the farther end first: the nearer one may be what makes the difference. */
function ends({ min, max, value }) {
  return value - min > max - value ? [min, max] : [max, min];
}

/** The end at which the table is another one than before, once there is one. */
async function turnedTo(slider, ends, figure, before) {
  for (const end of ends) {
    await slider.fill(String(end));
    await settled(figure.page);
    if ((await figure.table()) !== before) return end;
  }
  return undefined;
}

/** Two frames on, whatever was asked of the simulator before has been drawn or is about to be. */
function settled(page) {
  return page.evaluate(async () => {
    for (let frame = 0; frame < 2; frame += 1) await new Promise(requestAnimationFrame);
    return true;
  });
}

async function turnAndTime({ id, turns, knob }) {
  const slider = document.querySelector(`#${id} .knob input`);
  const table = document.querySelector(`#${id} .fig > .as-table .scroll`);
  const times = [];
  const turnTo = (value) => {
    slider.value = value;
    slider.dispatchEvent(new Event("input", { bubbles: true }));
  };
  turnTo(knob.min);
  for (let frame = 0; frame < 10; frame += 1) await new Promise(requestAnimationFrame);
  for (let turn = 0; turn < turns; turn += 1) {
    const changed = new Promise((resolve, reject) => {
      const observer = new MutationObserver(() => resolve(observer.disconnect()));
      observer.observe(table, { childList: true, subtree: true, characterData: true });
      setTimeout(() => reject(new Error(`turn ${turn} changed nothing`)), 15_000);
    });
    const start = performance.now();
    turnTo(turn % 2 === 0 ? knob.max : knob.min);
    await changed;
    times.push(performance.now() - start);
  }
  return times;
}
