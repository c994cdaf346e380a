//! Where everything is after so many facts: on the network, in queues, with workers. Views that show a moment, gauges and
//! seeking all read this one fold.

use std::collections::{BTreeMap, BTreeSet};

use crate::{Fact, FactId, LinkId, MessageId, NodeId, RequestId, Time, Trace, What};

/// The state of a run between two of its facts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct State {
    flying: BTreeSet<(MessageId, FactId)>,
    stays: BTreeMap<(NodeId, MessageId), Stay>,
    /// Requests that nobody has settled.
    open: BTreeSet<RequestId>,
    /// Which request carries which others in its message.
    aboard: BTreeSet<(RequestId, RequestId)>,
    nodes: Vec<NodeState>,
    /// For both ends of each link whether what that end sends is lost.
    cuts: Vec<[bool; 2]>,
}

/// What one node is like at a moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NodeState {
    /// Requests in its queue.
    pub waiting: u32,
    /// Workers at work.
    pub busy: u32,
    /// Requests that wait for something else than a worker.
    pub parked: u32,
    /// Whether it has crashed and not come up again.
    pub down: bool,
    /// Whether it takes requests in and answers none.
    pub hung: bool,
    /// Work takes so many thousandths of its usual time.
    pub slowed: u32,
    /// So many answers in a million are errors.
    pub failing: u32,
    /// All work stands still until then, if that is not over.
    pub paused_until: Option<Time>,
}

impl Default for NodeState {
    fn default() -> Self {
        Self {
            waiting: 0,
            busy: 0,
            parked: 0,
            down: false,
            hung: false,
            slowed: 1000,
            failing: 0,
            paused_until: None,
        }
    }
}

/// A request's place at a server, and the fact that brought it there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Stay {
    place: Place,
    since: FactId,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    Queue,
    Worker(u16),
    Parked,
}

impl State {
    /// The state before anything has happened.
    pub fn before(trace: &Trace) -> Self {
        Self {
            nodes: vec![NodeState::default(); trace.nodes.len()],
            cuts: vec![[false; 2]; trace.links.len()],
            ..Self::default()
        }
    }

    /// The messages on the network, each with the fact of its sending or copying, in the order of their names.
    pub fn flying(&self) -> impl ExactSizeIterator<Item = (MessageId, FactId)> {
        self.flying.iter().copied()
    }

    /// The requests that their clients have not settled.
    pub fn open_requests(&self) -> impl ExactSizeIterator<Item = RequestId> {
        self.open.iter().copied()
    }

    /// What a node is like; nothing for a node that the run does not have.
    pub fn node(&self, node: NodeId) -> Option<&NodeState> {
        self.nodes.get(usize::from(node.0))
    }

    /// The requests in a node's queue, in the order in which they joined it.
    pub fn queue(&self, node: NodeId) -> Vec<MessageId> {
        self.at_node(node, |place| (place == Place::Queue).then_some(()))
            .into_iter()
            .map(|(message, ())| message)
            .collect()
    }

    /// The requests that a node's workers are busy with, each with its worker, in the order of their beginning.
    pub fn working(&self, node: NodeId) -> Vec<(MessageId, u16)> {
        self.at_node(node, |place| if let Place::Worker(worker) = place { Some(worker) } else { None })
    }

    /// Whether what `from` sends over a link is lost.
    pub fn is_cut(&self, trace: &Trace, link: LinkId, from: NodeId) -> bool {
        let place = usize::from(link.0);
        let ends = trace.links.get(place).map(|link| link.ends);
        let sides = ends.into_iter().flatten().zip(self.cuts.get(place).into_iter().flatten());
        sides.into_iter().any(|(end, &cut)| end == from && cut)
    }

    /// How much there is to remember, for the spacing of checkpoints.
    pub(crate) fn size(&self) -> usize {
        self.flying.len() + self.stays.len() + self.open.len()
    }

    fn at_node<T>(&self, node: NodeId, wanted: impl Fn(Place) -> Option<T>) -> Vec<(MessageId, T)> {
        let mut found: Vec<(FactId, MessageId, T)> = self
            .stays_of(node)
            .filter_map(|(message, stay)| Some((stay.since, message, wanted(stay.place)?)))
            .collect();
        found.sort_unstable_by_key(|&(since, ..)| since);
        found.into_iter().map(|(_, message, what)| (message, what)).collect()
    }

    fn stays_of(&self, node: NodeId) -> impl Iterator<Item = (MessageId, Stay)> {
        let from = (node, MessageId::request(RequestId(0), 0));
        self.stays
            .range(from..)
            .take_while(move |((at, _), _)| *at == node)
            .map(|(&(_, message), &stay)| (message, stay))
    }

