// Tasks: knobs are turned until the run is as it should be.

import assert from "node:assert/strict";
import { test } from "node:test";
import axe from "axe-core";
import { LESSONS, plain } from "../course.mjs";
import { asked, pressGo, verdictOf } from "../practice.mjs";
import { questionAwake, stage, stored } from "../stage.mjs";
import { until } from "../until.mjs";

const it = stage();

/** A task as a learner sees and works it. */
class Task {
  constructor(page, question) {
    Object.assign(this, { page, question, card: page.locator(`#${question.id}`) });
    this.figure = this.card.locator("[data-widget]");
    this.goals = this.card.locator(".goal");
  }

  async awake() {
    await questionAwake(this.page, this.question.id);
    await this.figure.scrollIntoViewIfNeeded();
    await until("the figure of the task is alive", () => this.figure.evaluate((it) => it.hasAttribute("data-live")));
    return this;
  }

  async knobs() {
    const data = JSON.parse(await this.figure.getAttribute("data-figure"));
    return data.knobs;
  }

  async slider(path) {
    const id = await this.figure.getAttribute("id");
    return this.page.locator(`#${id}-${path.replaceAll(".", "-")}`);
  }

  async turn(path, value) {
    await (await this.slider(path)).fill(String(value));
  }

  async standsAt(path, value) {
    await until(`${path} stands at ${value}`, async () => (await (await this.slider(path)).inputValue()) === String(value));
  }

  async reached() {
    return (await this.goals.locator(".met").count()) === (await this.goals.count());
  }

  async solve() {
    for (const [path, value] of this.question.key) await this.turn(path, value);
    await until("all goals are reached", () => this.reached());
  }
}

const open = async (t, route, options) => {
  const page = await it.open(t, route, { reducedMotion: "reduce", ...options });
  const questions = await asked(page, route, "Task");
  return { page, tasks: questions.map((question) => new Task(page, question)) };
};

for (const route of LESSONS) {
  test(`${route}: a task is solved by turning its knobs`, { timeout: 120_000 }, async (t) => {
    const { page, tasks } = await open(t, route);
    for (const task of tasks) {
      const where = `${route}#${task.question.id}`;
      await task.awake();
      assert.equal(await task.reached(), false, `${where}: it is not solved at first`);
      await pressGo(task.card, "Check");
      const missing = await verdictOf(task.card);
      assert.match(missing, /^Not quite Not reached yet:/, `${where}: says what is missing`);
      assert.ok(!missing.includes(task.question.explanation), `${where}: does not explain yet`);
      assert.equal((await stored(page)).attempts.at(-1).right, false, `${where}: as stored`);
      await task.solve();
      assert.equal(await verdictOf(task.card), "", `${where}: turning a knob withdraws the verdict`);
      await until(`${where}: a screen reader is told once`, async () =>
        /All goals are reached/.test(await task.card.locator(".task > [role=status]").textContent()),
      );
      await pressGo(task.card, "Check");
      const right = await verdictOf(task.card);
      assert.ok(right.startsWith("Right") && right.includes(task.question.explanation), `${where}: ${right}`);
      const last = (await stored(page)).attempts.at(-1);
      assert.deepEqual([last.question, last.right], [task.question.id, true], `${where}: as stored`);
      for (const pair of task.question.key) assert.ok(last.given.pairs.some((other) => String(other) === String(pair)), `${where}: ${pair}`);
      await page.reload();
      await task.awake();
      for (const [path, value] of task.question.key) await task.standsAt(path, value);
      await until(`${where}: recalled`, async () => (await verdictOf(task.card)).startsWith("Right"));
    }
  });

  test(`${route}: the ends of every knob of a task are told what they are worth`, { timeout: 120_000 }, async (t) => {
    const { tasks } = await open(t, route);
    for (const task of tasks) {
      await task.awake();
      for (const { path, min, max, value } of await task.knobs()) {
        for (const end of [min, max]) {
          await task.turn(path, end);
          await task.page.waitForTimeout(400);
          const reached = await task.reached();
          await pressGo(task.card, "Check");
          const verdict = await verdictOf(task.card);
          assert.ok(verdict.startsWith(reached ? "Right" : "Not quite"), `${route}#${task.question.id}, ${path} = ${end}: ${verdict}`);
          await pressGo(task.card, "Try again");
        }
        await task.turn(path, value);
      }
    }
  });

  test(`${route}: a task is shown, by keyboard, on a phone`, { timeout: 120_000 }, async (t) => {
    const { page, tasks } = await open(t, route, { viewport: { width: 360, height: 700 } });
    for (const task of tasks) {
      const where = `${route}#${task.question.id}`;
      await task.awake();
      await task.card.getByRole("button", { name: "Just show me" }).focus();
      await page.keyboard.press("Enter");
      for (const [path, value] of task.question.key) await task.standsAt(path, value);
      await until(`${where}: all goals are reached`, () => task.reached());
      const shown = await verdictOf(task.card);
      assert.ok(shown.startsWith("The answer") && shown.includes(task.question.told.solution), `${where}: ${shown}`);
      assert.equal((await stored(page)).attempts.at(-1).given, "shown", `${where}: as stored`);
      assert.equal(await task.card.getByRole("button", { name: "Interfere" }).count(), 0, `${where}: nothing else can be done to it`);
      await page.evaluate(axe.source);
      const { violations } = await page.evaluate((id) => window.axe.run(document.getElementById(id)), task.question.id);
      assert.deepEqual(violations.map(({ id, nodes }) => `${id} at ${nodes[0].target}`), [], where);
      assert.ok((await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)) <= 0, `${where}: fits`);
      await pressGo(task.card, "Try again");
      const [knob] = await task.knobs();
      await task.standsAt(knob.path, knob.value);
      const slider = await task.slider(knob.path);
      await slider.focus();
      await page.keyboard.press("End");
      await task.standsAt(knob.path, knob.max);
    }
  });

  test(`${route}: a task reads without script`, async (t) => {
    const { tasks } = await open(t, route, { javaScriptEnabled: false, awake: false });
    for (const { card, question } of tasks) {
      assert.equal(await card.locator("button:visible, input[type=range]:visible").count(), 0, `${route}#${question.id}: nothing dead`);
      await card.locator(".answer-key > summary").click();
      const text = plain(await card.innerText());
      for (const secret of question.secrets) assert.ok(text.includes(secret), `${route}#${question.id}: “${secret}”`);
    }
  });
}
