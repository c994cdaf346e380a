//! The words of drawings in which an answer is compared with a run.

use trace::Duration;

pub(crate) const YOU_SAID_HERE: &str = "you said here";
pub(crate) const IT_IS_HERE: &str = "here it is";
pub(crate) const COUNTS: &str = "counts as right";
pub(crate) const TENFOLD: &str = "Each step is ten times the one before.";

/// At the learner's number.
pub(crate) fn you(amount: &str) -> String {
    format!("You: {amount}")
}

/// At the number that is right.
pub(crate) fn the_run(amount: &str, mean: bool) -> String {
    if mean { format!("On average: {amount}") } else { format!("The run: {amount}") }
}

/// At the learner's moment.
pub(crate) fn you_said(after: Duration) -> String {
    format!("you said {after}")
}

/// Under a ladder that does not reach to it.
pub(crate) fn said_further_down(after: Duration) -> String {
    format!("You said {after}: further down than this.")
}
