//! Runs written by hand, fact by fact.

use trace::{
    Duration, Ended, Fact, FactId, Link, LinkId, LossReason, MessageId, Node, NodeId, Outcome, RequestId,
    Role, Time, TimerKind, Trace, What,
};

pub(crate) const CLIENT: NodeId = NodeId(0);
pub(crate) const SERVER: NodeId = NodeId(1);
pub(crate) const LINK: LinkId = LinkId(0);

/// A moment in milliseconds, where it happens, what, and which fact before led to it.
pub(crate) type Line = (u64, NodeId, What, Option<u32>);

pub(crate) fn ms(ms: u64) -> Time {
    Time(ms * 1_000_000)
}

/// The message of that name.
pub(crate) fn named(name: &str) -> MessageId {
    name.parse().unwrap_or_else(|error| panic!("{name}: {error}"))
}

pub(crate) fn sent(name: &str) -> What {
    let message = named(name);
    let to = if message.part.is_outward() { SERVER } else { CLIENT };
    What::Sent { message, to, link: LINK, bytes: 100 }
}

pub(crate) fn arrived(name: &str) -> What {
    let message = named(name);
    let from = if message.part.is_outward() { CLIENT } else { SERVER };
    What::Arrived { message, from }
}

pub(crate) fn lost(name: &str, travelled_ms: u64) -> What {
    let travelled = Duration::from_ms(travelled_ms);
    What::Lost { message: named(name), link: LINK, reason: LossReason::Dropped, travelled }
}

/// A client and a server of one worker, 10 ms apart.
pub(crate) fn trace(lines: impl IntoIterator<Item = Line>) -> Trace {
    let fact = |(at, node, what, cause): Line| Fact { at: ms(at), node, what, cause: cause.map(FactId) };
    let facts: Vec<Fact> = lines.into_iter().map(fact).collect();
    let node = |id: &str, role| Node { id: id.to_owned(), name: id.to_owned(), role };
    Trace {
        nodes: vec![
            node("client", Role::Client { timeout: Some(Duration::from_ms(40)) }),
            node("server", Role::Server { workers: 1, queue_capacity: None }),
        ],
        links: vec![Link { ends: [CLIENT, SERVER], one_way: Duration::from_ms(10) }],
        measure_from: Time::ZERO,
        end: facts.last().map_or(Time::ZERO, |fact| fact.at),
        facts,
        ended: Ended::Idle,
    }
}

/// Two requests at once over a link that sends a message in 2 ms; the server takes 5 ms for the first, lets the second
/// wait, and the reply to the second is lost after 3 ms.
pub(crate) fn two_requests() -> Trace {
    let (one, two) = (named("1"), named("2"));
    let (first, second) = (RequestId(1), RequestId(2));
    let (attempt, until) = (TimerKind::Attempt, ms(40));
    trace([
        (0, CLIENT, What::Wanted { request: first }, None),
        (0, CLIENT, sent("1"), Some(0)),
        (0, CLIENT, What::Wanted { request: second }, None),
        (0, CLIENT, sent("2"), Some(2)),
        (0, CLIENT, What::TimerSet { message: two, kind: attempt, until }, Some(3)),
        (2, CLIENT, What::Left { message: one }, Some(1)),
        (2, CLIENT, What::Entered { message: two }, Some(5)),
        (4, CLIENT, What::Left { message: two }, Some(6)),
        (12, SERVER, arrived("1"), Some(5)),
        (12, SERVER, What::Started { message: one, worker: 0 }, Some(8)),
        (14, SERVER, arrived("2"), Some(7)),
        (14, SERVER, What::Queued { message: two, length: 1 }, Some(10)),
        (17, SERVER, What::Finished { message: one, worker: 0 }, Some(9)),
        (17, SERVER, sent("1 reply"), Some(12)),
        (17, SERVER, What::Started { message: two, worker: 0 }, Some(12)),
        (19, SERVER, What::Left { message: one.reply() }, Some(13)),
        (22, SERVER, What::Finished { message: two, worker: 0 }, Some(14)),
        (22, SERVER, sent("2 reply"), Some(16)),
        (24, SERVER, What::Left { message: two.reply() }, Some(17)),
        (25, SERVER, lost("2 reply", 3), Some(18)),
        (29, CLIENT, arrived("1 reply"), Some(15)),
        (29, CLIENT, What::Settled { request: first, outcome: Outcome::Answered }, Some(20)),
        (40, CLIENT, What::TimerFired { message: two, kind: attempt }, Some(4)),
        (40, CLIENT, What::Settled { request: second, outcome: Outcome::TimedOut }, Some(22)),
    ])
}
