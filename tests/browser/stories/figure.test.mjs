// Play, pause, step, scrub: every way to a moment shows the same moment.

import assert from "node:assert/strict";
import { test } from "node:test";
import { WITH_FIGURES, widgets } from "../course.mjs";
import { Figure } from "../figure.mjs";
import { figureAwake, stage } from "../stage.mjs";
import { until } from "../until.mjs";

const it = stage();
const MAX_PLACE = 1000;

for (const route of WITH_FIGURES) {
  test(`${route}: figures step, scrub and play`, async (t) => {
    const page = await it.open(t, route);
    const figures = (await widgets(page, route)).filter(({ kind }) => kind === "Figure");
    for (const { id, figure: data } of figures) {
      await figureAwake(page, id);
      const figure = new Figure(page, page.locator(`#${id}`), `${route}#${id}`);
      await opensAtItsMoment(figure, data);
      const moments = await stepsThrough(figure);
      await arrives(figure, moments);
      await scrubs(figure, moments);
      await plays(figure);
    }
  });
}

/** A figure that came alive shows what the still picture showed. */
async function opensAtItsMoment(figure, data) {
  const moment = await agreed(figure);
  assert.equal(moment.clock, `${data.moment_ns / 1e6} ms`, `${figure.where}: opens at its moment`);
}

/** Forward event by event to the end, and the same way back. */
async function stepsThrough(figure) {
  await figure.press("restart");
  const forward = [await agreed(figure)];
  assert.equal(forward[0].place, 0, `${figure.where}: starts again at 0`);
  while (forward.at(-1).clock !== forward.at(-1).end) {
    await figure.press("step");
    const moment = await agreed(figure);
    const before = forward.at(-1);
    assert.ok(moment.place > before.place, `${figure.where}: a step moves on from ${before.clock}`);
    assert.notEqual(moment.picture + moment.said, before.picture + before.said, `${figure.where}: ${moment.clock} shows`);
    forward.push(moment);
  }
  const pictures = new Set(forward.map(({ picture }) => picture));
  assert.ok(pictures.size > forward.length / 2, `${figure.where}: the drawing changes from event to event`);
  const events = await figure.events();
  assert.ok(Math.abs(forward.length - events) <= 1, `${figure.where}: ${forward.length} steps for ${events} marks`);
  for (const moment of forward.slice(0, -1).reverse()) {
    await figure.press("back");
    assert.deepEqual(await agreed(figure), moment, `${figure.where}: back at ${moment.clock}`);
  }
  return forward;
}

/** From arrival to arrival: each is one of the events. */
async function arrives(figure, moments) {
  await figure.press("restart");
  const seen = [await agreed(figure)];
  for (;;) {
    await figure.press("arrival");
    const moment = await agreed(figure);
    if (moment.clock === seen.at(-1).clock) break;
    const known = moments.find(({ clock }) => clock === moment.clock);
    assert.deepEqual(moment, known, `${figure.where}: an arrival at ${moment.clock} is an event`);
    seen.push(moment);
  }
  assert.ok(seen.length > 1, `${figure.where}: something arrives`);
}

/** The bar leads to the same pictures as the steps, from either side. */
async function scrubs(figure, moments) {
  const end = moments.at(-1);
  for (const [place, expected] of [[MAX_PLACE, end], [0, moments[0]], [MAX_PLACE, end]]) {
    await figure.seek(place);
    const { picture, said, clock } = await agreed(figure);
    assert.deepEqual([clock, said, picture], [expected.clock, expected.said, expected.picture], `${figure.where} at ${place}`);
  }
  await figure.seek(MAX_PLACE / 2);
  const fromTheRight = await agreed(figure);
  await figure.seek(0);
  await figure.seek(MAX_PLACE / 2);
  assert.deepEqual(await agreed(figure), fromTheRight, `${figure.where}: the middle is the middle`);
}

/** Playing only goes forward, can be stopped, comes to its end and starts from there anew. */
async function plays(figure) {
  await figure.press("restart");
  const start = await figure.moment();
  await figure.press("Play");
  await until(`${figure.where}: it moves`, async () => (await figure.moment()).place > start.place);
  await figure.press("Pause");
  const stopped = await agreed(figure);
  await figure.page.evaluate(async () => {
    for (let frame = 0; frame < 5; frame += 1) await new Promise(requestAnimationFrame);
  });
  assert.deepEqual(await agreed(figure), stopped, `${figure.where}: a pause holds it at ${stopped.clock}`);
  await figure.fastest();
  await figure.press("Play");
  const places = [stopped.place];
  await until(`${figure.where}: it plays to the end`, async () => {
    const { place, clock, end } = await figure.moment();
    places.push(place);
    return clock === end;
  });
  assert.deepEqual(places, places.toSorted((a, b) => a - b), `${figure.where}: it only goes forward`);
  await until(`${figure.where}: it stops at the end`, () => figure.transport.getByRole("button", { name: "Play", exact: true }).count());
  await figure.slowest();
  await figure.press("Play");
  await until(`${figure.where}: it plays again`, async () => {
    const { place } = await figure.moment();
    return place > 0 && place < MAX_PLACE;
  });
  await figure.fastest();
  await figure.untilEnd();
}

/** The moment, after making sure that clock, sentence and bar agree on it. */
async function agreed(figure) {
  const moment = await figure.moment();
  assert.equal(moment.spoken, `t = ${moment.clock}:`, `${figure.where}: sentence and clock agree`);
  assert.equal(moment.valueText, `${moment.clock} of ${moment.end}`, `${figure.where}: bar and clock agree`);
  return moment;
}
