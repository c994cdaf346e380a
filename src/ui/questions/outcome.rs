//! What became of a part of an answer, in words and by a sign, so that nobody has to tell colours apart.

use learner::{Fate, Marked};

use crate::ui::icon;
use crate::words;

/// What became of a part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// Given, and right.
    Right,
    /// Given, and wrong.
    Wrong,
    /// Right, and not given.
    Missed,
    /// Filled in for the learner.
    Shown,
}

impl Outcome {
    /// What became of a part of an answer that was given, or `shown`.
    pub(super) fn of(fate: Fate, shown: bool) -> Self {
        match fate {
            _ if shown => Self::Shown,
            Fate::Right => Self::Right,
            Fate::Wrong => Self::Wrong,
            Fate::Missed => Self::Missed,
        }
    }

    /// The mark of an option or row, as HTML.
    pub(crate) fn mark(self) -> String {
        self.mark_with(match self {
            Self::Right => words::YOUR_ANSWER_RIGHT,
            Self::Wrong => words::YOUR_ANSWER,
            Self::Missed => words::questions::ALSO_RIGHT,
            Self::Shown => words::RIGHT_ANSWER,
        })
    }

    /// The mark with other words.
    pub(crate) fn mark_with(self, word: &str) -> String {
        let sign = match self {
            Self::Right | Self::Shown => icon::TICK,
            Self::Wrong => icon::CROSS,
            Self::Missed => icon::PLUS,
        };
        [sign, word].concat()
    }
}

/// The class of what became of a part.
pub(crate) fn class(outcome: Option<Outcome>) -> &'static str {
    match outcome {
        None => "",
        Some(Outcome::Right | Outcome::Shown) => " is-right",
        Some(Outcome::Wrong) => " is-wrong",
        Some(Outcome::Missed) => " is-missed",
    }
}

/// How many parts are right.
pub(crate) fn count_right(marked: &Marked) -> usize {
    marked.fates.iter().filter(|(_, fate)| *fate == Fate::Right).count()
}

/// How many of the parts are right, as HTML; nothing when all are.
pub(crate) fn counted(marked: &Marked) -> String {
    if marked.right {
        return String::new();
    }
    format!("<p>{}</p>", words::questions::of_right(count_right(marked), marked.fates.len()))
}

/// Clears what was given for the parts `ids`, but for those that were right.
pub(crate) fn keep_right(ids: &[String], marked: &Marked, given: &mut [String]) {
    for (id, given) in ids.iter().zip(given) {
        if marked.fate(id) != Some(Fate::Right) {
            given.clear();
        }
    }
}
