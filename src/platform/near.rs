//! Waiting until an element comes near the screen.

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Element, IntersectionObserver, IntersectionObserverEntry, IntersectionObserverInit};

/// How far from the screen is near: about two swipes of a phone.
const MARGIN: &str = "800px 0px";

/// Calls a function once when the element comes near the screen. Dropping it stops waiting.
pub(crate) struct Near {
    observer: IntersectionObserver,
    _on_change: Closure<dyn FnMut(js_sys::Array)>,
}

impl Near {
    /// Starts waiting. None where the browser has no such observer; then the caller goes ahead at once.
    pub(crate) fn new(element: &Element, then: impl FnOnce() + 'static) -> Option<Self> {
        let mut then = Some(then);
        let on_change = Closure::<dyn FnMut(js_sys::Array)>::new(move |entries: js_sys::Array| {
            let near = entries.iter().any(|entry| {
                entry
                    .dyn_ref::<IntersectionObserverEntry>()
                    .is_some_and(IntersectionObserverEntry::is_intersecting)
            });
            if near && let Some(then) = then.take() {
                then();
            }
        });
        let options = IntersectionObserverInit::new();
        options.set_root_margin(MARGIN);
        let callback = on_change.as_ref().unchecked_ref();
        let observer = IntersectionObserver::new_with_options(callback, &options).ok()?;
        observer.observe(element);
        Some(Self { observer, _on_change: on_change })
    }
}

impl Drop for Near {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}
