//! What a term means, shown beside its link: while the pointer is on it, while the keyboard is on it, and at the
//! first tap. Its link says the same to screen readers by its description, whether this program runs or not.
//!
//! One set of listeners serves the whole visit. The definitions stand in the page; the box that shows one is made
//! when it is first needed and goes with its page.

use std::cell::{Cell, RefCell};

use gloo_timers::callback::Timeout;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Element, Event, HtmlElement, KeyboardEvent, MouseEvent, PointerEvent};

use crate::platform::page;
use crate::words;

/// A pointer on its way elsewhere opens nothing; one on its way to the box closes nothing.
const LINGER_MS: u32 = 300;
/// Between the link and the box.
const GAP: i32 = 6;
/// Between the box and the edge of the screen.
const MARGIN: i32 = 16;

const LINK: &str = "a.term[data-card]";
const EVENTS: [&str; 5] = ["pointerdown", "pointerover", "focusin", "keydown", "click"];

/// What opened the box, which decides what closes it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum By {
    Pointer,
    Keyboard,
    Tap,
}

struct Shown {
    term: Element,
    panel: Element,
    by: By,
}

#[derive(Default)]
struct Preview {
    shown: RefCell<Option<Shown>>,
    timer: RefCell<Option<Timeout>>,
    /// The last press was a finger's.
    touched: Cell<bool>,
    /// The keyboard is being put back onto a term, which opens nothing.
    returning: Cell<bool>,
}

thread_local! {
    static PREVIEW: Preview = Preview::default();
}

/// Watches the links to cards of this page and all that follow.
pub(crate) fn start() {
    let Some(window) = page::window() else { return };
    let target: &web_sys::EventTarget = window.as_ref();
    let on_event = Closure::<dyn Fn(Event)>::new(|event: Event| PREVIEW.with(|preview| preview.on(&event)));
    for name in EVENTS {
        // On the way down, so that a tap is taken before it is a journey.
        let callback = on_event.as_ref().unchecked_ref();
        let _ = target.add_event_listener_with_callback_and_bool(name, callback, true);
    }
    // The listeners live as long as the document.
    on_event.forget();
    PREVIEW.with(Preview::catch_up);
}

/// Closes the box, before its page goes.
pub(crate) fn close() {
    PREVIEW.with(Preview::close);
}

impl Preview {
    /// A pointer or the keyboard may have been at a term before anybody listened.
    fn catch_up(&self) {
        let at = |state: &str| {
            page::document()
                .and_then(|document| document.query_selector(&format!("{LINK}{state}")).ok().flatten())
        };
        if let Some(term) = at(":focus-visible") {
            self.open(term, By::Keyboard, None);
        } else if let Some(term) = at(":hover") {
            self.later(|preview| preview.open(term, By::Pointer, None));
        }
    }

    fn on(&self, event: &Event) {
        let Some(target) = event.target().and_then(|target| target.dyn_into::<Element>().ok()) else {
            return;
        };
        match event.type_().as_str() {
            "pointerdown" => self.touched.set(is_touch(event)),
            "pointerover" if !is_touch(event) => self.pointed(event, &target),
            "focusin" => self.focused(&target),
            "keydown" if event.dyn_ref::<KeyboardEvent>().is_some_and(|key| key.key() == "Escape") => {
                self.dismiss();
            }
            "click" => self.clicked(event, &target),
            _ => {}
        }
    }

    fn pointed(&self, event: &Event, target: &Element) {
        // Whatever was about to happen depends on where the pointer is now.
        self.timer.borrow_mut().take();
        let x = event.dyn_ref::<MouseEvent>().map_or(0, MouseEvent::client_x);
        match link(target) {
            Some(term) if !self.shows(&term) => {
                self.later(move |preview| preview.open(term, By::Pointer, Some(x)))
            }
            None if self.is_open_by(By::Pointer) && !in_panel(target) => self.later(Self::close),
            _ => {}
        }
    }

    fn focused(&self, target: &Element) {
        match link(target) {
            _ if self.returning.get() => {}
            Some(term) if target.matches(":focus-visible").unwrap_or(false) => {
                if !self.shows(&term) {
                    self.open(term, By::Keyboard, None);
                }
            }
            _ if self.is_open_by(By::Pointer) || in_panel(target) => {}
            _ => self.close(),
        }
    }

    fn clicked(&self, event: &Event, target: &Element) {
        // A click without a count was made by a key.
        let by_finger =
            self.touched.get() && event.dyn_ref::<MouseEvent>().is_some_and(|mouse| mouse.detail() > 0);
        match link(target) {
            Some(term) if by_finger && !(self.shows(&term) && self.is_open_by(By::Tap)) => {
                event.prevent_default();
                self.open(term, By::Tap, None);
                // The box is where the tap leads, for readers who hear the page as well.
                if let Some(link) = self.panel_link() {
                    page::focus(&link);
                }
            }
            None if !in_panel(target) => self.close(),
            _ => {}
        }
    }

