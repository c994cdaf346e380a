//! The numbers of a run while it runs, in memory that does not grow with it.

mod asked;
mod level;
mod named;
mod percentiles;
mod served;
mod sum;

use self::asked::Asked;
use self::served::Served;
use crate::{Duration, Ended, Measure, Node, NodeId, Outcome, Role, Time};

/// Collects what lessons state about a run, without keeping the facts. The engine tells it what happens, in order of time;
/// every call takes constant time. A node that does not exist is passed over.
#[derive(Clone, Debug, PartialEq)]
pub struct Metrics {
    measure_from: Time,
    nodes: Vec<Party>,
    messages: u64,
    lost: u64,
    bytes: u64,
    published: u64,
    delivered: u64,
    delays: u128,
    longest_delay: Duration,
    end: Option<Time>,
    ended: Ended,
}

/// A node with the numbers of both its sides.
#[derive(Clone, Debug, PartialEq)]
struct Party {
    id: String,
    asked: Asked,
    served: Option<Box<Served>>,
}

impl Metrics {
    /// Of a run that begins. Requests wanted before `measure_from` do not count in measures of response, nor does time before
    /// it in averages over time.
    pub fn new(nodes: &[Node], measure_from: Time) -> Self {
        let party = |node: &Node| Party {
            id: node.id.clone(),
            asked: Asked::new(measure_from),
            served: match node.role {
                Role::Client { .. } => None,
                Role::Server { workers, .. } => Some(Box::new(Served::new(workers, measure_from))),
            },
        };
        Self {
            measure_from,
            nodes: nodes.iter().map(party).collect(),
            messages: 0,
            lost: 0,
            bytes: 0,
            published: 0,
            delivered: 0,
            delays: 0,
            longest_delay: Duration::ZERO,
            end: None,
            ended: Ended::Idle,
        }
    }

    /// `client` wants one more answer. Requests that travel in one message count each.
    #[inline(always)]
    pub fn wanted(&mut self, client: NodeId, at: Time) {
        if let Some(asked) = self.asked(client) {
            asked.wanted(at);
        }
    }

    /// A request has its outcome. [`Outcome::Unfinished`] may be told or not: what has no other outcome is unfinished.
    #[inline]
    pub fn settled(&mut self, client: NodeId, wanted_at: Time, at: Time, outcome: Outcome) {
        if let Some(asked) = self.asked(client) {
            asked.settled(wanted_at, at, outcome);
        }
    }

    /// When the first bit of the first reply that arrived for an open request was there. Once for each request, those that
    /// travel in one message included.
    #[inline(always)]
    pub fn first_byte(&mut self, client: NodeId, wanted_at: Time, at: Time) {
        if let Some(asked) = self.asked(client) {
            asked.first_byte(wanted_at, at);
        }
    }

    /// [`Self::wanted`] and its first [`Self::attempt`] in one.
    #[inline(always)]
    pub fn wanted_and_tried(&mut self, client: NodeId, at: Time) {
        if let Some(asked) = self.asked(client) {
            asked.wanted(at);
            asked.attempts += 1;
        }
    }

    /// [`Self::first_byte`] and [`Self::settled`] in one.
    #[inline(always)]
    pub fn replied_and_settled(
        &mut self,
        client: NodeId,
        wanted_at: Time,
        first_byte: Time,
        at: Time,
        outcome: Outcome,
    ) {
        if let Some(asked) = self.asked(client) {
            asked.first_byte(wanted_at, first_byte);
            asked.settled(wanted_at, at, outcome);
        }
    }

    /// A message was handed to a link. Copies that the network makes do not count.
    #[inline]
    pub fn sent(&mut self, bytes: u32) {
        self.messages += 1;
        self.bytes += u64::from(bytes);
    }

    /// A message, or a copy of one, was lost.
    #[inline]
    pub fn lost(&mut self) {
        self.lost += 1;
    }

