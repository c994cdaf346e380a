// The same scenario and seed give the same run here as natively, bit by bit.

import assert from "node:assert/strict";
import { test } from "node:test";
import { LESSONS, WITH_FIGURES, widgets } from "../course.mjs";
import { SCENARIO_IDS, hexOf, stored } from "../native.mjs";
import { assertSameRuns, parting } from "../runs.mjs";
import { stage } from "../stage.mjs";

const it = stage();

test("runs in the page have the fingerprints of native runs", async (t) => {
  const page = await it.open(t, LESSONS[0]);
  // Playwright hands over one argument.
  await assertSameRuns((look, given) => page.evaluate(look, given));
});

test("pages carry the scenarios of the course", async (t) => {
  const page = await it.open(t, LESSONS[0]);
  const known = new Set(SCENARIO_IDS.map(stored));
  for (const route of WITH_FIGURES) {
    for (const { id, figure } of (await widgets(page, route)).filter(({ figure }) => figure)) {
      assert.ok(known.has(hexOf(figure.scenario)), `${route}#${id} carries a scenario of lessons/scenarios`);
    }
  }
});

test("where runs part, the first draw that differs is named", () => {
  assert.equal(parting(["a", "b", "c"], ["a", "x", "y"]), "draw 2 is “b” natively and “x” here");
  assert.equal(parting(["a", "b"], ["a"]), "draw 2 is “b” natively and “missing” here");
  assert.equal(parting(["a"], ["a", "b"]), "draw 2 is missing natively and “b” here");
  assert.equal(parting(["a"], ["a"]), "all 1 draws are the same, so what is done with them differs");
});
