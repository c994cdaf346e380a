//! Pick all that are right: none, some or all of them.

use learner::{Given, Key, Marked};
use leptos::prelude::*;

use super::Texts;
use super::desk::{Desk, Form};
use super::outcome::{self, Outcome};
use crate::platform::fields::Fields;
use crate::words;

/// The options.
pub(super) fn draw(desk: Desk, options: Vec<String>, texts: &Texts, fields: &Fields) -> AnyView {
    let picked = options.iter().zip(&fields.checked).filter(|(_, checked)| **checked);
    let picked: Vec<String> = picked.map(|(id, _)| id.clone()).collect();
    let several = Several { desk, picked: RwSignal::new(picked), none: StoredValue::new(false) };
    desk.take(several);
    let drawn = options.into_iter().enumerate().map(|(place, id)| several.option(id, texts.part(place)));
    view! { <div class="opts">{drawn.collect_view()}</div> }.into_any()
}

#[derive(Clone, Copy)]
struct Several {
    desk: Desk,
    /// The ids of what is picked.
    picked: RwSignal<Vec<String>>,
    /// Whether the learner has been asked if they mean that none is right.
    none: StoredValue<bool>,
}

impl Several {
    fn option(self, id: String, text: String) -> impl IntoView {
        let became = {
            let id = id.clone();
            Memo::new(move |_| self.desk.outcome(&id))
        };
        let is_picked = {
            let id = id.clone();
            move || self.picked.with(|picked| picked.contains(&id))
        };
        view! {
            <label class=move || ["opt", outcome::class(became.get())].concat()>
                <input
                    type="checkbox"
                    autocomplete="off"
                    prop:checked=is_picked
                    on:change=move |_| self.turn(&id)
                />
                <span inner_html=text></span>
                <b inner_html=move || became.get().map(Outcome::mark).unwrap_or_default()></b>
            </label>
        }
    }

    fn turn(self, id: &str) {
        self.picked.update(|picked| match picked.iter().position(|it| it == id) {
            Some(place) => drop(picked.remove(place)),
            None => picked.push(id.to_owned()),
        });
        self.none.set_value(false);
        self.desk.touch();
    }
}

impl Form for Several {
    fn given(&self) -> Result<Given, String> {
        let picked = self.picked.get_untracked();
        // That none is right may be the answer, or a button pressed too soon.
        if picked.is_empty() && !self.none.get_value() {
            self.none.set_value(true);
            return Err(words::questions::NOTHING_PICKED.to_owned());
        }
        Ok(Given::Options(picked))
    }

    fn put(&self, given: &Given) {
        if let Given::Options(ids) = given {
            self.picked.set(ids.clone());
        }
    }

    fn again(&self, _marked: &Marked) {
        self.picked.set(Vec::new());
        self.none.set_value(false);
    }

    fn summary(&self, key: &Key, given: &Given, marked: &Marked) -> String {
        match (key, given) {
            (Key::Options(right), Given::Options(picked)) if !marked.right => {
                let found = right.iter().filter(|id| picked.contains(id)).count();
                format!("<p>{}</p>", words::questions::of_found(found, right.len()))
            }
            _ => String::new(),
        }
    }
}
