// Worlds in which wrong answers would be right: played beside the verdict, and gone with it.

import assert from "node:assert/strict";
import { test } from "node:test";
import { LESSONS, plain, questions, source } from "../course.mjs";
import { Figure } from "../figure.mjs";
import { pressGo } from "../practice.mjs";
import { questionAwake, stage } from "../stage.mjs";
import { until } from "../until.mjs";

const it = stage();
const PLAY = "Play the world in which this would be right";

/** The options with a world: `{ id, index, title, lead }` by question, as the page's file has them. */
function worlds(page, route) {
  return page.evaluate((html) => {
    const parsed = new DOMParser().parseFromString(html, "text/html");
    const plain = (element) => element.textContent.replace(/\s+/g, " ").trim();
    const of = (part) => ({ id: part.dataset.part, title: plain(part.querySelector(".told b")) });
    return Object.fromEntries(
      [...parsed.querySelectorAll(".answer-key")].map((key) => [
        key.closest("[data-widget]").id,
        [...key.querySelectorAll("dd[data-part]:has([data-world])")].map(of),
      ]),
    );
  }, source(route));
}

async function withWorlds(page, route) {
  const found = await worlds(page, route);
  return (await questions(page, route))
    .map((question) => ({ ...question, worlds: found[question.id] ?? [] }))
    .filter((question) => question.worlds.length > 0);
}

const indexOf = (question, id) =>
  question.kind === "Choice" ? question.options.findIndex((option) => option.id === id) : question.fields.indexOf(id);

for (const route of LESSONS) {
  test(`${route}: the world of a wrong answer plays beside its verdict`, { timeout: 120_000 }, async (t) => {
    const page = await it.open(t, route);
    await until("what stands beside the questions is there", () => page.evaluate(() => "asides" in document.documentElement.dataset));
    for (const question of await withWorlds(page, route)) {
      const card = page.locator(`#${question.id}`);
      await questionAwake(page, question.id);
      for (const { id, title } of question.worlds) {
        const where = `${route}#${question.id}, option ${id}`;
        await card.locator(".opt input").nth(indexOf(question, id)).check();
        assert.equal(await card.getByRole("button", { name: PLAY }).count(), 0, `${where}: no world before the verdict`);
        await pressGo(card, "Check");
        const button = card.getByRole("button", { name: PLAY });
        await button.click();
        const run = card.locator(".world-run");
        await run.locator("figure").waitFor();
        assert.equal(plain(await run.locator(".title").innerText()), title, `${where}: it is the world of this option`);
        assert.equal(await button.getAttribute("aria-expanded"), "true", `${where}: open`);
        const figure = new Figure(page, run, where);
        await until(`${where}: it plays`, async () => (await figure.moment()).place > 0);
        await button.click();
        await until(`${where}: pressed again it closes`, async () => (await run.count()) === 0);
        await button.focus();
        await page.keyboard.press("Enter");
        await run.locator("figure").waitFor();
        await pressGo(card, "Try again");
        await until(`${where}: it goes with its verdict`, async () => (await run.count()) === 0);
        if (question.kind !== "Choice") await card.locator(".opt input").nth(indexOf(question, id)).uncheck({ force: true });
      }
    }
  });

  test(`${route}: who is shown the answer may play every world`, { timeout: 120_000 }, async (t) => {
    const page = await it.open(t, route, { reducedMotion: "reduce", viewport: { width: 360, height: 700 } });
    await until("what stands beside the questions is there", () => page.evaluate(() => "asides" in document.documentElement.dataset));
    for (const question of await withWorlds(page, route)) {
      const where = `${route}#${question.id}`;
      const card = page.locator(`#${question.id}`);
      await questionAwake(page, question.id);
      await pressGo(card, "Just show me");
      const buttons = card.locator(".worlds button");
      assert.equal(await buttons.count(), question.worlds.length, `${where}: one for each`);
      for (const [place, { title }] of question.worlds.entries()) {
        await buttons.nth(place).click();
        await until(`${where}: ${title}`, async () => plain(await card.locator(".world-run").innerText()).startsWith(title));
        assert.equal(await card.locator(".world-run").count(), 1, `${where}: one at a time`);
      }
      assert.ok((await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)) <= 0, `${where}: fits`);
    }
  });

  test(`${route}: without script a world is told, not offered`, async (t) => {
    const page = await it.open(t, route, { javaScriptEnabled: false, awake: false });
    for (const question of await withWorlds(await it.open(t, route), route)) {
      const box = page.locator(`#${question.id} .answer-key`);
      await box.locator("summary").first().click();
      const text = plain(await box.innerText());
      for (const { title } of question.worlds) assert.ok(text.includes(title), `${route}#${question.id}: “${title}”`);
      assert.equal(await box.locator("button:visible").count(), 0, `${route}#${question.id}: no dead button`);
    }
  });
}
