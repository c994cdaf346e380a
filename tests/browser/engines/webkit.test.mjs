// The story of all engines in WebKit: MiniBrowser of WebKitGTK, on a screen that nobody sees.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { readdirSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { test } from "node:test";
import { Builder, By, Capabilities } from "selenium-webdriver";
import { program } from "../browser.mjs";
import { serve } from "../server.mjs";
import { until } from "../until.mjs";
import { smoke } from "./smoke.mjs";

test("WebKit: answer, predict, play, move, come back", { timeout: 240_000 }, async (t) => {
  const ends = [];
  // The last thing started is the first to end.
  t.after(async () => {
    for (const end of ends.reverse()) await end();
  });
  const server = await serve();
  ends.push(() => server.close());
  const display = await screen(ends);
  const port = await freePort();
  const words = ["--", program("WebKitWebDriver"), `--port=${port}`];
  start(ends, program("dbus-run-session"), words, { env: { ...process.env, DISPLAY: display, GTK_A11Y: "none" } });
  await until("WebKitWebDriver answers", async () => (await fetch(`http://127.0.0.1:${port}/status`)).ok);
  const driver = await new Builder()
    .usingServer(`http://127.0.0.1:${port}`)
    .withCapabilities(
      new Capabilities({
        browserName: "MiniBrowser",
        "webkitgtk:browserOptions": { binary: miniBrowser(), args: ["--automation"] },
      }),
    )
    .build();
  ends.push(() => driver.quit());
  await driver.manage().setTimeouts({ script: 30_000 });
  await smoke(new Tab(driver), server, { note: (step) => t.diagnostic(step) });
});

class Tab {
  #driver;

  constructor(driver) {
    this.#driver = driver;
  }

  /** WebDriver has no console, so the page itself notes what goes wrong, from its first moment of quiet on. */
  async goto(url) {
    await this.#driver.get(url);
    await this.#watch();
  }

  back = () => this.#driver.navigate().back();

  async reload() {
    assert.deepEqual(await this.problems(), []);
    await this.#driver.navigate().refresh();
    await this.#watch();
  }

  async evaluate(look, ...given) {
    const { value, error } = await this.#driver.executeAsyncScript(
      `const done = arguments[arguments.length - 1];
       const given = [...arguments].slice(0, -1);
       Promise.resolve().then(() => (${look})(...given)).then((value) => done({ value }), (error) => done({ error: String(error) }));`,
      ...given,
    );
    if (error) throw new Error(error);
    return value ?? undefined;
  }

  problems = () => this.evaluate(() => window.problems);

  /** A native click on what lies at the edge of the window does nothing here: bring it to the middle first. */
  async click(selector) {
    const element = await this.#driver.findElement(By.css(selector));
    await this.evaluate((selector) => {
      document.querySelector(selector).scrollIntoView({ block: "center", behavior: "instant" });
    }, selector);
    await element.click();
  }

  async type(selector, text) {
    await this.click(selector);
    await this.#driver.findElement(By.css(selector)).sendKeys(text);
  }

  #watch() {
    return this.evaluate(() => {
      window.problems = [];
      const note = (text) => window.problems.push(text);
      addEventListener("error", (event) => note(`exception: ${event.message}`));
      addEventListener("unhandledrejection", (event) => note(`rejection: ${event.reason}`));
      document.addEventListener("securitypolicyviolation", (event) => note(`policy: ${event.violatedDirective} ${event.blockedURI}`));
      const error = console.error;
      console.error = (...words) => (note(`console: ${words.join(" ")}`), error(...words));
    });
  }
}

/** An invisible screen; gives its name. */
async function screen(ends) {
  const xvfb = start(ends, program("Xvfb"), ["-displayfd", "3", "-screen", "0", "1280x1000x24", "-nolisten", "tcp"], {
    stdio: ["ignore", "ignore", "ignore", "pipe"],
  });
  let number = "";
  xvfb.stdio[3].on("data", (chunk) => (number += chunk));
  await until("Xvfb is up", () => number.endsWith("\n"));
  return `:${number.trim()}`;
}

/** Starts a program; `ends` gets what stops it. */
function start(ends, path, words, options) {
  const child = spawn(path, words, { stdio: "ignore", detached: true, ...options });
  // With its children: dbus-run-session has some.
  ends.push(() => {
    try {
      process.kill(-child.pid);
    } catch {
      // It has ended by itself.
    }
  });
  return child;
}

function miniBrowser() {
  const libraries = readdirSync("/usr/lib").map((name) => join("/usr/lib", name));
  for (const folder of libraries.flatMap((library) => [`${library}/webkit2gtk-4.1`, `${library}/webkitgtk-6.0`])) {
    try {
      if (readdirSync(folder).includes("MiniBrowser")) return join(folder, "MiniBrowser");
    } catch {
      // Not that one.
    }
  }
  throw new Error("MiniBrowser is not installed; `cargo xtask test` says how to get it");
}

function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer().once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}
