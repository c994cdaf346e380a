// Appended to the glue that wasm-bindgen makes for the application. Notes clicks on widgets that are not alive
// yet, then starts the program. It runs as soon as it is there, while the page may still be coming: so clicks are
// noted early, and the module is compiled while its bytes arrive. The bundler puts the module's file name in place
// of APP_WASM.
globalThis.earlyClicks = [];
document.addEventListener(
  "click",
  (event) => {
    const button = event.target.closest?.("[data-widget]:not([data-live]) [data-host] button");
    if (button) globalThis.earlyClicks.push(button);
  },
  true,
);
// What is far below is laid out later (`style/far.css`), except on a visit that comes back, or to a place within the
// page: these need the heights of what stands above.
const root = document.documentElement;
const [visit] = performance.getEntriesByType("navigation");
if (visit?.type !== "navigate" || location.hash) root.dataset.near = "";
/** Lays out what is far below, a little each frame: in one piece it would keep the page from answering. */
globalThis.layOut = () => {
  if ("near" in root.dataset) return;
  const far = [...document.querySelectorAll(".book>h2~h2~:not(h2,[data-laid])")];
  for (const block of far.slice(0, 8)) block.dataset.laid = "";
  if (far.length) requestAnimationFrame(layOut);
};
const module = new URL("APP_WASM", import.meta.url);
const compiled = WebAssembly.compileStreaming(fetch(module)).catch(async () =>
  // A host that sends the module under another type, or a connection that broke: once more, in one piece.
  WebAssembly.compile(await (await fetch(module)).arrayBuffer()),
);
const parsed = new Promise((resolve) => {
  if (document.readyState !== "loading") resolve();
  // The browser may lay the page out in the task in which it has come to its end: the start is one of its own.
  else document.addEventListener("DOMContentLoaded", () => setTimeout(resolve), { once: true });
});
Promise.all([compiled, parsed])
  .then(([module_or_path]) => __wbg_init({ module_or_path }))
  .catch((reason) => {
    // The page reads without it: hints and answers stay in their boxes.
    root.dataset.app = "failed";
    console.warn("The widgets of this page could not start.", reason);
  })
  .finally(layOut);
