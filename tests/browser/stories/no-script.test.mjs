// Without script the page is complete: it reads, figures show their moment with a table, answers open.

import assert from "node:assert/strict";
import { test } from "node:test";
import { LESSONS, ROUTES, plain, questions, widgets } from "../course.mjs";
import { stage } from "../stage.mjs";

const it = stage();
const WITHOUT = { javaScriptEnabled: false, awake: false };

for (const route of ROUTES) {
  test(`${route || "/"}: reads without script`, async (t) => {
    const page = await it.open(t, route, WITHOUT);
    assert.equal(await page.locator("h1").count(), 1, `${route}: one heading of the page`);
    assert.ok(await page.locator("h1").isVisible(), `${route}: it is visible`);
    const buttons = page.locator("button, select, input[type=range], input[type=text]");
    for (const control of await buttons.all()) {
      const dead = (await control.isVisible()) && (await control.getAttribute("type")) !== "text";
      assert.equal(dead, false, `${route}: a dead control, ${await control.evaluate((it) => it.outerHTML.slice(0, 120))}`);
    }
    await figuresStandStill(page, route);
  });

  test(`${route || "/"}: links lead on without script`, async (t) => {
    const page = await it.open(t, route, WITHOUT);
    const links = await page.locator("header.top a, main a").evaluateAll((all) =>
      // Links in closed boxes wait until somebody opens them.
      all.map((link) => (link.checkVisibility() ? link.href : "")),
    );
    const next = ROUTES.map((other) => it.server.url(other)).filter((url) => url !== it.server.url(route) && links.includes(url));
    for (const url of next) {
      await page.goto(it.server.url(route));
      const link = page.locator("header.top a, main a").nth(links.indexOf(url));
      await link.click();
      await page.waitForURL(url);
      assert.ok(await page.locator("h1").isVisible(), `${route || "/"}: leads on to ${url}`);
    }
    assert.ok(next.length > 0, `${route || "/"}: leads on`);
  });
}

for (const route of LESSONS) {
  test(`${route}: answers and hints open without script`, async (t) => {
    const page = await it.open(t, route, WITHOUT);
    for (const question of await questions(page, route)) {
      const where = `${route}#${question.id}`;
      const box = page.locator(`#${question.id} .answer-key`);
      assert.equal(await box.getAttribute("open"), null, `${where}: the answer is closed`);
      await box.locator("summary").first().click();
      const text = plain(await box.innerText());
      for (const secret of question.secrets) assert.ok(text.includes(secret), `${where}: “${secret}” in ${text}`);
      if (question.kind === "Predict") {
        assert.ok(await box.locator("table").isVisible(), `${where}: the run is told`);
        assert.ok(await box.locator("table").isVisible(), `${where}: the run is told`);
      }
      for (const hint of await page.locator(`#${question.id} .hint`).all()) {
        await hint.locator("summary").click();
        assert.ok(await hint.locator("div").isVisible(), `${where}: a hint opens`);
      }
    }
  });

  test(`${route}: nothing of its prose waits for script`, async (t) => {
    const page = await it.open(t, route, WITHOUT);
    const bare = plain(await page.locator("main").innerText());
    const live = await it.open(t, route);
    const paragraphs = await live.locator(".book > p, .book > h2, .book > h3, .book li:not(.live li), .book td").allInnerTexts();
    for (const paragraph of paragraphs.map(plain)) assert.ok(bare.includes(paragraph), `${route}: “${paragraph}”`);
  });
}

async function figuresStandStill(page, route) {
  for (const { id, figure: data } of (await widgets(page, route)).filter(({ kind }) => kind === "Figure")) {
    const where = `${route}#${id}`;
    const figure = page.locator(`#${id}`);
    const drawings = await figure.locator(".drawing svg").all();
    const boxes = (await Promise.all(drawings.map((drawing) => drawing.boundingBox()))).filter(Boolean);
    assert.ok(boxes.some(({ width, height }) => width > 150 && height > 50), `${where}: is drawn`);
    assert.ok(plain(await figure.locator(".say").innerText()).startsWith(`t = ${data.moment_ns / 1e6} ms:`), `${where}: says its moment`);
    await figure.locator(".as-table summary").click();
    assert.ok((await figure.locator("table tbody tr").count()) > 2, `${where}: has its table`);
    assert.ok(await figure.locator("table").isVisible(), `${where}: the table opens`);
  }
}
