//! Which messages can be opened at a moment, and which one is.

use trace::{Fate, Message};

use crate::grammar::{messages, the, upper};
use crate::{Run, Sight, Viewpoint};

/// A list for a learner to choose from need not be longer.
const MOST_OFFERED: usize = 12;

/// So many of the latest messages are looked at for those that a node knows of.
const LOOK_BACK: usize = 10_000;

/// The messages that were sent last, the latest first, and the opened one.
pub fn openable<'a>(sight: &Sight<'a>) -> Vec<&'a Message> {
    let mut offered: Vec<&Message> = latest(sight).take(MOST_OFFERED).collect();
    if let Some(own) = opened(sight).filter(|own| !offered.iter().any(|other| other.id == own.id)) {
        offered.truncate(MOST_OFFERED - 1);
        offered.push(own);
    }
    offered
}

/// The message that is picked, or that the picked event is about; else the one that was sent last. None if there is none
/// that whoever looks can know of.
pub fn opened<'a>(sight: &Sight<'a>) -> Option<&'a Message> {
    let run = sight.run;
    let picked = sight.picked.and_then(|picked| picked.message(run)).and_then(|id| {
        let same = || run.messages.iter().filter(|message| message.id == id);
        // Two of the same name are told apart by the moment.
        same().rfind(|message| message.sent_at <= sight.at).or_else(|| same().next())
    });
    picked.filter(|message| knows_of(sight, message)).or_else(|| latest(sight).next())
}

/// `Request 7.2, from the client to the server`.
pub fn addressed(run: &Run, message: &Message) -> String {
    let (from, to) = (the(run.name(message.from)), the(run.name(message.to)));
    let name = upper(&messages(&run.cast, message.id.part, &[message.id]));
    format!("{name}, from {from} to {to}")
}

/// The messages that were sent by now and that whoever looks knows of, the latest first.
fn latest<'a>(sight: &Sight<'a>) -> impl Iterator<Item = &'a Message> {
    let sight = *sight;
    let sent = sight.run.messages.partition_point(|message| message.sent_at <= sight.at);
    let sent = sight.run.messages.get(..sent).unwrap_or_default();
    sent.iter().rev().take(LOOK_BACK).filter(move |message| knows_of(&sight, message))
}

/// A node knows what it has sent, and what has arrived there.
fn knows_of(sight: &Sight<'_>, message: &Message) -> bool {
    match sight.viewpoint {
        Viewpoint::Everyone => true,
        Viewpoint::Only(node) if message.from == node => message.sent_at <= sight.at,
        Viewpoint::Only(node) => {
            message.to == node && matches!(message.fate, Fate::Arrived { at } if at <= sight.at)
        }
    }
}
