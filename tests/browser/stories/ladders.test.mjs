// A ladder of more than two nodes: wide where there is room, narrow on phones, and nothing moves while it plays.

import assert from "node:assert/strict";
import { test } from "node:test";
import { plain } from "../course.mjs";
import { Figure } from "../figure.mjs";
import { figureAwake, stage, staysWithin } from "../stage.mjs";
import { until } from "../until.mjs";

const it = stage();
/** Three nodes in a chain, and two. */
const CHAINS = [
  ["cards/client-server-model/", "chain-of-roles"],
  ["cards/bottleneck/", "where-is-the-narrow-part"],
];
const PAIR = ["lessons/client-server/", "one-request"];
const PLACES = [0, 130, 260, 330, 400, 520, 700, 870, 1000];
const WIDE = { viewport: { width: 1280, height: 900 } };
const PHONE = { viewport: { width: 360, height: 740 } };

async function open(t, [route, id], options) {
  const page = await it.open(t, route, options);
  await figureAwake(page, id);
  const host = page.locator(`#${id}`);
  await host.locator(".closer").waitFor();
  return { page, host, figure: new Figure(page, host, `${route}#${id}`), shown: () => ladders(host) };
}

/** The ladders that are displayed: how wide they are drawn and how many shapes they have. */
function ladders(host) {
  return host.evaluate((host) =>
    [...host.querySelectorAll(".ladder svg")]
      .filter((svg) => svg.clientWidth > 0)
      .map((svg) => ({ units: svg.viewBox.baseVal.width, shapes: svg.childElementCount })),
  );
}

test("the ladder of a chain is as wide as the figure lets it be, also when that changes", async (t) => {
  for (const chain of CHAINS) {
    const { page, host, figure, shown } = await open(t, chain, WIDE);
    await figure.seek(700);
    const drawn = async (units) => {
      const [one, ...others] = await shown();
      return others.length === 0 && one.units === units && one.shapes > 20;
    };
    await until(`${figure.where}: it is wide`, () => drawn(608));
    const [space, ladder] = await Promise.all([".space-wide", ".ladder-wide"].map((own) => host.locator(own).boundingBox()));
    assert.ok(ladder.y >= space.y + space.height, "below the other view");
    await page.setViewportSize(PHONE.viewport);
    await until(`${figure.where}: it is narrow on a phone`, () => drawn(300));
    await staysWithin(page, figure.where);
    await figure.seek(520);
    const said = (await figure.moment()).clock;
    const says = async (own) => plain(await host.locator(`${own} .on.c`).textContent()) === said;
    await until("it shows this moment", () => says(".ladder:not(.ladder-wide)"));
    await page.setViewportSize({ width: 768, height: 1024 });
    await until(`${figure.where}: there is room again`, () => drawn(608));
    await until("and the moment is the same", () => says(".ladder-wide"));
  }
});

test("two nodes have the same ladder everywhere", async (t) => {
  for (const options of [WIDE, PHONE]) {
    const { host, shown } = await open(t, PAIR, options);
    await until("it is drawn", async () => (await shown())[0]?.shapes > 5);
    assert.deepEqual((await shown()).map(({ units }) => units), [300]);
    assert.equal(await host.locator(".ladder").count(), 1);
  }
});

test("what is picked on the wide ladder is marked in the other view", async (t) => {
  const { host, figure } = await open(t, CHAINS[0], WIDE);
  await figure.seek(130);
  await until("the requests are drawn", async () => (await host.locator(".ladder-wide .req").count()) > 0);
  await host.locator(".ladder-wide .req").first().click({ force: true });
  await until("it is marked in both", async () => (await host.locator(".ladder-wide .picked").count()) > 0 && (await host.locator(".space-wide .picked").count()) > 0);
});

test("while the sentences change, nothing below them moves", async (t) => {
  for (const own of [...CHAINS, PAIR]) {
    for (const width of [320, 360, 700]) {
      const { figure, host } = await open(t, own, { viewport: { width, height: 740 } });
      const tops = new Set();
      for (const place of PLACES) {
        await figure.seek(place);
        await figure.moment();
        tops.add(await host.evaluate((host) => {
          const ladder = [...host.querySelectorAll(".ladder")].find((own) => own.clientWidth > 0);
          return Math.round(ladder.getBoundingClientRect().top - host.getBoundingClientRect().top);
        }));
      }
      assert.equal(tops.size, 1, `${figure.where} at ${width} px: the ladder stays, ${[...tops]}`);
    }
  }
});
