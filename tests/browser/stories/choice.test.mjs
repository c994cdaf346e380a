// Pick one: every option of every question, right and wrong, shown and tried again.

import assert from "node:assert/strict";
import { test } from "node:test";
import { LESSONS, plain, widgets } from "../course.mjs";
import { stage, stored } from "../stage.mjs";
import { until } from "../until.mjs";

const it = stage();

for (const route of LESSONS) {
  test(`${route}: every option says why`, async (t) => {
    const page = await it.open(t, route);
    const questions = (await widgets(page, route)).filter(({ kind }) => kind === "Choice");
    assert.ok(questions.length > 0, `${route} has a question`);
    for (const question of questions) {
      for (const option of question.options) await answerAndRetry(page, route, question, option);
    }
    const attempts = (await stored(page)).attempts;
    assert.equal(attempts.length, questions.flatMap(({ options }) => options).length, `${route}: every answer is stored`);
  });

  test(`${route}: an answer can be shown without guessing`, async (t) => {
    const page = await it.open(t, route);
    for (const question of (await widgets(page, route)).filter(({ kind }) => kind === "Choice")) {
      const where = `${route}#${question.id}`;
      const card = page.locator(`#${question.id}`);
      await card.getByRole("button", { name: "Just show me" }).click();
      const verdict = plain(await card.getByRole("status").first().innerText());
      assert.ok(verdict.includes(question.explanation), `${where}: the explanation is shown, not ${verdict}`);
      const right = question.options.find((option) => option.right);
      assert.equal(await picked(card), right.index, `${where}: the right option is picked`);
      assert.match(await card.locator(".opt.is-right b").innerText(), /Right answer/, `${where}: and named`);
      const last = (await stored(page)).attempts.at(-1);
      assert.deepEqual([last.question, last.given, last.right], [question.id, "shown", false], `${where}: as stored`);
    }
  });

  test(`${route}: checking without a pick asks for one and stores nothing`, async (t) => {
    const page = await it.open(t, route);
    for (const { id } of (await widgets(page, route)).filter(({ kind }) => kind === "Choice")) {
      const card = page.locator(`#${id}`);
      await card.getByRole("button", { name: "Check" }).click();
      assert.match(await card.getByRole("status").first().innerText(), /Pick an answer first/, `${route}#${id}`);
    }
    assert.equal(await stored(page), null, `${route}: nothing is stored`);
  });

  test(`${route}: how sure one was is stored with the answer`, async (t) => {
    const page = await it.open(t, route);
    const question = (await widgets(page, route)).find(({ kind }) => kind === "Choice");
    const card = page.locator(`#${question.id}`);
    await card.getByLabel("Certain").check();
    await card.locator(".opt input").first().check();
    await card.getByRole("button", { name: "Check" }).click();
    assert.equal((await stored(page)).attempts[0].confidence, "certain", `${route}#${question.id}`);
    assert.equal(await card.getByLabel("Certain").isDisabled(), true, `${route}#${question.id}: settled`);
  });
}

async function answerAndRetry(page, route, question, option) {
  const where = `${route}#${question.id}, option ${option.id}`;
  const card = page.locator(`#${question.id}`);
  const status = card.locator('.verdict[role="status"]');
  // A screen reader announces changes inside an element that was there before.
  const announcer = await status.elementHandle();
  assert.equal(plain(await status.innerText()), "", `${where}: nothing is said before the check`);
  await card.locator(".opt input").nth(option.index).check();
  await card.getByRole("button", { name: "Check" }).click();
  const said = plain(await announcer.innerText());
  assert.ok(await announcer.evaluate((element) => element.isConnected), `${where}: the place of the verdict stays`);
  assert.ok(said.startsWith(option.right ? "Right" : "Not quite"), `${where}: the verdict comes first in ${said}`);
  assert.ok(said.includes(option.feedback), `${where}: its own feedback, not ${said}`);
  assert.equal(said.includes(question.explanation), option.right, `${where}: the explanation comes with the right one`);
  const mark = card.locator(".opt").nth(option.index);
  assert.match(await mark.getAttribute("class"), option.right ? /is-right/ : /is-wrong/, `${where}: is marked`);
  assert.match(await mark.locator("b").innerText(), /Your answer/, `${where}: is marked in words`);
  const last = (await stored(page)).attempts.at(-1);
  assert.deepEqual(
    [last.question, last.given, last.right],
    [question.id, { option: option.id }, option.right],
    `${where}: as stored`,
  );
  await card.getByRole("button", { name: "Try again" }).click();
  await until(`${where}: nothing is picked again`, async () => (await picked(card)) === -1);
  assert.equal(plain(await status.innerText()), "", `${where}: the verdict is gone`);
}

function picked(card) {
  return card.locator(".opt input").evaluateAll((inputs) => inputs.findIndex((input) => input.checked));
}
