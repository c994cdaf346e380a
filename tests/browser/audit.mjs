// Measures every page (of the cards the heaviest) as a phone on a slow network would see it, the simulator's speed and all sizes, and writes them to
// AUDIT.md. Pages are compared with a floor: the same document without script and without anything else to load.

import { readFileSync, readdirSync } from "node:fs";
import { join, relative } from "node:path";
import { FRAMES, PAGES, SIZES, SPEED, TASKS, record } from "./audit-file.mjs";
import { speeds } from "./bench.mjs";
import { launch } from "./browser.mjs";
import { frameTable } from "./frames.mjs";
import { DIST, brotliBytes, serve } from "./server.mjs";
import { taskTable } from "./tasks.mjs";

const REPEATS = 5;
const NETWORK = { offline: false, latency: 150, downloadThroughput: 1.6e6 / 8, uploadThroughput: 0.75e6 / 8 };
const CPU_SLOWER = 4;

const SCRIPTED = /<script.*?<\/script>|<link rel="(modulepreload|preload|stylesheet|icon)"[^>]*>/g;

/** Runs in the page before anything else: notes paints, and answers the first question as soon as it can be seen. */
function observe() {
  globalThis.seen = { lcp: 0, cls: 0, answered: null, live: null };
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) seen.lcp = entry.startTime;
  }).observe({ type: "largest-contentful-paint", buffered: true });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) if (!entry.hadRecentInput) seen.cls += entry.value;
  }).observe({ type: "layout-shift", buffered: true });
  let pressed = false;
  new MutationObserver(() => {
    const question = document.querySelector('[data-widget*="Choice"]');
    const check = question?.querySelector(".row button");
    if (check && !pressed) {
      pressed = true;
      question.querySelector(".opt input").click();
      check.click();
    }
    if (seen.live === null && document.querySelector("[data-live]")) seen.live = performance.now();
    if (seen.answered === null && question?.querySelector(".verdict p")) seen.answered = performance.now();
  }).observe(document, { childList: true, subtree: true, attributes: true });
}

async function visit(browser, url, { question }) {
  const context = await browser.newContext({ viewport: { width: 360, height: 740 }, deviceScaleFactor: 2 });
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send("Network.enable");
  await session.send("Network.emulateNetworkConditions", NETWORK);
  await session.send("Emulation.setCPUThrottlingRate", { rate: CPU_SLOWER });
  await page.addInitScript(observe);
  await page.goto(url);
  const painted = () => performance.getEntriesByName("first-contentful-paint").length > 0;
  await page.waitForFunction(painted, null, { polling: 50 });
  if (question) await page.waitForFunction(() => seen.answered !== null, null, { polling: 50 });
  const result = await page.evaluate(() => ({
    ...seen,
    fcp: performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? NaN,
  }));
  await context.close();
  return result;
}

async function median(browser, url, options) {
  const visits = [];
  for (let index = 0; index < REPEATS; index += 1) visits.push(await visit(browser, url, options));
  const middle = (name) => visits.map((it) => it[name]).sort((a, b) => a - b)[Math.floor(REPEATS / 2)];
  return Object.fromEntries(["fcp", "lcp", "cls", "live", "answered"].map((name) => [name, middle(name)]));
}

/** The heaviest page of its kind stands for the others. */
function heaviest(routes) {
  const bytes = (route) => readFileSync(join(DIST, route, "index.html")).length;
  return routes.toSorted((a, b) => bytes(b) - bytes(a)).slice(0, 1);
}

const all = readdirSync(DIST, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.name === "index.html")
  .map((entry) => relative(DIST, join(entry.parentPath ?? entry.path, ".")))
  .map((folder) => (folder === "" ? "" : `${folder}/`))
  .sort();
const isCard = (route) => /^cards\/./.test(route);
const routes = [...all.filter((route) => !isCard(route)), ...heaviest(all.filter(isCard))];

const browser = await launch();
const site = await serve({ compress: true });
const floor = await serve({ compress: true });
floor.alter(/\/$/, (text) => text.replace(SCRIPTED, ""));
const ms = (value) => (value === null || Number.isNaN(value) ? "–" : String(Math.round(value)));
const rows = [];
for (const route of routes) {
  const options = { question: route.startsWith("lessons/") };
  const ours = await median(browser, site.url(route), options);
  const least = await median(browser, floor.url(route), { question: false });
  rows.push(
    `| \`/${route}\` | ${ms(ours.fcp)} | ${ms(ours.lcp)} | ${ms(least.fcp)} | ${(ours.fcp / least.fcp).toFixed(2)} | ` +
      `${ms(options.question ? ours.live : null)} | ${ms(options.question ? ours.answered : null)} | ${ours.cls.toFixed(3)} |`,
  );
}
await site.close();
await floor.close();
const drawn = await frameTable(browser);
const tasks = await taskTable(browser);
const speed = await speeds(browser);
await browser.close();

const files = readdirSync(DIST, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
const sizes = files.map((entry) => {
  const path = join(entry.parentPath ?? entry.path, entry.name);
  return { name: relative(DIST, path).replace(/-[0-9a-f]{10}\./, "-*."), path };
});
const weight = ({ name, path }) => {
  const bytes = readFileSync(path);
  return `| \`${name}\` | ${bytes.length} | ${brotliBytes(bytes)} |`;
};

console.log(
  record({
    [PAGES]: `Chromium, ${NETWORK.latency} ms and 1.6 Mbit/s as its own throttling does it, processor ${CPU_SLOWER} times slower, 360 px, empty cache, brotli 11,
median of ${REPEATS}, in ms. The floor is the same document without script, styles in files, or icon. “Live” is when the first question
listens, “answered” when a question that was picked and pressed at its first appearance shows its verdict.

| page | first paint | largest paint | floor, first paint | × floor | live | answered | layout shift |
| --- | --- | --- | --- | --- | --- | --- | --- |
${rows.join("\n")}`,
    [FRAMES]: drawn,
    [TASKS]: tasks,
    [SPEED]: speed,
    [SIZES]: `| file | bytes | brotli 11 |
| --- | --- | --- |
${sizes.map(weight).sort().join("\n")}`,
  }),
);
