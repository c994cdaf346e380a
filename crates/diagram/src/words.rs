//! All words of the drawings and of their text. A second language is a second one of this file and its folder.
//!
//! Names of nodes are common nouns with a capital, like “Client” or “Web server”; sentences write them as
//! “the client”.

mod acting;
pub(crate) mod answer;
pub(crate) mod charts;
mod closer;
pub(crate) mod ladder;
mod ledger;
mod scene;
mod table;
pub(crate) mod waterfall;

use trace::{Duration, Ended, MessageId, Part, RequestId, Time};

use crate::Cast;
use crate::grammar::{by_count, list, messages, number, numbers, upper};
use crate::state::Client;
use crate::visits::Late;

pub use acting::called;
pub(crate) use acting::*;
pub(crate) use closer::*;
pub(crate) use ledger::*;
pub(crate) use scene::*;
pub(crate) use table::happens;

pub(crate) const READY: &str = "ready";
pub(crate) const PAUSING: &str = "pausing";
pub(crate) const IDLE: &str = "idle";
pub(crate) const GIVES_UP: &str = "gives up";
pub(crate) const QUEUE: &str = "queue";
pub(crate) const WAITS: &str = "waits";
pub(crate) const MORE_ROWS: &str = "… and more: this table ends here";
pub(crate) const NOTHING_HAPPENS: &str = "Nothing happens in this run.";
pub(crate) const QUIET: &str = "Nothing is on its way.";
pub(crate) const I_HAVE_NOT_ASKED: &str = "I have not asked for anything yet.";
pub(crate) const I_PAUSE: &str = "I pause before I ask again.";
pub(crate) const NO_ANSWER_YET: &str = "No answer yet.";
pub(crate) const NOBODY_ASKED: &str = "Nothing. Nobody has asked me anything.";
pub(crate) const I_AM_DOWN: &str = "Nothing. I am down.";

/// The heading over what a node knows.
pub fn knower(name: &str) -> String {
    format!("{name} knows")
}

// On the drawings.

pub(crate) fn waiting(attempt: u16) -> String {
    if attempt > 1 { format!("try {attempt}") } else { "waiting".to_owned() }
}

/// How it ended for a client, in a word that fits into its circle.
pub(crate) fn ended(client: &Client<'_>) -> String {
    match (client.answered, client.refused, client.given_up, client.failed) {
        (0, 1.., 0, 0) => "refused",
        (0, 0, 1.., 0) => "gave up",
        (0, 0, 0, 1..) => "failed",
        (1.., 0, 0, 0) => "done in",
        _ => "over in",
    }
    .to_owned()
}

/// A time to the hundredth of a second, where there is no room for more.
pub(crate) fn in_seconds(lasted: Duration) -> String {
    let hundredths = lasted.0.saturating_add(5_000_000) / 10_000_000;
    format!("{}.{:02} s", hundredths / 100, hundredths % 100)
}

pub(crate) fn at(time: Time) -> String {
    format!("at {time}")
}

pub(crate) fn answers(count: usize, total: usize) -> [String; 3] {
    [format!("{count} of {total} answers"), format!("got {count} of {total}"), format!("{count} of {total}")]
}

pub(crate) fn failures(client: &Client<'_>) -> String {
    match (client.given_up, client.refused, client.failed) {
        (given_up, 0, 0) => format!("{given_up} given up"),
        (0, refused, 0) => format!("{refused} refused"),
        (given_up, refused, failed) => format!("{} failed", given_up + refused + failed),
    }
}

pub(crate) fn in_line(count: usize) -> [String; 2] {
    [format!("{count} yet to leave"), format!("{count} to leave")]
}

pub(crate) fn queue(length: usize, capacity: Option<u32>) -> [String; 2] {
    match (capacity, length) {
        (Some(0), _) => ["no queue".to_owned(), "no queue".to_owned()],
        (Some(places), length) => {
            [format!("queue, {length} of {places}"), format!("{length} of {places} wait")]
        }
        (None, 0) => ["queue, empty".to_owned(), "queue empty".to_owned()],
        (None, length) => [format!("queue, {length} long"), format!("{length} wait")],
    }
}

pub(crate) fn and_more(count: i64) -> String {
    format!("+{count}")
}

pub(crate) fn workers(busy: usize, workers: u16) -> Vec<String> {
    match workers {
        0 => vec!["no worker".to_owned()],
        1 => vec!["worker".to_owned()],
        _ => vec![
            format!("workers, {busy} of {workers} busy"),
            format!("{busy} of {workers} busy"),
            format!("{busy} busy"),
        ],
    }
}

pub(crate) fn time_left(id: MessageId, left: Duration) -> String {
    format!("{}, {left} left", number(id))
}

