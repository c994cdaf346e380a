//! Start in the browser: every widget of the page comes alive, each by itself.

use std::any::Any;
use std::cell::RefCell;

#[cfg(feature = "hydrate")]
use leptos::mount::hydrate_from;
use leptos::prelude::*;

use crate::asides::{self, Page};
use crate::platform::early::{self, Early};
use crate::platform::lifted::{self, Lifted};
use crate::platform::near::Near;
use crate::platform::page;
use crate::platform::page::Element;
use crate::state::{answers, link};
use crate::ui::choice::Choice;
use crate::ui::predict::{Foreseen, Predict};
use crate::widget::WidgetData;
use crate::{figures, questions};

thread_local! {
    /// What keeps the widgets of the present page alive. Dropping it takes them down.
    static ALIVE: RefCell<Vec<Box<dyn Any>>> = const { RefCell::new(Vec::new()) };
}

/// Brings the page to life and takes over its links.
pub fn start() {
    console_error_panic_hook::set_once();
    page::say_running();
    if let Some(body) = page::document().and_then(|document| document.body()) {
        wake(&body);
    }
    page::on_wake(|widget| wake_widget(&widget));
    asides::start(Page { wake, sleep });
}

/// Brings every widget under `root` to life.
fn wake(root: &Element) {
    link::arrive();
    for widget in page::all(root, "[data-widget]") {
        wake_widget(&widget);
    }
    if let Some(notice) = answers::take_notice() {
        page::notify(notice);
    }
}

fn wake_widget(widget: &Element) {
    let Some(data) = widget.get_attribute("data-widget") else { return };
    // Props that this build cannot read belong to another build's page: the widget stays as it is drawn.
    let Ok(data) = serde_json::from_str::<WidgetData>(&data) else { return };
    match data {
        WidgetData::Choice(data) => {
            let key = Lifted::from(widget);
            live(widget, move |early| view! { <Choice data key early /> });
        }
        WidgetData::Predict(data) => {
            let key = lifted::take_out(widget).as_ref().map(Foreseen::read).unwrap_or_default();
            live(widget, move |early| view! { <Predict data key early /> });
        }
        WidgetData::Question => {
            // At once: until the question is alive nobody should meet its answers either.
            let key = lifted::take_out(widget);
            wake_when_near(widget, move |widget| questions::wake(widget, key.clone()));
        }
        WidgetData::Within => {}
        WidgetData::Figure => wake_when_near(widget, figures::wake_figure),
        WidgetData::Analogy => wake_when_near(widget, figures::wake_analogy),
        WidgetData::Explorer => wake_when_near(widget, figures::wake_explorer),
    }
}

/// Takes down what is alive, before its page goes.
fn sleep() {
    page::leave();
    ALIVE.with(|alive| alive.borrow_mut().clear());
    answers::reload();
}

/// What the first question does not need waits until it comes near the screen; then its part of the program is fetched.
fn wake_when_near(widget: &Element, wake: impl Fn(Element) + Clone + 'static) {
    let (near, later) = (widget.clone(), wake.clone());
    match Near::new(widget, move || later(near)) {
        Some(waiting) => keep(waiting),
        None => wake(widget.clone()),
    }
}

/// Hydrates a widget's root with what was entered before, then replays what was clicked before.
pub(crate) fn live<V: IntoView + 'static>(widget: &Element, draw: impl FnOnce(Early) -> V + 'static) {
    let Some(host) = page::host(widget) else { return };
    let (early, clicks) = early::take(widget);
    #[cfg(feature = "hydrate")]
    keep(hydrate_from(host, move || draw(early)));
    #[cfg(not(feature = "hydrate"))]
    drop((host, draw, early));
    let _ = widget.set_attribute("data-live", "");
    clicks.replay(widget);
}

/// Keeps something alive as long as the present page is shown.
pub(crate) fn keep(handle: impl Any) {
    ALIVE.with(|alive| alive.borrow_mut().push(Box::new(handle)));
}
