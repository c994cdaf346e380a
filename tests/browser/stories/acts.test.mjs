// Acting on a run: what is lost, held, crashed or cut counts from its moment on, can be undone, and is compared with before.

import assert from "node:assert/strict";
import { test } from "node:test";
import axe from "axe-core";
import { WITH_FIGURES, plain, widgets } from "../course.mjs";
import { Figure } from "../figure.mjs";
import { figureAwake, stage } from "../stage.mjs";
import { until } from "../until.mjs";

const it = stage();
const LAB = "simulator/";
const LESSON = WITH_FIGURES.find((route) => route.startsWith("lessons/"));

/** From the press to the new table, as a learner should typically find it. */
const TYPICAL_MS = 100;
const PRESSES = 9;

/** The first figure of a page with its panel for acting. */
async function acting(t, route = LAB, options = {}) {
  const page = await it.open(t, route, options);
  const { id } = (await widgets(page, route.split("#")[0])).find(({ kind }) => kind === "Figure");
  await figureAwake(page, id);
  const host = page.locator(`#${id}`);
  const panel = host.locator(".panel.acts");
  const toggle = host.getByRole("group", { name: "Look closer" }).getByRole("button", { name: "Interfere", exact: true });
  await toggle.waitFor();
  if ((await panel.count()) === 0) await toggle.click();
  await panel.waitFor();
  const figure = new Figure(page, host, `${route}#${id}`);
  return {
    page,
    host,
    panel,
    figure,
    on: panel.getByLabel("Acts on"),
    button: (name) => panel.getByRole("button", { name, exact: true }),
    done: async () => (await panel.locator(".done li > span").allInnerTexts()).map(plain),
    compared: async () => plain(await panel.locator(".compared").innerText()),
    choose: (label) => panel.getByLabel("Acts on").selectOption({ label }),
  };
}

/** Moves the bar until the clock shows so many milliseconds. */
async function goTo(figure, ms) {
  let [low, high] = [0, 1000];
  for (let tries = 0; tries < 30; tries += 1) {
    const place = (low + high) / 2;
    await figure.seek(place);
    const now = Number.parseFloat((await figure.moment()).clock);
    if (now === ms) return;
    if (now < ms) low = place;
    else high = place;
  }
  assert.fail(`${figure.where}: the clock never shows ${ms} ms`);
}

test("a reply that is lost is told, listed, compared, and comes back", async (t) => {
  const { panel, figure, on, button, done, compared } = await acting(t);
  const first = await figure.table();
  await goTo(figure, 95);
  assert.equal(await on.locator("option:checked").innerText(), "Reply 1.1", "what is on its way is offered first");
  await button("Lose it").click();
  await until("the run is another one", async () => (await figure.table()) !== first);
  const { said, clock } = await figure.moment();
  assert.equal(clock, "95 ms", "it stays at the moment");
  assert.match(said, /reply 1\.1 is lost/);
  assert.deepEqual(await done(), ["You, at 95 ms: lost reply 1.1"]);
  assert.equal(await compared(), "Before: answer at 122 ms. Now: gave up at 200 ms.");
  const rows = (await figure.table()).indexOf("is lost");
  assert.ok(rows > 0 && first.slice(0, 60) === (await figure.table()).slice(0, 60), "nothing before it changes");

  assert.equal(await button("Lose it").getAttribute("aria-disabled"), "true");
  await button("Lose it").click({ force: true });
  await until("it says why not", async () => (await panel.innerText()).includes("Not now: it is lost already."));
  assert.equal((await done()).length, 1, "and does nothing");

  await panel.getByRole("button", { name: "Undo: You, at 95 ms: lost reply 1.1" }).click();
  await until("the first run is back", async () => (await figure.table()) === first);
  assert.deepEqual([await done(), await compared()], [[], ""]);
});

test("a message can be delayed, doubled, held and released", async (t) => {
  const { panel, figure, button, done, compared } = await acting(t);
  const first = await figure.table();
  await goTo(figure, 26);
  await panel.getByLabel("by", { exact: true }).selectOption({ label: "50 ms" });
  await button("Delay it").click();
  await until("it comes later", async () => (await compared()) === "Before: answer at 122 ms. Now: 172 ms, 50 ms later.");
  await button("Undo: You, at 26 ms: delayed request 1.1 by 50 ms").click();
  await until("the first run is back", async () => (await figure.table()) === first);

  await button("Hold it").click();
  await until("it can be released", () => button("Release it").count());
  assert.match(await compared(), /gave up at 200 ms\. Work done: not at all; before: once\.$/);
  await goTo(figure, 60);
  await button("Release it").click();
  await until("it goes on", async () => /Now: 156 ms, 34 ms later\.$/.test(await compared()));
  assert.deepEqual(await done(), ["You, at 26 ms: held request 1.1", "You, at 60 ms: released request 1.1"]);
  await button("Undo all").click();
  await until("the first run is back", async () => (await figure.table()) === first);

  await goTo(figure, 26);
  await button("Double it").click();
  await until("work is done twice", async () => /Work done: twice; before: once\.$/.test(await compared()));
});