pub(crate) fn done(finished: usize) -> String {
    format!("done: {finished}")
}

pub(crate) fn refused(count: usize) -> String {
    format!("refused: {count}")
}

/// The line under the numbers of messages.
pub(crate) fn kind(
    cast: &Cast,
    part: Option<Part>,
    count: usize,
    late: Option<Late>,
    refused: Option<u16>,
) -> String {
    let noun = part.map_or("messages", |part| cast.noun(part, count));
    let what = match (refused, late) {
        (Some(status), _) => format!("refused, {status}"),
        (None, Some(Late::GivenUp)) => format!("late {noun}"),
        (None, Some(Late::Answered)) => format!("extra {noun}"),
        (None, None) => noun.to_owned(),
    };
    match count {
        1 => what,
        _ => format!("{count} {what}"),
    }
}

pub(crate) fn lost(cast: &Cast, ids: &[MessageId]) -> String {
    format!("{} lost", numbers(cast, ids))
}

/// Numbers on the ladder; what is neither request nor reply says what it is.
pub(crate) fn named(cast: &Cast, part: Part, ids: &[MessageId]) -> String {
    match part {
        Part::Request | Part::Reply => numbers(cast, ids),
        _ => format!("{} {}", numbers(cast, ids), cast.noun(part, ids.len())),
    }
}

pub(crate) fn lost_at(time: Time) -> String {
    format!("lost at {time}")
}

pub(crate) fn noticed(later: Duration) -> [String; 2] {
    ["noticed".to_owned(), format!("{later} later")]
}

pub(crate) fn pauses_for(lasting: Duration) -> String {
    format!("pauses {lasting}")
}

pub(crate) fn works(lasting: Duration) -> String {
    format!("works {lasting}")
}

/// `⋯ 870 ms`: so much time is not shown.
pub(crate) fn cut(length: Duration) -> String {
    format!("⋯ {length}")
}

pub(crate) fn links_shown(drawn: usize, all: usize) -> String {
    format!("{drawn} of {all} connections shown")
}

// What is going on now.

pub(crate) fn on_its_way(
    cast: &Cast,
    part: Part,
    ids: &[MessageId],
    percent: Option<i64>,
    late: Option<Late>,
    to: &str,
) -> String {
    let (is, its) = (by_count(ids.len(), "is", "are"), by_count(ids.len(), "its", "their"));
    let too_late = match late {
        None => "",
        Some(Late::GivenUp) => ", too late",
        Some(Late::Answered) => ", which has its answer already",
    };
    match percent {
        Some(percent) => {
            format!("{} {is} {percent}\u{a0}% of the way to {to}{too_late}", messages(cast, part, ids))
        }
        None => format!("{} {} {is} on {its} way to {to}{too_late}", ids.len(), cast.noun(part, ids.len())),
    }
}

pub(crate) fn comes_off(cast: &Cast, part: Part, ids: &[MessageId], to: &str) -> String {
    let (has, its) = by_count(ids.len(), "has;its", "have;their").split_once(';').unwrap_or_default();
    let messages = messages(cast, part, ids);
    match cast.carrier {
        None => format!("{messages} {has} reached {to}, and the rest of {its} bytes is coming off the wire"),
        Some(_) => format!("{messages} {has} reached {to}, and the last of it is being handed over"),
    }
}

pub(crate) fn wait_for_wire(cast: &Cast, count: usize) -> String {
    let carrier = cast.carrier.as_deref().unwrap_or("wire");
    format!("{count} {} for the {carrier} to be free", by_count(count, "message waits", "messages wait"))
}

pub(crate) fn server_works(cast: &Cast, server: &str, ids: &[MessageId]) -> String {
    format!("{server} is working on {}", messages(cast, Part::Request, ids))
}

/// Of a server whose work does not go on.
pub(crate) fn server_stands(cast: &Cast, server: &str, ids: &[MessageId]) -> String {
    format!("{server} stands still, with {} half done", messages(cast, Part::Request, ids))
}

pub(crate) fn wait_in_queue(cast: &Cast, count: usize) -> String {
    let requests = cast.noun(Part::Request, count);
    format!("{count} {requests} {} in its queue", by_count(count, "waits", "wait"))
}

pub(crate) fn can_only_wait(client: &str) -> String {
    format!("{} can only wait.", upper(client))
}

pub(crate) fn waits_in_vain(client: &str) -> String {
    format!("Nothing is on its way any more, but {client} cannot know that: it waits.")
}

pub(crate) fn looks_up(client: &str) -> String {
    format!("{} is looking up where to send what it asks.", upper(client))
}

pub(crate) fn not_yet(client: &str) -> String {
    format!("{} has not asked for anything yet.", upper(client))
}

