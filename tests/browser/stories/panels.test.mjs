// Looking closer: panels under a figure, one selection in all views, and whose eyes it is seen with.

import assert from "node:assert/strict";
import { test } from "node:test";
import axe from "axe-core";
import { LESSONS, WITH_FIGURES, plain, questions, widgets } from "../course.mjs";
import { Figure } from "../figure.mjs";
import { figureAwake, stage } from "../stage.mjs";
import { until } from "../until.mjs";

const it = stage();
const LAB = "simulator/";
const LESSON = WITH_FIGURES.find((route) => route.startsWith("lessons/"));
/** What the panels' buttons say, and the classes of the panels. */
const SLUGS = {
  Interfere: "acts",
  Events: "events",
  Why: "why",
  Waterfall: "waterfall",
  Charts: "charts",
  Ledger: "ledger",
  Message: "message",
};
const PANELS = Object.keys(SLUGS);

/** The first figure of a page, alive, with its tools. */
async function closer(t, route, options) {
  const page = await it.open(t, route, options);
  const { id } = (await widgets(page, route)).find(({ kind }) => kind === "Figure");
  await figureAwake(page, id);
  const host = page.locator(`#${id}`);
  await host.getByRole("group", { name: "Look closer" }).waitFor();
  await until("its styles are there", () => host.locator(".closer").isVisible());
  return {
    page,
    host,
    figure: new Figure(page, host, `${route}#${id}`),
    toggle: (name) => host.getByRole("group", { name: "Look closer" }).getByRole("button", { name, exact: true }),
    panel: (name) => host.locator(`.panel.${SLUGS[name]}`),
    rows: host.locator(".panel.events tbody tr"),
    pick: host.getByLabel("Picked"),
    line: host.locator(".picking > p"),
    marked: () => host.evaluate((host) => host.querySelectorAll(".drawing .picked").length),
  };
}

/** The simulator with a run that has more to record than there is room for. */
async function longRun(t) {
  it.server.alter(/simulator\/(index\.html)?$/, (html) =>
    html.replace('"max":8,', '"max":100000,').replace('max="8"', 'max="100000"'));
  const all = await closer(t, LAB);
  const before = await all.figure.moment();
  await all.host.getByLabel("Requests, one after another", { exact: true }).fill("100000");
  await until("the long run is there", async () => (await all.figure.moment()).end !== before.end, 40_000);
  return all;
}

test("panels open and close, with the mouse and with keys", async (t) => {
  const { page, toggle, panel } = await closer(t, LESSON);
  for (const name of PANELS) assert.equal(await panel(name).count(), 0, `${name} is closed at first`);
  for (const name of PANELS) {
    assert.equal(await toggle(name).getAttribute("aria-expanded"), "false");
    await toggle(name).click();
    assert.ok(await panel(name).isVisible(), `${name} opens`);
    assert.equal(await toggle(name).getAttribute("aria-expanded"), "true");
    assert.equal(await toggle(name).getAttribute("aria-controls"), await panel(name).getAttribute("id"));
  }
  for (const name of PANELS) {
    await toggle(name).focus();
    await page.keyboard.press("Enter");
    assert.equal(await panel(name).count(), 0, `${name} closes`);
    await page.keyboard.press("Space");
    assert.ok(await panel(name).isVisible(), `${name} opens again`);
  }
});

test("the simulator has the first of them open", async (t) => {
  const { panel } = await closer(t, LAB);
  for (const name of ["Interfere", "Events", "Why", "Waterfall"]) assert.ok(await panel(name).isVisible(), name);
});

test("choosing an event goes there, and marks it everywhere; Escape lets go", async (t) => {
  const { page, host, figure, rows, marked, line, pick } = await closer(t, LAB);
  await figure.press("restart");
  assert.equal(await marked(), 0);
  for (const row of (await rows.all()).slice(1, 4)) {
    const [time, , , what] = (await row.locator("td").allInnerTexts()).map(plain);
    await row.getByRole("button").click();
    await until(`the figure is at ${time}`, async () => (await figure.moment()).clock === time);
    assert.equal(await row.getByRole("button").getAttribute("aria-pressed"), "true", what);
    assert.ok(await row.evaluate((row) => row.closest("table").querySelector("[aria-current] .r").textContent === row.querySelector(".r").textContent), `${what}: its moment is marked`);
    const why = plain(await host.locator(".chain li button").first().innerText());
    assert.equal(why.toLowerCase(), `${what.toLowerCase()}.`, "the causes begin with it");
    assert.equal(plain(await line.innerText()).toLowerCase(), `${what.toLowerCase()}.`, "the line under the drawing says it");
    const chosen = await pick.evaluate((list) => list.selectedOptions[0].textContent);
    assert.ok(plain(chosen).endsWith(time), `${what}: it is chosen in the list`);
  }
  assert.ok((await marked()) > 0, "the drawings mark it");
  await page.keyboard.press("Escape");
  await until("nothing is picked", async () => (await marked()) === 0 && (await line.count()) === 0);
  assert.equal(await host.locator('.events [aria-pressed="true"]').count(), 0);
});

