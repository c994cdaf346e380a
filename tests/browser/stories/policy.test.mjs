// The content security policy holds on every page, by the page's own <meta> alone and with a header.

import assert from "node:assert/strict";
import { createServer } from "node:http";
import { after, before, test } from "node:test";
import { LESSONS, ROUTES } from "../course.mjs";
import { stage } from "../stage.mjs";

const bare = stage({ policy: false });
const strict = stage();
const EVERY = [...ROUTES, "404.html"];

let stranger;
before(() => new Promise((resolve) => (stranger = createServer((_, out) => out.end("hi")).listen(0, resolve))));
after(() => stranger.close());

for (const route of EVERY) {
  test(`${route || "/"}: nothing is allowed that a page of text and one module do not need`, async (t) => {
    const page = await bare.open(t, route, { awake: false });
    const content = await page.locator('meta[http-equiv="Content-Security-Policy"]').getAttribute("content");
    const directives = new Map(content.split(";").map((one) => one.trim().split(/\s+/)).map(([name, ...rest]) => [name, rest]));
    const expected = {
      "default-src": ["'self'"],
      "script-src": ["'self'", "'wasm-unsafe-eval'"],
      "img-src": ["'self'", "data:"],
      "object-src": ["'none'"],
      "base-uri": ["'none'"],
      "form-action": ["'none'"],
    };
    for (const [name, sources] of Object.entries(expected)) {
      const given = directives.get(name);
      if (route === "404.html" && name === "script-src") continue;
      assert.deepEqual(given, sources, `${route || "/"}: ${name}`);
    }
    assert.ok(!content.includes("'unsafe-"), `${route || "/"}: ${content}`);
    for (const source of directives.get("style-src")) assert.match(source, /^'(self|none|sha256-[\w+/=]+)'$/, `${route}: style-src`);
    const first = await page.evaluate(() => document.head.firstElementChild.outerHTML);
    assert.match(first, /Content-Security-Policy/, `${route || "/"}: the policy comes before all that it rules`);
  });
}

const DEEDS = {
  "an inline script": () => {
    const script = document.createElement("script");
    script.textContent = "window.broken = true";
    document.body.append(script);
  },
  "a style attribute": () => {
    document.body.insertAdjacentHTML("beforeend", '<p id="styled" style="--broken:1">x</p>');
    window.broken = getComputedStyle(document.getElementById("styled")).getPropertyValue("--broken") === "1";
  },
  "a foreign fetch": async (port) => {
    await fetch(`http://127.0.0.1:${port}/`, { mode: "no-cors" }).then(() => (window.broken = true)).catch(() => {});
  },
  "a foreign picture": async (port) => {
    const picture = new Image();
    await new Promise((done) => {
      picture.onload = picture.onerror = done;
      picture.src = `http://127.0.0.1:${port}/a.png`;
    });
  },
};

for (const [by, it] of Object.entries({ "by the page alone": bare, "with a header": strict })) {
  for (const [name, deed] of Object.entries(DEEDS)) {
    test(`${by}, ${name} is refused`, async (t) => {
      const page = await it.open(t, LESSONS[0], { expected: [/^policy: /, /^console: .*Content Security Policy/, /^request: .* csp/] });
      const violated = page.evaluate(
        () => new Promise((resolve) => document.addEventListener("securitypolicyviolation", ({ violatedDirective }) => resolve(violatedDirective))),
      );
      await page.evaluate(deed, stranger.address().port);
      assert.match(await violated, /-src/, `${LESSONS[0]}: ${name} breaks the policy`);
      assert.notEqual(await page.evaluate(() => window.broken), true, `${LESSONS[0]}: ${name} does nothing`);
    });
  }
}
