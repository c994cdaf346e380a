// The story of all engines in Chromium, so that it is known to hold before the others are asked.

import { test } from "node:test";
import { launch, newPage } from "../browser.mjs";
import { serve } from "../server.mjs";
import { smoke } from "./smoke.mjs";

test("Chromium: answer, predict, play, move, come back", { timeout: 120_000 }, async (t) => {
  const server = await serve();
  t.after(() => server.close());
  const browser = await launch();
  t.after(() => browser.close());
  const { page, problems } = await newPage(browser);
  await smoke(
    {
      goto: (url) => page.goto(url),
      back: () => page.goBack(),
      reload: () => page.reload(),
      // Playwright hands over one argument.
      evaluate: (look, ...given) => page.evaluate(([text, given]) => (0, eval)(`(${text})`)(...given), [String(look), given]),
      click: (selector) => page.click(selector),
      type: (selector, text) => page.fill(selector, text),
      problems: async () => problems,
    },
    server,
  );
});
