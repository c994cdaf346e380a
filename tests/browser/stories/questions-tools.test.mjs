// Under every question: a link to it, and a report that the reader may copy and that nobody sends.

import assert from "node:assert/strict";
import { test } from "node:test";
import { LESSONS, ROUTES, questions, source } from "../course.mjs";
import { laidOut, stage } from "../stage.mjs";
import { until } from "../until.mjs";

const it = stage();
const WITH_QUESTIONS = ROUTES.filter((route) => /class="card[^"]*"[^>]*data-widget/.test(source(route)));
const [ROUTE] = LESSONS;

test("every question of every page has its tools, and they move nothing", { timeout: 120_000 }, async (t) => {
  for (const route of WITH_QUESTIONS) {
    const gate = it.server.hold(/asides-.*\.wasm$/);
    const page = await it.open(t, route, { reducedMotion: "reduce" });
    const heights = () => page.locator(".card[data-widget]").evaluateAll((all) => all.map((it) => it.offsetHeight));
    await laidOut(page);
    const before = await heights();
    gate.open();
    await page.locator("html[data-asides]").waitFor({ state: "attached" });
    const asked = await questions(page, route);
    assert.equal(await page.locator(".tools").count(), asked.length, `${route}: one for each question`);
    await until(`${route}: their styles are there`, () => page.locator(".tools").first().isVisible());
    assert.deepEqual(await heights(), before, `${route}: nothing has moved`);
    for (const { id } of asked) {
      const card = page.locator(`#${id}`);
      assert.equal(await card.getByRole("link", { name: "Copy link" }).getAttribute("href"), `#${id}`, `${route}#${id}`);
      await card.getByRole("button", { name: "Report a problem" }).click();
      const { question, lesson, version } = await idOf(page, id);
      const text = await card.locator(".report textarea").inputValue();
      assert.equal(question, id);
      assert.ok(text.startsWith(`${it.server.url(route)}#${id}\nQuestion ${id} of ${lesson}, version ${version}\n`), `${route}#${id}: ${text}`);
      await card.getByRole("button", { name: "Report a problem" }).click();
      assert.equal(await card.locator(".report").count(), 0, `${route}#${id}: pressed again it closes`);
    }
  }
});

test("the link is copied, and stands in the address", async (t) => {
  const page = await withClipboard(t);
  const [{ id }] = await questions(page, ROUTE);
  const card = page.locator(`#${id}`);
  await card.getByRole("link", { name: "Copy link" }).click();
  await until("it says so", async () => /Copied/.test(await card.locator(".tools").innerText()));
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), `${it.server.url(ROUTE)}#${id}`);
  assert.equal(page.url(), `${it.server.url(ROUTE)}#${id}`);
});

test("a report is written, copied and closed by keyboard", async (t) => {
  const page = await withClipboard(t);
  const [{ id }] = await questions(page, ROUTE);
  const card = page.locator(`#${id}`);
  const report = card.getByRole("button", { name: "Report a problem" });
  await report.press("Enter");
  assert.equal(await report.getAttribute("aria-expanded"), "true");
  await page.keyboard.press("Tab");
  const field = card.getByLabel("What is wrong with this question?");
  assert.ok(await field.evaluate((it) => it === document.activeElement), "the text is the next stop");
  await page.keyboard.press("Control+End");
  await page.keyboard.type("The number.");
  await card.getByRole("button", { name: "Copy this text" }).press("Enter");
  await until("it says so", async () => /Copied/.test(await card.locator(".tools").innerText()));
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  assert.ok(copied.endsWith("What is wrong:\nThe number.") && /\nBuild \S+\n/.test(copied), copied);
  assert.equal(await card.locator(".report a").count(), 0, "there is nobody to send it to");
  await page.keyboard.press("Escape");
  assert.equal(await card.locator(".report").count(), 0, "Escape closes it");
  assert.ok(await report.evaluate((it) => it === document.activeElement), "and the keyboard is where it was");
  await report.press("Enter");
  assert.ok((await card.locator(".report textarea").inputValue()).endsWith("The number."), "what was written is still there");
});

for (const [to, expected] of [
  ["mailto:course@example.org", /^mailto:course@example\.org\?subject=[^&]+&body=http.*What%20is%20wrong/],
  ["https://example.org/new?label=question", /^https:\/\/example\.org\/new\?label=question&title=[^&]+&body=http/],
]) {
  test(`a course that takes reports at ${to} has a link that carries them`, async (t) => {
    it.server.alter(/client-server\/(index\.html)?$/, (html) => html.replace("<html ", `<html data-report="${to}" `));
    const page = await it.open(t, ROUTE, { links: true });
    const [{ id }] = await questions(page, ROUTE);
    await page.locator(`#${id}`).getByRole("button", { name: "Report a problem" }).click();
    assert.match(await page.locator(`#${id} .report a`).getAttribute("href"), expected);
  });
}

test("on the pages that come after, and without script not at all", async (t) => {
  const page = await it.open(t, "", { links: true });
  await page.locator('main a[href*="client-server"]').first().click();
  await until("the lesson has its tools", async () => (await page.locator(".tools").count()) === (await questions(page, ROUTE)).length);
  const bare = await it.open(t, ROUTE, { javaScriptEnabled: false, awake: false });
  assert.equal(await bare.locator(".tools").count(), 0);
});

async function withClipboard(t) {
  const context = await it.browser.newContext();
  t.after(() => context.close());
  await context.grantPermissions(["clipboard-read", "clipboard-write"], { origin: it.server.origin });
  return it.open(t, ROUTE, { context, links: true });
}

/** What the page itself says of a question. */
function idOf(page, id) {
  return page.locator(`#${id}`).evaluate((widget) => {
    const about = JSON.parse(widget.dataset.question ?? "null") ?? Object.values(JSON.parse(widget.dataset.widget))[0];
    return about.id;
  });
}
