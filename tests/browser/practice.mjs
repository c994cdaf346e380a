// Questions that are done with one's hands: how each is answered, what comes of it, and the stories that all of them share.

import assert from "node:assert/strict";
import { test } from "node:test";
import axe from "axe-core";
import { LESSONS, plain, widgets } from "./course.mjs";
import { questionAwake, questionsAwake, stored } from "./stage.mjs";
import { until } from "./until.mjs";

const sorted = (list) => [...list].sort();

/** Points at a spot of the drawing, or picks it in the list. */
export const point = {
  form: "Place",
  go: "Check",
  missing: /Point at a place first/,
  ways({ fields, key, told }) {
    return fields.map((id) => ({ name: id, given: { option: id }, right: id === key, told: [told[id]] }));
  },
  async byMouse(card, _, { option }) {
    await card.locator(`.spot[data-spot="${option}"]:visible`).click();
  },
  async byKeys(card, { fields }, { option }) {
    await press(card.locator(".opt input").nth(fields.indexOf(option)), " ");
  },
  /** Before it is alive there is only the list. */
  early: (card, { fields }, { option }) => card.locator(".opt input").nth(fields.indexOf(option)).check(),
  comparable: (given) => given,
};

/** Puts a request together. */
export const compose = {
  form: "Compose",
  go: "Send it",
  missing: /Choose first/,
  ways({ fields, key, told }) {
    const way = (name, options) => {
      const wrong = options.filter((id) => !key.includes(id));
      const missed = key.filter((id) => !options.includes(id));
      const right = wrong.length + missed.length === 0;
      return { name, given: { options }, right, told: right ? [told.answer] : [...wrong, ...missed].map((id) => told[id] ?? "") };
    };
    const swaps = fields.flatMap(({ role, pieces }) => {
      const ids = pieces.map(([id]) => id);
      const others = key.filter((id) => !ids.includes(id));
      const single = (id) => way(`${id} instead`, [...others, id]);
      const added = (id) => (key.includes(id) ? way(`without ${id}`, key.filter((it) => it !== id)) : way(`${id} as well`, [...key, id]));
      return role === "Fields" ? ids.map(added) : ids.filter((id) => !key.includes(id)).map(single);
    });
    return [way("all right", key), ...swaps];
  },
  async byMouse(card, question, { options }) {
    for (const [box, id] of boxes(card, question)) if ((await box.isChecked()) !== options.includes(id)) await choose(box, options, id, "click");
  },
  async byKeys(card, question, { options }) {
    for (const [box, id] of boxes(card, question)) if ((await box.isChecked()) !== options.includes(id)) await choose(box, options, id, "press");
  },
  early: (card, question, given) => compose.byMouse(card, question, given),
  comparable: (given) => ({ options: sorted(given.options ?? []) }),
};

function boxes(card, { fields }) {
  const ids = fields.flatMap(({ pieces }) => pieces.map(([id]) => id));
  return ids.map((id, index) => [card.locator(".put-in input").nth(index), id]);
}

/** A radio button goes out by itself when another one of its group is chosen. */
async function choose(box, options, id, how) {
  if ((await box.getAttribute("type")) === "radio" && !options.includes(id)) return;
  await (how === "press" ? press(box, " ") : box.click());
}

/** Answers one request after the other. */
export const serve = {
  form: "Serve",
  go: "Send this answer",
  missing: /Pick a status first/,
  ways({ fields, key, told }) {
    const best = key.map(({ id, right }) => [id, right[0]]);
    const way = (name, pairs) => ({
      name,
      given: { pairs },
      right: key.every(({ right }, place) => right.includes(pairs[place][1])),
      told: pairs.map(([id, code]) => told[`reply-${id}-${code}`]),
    });
    const codes = fields.statuses.map(([code]) => String(code));
    const others = best.flatMap(([id, right], place) =>
      codes.filter((code) => code !== right).map((code) => way(`${code} to ${id}`, best.with(place, [id, code]))),
    );
    return [way("all right", best), ...others];
  },
  async answer(card, { fields }, { pairs }, choose) {
    for (const [place, [, code]] of pairs.entries()) {
      const index = fields.statuses.findIndex(([known]) => String(known) === code);
      await choose(card.locator(".arrival").nth(place).locator("input").nth(index));
      if (place < pairs.length - 1) await pressGo(card, this.go);
    }
  },
  byMouse: (card, question, given) => serve.answer(card, question, given, (radio) => radio.check()),
  byKeys: (card, question, given) => serve.answer(card, question, given, (radio) => press(radio, " ")),
  /** Before it is alive one request has arrived. */
  async early(card, question, { pairs }) {
    await serve.answer(card, question, { pairs: pairs.slice(0, 1) }, (radio) => radio.check());
  },
  async afterEarly(card, question, { pairs }) {
    for (const [place, [, code]] of pairs.entries()) {
      if (place === 0) continue;
      const index = question.fields.statuses.findIndex(([known]) => String(known) === code);
      await card.locator(".arrival").nth(place).locator("input").nth(index).check();
      await pressGo(card, serve.go);
    }
  },
  comparable: (given) => given,
};

async function press(input, key) {
  await input.focus();
  await input.page().keyboard.press(key);
}

export async function pressGo(card, name) {
  await card.getByRole("button", { name, exact: true }).click();
}

/** The questions of a form on a page. */
export async function asked(page, route, form) {
  return (await widgets(page, route)).filter((question) => question.form === form);
}

/** The verdict in words. */
export function verdictOf(card) {
  return card.locator('.verdict[role="status"]').innerText().then(plain);
}

