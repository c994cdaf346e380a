//! Commit to what a run will do, watch it, then learn why: one of several things, an order, or a place. The fields are those
//! of other kinds; what is right is found in the run.

use std::sync::Arc;

use learner::{Attempt, Given, Marked};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::desk::{Desk, Form};
use super::{Texts, options, order, point};
use crate::figures::{self, Handle, Showing};
use crate::platform::fields::Fields;
use crate::ui::foretold::Told;
use crate::words;

/// What is to be foretold.
#[derive(Clone, Serialize, Deserialize)]
pub(crate) enum ForecastData {
    /// The ids of the options in the order of the page.
    Choice(Vec<String>),
    /// How many items.
    Order(usize),
    /// The ids of the spots, likewise.
    Place(Vec<String>),
}

/// The fields.
pub(super) fn draw(desk: Desk, data: ForecastData, texts: &Texts, fields: &Fields) -> AnyView {
    let body = match data {
        ForecastData::Choice(ids) => options::draw(desk, ids, texts, fields),
        ForecastData::Order(count) => order::draw(desk, count, texts, fields),
        ForecastData::Place(ids) => point::draw(desk, ids, texts, fields),
    };
    if let Some(fields) = desk.form() {
        desk.take(Forecast { desk, fields, shown: StoredValue::new_local(None) });
    }
    // Who is about to answer will want to see the run.
    view! { <div on:focusin=move |_| figures::prepare()>{body}</div> }.into_any()
}

#[derive(Clone)]
struct Forecast {
    desk: Desk,
    fields: Arc<dyn Form>,
    /// The run that is shown. Dropping it takes it down.
    shown: StoredValue<Option<Handle>, LocalStorage>,
}

impl Forecast {
    /// Shows the run: played up to its answer, which is stored then, or at once for an answer that was given before.
    fn run(&self, given: Option<Given>, play: bool) {
        let Some(host) = self.desk.stage() else { return };
        self.desk.lock(true);
        if play {
            self.desk.remark(words::RUNNING);
        }
        let (key, shown, told) = (self.desk.foreseen(), self.clone(), self.clone());
        let answer = given.clone();
        figures::show(Showing {
            host,
            figure: key.figure,
            asks: key.asks,
            key: key.texts,
            given,
            play,
            shown: Box::new(move |handle| shown.keep(handle)),
            told: Box::new(move |it| told.tell(it, answer, play)),
        });
    }

    fn keep(&self, handle: Option<Handle>) {
        let missing = handle.is_none();
        if self.shown.try_set_value(handle).is_none() && missing {
            self.desk.explain();
        }
    }

    fn tell(&self, told: Told, given: Option<Given>, play: bool) {
        if let (None, Some(answer)) = (&given, &told.answer) {
            self.fields.put(answer);
        }
        let stored = play.then(|| given.unwrap_or(Given::Shown));
        self.desk.announce(told.verdict, told.marked, stored);
    }
}

impl Form for Forecast {
    fn given(&self) -> Result<Given, String> {
        self.fields.given()
    }

    fn put(&self, given: &Given) {
        self.fields.put(given);
    }

    fn again(&self, marked: &Marked) {
        self.shown.set_value(None);
        self.desk.lock(false);
        self.fields.again(marked);
    }

    fn go(&self) -> &'static str {
        if self.desk.is_locked() { words::WATCH_AGAIN } else { words::COMMIT }
    }

    fn runs(&self) -> bool {
        true
    }

    fn check(&self, desk: Desk) {
        if desk.is_locked() {
            // It is still playing.
            self.again(&Marked::default());
            return desk.touch();
        }
        match self.given() {
            Ok(given) => self.run(Some(given), true),
            Err(missing) => desk.remark(missing),
        }
    }

    fn show(&self, _desk: Desk) {
        self.run(None, true);
    }

    fn recall(&self, attempt: &Attempt) -> bool {
        let given = Some(attempt.given.clone()).filter(|given| *given != Given::Shown);
        if let Some(given) = &given {
            self.fields.put(given);
        }
        self.run(given, false);
        true
    }
}
