// The same scenario and seed give the same run here as natively, bit by bit.

import assert from "node:assert/strict";
import { test } from "node:test";
import { LESSONS } from "../course.mjs";
import { FINGERPRINTS, fingerprintsInPage, scenarios } from "../runs.mjs";
import { stage } from "../stage.mjs";

const it = stage();

test("runs in the page have the fingerprints of native runs", async (t) => {
  const page = await it.open(t, LESSONS[0]);
  assert.deepEqual(Object.keys(scenarios()).sort(), Object.keys(FINGERPRINTS).sort(), "every scenario is shown somewhere");
  assert.deepEqual(await page.evaluate(fingerprintsInPage, scenarios()), FINGERPRINTS);
});
