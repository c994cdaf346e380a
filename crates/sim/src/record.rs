//! The writing down of facts.

use trace::{Fact, FactId, NodeId, Time, What};

/// The facts of a run so far.
#[derive(Debug, Default)]
pub(crate) struct Record {
    facts: Vec<Fact>,
}

impl Record {
    /// Writes down what happened; the answer is its place, to name it as a cause.
    pub(crate) fn write(&mut self, at: Time, node: NodeId, what: What, cause: Option<FactId>) -> FactId {
        let place = FactId(self.len());
        self.facts.push(Fact { at, node, what, cause });
        place
    }

    pub(crate) fn len(&self) -> u32 {
        u32::try_from(self.facts.len()).unwrap_or(u32::MAX)
    }

    /// When the last fact happened.
    pub(crate) fn last_at(&self) -> Time {
        self.facts.last().map_or(Time::ZERO, |fact| fact.at)
    }

    pub(crate) fn into_facts(self) -> Vec<Fact> {
        self.facts
    }
}
