//! What a page offers beside its widgets: previews of terms, copies of listings, worlds of wrong
//! answers. A chunk of its own, fetched once the
//! widgets have started, so that no question waits for it.

use gloo_timers::callback::Timeout;
use wasm_bindgen_futures::spawn_local;
use wasm_split_helpers::{SplitLoaderError, wasm_split};

use crate::platform::{listing, page, preview, worlds};

/// How long questions, styles and figures near the screen have the line to themselves.
const HEAD_START_MS: u32 = 300;

/// Fetches and starts them. Where that fails, terms are links and listings have no buttons.
pub(crate) fn start() {
    Timeout::new(HEAD_START_MS, || {
        spawn_local(async {
            if load().await.is_ok() {
                let _ = listen().await;
            }
        });
    })
    .forget();
}

#[wasm_split(asides, fallible, preload(load))]
fn listen() -> Result<(), SplitLoaderError> {
    preview::start();
    listing::start();
    worlds::start();
    page::on_leave(preview::close);
    page::say_asides();
    Ok(())
}
