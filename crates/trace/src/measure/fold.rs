//! From facts to numbers: tells a collector what the engine told it while it ran.

use std::collections::{BTreeMap, BTreeSet};

use super::executions::Executions;
use crate::{
    Duration, Fact, FactId, MessageId, Metrics, NodeId, Outcome, Part, RequestId, Time, TimerKind, Trace,
    What, messages,
};

impl Metrics {
    /// The numbers of a finished run, from its facts alone. Facts that contradict each other give some number, never a panic.
    pub fn of(trace: &Trace) -> Self {
        let mut fold = Fold {
            metrics: Self::new(&trace.nodes, trace.measure_from),
            arriving: arriving(trace),
            requests: BTreeMap::new(),
            batches: BTreeMap::new(),
            tries: BTreeSet::new(),
            given_up: BTreeSet::new(),
            replies: BTreeMap::new(),
            arrived: BTreeMap::new(),
            executions: Executions::of(trace.nodes.len()),
            published: BTreeMap::new(),
        };
        for (fact, place) in trace.facts.iter().zip(0_u32..) {
            fold.take(fact, FactId(place));
        }
        fold.metrics.end(trace.end, trace.ended);
        fold.metrics
    }
}

/// How long each reply took to arrive, from its first bit to its last.
fn arriving(trace: &Trace) -> BTreeMap<MessageId, Duration> {
    let replies = messages(trace).into_iter().filter(|message| message.id.part == Part::Reply);
    replies.map(|reply| (reply.id, reply.left_at.since(reply.entered_at))).collect()
}

struct Fold {
    metrics: Metrics,
    arriving: BTreeMap<MessageId, Duration>,
    requests: BTreeMap<RequestId, Request>,
    /// What travels in the message of another request besides it.
    batches: BTreeMap<RequestId, Vec<RequestId>>,
    /// Tries that have begun.
    tries: BTreeSet<(RequestId, u16)>,
    /// Tries whose client does not wait for them any more.
    given_up: BTreeSet<(RequestId, u16)>,
    /// What each reply was sent because of.
    replies: BTreeMap<MessageId, FactId>,
    /// Arrivals of replies: which, and from where.
    arrived: BTreeMap<FactId, (MessageId, NodeId)>,
    executions: Executions,
    published: BTreeMap<(u16, u32), Time>,
}

/// A request that was wanted.
struct Request {
    client: NodeId,
    wanted_at: Time,
    first_byte: bool,
    settled: bool,
}

impl Fold {
    fn take(&mut self, fact: &Fact, place: FactId) {
        let (at, node) = (fact.at, fact.node);
        match fact.what {
            What::Wanted { request } => {
                self.metrics.wanted(node, at);
                let wanted = Request { client: node, wanted_at: at, first_byte: false, settled: false };
                self.requests.insert(request, wanted);
            }
            What::Batched { request, into } => self.batches.entry(into).or_default().push(request),
            What::LookedUp { message, .. } => self.tried(node, message),
            What::Sent { message, bytes, .. } => {
                self.metrics.sent(bytes);
                self.tried(node, message);
                if let (Part::Reply, Some(cause)) = (message.part, fact.cause) {
                    self.replies.insert(message, cause);
                }
            }
            What::Lost { .. } => self.metrics.lost(),
            What::TimerFired { message, kind } if kind != TimerKind::Hedge => {
                self.given_up.insert((message.request, message.attempt));
            }
            What::Arrived { message, from } if message.part == Part::Reply => {
                self.arrived.insert(place, (message, from));
                self.replied(node, message, at);
            }
            What::Settled { request, outcome } => {
                let made_by = fact.cause.filter(|_| outcome == Outcome::Answered);
                self.settled(request, at, outcome, made_by);
            }
            What::Published { feed, update } => {
                self.metrics.published();
                self.published.insert((feed, update), at);
            }
            What::Delivered { feed, update } => {
                if let Some(published) = self.published.get(&(feed, update)) {
                    self.metrics.delivered(at.since(*published));
                }
            }
            ref what => self.executions.take(&mut self.metrics, &self.batches, (place, at, node), what),
        }
    }

    /// A message or a look-up with which a try of its own client may begin.
    fn tried(&mut self, node: NodeId, message: MessageId) {
        let own = self.requests.get(&message.request).is_some_and(|request| request.client == node);
        let begins = message.part.is_outward() && message.part != Part::Cancel;
        if own && begins && self.tries.insert((message.request, message.attempt)) {
            self.metrics.attempt(node, message.attempt > 1);
        }
    }

    /// A reply is there that somebody still waits for, for its request and for those that travelled with it.
    fn replied(&mut self, node: NodeId, reply: MessageId, at: Time) {
        let waited_for = !self.given_up.contains(&(reply.request, reply.attempt));
        let first_bit = at - self.arriving.get(&reply).copied().unwrap_or_default();
        let others = self.batches.get(&reply.request).map_or(&[][..], Vec::as_slice);
        for id in [reply.request].iter().chain(others) {
            let Some(request) = self.requests.get_mut(id) else { continue };
            if request.client == node && !request.settled && !request.first_byte && waited_for {
                request.first_byte = true;
                self.metrics.first_byte(node, request.wanted_at, first_bit);
            }
        }
    }

    fn settled(&mut self, id: RequestId, at: Time, outcome: Outcome, answer: Option<FactId>) {
        let Some(request) = self.requests.get_mut(&id) else { return };
        if request.settled {
            return;
        }
        request.settled = true;
        self.metrics.settled(request.client, request.wanted_at, at, outcome);
        let Some((reply, from)) = answer.and_then(|arrival| self.arrived.get(&arrival)) else { return };
        // A copy that the network made was sent when its original was; copies of the request are answered each.
        let original = MessageId { copy: reply.copy & 0xf, ..*reply };
        let sent_because = self.replies.get(&original).copied();
        self.executions.settled(&mut self.metrics, (*from, original), sent_because);
    }
}