test("from what is picked in a drawing one gets to what can be done to it", async (t) => {
  const { page, figure, host, on, done } = await acting(t, LESSON);
  await host.getByRole("group", { name: "Look closer" }).getByRole("button", { name: "Interfere", exact: true }).click();
  assert.equal(await host.locator(".panel.acts").count(), 0, "the panel is closed");
  await figure.press("restart");
  await host.locator(".drawing:visible svg .req").first().click({ force: true });
  const row = host.locator(".picking");
  await row.getByRole("button", { name: "Interfere" }).click();
  await until("the keyboard is there", () => host.locator(".panel.acts").evaluate((panel) => panel === document.activeElement));
  assert.equal(await on.locator("option:checked").innerText(), "Request 1.1", "and it acts on what is picked");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement.innerText), "Lose it", "what can be done comes next");
  await page.keyboard.press("Enter");
  await until("it is done", async () => (await done()).length === 1);
  await row.getByLabel("Picked").selectOption({ label: "Client" });
  await until("a client is picked", async () => (await row.locator("p").innerText()).length > 0);
  assert.equal(await row.getByRole("button", { name: "Interfere" }).count(), 0, "nothing can be done to a client");
});

test("what was done to something that is no more stays, without effect", async (t) => {
  const { figure, button, done, on } = await acting(t);
  await goTo(figure, 26);
  await button("Double it").click();
  await until("there are two", async () => (await on.locator("option").allInnerTexts()).includes("Request 1.1 copy 1"));
  await on.selectOption({ label: "Request 1.1 copy 1" });
  await button("Lose it").click();
  await until("both are listed", async () => (await done()).length === 2);
  await button("Undo: You, at 26 ms: doubled request 1.1").click();
  await until("the other has no effect", async () =>
    (await done()).join() === "You, at 26 ms: lost request 1.1 copy 1 (without effect in this run)",
  );
});

test("a server crashes and is restarted, by keyboard alone", async (t) => {
  const { page, figure, on, button, done, compared } = await acting(t);
  const first = await figure.table();
  await goTo(figure, 60);
  await on.focus();
  await page.keyboard.type("The ser");
  await until("the server is chosen", async () => (await on.locator("option:checked").innerText()) === "The server");
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement.innerText), "Crash", "its buttons come next");
  await page.keyboard.press("Enter");
  await until("it is down", async () => (await done()).length === 1);
  await until("it is told", async () => /The server goes down/.test((await figure.moment()).said));
  assert.equal(await page.evaluate(() => document.activeElement.innerText), "Crash", "the focus stays");
  assert.equal(await button("Crash").getAttribute("aria-disabled"), "true");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Space");
  await until("it is up again", async () => (await done()).length === 2);
  assert.deepEqual(await done(), ["You, at 60 ms: crashed the server", "You, at 60 ms: restarted the server"]);
  await until("and compared", async () => /^Before: answer at 122 ms\. Now: /.test(await compared()));

  await page.keyboard.press("Control+z");
  await until("one is undone", async () => (await done()).length === 1);
  await figure.scrub.focus();
  await page.keyboard.press("Control+z");
  assert.equal((await done()).length, 1, "elsewhere these keys do nothing");
  await on.focus();
  await page.keyboard.press("Control+z");
  await until("the first run is back", async () => (await figure.table()) === first);
});

test("a link is cut one way, then mended", async (t) => {
  const { figure, button, choose, done, compared } = await acting(t);
  await goTo(figure, 20);
  await choose("The wire");
  await button("Cut Server → Client").click();
  await until("no answer comes", async () => /gave up at 200 ms\.$/.test(await compared()));
  assert.match(await figure.table(), /request 1\.1 has arrived whole/, "the request passes");
  await goTo(figure, 60);
  assert.equal(await button("Mend").getAttribute("aria-disabled"), null);
  await button("Mend").click();
  await until("the answer comes", async () => (await compared()) === "As before: answer at 122 ms.");
  assert.deepEqual(await done(), ["You, at 20 ms: cut the wire for what the server sends", "You, at 60 ms: mended the wire"]);
});

test("the run before is drawn behind, as long as that is wanted; a turned knob changes both", async (t) => {
  const { host, figure, panel, button, compared } = await acting(t);
  await goTo(figure, 95);
  await button("Lose it").click();
  await until("it is compared", async () => (await compared()).startsWith("Before: answer at 122 ms."));
  const { picture } = await figure.moment();
  await panel.getByLabel("Compare with before").uncheck();
  assert.equal(await compared(), "");
  await until("it is not drawn", async () => (await figure.moment()).picture !== picture);
  await panel.getByLabel("Compare with before").check();
  await until("it is drawn again", async () => (await figure.moment()).picture === picture);
  await host.getByLabel("Server’s work", { exact: true }).fill("40");
  await until("both runs are new", async () => (await compared()).startsWith("Before: answer at 132 ms."));
  await button("Undo: You, at 95 ms: lost reply 1.1").click();
  await until("nothing to compare with", async () => (await compared()) === "");
  await panel.getByLabel("Keep this run to compare with").check();
  await host.getByLabel("Server’s work", { exact: true }).fill("60");
  await until("one knob changed", async () => (await compared()) === "Before: answer at 132 ms. Now: 152 ms, 20 ms later.");
});

