// Questions of every form that is entered into fields: right, wrong in every way, shown, tried again, by mouse and by
// keyboard, on a desk and on a phone.

import assert from "node:assert/strict";
import { test } from "node:test";
import { ASKING, plain, questions } from "../course.mjs";
import { FORMS, enter, entered, presses, ways } from "../forms.mjs";
import { LOOKS, questionAwake, stage, staysWithin, stored } from "../stage.mjs";
import { until } from "../until.mjs";

const it = stage();

/** The questions of a page that have one of these forms. */
async function asked(page, route) {
  return (await questions(page, route)).filter(({ form }) => form in FORMS);
}

for (const route of ASKING) {
  for (const [look, { byKeys, ...options }] of Object.entries(LOOKS)) {
    test(`${route}: right, wrong in every way, tried again, ${look}`, { timeout: 300_000 }, async (t) => {
      const page = await it.open(t, route, options);
      for (const question of await asked(page, route)) {
        await questionAwake(page, question.id);
        for (const way of ways(question)) await answerAndRetry(page, `${route}#${question.id}, ${way.name}`, question, way, byKeys);
      }
      await staysWithin(page, route);
    });
  }

  test(`${route}: what is missing is said, and nothing is stored`, async (t) => {
    const page = await it.open(t, route);
    for (const question of await asked(page, route)) {
      // An order stands there from the start, so nothing is missing.
      if (question.form === "Order") continue;
      const card = page.locator(`#${question.id}`);
      await questionAwake(page, question.id);
      await card.locator("button.go").click();
      const said = plain(await card.locator(".verdict").innerText());
      assert.match(said, /first|picked none/, `${route}#${question.id}: ${said}`);
      assert.ok(!/Right|Not quite/.test(said), `${route}#${question.id}: no verdict`);
    }
    assert.equal(await stored(page), null, `${route}: nothing is stored`);
  });

  test(`${route}: an answer can be shown without guessing`, async (t) => {
    const page = await it.open(t, route);
    for (const question of await asked(page, route)) {
      const where = `${route}#${question.id}`;
      const card = page.locator(`#${question.id}`);
      await questionAwake(page, question.id);
      await card.getByRole("button", { name: "Just show me" }).click();
      const said = plain(await card.locator(".verdict").innerText());
      assert.ok(said.startsWith("The answer") && said.includes(question.explanation), `${where}: ${said}`);
      if (question.form === "Free") {
        assert.equal(await card.locator(".form .opt").count(), question.key, `${where}: the points are there`);
      } else {
        const [right] = ways(question).filter((way) => way.right);
        assert.deepEqual(normal(await entered(card, question)), normal(right.given), `${where}: it is filled in`);
        assert.equal(await card.locator(".is-wrong, .is-missed").count(), 0, `${where}: nothing of it is marked wrong`);
      }
      const last = (await stored(page)).attempts.at(-1);
      assert.deepEqual([last.question, last.given, last.right], [question.id, "shown", false], `${where}: as stored`);
    }
  });

  test(`${route}: a reload keeps answers and their verdicts`, async (t) => {
    const page = await it.open(t, route);
    const all = await asked(page, route);
    for (const [index, question] of all.entries()) {
      await questionAwake(page, question.id);
      const way = ways(question).at(index % 2 ? 0 : 1);
      await enter(page.locator(`#${question.id}`), question, way.given);
      await press(page.locator(`#${question.id}`), question, way.given);
    }
    const before = await shown(page, all);
    const document = await stored(page);
    await page.reload();
    for (const { id } of all) await questionAwake(page, id);
    await until(`${route}: all is back`, async () => JSON.stringify(await shown(page, all)) === JSON.stringify(before));
    assert.deepEqual(await stored(page), document, `${route}: a reload alone stores nothing`);
  });

  test(`${route}: another entry withdraws the verdict`, async (t) => {
    const page = await it.open(t, route);
    for (const question of await asked(page, route)) {
      const card = page.locator(`#${question.id}`);
      await questionAwake(page, question.id);
      const [, wrong] = ways(question);
      await enter(card, question, wrong.given);
      await press(card, question, wrong.given);
      const [other] = ways(question).filter((way) => JSON.stringify(way.given) !== JSON.stringify(wrong.given));
      await enter(card, question, question.form === "Free" ? { explained: { text: "Other words.", points: [] } } : other.given);
      assert.doesNotMatch(plain(await card.locator(".verdict").innerText()), /Right|Not quite/, `${route}#${question.id}`);
      assert.equal(await card.locator(".is-right, .is-wrong, .is-missed").count(), 0, `${route}#${question.id}: no marks`);
    }
  });
}

