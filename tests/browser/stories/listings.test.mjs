// A listing is copied with one press: what one would type, and nothing else.

import assert from "node:assert/strict";
import { test } from "node:test";
import { stage } from "../stage.mjs";
import { until } from "../until.mjs";

const it = stage();
const ROUTE = "about/";

/** As the lesson compiler writes it; see the cases of `crates/lessonc`. */
const listing = (language, code) =>
  `<figure class="listing"><figcaption class="label">${language}</figcaption>` +
  `<button class="copy" type="button" aria-label="Copy"></button><span class="vh" role="status"></span>` +
  `<pre tabindex="0"><code class="language-${language}">${code}</code></pre></figure>`;

const NOTED = `<span class="hl-k">def</span> f(x): <a class="mark" id="cl-1-1" href="#cn-1-1" aria-label="Note 1"><span>(</span>1<span>)</span></a>
    <span class="hl-k">return</span> x &lt; 1
`;
const SESSION = `<span class="hl-p">$ </span>curl -i \\
<span class="hl-p">&gt; </span>https://shop.example/
<span class="hl-o">HTTP/2 200</span>

<span class="hl-p">$ </span>ls
`;

const CASES = [
  ["python", NOTED, "def f(x):\n    return x < 1\n"],
  ["console", SESSION, "curl -i \\\nhttps://shop.example/\nls\n"],
];

async function withListing(t, language, code, permissions) {
  const context = await it.browser.newContext();
  t.after(() => context.close());
  await context.grantPermissions(permissions, { origin: it.server.origin });
  const page = await it.open(t, ROUTE, { context });
  await add(page, language, code);
  return page;
}

function add(page, language, code) {
  return page.locator("main").evaluate((main, html) => main.insertAdjacentHTML("beforeend", html), listing(language, code));
}

for (const [language, code, expected] of CASES) {
  test(`${language} is copied without what is not code`, async (t) => {
    const page = await withListing(t, language, code, ["clipboard-read", "clipboard-write"]);
    const text = await page.locator(".listing").innerText();
    await page.locator(".listing").getByRole("button", { name: "Copy", exact: true }).click();
    await until("it says so", () => page.locator(".listing").getByRole("button", { name: "Copied" }).count());
    assert.equal(await page.locator(".listing [role=status]").textContent(), "Copied", "and to screen readers");
    assert.equal(await page.evaluate(() => navigator.clipboard.readText()), expected);
    await until("the button is itself again", () => page.locator(".listing").getByRole("button", { name: "Copy", exact: true }).count());
    assert.equal(await page.locator(".listing").innerText(), text, "the text of the page is what it was");
  });
}

test("a browser that refuses is believed", async (t) => {
  const page = await withListing(t, "python", NOTED, []);
  await page.evaluate(() => {
    navigator.clipboard.writeText = () => Promise.reject(new DOMException("no", "NotAllowedError"));
  });
  await page.locator(".listing .copy").click();
  await until("it says so", () => page.locator(".listing").getByRole("button", { name: "Not copied" }).count());
});

test("without script there is no button", async (t) => {
  const page = await it.open(t, ROUTE, { javaScriptEnabled: false, awake: false });
  await add(page, "python", NOTED);
  assert.equal(await page.locator(".listing pre").isVisible(), true, "the code is there");
  assert.equal(await page.locator(".listing .copy").isVisible(), false);
});
