//! The words of the space view that say what state things are in. Each has to fit where it stands, so most come in a
//! longer and a shorter form.

use trace::{BreakerState, DiscardReason, Duration, LossReason};

use crate::condition::{Down, Health};
use crate::grammar::by_count;
use crate::losses::{DISCARDS, LOSSES};

pub(crate) const ASKS: &str = "(asks)";
pub(crate) const LOOKING_UP: &str = "lookup";
pub(crate) const BLOCKED: &str = "blocked";
pub(crate) const ASKS_AGAIN: &str = "asks again";
pub(crate) const CUT: &str = "cut";
pub(crate) const HELD: &str = "held";
pub(crate) const DELAYED: &str = "delayed";
pub(crate) const UNKNOWN: &str = "?";
pub(crate) const IS_DOWN: &str = "down";
pub(crate) const NOBODY_TOLD: &str = "nobody is told";

/// In the middle of the wire, for somebody who stands at one end of it.
pub(crate) fn out_of_sight() -> [String; 2] {
    ["nobody here can see this".to_owned(), "not seen".to_owned()]
}

pub(crate) fn sent(count: usize) -> Vec<String> {
    match count {
        1 => ["sent, no answer yet", "no answer yet", "sent"].map(str::to_owned).to_vec(),
        _ => vec![format!("{count} sent, no answer yet"), format!("{count} sent")],
    }
}

/// Of an answer nobody ever says that it has come.
pub(crate) fn answered() -> [String; 2] {
    ["sent. Did it get there?".to_owned(), "sent".to_owned()]
}

pub(crate) fn came(at: trace::Time) -> [String; 2] {
    [format!("came at {at}"), "came".to_owned()]
}

/// What is wrong with a node that is up; nothing if all is well.
pub(crate) fn ailment(health: &Health, paused: Option<Duration>) -> Option<Vec<String>> {
    if let Some(left) = paused {
        return Some(vec![format!("stands still, {left}"), "paused".to_owned()]);
    }
    if health.hung {
        return Some(vec!["hung: no answers".to_owned(), "hung".to_owned()]);
    }
    let errors = (health.failing > 0).then(|| percent(health.failing));
    match (health.slowed, errors) {
        (1000, None) => None,
        (1000, Some(errors)) => Some(vec![format!("errors: {errors}"), "errors".to_owned()]),
        (slowed, None) => {
            Some(vec![format!("{} ×{}", pace(slowed), times(slowed)), format!("×{}", times(slowed))])
        }
        (slowed, Some(errors)) => Some(vec![
            format!("{} ×{}, errors: {errors}", pace(slowed), times(slowed)),
            format!("×{}, errors", times(slowed)),
        ]),
    }
}

fn pace(slowed: u32) -> &'static str {
    if slowed < 1000 { "fast" } else { "slow" }
}

/// Thousandths as a factor with as many decimals as it needs.
fn times(thousandths: u32) -> String {
    let (whole, rest) = (thousandths / 1000, thousandths % 1000);
    if rest == 0 {
        return whole.to_string();
    }
    format!("{whole}.{rest:03}").trim_end_matches('0').to_owned()
}

/// Millionths in percent.
fn percent(millionths: u32) -> String {
    let (whole, rest) = (millionths / 10_000, millionths % 10_000 / 1000);
    let rest = if rest == 0 { String::new() } else { format!(".{rest}") };
    match (whole, rest.as_str()) {
        (0, "") => "under 0.1\u{a0}%".to_owned(),
        _ => format!("{whole}{rest}\u{a0}%"),
    }
}

pub(crate) fn down(down: Down) -> Option<&'static str> {
    (down == Down::Silent).then_some(NOBODY_TOLD)
}

pub(crate) fn breaker(state: BreakerState) -> Option<[String; 2]> {
    match state {
        BreakerState::Closed => None,
        BreakerState::Open => Some(["breaker open".to_owned(), "switch open".to_owned()]),
        BreakerState::HalfOpen => Some(["breaker half open".to_owned(), "half open".to_owned()]),
    }
}

pub(crate) fn blocked(count: usize) -> [String; 3] {
    let wait = by_count(count, "waits", "wait");
    [
        format!("{count} {wait} for a connection"),
        format!("{count} {wait} to connect"),
        format!("{count} blocked"),
    ]
}

