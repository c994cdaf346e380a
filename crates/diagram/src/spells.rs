//! The fold of what lasts: when a node was down, hung or slow, a link cut, a breaker open, a deadline running.

use std::collections::BTreeMap;

use trace::{BreakerState, Duration, Fact, LinkId, MessageId, NodeId, RequestId, Time, TimerKind, What};

/// A stretch of time in which something was not as usual.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Spell {
    pub(crate) kind: SpellKind,
    /// The node that it is about; of a cut, whoever the trace names.
    pub(crate) node: NodeId,
    pub(crate) from: Time,
    /// None where it lasted to the end of the run.
    pub(crate) to: Option<Time>,
}

/// What was not as usual.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum SpellKind {
    Down,
    Hung,
    /// Work takes so many thousandths of its usual time.
    Slow(u32),
    /// So many answers in a million are errors.
    Failing(u32),
    Paused,
    /// What `from` sends is lost; none = what anybody sends.
    Cut {
        link: LinkId,
        from: Option<NodeId>,
    },
    /// A breaker lets nothing through to `to`, or only a few to see.
    Breaker {
        to: NodeId,
        open: bool,
    },
}

/// How long a client gives a request as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Deadline {
    pub(crate) request: RequestId,
    pub(crate) node: NodeId,
    pub(crate) from: Time,
    /// When the request was over, or the deadline reached.
    pub(crate) to: Option<Time>,
}

/// News of a feed: it came into being here, or somebody got to know of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct News {
    pub(crate) at: Time,
    pub(crate) node: NodeId,
    pub(crate) feed: u16,
    pub(crate) update: u32,
    /// Whether this is where it came into being.
    pub(crate) new: bool,
}

/// Each list in the order of time.
#[derive(Clone, Debug, Default)]
pub(crate) struct Spells {
    pub(crate) spells: Vec<Spell>,
    pub(crate) deadlines: Vec<Deadline>,
    pub(crate) news: Vec<News>,
    /// By how much somebody delayed a message.
    pub(crate) delays: BTreeMap<MessageId, Duration>,
    /// Places of spells that are not over.
    open: Vec<usize>,
    deadline_of: BTreeMap<RequestId, usize>,
}

impl Spells {
    /// Whether a node was in a state of some kind at a moment.
    pub(crate) fn at(&self, node: NodeId, at: Time, kind: impl Fn(SpellKind) -> bool) -> bool {
        self.there(at).any(|spell| spell.node == node && kind(spell.kind))
    }

    /// What lasted at a moment, whoever it was about.
    pub(crate) fn lasting(&self, at: Time) -> impl Iterator<Item = SpellKind> {
        self.there(at).map(|spell| spell.kind)
    }

    fn there(&self, at: Time) -> impl Iterator<Item = &Spell> {
        let begun = self.spells.partition_point(|spell| spell.from <= at);
        let begun = self.spells.get(..begun).unwrap_or_default();
        begun.iter().filter(move |spell| spell.to.is_none_or(|to| to > at))
    }

    /// Takes the next fact into account.
    pub(crate) fn take(&mut self, fact: &Fact) {
        let (at, node) = (fact.at, fact.node);
        match fact.what {
            What::TimerSet { message, kind: TimerKind::Deadline, .. } => {
                self.deadline_of.entry(message.request).or_insert(self.deadlines.len());
                self.deadlines.push(Deadline { request: message.request, node, from: at, to: None });
            }
            What::TimerFired { message, kind: TimerKind::Deadline } => self.end_deadline(message.request, at),
            What::Settled { request, .. } => self.end_deadline(request, at),
            What::Delayed { message, by } => {
                let delay = self.delays.entry(message).or_insert(Duration::ZERO);
                *delay = *delay + by;
            }
            What::Published { feed, update } => self.news.push(News { at, node, feed, update, new: true }),
            What::Delivered { feed, update } => self.news.push(News { at, node, feed, update, new: false }),
            _ => self.take_change(fact),
        }
    }