test("a cause leads to its own cause", async (t) => {
  const { host, figure } = await closer(t, LAB);
  await figure.seek(1000);
  const steps = host.locator(".chain li");
  for (let left = await steps.count(); left > 1; left -= 1) {
    const [text, time] = [plain(await steps.nth(1).getByRole("button").innerText()), plain(await steps.nth(1).locator("small").innerText())];
    await steps.nth(1).getByRole("button").click();
    await until(`the chain begins with “${text}”`, async () => plain(await steps.first().getByRole("button").innerText()) === text);
    assert.equal((await figure.moment()).clock, time, `${text}: the figure is there`);
    assert.equal(await steps.count(), left - 1);
    assert.ok((await host.locator(".came li").count()) > 0, `${text}: something came of it`);
  }
});

test("without a pointer a message is picked from the list", async (t) => {
  const { page, host, figure, pick, line, marked, panel, toggle } = await closer(t, LESSON);
  await figure.press("restart");
  const [first] = await until("something is under way", () =>
    pick.locator("option").evaluateAll((all) => all.map((one) => one.value).filter((value) => value.startsWith("message"))),
  );
  await pick.selectOption(first);
  await until("it is said", async () => /sent at 0/.test(plain(await line.innerText())));
  await until("it is told to screen readers", () => host.getByRole("status").filter({ hasText: "Picked:" }).count());
  assert.ok((await marked()) > 0, "the drawings mark it");
  await figure.seek(1000);
  assert.equal(await pick.inputValue(), first, "it stays picked");
  await host.locator(".picking").getByRole("button", { name: "Go there" }).click();
  await until("the figure is where it was sent", async () => (await figure.moment()).place === 0);
  await host.locator(".picking").getByRole("button", { name: "Why?" }).click();
  await until("its causes are open", () => panel("Why").isVisible());
  assert.equal(await toggle("Why").getAttribute("aria-expanded"), "true");
  assert.ok(await panel("Why").evaluate((panel) => panel === document.activeElement), "and have the focus");
  await host.locator(".picking").getByRole("button", { name: "Clear" }).click();
  await until("nothing is picked", async () => (await line.count()) === 0);
  assert.ok(await pick.evaluate((list) => list === document.activeElement), "the keyboard keeps its place");
  assert.equal(await pick.inputValue(), "");
  await page.keyboard.press("Tab");
});

test("what is drawn can be picked, and let go", async (t) => {
  const { page, host, figure, line, marked, pick } = await closer(t, LAB);
  await figure.press("restart");
  const drawing = host.locator(".drawing:visible svg").first();
  const tag = drawing.locator(".req").first();
  // What is hit is the larger shape around it.
  await tag.click({ force: true });
  await until("it is picked", async () => (await line.count()) === 1 && (await pick.inputValue()).startsWith("message"));
  assert.ok((await marked()) > 1, "in more than one drawing");
  const box = await drawing.boundingBox();
  await page.mouse.click(box.x + 2, box.y + 2);
  await until("it is let go", async () => (await line.count()) === 0);
  await tag.dblclick({ force: true });
  await until("a double click goes where it was sent", async () => (await figure.moment()).place === 0);
});

