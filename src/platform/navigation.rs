//! Moving between pages without leaving the document.
//!
//! Links are ordinary links. Where the next page can be fetched and comes from the same build, its body takes
//! the place of this one's; in every other case the browser goes there as it always does.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use gloo_timers::callback::Timeout;
use js_sys::Promise;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Document, DomParser, Element, Event, MouseEvent, Response, SupportedType};

use crate::platform::history::{self, Place};
use crate::platform::{far, motion, page};

/// How many fetched pages are kept for the click that may follow.
const FETCHED_MAX: usize = 8;

type Wake = dyn Fn(&Element);
type Sleep = dyn Fn();

struct Navigation {
    wake: Box<Wake>,
    sleep: Box<Sleep>,
    /// The address of the page that is shown, without its fragment.
    shown: RefCell<String>,
    /// Counts journeys: only the latest may arrive.
    journey: Cell<u32>,
    fetched: RefCell<Vec<(String, String)>>,
    scrolled: RefCell<Option<Timeout>>,
    waking: RefCell<Option<Timeout>>,
}

/// Takes over the page's links, and back and forward. `wake` brings a new body to life, `sleep` takes the old
/// one down.
pub(crate) fn start(wake: impl Fn(&Element) + 'static, sleep: impl Fn() + 'static) {
    let Some(here) = history::here() else { return };
    page::make_absolute("data-sim");
    page::make_absolute("data-styles");
    page::make_absolute("data-root");
    keep_icon();
    let navigation = Rc::new(Navigation {
        wake: Box::new(wake),
        sleep: Box::new(sleep),
        shown: RefCell::new(history::bare(&here)),
        journey: Cell::new(0),
        fetched: RefCell::default(),
        scrolled: RefCell::default(),
        waking: RefCell::default(),
    });
    history::restore_by_hand();
    let listen = |name: &str, capture: bool, on_event: Closure<dyn Fn(Event)>| {
        if let Some(window) = page::window() {
            let target: &web_sys::EventTarget = window.as_ref();
            let _ = target.add_event_listener_with_callback_and_bool(
                name,
                on_event.as_ref().unchecked_ref(),
                capture,
            );
        }
        // The listeners live as long as the document.
        on_event.forget();
    };
    let on = Rc::clone(&navigation);
    listen("click", false, Closure::new(move |event| on.clicked(&event)));
    for intent in ["pointerover", "focusin"] {
        let on = Rc::clone(&navigation);
        listen(intent, false, Closure::new(move |event: Event| on.prefetch(&event)));
    }
    let on = Rc::clone(&navigation);
    listen("popstate", false, Closure::new(move |_| on.popped()));
    let on = Rc::clone(&navigation);
    listen("scroll", false, Closure::new(move |_| on.remember_scroll()));
    listen("pagehide", false, Closure::new(|_| history::restore_by_browser()));
}

impl Navigation {
    fn clicked(self: &Rc<Self>, event: &Event) {
        let Some(mouse) = event.dyn_ref::<MouseEvent>() else { return };
        let plain = mouse.button() == 0
            && !(mouse.ctrl_key() || mouse.meta_key() || mouse.shift_key() || mouse.alt_key())
            && !event.default_prevented();
        let Some(address) = plain.then(|| self.inner_link(event)).flatten() else { return };
        if history::bare(&address) == *self.shown.borrow() {
            // Within the page the browser knows best: fragment, focus, history entry.
            return;
        }
        event.prevent_default();
        self.remember_scroll_now();
        self.travel(address, Place::New);
    }

    fn popped(self: &Rc<Self>) {
        let Some(address) = history::here() else { return };
        if history::bare(&address) != *self.shown.borrow() {
            self.travel(address, Place::Old { scroll_y: history::scroll_y() });
        }
    }

    fn travel(self: &Rc<Self>, address: String, place: Place) {
        let journey = self.journey.get().wrapping_add(1);
        self.journey.set(journey);
        keep_stylesheets(&self.shown.borrow());
        let this = Rc::clone(self);
        spawn_local(async move {
            let html = match this.fetched(&address) {
                Some(html) => Some(html),
                None => fetch(&address).await,
            };
            if this.journey.get() != journey {
                return;
            }
            let next = html.as_deref().and_then(parse);
            match next {
                Some(next) => this.arrive(&address, place, next),
                None => history::leave_for(&address),
            }
        });
    }

    fn arrive(self: &Rc<Self>, address: &str, place: Place, next: Document) {
        let this = Rc::clone(self);
        let address = address.to_owned();
        let swap = Closure::once_into_js(move || {
            // A page that is left before it woke stays asleep.
            this.waking.borrow_mut().take();
            (this.sleep)();
            if matches!(place, Place::New) {
                history::push(&address);
            }
            *this.shown.borrow_mut() = history::bare(&address);
            if let Some(body) = swap_in(&next) {
                far::waits(matches!(place, Place::New) && !address.contains('#'));
                history::settle(&address, place);
                this.wake_soon(body);
            }
        });
        if !with_transition(&swap) {
            let _ = swap.unchecked_into::<js_sys::Function>().call0(&JsValue::NULL);
        }
    }

    /// In a task of its own, once the page has been laid out: what is pressed before is noted and replayed.
    fn wake_soon(self: &Rc<Self>, body: Element) {
        let this = Rc::clone(self);
        *self.waking.borrow_mut() = Some(Timeout::new(0, move || {
            (this.wake)(&body);
            far::lay_out();
        }));
    }

