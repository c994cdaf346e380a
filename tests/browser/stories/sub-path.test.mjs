// The same files under another path, and from a host that sends no policy.

import assert from "node:assert/strict";
import { test } from "node:test";
import { LESSONS } from "../course.mjs";
import { Figure } from "../figure.mjs";
import { figureAwake, questionsAwake, stage } from "../stage.mjs";
import { until } from "../until.mjs";

const [LESSON] = LESSONS;

for (const base of ["/course/", "/~someone/a/b/"]) {
  const it = stage({ base, policy: false });

  test(`under ${base}: read, answer, play, move and come back`, async (t) => {
    const page = await it.open(t, LESSON, { links: true });
    const question = page.locator('[data-widget*="Choice"]').first();
    await question.locator(".opt input").first().check();
    await question.getByRole("button", { name: "Check" }).click();
    assert.match(await question.locator(".verdict").innerText(), /Right|Not quite/);
    await page.evaluate(() => (window.sameDocument = true));

    await page.locator("header.top").getByRole("link", { name: "Simulator" }).click();
    await until("the simulator is shown", async () => page.url() === it.server.url("simulator/"));
    const id = await page.locator("[data-widget]").first().getAttribute("id");
    await figureAwake(page, id);
    const figure = new Figure(page, page.locator(`#${id}`), `simulator/#${id}`);
    await figure.press("restart");
    await figure.press("step");
    assert.ok((await figure.moment()).place > 0, "a step moves the figure");

    await page.locator("header.top .brand").click();
    await until("the course is shown", async () => page.url() === it.server.url(""));
    await page.locator(`a[href$="${LESSON}"]`).first().click();
    await until("the lesson is shown", async () => page.url() === it.server.url(LESSON));
    await questionsAwake(page);
    assert.equal(await page.evaluate(() => window.sameDocument), true, "all that in one document");
    await page.reload();
    await questionsAwake(page);
    await until("the answer is still there", async () => /Right|Not quite/.test(await question.locator(".verdict").innerText()));
    const astray = it.server.requests.filter(({ path, status }) => !path.startsWith(base) || status >= 400);
    assert.deepEqual(astray.map(({ path, status }) => `${path} ${status}`), [], `every request stays under ${base}`);
  });
}
