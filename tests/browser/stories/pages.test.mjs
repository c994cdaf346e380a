// Every page: quiet console, the same text before and after its widgets came alive, room on every screen.

import assert from "node:assert/strict";
import { test } from "node:test";
import { ROUTES } from "../course.mjs";
import { allAwake, stage } from "../stage.mjs";
import { until } from "../until.mjs";

const it = stage();
const WIDTHS = [320, 360, 768, 1280];
const PAGES = [...ROUTES, "404.html"];

for (const route of PAGES) {
  test(`${route || "/"}: coming alive changes no text`, async (t) => {
    const gate = it.server.hold(/app-.*\.js$/);
    const page = await it.open(t, route, { awake: false, goto: { waitUntil: "commit" } });
    await until(`${route || "/"} is there`, () => page.evaluate(() => document.readyState !== "loading"));
    const before = await texts(page);
    gate.open();
    await page.waitForLoadState();
    await allAwake(page);
    assert.deepEqual(await texts(page), before, `${route || "/"}: text before and after`);
  });

  test(`${route || "/"}: nothing sticks out at ${WIDTHS.join(", ")} px`, async (t) => {
    const page = await it.open(t, route);
    await allAwake(page);
    const ask = page.getByRole("button", { name: "Just show me" });
    // A button that was pressed goes away.
    for (let left = await ask.count(); left > 0; left -= 1) await ask.first().click();
    for (const scrub of await page.locator(".card .scrub input").all()) await scrub.fill("1000");
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: 700 });
      assert.deepEqual(await sticksOut(page), [], `${route || "/"} at ${width} px`);
    }
  });
}

test("a page that does not exist is answered with 404 and a way home", async (t) => {
  const page = await it.open(t, "lessons/none/at/all/", {
    awake: false,
    expected: [/none\/at\/all\/ 404/, /console: Failed to load.*404/],
  });
  await page.locator("a.btn").click();
  await until("the course is shown", async () => page.url() === it.server.url(""));
});

/** What can be read, and all that is written, hidden parts too; without what only readers without script get, and without
 * tools that are drawn later because only script can offer them: among them the figure of a task, in place of its still. */
function texts(page) {
  return page.evaluate(() => {
    const words = (text) => text.replace(/\s+/g, " ").trim();
    const main = document.querySelector("main");
    // What is not laid out yet is written all the same, and counts as not seen.
    document.documentElement.dataset.near = "";
    const tools = `.later, [data-widget*="Within"]`;
    const later = [...main.querySelectorAll(tools)];
    for (const tool of later) tool.hidden = true;
    const seen = words(main.innerText);
    for (const tool of later) tool.hidden = false;
    const copy = main.cloneNode(true);
    for (const box of copy.querySelectorAll(`.answer-key, ${tools}`)) box.remove();
    const paragraphs = [...copy.querySelectorAll("p, li, td, th, h1, h2, h3, legend, label, button, summary, dd, text")];
    return { seen, written: paragraphs.map((it) => words(it.textContent)) };
  });
}

/** The elements that make the page wider than the screen. */
function sticksOut(page) {
  return page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth <= clientWidth) return [];
    const wide = [...document.body.querySelectorAll("*")].filter((element) => {
      const { right } = element.getBoundingClientRect();
      return right > clientWidth + 0.5 && !element.parentElement.closest("svg, .scroll");
    });
    return [`${scrollWidth} px wide`, ...wide.map((element) => `${element.tagName}.${element.className}`)];
  });
}
