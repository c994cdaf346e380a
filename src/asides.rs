//! What a page offers beside its widgets: moving to other pages without leaving the document, links to moments, previews of
//! terms, copies of listings, worlds of wrong answers. A chunk of its own, fetched once the widgets have started, so that no
//! question waits for it. Until it is there, and where it never comes, a link is what it is in every browser.

use gloo_timers::callback::Timeout;
use wasm_bindgen_futures::spawn_local;
use wasm_split_helpers::{SplitLoaderError, wasm_split};

use crate::platform::page::Element;
use crate::platform::{listing, navigation, page, preview, worlds};
use crate::state::link;

/// How long questions, styles and figures near the screen have the line to themselves.
const HEAD_START_MS: u32 = 300;

/// How the widgets of a page are brought to life and taken down, when another page takes its place.
pub(crate) struct Page {
    pub(crate) wake: fn(&Element),
    pub(crate) sleep: fn(),
}

/// Fetches and starts them. Where that fails, terms and pages are links and listings have no buttons.
pub(crate) fn start(page: Page) {
    Timeout::new(HEAD_START_MS, move || {
        spawn_local(async move {
            if load().await.is_ok() {
                let _ = listen(page).await;
            }
        });
    })
    .forget();
}

#[wasm_split(asides, fallible, preload(load))]
fn listen(page: Page) -> Result<(), SplitLoaderError> {
    navigation::start(page.wake, page.sleep);
    link::follow();
    preview::start();
    listing::start();
    worlds::start();
    page::on_leave(preview::close);
    page::say_asides();
    Ok(())
}
