// Script that cannot start, or only in part: the page reads, answers open, figures stay still.

import assert from "node:assert/strict";
import { test } from "node:test";
import { LESSONS, plain, questions, widgets } from "../course.mjs";
import { questionsAwake, stage } from "../stage.mjs";
import { until } from "../until.mjs";

const it = stage();
const [LESSON] = LESSONS;
const LOST = [/ERR_EMPTY_RESPONSE/, /Failed to fetch/, /could not start/, /preloaded using link preload/];

const CASES = {
  "the module is lost": { lost: /app-.*\.wasm$/, expected: LOST },
  "the module is damaged": { damaged: /app-.*\.wasm$/, expected: [...LOST, /WebAssembly/, /wasm/i] },
  "the script is lost": { lost: /app-.*\.js$/, expected: LOST },
};

for (const [name, { lost, damaged, expected }] of Object.entries(CASES)) {
  test(`${name}: the lesson reads and its answers open`, async (t) => {
    if (lost) it.server.breakOff(lost);
    if (damaged) it.server.alter(damaged, () => "no module");
    const page = await it.open(t, LESSON, { awake: false, expected });
    for (const question of await questions(page, LESSON)) {
      const where = `${LESSON}#${question.id}`;
      const box = page.locator(`#${question.id} .answer-key`);
      await until(`${where}: the answer can be opened`, () => box.isVisible());
      await box.locator("summary").first().click();
      assert.ok(plain(await box.innerText()).includes(question.explanation), `${where}: the explanation is there`);
    }
    const figure = page.locator('[data-widget*="Figure"]').first();
    assert.ok(await figure.locator(".say").isVisible(), `${LESSON}: the figure says its moment`);
    for (const button of await page.locator("main button").all()) {
      assert.equal(await button.isVisible(), false, `${LESSON}: a dead button, ${await button.textContent()}`);
    }
  });
}

const PARTS = {
  simulator: /sim-.*\.(js|wasm)$/,
  "simulator's module": /sim-.*\.wasm$/,
  "part that draws figures": /figures-.*\.wasm$/,
};

for (const [name, lost] of Object.entries(PARTS)) {
  test(`the ${name} is lost: questions answer, predictions explain, figures say why they stay still`, async (t) => {
    it.server.breakOff(lost);
    const page = await it.open(t, LESSON, { expected: LOST });
    const [predict] = (await widgets(page, LESSON)).filter(({ kind }) => kind === "Predict");
    const [choice] = (await widgets(page, LESSON)).filter(({ kind }) => kind === "Choice");
    const [figure] = (await widgets(page, LESSON)).filter(({ kind }) => kind === "Figure");
    await page.locator(`#${choice.id} .opt input`).first().check();
    await page.locator(`#${choice.id}`).getByRole("button", { name: "Check" }).click();
    assert.match(await page.locator(`#${choice.id} .verdict`).innerText(), /Right|Not quite/);
    await page.locator(`#${predict.id} .field input`).fill("7");
    await page.locator(`#${predict.id}`).getByRole("button", { name: "Commit and run it" }).click();
    await until(`${LESSON}#${predict.id}: is explained without a run`, async () =>
      plain(await page.locator(`#${predict.id} .verdict`).innerText()).includes(predict.explanation),
    );
    await page.locator(`#${figure.id}`).scrollIntoViewIfNeeded();
    await until(`${LESSON}#${figure.id}: says so`, async () =>
      /stays still/.test(await page.locator(`#${figure.id} .say`).innerText()),
    );
    await page.locator(`#${figure.id} .as-table summary`).click();
    assert.ok(await page.locator(`#${figure.id} table`).isVisible(), `${LESSON}#${figure.id}: the table opens`);
    assert.equal(await page.locator(`#${figure.id} .transport`).isVisible(), false, `${LESSON}#${figure.id}: no dead controls`);
  });
}

test("the simulator comes late: figures wait for it and then live", async (t) => {
  const gate = it.server.hold(/sim-.*\.wasm$/);
  const page = await it.open(t, LESSON);
  const [figure] = (await widgets(page, LESSON)).filter(({ kind }) => kind === "Figure");
  await page.locator(`#${figure.id}`).scrollIntoViewIfNeeded();
  await until("the simulator is asked for", () => gate.waited() > 0);
  assert.equal(await page.locator(`#${figure.id}`).getAttribute("data-live"), null);
  gate.open();
  await until(`#${figure.id} is alive`, async () => (await page.locator(`#${figure.id}`).getAttribute("data-live")) !== null);
  await questionsAwake(page);
});
