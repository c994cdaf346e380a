//! Words that only the ladder and its like use. They are short: their room is narrow.

use trace::{Duration, Ended, RequestId, Time};

use crate::grammar::by_count;
use crate::ladder::Told;
use crate::spells::{News, SpellKind};

pub(crate) const UNKNOWN: &str = "?";
pub(crate) const DISCARDED: &str = "let go";

/// That a loss was noticed, where there is little room.
pub(crate) fn noticed_narrow(later: Duration) -> [String; 3] {
    ["noticed".to_owned(), later.to_string(), "later".to_owned()]
}

/// What stands at a message: its numbers, and what is unusual about it.
pub(crate) fn told(plain: String, told: Told) -> String {
    match told {
        Told::Plain => plain,
        Told::Status(status) => format!("{plain}: {status}"),
        Told::Hedge => format!("{plain}, hedge"),
        Told::Delayed(by) => format!("{plain}, +{by}"),
    }
}

pub(crate) fn held_for(lasting: Duration) -> String {
    format!("held {lasting}")
}

/// What a node or a wire is like.
pub(crate) fn spell(kind: SpellKind) -> String {
    match kind {
        SpellKind::Down => "down".to_owned(),
        SpellKind::Hung => "hung".to_owned(),
        SpellKind::Slow(thousandths) if thousandths >= 1000 && thousandths % 1000 == 0 => {
            format!("{}\u{d7} slower", thousandths / 1000)
        }
        SpellKind::Slow(thousandths) if thousandths >= 1000 => {
            format!("{}.{}\u{d7} slower", thousandths / 1000, thousandths % 1000 / 100)
        }
        SpellKind::Slow(_) => "faster".to_owned(),
        SpellKind::Failing(1_000_000..) => "errors only".to_owned(),
        SpellKind::Failing(share) => format!("{}\u{a0}% errors", share.div_ceil(10_000)),
        SpellKind::Paused => "paused".to_owned(),
        SpellKind::Cut { .. } => "cut".to_owned(),
        SpellKind::Breaker { open: true, .. } => "breaker open".to_owned(),
        SpellKind::Breaker { open: false, .. } => "breaker tries".to_owned(),
    }
}

pub(crate) fn news(news: &News) -> String {
    if news.new { format!("news {}", news.update) } else { format!("learns {}", news.update) }
}

/// Which messages are drawn, and of how many where that may be told.
pub(crate) fn window(first: usize, last: usize, all: Option<usize>) -> String {
    match all {
        Some(all) => format!("messages {}–{} of {}", grouped(first), grouped(last), grouped(all)),
        None => format!("messages {}–{}", grouped(first), grouped(last)),
    }
}

pub(crate) fn nodes_shown(drawn: usize, all: usize) -> String {
    let left_out = all.saturating_sub(drawn);
    format!("{left_out} {} not shown", by_count(left_out, "machine is", "machines are"))
}

/// Why there is nothing below, if the run stopped before its end.
pub(crate) fn stopped(ended: Ended, facts: usize) -> Option<String> {
    match ended {
        Ended::Idle | Ended::Deadline => None,
        Ended::Cancelled => Some("The run was stopped here.".to_owned()),
        Ended::EventBudget | Ended::TraceBudget => {
            Some(format!("The run was stopped after {} events.", grouped(facts)))
        }
        Ended::MemoryBudget => Some("Stopped: too much was going on at once.".to_owned()),
    }
}

/// How a request ends now and how it ended before somebody intervened; whether with an answer, and when.
pub(crate) fn compared(
    request: RequestId,
    now: Option<(bool, Time)>,
    before: Option<(bool, Time)>,
) -> String {
    let now = match now {
        Some((true, at)) => format!("answer at {at}"),
        Some((false, _)) | None => "no answer".to_owned(),
    };
    let before = match before {
        Some((true, at)) => format!("at {at}"),
        Some((false, _)) | None => "no answer".to_owned(),
    };
    format!("#{}: {now}, before: {before}", request.0)
}

/// `1,234,567`.
/// `12,345`.
pub(crate) fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut grouped = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_grouped() {
        assert_eq!([0, 999, 1000, 1_234_567].map(grouped), ["0", "999", "1,000", "1,234,567"]);
    }
}
