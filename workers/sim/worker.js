// Makes a Web Worker of the simulator. The bundler puts these lines at the end of the module's own loader, where
// `Job` and `__wbg_init` are in scope, and fills in the name of the module.
//
// An order is { id, scenario, turns, acts, seed }: its answer is { id, trace } or { id, error }. With { measures }, a list of
// names, the answer is { id, numbers } in the same order. A long run is told of as { id, progress } from 0 to 1.
// { id, stop: true } answers with what there is so far; { id, cancel: true } is for who wants no answer any more.

const ready = __wbg_init({ module_or_path: new URL("SIM_WASM", import.meta.url) });

// So long it works before it looks for messages, and asks for the time only so often.
const SLICE_MS = 30;
const EVENTS = 5000;
// Who waits longer than this wants to know how far it is, and again after each such while.
const PATIENCE_MS = 300;
const NEWS_MS = 100;

// They take turns, so that a short run does not wait for a long one.
const jobs = [];
let awake = false;
// A message to itself comes behind those that wait already, and sooner than any timer.
const { port1: next, port2: later } = new MessageChannel();
next.onmessage = work;

self.addEventListener("message", ({ data: { id, stop, cancel, ...order } }) => {
  const at = jobs.findIndex((job) => job.id === id);
  if (cancel) {
    if (at >= 0) jobs.splice(at, 1)[0].run?.free();
  } else if (stop) {
    if (at >= 0) jobs[at].stopped = true;
  } else {
    jobs.push({ id, order, news: performance.now() + PATIENCE_MS });
    if (!awake) {
      awake = true;
      ready.then(work, refuse);
    }
  }
});

function work() {
  const job = jobs.shift();
  if (!job) {
    awake = false;
    return;
  }
  try {
    job.run ??= begin(job.order);
    if (job.stopped) job.run.stop();
    const end = performance.now() + SLICE_MS;
    let over;
    do over = job.run.advance(EVENTS);
    while (!over && performance.now() < end);
    if (over) {
      answer(job);
    } else {
      tell(job);
      jobs.push(job);
    }
  } catch (error) {
    fail(job, error);
  }
  later.postMessage(null);
}

function begin({ scenario, turns, acts, seed, measures }) {
  const bytes = Uint8Array.from(scenario.matchAll(/%(..)|./gs), ([byte, hex]) => hex ? parseInt(hex, 16) : byte.charCodeAt(0));
  return new Job(bytes, turns, acts ?? "", String(seed), measures !== undefined);
}

function answer({ id, order: { measures }, run }) {
  if (measures) {
    self.postMessage({ id, numbers: run.numbers(measures.join(" ")) });
  } else {
    const trace = run.trace().buffer;
    self.postMessage({ id, trace }, [trace]);
  }
}

function tell(job) {
  const now = performance.now();
  if (now < job.news) return;
  job.news = now + NEWS_MS;
  self.postMessage({ id: job.id, progress: job.run.progress() });
}

function fail({ id }, error) {
  self.postMessage({ id, error: error instanceof Error ? error.message : String(error) });
}

function refuse(error) {
  for (const job of jobs.splice(0)) fail(job, error);
  awake = false;
}
