//! The moments of a run that are worth stopping at.

use trace::{Fact, NodeId, Time, Trace, What};

use crate::{Run, Viewpoint};

/// Moments in order, each once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Moments {
    /// Where something happens that the table of the run tells, with the run's start and end.
    pub events: Vec<Time>,
    /// Where a message has arrived whole.
    pub arrivals: Vec<Time>,
}

impl Moments {
    /// `told` = the moments that the table tells of, in order.
    pub(crate) fn new(trace: &Trace, told: impl Iterator<Item = Time>) -> Self {
        let events = [Time::ZERO].into_iter().chain(told).chain([trace.end]).collect();
        let arrived = |fact: &&trace::Fact| matches!(fact.what, What::Arrived { .. });
        let arrivals = trace.facts.iter().filter(arrived).map(|fact| fact.at).collect();
        Self { events: in_order(events), arrivals: in_order(arrivals) }
    }

    /// The moments of which a node has facts of its own, with the run's start and end. It takes as long as a tenth of reading
    /// the run.
    pub(crate) fn seen_from(run: &Run, node: NodeId) -> Self {
        let told = run.rows().moments_seen_from(Viewpoint::Only(node));
        let events = [Time::ZERO].into_iter().chain(told).chain([run.end()]).collect();
        let arrived = |fact: &&Fact| fact.node == node && matches!(fact.what, What::Arrived { .. });
        let arrivals = run.trace.facts.iter().filter(arrived).map(|fact| fact.at).collect();
        Self { events: in_order(events), arrivals: in_order(arrivals) }
    }

    /// The last event at `at` or before it.
    pub fn event_at(&self, at: Time) -> Option<Time> {
        let up_to = self.events.partition_point(|&moment| moment <= at);
        up_to.checked_sub(1).and_then(|last| self.events.get(last)).copied()
    }

    /// The first event after `at`.
    pub fn next_event(&self, at: Time) -> Option<Time> {
        after(&self.events, at)
    }

    /// The last event before `at`.
    pub fn previous_event(&self, at: Time) -> Option<Time> {
        before(&self.events, at)
    }

    /// The first arrival after `at`.
    pub fn next_arrival(&self, at: Time) -> Option<Time> {
        after(&self.arrivals, at)
    }

    /// The last arrival before `at`.
    pub fn previous_arrival(&self, at: Time) -> Option<Time> {
        before(&self.arrivals, at)
    }
}

fn after(moments: &[Time], at: Time) -> Option<Time> {
    moments.get(moments.partition_point(|&moment| moment <= at)).copied()
}

fn before(moments: &[Time], at: Time) -> Option<Time> {
    let before = moments.partition_point(|&moment| moment < at);
    before.checked_sub(1).and_then(|last| moments.get(last)).copied()
}

fn in_order(mut moments: Vec<Time>) -> Vec<Time> {
    moments.sort_unstable();
    moments.dedup();
    moments
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_visit_every_event_both_ways() {
        let moments = Moments { events: [0, 40, 70].map(Time).to_vec(), arrivals: vec![Time(40)] };
        assert_eq!(moments.next_event(Time(0)), Some(Time(40)));
        assert_eq!(moments.next_event(Time(41)), Some(Time(70)));
        assert_eq!(moments.next_event(Time(70)), None);
        assert_eq!(moments.previous_event(Time(70)), Some(Time(40)));
        assert_eq!(moments.previous_event(Time(0)), None);
        assert_eq!(moments.event_at(Time(69)), Some(Time(40)));
        assert_eq!(moments.event_at(Time(70)), Some(Time(70)));
        assert_eq!(moments.next_arrival(Time(39)), Some(Time(40)));
        assert_eq!(moments.next_arrival(Time(40)), None);
        assert_eq!(moments.previous_arrival(Time(41)), Some(Time(40)));
        assert_eq!(moments.previous_arrival(Time(40)), None);
    }
}
