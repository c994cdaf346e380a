//! The browser's history: addresses, and where on its page the reader was.

use wasm_bindgen::JsValue;
use web_sys::{Element, ScrollRestoration};

use crate::platform::page;

/// Where a journey leads.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Place {
    /// A new entry, at the top or at the fragment.
    New,
    /// An entry that was there before, at the height where the reader left it.
    Old { scroll_y: Option<f64> },
}

/// The address of the page, fragment included.
pub(crate) fn here() -> Option<String> {
    page::window()?.location().href().ok()
}

/// An address without its fragment.
pub(crate) fn bare(address: &str) -> String {
    address.split('#').next().unwrap_or_default().to_owned()
}

/// Adds an entry.
pub(crate) fn push(address: &str) {
    if let Some(history) = page::window().and_then(|window| window.history().ok()) {
        let _ = history.push_state_with_url(&JsValue::NULL, "", Some(address));
    }
}

/// Goes there as the browser always does.
pub(crate) fn leave_for(address: &str) {
    if let Some(window) = page::window() {
        let location = window.location();
        // After “back” the address is there already and assigning it would do nothing.
        let done =
            if here().as_deref() == Some(address) { location.reload() } else { location.assign(address) };
        drop(done);
    }
}

/// From now on the height is ours to restore.
pub(crate) fn restore_by_hand() {
    set_restoration(ScrollRestoration::Manual);
}

/// Gives that back, so that a reload comes back to its place.
pub(crate) fn restore_by_browser() {
    set_restoration(ScrollRestoration::Auto);
}

/// The height that was written into the present entry.
pub(crate) fn scroll_y() -> Option<f64> {
    page::window()?.history().ok()?.state().ok()?.as_f64()
}

/// Writes the present height into the present entry.
pub(crate) fn write_scroll_y() {
    let Some(window) = page::window() else { return };
    let height = JsValue::from_f64(window.scroll_y().unwrap_or_default());
    if let Ok(history) = window.history() {
        let _ = history.replace_state(&height, "");
    }
}

/// Focus and height after arriving: as if the browser had loaded the page.
pub(crate) fn settle(address: &str, place: Place) {
    let (Some(window), Some(document)) = (page::window(), page::document()) else { return };
    if let Some(main) = document.query_selector("main").ok().flatten() {
        page::focus(&main);
    }
    // After `@` stands a moment of what the id names.
    let id = address.split_once('#').and_then(|(_, fragment)| fragment.split('@').next());
    let target = id.and_then(|id| document.get_element_by_id(id));
    match (place, target) {
        (Place::Old { scroll_y: Some(y) }, _) => window.scroll_to_with_x_and_y(0.0, y),
        (_, Some(target)) => Element::scroll_into_view(&target),
        _ => window.scroll_to_with_x_and_y(0.0, 0.0),
    }
}

fn set_restoration(how: ScrollRestoration) {
    if let Some(history) = page::window().and_then(|window| window.history().ok()) {
        let _ = history.set_scroll_restoration(how);
    }
}
