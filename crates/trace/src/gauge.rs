//! Levels over time: how full something was at each moment.

use crate::state::State;
use crate::{FactId, NodeId, Time, Trace, What};

/// A level over time.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Gauge {
    /// Changes in order of time, one at most for each moment. Before the first the level is 0.
    pub steps: Vec<Step>,
}

/// From `at` on the level is `level`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step {
    pub at: Time,
    pub level: u32,
}

impl Gauge {
    /// The level at a moment, changes of that very moment included.
    pub fn level_at(&self, at: Time) -> u32 {
        let after = self.steps.partition_point(|step| step.at <= at);
        after.checked_sub(1).and_then(|last| self.steps.get(last)).map_or(0, |step| step.level)
    }

    /// The highest level of the run.
    pub fn highest(&self) -> u32 {
        self.steps.iter().map(|step| step.level).max().unwrap_or(0)
    }

    fn set(&mut self, at: Time, level: u32) {
        if self.steps.last().is_some_and(|step| step.at == at) {
            self.steps.pop();
        }
        if self.steps.last().map_or(0, |step| step.level) != level {
            self.steps.push(Step { at, level });
        }
    }
}

/// All levels of a run.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Gauges {
    /// Requests in the queue of each node, in the order of [`Trace::nodes`].
    pub waiting: Vec<Gauge>,
    /// Workers at work, likewise.
    pub busy: Vec<Gauge>,
    /// Messages on the network, copies included.
    pub in_flight: Gauge,
    /// Requests wanted and not yet settled.
    pub open: Gauge,
}

/// All levels of a run in one pass over its facts.
pub fn gauges(trace: &Trace) -> Gauges {
    let mut gauges = Gauges {
        waiting: vec![Gauge::default(); trace.nodes.len()],
        busy: vec![Gauge::default(); trace.nodes.len()],
        ..Gauges::default()
    };
    let mut state = State::before(trace);
    for (fact, place) in trace.facts.iter().zip(0_u32..) {
        state.take(fact, FactId(place), trace);
        gauges.in_flight.set(fact.at, counted(state.flying().len()));
        gauges.open.set(fact.at, counted(state.open_requests().len()));
        // A fact changes no other node than its own.
        let own = usize::from(fact.node.0);
        let Some(node) = state.node(fact.node) else { continue };
        if let (Some(waiting), Some(busy)) = (gauges.waiting.get_mut(own), gauges.busy.get_mut(own)) {
            waiting.set(fact.at, node.waiting);
            busy.set(fact.at, node.busy);
        }
    }
    gauges
}

/// How many requests waited in `node`'s queue.
pub fn queue_length(trace: &Trace, node: NodeId) -> Gauge {
    gauge(trace, |state| state.node(node).map_or(0, |node| node.waiting))
}

/// How many of `node`'s workers were at work.
pub fn busy_workers(trace: &Trace, node: NodeId) -> Gauge {
    gauge(trace, |state| state.node(node).map_or(0, |node| node.busy))
}

/// How many messages were on the network, copies included.
pub fn in_flight(trace: &Trace) -> Gauge {
    gauge(trace, |state| counted(state.flying().len()))
}

/// How many requests were wanted and not yet settled.
pub fn open_requests(trace: &Trace) -> Gauge {
    gauge(trace, |state| counted(state.open_requests().len()))
}

/// The first fact that makes a message arrive or get lost which is not on the network. In a trace without one,
/// sent + copied = arrived + lost + in flight at every moment.
pub fn first_stray(trace: &Trace) -> Option<FactId> {
    let mut state = State::before(trace);
    for (fact, place) in trace.facts.iter().zip(0_u32..) {
        let ends = matches!(fact.what, What::Arrived { .. } | What::Lost { .. });
        let before = state.flying().len();
        state.take(fact, FactId(place), trace);
        if ends && state.flying().len() == before {
            return Some(FactId(place));
        }
    }
    None
}

fn gauge(trace: &Trace, level: impl Fn(&State) -> u32) -> Gauge {
    let mut gauge = Gauge::default();
    let mut state = State::before(trace);
    for (fact, place) in trace.facts.iter().zip(0_u32..) {
        state.take(fact, FactId(place), trace);
        gauge.set(fact.at, level(&state));
    }
    gauge
}

fn counted(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
