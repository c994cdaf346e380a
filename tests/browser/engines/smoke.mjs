// One story for every engine: answer, predict, play, move on, come back, find the answers again.
//
// It speaks to a `Tab`: `goto(url)`, `evaluate(function, ...arguments)`, `click(selector)`, `type(selector, text)`,
// `back()`, `reload()` and `problems()`.

import assert from "node:assert/strict";
import { LESSONS, WITH_FIGURES } from "../course.mjs";
import { assertSameRuns } from "../runs.mjs";
import { until } from "../until.mjs";

const [LESSON] = LESSONS;
const LAB = WITH_FIGURES.find((route) => route === "simulator/");

export async function smoke(tab, server, { note = () => {} } = {}) {
  await tab.goto(server.url(LESSON));
  await until(`${LESSON}: the questions are alive`, () => tab.evaluate(questionsAlive));
  note("alive");
  await tab.evaluate(() => void (window.sameDocument = true));
  await wakes(tab);
  const answered = await answers(tab);
  note("answered");
  await predicts(tab);
  note("predicted");
  await plays(tab);
  note("played");
  await moves(tab, server);
  note("moved");
  await until(`${LESSON}: the verdict is back`, async () => (await tab.evaluate(verdict, answered)).length > 20);
  await tab.reload();
  await until(`${LESSON}: alive again`, () => tab.evaluate(questionsAlive));
  await until(`${LESSON}: the answer outlived a reload`, async () => (await tab.evaluate(verdict, answered)).length > 20);
  note("reloaded");
  await assertSameRuns((...call) => tab.evaluate(...call));
  assert.deepEqual(await tab.problems(), [], "no problem was reported");
}

/** Brings everything to life: what does so on the way moves the page under whoever clicks. */
async function wakes(tab) {
  for (const which of ['[data-widget]:not([data-widget*="Within"])', ".task [data-widget]"]) {
    for (const id of await tab.evaluate((which) => [...document.querySelectorAll(which)].map(({ id }) => id), which)) {
      await tab.evaluate((id) => document.getElementById(id).scrollIntoView({ block: "center" }), id);
      await until(`#${id}: is alive`, () => tab.evaluate((id) => document.getElementById(id).hasAttribute("data-live"), id));
    }
  }
}

async function answers(tab) {
  const id = await tab.evaluate(() => document.querySelector('[data-widget*="Choice"]').id);
  await tab.click(`#${id} .opt:nth-child(2) input`);
  await tab.click(`#${id} .row .go`);
  await until(`#${id}: a verdict`, async () => /^(Right|Not quite)/.test(await tab.evaluate(verdict, id)));
  return id;
}

async function predicts(tab) {
  const id = await tab.evaluate(() => document.querySelector('[data-widget*="Predict"]').id);
  assert.ok(!(await tab.evaluate(() => document.body.textContent)).includes("The run took"), "no truth before the commit");
  await tab.type(`#${id} .field input`, "7");
  await tab.click(`#${id} .row .go`);
  await until(`#${id}: the run plays to its end`, async () => (await tab.evaluate(verdict, id)).includes("The run took"), 40_000);
}

async function plays(tab) {
  const id = await tab.evaluate(() => {
    const figure = document.querySelector('[data-widget*="Figure"]');
    figure.scrollIntoView({ block: "center" });
    return figure.id;
  });
  await until(`#${id}: is alive`, () => tab.evaluate((id) => document.getElementById(id).hasAttribute("data-live"), id));
  await until(`#${id}: has its ladder`, () => tab.evaluate((id) => document.querySelectorAll(`#${id} .ladder text`).length > 0, id));
  await tab.click(`#${id} [aria-label="Start again"]`);
  await until(`#${id}: stands at the start`, async () => (await tab.evaluate(moment, id)).place === 0);
  const start = await tab.evaluate(moment, id);
  await tab.click(`#${id} [aria-label="Next event"]`);
  await until(`#${id}: steps`, async () => (await tab.evaluate(moment, id)).place > 0);
  await tab.click(`#${id} [aria-label="Back one event"]`);
  const first = JSON.stringify(start);
  await until(`#${id}: steps back, and the start is the start`, async () => JSON.stringify(await tab.evaluate(moment, id)) === first);
  await tab.click(`#${id} .transport .go`);
  await until(`#${id}: plays`, async () => (await tab.evaluate(moment, id)).place > 0);
  await tab.evaluate(slide, `#${id} .scrub input`, "1000");
  const end = await until(`#${id}: is led to its end`, async () => {
    const now = await tab.evaluate(moment, id);
    return now.place === 1000 && now;
  });
  assert.notEqual(end.picture, start.picture, `#${id}: the drawing has changed`);
  const table = await tab.evaluate(tableOf, id);
  await tab.evaluate(slide, `#${id} .knob input`, "1");
  await until(`#${id}: a knob makes a new run`, async () => (await tab.evaluate(tableOf, id)) !== table);
}

async function moves(tab, server) {
  await tab.evaluate(() => window.scrollTo(0, 0));
  await tab.click(`header.top a[href$="${LAB}"]`);
  await until(`${LAB}: is shown`, () => tab.evaluate((url) => location.href === url, server.url(LAB)));
  await until(`${LAB}: is alive`, () => tab.evaluate(() => document.querySelectorAll("[data-live]").length > 0));
  assert.equal(await tab.evaluate(() => document.activeElement.tagName), "MAIN", `${LAB}: the text has the focus`);
  await tab.back();
  await until(`${LESSON}: is shown again`, () => tab.evaluate((url) => location.href === url, server.url(LESSON)));
  await until(`${LESSON}: is alive again`, () => tab.evaluate(questionsAlive));
  assert.equal(await tab.evaluate(() => window.sameDocument), true, "all that in one document");
}

function questionsAlive() {
  const questions = [...document.querySelectorAll('[data-widget*="Choice"], [data-widget*="Predict"]')];
  return questions.length > 0 && questions.every((question) => question.hasAttribute("data-live"));
}

function verdict(id) {
  return document.querySelector(`#${id} .verdict`)?.innerText.replace(/\s+/g, " ").trim() ?? "";
}

function tableOf(id) {
  return document.querySelector(`#${id} table`).textContent;
}

/** What a figure shows. A press is drawn with the next frame, and what is read follows: who looks at once may see what was before. */
async function moment(id) {
  await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  const figure = document.getElementById(id);
  const drawn = [...figure.querySelectorAll(".drawing")].filter((drawing) => drawing.clientWidth > 0);
  return {
    place: Number(figure.querySelector(".scrub input").value),
    said: figure.querySelector(".say").textContent,
    picture: drawn.map((drawing) => drawing.innerHTML).join(""),
  };
}

function slide(selector, value) {
  const slider = document.querySelector(selector);
  slider.value = value;
  slider.dispatchEvent(new Event("input", { bubbles: true }));
}
