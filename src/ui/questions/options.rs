//! Options of which one is picked, before anybody knows which one is right.

use learner::{Given, Marked};
use leptos::prelude::*;

use super::Texts;
use super::desk::{Desk, Form};
use super::outcome::{self, Outcome};
use crate::platform::fields::Fields;
use crate::words;
use crate::words::predictions;

/// The options.
pub(super) fn draw(desk: Desk, ids: Vec<String>, texts: &Texts, fields: &Fields) -> AnyView {
    let picked = fields.checked.iter().position(|checked| *checked).and_then(|place| ids.get(place).cloned());
    let options = Options { desk, picked: RwSignal::new(picked) };
    desk.take(options);
    let group = format!("{}-option", desk.name());
    let drawn =
        ids.into_iter().enumerate().map(|(place, id)| options.option(id, texts.part(place), group.clone()));
    view! { <div class="opts">{drawn.collect_view()}</div> }.into_any()
}

#[derive(Clone, Copy)]
struct Options {
    desk: Desk,
    picked: RwSignal<Option<String>>,
}

impl Options {
    fn option(self, id: String, text: String, group: String) -> impl IntoView {
        let became = {
            let id = id.clone();
            Memo::new(move |_| self.desk.outcome(&id))
        };
        let is_picked = {
            let id = id.clone();
            move || self.picked.with(|picked| picked.as_ref() == Some(&id))
        };
        view! {
            <label class=move || ["opt", outcome::class(became.get())].concat()>
                <input
                    type="radio"
                    name=group
                    autocomplete="off"
                    prop:checked=is_picked
                    on:change=move |_| self.pick(id.clone())
                />
                <span inner_html=text></span>
                <b inner_html=move || became.get().map(mark).unwrap_or_default()></b>
            </label>
        }
    }

    fn pick(self, id: String) {
        self.picked.set(Some(id));
        self.desk.touch();
    }
}

/// What became of an option once the run is known.
fn mark(became: Outcome) -> String {
    became.mark_with(match became {
        Outcome::Right => words::YOUR_ANSWER_RIGHT,
        Outcome::Wrong => words::YOUR_ANSWER,
        Outcome::Missed | Outcome::Shown => predictions::THE_RUN_DID,
    })
}

impl Form for Options {
    fn given(&self) -> Result<Given, String> {
        let picked = self.picked.get_untracked();
        picked.map(Given::Option).ok_or_else(|| predictions::PICK_FIRST.to_owned())
    }

    fn put(&self, given: &Given) {
        if let Given::Option(id) = given {
            self.picked.set(Some(id.clone()));
        }
    }

    fn again(&self, _marked: &Marked) {
        self.picked.set(None);
    }
}
