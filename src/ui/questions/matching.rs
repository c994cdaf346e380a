//! Say what belongs together: a list to choose from beside each of them.

use learner::{Given, Key, Marked};
use leptos::prelude::*;

use super::Texts;
use super::desk::{Desk, Form};
use super::outcome::{self, Outcome};
use crate::platform::fields::Fields;
use crate::words;

/// How many letters of what is chosen can surely be read in a closed list.
const WIDTH_LETTERS: usize = 20;

/// A row for each pair. `choices` is how many there are to choose from.
pub(super) fn draw(
    desk: Desk,
    pairs: Vec<String>,
    choices: usize,
    texts: &Texts,
    fields: &Fields,
) -> AnyView {
    let chosen = (0..pairs.len()).map(|row| fields.text(row)).collect();
    let matching = Matching {
        desk,
        ids: StoredValue::new(desk.ids()),
        chosen: RwSignal::new(chosen),
        pairs: StoredValue::new(pairs.clone()),
        offered: StoredValue::new(fields.offered.clone()),
        alive: RwSignal::new(false),
    };
    desk.take(matching);
    Effect::new(move || matching.alive.set(true));
    let words = texts.choices.first().cloned().unwrap_or_default();
    let options: Vec<String> =
        (0..choices).map(|place| words.get(place).cloned().unwrap_or_default()).collect();
    let on_paper = options.iter().cloned().map(|word| view! { <li inner_html=word></li> }).collect_view();
    let rows = pairs
        .into_iter()
        .enumerate()
        .map(|(row, id)| matching.row(row, id, texts.part(row), options.clone()));
    view! {
        <div class="pairs">{rows.collect_view()}</div>
        <ul class="on-paper">{on_paper}</ul>
    }
    .into_any()
}

#[derive(Clone, Copy)]
struct Matching {
    desk: Desk,
    pairs: StoredValue<Vec<String>>,
    /// What there is to choose from, in the order of the lists.
    ids: StoredValue<Vec<String>>,
    /// For each pair the place in the list of what is chosen; empty while nothing is.
    chosen: RwSignal<Vec<String>>,
    /// What the lists offer, in words.
    offered: StoredValue<Vec<String>>,
    /// Whether more may be drawn than the page has.
    alive: RwSignal<bool>,
}

impl Matching {
    fn row(self, row: usize, id: String, left: String, options: Vec<String>) -> impl IntoView {
        let became = Memo::new(move |_| self.desk.outcome(&id));
        let option = |(place, word): (usize, String)| {
            view! { <option value=place.to_string() inner_html=word></option> }
        };
        let options = options.into_iter().enumerate().map(option).collect_view();
        view! {
            <label class=move || ["pair", outcome::class(became.get())].concat()>
                <span inner_html=left></span>
                <select
                    autocomplete="off"
                    prop:value=move || self.chosen.with(|chosen| chosen.get(row).cloned().unwrap_or_default())
                    on:change=move |event| self.choose(row, event_target_value(&event))
                >
                    <option value="">{words::questions::CHOOSE}</option>
                    {options}
                </select>
                <span class="whole" aria-hidden="true">{move || self.whole(row)}</span>
                <b class="became" inner_html=move || became.get().map(Outcome::mark).unwrap_or_default()></b>
            </label>
        }
    }

    /// What is chosen, where a closed list would cut it off. Screen readers have it from the list.
    fn whole(self, row: usize) -> String {
        let place = self.chosen.with(|chosen| chosen.get(row)?.parse::<usize>().ok());
        let text = place.and_then(|place| self.offered.with_value(|offered| offered.get(place).cloned()));
        let long = |text: &String| text.chars().count() > WIDTH_LETTERS;
        text.filter(long).filter(|_| self.alive.get()).unwrap_or_default()
    }

    fn choose(self, row: usize, place: String) {
        self.chosen.update(|chosen| {
            if let Some(chosen) = chosen.get_mut(row) {
                *chosen = place;
            }
        });
        self.desk.touch();
    }

    /// The id of what stands at that place of the lists.
    fn id(self, place: &str) -> Option<String> {
        self.ids.with_value(|ids| ids.get(place.parse::<usize>().ok()?).cloned())
    }
}

impl Form for Matching {
    fn given(&self) -> Result<Given, String> {
        let chosen = self.chosen.get_untracked();
        let pairs = self.pairs.get_value().into_iter().zip(&chosen);
        let pairs: Option<Vec<_>> = pairs.map(|(pair, place)| Some((pair, self.id(place)?))).collect();
        pairs.map(Given::Pairs).ok_or_else(|| words::questions::CHOOSE_ALL.to_owned())
    }

    fn put(&self, given: &Given) {
        let Given::Pairs(given) = given else { return };
        let place = |pair: &String| {
            let (_, id) = given.iter().find(|(it, _)| it == pair)?;
            let place = self.ids.with_value(|ids| ids.iter().position(|it| it == id))?;
            Some(place.to_string())
        };
        let chosen = self
            .pairs
            .with_value(|pairs| pairs.iter().map(|pair| place(pair).unwrap_or_default()).collect::<Vec<_>>());
        self.chosen.set(chosen);
    }

    fn again(&self, marked: &Marked) {
        self.chosen
            .update(|chosen| self.pairs.with_value(|pairs| outcome::keep_right(pairs, marked, chosen)));
    }

    fn summary(&self, _key: &Key, _given: &Given, marked: &Marked) -> String {
        outcome::counted(marked)
    }
}