pub(crate) fn deadline(at: trace::Time) -> [String; 2] {
    [format!("deadline {at}"), format!("till {at}")]
}

pub(crate) fn heard(count: u32) -> [String; 2] {
    [
        format!("{count} {} heard of", by_count(count as usize, "update", "updates")),
        format!("heard of {count}"),
    ]
}

pub(crate) fn published(count: u32) -> String {
    format!("news: {count}")
}

/// What lies in the tray of a wire: counts by reason, in fewer and fewer words.
pub(crate) fn lost_so_far(counts: [usize; 6]) -> Vec<String> {
    let long = |reason| match reason {
        LossReason::Chance => "by chance",
        LossReason::Cut => "cut",
        LossReason::BufferFull => "buffer full",
        LossReason::Dropped => "taken off the wire",
        LossReason::NodeDown => "nobody there",
        LossReason::Corrupted => "damaged",
    };
    let short = |reason| match reason {
        LossReason::Chance => "chance",
        LossReason::Cut => "cut",
        LossReason::BufferFull => "full",
        LossReason::Dropped => "taken off",
        LossReason::NodeDown => "down",
        LossReason::Corrupted => "damaged",
    };
    ways("lost", &counts, &LOSSES.map(long), &LOSSES.map(short))
}

/// What lies in the tray of a server.
pub(crate) fn let_go(counts: [usize; 4]) -> Vec<String> {
    let long = |reason| match reason {
        DiscardReason::Expired => "expired",
        DiscardReason::QueueTimeout => "waited too long",
        DiscardReason::Cancelled => "called back",
        DiscardReason::NodeDown => "in the crash",
    };
    let short = |reason| match reason {
        DiscardReason::Expired => "expired",
        DiscardReason::QueueTimeout => "overdue",
        DiscardReason::Cancelled => "called back",
        DiscardReason::NodeDown => "in crash",
    };
    ways("dropped", &counts, &DISCARDS.map(long), &DISCARDS.map(short))
}

fn ways(word: &str, counts: &[usize], long: &[&str], short: &[&str]) -> Vec<String> {
    let listed = |names: &[&str]| {
        let parts = counts.iter().zip(names).filter(|&(&count, _)| count > 0);
        parts.map(|(count, name)| format!("{count} {name}")).collect::<Vec<_>>().join(", ")
    };
    vec![
        format!("{word}: {}", listed(long)),
        format!("{word}: {}", listed(short)),
        listed(short),
        format!("{word}: {}", counts.iter().sum::<usize>()),
    ]
}

/// A crowd on a lane.
pub(crate) fn crowd(count: usize, noun: &str, forward: bool) -> [String; 2] {
    if forward {
        [format!("{count} {noun} →"), format!("{count} →")]
    } else {
        [format!("← {count} {noun}"), format!("← {count}")]
    }
}

/// How many stand for how many.
pub(crate) fn one_of(count: usize, drawn: usize) -> String {
    match (count + drawn / 2).checked_div(drawn) {
        Some(0 | 1) => format!("{drawn} of {count} shown"),
        Some(each) => format!("1 of {each} shown"),
        None => "none shown".to_owned(),
    }
}

/// A message and its copies, of which there are so many together.
pub(crate) fn times_over(number: &str, count: usize) -> String {
    format!("{number} ×{count}")
}

/// `held` for one message, `2 held, 1 delayed` for several; nothing if nobody has done anything to them.
pub(crate) fn handled(count: usize, states: &[&str]) -> Option<String> {
    if let ([state], 1) = (states, count) {
        return Some((*state).to_owned());
    }
    let counts = [HELD, DELAYED].map(|known| (states.iter().filter(|&&own| own == known).count(), known));
    let parts: Vec<String> = counts
        .iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, word)| format!("{count} {word}"))
        .collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}

/// What a server that has asked another one waits for.
pub(crate) fn waits_for(count: usize) -> [String; 2] {
    let what = by_count(count, "an answer", &format!("{count} answers")).to_owned();
    [format!("waits for {what}"), format!("waits for {count}")]
}

/// The whole of a sentence, or what stands before its colon.
pub(crate) fn in_short(sentence: &str) -> [String; 2] {
    let short = sentence.split_once(':').map_or(sentence, |(short, _)| short);
    [sentence.to_owned(), short.to_owned()]
}
