//! The page's address: knobs of the simulator travel in its fragment.

use crate::platform::page;

/// The fragment without its `#`.
pub(crate) fn fragment() -> String {
    let fragment = page::window().and_then(|window| window.location().hash().ok()).unwrap_or_default();
    fragment.trim_start_matches('#').to_owned()
}

/// The whole address with this fragment instead of its own.
pub(crate) fn with_fragment(fragment: &str) -> String {
    let href = page::window().and_then(|window| window.location().href().ok()).unwrap_or_default();
    let bare = href.split('#').next().unwrap_or_default();
    if fragment.is_empty() { bare.to_owned() } else { format!("{bare}#{fragment}") }
}

/// A text as a part of an address.
pub(crate) fn encoded(text: &str) -> String {
    js_sys::encode_uri_component(text).into()
}

/// Writes the fragment into the address bar. No new history entry, no jump.
pub(crate) fn replace_fragment(fragment: &str) {
    let Some(history) = page::window().and_then(|window| window.history().ok()) else { return };
    let state = history.state().unwrap_or(wasm_bindgen::JsValue::NULL);
    let _ = history.replace_state_with_url(&state, "", Some(&with_fragment(fragment)));
}
