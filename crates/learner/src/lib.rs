//! What a learner did: answers, how they are marked, and the stored document. Time is an argument.

#![cfg_attr(not(test), deny(clippy::disallowed_methods, clippy::disallowed_types))]

mod attempt;
mod document;
mod marking;
mod number;
mod record;

pub use attempt::{Attempt, Confidence, Given, QuestionId};
pub use document::{Unreadable, read, write};
pub use marking::{Fate, Fill, Key, Marked, Posed, Swapped, mark};
pub use number::{Number, parse_number, within};
pub use record::Record;
