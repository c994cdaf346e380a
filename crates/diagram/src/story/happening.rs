//! What the table of a run tells: facts of one moment that belong together, as one happening.

use trace::{
    BreakerState, DiscardReason, Duration, Fact, FactId, LossReason, MessageId, NodeId, Outcome, Part, Time,
    TimerKind, What,
};

use crate::visits::{Late, Stays};

/// Something told in one line, about one message or about several alike.
pub(crate) struct Happening {
    pub(crate) at: Time,
    pub(crate) node: NodeId,
    pub(crate) other: Option<NodeId>,
    pub(crate) kind: Kind,
    pub(crate) ids: Vec<MessageId>,
    /// The facts that say so; others may belong to it.
    pub(crate) facts: Vec<FactId>,
}

/// Among more happenings of one moment than these, those alike are not looked for.
const MOST_COMPARED: usize = 64;

/// The kinds of happening.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Asks,
    AsksAgain,
    ArrivesAndStarts,
    ArrivesAndQueues,
    ArrivesAndIsRefused(u16),
    Arrives,
    StartsFromQueue,
    Done,
    DoneAndReplies,
    Replies,
    Answer {
        after: Duration,
    },
    LateAnswer(Late),
    Refusal(u16),
    Lost(Part, LossReason),
    GivesUpTry,
    GivesUp,
    Unfinished,
    /// A message that is neither a request nor a reply.
    Sends(Part),
    Comes(Part),
    Rides,
    WaitsForConnection,
    LooksUp,
    Copied(Part),
    Delayed(Part, Duration),
    Held(Part),
    Released(Part),
    Refuses(u16),
    Errs(u16),
    ErrsAndReplies(u16),
    KnowsTheAnswer,
    Parks,
    LetsGo(DiscardReason),
    /// The reply says that something went wrong.
    ErrorAnswer(u16),
    AsksAgainAt(Time),
    MayNotAskAgain,
    Breaks,
    Withholds,
    Breaker(BreakerState),
    Crashes {
        silent: bool,
    },
    Restarts,
    Slows(u32),
    Hangs,
    Fails(u32),
    Pauses(Time),
    Recovers,
    Cut {
        one_way: bool,
    },
    Mended,
    Publishes(u32),
    Learns(u32),
}

/// What else happens to a message at the same moment.
#[derive(Clone, Copy, Debug, Default)]
struct Also {
    arrived: bool,
    started: bool,
    queued: bool,
    finished: bool,
    replied: bool,
    refused: Option<u16>,
    erred: Option<u16>,
}

/// The happenings of one moment, those alike as one, in the order of the first of each. `first` = the first of the facts.
pub(crate) fn happenings(facts: &[Fact], first: FactId, stays: &Stays) -> Vec<Happening> {
    let mut also = Notes::default();
    also.read(facts);
    let mut told: Vec<Happening> = Vec::new();
    for (fact, place) in facts.iter().zip(first.0..) {
        let Some((kind, other, id)) = kind(fact, stays, &also) else { continue };
        let alike = |own: &&mut Happening| own.kind == kind && own.node == fact.node && own.other == other;
        let before = told.iter_mut().rev().take(MOST_COMPARED).find(alike);
        if let Some(own) = before {
            own.ids.extend(id);
            own.facts.push(FactId(place));
            continue;
        }
        told.push(Happening {
            at: fact.at,
            node: fact.node,
            other,
            kind,
            ids: id.into_iter().collect(),
            facts: vec![FactId(place)],
        });
    }
    told
}

/// Reads kinds of happenings moment by moment, without names. It keeps its memory from one to the next.
#[derive(Clone, Debug, Default)]
pub(crate) struct Counter {
    also: Notes,
    told: Vec<(Kind, NodeId, Option<NodeId>)>,
}

impl Counter {
    /// Kinds and nodes of the [`happenings`] of a moment, in their order.
    pub(crate) fn told(&mut self, facts: &[Fact], stays: &Stays) -> &[(Kind, NodeId, Option<NodeId>)] {
        self.also.read(facts);
        self.told.clear();
        for fact in facts {
            let Some((kind, other, _)) = kind(fact, stays, &self.also) else { continue };
            let own = (kind, fact.node, other);
            if !self.told.iter().rev().take(MOST_COMPARED).any(|told| *told == own) {
                self.told.push(own);
            }
        }
        &self.told
    }
}