    /// Takes the next fact into account. Facts about what is not there change nothing.
    pub fn take(&mut self, fact: &Fact, id: FactId, trace: &Trace) {
        let node = fact.node;
        match fact.what {
            What::Wanted { request } => {
                self.open.insert(request);
            }
            What::Batched { request, into } => {
                self.aboard.insert((into, request));
            }
            What::Settled { request, .. } => self.settle(request),
            What::Sent { message, .. } => {
                self.flying.insert((message, id));
                // What waits for news is answered without any worker.
                let asked = MessageId { part: crate::Part::Request, ..message };
                if message.part == crate::Part::Reply {
                    self.leave_if(node, asked, |place| place == Place::Parked);
                }
            }
            What::Copied { message, .. } => {
                self.flying.insert((message, id));
            }
            What::Arrived { message, .. } | What::Lost { message, .. } => {
                let first = self.flying.range((message, FactId(0))..).next().copied();
                if let Some(first) = first.filter(|&(name, _)| name == message) {
                    self.flying.remove(&first);
                }
            }
            What::Queued { message, .. } => self.enter(node, message, Place::Queue, id),
            What::Started { message, worker } => self.enter(node, message, Place::Worker(worker), id),
            What::Parked { message } => self.enter(node, message, Place::Parked, id),
            What::Finished { message, .. }
            | What::Erred { message, .. }
            | What::Refused { message, .. }
            | What::Replayed { message }
            | What::Discarded { message, .. } => self.leave_if(node, message, |_| true),
            What::Cut { link, from } => self.cut(link, from, trace),
            What::Mended { link } => {
                if let Some(cuts) = self.cuts.get_mut(usize::from(link.0)) {
                    *cuts = [false; 2];
                }
            }
            _ => self.change_node(fact),
        }
    }

    fn change_node(&mut self, fact: &Fact) {
        if let What::Crashed { .. } = fact.what {
            let lost: Vec<MessageId> = self.stays_of(fact.node).map(|(message, _)| message).collect();
            for message in lost {
                self.leave_if(fact.node, message, |_| true);
            }
        }
        let Some(node) = self.nodes.get_mut(usize::from(fact.node.0)) else { return };
        match fact.what {
            What::Crashed { .. } => node.down = true,
            What::Restarted => (node.down, node.hung) = (false, false),
            What::Slowed { thousandths } => node.slowed = thousandths,
            What::Hung => node.hung = true,
            What::Failing { share } => node.failing = share,
            What::Paused { until } => node.paused_until = Some(until),
            What::Recovered => (node.slowed, node.hung, node.failing) = (1000, false, 0),
            _ => {}
        }
    }

    /// A request is over, and so are those that travelled with it.
    fn settle(&mut self, request: RequestId) {
        self.open.remove(&request);
        let with = (request, RequestId(0))..=(request, RequestId(u32::MAX));
        while let Some(pair) = self.aboard.range(with.clone()).next().copied() {
            self.aboard.remove(&pair);
            self.open.remove(&pair.1);
        }
    }

    fn enter(&mut self, node: NodeId, message: MessageId, place: Place, since: FactId) {
        self.leave_if(node, message, |_| true);
        self.stays.insert((node, message), Stay { place, since });
        if let Some(count) = self.count(node, place) {
            *count = count.saturating_add(1);
        }
    }

    fn leave_if(&mut self, node: NodeId, message: MessageId, leaves: impl Fn(Place) -> bool) {
        let Some(stay) = self.stays.get(&(node, message)).copied().filter(|stay| leaves(stay.place)) else {
            return;
        };
        self.stays.remove(&(node, message));
        if let Some(count) = self.count(node, stay.place) {
            *count = count.saturating_sub(1);
        }
    }

    fn count(&mut self, node: NodeId, place: Place) -> Option<&mut u32> {
        let node = self.nodes.get_mut(usize::from(node.0))?;
        Some(match place {
            Place::Queue => &mut node.waiting,
            Place::Worker(_) => &mut node.busy,
            Place::Parked => &mut node.parked,
        })
    }

    fn cut(&mut self, link: LinkId, from: Option<NodeId>, trace: &Trace) {
        let place = usize::from(link.0);
        let (Some(link), Some(cuts)) = (trace.links.get(place), self.cuts.get_mut(place)) else { return };
        for (end, cut) in link.ends.into_iter().zip(cuts) {
            *cut |= from.is_none_or(|from| from == end);
        }
    }
}