test("who looks with one node's eyes sees what that node knows", async (t) => {
  const { host, figure, rows } = await closer(t, LAB);
  await figure.seek(1000);
  const all = { rows: await rows.count(), said: (await figure.moment()).said };
  const eyes = host.getByRole("radiogroup", { name: "Seen by" });
  const names = await eyes.locator("label").allInnerTexts();
  assert.equal(plain(names[0]), "Everyone");
  assert.ok(await eyes.getByLabel("Everyone").isChecked());
  for (const name of names.slice(1).map(plain)) {
    await eyes.getByLabel(name).check();
    await until(`${name}: it knows only its own`, async () => (await host.locator(".knows dt").allInnerTexts()).join() === `${name} knows`);
    await until(`${name}: fewer events`, async () => (await rows.count()) < all.rows);
    assert.ok((await figure.moment()).said.includes(`${name}: “`), `${name}: speaks for itself`);
    for (const row of await rows.all()) assert.ok(!(await row.innerText()).includes("✕"), `${name}: knows of no loss`);
  }
  await eyes.getByLabel("Everyone").check();
  await until("everything is there again", async () => (await rows.count()) === all.rows);
  assert.equal((await figure.moment()).said, all.said);
});

test("who looks with one node's eyes stops where that node notices something", async (t) => {
  const { host, figure, pick } = await closer(t, LAB);
  const eyes = host.getByRole("radiogroup", { name: "Seen by" });
  const [marks, all] = [await figure.events(), await figure.table()];
  await eyes.getByLabel("Client", { exact: true }).check();
  await until("there are fewer marks on the bar", async () => (await figure.events()) < marks);
  assert.notEqual(await figure.table(), all, "the table below tells less");
  assert.ok(!(await figure.table()).includes("worker"), "nothing of the server's work");
  await figure.press("restart");
  const offered = async () => (await pick.locator("option").evaluateAll((all) => all.map(({ value }) => value))).join();
  const before = await offered();
  assert.match(before, /message 1\.1,/, "what was sent can be picked");
  const stops = [];
  for (let { clock, end } = await figure.moment(); clock !== end; { clock, end } = await figure.moment()) {
    stops.push(clock);
    await figure.press("step");
  }
  assert.equal(stops.length + 1, await figure.events(), "it stops at the marks alone");
  await figure.seek(500);
  assert.equal(await offered(), before, "that the request has arrived cannot be told from the list");
  await eyes.getByLabel("Everyone", { exact: true }).check();
  await until("everything is there again", async () => (await figure.events()) === marks && (await figure.table()) === all);
});

test("a playing run is told to screen readers, but not everything", async (t) => {
  const { page, host, figure } = await closer(t, LAB);
  await figure.press("restart");
  await figure.seek(250);
  const status = host.locator('.fig > [role="status"]');
  await page.waitForTimeout(1200);
  await status.evaluate((status) => {
    window.told = [];
    new MutationObserver(() => window.told.push(status.textContent)).observe(status, { childList: true, characterData: true, subtree: true });
  });
  await figure.press("Play");
  await until("an event on the way is told with its time", () =>
    page.evaluate(() => window.told.some((text) => /^\d+\sms: .*arrived whole/.test(text))));
  await figure.untilEnd();
  const { said, spoken } = await figure.moment();
  await until("and where it ends", () => page.evaluate((end) => window.told.at(-1).replace(/\s+/g, " ") === end, said.slice(spoken.length).trim()));
  assert.ok((await page.evaluate(() => window.told.length)) <= 4, "not in every frame");
});

test("a run that was cut short says so in every view", { timeout: 60_000 }, async (t) => {
  const { figure, host, toggle, panel } = await longRun(t);
  for (const name of PANELS) if (!(await panel(name).count())) await toggle(name).click();
  await figure.seek(1000);
  const views = {
    sentence: ".say",
    space: ".space .drawing:visible",
    ladder: ".ladder",
    table: ".fig > .as-table .scroll",
    ...Object.fromEntries(PANELS.filter((name) => name !== "Interfere").map((name) => [name, `.panel.${SLUGS[name]}`])),
  };
  for (const [view, selector] of Object.entries(views)) {
    await until(`${view} says so`, async () => /\bstopped\b/.test(await host.locator(selector).first().textContent()));
  }
  const causes = await host.locator(".chain li").count();
  assert.ok(causes > 10 && causes <= 30, `${causes} causes can be read`);
  const last = host.locator(".chain li button").last();
  const text = await last.innerText();
  await last.click();
  await until("and the chain goes on from the last of them", async () => (await host.locator(".chain li button").first().innerText()) === text);
});

