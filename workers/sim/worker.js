// Makes a Web Worker of the simulator. The bundler puts these lines at the end of the module's own loader, where
// `run` and `__wbg_init` are in scope, and fills in the name of the module.
const ready = __wbg_init({ module_or_path: new URL("SIM_WASM", import.meta.url) });

self.addEventListener("message", async ({ data: { id, scenario, turns, seed } }) => {
  try {
    await ready;
    const trace = run(scenario, turns, String(seed)).buffer;
    self.postMessage({ id, trace }, [trace]);
  } catch (error) {
    self.postMessage({ id, error: error instanceof Error ? error.message : String(error) });
  }
});
