//! What state nodes and links are in over time: down, hung, slow, cut, a breaker open, news made and heard of.

use std::collections::BTreeMap;

use trace::{BreakerState, Fact, LinkId, MessageId, NodeId, Time, Trace, What};

/// What a node is like at a moment, apart from the requests that it holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Health {
    pub(crate) down: Option<Down>,
    /// It takes requests in and answers none.
    pub(crate) hung: bool,
    /// Work takes so many thousandths of its usual time.
    pub(crate) slowed: u32,
    /// So many answers in a million are errors.
    pub(crate) failing: u32,
    pub(crate) paused_until: Option<Time>,
    /// How many updates came into being here, and of how many it has heard.
    pub(crate) published: u32,
    pub(crate) delivered: u32,
}

/// How a node went down.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Down {
    /// Its machine says to all who ask that there is nobody.
    Told,
    /// Nothing comes back from it.
    Silent,
}

impl Default for Health {
    fn default() -> Self {
        let (down, paused_until) = (None, None);
        Self { down, hung: false, slowed: 1000, failing: 0, paused_until, published: 0, delivered: 0 }
    }
}

impl Health {
    /// Whether it is up and nothing moves on it.
    pub(crate) fn stands_still(&self, at: Time) -> bool {
        self.hung || self.paused_until.is_some_and(|until| until > at)
    }

    fn take(&mut self, what: &What) -> bool {
        match *what {
            What::Crashed { silent } => self.down = Some(if silent { Down::Silent } else { Down::Told }),
            What::Restarted => (self.down, self.hung) = (None, false),
            What::Slowed { thousandths } => self.slowed = thousandths,
            What::Hung => self.hung = true,
            What::Failing { share } => self.failing = share,
            What::Paused { until } => self.paused_until = Some(until),
            What::Recovered => (self.slowed, self.hung, self.failing) = (1000, false, 0),
            What::Published { .. } => self.published = self.published.saturating_add(1),
            What::Delivered { .. } => self.delivered = self.delivered.saturating_add(1),
            _ => return false,
        }
        true
    }
}

/// All states of all nodes, links and breakers, each from its own moment on.
#[derive(Clone, Debug, Default)]
pub(crate) struct Conditions {
    nodes: Vec<Vec<(Time, Health)>>,
    /// For both ends of a link whether what that end sends is lost.
    links: Vec<Vec<(Time, [bool; 2])>>,
    /// By who asks and who is asked.
    breakers: BTreeMap<(NodeId, NodeId), Vec<(Time, BreakerState)>>,
    /// From when on a message is slower than others.
    delayed: BTreeMap<MessageId, Time>,
}

impl Conditions {
    /// Nothing has happened to anything yet.
    pub(crate) fn new(trace: &Trace) -> Self {
        Self {
            nodes: vec![Vec::new(); trace.nodes.len()],
            links: vec![Vec::new(); trace.links.len()],
            ..Self::default()
        }
    }

    pub(crate) fn health(&self, node: NodeId, at: Time) -> Health {
        self.nodes.get(usize::from(node.0)).and_then(|own| latest(own, at)).unwrap_or_default()
    }

    /// Whether what the first and the second end of a link send is lost.
    pub(crate) fn cuts(&self, link: LinkId, at: Time) -> [bool; 2] {
        self.links.get(usize::from(link.0)).and_then(|own| latest(own, at)).unwrap_or_default()
    }

    pub(crate) fn breaker(&self, from: NodeId, to: NodeId, at: Time) -> BreakerState {
        let own = self.breakers.get(&(from, to));
        own.and_then(|own| latest(own, at)).unwrap_or(BreakerState::Closed)
    }

    /// Whether a message has been delayed.
    pub(crate) fn is_delayed(&self, message: MessageId, at: Time) -> bool {
        self.delayed.get(&message).is_some_and(|&from| from <= at)
    }

    /// Takes the next fact into account.
    pub(crate) fn take(&mut self, fact: &Fact, trace: &Trace) {
        match fact.what {
            What::Cut { link, from } => self.cut(fact.at, link, from, trace),
            What::Mended { link } => {
                if let Some(own) = self.links.get_mut(usize::from(link.0)) {
                    own.push((fact.at, [false; 2]));
                }
            }
            What::Delayed { message, .. } => {
                self.delayed.entry(message).or_insert(fact.at);
            }
            What::Breaker { to, state } => {
                self.breakers.entry((fact.node, to)).or_default().push((fact.at, state));
            }
            _ => {
                let Some(own) = self.nodes.get_mut(usize::from(fact.node.0)) else { return };
                let mut health = own.last().map_or_else(Health::default, |&(_, health)| health);
                if health.take(&fact.what) {
                    own.push((fact.at, health));
                }
            }
        }
    }

    fn cut(&mut self, at: Time, link: LinkId, from: Option<NodeId>, trace: &Trace) {
        let place = usize::from(link.0);
        let (Some(link), Some(own)) = (trace.links.get(place), self.links.get_mut(place)) else { return };
        let mut cuts = own.last().map_or([false; 2], |&(_, cuts)| cuts);
        for (end, cut) in link.ends.into_iter().zip(&mut cuts) {
            *cut |= from.is_none_or(|from| from == end);
        }
        own.push((at, cuts));
    }
}

/// What holds at a moment, of what each holds from its own moment on.
fn latest<T: Copy>(changes: &[(Time, T)], at: Time) -> Option<T> {
    let next = changes.partition_point(|&(from, _)| from <= at);
    next.checked_sub(1).and_then(|last| changes.get(last)).map(|&(_, state)| state)
}
