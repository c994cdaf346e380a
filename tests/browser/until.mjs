// Waiting for a condition, in any browser, without a fixed pause.

import { setTimeout as pause } from "node:timers/promises";

/** How long a condition may take on a slow machine before it counts as not coming true. */
export const PATIENCE_MS = 15_000;
const STEP_MS = 15;

/** Asks `look` until its answer is truthy, and gives that answer. `what` says what was waited for. */
export async function until(what, look, patienceMs = PATIENCE_MS) {
  const deadline = performance.now() + patienceMs;
  let last;
  for (;;) {
    try {
      last = await look();
      if (last) return last;
    } catch (error) {
      last = error;
    }
    if (performance.now() > deadline) {
      throw new Error(`waited ${patienceMs / 1000} s for: ${what} (last: ${last instanceof Error ? last.message : last})`);
    }
    await pause(STEP_MS);
  }
}
