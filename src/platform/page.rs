//! The document that the widgets live in: where the site's root is, which build made it.

use std::cell::RefCell;

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Document, Event, ScrollIntoViewOptions, ScrollLogicalPosition, Window};
pub(crate) use web_sys::{Element, HtmlElement};

pub(crate) fn window() -> Option<Window> {
    web_sys::window()
}

pub(crate) fn document() -> Option<Document> {
    window()?.document()
}

/// A value that the builder left on `<html>`, for example `data-sim`.
pub(crate) fn site_value(name: &str) -> Option<String> {
    document()?.document_element()?.get_attribute(name)
}

/// Every element that matches, in the order of the page.
pub(crate) fn all(within: &Element, selector: &str) -> Vec<Element> {
    let Ok(list) = within.query_selector_all(selector) else { return Vec::new() };
    (0..list.length()).filter_map(|index| list.item(index)?.dyn_into().ok()).collect()
}

/// The element that a widget's hydrated root is the only child of.
pub(crate) fn host(widget: &Element) -> Option<HtmlElement> {
    widget.query_selector("[data-host]").ok().flatten()?.dyn_into().ok()
}

thread_local! {
    static ON_LEAVE: RefCell<Vec<fn()>> = const { RefCell::new(Vec::new()) };
}

/// Has `act` called whenever another page takes the place of this one.
pub(crate) fn on_leave(act: fn()) {
    ON_LEAVE.with(|acts| acts.borrow_mut().push(act));
}

/// Another page takes the place of this one.
pub(crate) fn leave() {
    let acts = ON_LEAVE.with(|acts| acts.borrow().clone());
    for act in acts {
        act();
    }
}

/// Calls `wake` with each widget that was put onto the page after its start, as the development server does with a
/// widget whose text was edited. It tells with the event `roundtrip:wake` at the widget.
pub(crate) fn on_wake(wake: impl Fn(Element) + 'static) {
    let Some(document) = document() else { return };
    let on_event: Closure<dyn Fn(Event)> = Closure::new(move |event: Event| {
        if let Some(widget) = event.target().and_then(|target| target.dyn_into().ok()) {
            wake(widget);
        }
    });
    let _ = document.add_event_listener_with_callback("roundtrip:wake", on_event.as_ref().unchecked_ref());
    // It listens as long as the document lives.
    on_event.forget();
}

/// Calls `then` whenever the tab is no longer seen, as long as the document lives.
pub(crate) fn on_hidden(then: impl Fn() + 'static) {
    let Some(document) = document() else { return };
    let on_event: Closure<dyn Fn()> = Closure::new(move || {
        if self::document().is_some_and(|document| document.hidden()) {
            then();
        }
    });
    let listener = on_event.as_ref().unchecked_ref();
    let _ = document.add_event_listener_with_callback("visibilitychange", listener);
    on_event.forget();
}

/// Calls `then` whenever the fragment of the address changes, as long as the document lives.
pub(crate) fn on_fragment_change(then: impl Fn() + 'static) {
    let Some(window) = window() else { return };
    let on_event: Closure<dyn Fn()> = Closure::new(then);
    let _ = window.add_event_listener_with_callback("hashchange", on_event.as_ref().unchecked_ref());
    on_event.forget();
}

/// Goes to an element as if a link had led there: it is in sight, and the keyboard goes on from it.
pub(crate) fn go_to(id: &str) {
    let Some(target) = document().and_then(|document| document.get_element_by_id(id)) else { return };
    target.scroll_into_view();
    if !target.has_attribute("tabindex") {
        let _ = target.set_attribute("tabindex", "-1");
    }
    focus(&target);
}

/// Brings an element onto the screen, no farther than it must.
pub(crate) fn reveal(element: &Element) {
    let options = ScrollIntoViewOptions::new();
    options.set_block(ScrollLogicalPosition::Nearest);
    element.scroll_into_view_with_scroll_into_view_options(&options);
}

