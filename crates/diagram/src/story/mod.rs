//! The run in words: a table of what happened, a sentence for now, and what each side can know.

mod about;
mod compare;
mod happening;
mod knows;
mod say;
mod tell;
mod why;

use trace::{FactId, NodeId, Time};

use crate::{Run, Subject, Viewpoint};

pub use about::{About, about, pickable};
pub use compare::compare;
pub(crate) use happening::{Happening, Kind};
pub use knows::knows;
pub use say::{say, say_as_seen};
pub(crate) use tell::tell;
pub use why::{Step, came_of, explained, why};

/// A line of the table of a run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    pub at: Time,
    /// The first fact that it tells.
    pub fact: FactId,
    /// Where it happened.
    pub node: NodeId,
    /// The other end, for what concerns a message on its way.
    pub other: Option<NodeId>,
    /// The names of the end that it came from and the end that it goes to; the latter may be empty.
    pub from: String,
    pub to: String,
    /// A clause without its full stop.
    pub what: String,
    /// Whether it happens outside of all nodes, so that none of them can know.
    pub(crate) outside: bool,
}

impl Row {
    /// Whether somebody who looks from there can know of it.
    pub fn is_seen_from(&self, viewpoint: Viewpoint) -> bool {
        match viewpoint {
            Viewpoint::Everyone => true,
            Viewpoint::Only(node) => self.node == node && !self.outside,
        }
    }

    pub fn subject(&self) -> Subject {
        Subject::Event(self.fact)
    }
}

/// The table of a run, in order of time. What happened alike to several messages at once is one line.
pub fn rows(run: &Run) -> &[Row] {
    &run.rows
}
