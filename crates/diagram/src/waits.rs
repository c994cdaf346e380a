//! What askers wait for besides answers: a pause before another try, an address, a free connection, a deadline.

use std::collections::BTreeMap;

use trace::{MessageId, NodeId, RequestId, Time, TimerKind, Trace, What};

/// One wait of a node.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Wait {
    pub(crate) node: NodeId,
    pub(crate) message: MessageId,
    pub(crate) kind: WaitKind,
    pub(crate) from: Time,
    /// When it was to end, where that was known from the start.
    pub(crate) until: Option<Time>,
    /// When it did end.
    end: Time,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum WaitKind {
    /// Before another try.
    Backoff,
    /// The server's address.
    Lookup,
    /// One of its connections.
    Blocked,
    /// Not a wait of its own: the time for the whole request runs.
    Deadline,
}

/// All waits of a run, by their beginning.
#[derive(Clone, Debug, Default)]
pub(crate) struct Waits {
    all: Vec<Wait>,
    /// The latest end of all up to each.
    reach: Vec<Time>,
}

impl Waits {
    pub(crate) fn new(trace: &Trace) -> Self {
        let mut waits = Self::default();
        let mut open: BTreeMap<RequestId, Vec<usize>> = BTreeMap::new();
        for fact in &trace.facts {
            let (at, never) = (fact.at, Time(u64::MAX));
            let begun = match fact.what {
                What::BackedOff { message, until } => Some((message, WaitKind::Backoff, Some(until))),
                What::LookedUp { message, until } => Some((message, WaitKind::Lookup, Some(until))),
                What::Blocked { message } => Some((message, WaitKind::Blocked, None)),
                What::TimerSet { message, kind: TimerKind::Deadline, until } => {
                    Some((message, WaitKind::Deadline, Some(until)))
                }
                _ => None,
            };
            if let Some((message, kind, until)) = begun {
                open.entry(message.request).or_default().push(waits.all.len());
                let end = until.unwrap_or(never);
                waits.all.push(Wait { node: fact.node, message, kind, from: at, until, end });
                continue;
            }
            match fact.what {
                What::Settled { request, .. } => {
                    for place in open.remove(&request).unwrap_or_default() {
                        waits.end(place, at, |_| true);
                    }
                }
                What::Sent { message, .. } | What::TimerFired { message, .. } => {
                    for &place in open.get(&message.request).into_iter().flatten() {
                        waits.end(place, at, |own| {
                            own.kind == WaitKind::Blocked && own.message.attempt == message.attempt
                        });
                    }
                }
                _ => {}
            }
        }
        let mut reach = Time::ZERO;
        for wait in &waits.all {
            reach = reach.max(wait.end);
            waits.reach.push(reach);
        }
        waits
    }

    /// The waits of a node that are under way at a moment, latest first.
    pub(crate) fn of(&self, node: NodeId, at: Time) -> impl Iterator<Item = &Wait> {
        let begun = self.all.partition_point(|wait| wait.from <= at);
        let begun = self.all.iter().zip(&self.reach).take(begun).rev();
        begun
            .take_while(move |&(_, &reach)| reach > at)
            .map(|(wait, _)| wait)
            .filter(move |wait| wait.node == node && wait.end > at)
    }

    fn end(&mut self, place: usize, at: Time, ends: impl Fn(&Wait) -> bool) {
        if let Some(wait) = self.all.get_mut(place).filter(|wait| ends(wait)) {
            wait.end = wait.end.min(at);
        }
    }
}
