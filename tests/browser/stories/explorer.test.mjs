// An explorer: its table stands without script, and a turn of a slider shows what a run gives.

import assert from "node:assert/strict";
import { test } from "node:test";
import { LESSONS, plain, widgets } from "../course.mjs";
import { metrics } from "../native.mjs";
import { figureAwake, stage } from "../stage.mjs";
import { until } from "../until.mjs";

const it = stage();

/** An explorer as a reader sees and drives it. */
class Explorer {
  constructor(page, widget, route) {
    this.host = page.locator(`#${widget.id}`);
    this.where = `${route}#${widget.id}`;
    this.widget = widget;
  }

  slider(index) {
    return this.host.getByLabel(this.widget.figure.knobs[index].label, { exact: true });
  }

  /** The rows as lists of texts; which of them is marked. */
  async rows() {
    const rows = await this.host.locator("tbody tr").evaluateAll((all) =>
      all.map((row) => ({ cells: [...row.cells].map((it) => it.textContent), here: row.ariaCurrent === "true" })),
    );
    return rows.map(({ cells, here }) => ({ cells: cells.map(plain), here }));
  }

  async here() {
    return (await this.rows()).filter(({ here }) => here).map(({ cells }) => cells);
  }

  async said() {
    return plain(await this.host.locator(".say").innerText());
  }

  amount(index, value) {
    const { unit } = this.widget.figure.knobs[index];
    return plain(`${value} ${unit}`);
  }
}

async function explorers(page, route) {
  return (await widgets(page, route)).filter(({ kind }) => kind === "Explorer").map((it) => new Explorer(page, it, route));
}

test("the course has an explorer", async (t) => {
  const page = await it.open(t, LESSONS[0]);
  assert.ok((await explorers(page, LESSONS[0])).length > 0);
});

for (const route of LESSONS) {
  test(`${route}: without script the table of an explorer stands`, async (t) => {
    const page = await it.open(t, route, { javaScriptEnabled: false, awake: false });
    for (const explorer of await explorers(page, route)) {
      const { stops } = explorer.widget.explorer;
      const rows = await explorer.rows();
      for (const [value] of stops) {
        assert.ok(rows.some(({ cells }) => cells[0] === explorer.amount(0, value)), `${explorer.where}: a row for ${value}`);
      }
      assert.ok(await explorer.host.locator("table").isVisible(), explorer.where);
      assert.equal(await explorer.slider(0).isVisible(), false, `${explorer.where}: no dead slider`);
    }
  });

  test(`${route}: a turn shows its row, and is read out when the slider rests`, async (t) => {
    const page = await it.open(t, route);
    for (const explorer of await explorers(page, route)) {
      const [knob] = explorer.widget.figure.knobs;
      await figureAwake(page, explorer.widget.id);
      const first = await explorer.rows();
      const said = await explorer.said();
      assert.deepEqual((await explorer.here()).map(([name]) => name), [explorer.amount(0, knob.value)], `${explorer.where}: at first`);
      const target = knob.max - knob.step;
      await explorer.slider(0).fill(String(target));
      await until(`${explorer.where}: its row`, async () => (await explorer.here())[0]?.[0] === explorer.amount(0, target));
      assert.equal((await explorer.here()).length, 1, `${explorer.where}: one row is marked`);
      const [row] = await explorer.here();
      await until(`${explorer.where}: is read out`, async () => {
        const now = await explorer.said();
        return now !== said && row.slice(1).every((amount) => now.includes(amount));
      });
      await explorer.slider(0).focus();
      await page.keyboard.press("Home");
      await until(`${explorer.where}: by keyboard`, async () => (await explorer.here())[0]?.[0] === explorer.amount(0, knob.min));
      await explorer.host.getByRole("button", { name: "Reset" }).click();
      await until(`${explorer.where}: as at first`, async () => JSON.stringify(await explorer.rows()) === JSON.stringify(first));
    }
  });

  test(`${route}: the second slider of an explorer changes every row`, async (t) => {
    const page = await it.open(t, route);
    for (const explorer of (await explorers(page, route)).filter(({ widget }) => widget.figure.knobs.length > 1)) {
      const [, knob] = explorer.widget.figure.knobs;
      await figureAwake(page, explorer.widget.id);
      const caption = () => explorer.host.locator("caption").innerText();
      const before = await explorer.rows();
      await explorer.slider(1).fill(String(knob.max));
      await until(`${explorer.where}: the caption names it`, async () => plain(await caption()).includes(explorer.amount(1, knob.max)));
      const after = await explorer.rows();
      assert.deepEqual(after.map(({ cells }) => cells[0]), before.map(({ cells }) => cells[0]), `${explorer.where}: the same stops`);
      for (const [index, { cells }] of after.entries()) {
        assert.notDeepEqual(cells, before[index].cells, `${explorer.where}: row ${cells[0]}`);
      }
    }
  });
}

test("what an explorer shows is what the simulator finds natively", async (t) => {
  const [route, id, scenario] = ["lessons/client-server/", "distance-adds-up", "five-in-turn"];
  const page = await it.open(t, route);
  const explorer = (await explorers(page, route)).find(({ widget }) => widget.id === id);
  assert.ok(explorer, `${route}#${id} is there`);
  await figureAwake(page, id);
  for (const [delay, requests] of [[50, 5], [37, 5], [120, 3]]) {
    await explorer.slider(0).fill(String(delay));
    await explorer.slider(1).fill(String(requests));
    const edit = (text) => text.replace("one_way_ms = 50", `one_way_ms = ${delay}`).replace("requests = 5", `requests = ${requests}`);
    const found = metrics(scenario, edit);
    const measures = explorer.widget.explorer.gauges.map(({ measure }) => `${found[measure]} ms`);
    await until(`${delay} ms one way, ${requests} requests: ${measures}`, async () => {
      const [row] = await explorer.here();
      return JSON.stringify(row) === JSON.stringify([`${delay} ms`, ...measures]);
    });
  }
});