/// A new element of that class at the end of this one.
pub(crate) fn append(within: &Element, class: &str) -> Option<HtmlElement> {
    let added = document()?.create_element("div").ok()?;
    added.set_class_name(class);
    within.append_child(&added).ok()?;
    added.dyn_into().ok()
}

/// The nearest element around this one, itself included, that matches.
pub(crate) fn closest(element: &Element, selector: &str) -> Option<Element> {
    element.closest(selector).ok().flatten()
}

/// What kind of control an event came to: the type of a field, or the name of another element that takes keys. None
/// for all others.
pub(crate) fn focused_kind(event: &Event) -> Option<String> {
    let element: Element = event.target()?.dyn_into().ok()?;
    let name = element.tag_name().to_ascii_lowercase();
    match name.as_str() {
        "input" => Some(element.get_attribute("type").unwrap_or_default()),
        "button" | "summary" | "select" | "textarea" | "a" => Some(name),
        _ => None,
    }
}

/// Puts the keyboard's focus on the element of that id.
pub(crate) fn focus_on(id: &str) {
    if let Some(element) = document().and_then(|document| document.get_element_by_id(id)) {
        focus(&element);
    }
}

/// Puts the keyboard's focus on an element without moving the page.
pub(crate) fn focus(element: &Element) {
    if let Some(element) = element.dyn_ref::<HtmlElement>() {
        let _ = element.focus();
    }
}

/// The value of an attribute where something happened: of the innermost element there that has it.
pub(crate) fn value_at(event: &Event, name: &str) -> Option<String> {
    let target: Element = event.target()?.dyn_into().ok()?;
    target.closest(&format!("[{name}]")).ok().flatten()?.get_attribute(name)
}

/// Scrolls a box, and nothing but the box, until what matches in it is seen.
pub(crate) fn show_within(scroll: &Element, selector: &str) {
    let Some(inside) = scroll.query_selector(selector).ok().flatten() else { return };
    let (frame, inside) = (scroll.get_bounding_client_rect(), inside.get_bounding_client_rect());
    // What sticks to the top of the box covers its first rows.
    let covered = scroll.query_selector("thead").ok().flatten();
    let top = frame.top() + covered.map_or(0.0, |head| head.get_bounding_client_rect().height());
    let by = if inside.top() < top {
        inside.top() - top
    } else if inside.bottom() > frame.bottom() {
        inside.bottom() - frame.bottom()
    } else {
        return;
    };
    #[expect(
        clippy::cast_possible_truncation,
        reason = "`as` saturates; a box is some thousand pixels high"
    )]
    scroll.set_scroll_top(scroll.scroll_top() + by.round() as i32);
}

/// Lets the styles know that the program runs: what looks alive will come alive.
pub(crate) fn say_running() {
    if let Some(root) = document().and_then(|document| document.document_element()) {
        let _ = root.set_attribute("data-app", "running");
    }
}

/// Lets the styles know that what stands beside the widgets works as well, such as the buttons of listings.
pub(crate) fn say_asides() {
    if let Some(root) = document().and_then(|document| document.document_element()) {
        let _ = root.set_attribute("data-asides", "");
    }
}

/// Makes an address on `<html>` absolute, so that it still holds after the page's own address has changed.
pub(crate) fn make_absolute(name: &str) {
    let Some(root) = document().and_then(|document| document.document_element()) else { return };
    let Some(value) = root.get_attribute(name) else { return };
    if let Some(absolute) = absolute(&value) {
        let _ = root.set_attribute(name, &absolute);
    }
}

/// A relative address as the document resolves it now.
pub(crate) fn absolute(address: &str) -> Option<String> {
    resolved(address, &document()?.base_uri().ok().flatten()?)
}

/// A relative address as a page at `base` means it.
pub(crate) fn resolved(address: &str, base: &str) -> Option<String> {
    Some(web_sys::Url::new_with_base(address, base).ok()?.href())
}

/// Shows a line above the page and announces it.
pub(crate) fn notify(text: &str) {
    let Some(line) = document().and_then(|document| document.get_element_by_id("notice")) else { return };
    line.set_text_content(Some(text));
}
