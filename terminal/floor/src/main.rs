//! The floor as a WebAssembly module for a browser, built like the simulator's, so that the two can be compared there.

use floor::serve;

/// Nothing to start: the page calls.
fn main() {}

/// Serves `customers` and gives their mean stay in seconds.
#[expect(unsafe_code, reason = "a page can only call what is exported by its plain name")]
#[unsafe(no_mangle)]
pub extern "C" fn mean_stay_s(customers: u32) -> f64 {
    serve(customers, 1).mean_s().unwrap_or_default()
}
