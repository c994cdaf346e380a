// The story of all engines in Firefox, over WebDriver BiDi.

import { test } from "node:test";
import puppeteer from "puppeteer-core";
import { program } from "../browser.mjs";
import { serve } from "../server.mjs";
import { smoke } from "./smoke.mjs";

test("Firefox: answer, predict, play, move, come back", { timeout: 180_000 }, async (t) => {
  const server = await serve();
  t.after(() => server.close());
  const browser = await puppeteer.launch({
    browser: "firefox",
    executablePath: program("firefox-esr", "firefox"),
    headless: true,
  });
  t.after(() => browser.close());
  const page = await browser.newPage();
  await page.setViewport({ width: 1280, height: 800 });
  const problems = [];
  page.on("console", (message) => {
    if (message.type() === "error") problems.push(`console: ${message.text()}`);
  });
  page.on("pageerror", (error) => problems.push(`exception: ${error.message}`));
  await smoke(new Tab(page, problems), server, { note: (step) => t.diagnostic(step) });
});

class Tab {
  #page;
  #problems;

  constructor(page, problems) {
    this.#page = page;
    this.#problems = problems;
  }

  goto = (url) => this.#page.goto(url);
  back = () => this.#page.evaluate(() => history.back());
  reload = () => this.#page.reload();
  evaluate = (look, ...given) => this.#page.evaluate(look, ...given);
  problems = async () => this.#problems;

  async click(selector) {
    await this.#page.$eval(selector, (element) => element.scrollIntoView({ block: "center", behavior: "instant" }));
    await this.#page.click(selector);
  }

  async type(selector, text) {
    await this.click(selector);
    await this.#page.keyboard.type(text);
  }
}
