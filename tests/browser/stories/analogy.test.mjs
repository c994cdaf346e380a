// An analogy: the words change, messages and moments do not; steps move the playhead.

import assert from "node:assert/strict";
import { test } from "node:test";
import { LESSONS, plain, widgets } from "../course.mjs";
import { Figure } from "../figure.mjs";
import { figureAwake, stage } from "../stage.mjs";
import { until } from "../until.mjs";

const it = stage();

/** An analogy as a reader sees and drives it. */
class Analogy extends Figure {
  constructor(page, widget, route) {
    super(page, page.locator(`#${widget.id}`), `${route}#${widget.id}`);
    this.widget = widget;
    this.previous = this.host.getByRole("button", { name: "Previous step" });
    this.next = this.host.getByRole("button", { name: "Next step" });
    this.casts = this.host.locator(".casts input");
  }

  /** The one step that can be read now. */
  async told() {
    return plain(await this.host.locator(".steps > div").first().innerText());
  }

  count() {
    return this.host.locator(".walk .num").innerText();
  }

  /** The drawn texts of the space view, and the shapes of the messages. */
  drawn() {
    return this.host.evaluate((host) => {
      const svg = [...host.querySelectorAll(".space .drawing")].find((it) => it.clientWidth > 0).firstElementChild;
      const texts = [...svg.querySelectorAll("text")].map((it) => it.textContent);
      return { texts, shapes: [...svg.querySelectorAll("path, rect, circle")].map((it) => it.outerHTML) };
    });
  }

  atStep(index) {
    return until(`${this.where}: step ${index + 1}`, async () => {
      const { clock } = await this.moment();
      return clock === `${this.widget.analogy.moments_ns[index] / 1e6} ms`;
    });
  }
}

async function analogies(page, route) {
  return (await widgets(page, route)).filter(({ kind }) => kind === "Analogy").map((it) => new Analogy(page, it, route));
}

test("the course has an analogy", async (t) => {
  const page = await it.open(t, LESSONS[0]);
  assert.ok((await analogies(page, LESSONS[0])).length > 0);
});

