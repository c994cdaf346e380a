//! Styles of what only live figures show: fetched with the first one, so that nobody waits for them who only reads.

use std::cell::Cell;

use crate::platform::page;

thread_local! {
    static LINKED: Cell<bool> = const { Cell::new(false) };
}

/// Links them, once. Behind the body, because they come last in the cascade, and because the bodies of pages come and go.
pub(crate) fn link() {
    if LINKED.replace(true) {
        return;
    }
    let (Some(href), Some(document)) = (page::site_value("data-styles"), page::document()) else { return };
    if let (Some(root), Ok(link)) = (document.document_element(), document.create_element("link")) {
        let _ = link.set_attribute("rel", "stylesheet");
        let _ = link.set_attribute("href", &href);
        let _ = root.append_child(&link);
    }
}
