//! Fill in the gaps of a text: by typing, or by choosing from a few words.

use learner::{Given, Key, Marked};
use leptos::prelude::*;

use super::desk::{Desk, Form};
use super::outcome::{self, Outcome};
use super::{PieceData, Texts};
use crate::platform::fields::Fields;
use crate::words;

/// The text with its fields.
pub(super) fn draw(desk: Desk, pieces: Vec<PieceData>, texts: &Texts, fields: &Fields) -> AnyView {
    let gap_id = |piece: &PieceData| match piece {
        PieceData::Gap(id, _) => Some(id.clone()),
        PieceData::Text => None,
    };
    let ids: Vec<String> = pieces.iter().filter_map(gap_id).collect();
    let filled = (0..ids.len()).map(|place| fields.text(place)).collect();
    let gaps = Gaps { desk, ids: StoredValue::new(ids), filled: RwSignal::new(filled) };
    desk.take(gaps);
    let (mut text, mut gap) = (0, 0);
    let drawn = pieces.into_iter().map(|piece| match piece {
        PieceData::Text => {
            let html = texts.part(text);
            text += 1;
            view! { <span inner_html=html></span> }.into_any()
        }
        PieceData::Gap(_, options) => {
            let offered = texts.choices.get(gap).cloned().unwrap_or_default();
            gap += 1;
            gaps.field(gap - 1, options, offered)
        }
    });
    view! { <div class="gaps">{drawn.collect_view()}</div> }.into_any()
}

#[derive(Clone, Copy)]
struct Gaps {
    desk: Desk,
    ids: StoredValue<Vec<String>>,
    /// What stands in each gap.
    filled: RwSignal<Vec<String>>,
}

impl Gaps {
    fn field(self, place: usize, options: usize, offered: Vec<String>) -> AnyView {
        let id = self.ids.with_value(|ids| ids.get(place).cloned().unwrap_or_default());
        let name = words::questions::gap(place + 1, self.ids.with_value(Vec::len));
        let became = Memo::new(move |_| self.desk.outcome(&id));
        let value = move || self.filled.with(|filled| filled.get(place).cloned().unwrap_or_default());
        let field = if options == 0 {
            view! {
                <input
                    type="text"
                    autocomplete="off"
                    autocapitalize="off"
                    spellcheck="false"
                    aria-label=name
                    prop:value=value
                    on:input=move |event| self.fill(place, event_target_value(&event))
                    on:keydown=move |event| if event.key() == "Enter" { self.desk.enter() }
                />
            }
            .into_any()
        } else {
            let word = |option: usize| offered.get(option).cloned().unwrap_or_default();
            let listed = (0..options).map(|option| view! { <option inner_html=word(option)></option> });
            view! {
                <select
                    autocomplete="off"
                    aria-label=name
                    prop:value=value
                    on:change=move |event| self.fill(place, event_target_value(&event))
                >
                    <option value="">{words::questions::CHOOSE}</option>
                    {listed.collect_view()}
                </select>
                <i class="on-paper" inner_html=offered.join(" / ")></i>
            }
            .into_any()
        };
        view! {
            <span class=move || ["gap", outcome::class(became.get())].concat()>
                {field}
                <b class="became" inner_html=move || became.get().map(brief).unwrap_or_default()></b>
            </span>
        }
        .into_any()
    }

    fn fill(self, place: usize, word: String) {
        self.filled.update(|filled| {
            if let Some(filled) = filled.get_mut(place) {
                *filled = word;
            }
        });
        self.desk.touch();
    }
}

/// The sign alone for eyes, because the text goes on; the words for screen readers.
fn brief(outcome: Outcome) -> String {
    let word = match outcome {
        Outcome::Right => words::RIGHT,
        Outcome::Wrong | Outcome::Missed => words::NOT_QUITE,
        Outcome::Shown => words::RIGHT_ANSWER,
    };
    outcome.mark_with(&format!("<span class=\"vh\">{word}</span>"))
}

impl Form for Gaps {
    fn given(&self) -> Result<Given, String> {
        let filled = self.filled.get_untracked();
        if filled.iter().any(|word| word.trim().is_empty()) {
            return Err(words::questions::FILL_ALL.to_owned());
        }
        let ids = self.ids.get_value();
        Ok(Given::Pairs(ids.into_iter().zip(filled).collect()))
    }

    fn put(&self, given: &Given) {
        let Given::Pairs(given) = given else { return };
        let word = |id: &String| given.iter().find(|(it, _)| it == id).map(|(_, word)| word.clone());
        let words = |ids: &Vec<String>| ids.iter().map(|id| word(id).unwrap_or_default()).collect::<Vec<_>>();
        self.filled.set(self.ids.with_value(words));
    }

    fn again(&self, marked: &Marked) {
        self.filled.update(|filled| self.ids.with_value(|ids| outcome::keep_right(ids, marked, filled)));
    }

    fn summary(&self, _key: &Key, _given: &Given, marked: &Marked) -> String {
        outcome::counted(marked)
    }

    fn about(&self, told: &str) -> String {
        // A reply to a known word is called after its gap as well.
        let gap = told.split_once("-known-").map_or(told, |(gap, _)| gap);
        let place = self.ids.with_value(|ids| ids.iter().position(|id| id == gap));
        place.map(|place| words::questions::gap_number(place + 1)).unwrap_or_default()
    }
}
