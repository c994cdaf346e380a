// The simulator as the page loads it, asked for the fingerprints of the lessons' runs.

import { readFileSync, readdirSync } from "node:fs";
import { LESSONS, source } from "./course.mjs";

const DATA = new URL("../data/trace-hashes.json", import.meta.url);
const SCENARIOS = new URL("../../lessons/scenarios/", import.meta.url);

const CHARACTERS = { quot: '"', amp: "&", lt: "<", gt: ">" };

/** What native code computed, by scenario, for seed 1. */
export const FINGERPRINTS = JSON.parse(readFileSync(DATA, "utf8"));

/** Each scenario as JSON, taken from the widgets that show it; by its id. */
export function scenarios() {
  const ids = new Map();
  for (const file of readdirSync(SCENARIOS).filter((file) => file.endsWith(".toml"))) {
    const [, title] = /^title = "(.*)"$/m.exec(readFileSync(new URL(file, SCENARIOS), "utf8"));
    ids.set(title, file.slice(0, -".toml".length));
  }
  const found = {};
  for (const route of LESSONS) {
    for (const [, attribute] of source(route).matchAll(/data-figure="([^"]*)"/g)) {
      const { scenario } = JSON.parse(attribute.replace(/&(quot|amp|lt|gt);/g, (_, name) => CHARACTERS[name]));
      found[ids.get(JSON.parse(scenario).title)] = scenario;
    }
  }
  return found;
}

/** Runs in a page of the course: loads the worker's own module and gives the fingerprint of each scenario. */
export async function fingerprintsInPage(scenarios) {
  const address = new URL(document.documentElement.dataset.sim, document.baseURI).href;
  const simulator = await import(address);
  await simulator.default();
  return Object.fromEntries(Object.entries(scenarios).map(([id, text]) => [id, simulator.hash(text, "[]", "1")]));
}
