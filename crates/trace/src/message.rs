//! The one fold from facts to messages: what travelled, when, and what became of it.

use std::collections::BTreeSet;

use crate::{ByMessage, Duration, Fact, FactId, LinkId, LossReason, MessageId, NodeId, Time, Trace, What};

/// A message's journey. A copy that the network made has one of its own.
#[derive(Clone, Debug, PartialEq)]
pub struct Message {
    pub id: MessageId,
    pub from: NodeId,
    pub to: NodeId,
    pub link: LinkId,
    pub bytes: u32,
    /// When the sender handed it to the link, or the network made the copy.
    pub sent_at: Time,
    /// When its first bit went onto the wire; the end of the run or its loss if that came first. A copy has the
    /// moments of its original, so that both are at the same place: they can be earlier than its own sending.
    pub entered_at: Time,
    /// When its last bit went onto the wire; the end of the run or its loss if that came first.
    pub left_at: Time,
    /// How long one bit travels on this link, for this message: with jitter and delays, without stops.
    pub one_way: Duration,
    /// When it stood still because somebody held it, in order of time.
    pub stops: Vec<Stop>,
    /// What became of it.
    pub fate: Fate,
    /// The fact of its sending or copying.
    pub fact: FactId,
}

/// A time in which a message stood still; until the end of the run if nobody released it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stop {
    pub from: Time,
    pub to: Time,
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

impl Message {
    /// How long it has stood still between two moments.
    pub fn stood(&self, from: Time, to: Time) -> Duration {
        let within = |stop: &Stop| stop.to.min(to).since(stop.from.max(from));
        self.stops.iter().map(within).fold(Duration::ZERO, |total, stop| total + stop)
    }
}

/// All messages of a run in the order of sending.
pub fn messages(trace: &Trace) -> Vec<Message> {
    let mut journeys = Journeys::default();
    for (fact, place) in trace.facts.iter().zip(0_u32..) {
        journeys.take(fact, FactId(place), trace);
    }
    journeys.finish(trace)
}

/// The messages so far, for whoever reads a run a few facts at a time. A fact about a message that is not on its way concerns
/// nobody and is passed over.
#[derive(Debug, Default)]
pub struct Journeys {
    journeys: Vec<Journey>,
    named: ByMessage<Named>,
    /// Links that took time to send something, in this run.
    slow: BTreeSet<LinkId>,
}

/// The messages of one name, by their places. They are told apart by their order: a wire does not reorder them.
#[derive(Clone, Copy, Debug)]
struct Named {
    /// The first one that is still on its way.
    first: Option<u32>,
    /// The last one sent.
    latest: u32,
}

#[derive(Debug)]
struct Journey {
    message: Message,
    entered: Option<Time>,
    left: Option<Time>,
    delayed: Duration,
    held: Option<Time>,
    original: Option<u32>,
    /// The next one of the same name.
    next: Option<u32>,
}

impl Journeys {
    /// Takes the next fact into account.
    pub fn take(&mut self, fact: &Fact, place: FactId, trace: &Trace) {
        let Some(id) = fact.what.message() else { return };
        match fact.what {
            What::Sent { to, link, bytes, .. } => {
                self.begin(journey((id, fact, place), (to, link, bytes), None, trace));
            }
            What::Copied { to, link, bytes, .. } => {
                // Of a reply, the number of the request's copy stays.
                let copy = if id.part.is_outward() { 0 } else { id.copy & 0xf };
                let original = self.named.find(MessageId { copy, ..id }).map(|named| named.latest);
                self.begin(journey((id, fact, place), (to, link, bytes), original, trace));
            }
            What::Entered { .. }
            | What::Left { .. }
            | What::Delayed { .. }
            | What::Held { .. }
            | What::Released { .. }
            | What::Arrived { .. }
            | What::Lost { .. } => self.take_on_the_way(id, fact),
            _ => {}
        }
    }