    fn prefetch(self: &Rc<Self>, event: &Event) {
        let Some(address) = self.inner_link(event) else { return };
        if history::bare(&address) == *self.shown.borrow() || self.fetched(&address).is_some() {
            return;
        }
        let this = Rc::clone(self);
        spawn_local(async move {
            if let Some(html) = fetch(&address).await {
                let mut fetched = this.fetched.borrow_mut();
                if fetched.len() >= FETCHED_MAX {
                    fetched.remove(0);
                }
                fetched.push((history::bare(&address), html));
            }
        });
    }

    /// The address of the link that an event is about, if it leads to another page of this site. Links mean what
    /// they mean on the page that is shown: after “back” the address bar is ahead of it until the fetch is done.
    fn inner_link(&self, event: &Event) -> Option<String> {
        let target = event.target()?.dyn_into::<Element>().ok()?;
        let link = target.closest("a[href]").ok().flatten()?;
        if link.has_attribute("target") || link.has_attribute("download") {
            return None;
        }
        let address = page::resolved(&link.get_attribute("href")?, &self.shown.borrow())?;
        let root = page::absolute(&page::site_value("data-root")?)?;
        address.starts_with(&root).then_some(address)
    }

    fn fetched(&self, address: &str) -> Option<String> {
        let bare = history::bare(address);
        self.fetched.borrow().iter().find(|(known, _)| *known == bare).map(|(_, html)| html.clone())
    }

    fn remember_scroll(self: &Rc<Self>) {
        let this = Rc::clone(self);
        // Browsers refuse more than about a hundred history writes in half a minute.
        *self.scrolled.borrow_mut() = Some(Timeout::new(400, move || {
            this.scrolled.borrow_mut().take();
            history::write_scroll_y();
        }));
    }

    fn remember_scroll_now(&self) {
        self.scrolled.borrow_mut().take();
        history::write_scroll_y();
    }
}

async fn fetch(address: &str) -> Option<String> {
    let promise = page::window()?.fetch_with_str(&history::bare(address));
    let response: Response = JsFuture::from(promise).await.ok()?.dyn_into().ok()?;
    if !response.ok() {
        return None;
    }
    let text: Promise = response.text().ok()?;
    JsFuture::from(text).await.ok()?.as_string()
}

/// The page in `html`, if this program can show it: same build, complete.
fn parse(html: &str) -> Option<Document> {
    let next = DomParser::new().ok()?.parse_from_string(html, SupportedType::TextHtml).ok()?;
    let build = next.document_element()?.get_attribute("data-build")?;
    (Some(build) == page::site_value("data-build")).then_some(())?;
    next.query_selector("main").ok().flatten()?;
    Some(next)
}

/// Puts the body and the head's words of `next` in the place of ours.
fn swap_in(next: &Document) -> Option<Element> {
    let document = page::document()?;
    document.set_title(&next.title());
    for selector in ["meta[name=description]", "link[rel=canonical]"] {
        let old = document.query_selector(selector).ok().flatten();
        let new = next.query_selector(selector).ok().flatten();
        if let (Some(old), Some(new)) = (old, new) {
            let _ = old.replace_with_with_node_1(&new);
        }
    }
    let body = document.body()?;
    let fresh = next.body()?;
    for sheet in page::all(&fresh, "link[rel=stylesheet]") {
        // Already in the head, since the first page.
        sheet.remove();
    }
    body.set_class_name(&fresh.class_name());
    let children = js_sys::Array::new();
    while let Some(child) = fresh.first_child() {
        children.push(document.adopt_node(&child).ok()?.as_ref());
    }
    body.replace_children_with_node(&children);
    Some(body.into())
}

/// The icon's address, made absolute: browsers resolve it again whenever the page's address changes.
fn keep_icon() {
    let Some(head) = page::document().and_then(|document| document.head()) else { return };
    for icon in page::all(&head, "link[rel=icon]") {
        if let Some(href) = icon.get_attribute("href").and_then(|href| page::absolute(&href)) {
            let _ = icon.set_attribute("href", &href);
        }
    }
}

/// The first page's links to stylesheets stand in its body and would go with it. Copies in the head stay. They
/// are made when a journey begins, so that a page that nobody leaves asks for each sheet once.
fn keep_stylesheets(base: &str) {
    let Some(document) = page::document() else { return };
    let (Some(head), Some(body)) = (document.head(), document.body()) else { return };
    if !page::all(&head, "link[rel=stylesheet]").is_empty() {
        return;
    }
    for sheet in page::all(&body, "link[rel=stylesheet]") {
        let href = sheet.get_attribute("href").and_then(|href| page::resolved(&href, base));
        if let (Some(href), Ok(copy)) = (href, document.create_element("link")) {
            let _ = copy.set_attribute("rel", "stylesheet");
            let _ = copy.set_attribute("href", &href);
            let _ = head.append_child(&copy);
        }
    }
}

/// Runs `swap` in a view transition, where the browser has them and the reader wants motion.
fn with_transition(swap: &JsValue) -> bool {
    let Some(document) = page::document() else { return false };
    if motion::reduced() {
        return false;
    }
    let start = js_sys::Reflect::get(&document, &JsValue::from_str("startViewTransition")).ok();
    let Some(start) = start.and_then(|start| start.dyn_into::<js_sys::Function>().ok()) else { return false };
    let Ok(transition) = start.call1(&document, swap) else { return false };
    let ready = js_sys::Reflect::get(&transition, &JsValue::from_str("ready")).ok();
    if let Some(ready) = ready.and_then(|ready| ready.dyn_into::<Promise>().ok()) {
        // A quick next journey skips this transition, which rejects; the page was swapped all the same.
        spawn_local(async move { drop(JsFuture::from(ready).await) });
    }
    true
}