test("quick steps are told to screen readers as one, the last", async (t) => {
  const { page, host, figure } = await closer(t, LAB);
  await figure.press("restart");
  const told = await host.locator('.fig > [role="status"]').evaluate(async (status) => {
    const told = [];
    // What was said before is over.
    await new Promise((resolve) => setTimeout(resolve, 1500));
    new MutationObserver(() => told.push(status.textContent)).observe(status, { childList: true, characterData: true, subtree: true });
    const step = status.closest("figure").querySelector('[aria-label="Next event"]');
    for (let count = 0; count < 3; count += 1) {
      step.click();
      await new Promise(requestAnimationFrame);
    }
    await new Promise((resolve) => setTimeout(resolve, 1500));
    return told;
  });
  const { said, spoken } = await figure.moment();
  assert.ok(told.length <= 2, `told ${told.length} times: ${told}`);
  assert.equal(plain(told.at(-1)), plain(said.slice(spoken.length)), "the last is where the figure stands");
  await page.keyboard.press("Tab");
});

test("a long table comes in parts, and follows the moment", async (t) => {
  // More requests than the page lets a learner ask for.
  it.server.alter(/simulator\/(index\.html)?$/, (html) =>
    html.replace('"max":8,', '"max":90,').replace('max="8"', 'max="90"'));
  const { host, figure, rows } = await closer(t, LAB);
  await figure.press("restart");
  await host.getByLabel("Requests, one after another", { exact: true }).fill("90");
  const shown = host.locator(".events .paging .num");
  const [, last, of] = await until("it says which part this is", async () =>
    /^Rows 1–(\d+) of (\d+)$/.exec(await shown.innerText()),
  );
  assert.equal(await rows.count(), Number(last));
  assert.ok(Number(of) > 2 * Number(last), `${of} rows are more than two parts`);
  await host.locator(".panel.events").getByRole("button", { name: "Later" }).click();
  await until("the next part is there", async () => (await shown.innerText()).startsWith(`Rows ${Number(last) + 1}–`));
  assert.equal(await host.locator(".events [aria-current]").count(), 0, "the moment is elsewhere");
  await host.locator(".panel.events").getByRole("button", { name: "Earlier" }).click();
  await until("and back", () => host.locator(".events [aria-current]").count());
  assert.equal(await host.locator(".panel.events").getByRole("button", { name: "Earlier" }).getAttribute("aria-disabled"), "true");
  await figure.scrub.scrollIntoViewIfNeeded();
  const page = await host.evaluate(() => window.scrollY);
  await figure.seek(1000);
  await until("the table follows to the end", async () => (await shown.innerText()).endsWith(`–${of} of ${of}`));
  await until("its last row is seen", () =>
    rows.last().evaluate((row) => row.getBoundingClientRect().bottom <= row.closest(".scroll").getBoundingClientRect().bottom + 1),
  );
  assert.equal(await host.evaluate(() => window.scrollY), page, "the page stays where it is");
});

for (const route of LESSONS) {
  test(`${route}: a prediction has no closer look before its run has ended`, async (t) => {
    const page = await it.open(t, route, { reducedMotion: "reduce" });
    for (const { id, kind } of await questions(page, route)) {
      if (kind !== "Predict") continue;
      const card = page.locator(`#${id}`);
      await card.locator(".field input").fill("7");
      await card.getByRole("button", { name: "Commit and run it" }).click();
      await card.locator(".fig").waitFor();
      await until("the run stands at its first event", () => card.locator(".scrub input").count());
      const early = await card.locator(".fig .later :is(button, input, select)").count();
      assert.equal(early, 0, `${route}#${id}: nothing yet`);
      await new Figure(page, card, `${route}#${id}`).seek(1000);
      await card.getByRole("group", { name: "Look closer" }).waitFor();
    }
  });
}

test("with all panels open everything is accessible and nothing sticks out", { timeout: 120_000 }, async (t) => {
  for (const route of [LAB, LESSON]) {
    const { page, host, toggle, panel } = await closer(t, route, { reducedMotion: "reduce" });
    for (const name of PANELS) if (!(await panel(name).count())) await toggle(name).click();
    await host.locator(".events tbody button").nth(2).click();
    await page.evaluate(axe.source);
    for (const width of [320, 360, 768, 1280]) {
      await page.setViewportSize({ width, height: 800 });
      assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth), `${route} at ${width} px`);
      for (const colorScheme of ["light", "dark"]) {
        await page.emulateMedia({ colorScheme });
        const { violations } = await page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"] }));
        const said = violations.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => `${id} at ${target}: ${failureSummary}`));
        assert.deepEqual(said, [], `${route}, ${colorScheme}, ${width} px`);
      }
    }
  }
});
