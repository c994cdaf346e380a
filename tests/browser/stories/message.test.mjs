// Opening a message: its pieces and their bytes, sizes that add up, and the clock of the figure.

import assert from "node:assert/strict";
import { test } from "node:test";
import { WITH_FIGURES, plain, widgets } from "../course.mjs";
import { Figure } from "../figure.mjs";
import { figureAwake, stage } from "../stage.mjs";
import { until } from "../until.mjs";

const it = stage();
const LESSON = WITH_FIGURES.find((route) => route.startsWith("lessons/"));

/** The first figure of the lesson with its message panel open. */
async function opened(t, options) {
  const page = await it.open(t, LESSON, options);
  const { id } = (await widgets(page, LESSON)).find(({ kind }) => kind === "Figure");
  await figureAwake(page, id);
  const host = page.locator(`#${id}`);
  const closer = host.getByRole("group", { name: "Look closer" });
  await closer.getByRole("button", { name: "Message", exact: true }).click();
  const panel = host.locator(".panel.message");
  return {
    page,
    host,
    panel,
    figure: new Figure(page, host, `${LESSON}#${id}`),
    chooser: panel.getByLabel("Open"),
    pieces: panel.locator(".piece"),
    current: panel.locator(".piece[aria-current]"),
    explained: panel.locator(".explained"),
    said: async () => plain(await panel.locator(".progress").innerText()),
    sizes: async () => (await panel.locator(".sizes dd").allInnerTexts()).map(count),
    /** The bytes that stand out, as text. */
    marked: () =>
      panel.locator(".dump .hex .marked").evaluateAll((all) =>
        all
          .flatMap((one) => one.textContent.trim().split(/\s+/))
          .map((pair) => String.fromCharCode(Number.parseInt(pair, 16)))
          .join(""),
      ),
  };
}

function count(text) {
  return Number.parseInt(plain(text).replaceAll(",", ""), 10);
}

test("the message that was sent last is open, and its sizes add up", async (t) => {
  const { figure, pieces, panel, sizes } = await opened(t);
  for (const [place, first] of [[0, /^POST \/orders HTTP\/1\.1/], [1000, /^HTTP\/1\.1 200 OK/]]) {
    await figure.seek(place);
    await until(`${first} is the first line`, async () => first.test(plain(await pieces.first().innerText())));
    const own = (await pieces.locator(".num").allInnerTexts()).map(count);
    const [head, body, all] = await sizes();
    assert.equal(own.reduce((sum, size) => sum + size), all, "the pieces are the message");
    assert.equal(head + body, all);
    const length = await pieces.filter({ hasText: "Content-Length" }).locator(".shown").innerText();
    assert.equal(count(length.split(":")[1]), body, "the head tells the body's size");
    const listed = await panel.locator(".dump .hex").allInnerTexts();
    assert.equal(listed.join(" ").trim().split(/\s+/).length, Math.min(all, 512), "the first bytes are listed");
  }
});

test("a line that has the focus is explained, and its bytes are marked", async (t) => {
  const { page, figure, pieces, current, explained, marked, chooser } = await opened(t);
  await figure.press("restart");
  await pieces.first().focus();
  assert.equal(await marked(), "POST /orders HTTP/1.1\r\n");
  assert.match(await explained.innerText(), /RFC 9112, section 3/);
  await until("what is read stays open", async () => (await chooser.inputValue()) !== "");
  await page.keyboard.press("ArrowDown");
  await until("the next line has the focus", () => pieces.nth(1).evaluate((piece) => piece === document.activeElement));
  assert.match(await marked(), /^Host: server\.example\r\n$/);
  assert.equal(await pieces.nth(1).getAttribute("aria-describedby"), await explained.getAttribute("id"));
  assert.match(await explained.innerText(), /RFC 9110, section 7\.2/);
  await page.keyboard.press("End");
  await until("the last piece has the focus", () => pieces.last().evaluate((piece) => piece === document.activeElement));
  await page.keyboard.press("Home");
  assert.equal(await marked(), "POST /orders HTTP/1.1\r\n");
  assert.equal(await pieces.and(page.locator('[tabindex="0"]')).count(), 1, "one stop for the Tab key");
  assert.equal(await current.count(), 1);
});

test("bytes under the pointer mark their line", async (t) => {
  const { panel, pieces, current, marked } = await opened(t);
  await panel.locator('.dump .text [data-piece="1"]').first().hover();
  await until("the second line is marked", async () => (await current.getAttribute("class")).includes("piece") && (await marked()).startsWith("Host:"));
  await pieces.nth(2).hover();
  await until("the third line is marked", async () => plain(await current.locator(".shown").innerText()).startsWith((await marked()).split(":")[0]));
});

test("bytes leave and arrive with the clock of the figure", async (t) => {
  const { figure, panel, pieces, said, chooser } = await opened(t);
  await figure.press("restart");
  assert.equal(await said(), "None of the 1,000 bytes has left yet.");
  assert.ok((await panel.locator(".dump .there").count()) === 0);
  const first = await chooser.locator("option").nth(1).getAttribute("value");
  await chooser.selectOption(first);
  const seen = new Set();
  for (let place = 0; place <= 1000; place += 4) {
    await figure.seek(place);
    seen.add(await said());
  }
  const all = [...seen];
  assert.equal(all.at(-1), "All 1,000 bytes have arrived.");
  assert.ok(all.some((line) => /^\d+ of 1,000 bytes have arrived; the others are on the wire\.$/.test(line)), all.join("\n"));
  assert.equal(await panel.locator(".dump :is(.here, .under-way)").count(), 0, "all are there");
  assert.equal(await pieces.and(panel.locator(".there")).count(), await pieces.count());
});

test("the chosen message is marked in the drawings, and the one sent last comes back", async (t) => {
  const { host, figure, chooser, pieces, panel } = await opened(t);
  await figure.seek(1000);
  const request = await chooser.locator("option").last().getAttribute("value");
  await chooser.selectOption(request);
  await until("the request is open", async () => plain(await pieces.first().innerText()).startsWith("POST"));
  assert.ok((await host.locator(".drawing .picked").count()) > 0);
  assert.match(await panel.locator(".called").innerText(), /Request 1.*from the client to the server/);
  await chooser.selectOption("");
  await until("the reply is open", async () => plain(await pieces.first().innerText()).startsWith("HTTP/1.1"));
  assert.equal(await host.locator(".drawing .picked").count(), 0);
});

test("a node opens only what it has sent or received", async (t) => {
  const { host, figure, panel, pieces, said } = await opened(t);
  const eyes = host.getByRole("radiogroup", { name: "Seen by" });
  await figure.press("restart");
  await eyes.getByLabel("Server").check();
  await until("nothing has arrived", () => panel.getByText("No message has been sent yet").isVisible());
  await eyes.getByLabel("Client").check();
  await until("the request is open", async () => (await pieces.count()) > 3);
  await figure.seek(400);
  await until("how far it has come cannot be seen", async () => /cannot be seen from here/.test(await said()));
  assert.equal(await panel.locator(".dump .there").count(), 0);
  await figure.seek(1000);
  await until("the reply is whole", async () => /^All .* have arrived\.$/.test(await said()));
});
