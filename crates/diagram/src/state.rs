//! What a client and a server are doing at a moment.

use trace::{Duration, Message, NodeId, Role, Time};

use crate::Run;
use crate::lanes::gone_at;
use crate::tallies::{Finished, Tally, until};
use crate::visits::{Request, Try, Visit};

/// A node as an asking party.
#[derive(Debug)]
pub(crate) struct Client<'a> {
    /// Tries that it waits for, earliest first.
    pub(crate) waiting: Vec<&'a Try>,
    /// How many requests it has made up to now, and the first of them.
    pub(crate) wanted: usize,
    pub(crate) first: Option<&'a Request>,
    /// How many requests it makes in the whole run.
    pub(crate) total: usize,
    /// How its requests have ended up to now.
    pub(crate) answered: usize,
    pub(crate) refused: usize,
    pub(crate) given_up: usize,
    /// An error came back, the connection broke, or the client did not even ask.
    pub(crate) failed: usize,
    /// The first request of those that it has given up on.
    pub(crate) first_given_up: Option<&'a Request>,
    /// The latest end of a request, if all made up to now have ended.
    pub(crate) done_at: Option<Time>,
}

impl<'a> Client<'a> {
    pub(crate) fn of(run: &'a Run, node: NodeId, at: Time) -> Self {
        let none = Tally::default();
        let tally = run.stays.tallies.of(node).unwrap_or(&none);
        let request = |place: u32| run.stays.requests.get(place as usize);
        let made = |&place: &u32| request(place).is_some_and(|request| request.wanted <= at);
        let wanted = tally.wanted.partition_point(made);
        let settled = until(&tally.settled, at);
        let last = settled.checked_sub(1).and_then(|last| tally.settled.get(last)).copied();
        let given_up = tally.given_up.partition_point(|&(over, _)| over <= at);
        let last_given_up = given_up.checked_sub(1).and_then(|last| tally.given_up.get(last));
        Self {
            waiting: run.waiting(at).filter(|own| own.node == node).collect(),
            wanted,
            first: tally.wanted.first().filter(|_| wanted > 0).and_then(|&place| request(place)),
            total: tally.wanted.len(),
            answered: until(&tally.answered, at),
            refused: until(&tally.refused, at),
            given_up,
            failed: until(&tally.failed, at),
            first_given_up: last_given_up.and_then(|&(_, first)| request(first)),
            done_at: last.filter(|_| settled == wanted),
        }
    }
}

/// A node as an answering party.
#[derive(Debug)]
pub(crate) struct Server<'a> {
    /// Requests in its queue, first come first.
    pub(crate) queue: Vec<&'a Visit>,
    /// Requests that its workers are busy with.
    pub(crate) working: Vec<&'a Visit>,
    /// Requests that its workers have finished.
    pub(crate) finished: Finished<'a>,
    /// How many it has turned away.
    pub(crate) refused: usize,
}

impl<'a> Server<'a> {
    pub(crate) fn of(run: &'a Run, node: NodeId, at: Time) -> Self {
        let tally = run.stays.tallies.of(node);
        let mut server = Self {
            queue: Vec::new(),
            working: Vec::new(),
            finished: Finished::new(tally, at),
            refused: tally.map_or(0, |tally| until(&tally.turned_away, at)),
        };
        for visit in run.staying(at).filter(|visit| visit.node == node) {
            if visit.started.is_some_and(|(started, _)| started <= at) {
                server.working.push(visit);
            } else if visit.queued {
                server.queue.push(visit);
            }
        }
        server
    }
}

/// How many workers a node has.
pub(crate) fn workers(run: &Run, node: NodeId) -> u16 {
    match run.trace.nodes.get(usize::from(node.0)).map(|node| &node.role) {
        Some(&Role::Server { workers, .. }) => workers,
        _ => 0,
    }
}

/// Whether a message is on the wire, or about to come off it, at a moment.
pub(crate) fn flies_at(message: &Message, at: Time) -> bool {
    message.entered_at.max(message.sent_at) <= at && at < gone_at(message)
}

/// Whether a message has been handed over but the wire is still busy with others.
pub(crate) fn stands_in_line_at(message: &Message, at: Time) -> bool {
    message.sent_at <= at && at < message.entered_at && at < gone_at(message)
}

/// How long a message's head has moved along the wire at a moment.
pub(crate) fn travelled(message: &Message, at: Time) -> Duration {
    let stood = message.stood(message.entered_at, at);
    Duration(at.since(message.entered_at).0.saturating_sub(stood.0))
}
