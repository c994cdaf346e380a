//! Say of each statement whether it is true or false.

use learner::{Given, Key, Marked};
use leptos::prelude::*;

use super::Texts;
use super::desk::{Desk, Form};
use super::outcome::{self, Outcome};
use crate::platform::fields::Fields;
use crate::words;

/// The statements.
pub(super) fn draw(desk: Desk, ids: Vec<String>, texts: &Texts, fields: &Fields) -> AnyView {
    let checked = |place: usize| fields.checked.get(place).copied().unwrap_or_default();
    let early = |row: usize| match (checked(2 * row), checked(2 * row + 1)) {
        (true, _) => Some(true),
        (_, true) => Some(false),
        _ => None,
    };
    let judged = (0..ids.len()).map(early).collect();
    let truths = Truths { desk, ids: StoredValue::new(ids.clone()), judged: RwSignal::new(judged) };
    desk.take(truths);
    let rows = ids.into_iter().enumerate().map(|(row, id)| truths.row(row, id, texts.part(row)));
    view! { <div class="truths">{rows.collect_view()}</div> }.into_any()
}

#[derive(Clone, Copy)]
struct Truths {
    desk: Desk,
    ids: StoredValue<Vec<String>>,
    /// What was said of each; none until something is.
    judged: RwSignal<Vec<Option<bool>>>,
}

impl Truths {
    fn row(self, row: usize, id: String, text: String) -> impl IntoView {
        let name = format!("{}-{id}", self.desk.name());
        let label = format!("{name}-text");
        let became = Memo::new(move |_| {
            let outcome = self.desk.is_settled().then(|| self.desk.outcome_or_right(&id))?;
            // That something true was called false is as wrong as the other way round.
            Some(if outcome == Outcome::Missed { Outcome::Wrong } else { outcome })
        });
        let said = move || self.judged.with(|judged| judged.get(row).copied().flatten());
        let choice = move |value: bool, name: String| {
            view! {
                <label>
                    <input
                        type="radio"
                        name=name
                        autocomplete="off"
                        prop:checked=move || said() == Some(value)
                        on:change=move |_| self.judge(row, value)
                    />
                    {if value { words::questions::TRUE } else { words::questions::FALSE }}
                </label>
            }
        };
        view! {
            <div
                class=move || ["truth", outcome::class(became.get())].concat()
                role="radiogroup"
                aria-labelledby=label.clone()
            >
                <span id=label.clone() inner_html=text></span>
                <span class="judge">{choice(true, name.clone())} {choice(false, name)}</span>
                <b class="became" inner_html=move || became.get().map(Outcome::mark).unwrap_or_default()></b>
            </div>
        }
    }

    fn judge(self, row: usize, value: bool) {
        self.judged.update(|judged| {
            if let Some(judged) = judged.get_mut(row) {
                *judged = Some(value);
            }
        });
        self.desk.touch();
    }
}

impl Form for Truths {
    fn given(&self) -> Result<Given, String> {
        let judged = self.judged.get_untracked();
        if judged.contains(&None) {
            return Err(words::questions::JUDGE_ALL.to_owned());
        }
        let held = self.ids.get_value().into_iter().zip(judged).filter(|(_, value)| *value == Some(true));
        Ok(Given::Options(held.map(|(id, _)| id).collect()))
    }

    fn put(&self, given: &Given) {
        if let Given::Options(held) = given {
            let judged = self.ids.with_value(|ids| ids.iter().map(|id| Some(held.contains(id))).collect());
            self.judged.set(judged);
        }
    }

    fn again(&self, _marked: &Marked) {
        self.judged.update(|judged| judged.fill(None));
    }

    fn summary(&self, _key: &Key, _given: &Given, marked: &Marked) -> String {
        if marked.right {
            return String::new();
        }
        let count = self.ids.with_value(Vec::len);
        format!("<p>{}</p>", words::questions::of_right(count.saturating_sub(marked.told.len()), count))
    }
}
