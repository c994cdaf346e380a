// An author edits a lesson: the open page follows and keeps what the author did on it.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { launch, newPage } from "../browser.mjs";
import { develop } from "../dev-server.mjs";
import { figureAwake, questionsAwake } from "../stage.mjs";
import { until } from "../until.mjs";

const FILE = "absolute-basics/client-server.md";
const ROUTE = "lessons/client-server/";

let dev;
let browser;
before(async () => {
  [dev, browser] = await Promise.all([develop(), launch()]);
});
after(async () => {
  await browser?.close();
  await dev?.close();
});

async function open(t) {
  const { page, close } = await newPage(browser);
  t.after(close);
  await page.goto(dev.url + ROUTE);
  await questionsAwake(page);
  return page;
}

/** Marks the document, turns a slider, opens a box and scrolls: what a reload would lose. */
async function use(page) {
  await figureAwake(page, "five-in-turn");
  const slider = page.locator("#five-in-turn .knob input").first();
  await slider.fill("200");
  await page.locator("details.deeper summary").first().click();
  await page.locator("#price").scrollIntoViewIfNeeded();
  return page.evaluate(() => {
    window.sameDocument = true;
    return { scroll: Math.round(window.scrollY), boxes: document.querySelectorAll("details.deeper[open]").length };
  });
}

async function stillAsUsed(page, { scroll, boxes }) {
  const now = await page.evaluate(() => ({
    same: window.sameDocument === true,
    scroll: Math.round(window.scrollY),
    boxes: document.querySelectorAll("details.deeper[open]").length,
    slider: document.querySelector("#five-in-turn .knob input").value,
  }));
  assert.deepEqual(now, { same: true, scroll, boxes, slider: "200" });
}

test("an edited paragraph changes on the open page, and nothing else does", async (t) => {
  const page = await open(t);
  const used = await use(page);
  const started = performance.now();
  await dev.edit(FILE, (text) => text.replace("It costs three things, ", "It costs three things, as most things do, "));
  await until("the new words are on the page", () =>
    page.evaluate(() => document.body.textContent.includes("three things, as most things do,")),
  );
  t.diagnostic(`${Math.round(performance.now() - started)} ms from the edit to the open page`);
  await stillAsUsed(page, used);
});

test("an edited question comes alive again, and nothing else changes", async (t) => {
  const page = await open(t);
  const used = await use(page);
  await dev.edit(FILE, (text) => text.replace("Which one is the server in this conversation?", "Which of them is the server here?"));
  await until("the question asks anew and is alive", () =>
    page.evaluate(() => {
      const question = document.getElementById("phone-in-a-drawer");
      return question.textContent.includes("Which of them is the server here?") && question.hasAttribute("data-live");
    }),
  );
  await page.locator("#phone-in-a-drawer .opts input").first().check();
  await page.evaluate((y) => window.scrollTo(0, y), used.scroll);
  await stillAsUsed(page, used);
});

test("a mistake shows over the last good page, and goes when it is mended", async (t) => {
  const page = await open(t);
  const used = await use(page);
  const before = await page.evaluate(() => document.querySelector("main").textContent);
  await dev.edit(FILE, (text) => text.replace("{{five-in-turn.makespan_ms}}. The server works", "{{five-in-turn.makespam_ms}}. The server works"));
  const sheet = page.locator("html > pre[role=alert]");
  await sheet.waitFor();
  assert.match(await sheet.textContent(), /makespan_ms/, "the mistake and the way out are told");
  assert.equal(await page.evaluate(() => document.querySelector("main").textContent), before, "the last good page stays");
  await dev.edit(FILE, (text) => text.replace("makespam_ms", "makespan_ms"));
  await sheet.waitFor({ state: "detached" });
  await stillAsUsed(page, used);
});
