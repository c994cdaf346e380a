//! The part of the program that asks in other ways than one choice or a predicted number: a chunk of its own, fetched when
//! such a question comes near the screen, so that the first question never waits for it.

use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;
use wasm_split_helpers::{SplitLoaderError, wasm_split};

use crate::platform::fields::Fields;
use crate::platform::lifted::Lifted;
use crate::platform::page::{self, Element};
use crate::platform::styles;
use crate::start::live;
use crate::ui::questions::{Question, QuestionData, Texts, Withheld};
use crate::words;

/// Brings a question to life. `key` is its answer key, which was taken out of the page. Where that fails the key goes back,
/// and the question says so.
pub(crate) fn wake(widget: Element, key: Option<Element>) {
    spawn_local(async move {
        if load().await.is_err() || hydrate(widget.clone(), key.clone()).await.is_err() {
            stay(&widget, key.as_ref());
        }
    });
}

#[wasm_split(questions, fallible, preload(load))]
fn hydrate(widget: Element, key: Option<Element>) -> Result<(), SplitLoaderError> {
    if !widget.is_connected() {
        return Ok(());
    }
    let about = widget.get_attribute("data-question");
    let Some(data) = about.and_then(|about| serde_json::from_str::<QuestionData>(&about).ok()) else {
        stay(&widget, key.as_ref());
        return Ok(());
    };
    styles::link();
    let withheld = key.as_ref().map(withheld).unwrap_or_default();
    let fields = Fields::of(&widget);
    live(&widget, move |early| {
        view! { <Question data texts=Texts::default() withheld fields sure=early.sure() /> }
    });
    Ok(())
}

/// What the page says of the answers, in the box that was taken out of it.
fn withheld(key: &Element) -> Withheld {
    let json = |name: &str| key.get_attribute(name).unwrap_or_default();
    Withheld {
        key: serde_json::from_str(&json("data-key")).ok(),
        ids: serde_json::from_str(&json("data-ids")).unwrap_or_default(),
        texts: Lifted::read(key),
        figure: json("data-figure"),
        asks: json("data-asks"),
    }
}

/// The question stays as the page drew it, with its answers in their box.
fn stay(widget: &Element, key: Option<&Element>) {
    let _ = widget.set_attribute("data-still", "");
    if let Some(key) = key {
        let _ = widget.append_child(key);
    }
    for line in page::all(widget, ".verdict") {
        line.set_text_content(Some(words::questions::STILL));
    }
}
