// The same queue in our simulator and in others, into AUDIT.md: `node tests/peers/measure.mjs [FOLDER]`. What it compiles
// and installs for that goes into FOLDER. One that cannot be had, or does not compile, gets a row that says so.

import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { availableParallelism, loadavg } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { PEERS, record } from "../browser/audit-file.mjs";

const CHECKOUT = fileURLToPath(new URL("../../", import.meta.url));
const HERE = fileURLToPath(new URL("./", import.meta.url));
const FOLDER = resolve(process.argv[2] ?? join(CHECKOUT, "target/peers"));
const REPEATS = 5;

/** What theory says of M/M/1 with 8 arrivals and 10 services a second, and how far a run of fair length may be off. */
const THEORY = { mean: 0.5, p99: 0.5 * Math.log(100) };
const TOLERANCE = 0.1;

/** Runs to the end; gives what was printed, or throws with its last words. */
function run(program, words, env = {}) {
  const options = { cwd: CHECKOUT, encoding: "utf8", maxBuffer: 1 << 28, env: { ...process.env, ...env } };
  const { error, status, stdout, stderr } = spawnSync(program, words, options);
  if (error || status !== 0) throw error ?? new Error(`${program} ${words.join(" ")}:\n${stderr.slice(-2000)}`);
  return stdout;
}

/** Compiles a program with cargo's release profile; gives its path. */
function compiled(name, words, env) {
  const cargo = process.env.CARGO ?? "cargo";
  const told = run(cargo, ["build", "--release", "--locked", "--bin", name, "--message-format", "json", ...words], env);
  return told.trim().split("\n").map((line) => JSON.parse(line).executable).findLast(Boolean);
}

function peer(name, env) {
  const manifest = ["--manifest-path", join(HERE, "Cargo.toml"), "--target-dir", FOLDER];
  return compiled(name, ["--package", name, ...manifest], env);
}

/** An interpreter with the libraries, in an environment of its own. */
function python() {
  const environment = join(FOLDER, "python");
  const interpreter = join(environment, process.platform === "win32" ? "Scripts/python.exe" : "bin/python");
  if (!existsSync(interpreter)) run("python3", ["-m", "venv", environment]);
  const quiet = ["--quiet", "--disable-pip-version-check"];
  run(interpreter, ["-m", "pip", "install", ...quiet, "--requirement", join(HERE, "requirements.txt")]);
  return interpreter;
}

const script = (file, ...words) => () => [python(), "-B", join(HERE, file), ...words];

/** The version that a lock file names. */
function version(name) {
  const text = readFileSync(join(HERE, "Cargo.lock"), "utf8") + readFileSync(join(HERE, "requirements.txt"), "utf8");
  return text.match(new RegExp(`^(?:name = "${name}"\\nversion = "|${name}==)([\\d.]+)`, "m"))[1];
}

/** Without ours there is nothing to compare: this may fail. */
const SIMULATE = compiled("simulate", ["--offline", "--package", "sim-terminal"]);
/** Coroutines, which this version of the compiler knows but does not offer. */
const desim = () => peer("desim-mm1", { RUSTC_BOOTSTRAP: "desim,desim_mm1" });

/** The floor comes first: the others are compared with it. */
const SUBJECTS = [
  { name: "floor", how: "a bare loop over a heap", customers: 1_000_000, command: () => [SIMULATE, "bench", "floor"] },
  { name: "**ours**", how: "as lessons run it", customers: 1_000_000, command: () => [SIMULATE, "bench", "mm1"] },
  {
    name: `desim ${version("desim")}`,
    how: "a process for each station",
    customers: 1_000_000,
    command: () => [desim(), "stations"],
  },
  {
    name: `desim ${version("desim")}`,
    how: "a process for each customer",
    customers: 200_000,
    command: () => [desim(), "customers"],
  },
  {
    name: `NeXosim ${version("nexosim")}`,
    how: "a model for each station, one thread",
    customers: 1_000_000,
    command: () => [peer("nexosim-mm1")],
  },
  {
    name: `SimPy ${version("simpy")}`,
    how: "a process for each station",
    customers: 200_000,
    command: script("simpy_mm1.py", "stations"),
  },
  {
    name: `SimPy ${version("simpy")}`,
    how: "a process for each customer",
    customers: 200_000,
    command: script("simpy_mm1.py", "customers"),
  },
  { name: `Ciw ${version("ciw")}`, how: "a network of one node", customers: 50_000, command: script("ciw_mm1.py") },
];

/** Events in a second of one run, which must have been the queue that it is said to be. */
function eventsPerSecond({ command: [program, ...words], name, customers }) {
  const line = run(program, [...words, String(customers)]);
  const [events, seconds, mean, p99] = line.split(" ").map(Number);
  const near = (value, theory) => Math.abs(value / theory - 1) < TOLERANCE;
  if (events !== 2 * customers || !near(mean, THEORY.mean) || !near(p99, THEORY.p99)) {
    throw new Error(`${name} with ${customers} customers is another queue: ${line}`);
  }
  return events / seconds;
}

function prepared(subject) {
  try {
    return { ...subject, command: subject.command(), speeds: [] };
  } catch (error) {
    console.error(`${subject.name} is left out: ${error.message}`);
    return { ...subject, command: null };
  }
}

function median(values) {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
}

function row({ name, how, customers, command, speeds }, floor) {
  const words = `| ${name} | ${how} |`;
  if (command === null) return `${words} – | not measured | – |`;
  const ratio = median(speeds.map((speed, round) => speed / floor.speeds[round]));
  const digits = (value) => value.toPrecision(value < 1 ? 2 : 3);
  return `${words} ${customers.toLocaleString("en")} | ${digits(median(speeds) / 1e6)} | ${ratio.toPrecision(2)} |`;
}

const subjects = SUBJECTS.map(prepared);
const there = subjects.filter(({ command }) => command !== null);
const load = loadavg()[0].toFixed(1);
// The first round warms up.
for (let round = 0; round <= REPEATS; round += 1) {
  for (const subject of there) {
    const speed = eventsPerSecond(subject);
    if (round > 0) subject.speeds.push(speed);
  }
}
console.log(
  record({
    [PEERS]: `M/M/1 (arrivals 8/s, service 10/s) in million events a second; a customer is two events, whatever each takes inside. Every
program notes how long each customer stayed, and both the mean and the 99th percentile were within ${100 * TOLERANCE} % of theory. They ran in
turn, ${REPEATS} rounds after one to warm up; speeds are medians, and “× floor” is the median of the rounds' own ratios. Load when it began: ${load}
on ${availableParallelism()} processors. The others are written as their documentation shows it, in \`tests/peers\`.

| simulator | written as | customers | events/s (M) | × floor |
| --- | --- | --- | --- | --- |
${subjects.map((subject) => row(subject, subjects[0])).join("\n")}`,
  }),
);