/** Everything that the question says. */
export function said(card) {
  return card.innerText().then(plain);
}

/** The stories of a form. `it` is the stage. */
export function stories(it, practice) {
  const each = async (t, route, options, tell) => {
    const page = await it.open(t, route, { reducedMotion: "reduce", ...options });
    for (const question of await asked(page, route, practice.form)) {
      await questionAwake(page, question.id);
      await tell(page.locator(`#${question.id}`), question, `${route}#${question.id}`, page);
    }
  };

  for (const route of LESSONS) {
    test(`${route}: ${practice.form}: every answer is told what it is worth`, { timeout: 240_000 }, (t) =>
      each(t, route, {}, async (card, question, where, page) => {
        for (const way of practice.ways(question)) {
          await practice.byMouse(card, question, way.given);
          await pressGo(card, practice.go);
          await told(card, question, way, `${where}, ${way.name}`);
          const last = (await stored(page)).attempts.at(-1);
          assert.deepEqual(
            [last.question, practice.comparable(last.given), last.right],
            [question.id, practice.comparable(way.given), way.right],
            `${where}, ${way.name}: as stored`,
          );
          await pressGo(card, "Try again");
          assert.equal(await verdictOf(card), "", `${where}, ${way.name}: the verdict is gone`);
        }
      }),
    );

    test(`${route}: ${practice.form}: by the keyboard alone, on a phone`, { timeout: 120_000 }, (t) =>
      each(t, route, { viewport: { width: 360, height: 700 } }, async (card, question, where, page) => {
        for (const way of practice.ways(question).slice(0, 3)) {
          await practice.byKeys(card, question, way.given);
          await press(card.getByRole("button", { name: practice.go, exact: true }), "Enter");
          await told(card, question, way, `${where}, ${way.name}`);
          await press(card.getByRole("button", { name: "Try again" }), "Enter");
        }
        const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        assert.ok(wide <= 0, `${where}: nothing is wider than the screen`);
      }),
    );

    test(`${route}: ${practice.form}: shown, and asked for what is missing`, (t) =>
      each(t, route, {}, async (card, question, where, page) => {
        await pressGo(card, practice.go);
        assert.match(await verdictOf(card), practice.missing, `${where}: what is missing is said`);
        const before = (await stored(page))?.attempts.length ?? 0;
        await pressGo(card, "Just show me");
        const shown = await verdictOf(card);
        assert.ok(shown.startsWith("The answer") && shown.includes(question.explanation), `${where}: shown in ${shown}`);
        const { attempts } = await stored(page);
        assert.deepEqual([attempts.length, attempts.at(-1).given], [before + 1, "shown"], `${where}: as stored`);
        await page.evaluate(axe.source);
        for (const colorScheme of ["light", "dark"]) {
          await page.emulateMedia({ colorScheme });
          const { violations } = await page.evaluate((id) => window.axe.run(document.getElementById(id)), question.id);
          assert.deepEqual(violations.map(({ id, nodes }) => `${id} at ${nodes[0].target}`), [], `${where}, ${colorScheme}`);
        }
      }),
    );

    test(`${route}: ${practice.form}: an answer from an earlier visit stands with its verdict`, (t) =>
      each(t, route, {}, async (card, question, where, page) => {
        const wrong = practice.ways(question).find((way) => !way.right);
        await practice.byMouse(card, question, wrong.given);
        await pressGo(card, practice.go);
        await page.reload();
        await questionAwake(page, question.id);
        await told(card, question, wrong, `${where}, recalled`);
      }),
    );

    test(`${route}: ${practice.form}: what is done before it is alive counts`, async (t) => {
      for (const { id } of await asked(await it.open(t, route, { awake: false }), route, practice.form)) {
        const gate = it.server.hold(/app-.*\.wasm$/);
        const page = await it.open(t, route, { awake: false, goto: { waitUntil: "commit" }, reducedMotion: "reduce" });
        await until("the page is there", () => page.locator("footer").count());
        const question = (await asked(page, route, practice.form)).find((other) => other.id === id);
        const card = page.locator(`#${id}`);
        const [way] = practice.ways(question).filter((way) => way.right);
        await practice.early(card, question, way.given);
        await pressGo(card, practice.go);
        gate.open();
        await questionsAwake(page);
        await questionAwake(page, id);
        await practice.afterEarly?.(card, question, way.given);
        await told(card, question, way, `${route}#${id}, early`);
      }
    });

    test(`${route}: ${practice.form}: reads without script`, async (t) => {
      const page = await it.open(t, route, { javaScriptEnabled: false, awake: false });
      for (const question of await asked(await it.open(t, route), route, practice.form)) {
        const card = page.locator(`#${question.id}`);
        assert.equal(await card.locator("button:visible").count(), 0, `${route}#${question.id}: no dead button`);
        await card.locator(".answer-key > summary").click();
        const text = plain(await card.innerText());
        for (const secret of question.secrets) assert.ok(text.includes(secret), `${route}#${question.id}: “${secret}”`);
      }
    });
  }
}

/** What an answer is told: the verdict first, every reply that is due, the explanation when it is right. */
async function told(card, question, way, where) {
  await until(`${where}: the verdict`, async () => (await verdictOf(card)) !== "");
  const verdict = await verdictOf(card);
  const all = await said(card);
  assert.ok(verdict.startsWith(way.right ? "Right" : "Not quite"), `${where}: the verdict comes first in ${verdict}`);
  for (const reply of way.told) assert.ok(all.includes(reply), `${where}: “${reply}” in ${all}`);
  assert.equal(verdict.includes(question.explanation), way.right, `${where}: the explanation comes with the right answer`);
}
