//! The stored form of a trace: how it crosses from the worker to the page.

use core::fmt;

use crate::bytes::{self, Reader};
use crate::{
    BreakerState, DiscardReason, Duration, Ended, Fact, FactId, Link, LinkId, LossReason, MessageId, Node,
    NodeId, Outcome, Part, RequestId, Role, Time, TimerKind, Trace, What, stored,
};

/// Changes whenever the bytes of an unchanged run would change.
const VERSION: u8 = 2;

/// Stored facts are about ten bytes each, so this leaves room for every trace that [`MAX_FACTS`] allows.
const MAX_BYTES: usize = 32 << 20;

/// Several times what the simulator writes; a page can still hold it.
const MAX_FACTS: usize = 1_000_000;

/// The bytes are not a trace of this version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unreadable;

impl fmt::Display for Unreadable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not a trace of this version")
    }
}

impl core::error::Error for Unreadable {}

/// Writes a trace as bytes: one version byte, then [`bytes`].
pub fn encode(trace: &Trace) -> Vec<u8> {
    bytes::append(trace, vec![VERSION])
}

/// Reads what [`encode`] wrote, and nothing that breaks the promises of [`Trace`] and [`crate::Fact`].
pub fn decode(bytes: &[u8]) -> Result<Trace, Unreadable> {
    let (&version, body) = bytes.split_first().ok_or(Unreadable)?;
    if version != VERSION || bytes.len() > MAX_BYTES {
        return Err(Unreadable);
    }
    Reader::new(body).whole().filter(is_sound).ok_or(Unreadable)
}

fn is_sound(trace: &Trace) -> bool {
    let mut now = Time::ZERO;
    trace.facts.len() <= MAX_FACTS
        && trace.links.iter().all(|link| link.ends.into_iter().all(|end| has_node(trace, end)))
        && trace.facts.iter().enumerate().all(|(place, fact)| {
            let in_order = now <= fact.at && fact.at <= trace.end;
            now = fact.at;
            let caused = fact.cause.is_none_or(|cause| (cause.0 as usize) < place);
            in_order && caused && has_node(trace, fact.node) && is_placed(trace, &fact.what)
        })
}

/// Whether the nodes and links that a fact names are there.
fn is_placed(trace: &Trace, what: &What) -> bool {
    match *what {
        What::Sent { to, link, .. } | What::Copied { to, link, .. } => {
            has_node(trace, to) && has_link(trace, link)
        }
        What::Arrived { from: node, .. } | What::Breaker { to: node, .. } => has_node(trace, node),
        What::Lost { link, .. } | What::Mended { link } => has_link(trace, link),
        What::Cut { link, from } => has_link(trace, link) && from.is_none_or(|from| has_node(trace, from)),
        _ => true,
    }
}

fn has_node(trace: &Trace, node: NodeId) -> bool {
    usize::from(node.0) < trace.nodes.len()
}

fn has_link(trace: &Trace, link: LinkId) -> bool {
    usize::from(link.0) < trace.links.len()
}

stored!(number Time);
stored!(number Duration);
stored!(number NodeId);
stored!(number LinkId);
stored!(number FactId);
stored!(number RequestId);
stored!(enum Part {
    0 Request,
    1 Reply,
    2 Connect { round },
    3 Accept { round },
    4 Secure { round },
    5 Secured { round },
    6 Reset,
    7 Cancel,
    8 Update,
});
stored!(struct MessageId { request, attempt, part, copy });
stored!(struct Fact { at, node, what, cause });
stored!(enum What {
    0 Wanted { request },
    1 Batched { request, into },
    2 Blocked { message },
    3 LookedUp { message, until },
    4 Sent { message, to, link, bytes },
    5 Entered { message },
    6 Left { message },
    7 Arrived { message, from },
    8 Lost { message, link, reason, travelled },
    9 Copied { message, to, link, bytes },
    10 Delayed { message, by },
    11 Held { message },
    12 Released { message },
    13 Queued { message, length },
    14 Refused { message, status },
    15 Started { message, worker },
    16 Finished { message, worker },
    17 Erred { message, status },
    18 Replayed { message },
    19 Parked { message },
    20 Discarded { message, reason },
    21 TimerSet { message, kind, until },
    22 TimerFired { message, kind },
    23 BackedOff { message, until },
    24 BudgetSpent { message },
    25 Settled { request, outcome },
    26 Breaker { to, state },
    27 Intervened { intervention },
    28 Crashed { silent },
    29 Restarted,
    30 Slowed { thousandths },
    31 Hung,
    32 Failing { share },
    33 Paused { until },
    34 Recovered,
    35 Cut { link, from },
    36 Mended { link },
    37 Published { feed, update },
    38 Delivered { feed, update },
});
stored!(enum LossReason { 0 Chance, 1 BufferFull, 2 Cut, 3 Dropped, 4 NodeDown, 5 Corrupted });
stored!(enum DiscardReason { 0 Expired, 1 QueueTimeout, 2 Cancelled, 3 NodeDown });
stored!(enum TimerKind {
    0 Lookup,
    1 Connect,
    2 Secure,
    3 FirstByte,
    4 Idle,
    5 Attempt,
    6 Deadline,
    7 Hedge,
});
stored!(enum BreakerState { 0 Closed, 1 Open, 2 HalfOpen });
stored!(enum Outcome {
    0 Answered,
    1 Refused,
    2 TimedOut,
    3 Failed,
    4 Broken,
    5 Withheld,
    6 Unfinished,
});
stored!(struct Trace { nodes, links, facts, measure_from, end, ended });
stored!(struct Node { id, name, role });
stored!(enum Role {
    0 Client { timeout },
    1 Server { workers, queue_capacity },
});
stored!(struct Link { ends, one_way });
stored!(enum Ended { 0 Idle, 1 Deadline, 2 Cancelled, 3 EventBudget, 4 TraceBudget, 5 MemoryBudget });
