//! The server's side of the fold: who waits, who is worked on, what took effect.

use std::collections::BTreeMap;

use crate::{Duration, FactId, MessageId, Metrics, NodeId, Part, RequestId, Time, What};

/// What goes on at all servers.
#[derive(Default)]
pub(super) struct Executions {
    /// Requests in queues, and since when.
    waiting: BTreeMap<(NodeId, MessageId), Time>,
    /// Requests in service, and since when.
    serving: BTreeMap<(NodeId, MessageId), Time>,
    /// How many of each there are at each node.
    nodes: Vec<Load>,
    /// What became of executions, by the fact that says so.
    done: BTreeMap<FactId, Done>,
    /// The last execution of a request at a node that took effect.
    effects: BTreeMap<(NodeId, RequestId), FactId>,
    /// The execution that a message led to, which may be answered only later.
    executed: BTreeMap<(NodeId, MessageId), FactId>,
}

#[derive(Clone, Copy, Default)]
struct Load {
    waiting: u32,
    serving: u32,
}

/// An execution that is over and has an answer.
struct Done {
    node: NodeId,
    work: Duration,
    /// The execution whose answer it sent again.
    original: Option<FactId>,
    /// Whether it is known to have settled a request.
    useful: bool,
}

impl Executions {
    /// None so far, at so many nodes.
    pub(super) fn of(nodes: usize) -> Self {
        Self { nodes: vec![Load::default(); nodes], ..Self::default() }
    }

    pub(super) fn take(
        &mut self,
        metrics: &mut Metrics,
        batches: &BTreeMap<RequestId, Vec<RequestId>>,
        (place, at, node): (FactId, Time, NodeId),
        what: &What,
    ) {
        match *what {
            What::Queued { message, .. } => self.queue(metrics, at, (node, message)),
            What::Started { message, .. } => self.start(metrics, at, (node, message)),
            What::Finished { message, .. } => {
                let key = (node, message.request);
                let again = self.effects.insert(key, place).is_some();
                self.executed.insert((node, message), place);
                let work = self.stop((node, message), at);
                match work {
                    Some(_) => metrics.finished(node, at, again, self.busy(node)),
                    None => metrics.finished_too(node, again),
                }
                for other in batches.get(&message.request).into_iter().flatten() {
                    metrics.finished_too(node, self.effects.insert((node, *other), place).is_some());
                }
                self.done.insert(
                    place,
                    Done { node, work: work.unwrap_or_default(), original: None, useful: false },
                );
            }
            What::Replayed { message } => {
                metrics.replayed(node);
                self.leave(metrics, at, (node, message));
                let work = self.interrupt(metrics, at, (node, message));
                let original = self.effects.get(&(node, message.request)).copied();
                self.done.insert(place, Done { node, work, original, useful: false });
            }
            What::Refused { message, .. } | What::Discarded { message, .. } | What::Erred { message, .. } => {
                self.leave(metrics, at, (node, message));
                self.interrupt(metrics, at, (node, message));
            }
            What::Parked { message } => {
                self.leave(metrics, at, (node, message));
            }
            What::Crashed { .. } => self.crash(metrics, at, node),
            _ => {}
        }
    }

    /// The `reply` of a node that was sent because of `cause` has settled its request as answered. Each execution counts once,
    /// however many requests it answered.
    pub(super) fn settled(
        &mut self,
        metrics: &mut Metrics,
        (node, reply): (NodeId, MessageId),
        cause: Option<FactId>,
    ) {
        let known = cause.filter(|cause| self.done.contains_key(cause));
        let own = MessageId { part: Part::Request, ..reply };
        let own = known.or_else(|| self.executed.get(&(node, own)).copied());
        let mut next = own.or_else(|| self.effects.get(&(node, reply.request)).copied());
        while let Some(done) = next.and_then(|place| self.done.get_mut(&place)).filter(|done| !done.useful) {
            done.useful = true;
            metrics.useful(done.node, done.work);
            next = done.original;
        }
    }

    fn queue(&mut self, metrics: &mut Metrics, at: Time, key: (NodeId, MessageId)) {
        let Some(load) = self.nodes.get_mut(usize::from(key.0.0)) else { return };
        if self.waiting.insert(key, at).is_none() {
            load.waiting += 1;
            metrics.queued(key.0, at, load.waiting);
        }
    }

    /// Takes a request out of its queue; the answer is since when it was there.
    fn leave(&mut self, metrics: &mut Metrics, at: Time, key: (NodeId, MessageId)) -> Option<Time> {
        let since = self.waiting.remove(&key)?;
        let load = self.nodes.get_mut(usize::from(key.0.0))?;
        load.waiting = load.waiting.saturating_sub(1);
        metrics.queued(key.0, at, load.waiting);
        Some(since)
    }

    fn start(&mut self, metrics: &mut Metrics, at: Time, key: (NodeId, MessageId)) {
        let since = self.leave(metrics, at, key).unwrap_or(at);
        let Some(load) = self.nodes.get_mut(usize::from(key.0.0)) else { return };
        if self.serving.insert(key, at).is_none() {
            load.serving += 1;
            metrics.started(key.0, at, at.since(since), load.serving);
        }
    }

    /// Takes a request out of service; the answer is how long it was there.
    fn stop(&mut self, key: (NodeId, MessageId), at: Time) -> Option<Duration> {
        let since = self.serving.remove(&key)?;
        let load = self.nodes.get_mut(usize::from(key.0.0))?;
        load.serving = load.serving.saturating_sub(1);
        Some(at.since(since))
    }

    fn interrupt(&mut self, metrics: &mut Metrics, at: Time, key: (NodeId, MessageId)) -> Duration {
        let Some(work) = self.stop(key, at) else { return Duration::ZERO };
        metrics.interrupted(key.0, at, self.busy(key.0));
        work
    }

    /// All that the server had is gone, whether or not each request is said to be discarded.
    fn crash(&mut self, metrics: &mut Metrics, at: Time, node: NodeId) {
        let here = |keys: &BTreeMap<(NodeId, MessageId), Time>| -> Vec<_> {
            keys.keys().filter(|key| key.0 == node).copied().collect()
        };
        for key in here(&self.waiting) {
            self.leave(metrics, at, key);
        }
        for key in here(&self.serving) {
            self.interrupt(metrics, at, key);
        }
    }

    fn busy(&self, node: NodeId) -> u32 {
        self.nodes.get(usize::from(node.0)).map_or(0, |load| load.serving)
    }
}
