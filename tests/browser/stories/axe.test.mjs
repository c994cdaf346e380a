// axe-core finds nothing: every page, light and dark, phone and desk, before and after answering.

import assert from "node:assert/strict";
import { test } from "node:test";
import axe from "axe-core";
import { ROUTES, questions } from "../course.mjs";
import { foretell, foretellings, toItsAnswer } from "../forecasts.mjs";
import { FORMS, enter, presses, ways } from "../forms.mjs";
import { allAwake, questionAwake, stage } from "../stage.mjs";
import { until } from "../until.mjs";

const it = stage();
const WIDTHS = [360, 1280];
const SCHEMES = ["light", "dark"];

for (const route of [...ROUTES, "404.html"]) {
  test(`${route || "/"}: accessible as it comes`, { timeout: 120_000 }, async (t) => {
    const page = await it.open(t, route, { reducedMotion: "reduce" });
    await allAwake(page);
    await everyLook(page, route || "/");
  });
}

const STATES = {
  "answered wrong": (card) => answer(card, "wrong"),
  "answered right": (card) => answer(card, "right"),
  shown: (card) => card.getByRole("button", { name: "Just show me" }).click(),
};

for (const route of ROUTES.filter((route) => route.startsWith("lessons/"))) {
  for (const [state, reach] of Object.entries(STATES)) {
    test(`${route}: accessible when ${state}`, { timeout: 120_000 }, async (t) => {
      const page = await it.open(t, route, { reducedMotion: "reduce" });
      for (const card of await page.locator('[data-widget*="Choice"], [data-widget*="Predict"]').all()) {
        await reach(card);
        if (await card.locator(".field").count()) await card.locator(".scrub input").fill("1000");
        await until("the verdict", async () => (await card.locator(".verdict").innerText()).length > 20);
        for (const summary of await card.locator("summary").all()) await summary.click();
      }
      await reachForms(page, route, state);
      await reachForecasts(page, route, state);
      await everyLook(page, `${route}, ${state}`);
    });
  }
}

/** The same for the questions that are entered into fields; the report of one stands open. */
async function reachForms(page, route, state) {
  for (const question of (await questions(page, route)).filter(({ form }) => form in FORMS)) {
    const card = page.locator(`#${question.id}`);
    await questionAwake(page, question.id);
    if (state === "shown") {
      await card.getByRole("button", { name: "Just show me" }).click();
    } else {
      const { given } = ways(question).find(({ right }) => right === (state === "answered right"));
      await enter(card, question, given);
      for (let press = 0; press < presses(question, given); press += 1) await card.locator("button.go").click();
    }
    await until("the verdict", async () => (await card.locator(".verdict").innerText()).length > 20);
  }
  await page.getByRole("button", { name: "Report a problem" }).last().click();
}

/** The same for predictions that are no numbers. */
async function reachForecasts(page, route, state) {
  for (const question of (await questions(page, route)).filter(({ form }) => form === "Forecast")) {
    const card = page.locator(`#${question.id}`);
    await questionAwake(page, question.id);
    const way = foretellings(question).find(({ right }) => right === (state === "answered right"));
    if (state !== "shown") await foretell(card, question, way.given);
    await card.getByRole("button", { name: state === "shown" ? "Just show me" : "Commit and run it" }).click();
    await toItsAnswer(page, question);
  }
}

/** Answers one way or the other: for a number a wild guess is wrong, and no guess is needed to be right. */
async function answer(card, how) {
  if (await card.locator(".field").count()) {
    await card.locator(".field input").fill(how === "wrong" ? "7" : "100");
    await card.getByRole("button", { name: "Commit and run it" }).click();
    return;
  }
  const options = await card.locator(".opt input").all();
  for (const option of options) {
    await option.check();
    await card.getByRole("button", { name: "Check" }).click();
    const right = (await card.locator(".opt.is-right").count()) > 0;
    if (right === (how === "right")) return;
    await card.getByRole("button", { name: "Try again" }).click();
  }
}

async function everyLook(page, where) {
  // Injected by the debugger: the page's policy lets no foreign script in.
  await page.evaluate(axe.source);
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 800 });
    for (const colorScheme of SCHEMES) {
      await page.emulateMedia({ colorScheme });
      const { violations } = await page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"] }));
      const said = violations.flatMap(({ id, help, nodes }) =>
        nodes.map(({ target, failureSummary }) => `${id} (${help}) at ${target}: ${failureSummary}`),
      );
      assert.deepEqual(said, [], `${where}, ${colorScheme}, ${width} px`);
    }
  }
}
