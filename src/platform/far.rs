//! What is far below a page's first screen is laid out later, a little each frame (`style/far.css`, `src/boot.js`).

use js_sys::{Function, Reflect};
use wasm_bindgen::{JsCast, JsValue};

use crate::platform::page;

/// Whether what is far below the page that comes next has to wait.
pub(crate) fn waits(waits: bool) {
    let Some(root) = page::document().and_then(|document| document.document_element()) else { return };
    let _ = if waits { root.remove_attribute(NEAR) } else { root.set_attribute(NEAR, "") };
}

/// Begins to lay out what waits.
pub(crate) fn lay_out() {
    let lay_out = Reflect::get(&js_sys::global(), &JsValue::from_str("layOut")).ok();
    if let Some(lay_out) = lay_out.and_then(|lay_out| lay_out.dyn_into::<Function>().ok()) {
        let _ = lay_out.call0(&JsValue::NULL);
    }
}

const NEAR: &str = "data-near";
