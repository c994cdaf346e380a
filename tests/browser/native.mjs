// The simulator as native code, to compare the browsers with.

import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const CHECKOUT = fileURLToPath(new URL("../../", import.meta.url));
const SCENARIOS = fileURLToPath(new URL("../../lessons/scenarios/", import.meta.url));

/** The scenarios of the course, by the names of their files. */
export const SCENARIO_IDS = readdirSync(SCENARIOS)
  .filter((file) => file.endsWith(".toml"))
  .map((file) => file.slice(0, -".toml".length))
  .sort();

/** Runs cargo in the checkout, to its end; gives what it printed. */
export function cargo(...words) {
  return run(process.env.CARGO ?? "cargo", words);
}

/** The simulator at the terminal; where nobody says that it is compiled already, cargo sees to that. */
function simulate(...words) {
  const program = process.env.SIMULATE;
  const compiling = ["run", "--quiet", "--locked", "--offline", "--package", "sim-terminal", "--"];
  return (program ? run(program, words) : cargo(...compiling, ...words)).trimEnd();
}

function run(program, words) {
  const options = { cwd: CHECKOUT, encoding: "utf8", maxBuffer: 1 << 30 };
  const { error, status, stdout, stderr } = spawnSync(program, words, options);
  if (error || status !== 0) throw error ?? new Error(`${program} ${words.join(" ")} ended with ${status}:\n${stderr}`);
  return stdout;
}

/** A scenario as pages hand it to the simulator, in hexadecimal digits. */
export function stored(id) {
  return storedFile(`${SCENARIOS}${id}.toml`);
}

/** The same of any file. */
export function storedFile(path) {
  return simulate("stored", path);
}

/** The same of a scenario that is given as text. */
export function storedText(text) {
  const folder = mkdtempSync(join(tmpdir(), "scenario-"));
  try {
    const file = join(folder, "scenario.toml");
    writeFileSync(file, text);
    return simulate("stored", file);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** A scenario in hexadecimal digits as the attribute of a page has it: percent-encoded. */
export function carried(hex) {
  return hex.replace(/../g, "%$&");
}

/** And back; letters and digits may stand for themselves. */
export function hexOf(carried) {
  const bytes = [...carried.matchAll(/%(..)|./gs)];
  return bytes.map(([byte, hex]) => hex?.toLowerCase() ?? byte.charCodeAt(0).toString(16)).join("");
}

/** The measures of a scenario's run with seed 1, after `edit` has changed its text. */
export function metrics(id, edit) {
  const folder = mkdtempSync(join(tmpdir(), "scenario-"));
  try {
    const file = join(folder, `${id}.toml`);
    writeFileSync(file, edit(readFileSync(`${SCENARIOS}${id}.toml`, "utf8")));
    return JSON.parse(simulate("run", file, "--seed", "1", "--metrics"));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Every random draw of its run with seed 1, one a line. */
export function draws(id) {
  return simulate("run", `${SCENARIOS}${id}.toml`, "--seed", "1", "--draws").split("\n");
}
