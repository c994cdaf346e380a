//! The words of the ledger.

use trace::{Outcome, Part, RequestId};

use crate::Cast;
use crate::ledger::{Belief, Deeds, Totals};

/// Whose request it is.
pub(crate) fn account(client: &str, request: RequestId) -> String {
    format!("{client} #{}", request.0)
}

/// All requests together: what their clients believe, and what was done.
pub(crate) fn totals(cast: &Cast, totals: Totals, beliefs: bool, deeds: bool) -> String {
    let mut said = vec![format!("{} {}.", totals.requests, cast.noun(Part::Request, totals.requests))];
    if beliefs {
        let counts = [
            (totals.answered, "answered"),
            (totals.failed, "without success"),
            (totals.waiting, "still open"),
        ];
        said.push(format!("Clients believe: {}.", counted(&counts)));
    }
    if deeds {
        let counts = [
            (totals.done_once, "done once"),
            (totals.done_again, "done more than once"),
            (totals.not_done, "not done"),
        ];
        said.push(format!("Servers: {}.", counted(&counts)));
    }
    if beliefs && deeds && totals.unknown > 0 {
        said.push(format!("Done although the client has given up: {}.", totals.unknown));
    }
    said.join(" ")
}

/// `2 answered, 1 still open`: what there is none of is left out.
fn counted(counts: &[(usize, &str)]) -> String {
    let some = counts.iter().filter(|(count, _)| *count > 0);
    some.map(|(count, what)| format!("{count} {what}")).collect::<Vec<_>>().join(", ")
}

/// What a client believes became of its request.
pub(crate) fn believed(belief: Belief) -> String {
    match belief {
        Belief::Waits { tries: 0 } => "about to ask".to_owned(),
        Belief::Waits { tries: 1 } => "waits".to_owned(),
        Belief::Waits { tries } => format!("waits, asked {tries} times"),
        Belief::Over { at, outcome } => match outcome {
            Outcome::Answered => format!("answered at {at}"),
            Outcome::Refused => format!("turned away at {at}"),
            Outcome::TimedOut => format!("gave up at {at}"),
            Outcome::Failed => format!("told of an error at {at}"),
            Outcome::Broken => format!("connection broke at {at}"),
            Outcome::Withheld => format!("did not even ask, at {at}"),
            Outcome::Unfinished => "no answer when the run ended".to_owned(),
        },
    }
}

/// What was done for a request.
pub(crate) fn deeds(deeds: Deeds) -> String {
    let mut said = vec![match (deeds.times, deeds.first, deeds.last) {
        (1, Some(at), _) => format!("done once, at {at}"),
        (2, Some(first), Some(last)) => format!("done twice, at {first} and at {last}"),
        (times @ 3.., _, Some(last)) => format!("done {times} times, last at {last}"),
        _ if deeds.begun > deeds.erred => "begun, not done".to_owned(),
        _ => "not done".to_owned(),
    }];
    match deeds.replayed {
        0 => {}
        1 => said.push("replayed once, not done again".to_owned()),
        times => said.push(format!("replayed {times} times, not done again")),
    }
    if deeds.erred > 0 {
        said.push("ended with an error".to_owned());
    }
    if deeds.refused > 0 {
        said.push("turned away".to_owned());
    }
    said.join("; ")
}

/// What to think of the two, and whether they differ; nothing while nothing is amiss.
pub(crate) fn verdict(belief: Belief, deeds: Deeds) -> Option<(&'static str, bool)> {
    let answered = belief.is_answered();
    match (belief, deeds.times) {
        (Belief::Waits { .. }, 0) => None,
        // There is something to say without any work, such as news.
        (_, 0) if answered => None,
        (Belief::Waits { .. }, 1) => Some(("done, and the client cannot know yet", true)),
        (Belief::Waits { .. } | Belief::Over { .. }, 2..) if !answered => {
            Some(("done more than once, and the client does not know", true))
        }
        (_, 2..) => Some(("done more than once", true)),
        (_, 1) if answered => Some(("both agree", false)),
        (_, 1) => Some(("done, and the client does not know", true)),
        (_, 0) => Some(("both agree: not done", false)),
    }
}
