// Appended to the glue that wasm-bindgen makes for the application. Notes clicks on widgets that are not alive
// yet, then starts the program. The bundler puts the module's file name in place of APP_WASM.
globalThis.earlyClicks = [];
document.addEventListener(
  "click",
  (event) => {
    const button = event.target.closest?.("[data-widget]:not([data-live]) [data-host] button");
    if (button) globalThis.earlyClicks.push(button);
  },
  true,
);
__wbg_init({ module_or_path: new URL("APP_WASM", import.meta.url) }).catch((reason) => {
  // The page reads without it: hints and answers stay in their boxes.
  document.documentElement.dataset.app = "failed";
  console.warn("The widgets of this page could not start.", reason);
});
