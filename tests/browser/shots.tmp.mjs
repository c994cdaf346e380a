import { launch, newPage } from "./browser.mjs";
import { serve } from "./server.mjs";
const server = await serve({}); const browser = await launch();
const out = "/tmp/w-shots"; import("node:fs").then(fs => fs.mkdirSync(out, { recursive: true }));
for (const [width, scheme] of [[360, "light"], [768, "dark"], [1280, "light"], [320, "dark"]]) {
  const { page, problems } = await newPage(browser, { viewport: { width, height: 900 }, colorScheme: scheme, reducedMotion: "reduce" });
  await page.goto(server.url("lessons/client-server/"));
  for (const id of ["told-otherwise", "distance-adds-up"]) {
    await page.locator(`#${id}`).scrollIntoViewIfNeeded();
    await page.waitForSelector(`#${id}[data-live]`, { timeout: 60000 });
  }
  await page.locator("#told-otherwise .casts input").nth(1).check();
  await page.getByRole("button", { name: "Next step" }).click();
  await page.waitForTimeout(300);
  await page.locator("#told-otherwise").screenshot({ path: `${out}/analogy-${width}-${scheme}.png` });
  await page.locator("#distance-adds-up .knob input").first().fill("80");
  await page.waitForTimeout(900);
  await page.locator("#distance-adds-up").screenshot({ path: `${out}/explorer-${width}-${scheme}.png` });
  console.log(width, scheme, problems);
  await page.close();
}
{
  const { page } = await newPage(browser, { viewport: { width: 768, height: 900 }, javaScriptEnabled: false });
  await page.goto(server.url("lessons/client-server/"));
  await page.locator("#told-otherwise").screenshot({ path: `${out}/analogy-noscript.png` });
  await page.locator("#distance-adds-up").screenshot({ path: `${out}/explorer-noscript.png` });
}
{
  const { page } = await newPage(browser, { viewport: { width: 768, height: 900 }, forcedColors: "active" });
  await page.goto(server.url("lessons/client-server/"));
  await page.locator("#distance-adds-up").scrollIntoViewIfNeeded();
  await page.waitForSelector(`#distance-adds-up[data-live]`, { timeout: 60000 });
  await page.locator("#distance-adds-up").screenshot({ path: `${out}/explorer-forced.png` });
  await page.emulateMedia({ media: "print", forcedColors: "none" });
  await page.locator("#told-otherwise").screenshot({ path: `${out}/analogy-print.png` });
}
await browser.close(); await server.close();
