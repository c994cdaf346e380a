// Questions that wait for their part of the program: what is entered before it comes counts, and where it never comes the
// question says so and its answer opens.

import assert from "node:assert/strict";
import { test } from "node:test";
import { ASKING, plain, questions } from "../course.mjs";
import { FORMS, enter, ways } from "../forms.mjs";
import { questionAwake, stage, stored } from "../stage.mjs";
import { until } from "../until.mjs";

const it = stage();
const PART = /questions-.*\.wasm$/;
const LATE = { "its part of the program": PART, "all of the program": /app-.*\.wasm$/, "any script": /app-.*\.js$/ };
/** What stands in the page's own fields. Items are moved by buttons that only script draws; points come with a verdict. */
const IN_FIELDS = Object.keys(FORMS).filter((form) => form !== "Order" && form !== "Free");

for (const route of ASKING) {
  for (const [what, late] of Object.entries(LATE)) {
    test(`${route}: entered and checked before ${what} is there`, { timeout: 120_000 }, async (t) => {
      const gate = it.server.hold(late);
      const page = await it.open(t, route, { awake: false, goto: { waitUntil: "commit" } });
      await until("the page is there", () => page.locator("footer").count());
      const asked = (await questions(page, route)).filter(({ form }) => IN_FIELDS.includes(form));
      const given = new Map(asked.map((question) => [question, ways(question)[1]]));
      for (const [question, way] of given) {
        const card = page.locator(`#${question.id}`);
        await card.scrollIntoViewIfNeeded();
        await enter(card, question, way.given);
        await card.getByLabel("Fairly sure").check();
        await card.getByRole("button", { name: "Check" }).click();
        assert.equal(plain(await card.locator(".verdict").innerText()), "", `#${question.id}: no verdict yet`);
      }
      gate.open();
      for (const [question, way] of given) {
        await questionAwake(page, question.id);
        const said = plain(await page.locator(`#${question.id} .verdict`).innerText());
        assert.ok(said.startsWith(way.right ? "Right" : "Not quite"), `#${question.id}: ${said}`);
      }
      const attempts = (await stored(page))?.attempts ?? [];
      assert.equal(attempts.length, given.size, "each answer is stored once");
      assert.ok(attempts.every(({ confidence }) => confidence === "fairly_sure"), "with how sure one was");
    });
  }

  test(`${route}: no answer is in reach while the question waits`, async (t) => {
    const gate = it.server.hold(PART);
    const page = await it.open(t, route);
    for (const question of (await questions(page, route)).filter(({ form }) => form)) {
      await page.locator(`#${question.id}`).scrollIntoViewIfNeeded();
      assert.equal(await page.locator(`#${question.id} .answer-key`).count(), 0, `#${question.id}: its key is lifted out`);
      const text = plain(await page.locator("html").evaluate((html) => html.outerHTML));
      for (const secret of question.secrets.filter(({ length }) => length > 30)) {
        assert.ok(!text.includes(secret), `#${question.id}: “${secret}”`);
      }
    }
    gate.open();
  });

  test(`${route}: where its part of the program is lost, the question says so and its answer opens`, async (t) => {
    it.server.breakOff(PART);
    const page = await it.open(t, route, { expected: [/ERR_EMPTY_RESPONSE/, /Failed to fetch/] });
    for (const question of (await questions(page, route)).filter(({ form }) => form)) {
      const card = page.locator(`#${question.id}`);
      await card.scrollIntoViewIfNeeded();
      await until(`#${question.id}: says so`, async () => /could not be loaded/.test(await card.locator(".verdict").innerText()));
      await card.locator(".answer-key > summary").click();
      assert.ok(plain(await card.locator(".answer-key").innerText()).includes(question.explanation), `#${question.id}: the answer`);
      for (const button of await card.locator(".live button").all()) {
        assert.equal(await button.isVisible(), false, `#${question.id}: a dead button`);
      }
    }
  });

  test(`${route}: without script a question is complete`, async (t) => {
    const page = await it.open(t, route, { javaScriptEnabled: false, awake: false });
    for (const question of (await questions(page, route)).filter(({ form }) => form in FORMS)) {
      const card = page.locator(`#${question.id}`);
      for (const text of question.texts) {
        assert.ok(plain(await card.innerText()).includes(text), `#${question.id}: “${text}” can be read`);
      }
      await card.locator(".answer-key > summary").click();
      const answer = plain(await card.locator(".answer-key").innerText());
      for (const part of Object.values(question.told)) assert.ok(answer.includes(part), `#${question.id}: ${part}`);
    }
  });
}
