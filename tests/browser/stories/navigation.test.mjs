// From page to page in one document, as a browser would: address, title, focus, height, back and forward.

import assert from "node:assert/strict";
import { test } from "node:test";
import { LESSONS, ROUTES, plain } from "../course.mjs";
import { allAwake, questionsAwake, stage } from "../stage.mjs";
import { until } from "../until.mjs";

const it = stage();
const [LESSON] = LESSONS;
const OTHERS = ROUTES.filter((route) => route !== LESSON);

test("every link of the top bar keeps the document and shows the page as loading it would", async (t) => {
  const page = await it.open(t, LESSON, { links: true });
  await mark(page);
  for (const route of ["simulator/", "about/", ""]) {
    const link = page.locator(`header.top nav a`).and(page.locator(`a[href$="${route || "./"}"]`)).first();
    await page.evaluate(() => window.scrollTo(0, 300));
    await link.click();
    await arrived(page, it.server.url(route));
    assert.equal(await marked(page), true, `${route || "/"}: the document is the same`);
    await allAwake(page);
    const there = await it.open(t, route, { links: true });
    await allAwake(there);
    assert.deepEqual(await asShown(page), await asShown(there), `${route || "/"}: after a link, and after loading`);
    const state = await page.evaluate(() => [document.activeElement?.tagName, window.scrollY]);
    assert.deepEqual(state, ["MAIN", 0], `${route || "/"}: focus and height`);
  }
});

for (const route of ROUTES) {
  test(`${route || "/"} as the first page: its links keep the document`, async (t) => {
    const page = await it.open(t, route, { links: true });
    await mark(page);
    const next = route === "about/" ? "simulator/" : "about/";
    await page.locator(`header.top nav a[href$="${next}"]`).click();
    await arrived(page, it.server.url(next));
    await allAwake(page);
    assert.equal(await marked(page), true, `${route || "/"}: the document is the same`);
    await page.goBack();
    await arrived(page, it.server.url(route));
    await allAwake(page);
  });
}

test("a link that is followed before the program has come to it leads on all the same", async (t) => {
  const gate = it.server.hold(/asides.*\.wasm$/);
  const page = await it.open(t, LESSON, { expected: [/asides.*ERR_ABORTED/] });
  await mark(page);
  await page.locator('header.top nav a[href$="about/"]').click();
  await arrived(page, it.server.url("about/"));
  assert.equal(await marked(page), false, "as the browser does it");
  gate.open();
});

test("back and forward restore page and height", async (t) => {
  const page = await it.open(t, LESSON, { links: true });
  await mark(page);
  await page.evaluate(() => window.scrollTo(0, 1500));
  await follow(page, "simulator/");
  await page.evaluate(() => window.scrollTo(0, 120));
  await until("the height is written into the history", () => page.evaluate(() => history.state === 120));
  await page.goBack();
  await arrived(page, it.server.url(LESSON));
  await until(`${LESSON}: back at its height`, async () => Math.abs((await height(page)) - 1500) < 5);
  await questionsAwake(page);
  await page.goForward();
  await arrived(page, it.server.url("simulator/"));
  await until("simulator/: forward at its height", async () => Math.abs((await height(page)) - 120) < 5);
  assert.equal(await marked(page), true, "the document is the same");
});

test("answers and widgets are there after coming back", async (t) => {
  const page = await it.open(t, LESSON, { links: true });
  const card = page.locator('[data-widget*="Choice"]').first();
  await card.locator(".opt input").first().check();
  await card.getByRole("button", { name: "Check" }).click();
  const told = plain(await card.locator(".verdict").innerText());
  await follow(page, "about/");
  await page.goBack();
  await arrived(page, it.server.url(LESSON));
  await questionsAwake(page);
  await until(`${LESSON}: the verdict is back`, async () => plain(await card.locator(".verdict").innerText()) === told);
});

test("links within a page stay in it, and a fragment of another page leads to its place", async (t) => {
  const page = await it.open(t, LESSON, { links: true, viewport: { width: 1280, height: 600 } });
  await mark(page);
  const section = await page.locator("main h2[id]").nth(2).getAttribute("id");
  await page.evaluate((id) => (location.hash = id), section);
  await until(`#${section} is on screen`, () => onScreen(page, section));
  await follow(page, "about/");
  await page.evaluate(([href]) => {
    const link = Object.assign(document.createElement("a"), { href, textContent: "to the section", id: "probe" });
    document.querySelector("main").append(link);
  }, [it.server.url(`${LESSON}#${section}`)]);
  await page.locator("#probe").click();
  await arrived(page, it.server.url(`${LESSON}#${section}`));
  await until(`#${section} is on screen after a link from another page`, () => onScreen(page, section));
  await page.goBack();
  await arrived(page, it.server.url("about/"));
  await page.goBack();
  await arrived(page, it.server.url(`${LESSON}#${section}`));
  await page.goBack();
  await until("back within the page", async () => page.url() === it.server.url(LESSON));
  assert.equal(await marked(page), true, "the document is the same");
});

