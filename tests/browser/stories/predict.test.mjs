// Predict, commit, watch, then learn why.

import assert from "node:assert/strict";
import { test } from "node:test";
import { LESSONS, plain, widgets } from "../course.mjs";
import { Figure } from "../figure.mjs";
import { stage, stored } from "../stage.mjs";
import { until } from "../until.mjs";

const it = stage();

async function predictions(page, route) {
  return (await widgets(page, route)).filter(({ kind }) => kind === "Predict");
}

/** The number in “The run took 100 ms.” */
function truthOf(question) {
  const [, number, unit] = /(\d[\d.]*) (\S+?)\.$/.exec(question.truth) ?? assert.fail(`${question.id}: no truth`);
  return { number, unit };
}

function card(page, question) {
  const locator = page.locator(`#${question.id}`);
  return {
    locator,
    field: locator.locator(".field input"),
    verdict: locator.locator('.verdict[role="status"]'),
    press: (name) => locator.getByRole("button", { name, exact: true }).click(),
    figure: new Figure(page, locator, `#${question.id}`),
  };
}

/** The reason stands there, and before it the verdict in one word. */
async function told(it, where, word) {
  await until(`${where}: the verdict`, async () => plain(await it.verdict.innerText()).startsWith(word));
  return plain(await it.verdict.innerText());
}

for (const route of LESSONS) {
  test(`${route}: commit, and the run plays to its end before the verdict`, async (t) => {
    const page = await it.open(t, route);
    for (const question of await predictions(page, route)) {
      const where = `${route}#${question.id}`;
      const { number, unit } = truthOf(question);
      const it = card(page, question);
      await it.field.fill(`${number} ${unit}`);
      await it.press("Commit and run it");
      await until(`${where}: the run plays`, () => it.locator.getByRole("button", { name: "Pause" }).count());
      const early = plain(await it.verdict.innerText());
      assert.ok(!early.includes(question.truth) && !early.includes("Right"), `${where}: no verdict yet, but ${early}`);
      assert.ok(await it.field.isDisabled(), `${where}: what was committed stays`);
      const said = await told(it, where, "Right");
      assert.ok(said.includes(`You said ${number} ${unit}. ${question.truth}`), `${where}: compared, in ${said}`);
      assert.ok(said.includes(question.explanation), `${where}: explained, in ${said}`);
      const { clock, end } = await it.figure.moment();
      assert.equal(clock, end, `${where}: the run stands at its end`);
      const [attempt] = (await stored(page)).attempts.slice(-1);
      assert.deepEqual([attempt.question, attempt.right], [question.id, true], `${where}: as stored`);
    }
  });

  test(`${route}: a wrong number that many arrive at gets its own reply`, async (t) => {
    const page = await it.open(t, route);
    for (const question of await predictions(page, route)) {
      const it = card(page, question);
      for (const { value, reply } of question.known) {
        const where = `${route}#${question.id}, ${value}`;
        await it.field.fill(String(value));
        await it.field.press("Enter");
        await it.figure.seek(1000);
        const said = await told(it, where, "Not quite");
        assert.ok(said.includes(`You said ${value} `) && said.includes(question.truth), `${where}: compared, in ${said}`);
        const line = (await it.locator.locator(".verdict svg text:is(.b, .tr)").allTextContents()).map(plain);
        assert.match(line.join(", "), /^(The run|On average): .+, You: .+$/, `${where}: both on one line`);
        assert.ok(said.includes(reply) && said.includes(question.explanation), `${where}: why, in ${said}`);
        assert.equal((await stored(page)).attempts.at(-1).right, false, `${where}: as stored`);
        await it.press("Answer again");
        assert.equal(plain(await it.verdict.innerText()), "", `${where}: the verdict is gone`);
        assert.equal(await it.locator.locator("figure").count(), 0, `${where}: the run is gone`);
        assert.equal(await it.field.inputValue(), "", `${where}: the field is empty`);
      }
    }
  });

  test(`${route}: a moment that was said is a line that the run comes to, or never reaches`, async (t) => {
    const page = await it.open(t, route);
    const moments = (await predictions(page, route)).filter((question) => /makespan_ms|ttfb_ms|response_/.test(question.asks));
    assert.ok(moments.length > 0, `${route} asks for a moment`);
    for (const question of moments) {
      const where = `${route}#${question.id}`;
      const it = card(page, question);
      for (const times of [0.5, 2, 1000]) {
        await it.field.fill(String(Math.round(Number(truthOf(question).number) * times)));
        await it.press("Commit and run it");
        await it.figure.seek(1);
        const ladder = it.locator.locator(".ladder svg");
        assert.equal(await ladder.locator(".guess").count(), times < 1000 ? 1 : 0, `${where} × ${times}: the line is there from the start`);
        assert.match(plain(await ladder.textContent()), /[Yy]ou said/, `${where} × ${times}: in words`);
        await it.press("Answer again");
      }
    }
  });

  test(`${route}: the run can be shown without a guess`, async (t) => {
    const page = await it.open(t, route);
    for (const question of await predictions(page, route)) {
      const where = `${route}#${question.id}`;
      const it = card(page, question);
      await it.press("Just show me");
      await it.figure.seek(1000);
      const said = await told(it, where, "The answer");
      assert.ok(said.includes(question.truth) && said.includes(question.explanation), `${where}: ${said}`);
      assert.equal((await stored(page)).attempts.at(-1).given, "shown", `${where}: as stored`);
    }
  });

  test(`${route}: what is no number is not taken for one`, async (t) => {
    const page = await it.open(t, route);
    for (const question of await predictions(page, route)) {
      const it = card(page, question);
      for (const text of ["", "soon", "1e999", "<b>7</b>", "NaN", "0x10"]) {
        await it.field.fill(text);
        await it.press("Commit and run it");
        const said = plain(await it.verdict.innerText());
        assert.match(said, /Write a number first/, `${route}#${question.id} given ${JSON.stringify(text)}`);
      }
      assert.equal(await stored(page), null, `${route}#${question.id}: nothing is stored`);
    }
  });

  test(`${route}: with less motion the run waits to be stepped through`, async (t) => {
    const page = await it.open(t, route, { reducedMotion: "reduce" });
    for (const question of await predictions(page, route)) {
      const where = `${route}#${question.id}`;
      const it = card(page, question);
      await it.field.fill(truthOf(question).number);
      await it.press("Commit and run it");
      await it.locator.locator("figure").waitFor();
      const steps = await it.figure.events();
      for (let step = 0; step < steps && !(await it.verdict.innerText()).includes("Right"); step += 1) {
        await it.figure.press("step");
      }
      await told(it, where, "Right");
    }
  });
}
