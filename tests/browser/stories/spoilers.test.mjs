// No answer can be met by accident before the learner commits: not in the text, not in what a screen reader reads,
// not by find-in-page, not on paper, not in the data of a widget.

import assert from "node:assert/strict";
import { test } from "node:test";
import { LESSONS, questions } from "../course.mjs";
import { Figure } from "../figure.mjs";
import { toItsAnswer } from "../forecasts.mjs";
import { questionsAwake, stage } from "../stage.mjs";
import { until } from "../until.mjs";

const it = stage();

/** A sentence shorter than this may stand in the prose for reasons of its own. */
const TELLING_LETTERS = 24;

for (const route of LESSONS) {
  test(`${route}: no answer is in reach before it is due`, async (t) => {
    const page = await it.open(t, route);
    const asked = await questions(page, route);
    const places = await reachable(page);
    for (const question of asked) {
      for (const secret of telling(question)) await keepsQuiet(page, places, secret, `${route}#${question.id}`);
    }
  });

  test(`${route}: an answer that was withdrawn is out of reach again`, async (t) => {
    const page = await it.open(t, route);
    const asked = await questions(page, route);
    for (const question of asked) {
      const { id, kind, form } = question;
      const card = page.locator(`#${id}`);
      await card.getByRole("button", { name: "Just show me" }).click();
      if (kind === "Predict") await new Figure(page, card, `#${id}`).seek(1000);
      if (form === "Forecast") await toItsAnswer(page, question);
      await until(`${route}#${id}: the answer is shown`, async () =>
        (await card.locator(".verdict").innerText()).includes("The answer"),
      );
      await card.getByRole("button", { name: /Try again|Answer again/ }).click();
    }
    const places = await reachable(page);
    for (const question of asked) {
      for (const secret of telling(question)) await keepsQuiet(page, places, secret, `${route}#${question.id}`);
    }
  });

  test(`${route}: the data of a question do not hold its answer`, async (t) => {
    const page = await it.open(t, route);
    for (const question of await questions(page, route)) {
      const where = `${route}#${question.id}`;
      const { scenario: _, ...figure } = question.figure ?? {};
      const json = JSON.stringify({ ...question.data, ...figure });
      for (const name of ["answer", "truth", "right", "correct", "feedback", "explanation", "known"]) {
        assert.ok(!json.includes(`"${name}"`), `${where}: its data have a field ${name}`);
      }
      const truth = Number(/(\d[\d.]*)/.exec(question.truth ?? "")?.[1]);
      const numbers = allNumbers({ ...question.data, figure });
      for (const scale of [1, 1e3, 1e6, 1e9]) {
        assert.ok(!numbers.includes(truth * scale), `${where}: its data have the number ${truth * scale}`);
      }
    }
  });

  test(`${route}: with script the answers are out of sight from the first paint on`, async (t) => {
    const gate = it.server.hold(/\.wasm$/);
    const page = await it.open(t, route, { awake: false, goto: { waitUntil: "commit" } });
    await until(`${route} is there`, () => page.locator("footer").count());
    const boxes = page.locator(".answer-key");
    assert.ok((await boxes.count()) > 0, `${route}: the page carries its answers`);
    for (const box of await boxes.all()) {
      assert.equal(await box.isVisible(), false, `${route}: ${await box.locator("..").getAttribute("id")}`);
    }
    gate.open();
    await questionsAwake(page);
    assert.equal(await boxes.count(), 0, `${route}: the boxes are lifted out`);
  });
}

function telling(question) {
  const secrets = question.secrets.filter((secret) => secret.length >= TELLING_LETTERS);
  assert.ok(secrets.length > 0, `#${question.id} has something to hide`);
  return secrets.concat(question.truth ?? []);
}

/** Everything on the page that could tell, by the name of the place. */
async function reachable(page) {
  const inDocument = await page.evaluate(() => {
    const all = [...document.documentElement.querySelectorAll("*")];
    const flat = (text) => text.replace(/\s+/g, " ");
    return {
      "the text, hidden text included": flat(document.body.textContent),
      "an attribute": flat(all.flatMap((element) => [...element.attributes].map(({ value }) => value)).join("\n")),
      "a template or comment": flat([...document.querySelectorAll("template")].map((it) => it.innerHTML).join("\n")),
    };
  });
  const devtools = await page.context().newCDPSession(page);
  const { nodes } = await devtools.send("Accessibility.getFullAXTree");
  const names = nodes.flatMap(({ name, value, description }) => [name?.value, value?.value, description?.value]);
  await page.emulateMedia({ media: "print" });
  const printed = await page.evaluate(() => document.body.innerText.replace(/\s+/g, " "));
  await page.emulateMedia({ media: null });
  return { ...inDocument, "the accessibility tree": names.join("\n").replace(/\s+/g, " "), "the printed page": printed };
}

async function keepsQuiet(page, places, secret, where) {
  for (const [place, text] of Object.entries(places)) {
    assert.ok(!text.includes(secret), `${where}: ${place} has “${secret}”`);
  }
  const found = await page.evaluate((words) => {
    getSelection().removeAllRanges();
    return window.find(words, false, false, true);
  }, secret.slice(0, 60));
  assert.equal(found, false, `${where}: find-in-page finds “${secret}”`);
}

function allNumbers(value) {
  if (typeof value === "number") return [value];
  return value && typeof value === "object" ? Object.values(value).flatMap(allNumbers) : [];
}
