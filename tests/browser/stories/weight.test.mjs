// What comes before the first question answers: few requests, few bytes, nothing from anybody else.

import assert from "node:assert/strict";
import { test } from "node:test";
import { LESSONS } from "../course.mjs";
import { brotliBytes } from "../server.mjs";
import { stage } from "../stage.mjs";
import { until } from "../until.mjs";

const it = stage();
const REQUESTS_MAX = 6;
const BROTLI_BYTES_MAX = 150_000;
const PHONE = { viewport: { width: 412, height: 823 }, isMobile: true, hasTouch: true };

for (const route of LESSONS) {
  test(`${route}: at most ${REQUESTS_MAX} requests and ${BROTLI_BYTES_MAX} bytes to the first live question`, async (t) => {
    it.server.forget();
    const page = await it.open(t, route, { ...PHONE, awake: false, init: noteFirstLife });
    const foreign = [];
    page.on("request", (request) => {
      if (!request.url().startsWith(it.server.origin)) foreign.push(request.url());
    });
    await until(`${route}: the first question is alive`, () =>
      page.locator('[data-widget*="Predict"], [data-widget*="Choice"]').first().getAttribute("data-live").then((live) => live !== null),
    );
    const asked = [...it.server.requests];
    // The browser tells when a request began only once it has ended.
    const files = await until(`${route}: what was asked for is there`, async () => {
      const files = await page.evaluate(filesAskedFor);
      const told = ({ path }) => !path.startsWith("/assets/") || path.endsWith(".svg") || files.some((file) => file.path === path);
      return asked.every(told) && files;
    });
    const later = files.filter(({ late }) => late).map(({ path }) => path);
    const before = asked.filter(({ path }) => !later.includes(path));
    const requests = before.map(({ path, status, body }) => {
      return { path, status, bytes: body.length, brotli: body.length && brotliBytes(body) };
    });
    const list = requests.map(({ path, status, bytes, brotli }) => `${path} ${status}: ${brotli} (${bytes} plain)`);
    const total = requests.reduce((sum, { brotli }) => sum + brotli, 0);
    t.diagnostic(`${route}: ${requests.length} requests, ${total} bytes brotli: ${list.join(", ")}`);
    assert.ok(requests.length <= REQUESTS_MAX, `${route}: ${requests.length} requests\n${list.join("\n")}`);
    assert.ok(total <= BROTLI_BYTES_MAX, `${route}: ${total} bytes\n${list.join("\n")}`);
    assert.ok(!list.some((path) => path.includes("sim-")), `${route}: the simulator comes later\n${list.join("\n")}`);
    assert.deepEqual(foreign, [], `${route}: requests to others`);
  });
}

/** The files that came, and whether they were asked for after the first question was alive. */
function filesAskedFor() {
  const files = performance.getEntriesByType("resource");
  return files.map(({ name, startTime }) => ({ path: new URL(name).pathname, late: startTime > window.firstLife }));
}

/** Notes when the first question has come alive: what is asked for after that did not keep it waiting. */
function noteFirstLife() {
  new MutationObserver((_, observer) => {
    const alive = document.querySelector('[data-widget*="Predict"][data-live], [data-widget*="Choice"][data-live]');
    if (!alive) return;
    window.firstLife = performance.now();
    observer.disconnect();
  }).observe(document, { subtree: true, childList: true, attributes: true, attributeFilter: ["data-live"] });
}
