//! The sentences of a run's table. `here` is always the node where it happens.

use trace::{BreakerState, DiscardReason, LossReason, MessageId, Part};

use crate::Cast;
use crate::grammar::{by_count, messages};
use crate::story::{Happening, Kind};
use crate::visits::Late;

pub(crate) fn happens(cast: &Cast, happening: &Happening, here: &str) -> String {
    let ids = happening.ids.as_slice();
    let (requests, replies) = (messages(cast, Part::Request, ids), messages(cast, Part::Reply, ids));
    let many = |one, many| by_count(ids.len(), one, many);
    let (is, has, leaves) = (many("is", "are"), many("has", "have"), many("leaves", "leave"));
    match happening.kind {
        Kind::Asks => format!("{here} sends {requests}"),
        Kind::AsksAgain => format!("{here} asks again: {requests}"),
        Kind::ArrivesAndStarts => {
            format!("{requests} {has} arrived whole; {}", many("a worker starts", "workers start"))
        }
        Kind::ArrivesAndQueues => format!("{requests} {has} arrived whole and must wait in the queue"),
        Kind::ArrivesAndIsRefused(status) => {
            format!("no room in the queue: {requests} {is} refused with {status}")
        }
        Kind::Arrives => format!("{requests} {has} arrived whole"),
        Kind::StartsFromQueue => format!("{requests}: out of the queue, to a worker"),
        Kind::Done => format!("the work on {requests} is done"),
        Kind::DoneAndReplies => {
            format!("{}; {replies} {leaves}", many("the worker is done", "the workers are done"))
        }
        Kind::Replies => format!("{replies} {leaves}"),
        Kind::Answer { after } => {
            let (its, was) = many("its;was", "their;were").split_once(';').unwrap_or_default();
            let asked = cast.noun(Part::Request, ids.len());
            format!("{replies} {has} arrived whole, {after} after {its} {asked} {was} sent")
        }
        Kind::LateAnswer(Late::GivenUp) => format!("{replies} {has} arrived too late: {here} had given up"),
        Kind::LateAnswer(Late::Answered) => {
            format!("{replies} {has} arrived too: {here} had its answer already")
        }
        Kind::Refusal(status) => {
            format!("{here} learns that {requests} {} refused with {status}", many("was", "were"))
        }
        Kind::Lost(part, reason) => format!("✕ {} {is} lost: {}", messages(cast, part, ids), because(reason)),
        Kind::GivesUpTry => format!("no answer to {requests} in time: {here} stops waiting for it"),
        Kind::GivesUp => format!("no answer to {requests} in time: {here} gives up"),
        Kind::Unfinished => format!("the run ends without an answer to {requests}"),
        Kind::Rides => format!("{here} puts another request into the same message"),
        Kind::WaitsForConnection => format!("{here} waits for a free connection for {requests}"),
        Kind::LooksUp => format!("{here} looks up the address for {requests}"),
        Kind::AsksAgainAt(until) => format!("{here} will ask again at {until}: {requests}"),
        Kind::MayNotAskAgain => {
            format!("{here} does not ask again for {requests}: its budget for retries is used up")
        }
        Kind::Breaks => format!("the connection broke: {here} has no answer to {requests}"),
        Kind::Withholds => format!("{here} does not even send {requests}: too many have failed lately"),
        Kind::Refuses(status) => format!("{requests} {is} refused with {status}"),
        Kind::Errs(status) => format!("the work on {requests} ends with an error, {status}"),
        Kind::ErrsAndReplies(status) => {
            format!("the work on {requests} ends with an error, {status}; {replies} {leaves}")
        }
        Kind::ErrorAnswer(status) => {
            format!("{here} learns that {requests} ended with an error, {status}")
        }
        Kind::KnowsTheAnswer => format!("{here} has answered {requests} before and does nothing twice"),
        Kind::Parks => format!("{requests} {} for something other than a worker", many("waits", "wait")),
        Kind::LetsGo(reason) => format!("{here} lets go of {requests}: {}", why_let_go(reason)),
        kind => elsewhere(cast, kind, ids, here),
    }
}

/// What happens on the wire, or to a node as a whole.
fn elsewhere(cast: &Cast, kind: Kind, ids: &[MessageId], here: &str) -> String {
    let (is, has) = (by_count(ids.len(), "is", "are"), by_count(ids.len(), "has", "have"));
    match kind {
        Kind::Sends(part) => format!("{here} sends {}", messages(cast, part, ids)),
        Kind::Comes(part) => format!("{} {has} arrived", messages(cast, part, ids)),
        Kind::Copied(part) => {
            format!("the network makes a copy: {} {is} on the way too", messages(cast, part, ids))
        }
        Kind::Delayed(part, by) => format!("{} will arrive {by} later", messages(cast, part, ids)),
        Kind::Held(part) => {
            format!("{} {} still", messages(cast, part, ids), by_count(ids.len(), "stands", "stand"))
        }
        Kind::Released(part) => {
            format!("{} {} on", messages(cast, part, ids), by_count(ids.len(), "moves", "move"))
        }
        Kind::Breaker(BreakerState::Closed) => format!("{here} lets all its requests through again"),
        Kind::Breaker(BreakerState::Open) => format!("{here} stops asking: too many requests have failed"),
        Kind::Breaker(BreakerState::HalfOpen) => format!("{here} lets a few requests through, to see"),
        Kind::Crashes { silent: false } => format!("{here} goes down"),
        Kind::Crashes { silent: true } => format!("{here} goes down, and nobody is told"),
        Kind::Restarts => format!("{here} is up again"),
        Kind::Slows(0..1000) => format!("{here} works faster from now on"),
        Kind::Slows(1000) => format!("{here} works at its usual speed"),
        Kind::Slows(_) => format!("{here} works more slowly from now on"),
        Kind::Hangs => format!("{here} takes requests in and answers none"),
        Kind::Fails(0) => format!("{here} makes no more errors than usual"),
        Kind::Fails(_) => format!("{here} answers with errors from now on"),
        Kind::Pauses(until) => format!("all work of {here} stands still until {until}"),
        Kind::Recovers => format!("{here} works as usual again"),
        Kind::Cut { one_way: false } => "the wire is cut: nothing passes any more".to_owned(),
        Kind::Cut { one_way: true } => "the wire is cut in one direction".to_owned(),
        Kind::Mended => "the wire is whole again".to_owned(),
        Kind::Publishes(update) => format!("there is news at {here}: update {update}"),
        Kind::Learns(update) => format!("{here} learns of update {update}"),
        _ => String::new(),
    }
}

fn why_let_go(reason: DiscardReason) -> &'static str {
    match reason {
        DiscardReason::Expired => "the time for an answer is over",
        DiscardReason::QueueTimeout => "the wait was too long",
        DiscardReason::Cancelled => "the answer is no longer wanted",
        DiscardReason::NodeDown => "it went down",
    }
}

fn because(reason: LossReason) -> &'static str {
    match reason {
        LossReason::Chance => "dropped by the network",
        LossReason::BufferFull => "the wire’s buffer was full",
        LossReason::Cut => "the wire was cut",
        LossReason::Dropped => "taken off the wire",
        LossReason::NodeDown => "nobody was there to take it in",
        LossReason::Corrupted => "damaged on the way, and thrown away on arrival",
    }
}