test("what cannot be fetched is gone to as ever", async (t) => {
  it.server.breakOff(/about\/$/, { only: "script" });
  const page = await it.open(t, LESSON, { links: true, expected: [/about\/ net::ERR_EMPTY_RESPONSE/, /console: Failed to load/] });
  await mark(page);
  await page.locator("header.top").getByRole("link", { name: "About" }).click();
  await loaded(page, it.server.url("about/"));
  await page.goBack();
  await until("back on the lesson", async () => page.url() === it.server.url(LESSON));
  await questionsAwake(page);
});

test("a page of another build is loaded whole", async (t) => {
  const other = (html) => html.replace(/data-build="[^"]*"/, 'data-build="another"');
  it.server.alter(/\/about\/$/, other);
  const page = await it.open(t, LESSON, { links: true });
  await mark(page);
  await page.locator("header.top").getByRole("link", { name: "About" }).click();
  await loaded(page, it.server.url("about/"));
  assert.equal(await page.evaluate(() => document.documentElement.dataset.build), "another");
});

test("a link to nowhere shows the page for that", async (t) => {
  const page = await it.open(t, LESSON, { links: true, expected: [/nowhere\/ 404/, /console: Failed to load.*404/] });
  await mark(page);
  await page.evaluate(() => {
    document.querySelector("main").append(Object.assign(document.createElement("a"), { href: "../nowhere/", id: "probe", textContent: "nowhere" }));
  });
  await page.locator("#probe").click();
  await loaded(page, it.server.url("lessons/nowhere/"));
  assert.match(await page.locator("h1").innerText(), /A reply, but not a page/);
});

test("a new tab is asked for with the usual keys", async (t) => {
  const page = await it.open(t, LESSON, { links: true });
  const [tab] = await Promise.all([
    page.context().waitForEvent("page"),
    page.locator("header.top").getByRole("link", { name: "About" }).click({ modifiers: ["ControlOrMeta"] }),
  ]);
  await until("the new tab shows the page", async () => tab.url() === it.server.url("about/"));
  assert.equal(page.url(), it.server.url(LESSON), "and this one stays");
});

test("links of the page that is being left still mean what they meant there", async (t) => {
  const page = await it.open(t, LESSON, { links: true });
  await mark(page);
  await follow(page, "simulator/");
  await allAwake(page);
  const gate = it.server.hold(/client-server\/$/);
  await page.evaluate(() => history.back());
  await until("the lesson is on its way", () => gate.waited() > 0);
  await page.locator("header.top").getByRole("link", { name: "About" }).click();
  await arrived(page, it.server.url("about/"));
  gate.open();
  assert.equal(await marked(page), true, "the document is the same");
});

test("of two quick clicks the last one counts", async (t) => {
  const gate = it.server.hold(/simulator\/$/);
  const page = await it.open(t, LESSON, { links: true });
  await mark(page);
  const bar = page.locator("header.top");
  await bar.getByRole("link", { name: "Simulator" }).click();
  await until("the first page is on its way", () => gate.waited() > 0);
  await bar.getByRole("link", { name: "About" }).click();
  await arrived(page, it.server.url("about/"));
  gate.open();
  await until("the first page came too", () => page.evaluate(() => performance.getEntriesByType("resource").some(({ name }) => name.endsWith("simulator/"))));
  assert.equal(page.url(), it.server.url("about/"));
  assert.match(await page.title(), /About|simulator works/i);
  assert.equal(await marked(page), true);
});

test("every page can be left for every other", async (t) => {
  const page = await it.open(t, LESSON, { links: true });
  await mark(page);
  for (const route of OTHERS) {
    await follow(page, route);
    await follow(page, LESSON);
    await questionsAwake(page);
  }
  assert.equal(await marked(page), true, "the document is the same");
});

const mark = (page) => page.evaluate(() => (window.sameDocument = true));
const marked = (page) => page.evaluate(() => window.sameDocument === true);
const height = (page) => page.evaluate(() => window.scrollY);

function onScreen(page, id) {
  return page.evaluate((id) => {
    const { top } = document.getElementById(id)?.getBoundingClientRect() ?? { top: -1 };
    return top >= 0 && top < innerHeight;
  }, id);
}

/** Follows a link to `route`, putting one on the page if it has none. */
async function follow(page, route) {
  await page.evaluate((href) => {
    document.getElementById("probe")?.remove();
    const link = Object.assign(document.createElement("a"), { href, textContent: "onwards", id: "probe" });
    document.querySelector("main").append(link);
    // Without a click by mouse: that would scroll to it first.
    link.click();
  }, it.server.url(route));
  await arrived(page, it.server.url(route));
}

/** The address is there, and so is the page that belongs to it. */
async function arrived(page, address) {
  await until(`${address} is shown`, () =>
    page.evaluate((address) => location.href === address && !document.getElementById("probe"), address),
  );
}

/** The page at `address` is there, in a new document. */
async function loaded(page, address) {
  await until(`${address} is loaded`, async () => page.url() === address && !(await marked(page)));
  await page.waitForLoadState();
}

/** Title, description, frame and text of what is shown. */
function asShown(page) {
  return page.evaluate(() => ({
    title: document.title,
    description: document.querySelector("meta[name=description]").content,
    current: [...document.querySelectorAll("[aria-current]")].map((link) => link.textContent),
    links: [...document.querySelectorAll("body a")].map((link) => link.href),
    text: document.body.innerText.replace(/\s+/g, " ").trim(),
  }));
}
