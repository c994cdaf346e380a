// The waterfall and the charts under a figure: the same run, at the same moment, through the same eyes.

import assert from "node:assert/strict";
import { test } from "node:test";
import { plain, widgets } from "../course.mjs";
import { Figure } from "../figure.mjs";
import { figureAwake, stage } from "../stage.mjs";
import { until } from "../until.mjs";

const it = stage();
const LAB = "simulator/";

/** The simulator's figure with its waterfall and its charts open. */
async function opened(t, options) {
  const page = await it.open(t, LAB, options);
  const { id } = (await widgets(page, LAB)).find(({ kind }) => kind === "Figure");
  await figureAwake(page, id);
  const host = page.locator(`#${id}`);
  const row = host.getByRole("group", { name: "Look closer" });
  for (const name of ["Waterfall", "Charts"]) {
    const button = row.getByRole("button", { name, exact: true });
    if ((await button.getAttribute("aria-expanded")) === "false") await button.click();
  }
  return {
    page,
    host,
    figure: new Figure(page, host, LAB),
    fall: host.locator(".panel.waterfall"),
    charts: host.locator(".panel.charts .chart-of"),
  };
}

const words = (locator) => locator.evaluate((host) => [...host.querySelectorAll(".drawing")]
  .filter((drawing) => drawing.clientWidth > 0)
  .flatMap((drawing) => [...drawing.querySelectorAll("text")].map((text) => text.textContent)));

for (const width of [360, 1280]) {
  test(`the time of a request is told as a browser tells it, at ${width} px`, async (t) => {
    const { figure, fall } = await opened(t, { viewport: { width, height: 900 } });
    await figure.seek(0);
    assert.ok(!(await words(fall)).some((text) => text.startsWith("answer")), "nobody knows the answer's time yet");
    await figure.seek(1000);
    // What is far from the screen is not drawn anew.
    await fall.scrollIntoViewIfNeeded();
    await until("how it ended", async () => (await words(fall)).some((text) => text.startsWith("answer")));
    const drawn = await words(fall);
    assert.ok(drawn.includes("What the client can see") && drawn.includes("Hidden inside its waiting"), drawn.join("|"));
    for (const name of ["waiting for server response", "trip there", "service", "trip back"]) {
      assert.ok(drawn.includes(name), `${name} in ${drawn.join("|")}`);
    }
    const shown = await fall.evaluate((fall) => [...fall.querySelectorAll(".drawing")].filter((one) => one.clientWidth > 0).length);
    assert.equal(shown, 1, "one layout at a time");
    assert.ok(await fall.evaluate((fall) => fall.scrollWidth <= fall.clientWidth), "nothing runs off");
  });
}

test("the waterfall's table adds up, and takes the figure where a row says", async (t) => {
  const { host, figure, fall } = await opened(t);
  await figure.seek(1000);
  await fall.locator("summary").click();
  const rows = fall.locator("tbody tr");
  await until("the table is there", async () => (await rows.count()) > 3);
  const cells = await rows.evaluateAll((rows) => rows.map((row) => [...row.children].map((cell) => cell.textContent)));
  const whole = (list) => list.reduce((sum, [, , , , lasting]) => sum + parseFloat(lasting || "0"), 0);
  const outside = await rows.evaluateAll((rows) => rows.map((row) => !row.classList.contains("inside")));
  const end = parseFloat(cells.at(-1)[3]);
  assert.ok(Math.abs(whole(cells.filter((_, place) => outside[place])) - end) < end / 50, "what the client sees fills the time up to the answer");
  const service = rows.filter({ hasText: "service" }).first();
  const at = plain(await service.locator("td").nth(2).innerText());
  await service.getByRole("button").click();
  await until(`the figure is at ${at}`, async () => (await figure.moment()).clock === at);
  assert.ok((await host.locator(".drawing .picked").count()) > 0, "and its message is marked in the drawings");
});

test("charts say in words what they draw, up to the moment", async (t) => {
  const { figure, charts } = await opened(t);
  await figure.seek(0);
  const first = charts.filter({ hasText: "Response times" });
  assert.match(plain(await first.locator(".fine").innerText()), /^No request has an outcome yet\./);
  await figure.seek(1000);
  await until("the answer counts", async () => /from intent to outcome/.test(plain(await first.locator(".fine").innerText())));
  for (const chart of await charts.all()) assert.ok(plain(await chart.locator(".fine").innerText()).length > 10);
});

test("a chart leads to what it shows, and marks what is picked", async (t) => {
  const { page, host, figure, charts } = await opened(t);
  const marks = () => charts.evaluateAll((all) => all.filter((chart) => chart.querySelector(".chosen")).length);
  await figure.seek(1000);
  assert.equal(await marks(), 0);
  const flying = charts.filter({ hasText: "network" });
  await flying.getByRole("button", { name: /^Go to the most, at / }).click();
  await until("the figure is at its first event", async () => (await figure.moment()).place === 0);
  assert.ok((await host.locator(".space .picked:visible").count()) > 0, "which is picked in the drawings");
  assert.ok((await marks()) > 1, "and in the charts");
  const box = await flying.locator("svg").boundingBox();
  await page.mouse.click(box.x + box.width * 0.97, box.y + box.height / 2);
  await until("a click far right leads to the end", async () => (await figure.moment()).clock === (await figure.moment()).end);
  await figure.scrub.focus();
  await page.keyboard.press("Escape");
  await until("Escape lets go of it", async () => (await marks()) === 0);
});

test("a client sees no queue, and its waiting is one piece", async (t) => {
  const { host, figure, fall, charts } = await opened(t);
  await figure.seek(1000);
  const before = await charts.count();
  await host.locator(".eyes").getByText("Client", { exact: true }).click();
  await until("there are fewer charts", async () => (await charts.count()) < before);
  for (const title of await charts.locator(".label").allInnerTexts()) assert.ok(!/Queue|Workers|network/.test(title), title);
  // The choice took the screen there.
  await fall.scrollIntoViewIfNeeded();
  await until("the waiting is one piece", async () => !(await words(fall)).includes("Hidden inside its waiting"));
});
