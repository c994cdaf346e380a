//! What a run tells about all of its messages, read once.

use std::collections::{BTreeMap, BTreeSet};

use trace::{MessageId, NodeId, Part, RequestId, Trace, What};

use crate::story::place;

/// What opening a message needs to know of the rest of its run. Belongs to the one trace that it was made from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Context {
    /// Where news comes into being.
    pub(crate) publishers: BTreeSet<NodeId>,
    /// Who got to know of news: the last update by then, with the place of the fact.
    pub(crate) known: BTreeMap<NodeId, Vec<(usize, u32)>>,
    /// Which update became known by a message, and to whom. One that was known already is not in it.
    pub(crate) delivered: BTreeMap<(MessageId, NodeId), u32>,
    /// The update that a request was made for.
    pub(crate) posted: BTreeMap<RequestId, u32>,
    /// Requests that a server knew for ones that it had seen: all of their tries carry a key.
    pub(crate) keyed: BTreeSet<(RequestId, NodeId)>,
    /// How many further requests travel in the message of one.
    pub(crate) aboard: BTreeMap<RequestId, u32>,
    /// Updates, as messages with a number of their own.
    pub(crate) updates: BTreeSet<(RequestId, u16)>,
    /// Whose connections are secured, the smaller id first.
    pub(crate) secured: BTreeSet<(NodeId, NodeId)>,
    /// From whom to whom updates go.
    ways: BTreeSet<(NodeId, NodeId)>,
}

/// How news goes between two nodes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Line {
    Stream,
    Socket,
}

impl Context {
    /// Reads the whole run.
    pub fn new(trace: &Trace) -> Self {
        let mut context = Self::default();
        for (at, fact) in trace.facts.iter().enumerate() {
            let node = fact.node;
            let cause = fact.cause.and_then(|cause| trace.facts.get(place(cause)));
            match fact.what {
                What::Sent { message, to, .. } => match message.part {
                    Part::Update => {
                        context.ways.insert((node, to));
                        context.updates.insert((message.request, message.attempt));
                    }
                    Part::Secure { .. } => drop(context.secured.insert((node.min(to), node.max(to)))),
                    _ => {}
                },
                What::Published { .. } => drop(context.publishers.insert(node)),
                What::Delivered { update, .. } => {
                    let known = context.known.entry(node).or_default();
                    known.push((at, known.last().map_or(update, |&(_, last)| last.max(update))));
                    if let Some(message) = cause.and_then(|cause| cause.what.message()) {
                        context.delivered.entry((message, node)).or_insert(update);
                    }
                }
                What::Wanted { request } => {
                    if let Some(&What::Published { update, .. }) = cause.map(|cause| &cause.what) {
                        context.posted.entry(request).or_insert(update);
                    }
                }
                What::Replayed { message }
                | What::Parked { message }
                | What::Refused { message, status: 409 } => {
                    context.keyed.insert((message.request, node));
                }
                What::Batched { into, .. } => {
                    let aboard = context.aboard.entry(into).or_default();
                    *aboard = aboard.saturating_add(1);
                }
                _ => {}
            }
        }
        context
    }

    /// The last update that a node knew of before the fact at a place.
    pub(crate) fn known(&self, node: NodeId, at: usize) -> u32 {
        let known = self.known.get(&node).map(Vec::as_slice).unwrap_or_default();
        let earlier = known.partition_point(|&(place, _)| place < at);
        earlier.checked_sub(1).and_then(|last| known.get(last)).map_or(0, |&(_, update)| update)
    }

    /// How news goes from `source` to `subscriber`, if it goes over an open line. Only WebSockets carry messages in both
    /// directions; where none goes up, the run does not tell the two kinds of line apart.
    pub(crate) fn line(&self, subscriber: NodeId, source: NodeId) -> Option<Line> {
        if !self.publishers.contains(&source) {
            return None;
        }
        if self.ways.contains(&(subscriber, source)) {
            return Some(Line::Socket);
        }
        self.ways.contains(&(source, subscriber)).then_some(Line::Stream)
    }
}