    /// Escape: the box goes, and the keyboard stays where it is, or goes back to the term.
    fn dismiss(&self) {
        self.timer.borrow_mut().take();
        let term =
            self.shown.borrow().as_ref().filter(|shown| shown.by == By::Tap).map(|shown| shown.term.clone());
        self.close();
        if let Some(term) = term {
            self.returning.set(true);
            page::focus(&term);
            self.returning.set(false);
        }
    }

    fn open(&self, term: Element, by: By, pointer_x: Option<i32>) {
        self.close();
        let Some(panel) = fill(&term, by) else { return };
        place(&panel, &term, pointer_x);
        *self.shown.borrow_mut() = Some(Shown { term, panel, by });
    }

    fn close(&self) {
        self.timer.borrow_mut().take();
        if let Some(shown) = self.shown.borrow_mut().take() {
            shown.panel.remove();
        }
    }

    fn later(&self, then: impl FnOnce(&Self) + 'static) {
        *self.timer.borrow_mut() = Some(Timeout::new(LINGER_MS, || PREVIEW.with(then)));
    }

    fn shows(&self, term: &Element) -> bool {
        self.shown.borrow().as_ref().is_some_and(|shown| shown.term == *term)
    }

    fn is_open_by(&self, by: By) -> bool {
        self.shown.borrow().as_ref().is_some_and(|shown| shown.by == by)
    }

    fn panel_link(&self) -> Option<Element> {
        self.shown.borrow().as_ref()?.panel.last_element_child()
    }
}

/// The link to a card that `target` is in.
fn link(target: &Element) -> Option<Element> {
    target.closest(LINK).ok().flatten()
}

fn in_panel(target: &Element) -> bool {
    target.closest(".preview").ok().flatten().is_some()
}

fn is_touch(event: &Event) -> bool {
    event.dyn_ref::<PointerEvent>().is_some_and(|pointer| pointer.pointer_type() == "touch")
}

/// A box with what the page says of the term, not placed yet. None where the page says nothing.
fn fill(term: &Element, by: By) -> Option<Element> {
    let document = page::document()?;
    let definition = document.get_element_by_id(&format!("term-{}", term.get_attribute("data-card")?))?;
    let child = |name: &str| document.create_element(name).ok();
    let (panel, title, text, open) = (child("div")?, child("b")?, child("div")?, child("a")?);
    let name = definition.get_attribute("data-title")?;
    title.set_text_content(Some(&name));
    text.set_inner_html(&definition.inner_html());
    open.set_text_content(Some(words::OPEN_CARD));
    let _ = open.set_attribute("href", &term.get_attribute("href")?);
    if by != By::Tap {
        // The term itself is a link to the same place, one step before.
        let _ = open.set_attribute("tabindex", "-1");
    }
    panel.set_class_name("preview");
    let _ = panel.set_attribute("role", "group");
    let _ = panel.set_attribute("aria-label", &name);
    for part in [title, text, open] {
        let _ = panel.append_child(&part);
    }
    document.query_selector("main").ok()??.append_child(&panel).ok()?;
    Some(panel)
}

/// Below the term, or above it where only that has room; never past the edge of the screen. All in whole pixels from
/// the top left of the page.
fn place(panel: &Element, term: &Element, pointer_x: Option<i32>) {
    let Some(root) = page::document().and_then(|document| document.document_element()) else { return };
    let (Some(panel), Some(term)) = (panel.dyn_ref::<HtmlElement>(), term.dyn_ref::<HtmlElement>()) else {
        return;
    };
    let (scroll_x, scroll_y) = (root.scroll_left(), root.scroll_top());
    let (term_left, term_top) = corner(term);
    let wanted = pointer_x.map_or(term_left, |x| x + scroll_x - 2 * MARGIN);
    let last = scroll_x + root.client_width() - panel.offset_width() - MARGIN;
    let left = wanted.min(last).max(scroll_x + MARGIN);
    let below = term_top + term.offset_height() + GAP;
    let above = term_top - GAP - panel.offset_height();
    let fits_below = below + panel.offset_height() <= scroll_y + root.client_height();
    let top = if fits_below || above < scroll_y { below } else { above };
    let style = panel.style();
    let _ = style.set_property("left", &format!("{left}px"));
    let _ = style.set_property("top", &format!("{top}px"));
}

/// The top left corner of an element. A table that was scrolled sideways is taken as if it was not: the box is still in sight.
fn corner(element: &HtmlElement) -> (i32, i32) {
    let (mut left, mut top) = (element.offset_left(), element.offset_top());
    let mut around = element.offset_parent();
    while let Some(parent) = around.and_then(|parent| parent.dyn_into::<HtmlElement>().ok()) {
        left += parent.offset_left() + parent.client_left();
        top += parent.offset_top() + parent.client_top();
        around = parent.offset_parent();
    }
    (left, top)
}
