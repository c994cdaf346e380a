// What the built pages say, read from the files before any script has touched them.

import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { DIST } from "./server.mjs";

/** Routes of all pages: `""`, `about/`, `lessons/client-server/`, … without 404.html and addresses that pages had once. */
export const ROUTES = readdirSync(DIST, { recursive: true })
  .map((file) => file.split("\\").join("/"))
  .filter((file) => file === "index.html" || file.endsWith("/index.html"))
  .map((file) => file.slice(0, -"index.html".length))
  .filter((route) => !source(route).includes('http-equiv="refresh"'))
  .sort();

export const LESSONS = ROUTES.filter((route) => route.startsWith("lessons/"));

export const WITH_FIGURES = ROUTES.filter((route) => source(route).includes(`data-widget='"Figure"'`));

/** Pages with questions that the first part of the program does not know. */
export const ASKING = ROUTES.filter((route) => source(route).includes("data-question="));

/** Pages with a figure that has knobs. */
export const WITH_KNOBS = WITH_FIGURES.filter((route) =>
  [...source(route).matchAll(/data-figure='([^']*)'/g)].some(([, data]) => /"knobs":\[\{/.test(data)),
);

/** The text of a page's file. */
export function source(route) {
  return readFileSync(join(DIST, route, "index.html"), "utf8");
}

/**
 * The widgets of a page: `{ id, kind, data, figure, analogy, explorer }` (the latter two for those kinds alone), and for questions what the closed box with the answers holds.
 * `page` is any page of the browser; it only lends its parser.
 */
export function widgets(page, route) {
  return page.evaluate((html) => {
    const parsed = new DOMParser().parseFromString(html, "text/html");
    // The world of a wrong answer stands in what the answer is told, and has stories of its own.
    for (const world of parsed.querySelectorAll(".world, .worlds")) world.remove();
    const plain = (element) => element?.textContent.replace(/\s+/g, " ").trim() ?? "";
    const part = (widget, name) => plain(widget.querySelector(`.answer-key [data-part="${name}"]`));
    const read = (widget) => {
      const about = JSON.parse(widget.dataset.widget);
      // A kind without data is its bare name.
      const [[kind, data]] = typeof about === "string" ? [[about, {}]] : Object.entries(about);
      const key = widget.querySelector(".answer-key");
      const figure = JSON.parse(widget.dataset.figure ?? key?.dataset.figure ?? "null");
      const [analogy, explorer] = ["analogy", "explorer"].map((name) => JSON.parse(widget.dataset[name] ?? "null"));
      const question = { id: widget.id, kind, data, figure, analogy, explorer, explanation: part(widget, "explanation") };
      if (kind === "Choice") {
        question.options = data.options.map((id, index) => ({
          id,
          index,
          text: plain(widget.querySelectorAll(".opt > span")[index]),
          feedback: part(widget, id),
          right: key.querySelector(`[data-part="${id}"]`).hasAttribute("data-right"),
        }));
      }
      if (kind === "Predict") {
        question.truth = plain(key.querySelector(":scope > p"));
        question.asks = key.dataset.asks;
        question.known = [...key.querySelectorAll('[data-part^="known-"]')].map((reply) => ({
          value: Number(reply.dataset.part.slice("known-".length)) / 1000,
          reply: plain(reply),
        }));
      }
      if (kind === "Question") {
        question.data = JSON.parse(widget.dataset.question);
        const form = question.data.kind;
        question.form = typeof form === "string" ? form : Object.keys(form)[0];
        question.fields = form[question.form];
        const carried = (name) => JSON.parse(key.getAttribute(name) ?? "null");
        Object.assign(question, { key: Object.values(carried("data-key") ?? [])[0], ids: carried("data-ids") ?? [] });
        // What the box says under each name, and what stands in the order of the page.
        question.told = Object.fromEntries([...key.querySelectorAll("[data-part]")].map((it) => [it.dataset.part, plain(it)]));
        question.texts = [...widget.querySelectorAll(".form :is(.opt > span, .item, .pair > span, .truth > span:first-child)")].map(plain);
      }
      if (question.form === "Forecast") {
        // What the run is asked, and what it answers, as readers without script find it.
        question.asks = JSON.parse(key.dataset.asks);
        const ranked = [...key.querySelectorAll("ol [data-part]")].map((it) => it.dataset.part.slice("of-".length));
        const [right] = [...key.querySelectorAll("dt")].filter((term) => plain(term.querySelector("b:last-child")) === "Right");
        question.right = right ? right.querySelector("[data-part]").dataset.part.slice("of-".length) : ranked;
      }
      // Every sentence of the box that nobody should meet before answering.
      question.secrets = key
        ? [...key.querySelectorAll('[data-part]:not([data-part^="of-"]), :scope > p')].flatMap((element) => plain(element).split(/(?<=[.!?]) /))
        : [];
      return question;
    };
    return [...parsed.querySelectorAll("[data-widget]")].map(read);
  }, source(route));
}

/** The widgets of a page that want an answer. */
export async function questions(page, route) {
  return (await widgets(page, route)).filter(({ kind }) => ["Choice", "Predict", "Question"].includes(kind));
}

/** Words as a reader sees them, whatever the spaces. */
export function plain(text) {
  return text.replace(/\s+/g, " ").trim();
}
