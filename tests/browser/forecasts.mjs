// How predictions of one of several things, of an order and of a place are answered, worked out from their answer keys alone.

import assert from "node:assert/strict";
import { Figure } from "./figure.mjs";
import { until } from "./until.mjs";

/** What a prediction is about: `Choice`, `Order` or `Place`. */
export function about(question) {
  return Object.keys(question.fields)[0];
}

/** Everything that may be answered: `{ name, given, right, told }`, with the names of the replies that are due. */
export function foretellings(question) {
  const { right, ids, fields } = question;
  if (about(question) !== "Order") {
    return Object.values(fields)[0].map((id) => ({ name: id, given: { option: id }, right: id === right, told: [id] }));
  }
  const told = (order) =>
    question.asks.order.swaps.flatMap(([before, after], place) => (order.indexOf(before) < order.indexOf(after) ? [`swap-${place}`] : []));
  const orders = { "as offered": ids, backwards: [...right].reverse(), "in order": right };
  return Object.entries(orders).map(([name, order]) => ({
    name,
    given: { order },
    right: JSON.stringify(order) === JSON.stringify(right),
    told: told(order),
  }));
}

/** Enters an answer with the mouse, or without one. */
export async function foretell(card, question, given, { byKeys = false } = {}) {
  if (given.option) {
    const radio = card.locator(".form .opt input").nth(Object.values(question.fields)[0].indexOf(given.option));
    if (!byKeys) return radio.check();
    await radio.focus();
    return radio.page().keyboard.press("Space");
  }
  for (const [place, id] of given.order.entries()) {
    for (let at = (await foretold(card, question)).order.indexOf(id); at > place; at -= 1) {
      const button = card.locator(".order li").nth(at).getByRole("button", { name: /^Move up/ });
      if (byKeys) await button.press("Enter");
      else await button.click();
    }
  }
}

/** What stands in the fields now. */
export async function foretold(card, question) {
  if (about(question) !== "Order") {
    const checked = await card.locator(".form .opt input").evaluateAll((all) => all.findIndex((it) => it.checked));
    return { option: Object.values(question.fields)[0][checked] };
  }
  const rows = await card.locator(".order .item").evaluateAll((all) => all.map((it) => it.textContent.replace(/\s+/g, " ").trim()));
  return { order: rows.map((text) => question.ids[question.texts.indexOf(text)]) };
}

/** Brings the run that is shown to its answer; one of a place goes there by itself. */
export async function toItsAnswer(page, question) {
  const card = page.locator(`#${question.id}`);
  const figure = new Figure(page, card, `#${question.id}`);
  await card.locator("figure").waitFor();
  if (about(question) === "Place") await figure.fastest();
  else await figure.seek(1000);
  await until(`#${question.id}: the verdict`, async () => (await card.locator(".verdict").innerText()).length > 20);
  return figure;
}

/** The verdict begins with this word. */
export async function begins(card, where, word) {
  await until(`${where}: ${word}`, async () => (await card.locator(".verdict").innerText()).trim().startsWith(word));
  const said = (await card.locator(".verdict").innerText()).replace(/\s+/g, " ").trim();
  assert.ok(said.startsWith(word), `${where}: ${said}`);
  return said;
}
