//! Waiting until an element comes near the screen, and noticing when it leaves it.

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Element, IntersectionObserver, IntersectionObserverEntry, IntersectionObserverInit};

/// How far from the screen is near: about two swipes of a phone.
const MARGIN: &str = "800px 0px";

/// Looks out for an element. Dropping it stops that.
pub(crate) struct Near {
    observer: IntersectionObserver,
    _on_change: Closure<dyn FnMut(js_sys::Array)>,
}

impl Near {
    /// Calls a function once when the element comes near the screen. None where the browser cannot tell; then the caller
    /// goes ahead at once.
    pub(crate) fn new(element: &Element, then: impl FnOnce() + 'static) -> Option<Self> {
        let mut then = Some(then);
        Self::observe(element, Some(MARGIN), move |near| {
            if near && let Some(then) = then.take() {
                then();
            }
        })
    }

    /// Calls a function soon, and then whenever it changes, with whether the element is near the screen. What is not
    /// displayed is not.
    pub(crate) fn watch_near(element: &Element, on_change: impl FnMut(bool) + 'static) -> Option<Self> {
        Self::observe(element, Some(MARGIN), on_change)
    }

    /// Calls a function soon, and then whenever it changes, with whether anything of the element is on the screen.
    pub(crate) fn watch(element: &Element, on_change: impl FnMut(bool) + 'static) -> Option<Self> {
        Self::observe(element, None, on_change)
    }

    fn observe(
        element: &Element,
        margin: Option<&str>,
        mut tell: impl FnMut(bool) + 'static,
    ) -> Option<Self> {
        let on_change = Closure::<dyn FnMut(js_sys::Array)>::new(move |entries: js_sys::Array| {
            // Several changes may have gathered; the last one holds.
            let last = entries.iter().last();
            if let Some(entry) = last.as_ref().and_then(|last| last.dyn_ref::<IntersectionObserverEntry>()) {
                tell(entry.is_intersecting());
            }
        });
        let options = IntersectionObserverInit::new();
        if let Some(margin) = margin {
            options.set_root_margin(margin);
        }
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
