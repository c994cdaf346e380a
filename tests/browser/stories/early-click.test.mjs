// What is done to a question before it is alive counts as if it had been alive.

import assert from "node:assert/strict";
import { test } from "node:test";
import { LESSONS, ROUTES, plain, source, widgets } from "../course.mjs";
import { Figure } from "../figure.mjs";
import { questionsAwake, stage, stored } from "../stage.mjs";
import { until } from "../until.mjs";

const it = stage();
const [LESSON] = LESSONS;

const LATE = { "the module is late": /app-.*\.wasm$/, "no script has run at all": /app-.*\.js$/ };

const DEEDS = {
  "pick and check": {
    kind: "Choice",
    async act(card) {
      await card.locator(".opt input").nth(1).check();
      await card.getByRole("button", { name: "Check" }).click();
    },
    given: ({ options }) => ({ option: options[1].id }),
    says: ({ options }) => options[1].feedback,
  },
  "say how sure, pick and check": {
    kind: "Choice",
    async act(card) {
      await card.getByLabel("Guessing").check();
      await card.locator(".opt input").first().check();
      await card.getByRole("button", { name: "Check" }).click();
    },
    given: ({ options }) => ({ option: options[0].id }),
    says: ({ options }) => options[0].feedback,
    confidence: "guessing",
  },
  "ask to be shown": {
    kind: "Choice",
    act: (card) => card.getByRole("button", { name: "Just show me" }).click(),
    given: () => "shown",
    says: ({ explanation }) => explanation,
  },
  "type and commit": {
    kind: "Predict",
    async act(card) {
      await card.locator(".field input").fill("77");
      await card.getByLabel("Certain").check();
      await card.getByRole("button", { name: "Commit and run it" }).click();
    },
    given: () => ({ number: 77000 }),
    says: ({ truth }) => `You said 77 ms. ${truth}`,
    confidence: "certain",
  },
  "ask for the run": {
    kind: "Predict",
    act: (card) => card.getByRole("button", { name: "Just show me" }).click(),
    given: () => "shown",
    says: ({ truth }) => truth,
  },
};

for (const [when, late] of Object.entries(LATE)) {
  for (const [what, deed] of Object.entries(DEEDS)) {
    test(`${when}: ${what}`, async (t) => {
      const gate = it.server.hold(late);
      const page = await it.open(t, LESSON, { awake: false, goto: { waitUntil: "commit" } });
      const question = (await widgets(page, LESSON)).find(({ kind }) => kind === deed.kind);
      const card = page.locator(`#${question.id}`);
      await until("the page is there", () => page.locator("footer").count());
      await deed.act(card);
      await until(`#${question.id}: the note that the click is kept`, async () =>
        /still getting ready/.test(await noteText(card)),
      );
      assert.equal(plain(await card.locator(".verdict").innerText()), "", `#${question.id}: no verdict yet`);
      gate.open();
      await questionsAwake(page);
      if (deed.kind === "Predict") {
        await card.locator("figure").waitFor();
        await new Figure(page, card, `#${question.id}`).seek(1000);
      }
      await until(`#${question.id}: the verdict`, async () =>
        plain(await card.locator(".verdict").innerText()).includes(deed.says(question)),
      );
      const { attempts } = await stored(page);
      assert.equal(attempts.length, 1, `#${question.id}: one answer is stored`);
      assert.deepEqual(attempts[0].given, deed.given(question), `#${question.id}: the one that was given`);
      assert.equal(attempts[0].confidence, deed.confidence, `#${question.id}: with how sure one was`);
      assert.equal(await noteText(card), "", `#${question.id}: the note is gone`);
    });
  }
}

/** The notes that stand open beside the buttons. */
async function noteText(card) {
  const notes = await card.locator("span.kept").all();
  const open = await Promise.all(notes.map(async (note) => ((await note.isVisible()) ? note.innerText() : "")));
  return open.join("");
}

test("pressed twice while waiting is pressed once", async (t) => {
  const gate = it.server.hold(/app-.*\.wasm$/);
  const page = await it.open(t, LESSON, { awake: false, goto: { waitUntil: "commit" } });
  const { id, options } = (await widgets(page, LESSON)).find(({ kind }) => kind === "Choice");
  const card = page.locator(`#${id}`);
  await until("the script runs", () => page.evaluate(() => Array.isArray(globalThis.earlyClicks)));
  await card.locator(".opt input").first().check();
  await card.getByRole("button", { name: "Check" }).dblclick();
  gate.open();
  await questionsAwake(page);
  await until(`#${id}: the verdict`, async () => plain(await card.locator(".verdict").innerText()).includes(options[0].feedback));
  assert.equal((await stored(page)).attempts.length, 1);
});

test("typing goes on while the page comes alive", async (t) => {
  const gate = it.server.hold(/app-.*\.wasm$/);
  const page = await it.open(t, LESSON, { awake: false, goto: { waitUntil: "commit" } });
  const { id } = (await widgets(page, LESSON)).find(({ kind }) => kind === "Predict");
  const field = page.locator(`#${id} .field input`);
  await until("the page is there", () => page.locator("footer").count());
  await field.click();
  await page.keyboard.type("12");
  gate.open();
  await questionsAwake(page);
  await page.keyboard.type("34");
  assert.equal(await field.inputValue(), "1234", `#${id}: nothing typed is lost, and the cursor stays`);
});

for (const route of ROUTES) {
  test(`${route || "/"}: no button comes before the note that keeps its press`, () => {
    const text = source(route);
    for (const [whole, note] of text.matchAll(/popovertarget="([^"]+)"/g)) {
      const place = text.indexOf(`id="${note}"`);
      assert.ok(place >= 0 && place < text.indexOf(whole), `${route}: #${note} stands before its button`);
    }
  });
}

for (const route of LESSONS) {
  test(`${route}: nothing on the first screen moves while the page comes alive`, async (t) => {
    const page = await it.open(t, route, { viewport: { width: 360, height: 740 } });
    await questionsAwake(page);
    const shifts = await page.evaluate(async () => {
      const list = [];
      new PerformanceObserver((entries) => list.push(...entries.getEntries())).observe({ type: "layout-shift", buffered: true });
      await new Promise(requestAnimationFrame);
      await new Promise((done) => setTimeout(done));
      return list.map(({ value, sources }) => [value, ...sources.map(({ node }) => node?.id || node?.className)]);
    });
    assert.deepEqual(shifts, []);
  });
}
