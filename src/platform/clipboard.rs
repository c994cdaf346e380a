//! Copying to the clipboard.

use wasm_bindgen::{JsCast, JsValue};

/// Copies `text`. Says nothing when the browser refuses: the text stands on the page as well.
pub(crate) fn copy(text: &str) -> Option<()> {
    let navigator = js_sys::Reflect::get(&js_sys::global(), &JsValue::from_str("navigator")).ok()?;
    let clipboard = js_sys::Reflect::get(&navigator, &JsValue::from_str("clipboard")).ok()?;
    let write = js_sys::Reflect::get(&clipboard, &JsValue::from_str("writeText")).ok()?;
    write.dyn_ref::<js_sys::Function>()?.call1(&clipboard, &JsValue::from_str(text)).ok()?;
    Some(())
}
