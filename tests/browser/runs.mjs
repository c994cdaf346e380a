// The simulator as the page loads it, asked for the fingerprints of the course's runs.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { SCENARIO_IDS, draws, stored } from "./native.mjs";

const DATA = new URL("../data/trace-hashes.json", import.meta.url);

/** What native code computed, by scenario, for seed 1. */
export const FINGERPRINTS = JSON.parse(readFileSync(DATA, "utf8"));

/**
 * Every scenario of the course runs in a page as it does natively. `evaluate` runs a function with arguments in a page of
 * the course. Where a run differs, the complaint names the first random draw that does.
 */
export async function assertSameRuns(evaluate) {
  assert.deepEqual(Object.keys(FINGERPRINTS).sort(), SCENARIO_IDS, "every scenario has its fingerprint on record");
  const scenarios = Object.fromEntries(SCENARIO_IDS.map((id) => [id, stored(id)]));
  const here = await evaluate(fingerprintsInPage, scenarios);
  const wrong = [];
  for (const id of SCENARIO_IDS.filter((id) => here[id] !== FINGERPRINTS[id])) {
    // The purpose of a draw has a name there and only a number here.
    const natively = draws(id).map((draw) => draw.replace(/ ns \w+ of /, " ns of "));
    const apart = parting(natively, await evaluate(drawsInPage, scenarios[id]));
    wrong.push(`${id}: ${FINGERPRINTS[id]} on record, ${here[id]} here; ${apart}`);
  }
  assert.deepEqual(wrong, [], "runs are those of native code");
}

/** Where two lists of draws part, in words. */
export function parting(natively, here) {
  const place = natively.findIndex((draw, index) => draw !== here[index]);
  if (place >= 0) return `draw ${place + 1} is “${natively[place]}” natively and “${here[place] ?? "missing"}” here`;
  if (here.length > natively.length) return `draw ${natively.length + 1} is missing natively and “${here[natively.length]}” here`;
  return `all ${here.length} draws are the same, so what is done with them differs`;
}

/** Runs in a page of the course: loads the worker's own module and gives the fingerprint of each scenario. */
async function fingerprintsInPage(scenarios) {
  const simulator = await import(new URL(document.documentElement.dataset.sim, document.baseURI).href);
  await simulator.default();
  const bytes = (digits) => Uint8Array.from(digits.match(/../g), (pair) => parseInt(pair, 16));
  const hash = (digits) => simulator.hash(bytes(digits), "", "1").toString(16).padStart(16, "0");
  return Object.fromEntries(Object.entries(scenarios).map(([id, digits]) => [id, hash(digits)]));
}

/** Likewise: all draws of one scenario's run. */
async function drawsInPage(digits) {
  const simulator = await import(new URL(document.documentElement.dataset.sim, document.baseURI).href);
  await simulator.default();
  const scenario = Uint8Array.from(digits.match(/../g), (pair) => parseInt(pair, 16));
  const numbers = simulator.draws(scenario, "", "1");
  const hex = (number, width) => number.toString(16).padStart(width, "0");
  return Array.from({ length: numbers.length / 5 }, (_, draw) => {
    const [at, entity, , ordinal, word] = numbers.subarray(draw * 5, draw * 5 + 5);
    return `${at} ns of 0x${hex(entity, 0)} number ${ordinal}: ${hex(word, 16)}`;
  });
}
