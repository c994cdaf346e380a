// Runs a program that was built for wasm32-wasip1, as cargo's runner for that target:
// `node run-wasi.mjs BINARY.wasm [ARGUMENT…]`. The module sees its arguments, the output, the files of this checkout
// (snapshots to compare with), and of the environment only what test runs are steered with.
import { readFile } from "node:fs/promises";
import { argv, env, exit } from "node:process";
import { fileURLToPath } from "node:url";
import { WASI } from "node:wasi";

const [binary, ...options] = argv.slice(2);
const checkout = fileURLToPath(new URL("../../", import.meta.url)).replace(/\/$/, "");
const steering = Object.entries(env).filter(([name]) => /^(PROPTEST_|RUST_BACKTRACE$)/.test(name));
const wasi = new WASI({
  version: "preview1",
  args: [binary, ...options],
  env: Object.fromEntries(steering),
  preopens: { [checkout]: checkout },
  returnOnExit: true,
});
// Through functions of JavaScript: called directly by optimised code, those of Node.js 20 crash now and then.
const calls = Object.entries(wasi.wasiImport).map(([name, call]) => [name, (...words) => call(...words)]);
const module = await WebAssembly.compile(await readFile(binary));
exit(wasi.start(await WebAssembly.instantiate(module, { wasi_snapshot_preview1: Object.fromEntries(calls) })));