test("what was done travels in the address", async (t) => {
  const { page, figure, button, done } = await acting(t);
  const first = await figure.table();
  await goTo(figure, 95);
  await button("Lose it").click();
  await until("the address has it", async () => page.url() === it.server.url(`${LAB}#v1&act=95ms+drop+1.1+reply`));
  await until("the run is new", async () => (await figure.table()) !== first);
  const table = await figure.table();

  const bad = "act=&act=95ms+drop&act=1ms+crash+client&act=5ms+crash+mainframe&act=%3Cb%3E&act=99999999999999999999ms+hang+server";
  const other = await acting(t, `${LAB}#v1&${bad}&act=95ms%20drop%201.1%20reply`);
  await until("a link gives the same run", async () => (await other.figure.table()) === table);
  const listed = JSON.stringify(await done());
  await until("what was done is listed; what cannot be is left out", async () => JSON.stringify(await other.done()) === listed);
  await other.button("Undo: You, at 95 ms: lost reply 1.1").click();
  await until("the address is as bare as before", async () => other.page.url() === it.server.url(LAB));
});

test(`what is done shows within ${TYPICAL_MS} ms`, async (t) => {
  for (const route of [LAB, LESSON]) {
    const { page, host, figure, choose } = await acting(t, route);
    await figure.press("restart");
    await choose("The wire");
    const times = await host.evaluate(pressAndTime, PRESSES);
    const typical = times.toSorted((a, b) => a - b)[Math.floor(PRESSES / 2)];
    const list = times.map(Math.round).join(", ");
    t.diagnostic(`${figure.where}: typically ${Math.round(typical)} ms from press to table (${list})`);
    assert.ok(typical <= TYPICAL_MS, `${figure.where}: typically ${typical} ms, of ${list}`);
    await page.close();
  }
});

test("the panel is accessible and fits, whatever was done", { timeout: 120_000 }, async (t) => {
  const { page, figure, button, choose, done } = await acting(t, LAB, { reducedMotion: "reduce" });
  await goTo(figure, 26);
  await button("Double it").click();
  await goTo(figure, 50);
  await choose("The server");
  await button("Crash silently").click();
  await until("it is down", async () => (await button("Crash silently").getAttribute("aria-disabled")) === "true");
  await button("Crash silently").click({ force: true });
  await until("two are listed", async () => (await done()).length === 2);
  await page.evaluate(axe.source);
  for (const target of ["Request 1.1", "The server", "The wire"]) {
    if ((await page.getByLabel("Acts on").locator("option").allInnerTexts()).includes(target)) await choose(target);
    for (const width of [320, 1280]) {
      await page.setViewportSize({ width, height: 800 });
      const [scroll, client] = await page.evaluate(() => {
        const { scrollWidth, clientWidth } = document.documentElement;
        return [scrollWidth, clientWidth];
      });
      assert.ok(scroll <= client, `${target}: nothing sticks out at ${width} px`);
      for (const colorScheme of ["light", "dark"]) {
        await page.emulateMedia({ colorScheme });
        const { violations } = await page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"] }));
        const said = violations.flatMap(({ id, help, nodes }) => nodes.map(({ target: where }) => `${id} (${help}) at ${where}`));
        assert.deepEqual(said, [], `${target}, ${colorScheme}, ${width} px`);
      }
    }
  }
});

test("a lesson’s figure offers it too, closed at first", async (t) => {
  const page = await it.open(t, LESSON);
  const { id } = (await widgets(page, LESSON)).find(({ kind }) => kind === "Figure");
  await figureAwake(page, id);
  const host = page.locator(`#${id}`);
  await host.getByRole("button", { name: "Interfere", exact: true }).waitFor();
  assert.equal(await host.locator(".acting").count(), 0);
});

async function pressAndTime(host, presses) {
  const table = host.querySelector(".fig > .as-table .scroll");
  const named = (name) => [...host.querySelectorAll(".acting button")].find((button) => button.innerText === name);
  const times = [];
  for (let press = 0; press < presses * 2; press += 1) {
    const changed = new Promise((resolve, reject) => {
      const observer = new MutationObserver(() => resolve(observer.disconnect()));
      observer.observe(table, { childList: true, subtree: true, characterData: true });
      setTimeout(() => reject(new Error(`press ${press} changed nothing`)), 15_000);
    });
    const start = performance.now();
    named(press % 2 === 0 ? "Cut both ways" : "Undo").click();
    await changed;
    if (press % 2 === 0) times.push(performance.now() - start);
    for (let frame = 0; frame < 3; frame += 1) await new Promise(requestAnimationFrame);
  }
  return times;
}
