//! What the table of a run tells: facts of one moment that belong together, as one happening.

use std::collections::BTreeMap;

use trace::{Duration, Fact, LossReason, MessageId, NodeId, Outcome, Part, Time, What};

use crate::visits::Stays;

/// Something told in one line, about one message or about several alike.
pub(crate) struct Happening {
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
    Answer { after: Duration },
    LateAnswer,
    Refusal(u16),
    Lost(Part, LossReason),
    GivesUpTry,
    GivesUp,
    Unfinished,
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
}

/// The happenings of one moment, those alike as one, in the order of the first of each.
pub(crate) fn happenings(facts: &[Fact], stays: &Stays) -> Vec<Happening> {
    let mut also: BTreeMap<MessageId, Also> = BTreeMap::new();
    for fact in facts {
        note(fact, &mut also);
    }
    let mut told: Vec<Happening> = Vec::new();
    for fact in facts {
        let Some((kind, other, id)) = kind(fact, stays, &also) else { continue };
        let alike = |own: &&mut Happening| own.kind == kind && own.node == fact.node && own.other == other;
        match told.iter_mut().find(alike) {
            Some(own) => own.ids.push(id),
            None => told.push(Happening { at: fact.at, node: fact.node, other, kind, ids: vec![id] }),
        }
    }
    told
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
        What::Sent { message, .. } if message.part == Part::Reply => {
            also.entry(asked(message)).or_default().replied = true
        }
        _ => {}
    }
}

type Told = (Kind, Option<NodeId>, MessageId);

fn kind(fact: &Fact, stays: &Stays, also: &BTreeMap<MessageId, Also>) -> Option<Told> {
    let also_of = |id: MessageId| also.get(&asked(id)).copied().unwrap_or_default();
    match fact.what {
        What::Sent { message, to, .. } => {
            let kind = match (message.part, also_of(message)) {
                (Part::Request, _) if message.attempt > 1 => Kind::AsksAgain,
                (Part::Request, _) => Kind::Asks,
                (Part::Reply, Also { finished: true, .. }) => Kind::DoneAndReplies,
                (Part::Reply, Also { refused: Some(_), .. }) => return None,
                (Part::Reply, _) => Kind::Replies,
            };
            Some((kind, Some(to), message))
        }
        What::Arrived { message, from } if message.part == Part::Request => {
            let also = also.get(&message).copied().unwrap_or_default();
            let kind = match also {
                Also { refused: Some(status), .. } => Kind::ArrivesAndIsRefused(status),
                Also { queued: true, .. } => Kind::ArrivesAndQueues,
                Also { started: true, .. } => Kind::ArrivesAndStarts,
                _ => Kind::Arrives,
            };
            Some((kind, Some(from), message))
        }
        What::Arrived { message, from } => Some((answer(fact.at, message, stays), Some(from), message)),
        What::Started { message, .. } if !also_of(message).arrived => {
            Some((Kind::StartsFromQueue, None, message))
        }
        What::Finished { message, .. } if !also_of(message).replied => Some((Kind::Done, None, message)),
        What::Lost { message, reason, .. } => Some((Kind::Lost(message.part, reason), None, message)),
        What::TimerFired { message } => {
            let settled = stays.request(message.request).and_then(|request| request.settled);
            let last = settled == Some((fact.at, Outcome::TimedOut));
            let kind = if last { Kind::GivesUp } else { Kind::GivesUpTry };
            Some((kind, None, message))
        }
        What::Settled { request, outcome: Outcome::Unfinished } => {
            Some((Kind::Unfinished, None, MessageId::request(request, 1)))
        }
        _ => None,
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
    match stays.visit(asked(reply)).and_then(|visit| visit.refused) {
        Some((_, status)) => Kind::Refusal(status),
        None => Kind::Answer { after: own.map_or(Duration::ZERO, |own| at.since(own.sent)) },
    }
}
