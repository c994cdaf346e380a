// What a term means can be read where it stands: by pointer, by keyboard, by finger, and without script.

import assert from "node:assert/strict";
import { test } from "node:test";
import axe from "axe-core";
import { ROUTES, plain, source } from "../course.mjs";
import { laidOut, stage } from "../stage.mjs";
import { until } from "../until.mjs";

const it = stage();
const WITH_TERMS = ROUTES.filter((route) => source(route).includes('class="term"'));
const [ROUTE] = WITH_TERMS.filter((route) => route.startsWith("lessons/"));
const PHONE = { viewport: { width: 320, height: 640 }, isMobile: true, hasTouch: true };

test("lessons and cards have terms", () => {
  assert.ok(ROUTE && WITH_TERMS.some((route) => route.startsWith("cards/")), `${WITH_TERMS}`);
});

test("by pointer: it comes, can be reached, stays, and goes", async (t) => {
  const page = await it.open(t, ROUTE, { links: true });
  const { term, title, definition } = await first(page);
  await laidOut(page);
  const before = await page.evaluate(() => document.documentElement.scrollHeight);
  await term.hover();
  const box = page.locator(".preview");
  await until("the preview is open", () => box.isVisible());
  assert.equal(plain(await box.innerText()), `${title} ${definition} Open card`);
  assert.equal(await page.evaluate(() => document.documentElement.scrollHeight), before, "nothing has moved");
  await box.locator("div").hover();
  await lingered(page);
  assert.ok(await box.isVisible(), "it stays while the pointer is on it");
  await page.locator("h1").hover();
  await until("the preview is closed", async () => (await box.count()) === 0);
});

test("by pointer: a glance in passing opens nothing", async (t) => {
  const page = await it.open(t, ROUTE, { links: true });
  const { term } = await first(page);
  await term.hover();
  await page.locator("h1").hover();
  await lingered(page);
  assert.equal(await page.locator(".preview").count(), 0);
});

test("by keyboard: at once, Escape closes it and stays, Enter leads to the card", async (t) => {
  const page = await it.open(t, ROUTE, { links: true });
  const { term, title } = await first(page);
  await tabTo(page, term);
  const box = page.locator(".preview");
  await until("it is open as soon as the keyboard is there", () => box.isVisible());
  await page.keyboard.press("Escape");
  assert.equal(await box.count(), 0, "Escape closes it");
  assert.ok(await term.evaluate((link) => link === document.activeElement), "the keyboard has not moved");
  await page.keyboard.press("Shift+Tab");
  await page.keyboard.press("Tab");
  assert.ok(await box.isVisible(), "coming back opens it again");
  await page.keyboard.press("Tab");
  assert.equal(await page.getByRole("group", { name: title, exact: true }).count(), 0, "going on closes it");
  assert.ok(await page.evaluate(() => !document.activeElement.closest(".preview")), "it adds no stop");
  await page.keyboard.press("Shift+Tab");
  await page.keyboard.press("Enter");
  await until("the card is shown", async () => (await page.locator("h1").innerText()) === title);
  assert.equal(await box.count(), 0, "the preview does not come along");
});

test("by mouse: a click follows the link", async (t) => {
  const page = await it.open(t, ROUTE, { links: true });
  const { term, title } = await first(page);
  await term.click();
  await until("the card is shown", async () => (await page.locator("h1").innerText()) === title);
});

test("by finger: the first tap opens it, its link leads on, a tap beside it closes it", async (t) => {
  const page = await it.open(t, ROUTE, PHONE);
  const { term, title } = await first(page);
  const box = page.locator(".preview");
  await term.scrollIntoViewIfNeeded();
  // Before that a tap leads to the card, as it does without script.
  await page.locator("html[data-asides]").waitFor({ state: "attached" });
  await term.tap();
  await until("the preview is open", () => box.isVisible());
  assert.equal(page.url(), it.server.url(ROUTE), "the page has not changed");
  const { x, width } = await box.boundingBox();
  assert.ok(x >= 0 && x + width <= 320, `it stands inside the screen: ${x} to ${x + width}`);
  assert.ok(await box.locator("a").evaluate((link) => link === document.activeElement), "its link has the focus");
  await page.keyboard.press("Escape");
  assert.equal(await box.count(), 0, "Escape closes it");
  assert.ok(await term.evaluate((link) => link === document.activeElement), "and goes back to the term");
  await term.tap();
  await until("the preview is open again", () => box.isVisible());
  await page.locator("h1").tap();
  await until("a tap beside it closes it", async () => (await box.count()) === 0);
  await term.tap();
  await box.locator("a").tap();
  await until("the card is shown", async () => (await page.locator("h1").innerText()) === title);
});

test("it works on the pages that come after", async (t) => {
  const page = await it.open(t, ROUTE, { links: true });
  await (await first(page)).term.click();
  await until("a card is shown", async () => page.url().includes("/cards/"));
  const { term, title } = await first(page);
  await term.hover();
  await until("the preview is open", () => page.locator(".preview").isVisible());
  assert.ok((await page.locator(".preview").innerText()).startsWith(title));
});

test("without script a term is a link with a description", async (t) => {
  const page = await it.open(t, ROUTE, { javaScriptEnabled: false, awake: false });
  const term = page.locator("a.term").first();
  const described = await term.getAttribute("aria-describedby");
  assert.equal(await page.locator(`#${described}`).count(), 1, "its description is in the page");
  await term.click();
  assert.match(page.url(), /\/cards\/[a-z-]+\/$/);
});

for (const colorScheme of ["light", "dark"]) {
  test(`accessible while it is open, ${colorScheme}`, async (t) => {
    const page = await it.open(t, ROUTE, { colorScheme, reducedMotion: "reduce", links: true });
    await tabTo(page, (await first(page)).term);
    await page.evaluate(axe.source);
    const { violations } = await page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"] }));
    const said = violations.flatMap(({ id, nodes }) => nodes.map(({ failureSummary }) => `${id}: ${failureSummary}`));
    assert.deepEqual(said, []);
  });
}

/** The first term of the page's text, with what the page says of it. */
async function first(page) {
  const term = page.locator("main a.term").first();
  await term.scrollIntoViewIfNeeded();
  const about = page.locator(`#${await term.getAttribute("aria-describedby")}`);
  return { term, title: await about.getAttribute("data-title"), definition: plain(await about.textContent()) };
}

/** Waits longer than the program does before it opens or closes a preview: that nothing comes needs time. */
function lingered(page) {
  return page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 450)));
}

/** Walks to the term with the keyboard, from the stop before it. */
async function tabTo(page, term) {
  await term.evaluate((link) => {
    const stops = [...document.querySelectorAll("a[href], button, input, summary")].filter((stop) => stop.checkVisibility());
    stops[stops.indexOf(link) - 1].focus();
  });
  await page.keyboard.press("Tab");
  assert.ok(await term.evaluate((link) => link === document.activeElement), "the term is the next stop");
}
