// The development server over a copy of the lessons that a story may edit.

import { spawn } from "node:child_process";
import { cp, mkdtemp, readFile, readdir, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const CHECKOUT = fileURLToPath(new URL("../../", import.meta.url));
const TARGET = process.env.CARGO_TARGET_DIR ?? join(CHECKOUT, "target");
const SITE = process.env.SITE ?? join(TARGET, "debug/site");
const WASM = process.env.WASM ?? join(TARGET, "wasm32-unknown-unknown/wasm-release");

/** Starts it; gives `url`, and `edit(path, change)` for files below `lessons/`. */
export async function develop() {
  const root = await mkdtemp(join(tmpdir(), "roundtrip-dev-"));
  for (const name of await readdir(CHECKOUT)) {
    if (name === "lessons") await cp(join(CHECKOUT, name), join(root, name), { recursive: true });
    else if (!["target", "dist", ".git"].includes(name)) await symlink(join(CHECKOUT, name), join(root, name));
  }
  const words = ["serve", "--root", root, "--wasm", WASM, "--out", join(root, "out"), "--renderer", SITE, "--port", "0"];
  const server = spawn(SITE, words, { stdio: ["ignore", "pipe", "pipe"] });
  let said = "";
  const url = await new Promise((resolve, reject) => {
    server.once("error", reject);
    server.once("exit", (code) => reject(new Error(`the development server ended with ${code}:\n${said}`)));
    for (const stream of [server.stdout, server.stderr]) {
      stream.on("data", (words) => {
        said += words;
        const address = said.match(/http:\/\/localhost:\d+\//);
        if (address) resolve(address[0]);
      });
    }
  });
  return {
    url,
    said: () => said,
    async edit(path, change) {
      const file = join(root, "lessons", path);
      const text = await readFile(file, "utf8");
      const changed = change(text);
      if (changed === text) throw new Error(`the edit of ${path} changes nothing`);
      await writeFile(file, changed);
    },
    async close() {
      if (server.exitCode === null) {
        const ended = new Promise((resolve) => server.once("exit", resolve));
        server.kill();
        await ended;
      }
      await rm(root, { recursive: true, force: true });
    },
  };
}