    fn take_on_the_way(&mut self, id: MessageId, fact: &Fact) {
        let Some(named) = self.named.find(id) else { return };
        let Some(journey) = named.first.and_then(|first| self.journeys.get_mut(first as usize)) else {
            return;
        };
        match fact.what {
            What::Entered { .. } => journey.entered = Some(fact.at),
            What::Left { .. } => {
                journey.left = Some(fact.at);
                self.slow.insert(journey.message.link);
            }
            What::Delayed { by, .. } => journey.delayed = journey.delayed + by,
            What::Held { .. } => {
                journey.held.get_or_insert(fact.at);
            }
            What::Released { .. } => journey.release(fact.at),
            What::Arrived { .. } => journey.message.fate = Fate::Arrived { at: fact.at },
            What::Lost { reason, travelled, .. } => {
                journey.message.fate = Fate::Lost { at: fact.at, travelled, reason };
            }
            _ => {}
        }
        if journey.message.fate != Fate::InFlight {
            let first = journey.next;
            self.named.insert(id, Named { first, ..named });
        }
    }

    fn begin(&mut self, journey: Journey) {
        // No trace has as many facts as there are numbers.
        let place = u32::try_from(self.journeys.len()).unwrap_or(u32::MAX);
        let named = self.named.entry(journey.message.id, Named { first: None, latest: place });
        if let Some(before) = self.journeys.get_mut(named.latest as usize) {
            before.next = Some(place);
        }
        *named = Named { first: named.first.or(Some(place)), latest: place };
        self.journeys.push(journey);
    }

    /// All messages, in the order of sending, once every fact of the run is taken.
    pub fn finish(self, trace: &Trace) -> Vec<Message> {
        let Self { journeys, slow, .. } = self;
        // Whether the last message of a direction was still being sent when the run ended: those behind it
        // had not begun. Only links that take time to send can be caught like that.
        let mut occupied = BTreeSet::new();
        let mut settled: Vec<Message> = Vec::with_capacity(journeys.len());
        for journey in journeys {
            let direction = (journey.message.link, journey.message.from);
            let original = journey.original.and_then(|place| settled.get(place as usize));
            let moments = match original {
                Some(original) => (original.entered_at, original.left_at),
                None => {
                    let caught = journey.left.is_none()
                        && slow.contains(&direction.0)
                        && journey.message.fate == Fate::InFlight;
                    let behind = occupied.contains(&direction);
                    if caught {
                        occupied.insert(direction);
                    }
                    journey.moments(caught, behind, trace.end)
                }
            };
            settled.push(journey.settle(moments, trace.end));
        }
        settled
    }
}

fn journey(
    (id, fact, place): (MessageId, &Fact, FactId),
    (to, link, bytes): (NodeId, LinkId, u32),
    original: Option<u32>,
    trace: &Trace,
) -> Journey {
    let message = Message {
        id,
        from: fact.node,
        to,
        link,
        bytes,
        sent_at: fact.at,
        entered_at: fact.at,
        left_at: fact.at,
        one_way: trace.links.get(usize::from(link.0)).map_or(Duration::ZERO, |link| link.one_way),
        stops: Vec::new(),
        fate: Fate::InFlight,
        fact: place,
    };
    Journey { message, entered: None, left: None, delayed: Duration::ZERO, held: None, original, next: None }
}

impl Journey {
    fn release(&mut self, at: Time) {
        if let Some(from) = self.held.take() {
            self.message.stops.push(Stop { from, to: at });
        }
    }

    /// When it went onto the wire, with its first bit and with its last.
    fn moments(&self, caught: bool, behind: bool, end: Time) -> (Time, Time) {
        let sent = self.message.sent_at;
        let never_entered = match self.message.fate {
            Fate::Lost { at, travelled: Duration::ZERO, .. } => Some(at),
            Fate::InFlight if caught && behind => Some(end),
            _ => None,
        };
        let entered = self.entered.or(never_entered).unwrap_or(sent);
        (entered, self.left.unwrap_or(if caught { end } else { entered }))
    }

    fn settle(mut self, (entered, left): (Time, Time), end: Time) -> Message {
        let over = match self.message.fate {
            Fate::Arrived { at } | Fate::Lost { at, .. } => at,
            Fate::InFlight => end,
        };
        self.release(over);
        let mut message = self.message;
        (message.entered_at, message.left_at) = (entered, left);
        message.one_way = match message.fate {
            Fate::Arrived { at } => Duration(at.since(left).0.saturating_sub(message.stood(left, at).0)),
            Fate::Lost { .. } | Fate::InFlight => message.one_way + self.delayed,
        };
        message
    }
}
