//! Explain in your own words, then compare with a list of points and say which of them you had.

use learner::{Fate, Given, Key, Marked};
use leptos::prelude::*;

use super::desk::{Desk, Form};
use super::outcome::Outcome;
use crate::platform::fields::Fields;
use crate::platform::page;
use crate::words;

/// The text, and the points once it is to be compared.
pub(super) fn draw(desk: Desk, fields: &Fields) -> AnyView {
    let field = format!("{}-words", desk.name());
    let free = Free {
        desk,
        text: RwSignal::new(fields.text(0)),
        comparing: RwSignal::new(false),
        had: RwSignal::new(Vec::new()),
        asked: StoredValue::new(false),
    };
    desk.take(free);
    view! {
        <div class="answer free">
            <label for=field.clone()>{words::questions::IN_YOUR_WORDS}</label>
            <textarea
                id=field
                rows="5"
                prop:value=move || free.text.get()
                on:input=move |event| free.write(event_target_value(&event))
            ></textarea>
        </div>
        {move || free.comparing.get().then(|| free.points())}
    }
    .into_any()
}

#[derive(Clone, Copy)]
struct Free {
    desk: Desk,
    text: RwSignal<String>,
    /// Whether the points stand beside the text.
    comparing: RwSignal<bool>,
    /// The points that the learner had, by their places.
    had: RwSignal<Vec<usize>>,
    /// Whether the learner has just asked for the points: then the keyboard goes on from there.
    asked: StoredValue<bool>,
}

impl Free {
    fn points(self) -> impl IntoView {
        let points =
            (0..).map(|place| self.desk.text(&format!("point-{place}"))).take_while(|it| !it.is_empty());
        let name = format!("{}-point", self.desk.name());
        if self.asked.get_value() {
            self.asked.set_value(false);
            let first = format!("{name}-0");
            Effect::new(move || page::focus_on(&first));
        }
        let point = |(place, text): (usize, String)| {
            let became = Memo::new(move |_| self.desk.outcome(&place.to_string()));
            let mark = move |outcome: Outcome| match outcome {
                Outcome::Shown => String::new(),
                Outcome::Right => outcome.mark_with(words::questions::HAD),
                _ => outcome.mark_with(words::questions::TO_ADD),
            };
            view! {
                <label class="opt">
                    <input
                        id=format!("{name}-{place}")
                        type="checkbox"
                        autocomplete="off"
                        prop:checked=move || self.had.with(|had| had.contains(&place))
                        on:change=move |_| self.turn(place)
                    />
                    <span inner_html=text></span>
                    <b inner_html=move || became.get().map(mark).unwrap_or_default()></b>
                </label>
            }
        };
        let points = points.enumerate().map(point).collect_view();
        view! {
            <p class="label points">{words::questions::POINTS}</p>
            <div class="opts">{points}</div>
        }
    }

    fn write(self, text: String) {
        self.text.set(text);
        // A text that changes is another one to compare.
        self.comparing.set(false);
        self.had.set(Vec::new());
        self.desk.touch();
    }

    fn turn(self, place: usize) {
        self.had.update(|had| match had.iter().position(|&it| it == place) {
            Some(found) => drop(had.remove(found)),
            None => had.push(place),
        });
        self.desk.touch();
    }
}

impl Form for Free {
    fn given(&self) -> Result<Given, String> {
        let text = self.text.get_untracked().trim().to_owned();
        if text.is_empty() {
            return Err(words::questions::WRITE_FIRST.to_owned());
        }
        let mut points = self.had.get_untracked();
        points.sort_unstable();
        Ok(Given::Explained { text, points })
    }

    fn put(&self, given: &Given) {
        let Given::Explained { text, points } = given else { return };
        // The answer that is shown has no text and leaves the learner's own.
        let shown = text.is_empty();
        if !shown {
            self.text.set(text.clone());
        }
        self.had.set(if shown { Vec::new() } else { points.clone() });
        self.comparing.set(true);
    }

    fn again(&self, _marked: &Marked) {
        self.comparing.set(false);
        self.had.set(Vec::new());
    }

    fn summary(&self, _key: &Key, given: &Given, marked: &Marked) -> String {
        let Given::Explained { text, .. } = given else { return String::new() };
        if text.is_empty() {
            return String::new();
        }
        let had = marked.fates.iter().filter(|(_, fate)| *fate == Fate::Right).count();
        let counted = format!("<p>{}</p>", words::questions::of_points(had, marked.fates.len()));
        // The points are seen by now, so there is nothing left to hold back.
        if marked.right { counted } else { counted + &self.desk.text("explanation") }
    }

    fn go(&self) -> &'static str {
        if self.comparing.get() { words::questions::DONE } else { words::questions::COMPARE }
    }

    fn asks_how_sure(&self) -> bool {
        false
    }

    fn check(&self, desk: Desk) {
        match self.given() {
            Err(missing) => desk.remark(missing),
            Ok(given) if self.comparing.get_untracked() => desk.settle(given),
            Ok(_) => {
                self.asked.set_value(true);
                self.comparing.set(true);
                desk.remark(words::questions::TICK_POINTS);
            }
        }
    }
}
