//! All that a learner did, as a set that only grows: two copies merge without losing anything.

use std::collections::BTreeSet;

use crate::{Attempt, QuestionId};

/// The attempts of one learner in the order of time.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Record {
    attempts: BTreeSet<Attempt>,
}

impl Record {
    /// How many attempts a record holds at most. The oldest go first; a learner who answers twenty questions a
    /// day gets there after thirteen years.
    pub const ATTEMPTS_MAX: usize = 100_000;

    /// Adds one attempt.
    pub fn add(&mut self, attempt: Attempt) {
        self.attempts.insert(attempt);
        while self.attempts.len() > Self::ATTEMPTS_MAX {
            self.attempts.pop_first();
        }
    }

    /// Adds everything that `other` knows: the same whichever of the two is merged into which.
    pub fn merge(&mut self, other: Self) {
        for attempt in other.attempts {
            self.add(attempt);
        }
    }

    /// The last attempt at this very version of the question.
    pub fn latest(&self, question: &QuestionId) -> Option<&Attempt> {
        self.attempts.iter().rev().find(|attempt| attempt.to == *question)
    }

    /// All attempts, oldest first.
    pub fn attempts(&self) -> impl ExactSizeIterator<Item = &Attempt> {
        self.attempts.iter()
    }
}
