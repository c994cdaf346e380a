// AUDIT.md, section by section: whoever measures one of them leaves the others as they are.

import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const FILE = fileURLToPath(new URL("../../AUDIT.md", import.meta.url));

const OPENING = `# Audit

Measured with \`cargo xtask audit\`. Absolute times are those of one machine on one day; ratios and order say more.
`;

/** The sections in their order. */
export const TITLES = [
  "Pages on a slow phone",
  "Frames of the live diagram",
  "Longest tasks",
  "Speed of the simulator",
  "Other simulators",
  "Sizes",
];
export const [PAGES, FRAMES, TASKS, SPEED, PEERS, SIZES] = TITLES;

/** Writes sections, by title, with today's date above each; gives what was written. */
export function record(sections) {
  const date = new Date().toISOString().slice(0, 10);
  const fresh = Object.entries(sections).map(([title, text]) => [title, `Measured on ${date}.\n\n${text.trim()}\n`]);
  const all = { ...recorded(), ...Object.fromEntries(fresh) };
  const known = TITLES.filter((title) => title in all);
  writeFileSync(FILE, [OPENING, ...known.map((title) => `## ${title}\n\n${all[title]}`)].join("\n"));
  return fresh.map(([title, text]) => `## ${title}\n\n${text}`).join("\n");
}

function recorded() {
  const [, ...sections] = readFileSync(FILE, "utf8").split(/^## /m);
  return Object.fromEntries(
    sections.map((section) => {
      const [title] = section.split("\n", 1);
      return [title, `${section.slice(title.length).trim()}\n`];
    }),
  );
}