for (const route of ASKING) {
  test(`${route}: what is moved by keyboard keeps the keyboard, and is told`, async (t) => {
    const page = await it.open(t, route);
    for (const question of (await asked(page, route)).filter(({ form }) => form === "Order")) {
      const where = `${route}#${question.id}`;
      const card = page.locator(`#${question.id}`);
      await questionAwake(page, question.id);
      const moved = question.texts.at(-1);
      await card.getByRole("button", { name: `Move up: ${moved}`, exact: true }).focus();
      for (let place = question.texts.length - 1; place > 0; place -= 1) {
        await page.keyboard.press("Enter");
        assert.equal(await page.evaluate(() => document.activeElement.ariaLabel), `Move up: ${moved}`, `${where}: it goes along`);
        const said = plain(await card.locator("[aria-live]").innerText());
        assert.equal(said, `Now ${place} of ${question.texts.length}: ${moved}`, where);
      }
      const before = await entered(card, question);
      await page.keyboard.press("Enter");
      assert.deepEqual(await entered(card, question), before, `${where}: the first goes no higher`);
    }
  });

  test(`${route}: what is dragged past others takes their place`, async (t) => {
    const page = await it.open(t, route);
    for (const question of (await asked(page, route)).filter(({ form }) => form === "Order")) {
      const card = page.locator(`#${question.id}`);
      await questionAwake(page, question.id);
      const grip = async (row) => {
        const { x, y, width, height } = await card.locator(".grip").nth(row).boundingBox();
        return [x + width / 2, y + height / 2];
      };
      await card.locator(".order").scrollIntoViewIfNeeded();
      await page.mouse.move(...(await grip(0)));
      await page.mouse.down();
      const last = question.ids.length - 1;
      const [x, y] = await grip(last);
      await page.mouse.move(x, y + 10, { steps: 12 });
      await page.mouse.up();
      await page.mouse.move(x, y - 200);
      const [first, ...others] = question.ids;
      assert.deepEqual((await entered(card, question)).order, [...others, first], `${route}#${question.id}`);
    }
  });
}

async function answerAndRetry(page, where, question, { given, right, told }, byKeys) {
  const card = page.locator(`#${question.id}`);
  const status = card.locator('.verdict[role="status"]');
  // A screen reader announces changes inside an element that was there before.
  const announcer = await status.elementHandle();
  assert.equal(plain(await status.innerText()), "", `${where}: nothing is said before the check`);
  await enter(card, question, given, { byKeys });
  await press(card, question, given, byKeys);
  const said = plain(await announcer.innerText());
  assert.ok(await announcer.evaluate((element) => element.isConnected), `${where}: the place of the verdict stays`);
  assert.ok(said.startsWith(right ? "Right" : "Not quite"), `${where}: the verdict comes first in ${said}`);
  for (const name of told) {
    const reply = question.told[name] ?? question.told[name.replace(/^missed-/, "")];
    assert.ok(said.includes(reply), `${where}: the reply ${name}, “${reply}”, in ${said}`);
  }
  const explains = right || question.form === "Free";
  assert.equal(said.includes(question.explanation), explains, `${where}: the explanation comes with the right one`);
  if (question.told.said) assert.ok(said.includes(question.told.said), `${where}: where the page says it`);
  await isMarked(card, question, { given, right, told }, where);
  const last = (await stored(page)).attempts.at(-1);
  assert.deepEqual([last.question, normal(last.given), last.right], [question.id, normal(given), right], `${where}: as stored`);
  await press(card, question, given, byKeys, 1);
  assert.equal(plain(await status.innerText()), "", `${where}: the verdict is gone`);
  assert.equal(await card.locator(".is-right, .is-wrong, .is-missed").count(), 0, `${where}: and its marks`);
}

/** Every part says in words what became of it. */
async function isMarked(card, question, { right, told }, where) {
  const marks = await card.locator(".form :is(.is-right, .is-wrong, .is-missed)").evaluateAll((all) =>
    all.map((it) => ({ wrong: !it.classList.contains("is-right"), word: it.querySelector("b").textContent.trim() })),
  );
  if (question.form === "Free") return;
  const nothingToMark = question.form === "Several" && right && question.key.length === 0;
  assert.equal(marks.length > 0, !nothingToMark, `${where}: parts are marked`);
  for (const { word } of marks) assert.ok(word.length > 2, `${where}: each in words`);
  assert.equal(marks.some(({ wrong }) => wrong), !right, `${where}: marks agree with the verdict`);
  const each = ["Matching", "Gaps", "Truths", "Several"].includes(question.form);
  if (each) assert.equal(marks.filter(({ wrong }) => wrong).length, told.length, `${where}: one for each reply`);
}

async function press(card, question, given, byKeys = false, times = presses(question, given)) {
  for (let time = 0; time < times; time += 1) {
    if (byKeys) await card.locator("button.go").press("Enter");
    else await card.locator("button.go").click();
  }
}

async function shown(page, all) {
  const looks = [];
  for (const question of all) {
    const card = page.locator(`#${question.id}`);
    looks.push([await entered(card, question), plain(await card.locator(".verdict").innerText())]);
  }
  return looks;
}

/** An answer without what is left to chance in it: the order in which options were picked. */
function normal(given) {
  return given.options ? { options: [...given.options].sort() } : given;
}
