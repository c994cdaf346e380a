//! The one fold from facts to messages: what travelled, when, and what became of it.

use std::collections::{BTreeMap, BTreeSet};

use crate::{Duration, Fact, FactId, LinkId, LossReason, MessageId, NodeId, Time, Trace, What};

/// A message's journey.
#[derive(Clone, Debug, PartialEq)]
pub struct Message {
    pub id: MessageId,
    pub from: NodeId,
    pub to: NodeId,
    pub link: LinkId,
    pub bytes: u32,
    /// When the sender handed it to the link.
    pub sent_at: Time,
    /// When its first bit went onto the wire; the end of the run if that came first.
    pub entered_at: Time,
    /// When its last bit went onto the wire; the end of the run if that came first.
    pub left_at: Time,
    /// How long one bit travels on this link, for this message (jitter included).
    pub one_way: Duration,
    /// What became of it.
    pub fate: Fate,
    /// The fact of its sending.
    pub fact: FactId,
}

/// What became of a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// Whole at the other end.
    Arrived { at: Time },
    /// Lost after its head had travelled for `travelled`.
    Lost { at: Time, travelled: Duration, reason: LossReason },
    /// The run ended while it was on its way.
    InFlight,
}

/// All messages of a run in the order of sending.
pub fn messages(trace: &Trace) -> Vec<Message> {
    let mut fold = Fold::default();
    for (fact, place) in trace.facts.iter().zip(0_u32..) {
        fold.take(fact, FactId(place), trace);
    }
    fold.finish(trace)
}

/// The messages so far. A fact about a message that was never sent concerns nobody and is passed over.
#[derive(Default)]
struct Fold {
    journeys: Vec<Journey>,
    places: BTreeMap<MessageId, usize>,
    /// Links that took time to send something, in this run.
    slow: BTreeSet<LinkId>,
}

struct Journey {
    message: Message,
    entered: Option<Time>,
    left: Option<Time>,
}

impl Fold {
    fn take(&mut self, fact: &Fact, place: FactId, trace: &Trace) {
        let Some(id) = fact.what.message() else { return };
        if let What::Sent { to, link, bytes, .. } = fact.what {
            let one_way = trace.links.get(usize::from(link.0)).map_or(Duration::ZERO, |link| link.one_way);
            let (at, from) = (fact.at, fact.node);
            let (fate, fact) = (Fate::InFlight, place);
            #[rustfmt::skip]
            let message = Message { id, from, to, link, bytes, sent_at: at, entered_at: at, left_at: at, one_way, fate, fact };
            self.places.insert(id, self.journeys.len());
            self.journeys.push(Journey { message, entered: None, left: None });
            return;
        }
        let Some(journey) = self.places.get(&id).and_then(|&place| self.journeys.get_mut(place)) else {
            return;
        };
        match fact.what {
            What::Entered { .. } => journey.entered = Some(fact.at),
            What::Left { .. } => {
                journey.left = Some(fact.at);
                self.slow.insert(journey.message.link);
            }
            What::Arrived { .. } => journey.message.fate = Fate::Arrived { at: fact.at },
            What::Lost { reason, travelled, .. } => {
                journey.message.fate = Fate::Lost { at: fact.at, travelled, reason };
            }
            _ => {}
        }
    }

    fn finish(self, trace: &Trace) -> Vec<Message> {
        let Self { journeys, slow, .. } = self;
        // Whether the last message of a direction was still being sent when the run ended: those behind it
        // had not begun. Only links that take time to send can be caught like that.
        let mut occupied = BTreeSet::new();
        let settle = |Journey { mut message, entered, left }: Journey| {
            let direction = (message.link, message.from);
            let caught = left.is_none() && slow.contains(&message.link) && message.fate == Fate::InFlight;
            let behind = occupied.contains(&direction);
            message.entered_at =
                entered.unwrap_or(if caught && behind { trace.end } else { message.sent_at });
            message.left_at = left.unwrap_or(if caught { trace.end } else { message.entered_at });
            if caught {
                occupied.insert(direction);
            }
            if let Fate::Arrived { at } = message.fate {
                message.one_way = at.since(message.left_at);
            }
            message
        };
        journeys.into_iter().map(settle).collect()
    }
}
