//! The words of the waterfall. What a client can see has the names that browsers' network panels use.

use trace::{Outcome, Part, RequestId, Time};

use crate::Cast;
use crate::waterfall::Kind;

pub(crate) const NO_REQUESTS: &str = "Nobody asks for anything here.";
pub(crate) const BEFORE: &str = "before";
pub(crate) const SEEN: &str = "What the client can see";
pub(crate) const HIDDEN: &str = "Hidden inside its waiting";
pub(crate) const AT_THE_SERVER: &str = "What the server can see";
pub(crate) const TIMED_OUT: &str = "patience over";
pub(crate) const LOST: &str = "lost here";
pub(crate) const LATE: &str = "reply nobody waits for";
pub(crate) const CUT_SHORT: &str = "The run was stopped before its end.";

/// The name of a stretch in legends and tables.
pub(crate) fn long(kind: Kind) -> &'static str {
    match kind {
        Kind::Stalled => "queueing (stalled)",
        Kind::Lookup => "DNS lookup",
        Kind::Connect => "initial connection",
        Kind::Secure => "SSL",
        Kind::Send => "request sent",
        Kind::Waiting => "waiting for server response",
        Kind::Download => "content download",
        Kind::Pause => "pause before the next try",
        Kind::Aboard => "in another one’s message",
        Kind::TripOut => "trip there",
        Kind::Queue => "queue",
        Kind::Service => "service",
        Kind::ReplyHeld => "reply waits for the wire",
        Kind::TripBack => "trip back",
        Kind::InVain => "in vain: nothing is coming any more",
    }
}

/// Names for a bar, the longest first.
pub(crate) fn short(kind: Kind) -> &'static [&'static str] {
    match kind {
        Kind::Stalled => &["stalled"],
        Kind::Lookup | Kind::Connect | Kind::Secure => &[],
        Kind::Send => &["sent"],
        Kind::Waiting => &["waiting for server response", "waiting"],
        Kind::Download => &["download"],
        Kind::Pause => &[],
        Kind::Aboard => &["aboard"],
        Kind::TripOut => &["trip there", "there"],
        Kind::Queue => &[],
        Kind::Service => &["service"],
        Kind::ReplyHeld => &[],
        Kind::TripBack => &["trip back", "back"],
        Kind::InVain => &["in vain"],
    }
}

/// How a request ended, and when.
pub(crate) fn ended(outcome: Outcome, at: Time, aboard: Option<RequestId>) -> String {
    match outcome {
        Outcome::Unfinished => over(outcome, aboard),
        _ => format!("{} at {at}", over(outcome, aboard)),
    }
}

pub(crate) fn over(outcome: Outcome, aboard: Option<RequestId>) -> String {
    let how = match outcome {
        Outcome::Answered => "answer",
        Outcome::Refused => "refused",
        Outcome::TimedOut => "gave up",
        Outcome::Failed => "error",
        Outcome::Broken => "connection broke",
        Outcome::Withheld => "not even sent",
        Outcome::Unfinished => "no outcome when the run ends",
    };
    match aboard {
        Some(with) => format!("{how} with #{}", with.0),
        None => how.to_owned(),
    }
}

/// Over the requests of one client where there are several.
pub(crate) fn asks(client: &str) -> String {
    format!("{client} asks")
}

/// How it ended in the run before, and what has changed since.
pub(crate) fn ended_before(ended: &str, now: Option<(Time, Time)>) -> String {
    match now {
        Some((now, before)) if now < before => format!("{ended}; now {} sooner", before.since(now)),
        Some((now, before)) if now > before => format!("{ended}; now {} later", now.since(before)),
        Some(_) => format!("{ended}; no change"),
        None => ended.to_owned(),
    }
}

pub(crate) fn more_tries(count: usize) -> String {
    if count == 1 { "and one more try".to_owned() } else { format!("and {count} more tries") }
}

/// `requests 13–24 of 40`.
pub(crate) fn page(cast: &Cast, first: usize, count: usize, all: usize) -> String {
    let noun = cast.noun(Part::Request, all);
    if count == 1 {
        return format!("{} {first} of {all}", cast.noun(Part::Request, 1));
    }
    format!("{noun} {first}–{} of {all}", first + count - 1)
}
