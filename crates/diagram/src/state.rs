//! What a client and a server are doing at a moment.

use trace::{Duration, Message, NodeId, Outcome, Role, Time};

use crate::Run;
use crate::lanes::gone_at;
use crate::visits::{Request, Try, Visit};

/// A node as an asking party.
#[derive(Debug)]
pub(crate) struct Client<'a> {
    /// Tries that it waits for, earliest first.
    pub(crate) waiting: Vec<&'a Try>,
    /// Requests that it has made up to now.
    pub(crate) wanted: Vec<&'a Request>,
    /// How many requests it makes in the whole run.
    pub(crate) total: usize,
    /// How its requests have ended up to now.
    pub(crate) answered: usize,
    pub(crate) refused: usize,
    pub(crate) given_up: usize,
    /// An error came back, the connection broke, or the client did not even ask.
    pub(crate) failed: usize,
    /// The latest end of a request, if all made up to now have ended.
    pub(crate) done_at: Option<Time>,
}

impl<'a> Client<'a> {
    pub(crate) fn of(run: &'a Run, node: NodeId, at: Time) -> Self {
        let own = |request: &&Request| request.node == node;
        let wanted: Vec<&Request> =
            run.stays.requests.iter().filter(own).filter(|request| request.wanted <= at).collect();
        let ended = |request: &&Request| request.settled.filter(|&(ended, _)| ended <= at);
        let count = |wanted_outcome: Outcome| {
            wanted.iter().filter_map(ended).filter(|&(_, outcome)| outcome == wanted_outcome).count()
        };
        let all_ended = wanted.iter().all(|request| ended(request).is_some());
        Self {
            waiting: run.stays.tries.iter().filter(|own| own.node == node && own.waits_at(at)).collect(),
            total: run.stays.requests.iter().filter(own).count(),
            answered: count(Outcome::Answered),
            refused: count(Outcome::Refused),
            given_up: count(Outcome::TimedOut),
            failed: count(Outcome::Failed) + count(Outcome::Broken) + count(Outcome::Withheld),
            done_at: wanted.iter().filter_map(ended).map(|(at, _)| at).max().filter(|_| all_ended),
            wanted,
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
    pub(crate) finished: Vec<&'a Visit>,
    /// How many it has turned away.
    pub(crate) refused: usize,
}

impl<'a> Server<'a> {
    pub(crate) fn of(run: &'a Run, node: NodeId, at: Time) -> Self {
        let mut server = Self { queue: Vec::new(), working: Vec::new(), finished: Vec::new(), refused: 0 };
        for visit in run.stays.visits.iter().filter(|visit| visit.node == node && visit.arrived <= at) {
            let started = visit.started.is_some_and(|(started, _)| started <= at);
            if visit.refused.is_some_and(|(refused, _)| refused <= at) {
                server.refused += 1;
            } else if visit.discarded.is_some_and(|discarded| discarded <= at) {
                // It went without an answer, and is nowhere any more.
            } else if visit.finished.is_some_and(|finished| finished <= at) {
                server.finished.push(visit);
            } else if started {
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
