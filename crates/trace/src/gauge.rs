//! The one fold from facts to step functions: how full something was at each moment.

use std::collections::BTreeSet;

use crate::{NodeId, Time, Trace, What};

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

    fn set(&mut self, at: Time, level: usize) {
        let level = u32::try_from(level).unwrap_or(u32::MAX);
        if self.steps.last().is_some_and(|step| step.at == at) {
            self.steps.pop();
        }
        if self.steps.last().map_or(0, |step| step.level) != level {
            self.steps.push(Step { at, level });
        }
    }
}

/// How many requests waited in `node`'s queue.
pub fn queue_length(trace: &Trace, node: NodeId) -> Gauge {
    let mut gauge = Gauge::default();
    let mut waiting = BTreeSet::new();
    for fact in trace.facts.iter().filter(|fact| fact.node == node) {
        let changed = match fact.what {
            What::Queued { message, .. } => waiting.insert(message),
            What::Started { message, .. } | What::Refused { message, .. } | What::Lost { message, .. } => {
                waiting.remove(&message)
            }
            _ => false,
        };
        if changed {
            gauge.set(fact.at, waiting.len());
        }
    }
    gauge
}

/// How many messages were on the network.
pub fn in_flight(trace: &Trace) -> Gauge {
    let mut gauge = Gauge::default();
    let mut travelling = BTreeSet::new();
    for fact in &trace.facts {
        let changed = match fact.what {
            What::Sent { message, .. } => travelling.insert(message),
            What::Arrived { message, .. } | What::Lost { message, .. } => travelling.remove(&message),
            _ => false,
        };
        if changed {
            gauge.set(fact.at, travelling.len());
        }
    }
    gauge
}
