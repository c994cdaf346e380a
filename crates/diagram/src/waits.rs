//! What askers wait for besides answers: a pause before another try, an address, a free connection, a deadline.

use std::collections::BTreeMap;

use trace::{Fact, MessageId, NodeId, RequestId, Time, TimerKind, What};

use crate::alive::Alive;

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
    alive: Alive,
    /// Those that have not ended before their time.
    open: BTreeMap<RequestId, Vec<usize>>,
}

impl Waits {
    /// Takes the next fact into account.
    pub(crate) fn take(&mut self, fact: &Fact) {
        match fact.what {
            What::BackedOff { message, until } => self.begin(fact, message, WaitKind::Backoff, Some(until)),
            What::LookedUp { message, until } => self.begin(fact, message, WaitKind::Lookup, Some(until)),
            What::Blocked { message } => self.begin(fact, message, WaitKind::Blocked, None),
            What::TimerSet { message, kind: TimerKind::Deadline, until } => {
                self.begin(fact, message, WaitKind::Deadline, Some(until));
            }
            What::Settled { request, .. } => {
                for place in self.open.remove(&request).unwrap_or_default() {
                    self.end(place, fact.at);
                }
            }
            What::Sent { message, .. } | What::TimerFired { message, .. } => {
                let Some(mut own) = self.open.remove(&message.request) else { return };
                own.retain(|&place| {
                    let ends = self.all.get(place).is_some_and(|wait| {
                        wait.kind == WaitKind::Blocked && wait.message.attempt == message.attempt
                    });
                    if ends {
                        self.end(place, fact.at);
                    }
                    !ends
                });
                self.open.insert(message.request, own);
            }
            _ => {}
        }
    }

    fn begin(&mut self, fact: &Fact, message: MessageId, kind: WaitKind, until: Option<Time>) {
        let end = until.unwrap_or(Time(u64::MAX));
        self.open.entry(message.request).or_default().push(self.all.len());
        self.all.push(Wait { node: fact.node, message, kind, from: fact.at, until, end });
    }

    fn end(&mut self, place: usize, at: Time) {
        if let Some(wait) = self.all.get_mut(place) {
            wait.end = wait.end.min(at);
        }
    }

    /// All facts have been taken: from now on waits can be looked up.
    pub(crate) fn in_order(self) -> Self {
        let alive = Alive::new(self.all.iter().map(|wait| (wait.from, wait.end)));
        Self { alive, open: BTreeMap::new(), ..self }
    }

    /// The waits of a node that are under way at a moment, in the order in which they began.
    pub(crate) fn of(&self, node: NodeId, at: Time) -> impl Iterator<Item = &Wait> {
        let all = self.alive.at(at).filter_map(|place| self.all.get(place));
        all.filter(move |wait| wait.node == node && wait.from <= at && at < wait.end)
    }
}
