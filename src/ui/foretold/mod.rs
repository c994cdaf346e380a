//! What a prediction is worth, once its run is there: the verdict with its reason, and what is drawn into the run. Nothing of
//! the truth is in the page; all of it is taken from the run.

mod choice;
mod number;
mod order;
mod place;

use diagram::{Guess, Run};
use learner::{Given, Marked};
use serde::{Deserialize, Serialize};
use trace::Time;

use crate::platform::lifted::Lifted;
use crate::ui::verdict::Verdict;

#[cfg(feature = "ssr")]
pub(crate) use choice::held;
#[cfg(feature = "ssr")]
pub(crate) use number::MEAN;
#[cfg(feature = "ssr")]
pub(crate) use order::ranked;

/// What a prediction asks of its run, as JSON in `data-asks` of its answer key.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Asked {
    Number {
        /// Which number of the run is the answer.
        measure: String,
        unit: String,
        tolerance_percent: u16,
    },
    /// For each option its id and when it comes true, as [`crate::state::trial`] writes conditions.
    Choice(Vec<(String, String)>),
    Order {
        unit: String,
        /// For each item its id and its measure: the smallest is first.
        items: Vec<(String, String)>,
        /// Wrong orders that have replies: what was put before what.
        swaps: Vec<(String, String)>,
    },
    Place {
        message: String,
        at_ns: u64,
        /// For each spot its id and its subject, as drawings name it.
        spots: Vec<(String, String)>,
    },
}

/// A prediction that was held against its run.
#[derive(Clone, Debug)]
pub(crate) struct Told {
    pub(crate) verdict: Verdict,
    pub(crate) marked: Marked,
    /// The right answer where fields can show it.
    pub(crate) answer: Option<Given>,
}

/// Holds an answer, or the wish to be shown, against the run. None when the run does not say.
pub(crate) fn tell(asked: &Asked, run: &Run, given: Option<&Given>, key: &Lifted) -> Option<Told> {
    match asked {
        Asked::Number { measure, unit, tolerance_percent } => {
            number::tell((measure, unit, *tolerance_percent), run, given, key)
        }
        Asked::Choice(options) => choice::tell(options, run, given, key),
        Asked::Order { unit, items, swaps } => order::tell((unit, items, swaps), run, given, key),
        Asked::Place { message, at_ns, spots } => {
            place::tell((message, Time(*at_ns), spots), run, given, key)
        }
    }
}

/// What is drawn into the run while it plays.
pub(crate) fn guess(asked: &Asked, run: &Run, given: Option<&Given>) -> Option<Guess> {
    match asked {
        Asked::Number { measure, unit, .. } => number::guess(measure, unit, run, given),
        Asked::Place { message, at_ns, spots } => {
            Some(place::guess((message, Time(*at_ns), spots), run, given))
        }
        Asked::Choice(_) | Asked::Order { .. } => None,
    }
}

/// When the answer is there: at the end, or where the run stops before it. Then it can be played on.
pub(crate) fn stops(asked: &Asked, run: &Run) -> Option<Time> {
    match asked {
        Asked::Place { at_ns, .. } => Some(Time(*at_ns).min(run.end())),
        Asked::Number { .. } | Asked::Choice(_) | Asked::Order { .. } => None,
    }
}

/// What everybody reads in the end.
fn explained(key: &Lifted) -> String {
    [key.text("explanation"), key.text("said")].concat()
}

/// The text of a part, by its id.
fn text_of<'a>(key: &'a Lifted, id: &str) -> &'a str {
    key.text(&["of-", id].concat())
}
