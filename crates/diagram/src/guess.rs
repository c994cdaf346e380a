//! What a learner said before a run was shown: drawn into it, to be compared.

use trace::{Duration, Time};

use crate::Subject;

/// An answer that a drawing shows beside what happens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Guess {
    /// Something was to happen at `at`, which is `said` after what it was counted from. A line across the ladder.
    Moment { at: Time, said: Duration },
    /// Something was to be at a place at `at`: a ring, until that moment. Then there is another one round the place where it is.
    Place { at: Time, said: Option<Subject>, is: Option<Subject> },
}

impl Guess {
    /// The moment that was said.
    pub(crate) fn moment(self) -> Option<(Time, Duration)> {
        match self {
            Self::Moment { at, said } => Some((at, said)),
            Self::Place { .. } => None,
        }
    }
}