for (const route of LESSONS) {
  test(`${route}: a switch of words keeps messages and moment`, async (t) => {
    const page = await it.open(t, route);
    for (const analogy of await analogies(page, route)) {
      const { casts, moments_ns: moments } = analogy.widget.analogy;
      await figureAwake(page, analogy.widget.id);
      // A request is on its way at the first step.
      await analogy.seek((moments[0] / 1e6 / Number.parseFloat((await analogy.moment()).end)) * 1000);
      const [before, plainly, network] = [await analogy.moment(), await analogy.drawn(), await analogy.told()];
      assert.equal(await analogy.casts.count(), casts.length + 1, `${analogy.where}: the network is one of them`);
      for (const [index, cast] of casts.entries()) {
        await analogy.casts.nth(index + 1).check();
        const where = `${analogy.where}, cast ${index + 1}`;
        await until(`${where}: has its names`, async () => (await analogy.drawn()).texts.includes(cast.nodes[0]));
        const [now, drawn] = [await analogy.moment(), await analogy.drawn()];
        assert.deepEqual(drawn.shapes, plainly.shapes, `${where}: what is drawn apart from words`);
        assert.deepEqual([now.clock, now.place, now.end], [before.clock, before.place, before.end], `${where}: the moment`);
        assert.ok(drawn.texts.includes(cast.request[0]), `${where}: names the message`);
        for (const name of cast.nodes) assert.ok(now.knows.includes(`${name} knows`), `${where}: ${name} knows`);
        assert.ok(plain(await analogy.table()).includes(cast.request[0]), `${where}: the table uses its words`);
        assert.notEqual(await analogy.told(), network, `${where}: the step is told in its words`);
        assert.match(plain(await analogy.host.locator(".mappings").innerText()), /Where it breaks down/, where);
      }
      await analogy.casts.first().check();
      await until(`${analogy.where}: in its own words again`, async () => (await analogy.told()) === network);
      assert.deepEqual(await analogy.drawn(), plainly, `${analogy.where}: as before`);
      assert.ok(moments.length > 1);
    }
  });

  test(`${route}: steps play forward and go back, and follow the bar`, async (t) => {
    const page = await it.open(t, route);
    for (const analogy of await analogies(page, route)) {
      const { moments_ns: moments } = analogy.widget.analogy;
      await figureAwake(page, analogy.widget.id);
      await analogy.fastest();
      const told = [await analogy.told()];
      assert.equal(await analogy.count(), `Step 1 of ${moments.length}`, analogy.where);
      for (let step = 1; step < moments.length; step += 1) {
        await analogy.next.click();
        await analogy.atStep(step);
        await until(`${analogy.where}: says so`, async () => (await analogy.count()) === `Step ${step + 1} of ${moments.length}`);
        told.push(await analogy.told());
      }
      assert.equal(new Set(told).size, moments.length, `${analogy.where}: every step says something of its own`);
      assert.equal(await analogy.next.getAttribute("aria-disabled"), "true", `${analogy.where}: there is no step beyond`);
      for (let step = moments.length - 2; step >= 0; step -= 1) {
        await analogy.previous.click();
        await analogy.atStep(step);
        assert.equal(await analogy.told(), told[step], `${analogy.where}: back at step ${step + 1}`);
      }
      await analogy.seek(1000);
      assert.equal(await analogy.told(), told.at(-1), `${analogy.where}: the bar leads to the last step`);
      await analogy.seek(0);
      assert.equal(await analogy.told(), told[0], `${analogy.where}: and to the first`);
    }
  });

  test(`${route}: an analogy by keyboard, with less motion`, async (t) => {
    const page = await it.open(t, route, { reducedMotion: "reduce" });
    for (const analogy of await analogies(page, route)) {
      const { casts, moments_ns: moments } = analogy.widget.analogy;
      await figureAwake(page, analogy.widget.id);
      await analogy.casts.first().focus();
      await page.keyboard.press("ArrowRight");
      await until(`${analogy.where}: an arrow picks the words`, async () => (await analogy.drawn()).texts.includes(casts[0].nodes[0]));
      await page.keyboard.press("Tab");
      await page.keyboard.press("Tab");
      for (let step = 1; step < moments.length; step += 1) {
        await page.keyboard.press("Enter");
        const { clock } = await analogy.moment();
        assert.equal(clock, `${moments[step] / 1e6} ms`, `${analogy.where}: jumps to step ${step + 1}`);
      }
      await page.keyboard.press("Enter");
      const focused = await page.evaluate(() => document.activeElement.textContent.trim());
      assert.equal(focused, "Next step", `${analogy.where}: at the end the keyboard stays where it was`);
    }
  });

  test(`${route}: without script an analogy is all there`, async (t) => {
    const page = await it.open(t, route, { javaScriptEnabled: false, awake: false });
    for (const analogy of await analogies(page, route)) {
      const { casts, moments_ns: moments } = analogy.widget.analogy;
      const steps = await analogy.host.locator(".steps li").all();
      assert.equal(steps.length, (casts.length + 1) * moments.length, `${analogy.where}: every step of every cast`);
      for (const step of steps) assert.ok(await step.isVisible(), `${analogy.where}: ${await step.textContent()}`);
      assert.equal(await analogy.host.locator(".mappings table:visible").count(), casts.length, `${analogy.where}: mappings`);
      assert.equal(await analogy.host.locator(".limit:visible").count(), casts.length, `${analogy.where}: limits`);
      assert.equal(await analogy.casts.first().isVisible(), false, `${analogy.where}: nothing to choose`);
    }
  });

  test(`${route}: words that were picked before the script came are kept`, async (t) => {
    const gate = it.server.hold(/app-.*\.js$/);
    const page = await it.open(t, route, { awake: false, goto: { waitUntil: "commit" } });
    for (const analogy of await analogies(page, route)) {
      const { casts } = analogy.widget.analogy;
      await analogy.casts.nth(1).check();
      gate.open();
      await figureAwake(page, analogy.widget.id);
      await until(`${analogy.where}: told in them`, async () => (await analogy.drawn()).texts.includes(casts[0].nodes[0]));
      assert.ok(await analogy.casts.nth(1).isChecked(), analogy.where);
    }
    gate.open();
  });
}