pub(crate) fn pauses(client: &str) -> String {
    format!("{} pauses before it asks again.", upper(client))
}

pub(crate) fn summary(cast: &Cast, answered: usize, all: usize, lasting: Duration) -> String {
    if answered == all {
        format!("All {all} answers are there, {lasting} after the start.")
    } else {
        format!("{answered} of {all} {} were answered. It took {lasting}.", cast.noun(Part::Request, all))
    }
}

/// Why a run stopped before everything had happened, if it did.
pub(crate) const fn cut_short(ended: Ended) -> Option<&'static str> {
    match ended {
        Ended::Idle | Ended::Deadline => None,
        Ended::Cancelled => Some("The run was stopped here before its end."),
        Ended::EventBudget => Some("The run was stopped here: it had more events than a run may have."),
        Ended::TraceBudget => {
            Some("The run was stopped here: there was more to record than there is room for.")
        }
        Ended::MemoryBudget => {
            Some("The run was stopped here: more was going on at once than there is room for.")
        }
    }
}

// What each side knows.

/// `#1.1`, `#1–#5`, or `7 requests`.
pub(crate) fn own(cast: &Cast, ids: &[MessageId]) -> String {
    match list(ids) {
        Some(_) => numbers(cast, ids),
        None => own_count(cast, ids.len()),
    }
}

pub(crate) fn own_from_to(first: u32, last: u32) -> String {
    format!("#{first}–#{last}")
}

pub(crate) fn own_count(cast: &Cast, count: usize) -> String {
    format!("{count} {}", cast.noun(Part::Request, count))
}

pub(crate) fn i_sent(cast: &Cast, ids: &[MessageId], at: Option<Time>) -> String {
    match at {
        Some(at) => format!("I sent {} at {at}.", own(cast, ids)),
        None => format!("I sent {}.", own(cast, ids)),
    }
}

pub(crate) fn i_still_wait(cast: &Cast, ids: &[MessageId]) -> String {
    format!("I still wait for {}.", own(cast, ids))
}

pub(crate) fn answers_so_far(count: usize) -> String {
    format!("{count} {} so far.", by_count(count, "answer", "answers"))
}

pub(crate) fn nobody_answered(id: MessageId) -> String {
    format!("No answer to {} came in time.", number(id))
}

pub(crate) fn i_have_my_answer(id: RequestId, after: Duration) -> String {
    format!("I have my answer to #{}, {after} after I asked.", id.0)
}

pub(crate) fn i_have_answers(count: usize, all: usize) -> String {
    match (count, all) {
        (2, 2) => "I have both answers.".to_owned(),
        _ if count == all => format!("I have all {all} answers."),
        _ => format!("I have {count} of {all} answers."),
    }
}

pub(crate) fn i_was_refused(count: usize) -> String {
    format!("I was turned away {}.", by_count(count, "once", &format!("{count} times")))
}

pub(crate) fn i_failed(cast: &Cast, count: usize) -> String {
    let requests = cast.noun(Part::Request, 2);
    format!("{count} of my {requests} {} without an answer that helps.", by_count(count, "is", "are"))
}

pub(crate) fn i_gave_up(cast: &Cast, first: RequestId, count: usize) -> String {
    let what = if count == 1 {
        format!("#{}", first.0)
    } else {
        format!("{count} {}", cast.noun(Part::Request, count))
    };
    let it = by_count(count, "it was", "they were");
    format!("I gave up on {what}. I cannot tell whether {it} done.")
}

pub(crate) fn i_got_it_late(id: MessageId, at: Time, late: Late) -> String {
    let number = number(id);
    match late {
        Late::GivenUp => format!("An answer to {number} came at {at}, after I had given up."),
        Late::Answered => format!("Another answer, to {number}, came at {at}. I had mine already."),
    }
}

pub(crate) fn i_work_on(cast: &Cast, ids: impl Iterator<Item = MessageId>) -> String {
    format!("I am working on {}.", own(cast, &ids.collect::<Vec<_>>()))
}

pub(crate) fn they_wait_here(count: usize) -> String {
    format!("{count} {} in my queue.", by_count(count, "waits", "wait"))
}

/// `which` = the requests by name.
pub(crate) fn i_answered(which: &str, count: usize, last: Time) -> String {
    match count {
        1 => format!("I answered {which} at {last}. For me that is done."),
        _ => format!("I answered {which}, the last at {last}."),
    }
}

pub(crate) fn i_refused(count: usize) -> String {
    format!("I turned {count} away.")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_times_are_told_to_the_hundredth_of_a_second() {
        let told = |ms: u64| in_seconds(Duration(ms * 1_000_000));
        assert_eq!([told(1_350), told(1_004), told(9_996)], ["1.35 s", "1.00 s", "10.00 s"]);
    }
}
