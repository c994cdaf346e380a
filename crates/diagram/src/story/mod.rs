//! The run in words: a table of what happened, a sentence for now, and what each side can know.

mod compare;
mod happening;
mod knows;
mod say;
mod tell;

use trace::{NodeId, Time};

use crate::Run;

pub use compare::compare;
pub(crate) use happening::{Happening, Kind};
pub use knows::knows;
pub use say::say;
pub(crate) use tell::tell;

/// A line of the table of a run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    pub at: Time,
    /// Where it happened.
    pub node: NodeId,
    /// The other end, for what concerns a message on its way.
    pub other: Option<NodeId>,
    /// The names of the end that it came from and the end that it goes to; the latter may be empty.
    pub from: String,
    pub to: String,
    /// A clause without its full stop.
    pub what: String,
}

/// The table of a run, in order of time. What happened alike to several messages at once is one line.
pub fn rows(run: &Run) -> &[Row] {
    &run.rows
}
