//! Buttons that play a world in which a wrong answer would be right. They stand in what an answer is told, and come alive
//! all at once, by one listener. The world opens behind its question and goes with the verdict that offered it.

use std::any::Any;
use std::cell::RefCell;

use gloo_timers::callback::Timeout;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Element, Event, HtmlElement};

use crate::platform::page;
use crate::{figures, words};

/// A world that is open.
struct Open {
    button: Element,
    host: HtmlElement,
    /// Takes the figure down when dropped; none before it is there.
    figure: Option<Box<dyn Any>>,
}

thread_local! {
    static OPEN: RefCell<Vec<Open>> = const { RefCell::new(Vec::new()) };
}

/// Listens for presses, now and on every page that takes this one's place.
pub(crate) fn start() {
    let Some(document) = page::document() else { return };
    let on_event = Closure::<dyn Fn(Event)>::new(|event: Event| {
        let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        let button = target.and_then(|target| page::closest(&target, "[data-world]"));
        match button {
            Some(button) if event.type_() == "click" => pressed(&button),
            // What was done may withdraw a verdict, which is drawn anew a moment later.
            _ if OPEN.with(|open| !open.borrow().is_empty()) => {
                Timeout::new(0, || close_all(|open| !open.button.is_connected())).forget();
            }
            _ => {}
        }
    });
    for name in ["click", "input"] {
        let _ = document.add_event_listener_with_callback(name, on_event.as_ref().unchecked_ref());
    }
    // The listener lives as long as the document.
    on_event.forget();
    page::on_leave(|| close_all(|_| true));
}

/// Opens the world of a button, or closes it. A question has one world open at a time.
fn pressed(button: &Element) {
    let Some(widget) = page::closest(button, "[data-widget]") else { return };
    let was_open = button.get_attribute("aria-expanded").as_deref() == Some("true");
    close_all(|open| widget.contains(Some(&open.button)));
    if !was_open {
        let _ = open(button, &widget);
    }
}

fn open(button: &Element, widget: &Element) -> Option<()> {
    let figure = button.get_attribute("data-world")?;
    let host: HtmlElement = page::document()?.create_element("div").ok()?.dyn_into().ok()?;
    host.set_class_name("world-run");
    host.set_text_content(Some(words::RUNNING));
    page::host(widget)?.after_with_node_1(&host).ok()?;
    let _ = button.set_attribute("aria-expanded", "true");
    OPEN.with(|open| {
        open.borrow_mut().push(Open { button: button.clone(), host: host.clone(), figure: None })
    });
    figures::play_world(host.clone(), figure, move |shown| keep(&host, shown));
    Some(())
}

/// The figure is there, or will never be; by now its world may have been closed.
fn keep(host: &HtmlElement, shown: Option<Box<dyn Any>>) {
    if shown.is_none() {
        host.set_text_content(Some(words::WORLD_FAILED));
    }
    OPEN.with(|open| {
        if let Some(open) = open.borrow_mut().iter_mut().find(|open| open.host == *host) {
            open.figure = shown;
        }
    });
}

fn close_all(which: impl Fn(&Open) -> bool) {
    let (closed, kept) = OPEN.with(|open| open.take().into_iter().partition::<Vec<_>, _>(which));
    OPEN.with(|open| open.borrow_mut().extend(kept));
    for Open { button, host, figure } in closed {
        drop(figure);
        host.remove();
        let _ = button.set_attribute("aria-expanded", "false");
    }
}
