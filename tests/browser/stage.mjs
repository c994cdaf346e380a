// What every story stands on: a server, Chromium, and pages that must end without a problem.

import assert from "node:assert/strict";
import { after, afterEach, before } from "node:test";
import { launch, newPage } from "./browser.mjs";
import { serve } from "./server.mjs";
import { until } from "./until.mjs";

/** Sets up server and browser for the stories of one file. */
export function stage(serving = {}) {
  const it = { server: undefined, browser: undefined };
  before(async () => {
    [it.server, it.browser] = await Promise.all([serve(serving), launch()]);
  });
  afterEach(() => it.server.heal());
  after(async () => {
    await it.browser?.close();
    await it.server?.close();
  });
  /**
   * Opens a route for the story `t`; at the story's end the page must be free of problems. `awake: false` does not
   * wait for the widgets, `links: true` waits until the program has taken over the links as well.
   */
  it.open = async (t, route, { awake = true, links = false, goto = {}, ...options } = {}) => {
    const { page, problems, close } = await newPage(it.browser, options);
    t.after(async () => {
      await close();
      assert.deepEqual(problems, [], `problems on ${route || "/"}`);
    });
    await page.goto(it.server.url(route), goto);
    if (awake) await questionsAwake(page);
    if (links) await page.locator("html[data-asides]").waitFor({ state: "attached" });
    return page;
  };
  return it;
}

/** What waits until it comes near the screen, or until somebody asks for it. */
const LATER = ["Figure", "Analogy", "Explorer", "Question", "Within"];

/** How questions are answered: what opens the page, and whether by keys. */
export const LOOKS = {
  "by mouse": {},
  "by keyboard": { byKeys: true },
  "on a phone": { viewport: { width: 360, height: 740 } },
};

/** Fails where the page has become wider than its window. */
export async function staysWithin(page, route) {
  const { scrollWidth, innerWidth } = await page.evaluate(() => ({ scrollWidth: document.documentElement.scrollWidth, innerWidth }));
  assert.ok(scrollWidth <= innerWidth, `${route}: nothing is wider than the screen`);
}

/** Waits until every question of the page is alive. */
export function questionsAwake(page) {
  return until(`the questions of ${page.url()} are alive`, () =>
    page.evaluate(
      (later) =>
        [...document.querySelectorAll("[data-widget]:not([data-live])")].every((waiting) =>
          later.includes(JSON.parse(waiting.dataset.widget)),
        ),
      LATER,
    ),
  );
}

/** Waits until what is far below is laid out as well: from then on all heights are what they are. */
export function laidOut(page) {
  const waits = () => document.querySelector(".book>h2~h2~:not(h2,[data-laid])") && !("near" in document.documentElement.dataset);
  return until(`all of ${page.url()} is laid out`, async () => !(await page.evaluate(waits)));
}

/** Brings what shows runs near the screen and waits until it is alive. */
export async function figureAwake(page, id) {
  await page.locator(`#${id}`).scrollIntoViewIfNeeded();
  await until(`figure #${id} of ${page.url()} is alive`, () =>
    page.evaluate((id) => document.getElementById(id).hasAttribute("data-live"), id),
  );
}

/** Brings a question near the screen and waits until it is alive. */
export const questionAwake = figureAwake;

/** Brings every widget of the page to life, then goes back to the top. */
export async function allAwake(page) {
  await questionsAwake(page);
  const ids = await page.evaluate(() =>
    [...document.querySelectorAll("[data-widget]:not([data-live])")]
      // What somebody has to ask for first stays as it is.
      .filter((widget) => JSON.parse(widget.dataset.widget) !== "Within" && widget.checkVisibility())
      .map((widget) => widget.id),
  );
  for (const id of ids) await figureAwake(page, id);
  const ofTasks = await page.evaluate(() => [...document.querySelectorAll(".task [data-widget]")].map(({ id }) => id));
  for (const id of ofTasks) await figureAwake(page, id);
  await page.evaluate(() => window.scrollTo(0, 0));
}

/** The learner's document as it is stored now. */
export function stored(page) {
  return page.evaluate(() => JSON.parse(localStorage.getItem("roundtrip") ?? "null"));
}