    fn take_change(&mut self, fact: &Fact) {
        let node = fact.node;
        match fact.what {
            What::Crashed { .. } => self.begin(fact, SpellKind::Down),
            What::Restarted => {
                self.end(fact.at, |own| {
                    own.node == node && matches!(own.kind, SpellKind::Down | SpellKind::Hung)
                });
            }
            What::Hung => self.begin(fact, SpellKind::Hung),
            What::Slowed { thousandths } => {
                self.end(fact.at, |own| own.node == node && matches!(own.kind, SpellKind::Slow(_)));
                if thousandths != 1000 {
                    self.begin(fact, SpellKind::Slow(thousandths));
                }
            }
            What::Failing { share } => {
                self.end(fact.at, |own| own.node == node && matches!(own.kind, SpellKind::Failing(_)));
                if share > 0 {
                    self.begin(fact, SpellKind::Failing(share));
                }
            }
            What::Recovered => self.end(fact.at, |own| {
                let ends = matches!(own.kind, SpellKind::Hung | SpellKind::Slow(_) | SpellKind::Failing(_));
                own.node == node && ends
            }),
            What::Paused { until } => {
                let (kind, from) = (SpellKind::Paused, fact.at);
                self.spells.push(Spell { kind, node, from, to: Some(until.max(from)) });
            }
            What::Cut { link, from } => self.begin(fact, SpellKind::Cut { link, from }),
            What::Mended { link } => {
                self.end(fact.at, |own| matches!(own.kind, SpellKind::Cut { link: cut, .. } if cut == link));
            }
            What::Breaker { to, state } => {
                let same =
                    |own: &Spell| matches!(own.kind, SpellKind::Breaker { to: other, .. } if other == to);
                self.end(fact.at, |own| own.node == node && same(own));
                if state != BreakerState::Closed {
                    self.begin(fact, SpellKind::Breaker { to, open: state == BreakerState::Open });
                }
            }
            _ => {}
        }
    }

    fn begin(&mut self, fact: &Fact, kind: SpellKind) {
        let already = |&place: &usize| {
            self.spells.get(place).is_some_and(|own| own.node == fact.node && own.kind == kind)
        };
        if !self.open.iter().any(already) {
            self.open.push(self.spells.len());
            self.spells.push(Spell { kind, node: fact.node, from: fact.at, to: None });
        }
    }

    fn end(&mut self, at: Time, ends: impl Fn(&Spell) -> bool) {
        let spells = &mut self.spells;
        self.open.retain(|&place| match spells.get_mut(place) {
            Some(spell) if ends(spell) => {
                spell.to = Some(at);
                false
            }
            _ => true,
        });
    }

    fn end_deadline(&mut self, request: RequestId, at: Time) {
        let place = self.deadline_of.get(&request);
        if let Some(deadline) = place.and_then(|&place| self.deadlines.get_mut(place)) {
            deadline.to.get_or_insert(at);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spells(facts: &[(u64, u16, What)]) -> Vec<Spell> {
        let mut spells = Spells::default();
        for (at, node, what) in facts {
            spells.take(&Fact { at: Time(*at), node: NodeId(*node), what: what.clone(), cause: None });
        }
        spells.spells
    }

    #[test]
    fn a_spell_lasts_until_what_ends_it() {
        let told = spells(&[
            (1, 1, What::Hung),
            (2, 1, What::Slowed { thousandths: 3000 }),
            (3, 2, What::Recovered),
            (4, 1, What::Crashed { silent: true }),
            (5, 1, What::Restarted),
            (6, 1, What::Recovered),
        ]);
        let spell = |kind, from, to| Spell { kind, node: NodeId(1), from: Time(from), to: Some(Time(to)) };
        let expected =
            [spell(SpellKind::Hung, 1, 5), spell(SpellKind::Slow(3000), 2, 6), spell(SpellKind::Down, 4, 5)];
        assert_eq!(told, expected);
    }

    #[test]
    fn a_breaker_is_open_then_tried_then_closed() {
        let state = |state| What::Breaker { to: NodeId(1), state };
        let told = spells(&[
            (1, 0, state(BreakerState::Open)),
            (2, 0, state(BreakerState::HalfOpen)),
            (3, 0, state(BreakerState::Closed)),
        ]);
        let spell = |open, from, to| Spell {
            kind: SpellKind::Breaker { to: NodeId(1), open },
            node: NodeId(0),
            from: Time(from),
            to: Some(Time(to)),
        };
        assert_eq!(told, [spell(true, 1, 2), spell(false, 2, 3)]);
    }
}
