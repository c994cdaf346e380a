// Chromium: how it is started, and a page that notes everything that goes wrong on it.

import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { chromium } from "playwright-core";
import { PATIENCE_MS } from "./until.mjs";

const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** The full path of a program. */
export function program(...names) {
  for (const folder of (process.env.PATH ?? "").split(delimiter)) {
    const found = names.map((name) => join(folder, name)).find((path) => existsSync(path));
    if (found) return found;
  }
  throw new Error(`${names[0]} is not installed; \`cargo xtask test\` says how to get it`);
}

export function launch() {
  return chromium.launch({ executablePath: program("chromium"), headless: true, args: FLAGS });
}

/**
 * A new tab in a profile of its own, or in `context`. `problems` fills with console errors, exceptions, broken
 * requests and policy violations, except those that match one of `expected`.
 */
export async function newPage(browser, { context, expected = [], init, ...options } = {}) {
  const home = context ?? (await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options }));
  const page = await home.newPage();
  page.setDefaultTimeout(PATIENCE_MS);
  const problems = [];
  const note = (what) => {
    if (!expected.some((pattern) => pattern.test(what))) problems.push(`${page.url()}: ${what}`);
  };
  page.on("console", (message) => {
    const { url, lineNumber } = message.location();
    // Where script is off nothing uses what was loaded for it.
    if (options.javaScriptEnabled === false && message.text().includes("preloaded")) return;
    if (["error", "warning"].includes(message.type())) note(`console: ${message.text()} (${url}:${lineNumber})`);
  });
  page.on("pageerror", (error) => note(`exception: ${error.message}`));
  page.on("requestfailed", (request) => {
    const reason = request.failure()?.errorText;
    // Leaving a page ends what it was still loading; where script is off, so are scripts.
    if (reason !== "net::ERR_ABORTED" && !(reason === "csp" && options.javaScriptEnabled === false)) note(`request: ${request.url()} ${reason}`);
  });
  page.on("response", (response) => {
    if (response.status() >= 400) note(`status: ${response.url()} ${response.status()}`);
  });
  if (init) await page.addInitScript(init);
  if (options.javaScriptEnabled !== false) {
    await page.exposeFunction("noteViolation", (text) => note(`policy: ${text}`));
    await page.addInitScript(() => {
      document.addEventListener("securitypolicyviolation", (event) => {
        window.noteViolation(`${event.violatedDirective} ${event.blockedURI} ${event.sourceFile ?? ""}`);
      });
    });
  }
  return { page, problems, close: () => (context ? page.close() : home.close()) };
}
