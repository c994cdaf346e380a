//! The words of what looks closer at a run: causes, what is picked, the ledger.

use trace::{Duration, RequestId, Time};

use crate::Cast;

pub(crate) const SOMEBODY_INTERFERES: &str = "somebody interferes, from outside";
pub(crate) const YOU_INTERFERE: &str = "you interfere";
pub(crate) const CANNOT_KNOW: &str = "Nobody here can know.";
pub(crate) const CANNOT_KNOW_MORE: &str = "nobody here can know more";
pub(crate) const YET_TO_LEAVE: &str = "waits for the wire to be free";

/// The beginning of a chain of causes.
pub(crate) fn wants(cast: &Cast, here: &str, request: RequestId) -> String {
    let reply = &cast.reply.one;
    let article = if reply.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" };
    format!("{here} wants {article} {reply} (#{})", request.0)
}

/// What a node says of itself.
pub(crate) fn says(name: &str, knows: &str) -> String {
    format!("{name}: “{knows}”")
}

pub(crate) fn event_at(at: Time) -> String {
    format!("the event at {at}")
}

pub(crate) fn will_be_sent(at: Time) -> String {
    format!("will be sent at {at}")
}

pub(crate) fn was_sent(at: Time) -> String {
    format!("sent at {at}")
}

pub(crate) fn has_arrived(at: Time) -> String {
    format!("arrived at {at}")
}

pub(crate) fn was_lost(at: Time) -> String {
    format!("lost at {at}")
}

pub(crate) fn is_on_its_way(to: &str) -> String {
    format!("on its way to {to}")
}

pub(crate) fn between(cast: &Cast, one: &str, other: &str) -> String {
    format!("the {} between {one} and {other}", cast.carrier.as_deref().unwrap_or("wire"))
}

/// `#1.1 took 44 ms`, and where that has no room `44 ms`.
pub(crate) fn took(message: &str, lasting: Duration) -> [String; 2] {
    [format!("{message} took {lasting}"), lasting.to_string()]
}

pub(crate) fn one_way(trip: Duration) -> String {
    format!("one way takes {trip}")
}
