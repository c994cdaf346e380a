// Predictions of what a run will do, in which order, and where something will be: commit, watch it happen, learn why.

import assert from "node:assert/strict";
import { test } from "node:test";
import { LESSONS, plain, questions } from "../course.mjs";
import { Figure } from "../figure.mjs";
import { about, begins, foretell, foretellings, foretold, toItsAnswer } from "../forecasts.mjs";
import { LOOKS, questionAwake, stage, staysWithin, stored } from "../stage.mjs";
import { until } from "../until.mjs";

const it = stage();

async function asked(page, route) {
  return (await questions(page, route)).filter(({ form }) => form === "Forecast");
}

const go = (card, name, byKeys) => {
  const button = card.getByRole("button", { name, exact: true });
  return byKeys ? button.press("Enter") : button.click();
};

for (const route of LESSONS) {
  for (const [look, { byKeys, ...options }] of Object.entries(LOOKS)) {
    test(`${route}: right, wrong in every way, answered again, ${look}`, { timeout: 300_000 }, async (t) => {
      const page = await it.open(t, route, options);
      for (const question of await asked(page, route)) {
        await questionAwake(page, question.id);
        for (const way of foretellings(question)) {
          await commitAndRetry(page, `${route}#${question.id}, ${way.name}`, question, way, byKeys);
        }
      }
      await staysWithin(page, route);
    });
  }

  test(`${route}: the run can be shown without a guess`, async (t) => {
    const page = await it.open(t, route);
    for (const question of await asked(page, route)) {
      const where = `${route}#${question.id}`;
      const card = page.locator(`#${question.id}`);
      await questionAwake(page, question.id);
      await go(card, "Just show me");
      await toItsAnswer(page, question);
      const said = await begins(card, where, "The answer");
      assert.ok(said.includes(question.explanation), `${where}: ${said}`);
      const [right] = foretellings(question).filter((way) => way.right);
      assert.deepEqual(await foretold(card, question), right.given, `${where}: it is filled in`);
      assert.equal(await card.locator(".form .is-wrong, .dg .guess").count(), 0, `${where}: nobody said anything`);
      const last = (await stored(page)).attempts.at(-1);
      assert.deepEqual([last.question, last.given, last.right], [question.id, "shown", false], `${where}: as stored`);
    }
  });

  test(`${route}: what is missing is said, and nothing is stored`, async (t) => {
    const page = await it.open(t, route);
    for (const question of (await asked(page, route)).filter((question) => about(question) !== "Order")) {
      const card = page.locator(`#${question.id}`);
      await questionAwake(page, question.id);
      await go(card, "Commit and run it");
      assert.match(plain(await card.locator(".verdict").innerText()), /first/, `#${question.id}`);
      assert.equal(await card.locator("figure").count(), 0, `#${question.id}: nothing runs`);
    }
    assert.equal(await stored(page), null, `${route}: nothing is stored`);
  });

  test(`${route}: what was committed stays while the run plays, and nothing is told`, async (t) => {
    const page = await it.open(t, route);
    for (const question of await asked(page, route)) {
      const where = `${route}#${question.id}`;
      const card = page.locator(`#${question.id}`);
      await questionAwake(page, question.id);
      const [way] = foretellings(question);
      await foretell(card, question, way.given);
      await go(card, "Commit and run it");
      const figure = new Figure(page, card, where);
      await card.locator("figure").waitFor();
      await figure.seek(10);
      assert.match(plain(await card.locator(".verdict").innerText()), /Running/, where);
      assert.ok(await card.locator(".form").evaluate((form) => form.disabled), `${where}: the fields are locked`);
      assert.equal(await card.locator(".is-right, .is-wrong, .is-missed, .dg .true").count(), 0, `${where}: nothing is marked`);
      assert.equal(await stored(page).then((document) => document?.attempts.some((it) => it.question === question.id) ?? false), false);
      await go(card, "Answer again");
      assert.equal(await card.locator("figure").count(), 0, `${where}: the run is gone`);
      assert.ok(await card.locator(".form").evaluate((form) => !form.disabled), `${where}: the fields are free`);
    }
  });

  test(`${route}: a run stops where its question is about, and can be played on`, async (t) => {
    const page = await it.open(t, route);
    for (const question of (await asked(page, route)).filter((question) => about(question) === "Place")) {
      const where = `${route}#${question.id}`;
      const card = page.locator(`#${question.id}`);
      await questionAwake(page, question.id);
      const wrong = foretellings(question).find(({ right }) => !right);
      await foretell(card, question, wrong.given);
      await go(card, "Commit and run it");
      const figure = await toItsAnswer(page, question);
      const { at_ns: at } = question.asks.place;
      const { clock, end } = await figure.moment();
      assert.equal(Number.parseFloat(clock), at / 1e6, `${where}: it stands at its moment`);
      assert.equal(await figure.plays(), false, `${where}: it stands`);
      const rings = () => card.locator("figure .space svg:visible").evaluate((svg) => [".guess", ".true"].map((ring) => svg.querySelectorAll(ring).length));
      // Each with its sample in the legend.
      assert.deepEqual(await rings(), [2, 2], `${where}: what was said and what is are ringed`);
      await figure.press("Play");
      await figure.seek(1000);
      assert.equal((await figure.moment()).clock, end, `${where}: it plays on`);
      assert.deepEqual(await rings(), [0, 0], `${where}: the rings belong to their moment`);
    }
  });

  test(`${route}: a place can be picked in the drawing`, async (t) => {
    const page = await it.open(t, route);
    for (const question of (await asked(page, route)).filter((question) => about(question) === "Place")) {
      const card = page.locator(`#${question.id}`);
      await questionAwake(page, question.id);
      for (const id of question.fields.Place) {
        await card.locator(`.place svg:visible [data-spot="${id}"]`).first().click({ position: { x: 6, y: 12 } });
        assert.deepEqual(await foretold(card, question), { option: id }, `#${question.id}: ${id}`);
      }
    }
  });

  test(`${route}: a reload keeps predictions and their verdicts`, async (t) => {
    const page = await it.open(t, route);
    const all = await asked(page, route);
    for (const [index, question] of all.entries()) {
      const card = page.locator(`#${question.id}`);
      await questionAwake(page, question.id);
      await foretell(card, question, foretellings(question).at(index % 2 ? 0 : 1).given);
      await go(card, "Commit and run it");
      await toItsAnswer(page, question);
    }
    const looks = async () => {
      const seen = [];
      for (const question of all) {
        const card = page.locator(`#${question.id}`);
        seen.push([await foretold(card, question), plain(await card.locator(".verdict").innerText()), await card.locator("figure .clock").innerText()]);
      }
      return JSON.stringify(seen);
    };
    const before = await looks();
    const document = await stored(page);
    await page.reload();
    for (const { id } of all) {
      await questionAwake(page, id);
      await page.locator(`#${id} figure .clock`).waitFor();
    }
    await until(`${route}: all is back`, async () => (await looks()) === before);
    assert.deepEqual(await stored(page), document, `${route}: a reload alone stores nothing`);
  });

  test(`${route}: with less motion a run waits to be stepped through, or goes to its moment at once`, async (t) => {
    const page = await it.open(t, route, { reducedMotion: "reduce" });
    for (const question of await asked(page, route)) {
      const where = `${route}#${question.id}`;
      const card = page.locator(`#${question.id}`);
      await questionAwake(page, question.id);
      const [right] = foretellings(question).filter((way) => way.right);
      await foretell(card, question, right.given);
      await go(card, "Commit and run it");
      await card.locator("figure").waitFor();
      const figure = new Figure(page, card, where);
      const steps = await figure.events();
      const told = async () => (await card.locator(".verdict").innerText()).includes("Right");
      if (about(question) === "Place") await until(`${where}: at once`, told);
      for (let step = 0; step < steps && !(await told()); step += 1) await figure.press("step");
      await begins(card, where, "Right");
    }
  });

  for (const [what, late] of Object.entries({ "its part of the program": /questions-.*\.wasm$/, "any script": /app-.*\.js$/ })) {
    test(`${route}: committed before ${what} is there`, { timeout: 120_000 }, async (t) => {
      const gate = it.server.hold(late);
      const page = await it.open(t, route, { awake: false, goto: { waitUntil: "commit" } });
      await until("the page is there", () => page.locator("footer").count());
      const early = (await asked(page, route)).filter((question) => about(question) !== "Order");
      for (const question of early) {
        const card = page.locator(`#${question.id}`);
        await card.scrollIntoViewIfNeeded();
        await foretell(card, question, foretellings(question)[1].given);
        await card.getByLabel("Certain").check();
        await go(card, "Commit and run it");
      }
      gate.open();
      for (const question of early) {
        await questionAwake(page, question.id);
        const card = page.locator(`#${question.id}`);
        await card.locator("figure").waitFor();
        // What is off the screen has paused.
        await new Figure(page, card, question.id).seek(1000);
        await begins(card, `#${question.id}`, foretellings(question)[1].right ? "Right" : "Not quite");
      }
      const { attempts } = await stored(page);
      assert.deepEqual(attempts.map((it) => it.question).sort(), early.map(({ id }) => id).sort(), "each is stored once");
      assert.ok(attempts.every(({ confidence }) => confidence === "certain"), "with how sure one was");
    });
  }

  test(`${route}: without script a prediction is complete`, async (t) => {
    const page = await it.open(t, route, { javaScriptEnabled: false, awake: false });
    for (const question of await asked(page, route)) {
      const card = page.locator(`#${question.id}`);
      for (const text of question.texts) assert.ok(plain(await card.innerText()).includes(text), `#${question.id}: “${text}”`);
      await card.locator(".answer-key > summary").click();
      const answer = plain(await card.locator(".answer-key").innerText());
      for (const part of Object.values(question.told)) assert.ok(answer.includes(part), `#${question.id}: ${part}`);
    }
  });
}

