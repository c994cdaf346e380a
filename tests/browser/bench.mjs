// The simulator's speed on M/M/1: natively, in Node.js, and in Chromium with the module that ships; each beside a bare
// loop over a heap (`terminal/floor`), compiled like it. Alone: `node tests/browser/bench.mjs`, with a built site.

import { readFileSync, realpathSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { launch, newPage } from "./browser.mjs";
import { cargo, stored } from "./native.mjs";
import { serve } from "./server.mjs";

const CUSTOMERS = 1_000_000;
/** An arrival and a departure, whatever it takes inside. */
const EVENTS = 2 * CUSTOMERS;
const REPEATS = 5;

/** The table of speeds, as Markdown. */
export async function speeds(browser) {
  const native = { name: "native", rounds: terminal() };
  const node = { name: "Node.js, the module's profile", rounds: terminal("--wasm") };
  const { cold, warm } = await chromium(browser);
  const rows = [native, node, { name: "Chromium, first run", rounds: cold }, { name: "Chromium, warm", rounds: warm }];
  return `M/M/1 with ${CUSTOMERS.toLocaleString("en")} customers (arrivals 8/s, service 10/s), in million events a second; a customer is two events.
The floor is a bare loop over a heap. The two ran in turn, after a run of each to warm up, and the first run of a new page by itself, without
loading and compiling the module. Speeds are medians of ${REPEATS} rounds, in a warm page of ${REPEATS * REPEATS}; “× floor” is the median of the rounds' own ratios.

| where | simulator | floor | × floor |
| --- | --- | --- | --- |
${rows.map(row).join("\n")}`;
}

function row({ name, rounds }) {
  const millions = (what) => (EVENTS / median(rounds.map((round) => round[what])) / 1e6).toFixed(2);
  const ratio = median(rounds.map(({ mm1, floor }) => floor / mm1)).toFixed(2);
  return `| ${name} | ${millions("mm1")} | ${millions("floor")} | ${ratio} |`;
}

/** Rounds of `cargo xtask bench`, in seconds. */
function terminal(...options) {
  const one = (what) => Number(cargo("xtask", "bench", what, String(CUSTOMERS), ...options).split(" ")[1]);
  const round = () => ({ mm1: one("mm1"), floor: one("floor") });
  round();
  return Array.from({ length: REPEATS }, round);
}

async function chromium(browser) {
  const site = await serve();
  const given = {
    digits: stored("mm1"),
    base64: readFileSync(floorModule()).toString("base64"),
    customers: CUSTOMERS,
    rounds: 1 + REPEATS,
  };
  const [cold, warm] = [[], []];
  for (let page = 0; page < REPEATS; page += 1) {
    // A profile of its own, so that nothing compiled is left from the page before.
    const { page: tab, problems, close } = await newPage(browser);
    await tab.goto(site.url("about/"));
    const [first, ...others] = await tab.evaluate(roundsInPage, given);
    cold.push(first);
    warm.push(...others);
    await close();
    if (problems.length) throw new Error(problems.join("\n"));
  }
  await site.close();
  return { cold, warm };
}

/** In a page: seconds of the simulator, sliced as the worker does it, and of the bare loop, so many times in turn. */
async function roundsInPage({ digits, base64, customers, rounds }) {
  const simulator = await import(new URL(document.documentElement.dataset.sim, document.baseURI).href);
  await simulator.default();
  const scenario = Uint8Array.from(digits.match(/../g), (pair) => parseInt(pair, 16));
  const loop = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  const { instance } = await WebAssembly.instantiate(loop);
  const seconds = (run) => {
    const begin = performance.now();
    run();
    return (performance.now() - begin) / 1000;
  };
  const mm1 = () => {
    const job = new simulator.Job(scenario, `client.requests=${customers}`, "", "1", true);
    while (!job.advance(5000));
    const [served] = job.numbers("answered");
    if (served !== customers) throw new Error(`${served} of ${customers} were served`);
  };
  const floor = () => {
    const mean = instance.exports.mean_stay_s(customers);
    if (!(mean > 0.4 && mean < 0.6)) throw new Error(`the mean stay was ${mean} s`);
  };
  return Array.from({ length: rounds }, () => ({ mm1: seconds(mm1), floor: seconds(floor) }));
}

/** Compiles the bare loop as what ships is compiled; gives the module's path. */
function floorModule() {
  const words = ["--locked", "--offline", "--target", "wasm32-unknown-unknown", "--profile", "wasm-release"];
  const told = cargo("build", "--package", "floor", "--bin", "floor", "--message-format", "json", ...words);
  const files = told.trim().split("\n").flatMap((line) => JSON.parse(line).filenames ?? []);
  return files.find((file) => file.endsWith("floor.wasm"));
}

function median(values) {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
}

if (process.argv[1] && realpathSync(process.argv[1]) === realpathSync(fileURLToPath(import.meta.url))) {
  const browser = await launch();
  console.log(await speeds(browser));
  await browser.close();
}
