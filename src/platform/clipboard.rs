//! Copying to the clipboard.

use js_sys::Promise;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};

/// Copies `text`. Says nothing when the browser refuses: the text stands on the page as well.
pub(crate) fn copy(text: &str) -> Option<()> {
    write(text).map(drop)
}

/// Copies `text`, then tells whether that worked.
pub(crate) fn copy_then(text: &str, then: impl FnOnce(bool) + 'static) {
    let writing = write(text);
    spawn_local(async move {
        then(match writing {
            Some(writing) => JsFuture::from(writing).await.is_ok(),
            None => false,
        });
    });
}

/// Copies `text`, and tells when it is done. None where there is no clipboard.
pub(crate) fn write(text: &str) -> Option<Promise> {
    let navigator = js_sys::Reflect::get(&js_sys::global(), &JsValue::from_str("navigator")).ok()?;
    let clipboard = js_sys::Reflect::get(&navigator, &JsValue::from_str("clipboard")).ok()?;
    let write = js_sys::Reflect::get(&clipboard, &JsValue::from_str("writeText")).ok()?;
    let writing = write.dyn_ref::<js_sys::Function>()?.call1(&clipboard, &JsValue::from_str(text)).ok()?;
    writing.dyn_into().ok()
}
