//! What the table of a run tells: facts of one moment that belong together, as one happening.

use std::collections::BTreeMap;

use trace::{
    BreakerState, DiscardReason, Duration, Fact, LossReason, MessageId, NodeId, Outcome, Part, Time,
    TimerKind, What,
};

use crate::visits::Stays;

/// Something told in one line, about one message or about several alike.
pub(crate) struct Happening {
    /// The first fact that it tells, by its place among those that were read.
    pub(crate) place: usize,
    pub(crate) at: Time,
    pub(crate) node: NodeId,
    pub(crate) other: Option<NodeId>,
    pub(crate) kind: Kind,
    pub(crate) ids: Vec<MessageId>,
}

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
    LateAnswer,
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
#[derive(Clone, Copy, Default)]
struct Also {
    arrived: bool,
    started: bool,
    queued: bool,
    finished: bool,
    replied: bool,
    refused: Option<u16>,
    erred: Option<u16>,
}

/// The happenings of one moment, those alike as one, in the order of the first of each.
pub(crate) fn happenings(facts: &[Fact], stays: &Stays) -> Vec<Happening> {
    let mut also: BTreeMap<MessageId, Also> = BTreeMap::new();
    for fact in facts {
        note(fact, &mut also);
    }
    let mut told: Vec<Happening> = Vec::new();
    for (place, fact) in facts.iter().enumerate() {
        let Some((kind, other, id)) = kind(fact, stays, &also) else { continue };
        let alike = |own: &&mut Happening| own.kind == kind && own.node == fact.node && own.other == other;
        match told.iter_mut().find(alike) {
            Some(own) => own.ids.extend(id),
            None => told.push(Happening {
                place,
                at: fact.at,
                node: fact.node,
                other,
                kind,
                ids: id.into_iter().collect(),
            }),
        }
    }
    told
}

/// One fact of a moment alone, in the light of the others (`facts`); none for what another one of them tells.
pub(crate) fn alone(place: usize, facts: &[Fact], stays: &Stays) -> Option<Happening> {
    let fact = facts.get(place)?;
    let mut also: BTreeMap<MessageId, Also> = BTreeMap::new();
    let own = fact.what.message().map(asked);
    for fact in facts.iter().filter(|other| own.is_some() && other.what.message().map(asked) == own) {
        note(fact, &mut also);
    }
    let (kind, other, id) = kind(fact, stays, &also)?;
    Some(Happening { place, at: fact.at, node: fact.node, other, kind, ids: id.into_iter().collect() })
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

fn note(fact: &Fact, also: &mut BTreeMap<MessageId, Also>) {
    match fact.what {
        What::Arrived { message, .. } if message.part == Part::Request => {
            also.entry(message).or_default().arrived = true
        }
        What::Started { message, .. } => also.entry(message).or_default().started = true,
        What::Queued { message, .. } => also.entry(message).or_default().queued = true,
        What::Refused { message, status } => also.entry(message).or_default().refused = Some(status),
        What::Finished { message, .. } => also.entry(message).or_default().finished = true,
        What::Erred { message, status } => also.entry(message).or_default().erred = Some(status),
        What::Sent { message, .. } if message.part == Part::Reply => {
            also.entry(asked(message)).or_default().replied = true
        }
        _ => {}
    }
}

type Told = (Kind, Option<NodeId>, Option<MessageId>);

fn kind(fact: &Fact, stays: &Stays, also: &BTreeMap<MessageId, Also>) -> Option<Told> {
    let also_of = |id: MessageId| also.get(&asked(id)).copied().unwrap_or_default();
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
                Part::Request => arrival(also.get(&message).copied().unwrap_or_default()),
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
        return Kind::LateAnswer;
    }
    let visit = stays.visit(asked(reply));
    let refused = visit.and_then(|visit| visit.refused).map(|(_, status)| status);
    match (refused, visit.and_then(|visit| visit.erred)) {
        (Some(status), _) => Kind::Refusal(status),
        (None, Some(status)) => Kind::ErrorAnswer(status),
        (None, None) => Kind::Answer { after: own.map_or(Duration::ZERO, |own| at.since(own.sent)) },
    }
}