async function commitAndRetry(page, where, question, { given, right, told }, byKeys) {
  const card = page.locator(`#${question.id}`);
  const announcer = await card.locator('.verdict[role="status"]').elementHandle();
  await foretell(card, question, given, { byKeys });
  await go(card, "Commit and run it", byKeys);
  await toItsAnswer(page, question);
  const said = await begins(card, where, right ? "Right" : "Not quite");
  assert.ok(await announcer.evaluate((element) => element.isConnected), `${where}: the place of the verdict stays`);
  for (const name of told) assert.ok(said.includes(question.told[name]), `${where}: the reply ${name}, in ${said}`);
  assert.ok(said.includes(question.explanation), `${where}: explained, in ${said}`);
  const marks = await card.locator(".form :is(.is-right, .is-wrong, .is-missed)").evaluateAll((all) =>
    all.map((it) => [it.className.baseVal ?? it.className, it.tagName === "rect" ? "in the drawing" : it.querySelector(":scope > b:last-child").textContent.trim()]),
  );
  assert.ok(marks.length > 0 && marks.every(([, word]) => word.length > 2), `${where}: marked in words, ${JSON.stringify(marks)}`);
  assert.equal(marks.some(([look]) => look.includes("is-wrong")), !right, `${where}: marks agree with the verdict`);
  if (about(question) === "Order") {
    const ranks = await card.locator(".ranks li").evaluateAll((all) => all.map((it) => it.querySelector("span").textContent.replace(/\s+/g, " ").trim()));
    assert.deepEqual(ranks, question.right.map((id) => question.told[`of-${id}`]), `${where}: the run's order`);
    assert.equal(await card.locator(".ranks .met").count() === ranks.length, right, `${where}: each row says where it was put`);
  }
  const last = (await stored(page)).attempts.at(-1);
  assert.deepEqual([last.question, last.given, last.right], [question.id, given, right], `${where}: as stored`);
  await go(card, "Answer again", byKeys);
  assert.equal(plain(await announcer.innerText()), "", `${where}: the verdict is gone`);
  assert.equal(await card.locator("figure, .form .is-right, .form .is-wrong, .form .is-missed").count(), 0, `${where}: and the run, and the marks`);
}
