// Answers outlive the page: reloads, damage, other tabs, older and newer versions of the course.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { LESSONS, plain, widgets } from "../course.mjs";
import { Figure } from "../figure.mjs";
import { questionsAwake, stage, stored } from "../stage.mjs";
import { until } from "../until.mjs";

const it = stage();
const [ROUTE] = LESSONS;
const VERSION_1 = readFileSync(new URL("../../../crates/learner/tests/documents/v1.json", import.meta.url), "utf8").trim();

test("a reload keeps answers and their verdicts", async (t) => {
  const page = await it.open(t, ROUTE);
  const questions = await widgets(page, ROUTE);
  const predict = questions.find(({ kind }) => kind === "Predict");
  const choices = questions.filter(({ kind }) => kind === "Choice");
  const card = page.locator(`#${predict.id}`);
  await card.locator(".field input").fill("333");
  await card.locator(".field input").press("Enter");
  await new Figure(page, card, `#${predict.id}`).seek(1000);
  await until("the prediction is told", async () => (await card.locator(".verdict").innerText()).includes("Not quite"));
  for (const [index, { id, options }] of choices.entries()) await answer(page, id, index % options.length);
  const before = await shown(page);
  const document = await stored(page);
  await page.reload();
  await questionsAwake(page);
  const said = JSON.stringify(before);
  await until(`${ROUTE}: verdicts and picks are back after a reload`, async () => JSON.stringify(await shown(page)) === said);
  assert.deepEqual(await stored(page), document, `${ROUTE}: a reload alone stores nothing`);
});

test("leaving for another site and coming back keeps answers and verdicts", async (t) => {
  const page = await it.open(t, ROUTE);
  const choices = (await widgets(page, ROUTE)).filter(({ kind }) => kind === "Choice");
  for (const { id } of choices) await answer(page, id, 1);
  const before = await shown(page);
  await page.goto("about:blank");
  await page.goBack();
  await questionsAwake(page);
  await until("all verdicts are back", async () => JSON.stringify(await shown(page)) === JSON.stringify(before));
});

test("a question that was shown stays shown", async (t) => {
  const page = await it.open(t, ROUTE);
  const { id, explanation } = (await widgets(page, ROUTE)).find(({ kind }) => kind === "Choice");
  await page.locator(`#${id}`).getByRole("button", { name: "Just show me" }).click();
  await page.reload();
  await questionsAwake(page);
  const verdict = page.locator(`#${id} .verdict`);
  await until(`${ROUTE}#${id}: the explanation is back`, async () => plain(await verdict.innerText()).includes(explanation));
});

const DAMAGED = { "cut short": VERSION_1.slice(0, -9), "no JSON": "%%%", "another shape": '{"version":1,"attempts":7}' };
for (const [name, text] of Object.entries({ ...DAMAGED, "of a later version": '{"version":99,"new":true}' })) {
  test(`a stored document (${name}) is set aside, and the page works`, async (t) => {
    const context = await it.browser.newContext();
    t.after(() => context.close());
    const page = await keeping(t, context, text);
    await page.goto(it.server.url(ROUTE));
    await questionsAwake(page);
    const notice = page.locator("#notice");
    await until(`${ROUTE}: the learner is told`, async () => /kept aside/.test(await notice.innerText()));
    const kind = name === "of a later version" ? "newer" : "damaged";
    const aside = await page.evaluate(() => Object.entries({ ...localStorage }).filter(([key]) => key !== "roundtrip"));
    assert.equal(aside.length, 1, `one copy, not ${JSON.stringify(aside)}`);
    assert.match(aside[0][0], new RegExp(`^roundtrip\\.${kind}\\.\\d+$`));
    assert.equal(aside[0][1], text, "the copy is exact");
    const { id } = (await widgets(page, ROUTE)).find(({ kind }) => kind === "Choice");
    await answer(page, id, 0);
    assert.equal((await stored(page)).attempts.length, 1, "a new record has begun");
  });
}

test("a document of version 1 is read, and kept when something is added", async (t) => {
  const context = await it.browser.newContext();
  t.after(() => context.close());
  const page = await keeping(t, context, VERSION_1);
  await page.goto(it.server.url(ROUTE));
  await questionsAwake(page);
  const { id } = (await widgets(page, ROUTE)).find(({ kind }) => kind === "Choice");
  await answer(page, id, 0);
  const { version, attempts } = await stored(page);
  assert.ok(version > 1, "it is written as it is today");
  assert.deepEqual(attempts.slice(0, -1), JSON.parse(VERSION_1).attempts, "every earlier answer is still there");
  assert.equal(attempts.at(-1).question, id);
});

test("two tabs lose nothing", async (t) => {
  const context = await it.browser.newContext();
  t.after(() => context.close());
  const tabs = [await it.open(t, ROUTE, { context }), await it.open(t, ROUTE, { context })];
  const choices = (await widgets(tabs[0], ROUTE)).filter(({ kind }) => kind === "Choice");
  for (const [index, { id }] of choices.entries()) {
    await tabs[index % 2].bringToFront();
    await answer(tabs[index % 2], id, 0);
  }
  const kept = (await stored(tabs[0])).attempts.map(({ question }) => question);
  assert.deepEqual(kept.sort(), choices.map(({ id }) => id).sort(), "answers of both tabs");
  await tabs[1].reload();
  await questionsAwake(tabs[1]);
  await until("the other tab's answers are shown", async () =>
    (await shown(tabs[1])).filter(({ verdict }) => verdict).length === choices.length,
  );
});

test("where nothing may be stored, questions still answer", async (t) => {
  const context = await it.browser.newContext();
  t.after(() => context.close());
  await context.addInitScript(() => {
    Storage.prototype.setItem = () => {
      throw new DOMException("full", "QuotaExceededError");
    };
  });
  const page = await it.open(t, ROUTE, { context });
  const { id, options } = (await widgets(page, ROUTE)).find(({ kind }) => kind === "Choice");
  await answer(page, id, 0);
  const said = plain(await page.locator(`#${id} .verdict`).innerText());
  assert.ok(said.includes(options[0].feedback), `${ROUTE}#${id}: ${said}`);
  const notice = page.locator("#notice");
  await until("the learner is told", async () => /does not let the page store/.test(await notice.innerText()));
});

/** A page of a browser that has this document in its store. Nobody has read it yet: the program that runs here has looked before. */
async function keeping(t, context, text) {
  const page = await it.open(t, "about/", { context, awake: false });
  await page.locator(":root[data-app=running]").waitFor();
  await page.evaluate((text) => localStorage.setItem("roundtrip", text), text);
  return page;
}

async function answer(page, id, index) {
  const card = page.locator(`#${id}`);
  await card.locator(".opt input").nth(index).check();
  await card.getByRole("button", { name: "Check" }).click();
}

/** What each question of the page shows. */
function shown(page) {
  return page.evaluate(() => {
    const questions = [...document.querySelectorAll("[data-widget]")].filter((it) => it.querySelector(":scope .verdict"));
    return questions.map((question) => ({
      id: question.id,
      verdict: question.querySelector(".verdict").innerText.replace(/\s+/g, " ").trim(),
      picked: [...question.querySelectorAll(".opt input")].findIndex((input) => input.checked),
      typed: question.querySelector(".field input")?.value,
    }));
  });
}
