//! Options of which one is picked.

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
    let options =
        Options { desk, picked: RwSignal::new(picked), word: of_the_run, first: predictions::PICK_FIRST };
    desk.take(options);
    options.draw(ids, texts)
}

/// The options of a question, one of which is picked.
#[derive(Clone, Copy)]
pub(super) struct Options {
    pub(super) desk: Desk,
    pub(super) picked: RwSignal<Option<String>>,
    /// What stands at an option once it is marked.
    pub(super) word: fn(Outcome) -> &'static str,
    /// What is said to who has not picked yet.
    pub(super) first: &'static str,
}

impl Options {
    /// The list of them.
    pub(super) fn draw(self, ids: Vec<String>, texts: &Texts) -> AnyView {
        let group = format!("{}-option", self.desk.name());
        let drawn =
            ids.into_iter().enumerate().map(|(place, id)| self.option(id, texts.part(place), group.clone()));
        view! { <div class="opts">{drawn.collect_view()}</div> }.into_any()
    }

    /// Picks one, if it still may be picked.
    pub(super) fn pick(self, id: String) {
        if !self.desk.is_locked() {
            self.picked.set(Some(id));
            self.desk.touch();
        }
    }

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
                <b inner_html=move || became.get().map(|it| it.mark_with((self.word)(it))).unwrap_or_default()></b>
            </label>
        }
    }
}

/// What became of an option that nobody knew to be right before the run.
fn of_the_run(became: Outcome) -> &'static str {
    match became {
        Outcome::Right => words::YOUR_ANSWER_RIGHT,
        Outcome::Wrong => words::YOUR_ANSWER,
        Outcome::Missed | Outcome::Shown => predictions::THE_RUN_DID,
    }
}

impl Form for Options {
    fn given(&self) -> Result<Given, String> {
        self.picked.get_untracked().map(Given::Option).ok_or_else(|| self.first.to_owned())
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
