// A thousand messages under way cost about as much to draw as a few.

import assert from "node:assert/strict";
import { test } from "node:test";
import { frames } from "../frames.mjs";
import { stage } from "../stage.mjs";

const it = stage();
// Several times what a quiet machine takes (AUDIT.md): stories share theirs. What grows with the run would be far beyond.
const FRAME_MS = 60;
const SEEK_MS = 100;

test("a run with a thousand messages under way can be played and sought", async (t) => {
  const { work, seek, shapes } = await frames(it.browser, it.server);
  t.diagnostic(`${shapes} shapes: ${work.toFixed(1)} ms a frame, ${seek.toFixed(1)} ms a jump`);
  assert.ok(shapes < 400, `a crowd is drawn as bands, not as ${shapes} shapes`);
  assert.ok(work <= FRAME_MS, `${work} ms of script, style and layout in a frame`);
  assert.ok(seek <= SEEK_MS, `${seek} ms for a jump`);
});
