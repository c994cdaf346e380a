//! What a page offers beside its widgets: moving to other pages without leaving the document, links to moments, previews of
//! terms, copies of listings, worlds of wrong answers, tools under questions. A chunk of its own, fetched once the widgets have started, so that no
//! question waits for it. Until it is there, and where it never comes, a link is what it is in every browser.

use gloo_timers::callback::Timeout;
use learner::QuestionId;
use leptos::mount::mount_to;
use leptos::prelude::*;
use serde::Deserialize;
use wasm_bindgen_futures::spawn_local;
use wasm_split_helpers::{SplitLoaderError, wasm_split};

use crate::platform::page::Element;
use crate::platform::{listing, navigation, page, preview, styles, worlds};
use crate::start::keep;
use crate::state::link;
use crate::ui::tools::Tools;
use crate::widget::WidgetData;

/// How long questions, styles and figures near the screen have the line to themselves.
const HEAD_START_MS: u32 = 300;

/// How the widgets of a page are brought to life and taken down, when another page takes its place.
pub(crate) struct Page {
    pub(crate) wake: fn(&Element),
    pub(crate) sleep: fn(),
}

/// Fetches and starts them. Where that fails, terms and pages are links and listings have no buttons.
pub(crate) fn start(page: Page) {
    Timeout::new(HEAD_START_MS, move || {
        spawn_local(async move {
            if load().await.is_ok() {
                let _ = listen(page).await;
            }
        });
    })
    .forget();
}

#[wasm_split(asides, fallible, preload(load))]
fn listen(page: Page) -> Result<(), SplitLoaderError> {
    let wake = move |body: &Element| {
        (page.wake)(body);
        offer_tools(body);
    };
    navigation::start(wake, page.sleep);
    if let Some(body) = page::document().and_then(|document| document.body()) {
        offer_tools(&body);
    }
    page::on_wake(|widget| offer_tools_of(&widget));
    link::follow();
    preview::start();
    listing::start();
    worlds::start();
    page::on_leave(preview::close);
    page::say_asides();
    Ok(())
}

/// Puts the tools under every question within `root`.
fn offer_tools(root: &Element) {
    for widget in page::all(root, ".card[data-widget]") {
        offer_tools_of(&widget);
    }
}

fn offer_tools_of(widget: &Element) {
    let Some(id) = question_id(widget) else { return };
    styles::link();
    if let Some(host) = page::append(widget, "later") {
        keep(mount_to(host, move || view! { <Tools id /> }));
    }
}

/// Which question a widget is; none for one that asks nothing.
fn question_id(widget: &Element) -> Option<QuestionId> {
    match serde_json::from_str(&widget.get_attribute("data-widget")?).ok()? {
        WidgetData::Choice(choice) => Some(choice.id),
        WidgetData::Predict(predict) => Some(predict.id),
        WidgetData::Question => {
            let asked: Asked = serde_json::from_str(&widget.get_attribute("data-question")?).ok()?;
            Some(asked.id)
        }
        _ => None,
    }
}

/// What these tools need to know of a question, whatever its kind.
#[derive(Deserialize)]
struct Asked {
    id: QuestionId,
}