    /// A try began: with its request message, or with the opening of its connection. `retry`: it is not the first of its
    /// request (copies sent as a hedge included).
    #[inline(always)]
    pub fn attempt(&mut self, client: NodeId, retry: bool) {
        if let Some(asked) = self.asked(client) {
            asked.attempts += 1;
            asked.retries += u64::from(retry);
        }
    }

    /// From now on `length` requests wait at the server, in all its lines. To be told at every change.
    #[inline]
    pub fn queued(&mut self, server: NodeId, at: Time, length: u32) {
        if let Some(served) = self.served(server) {
            served.queued(at, length);
        }
    }

    /// A worker took a request up that had waited for `waited`; `busy` are at work now.
    #[inline]
    pub fn started(&mut self, server: NodeId, at: Time, waited: Duration, busy: u32) {
        if let Some(served) = self.served(server) {
            served.started(at, waited, busy);
        }
    }

    /// A worker is done and the work has taken effect. `again` says that this request had taken effect here before, `busy` are
    /// still at work. What has finished or was interrupted must have started.
    #[inline]
    pub fn finished(&mut self, server: NodeId, at: Time, again: bool, busy: u32) {
        if let Some(served) = self.served(server) {
            served.effects += 1;
            if again {
                served.duplicates += 1;
            }
            served.stopped(at, busy);
        }
    }

    /// A further request that travelled in the message just finished has taken effect with it.
    #[inline]
    pub fn finished_too(&mut self, server: NodeId, again: bool) {
        if let Some(served) = self.served(server) {
            served.effects += 1;
            served.duplicates += u64::from(again);
        }
    }

    /// A worker stopped without an effect: a crash, a cancelled request, an error. `busy` are still at work.
    #[inline]
    pub fn interrupted(&mut self, server: NodeId, at: Time, busy: u32) {
        if let Some(served) = self.served(server) {
            served.stopped(at, busy);
        }
    }

    /// A server sent an earlier answer again.
    #[inline]
    pub fn replayed(&mut self, server: NodeId) {
        if let Some(served) = self.served(server) {
            served.replays += 1;
        }
    }

    /// The reply of an execution that took `work` settled its request as answered. At most once for each execution.
    #[inline(always)]
    pub fn useful(&mut self, server: NodeId, work: Duration) {
        if let Some(served) = self.served(server) {
            served.useful(work);
        }
    }

    /// An update came into being.
    #[inline]
    pub fn published(&mut self) {
        self.published += 1;
    }

    /// A subscriber got to know of an update, `delay` after it came into being.
    #[inline]
    pub fn delivered(&mut self, delay: Duration) {
        self.delivered += 1;
        self.delays += u128::from(delay.0);
        self.longest_delay = self.longest_delay.max(delay);
    }

    /// The run is over. Only the first call counts.
    pub fn end(&mut self, at: Time, ended: Ended) {
        if self.end.is_none() {
            self.end = Some(at);
            self.ended = ended;
        }
    }

    /// Why the run stopped; [`Ended::Idle`] while it has not.
    pub fn ended(&self) -> Ended {
        self.ended
    }

    /// When the run stopped; its start while it has not.
    pub fn end_at(&self) -> Time {
        self.end.unwrap_or_default()
    }

    /// The measure of that name, see [`crate::MEASURES`]: of the whole run, or of one node with its id and a dot in front.
    /// `None` if there is no such measure or node, or nothing in this run to take it from.
    pub fn measure(&self, name: &str) -> Option<Measure> {
        self.named(name)
    }

    #[inline(always)]
    fn asked(&mut self, client: NodeId) -> Option<&mut Asked> {
        self.nodes.get_mut(usize::from(client.0)).map(|party| &mut party.asked)
    }

    #[inline(always)]
    fn served(&mut self, server: NodeId) -> Option<&mut Served> {
        self.nodes.get_mut(usize::from(server.0)).and_then(|party| party.served.as_deref_mut())
    }
}