/// One fact of a moment alone, in the light of all of them (`facts`); none for what another one of them tells.
pub(crate) fn alone((fact, own): (FactId, &Fact), facts: &[Fact], stays: &Stays) -> Option<Happening> {
    let about = own.what.message().map(asked);
    let mut also = Notes::default();
    also.read(facts.iter().filter(|other| about.is_some() && other.what.message().map(asked) == about));
    let (kind, other, id) = kind(own, stays, &also)?;
    let (ids, facts) = (id.into_iter().collect(), vec![fact]);
    Some(Happening { at: own.at, node: own.node, other, kind, ids, facts })
}

impl Kind {
    /// Whether it happens outside of all nodes, so that none of them can know.
    pub(crate) fn is_outside(self) -> bool {
        matches!(
            self,
            Self::Lost(..)
                | Self::Copied(_)
                | Self::Delayed(..)
                | Self::Held(_)
                | Self::Released(_)
                | Self::Cut { .. }
                | Self::Mended
                | Self::Crashes { .. }
                | Self::Unfinished
        )
    }
}

/// Whether a node knows of a fact: it happened there, and not on the wire or behind the node's back.
pub(crate) fn known_at(node: NodeId, fact: &Fact) -> bool {
    fact.node == node
        && !matches!(
            fact.what,
            What::Lost { .. }
                | What::Copied { .. }
                | What::Delayed { .. }
                | What::Held { .. }
                | What::Released { .. }
                | What::Cut { .. }
                | What::Mended { .. }
                | What::Crashed { .. }
                | What::Intervened { .. }
                | What::Settled { outcome: Outcome::Unfinished, .. }
        )
}

/// Request and reply of a try are looked up as its request.
fn asked(id: MessageId) -> MessageId {
    MessageId { part: Part::Request, copy: 0, ..id }
}

/// What happens to each message at one moment, sorted by message.
#[derive(Clone, Debug, Default)]
struct Notes {
    own: Vec<(MessageId, Also)>,
}

impl Notes {
    fn read<'a>(&mut self, facts: impl IntoIterator<Item = &'a Fact>) {
        self.own.clear();
        self.own.extend(facts.into_iter().filter_map(note));
        self.own.sort_by_key(|&(id, _)| id);
    }

    fn get(&self, id: MessageId) -> Also {
        let from = self.own.partition_point(|&(other, _)| other < id);
        let own = self.own.iter().skip(from).take_while(|&&(other, _)| other == id);
        own.fold(Also::default(), |before, &(_, next)| before.and(next))
    }
}

impl Also {
    fn and(self, next: Self) -> Self {
        Self {
            arrived: self.arrived || next.arrived,
            started: self.started || next.started,
            queued: self.queued || next.queued,
            finished: self.finished || next.finished,
            replied: self.replied || next.replied,
            refused: next.refused.or(self.refused),
            erred: next.erred.or(self.erred),
        }
    }
}

fn note(fact: &Fact) -> Option<(MessageId, Also)> {
    let also = Also::default();
    Some(match fact.what {
        What::Arrived { message, .. } if message.part == Part::Request => {
            (message, Also { arrived: true, ..also })
        }
        What::Started { message, .. } => (message, Also { started: true, ..also }),
        What::Queued { message, .. } => (message, Also { queued: true, ..also }),
        What::Refused { message, status } => (message, Also { refused: Some(status), ..also }),
        What::Finished { message, .. } => (message, Also { finished: true, ..also }),
        What::Erred { message, status } => (message, Also { erred: Some(status), ..also }),
        What::Sent { message, .. } if message.part == Part::Reply => {
            (asked(message), Also { replied: true, ..also })
        }
        _ => return None,
    })
}

type Told = (Kind, Option<NodeId>, Option<MessageId>);

