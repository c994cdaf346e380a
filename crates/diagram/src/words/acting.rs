//! The words for acting on a run: what can be acted on, why not now, and what came of it.

use trace::{Duration, LinkId, NodeId, Outcome, Time};

use crate::grammar::{messages, the};
use crate::{Run, Subject};

pub(crate) const NOT_SENT: &str = "it has not been sent yet";
pub(crate) const ARRIVED_ALREADY: &str = "it has arrived already";
pub(crate) const LOST_ALREADY: &str = "it is lost already";
pub(crate) const HELD_ALREADY: &str = "it stands still already";
pub(crate) const NOT_HELD: &str = "nobody holds it";
pub(crate) const SERVERS_ONLY: &str = "that can only be done to a server";
pub(crate) const DOWN: &str = "it is down";
pub(crate) const DOWN_ALREADY: &str = "it is down already";
pub(crate) const DOWN_SO_RESTART: &str = "it is down: restart it";
pub(crate) const UP_ALREADY: &str = "it is up";
pub(crate) const HUNG_ALREADY: &str = "it hangs already";
pub(crate) const SLOW_ALREADY: &str = "it is slow already";
pub(crate) const WELL: &str = "it works as usual";
pub(crate) const CUT_ALREADY: &str = "nothing passes there already";
pub(crate) const WHOLE: &str = "it is whole";
pub(crate) const NOT_HERE: &str = "that cannot be done to it";

/// How sentences name something in a run: `reply 7.1`, `the server`, `the wire between the client and the server`.
pub fn called(run: &Run, subject: Subject) -> String {
    match crate::acting::target(run, subject) {
        Subject::Message(id) => messages(&run.cast, id.part, &[id]),
        Subject::Node(node) => the(run.name(node)),
        Subject::Link(link) => called_link(run, link),
        Subject::Event(_) => String::new(),
    }
}

fn called_link(run: &Run, link: LinkId) -> String {
    let wire = format!("the {}", run.cast.carrier.as_deref().unwrap_or("wire"));
    let ends = run.trace.links.get(usize::from(link.0)).map(|link| link.ends);
    match ends {
        Some(ends) if run.trace.links.len() > 1 => {
            let [one, other]: [String; 2] = ends.map(|end: NodeId| the(run.name(end)));
            super::between(&run.cast, &one, &other)
        }
        _ => wire,
    }
}

/// How one request ended: `answer at 122 ms`.
pub(crate) fn one_ended(settled: Option<(Time, Outcome)>) -> String {
    let Some((at, outcome)) = settled else { return "no answer by the end".to_owned() };
    match outcome {
        Outcome::Answered => format!("answer at {at}"),
        Outcome::Refused => format!("refused at {at}"),
        Outcome::TimedOut => format!("gave up at {at}"),
        Outcome::Failed => format!("an error at {at}"),
        Outcome::Broken => format!("connection broken at {at}"),
        Outcome::Withheld => format!("not even asked, at {at}"),
        Outcome::Unfinished => "no answer by the end".to_owned(),
    }
}

/// How several requests ended: `4 of 5 answered, the last at 420 ms`.
pub(crate) fn many_ended(answered: usize, all: usize, last: Option<Time>) -> String {
    let answered = format!("{answered} of {all} answered");
    last.map_or(answered.clone(), |last| format!("{answered}, the last at {last}"))
}

/// `160 ms later`, with a comma in front; nothing for the same moment.
pub(crate) fn shifted(before: Time, now: Time) -> String {
    let by = |by: Duration, how: &str| format!(", {by} {how}");
    match now.cmp(&before) {
        core::cmp::Ordering::Greater => by(now.since(before), "later"),
        core::cmp::Ordering::Less => by(before.since(now), "sooner"),
        core::cmp::Ordering::Equal => String::new(),
    }
}

pub(crate) fn over_at(end: Time) -> String {
    format!("over at {end}")
}

pub(crate) fn as_before(ended: &str) -> String {
    format!("As before: {ended}.")
}

pub(crate) fn before_and_now(before: &str, now: &str) -> String {
    format!("Before: {before}. Now: {now}.")
}

/// How often work was done, where that is not as before.
pub(crate) fn work_done(before: usize, now: usize) -> String {
    let times = |count: usize| match count {
        0 => "not at all".to_owned(),
        1 => "once".to_owned(),
        2 => "twice".to_owned(),
        _ => format!("{count} times"),
    };
    format!("Work done: {}; before: {}.", times(now), times(before))
}
