//! Seeking: the state at any moment without replaying the run from its start.

use crate::{FactId, State, Time, Trace};

/// A checkpoint follows after so many facts at the earliest.
const LEAST_APART: usize = 256;

/// States of a run at some of its facts. Belongs to the one trace that it was made from, and is given it on every use.
///
/// The larger a state is, the further apart are the checkpoints, so that all of them together take no more memory than a
/// few facts each: seeking then replays at most as many facts as there is state to copy, or 256 if that is more.
#[derive(Clone, Debug)]
pub struct Index {
    /// Each with the number of facts that it contains, in order; the first contains none.
    checkpoints: Vec<(usize, State)>,
}

impl Trace {
    /// How many facts have happened at a moment, those of that very moment included.
    pub fn facts_until(&self, at: Time) -> usize {
        self.facts.partition_point(|fact| fact.at <= at)
    }
}

impl Index {
    /// Reads the whole run once.
    pub fn new(trace: &Trace) -> Self {
        let mut state = State::before(trace);
        let mut last = 0;
        let mut checkpoints = vec![(0, state.clone())];
        for (fact, place) in trace.facts.iter().zip(0_u32..) {
            state.take(fact, FactId(place), trace);
            let facts = place as usize + 1;
            if facts - last >= LEAST_APART.max(state.size()) {
                last = facts;
                checkpoints.push((facts, state.clone()));
            }
        }
        Self { checkpoints }
    }

    /// The state after the first `facts` facts (of those that there are).
    pub fn state(&self, trace: &Trace, facts: usize) -> State {
        let facts = facts.min(trace.facts.len());
        let (from, mut state) = self.before(facts).cloned().unwrap_or_else(|| (0, State::before(trace)));
        let rest = trace.facts.get(from..facts).unwrap_or_default();
        for (fact, place) in rest.iter().zip(u32::try_from(from).unwrap_or(u32::MAX)..) {
            state.take(fact, FactId(place), trace);
        }
        state
    }

    /// The state at a moment, with all that happens at that very moment.
    pub fn state_at(&self, trace: &Trace, at: Time) -> State {
        self.state(trace, trace.facts_until(at))
    }

    /// How many facts [`Self::state`] has to replay to get there.
    pub fn replayed(&self, facts: usize) -> usize {
        facts - self.before(facts).map_or(0, |&(from, _)| from)
    }

    fn before(&self, facts: usize) -> Option<&(usize, State)> {
        let after = self.checkpoints.partition_point(|&(from, _)| from <= facts);
        after.checked_sub(1).and_then(|last| self.checkpoints.get(last))
    }
}