fn kind(fact: &Fact, stays: &Stays, also: &Notes) -> Option<Told> {
    let also_of = |id: MessageId| also.get(asked(id));
    match fact.what {
        What::Sent { message, to, .. } => {
            let kind = match (message.part, also_of(message)) {
                (Part::Request, _) if message.attempt > 1 => Kind::AsksAgain,
                (Part::Request, _) => Kind::Asks,
                (Part::Reply, Also { erred: Some(status), .. }) => Kind::ErrsAndReplies(status),
                (Part::Reply, Also { finished: true, .. }) => Kind::DoneAndReplies,
                (Part::Reply, Also { refused: Some(_), .. }) => return None,
                (Part::Reply, _) => Kind::Replies,
                (part, _) => Kind::Sends(part),
            };
            Some((kind, Some(to), Some(message)))
        }
        What::Arrived { message, from } => {
            let kind = match message.part {
                Part::Request => arrival(also.get(message)),
                Part::Reply => answer(fact.at, message, stays),
                part => Kind::Comes(part),
            };
            Some((kind, Some(from), Some(message)))
        }
        What::Started { message, .. } if !also_of(message).arrived => {
            Some((Kind::StartsFromQueue, None, Some(message)))
        }
        What::Finished { message, .. } if !also_of(message).replied && also_of(message).erred.is_none() => {
            Some((Kind::Done, None, Some(message)))
        }
        What::Erred { message, status } if !also_of(message).replied => {
            Some((Kind::Errs(status), None, Some(message)))
        }
        What::Refused { message, status } if !also_of(message).arrived => {
            Some((Kind::Refuses(status), None, Some(message)))
        }
        What::TimerFired { message, kind } if kind != TimerKind::Hedge => {
            let settled = stays.request(message.request).and_then(|request| request.settled);
            let last = settled == Some((fact.at, Outcome::TimedOut));
            let kind = if last { Kind::GivesUp } else { Kind::GivesUpTry };
            Some((kind, None, Some(message)))
        }
        What::Settled { request, outcome } => {
            let kind = match outcome {
                Outcome::Unfinished => Kind::Unfinished,
                Outcome::Broken => Kind::Breaks,
                Outcome::Withheld => Kind::Withholds,
                // The reply or the timer that brought it says it.
                Outcome::Answered | Outcome::Refused | Outcome::TimedOut | Outcome::Failed => return None,
            };
            Some((kind, None, Some(MessageId::request(request, 1))))
        }
        _ => incident(&fact.what).map(|kind| (kind, None, fact.what.message())),
    }
}

/// What is told in the same words whatever else happens.
fn incident(what: &What) -> Option<Kind> {
    Some(match *what {
        What::Batched { .. } => Kind::Rides,
        What::Blocked { .. } => Kind::WaitsForConnection,
        What::LookedUp { .. } => Kind::LooksUp,
        What::Lost { message, reason, .. } => Kind::Lost(message.part, reason),
        What::Copied { message, .. } => Kind::Copied(message.part),
        What::Delayed { message, by } => Kind::Delayed(message.part, by),
        What::Held { message } => Kind::Held(message.part),
        What::Released { message } => Kind::Released(message.part),
        What::Replayed { .. } => Kind::KnowsTheAnswer,
        What::Parked { .. } => Kind::Parks,
        What::Discarded { reason, .. } => Kind::LetsGo(reason),
        What::BackedOff { until, .. } => Kind::AsksAgainAt(until),
        What::BudgetSpent { .. } => Kind::MayNotAskAgain,
        What::Breaker { state, .. } => Kind::Breaker(state),
        What::Crashed { silent } => Kind::Crashes { silent },
        What::Restarted => Kind::Restarts,
        What::Slowed { thousandths } => Kind::Slows(thousandths),
        What::Hung => Kind::Hangs,
        What::Failing { share } => Kind::Fails(share),
        What::Paused { until } => Kind::Pauses(until),
        What::Recovered => Kind::Recovers,
        What::Cut { from, .. } => Kind::Cut { one_way: from.is_some() },
        What::Mended { .. } => Kind::Mended,
        What::Published { update, .. } => Kind::Publishes(update),
        What::Delivered { update, .. } => Kind::Learns(update),
        _ => return None,
    })
}

/// What the arrival of a request leads to at once.
fn arrival(also: Also) -> Kind {
    match also {
        Also { refused: Some(status), .. } => Kind::ArrivesAndIsRefused(status),
        Also { queued: true, .. } => Kind::ArrivesAndQueues,
        Also { started: true, .. } => Kind::ArrivesAndStarts,
        _ => Kind::Arrives,
    }
}

/// What the arrival of a reply means to the one who waited for it.
fn answer(at: Time, reply: MessageId, stays: &Stays) -> Kind {
    let own = stays.try_of(reply);
    let settled = stays.request(reply.request).and_then(|request| request.settled);
    if own.and_then(|own| own.fired).is_some_and(|fired| fired < at)
        || settled.is_some_and(|(over, _)| over < at)
    {
        return Kind::LateAnswer(stays.why_late(reply, at));
    }
    let visit = stays.visit(asked(reply));
    let refused = visit.and_then(|visit| visit.refused).map(|(_, status)| status);
    match (refused, visit.and_then(|visit| visit.erred)) {
        (Some(status), _) => Kind::Refusal(status),
        (None, Some(status)) => Kind::ErrorAnswer(status),
        (None, None) => Kind::Answer { after: own.map_or(Duration::ZERO, |own| at.since(own.sent)) },
    }
}
