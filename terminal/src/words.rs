//! Facts in words, for people who write scenarios. Learners read the sentences of `crates/diagram`.

use crate::numbers::milliseconds;
use trace::{BreakerState, DiscardReason, Ended, LossReason, NodeId, Outcome, TimerKind, Trace, What};

/// What learners call the node.
pub(crate) fn name(trace: &Trace, node: NodeId) -> &str {
    trace.nodes.get(usize::from(node.0)).map_or("", |node| &node.name)
}

/// A clause without its subject, which is the message, the request or else the node.
pub(crate) fn clause(what: &What, trace: &Trace) -> String {
    match *what {
        What::Wanted { .. } => "is wanted".to_owned(),
        What::Batched { into, .. } => format!("travels in the message of request {}", into.0),
        What::Blocked { .. } => "waits for a free connection".to_owned(),
        What::LookedUp { until, .. } => format!("looks up the address until {} ms", milliseconds(until)),
        What::Sent { to, bytes, .. } => format!("is sent to {}, {bytes} bytes", name(trace, to)),
        What::Entered { .. } => "begins to go onto the wire".to_owned(),
        What::Left { .. } => "has gone onto the wire".to_owned(),
        What::Arrived { from, .. } => format!("arrives from {}", name(trace, from)),
        What::Lost { reason, travelled, .. } => format!("is lost {travelled} on its way: {}", loss(reason)),
        What::Copied { to, .. } => format!("is a copy that the network makes, for {}", name(trace, to)),
        What::Delayed { by, .. } => format!("is held up for {by}"),
        What::Held { .. } => "stands still".to_owned(),
        What::Released { .. } => "moves on".to_owned(),
        What::Queued { length, .. } => format!("waits in line, now {length} long"),
        What::Refused { status, .. } => format!("is turned away with {status}"),
        What::Started { worker, .. } => format!("is taken up by worker {}", u32::from(worker) + 1),
        What::Finished { worker, .. } => format!("is done by worker {}", u32::from(worker) + 1),
        What::Erred { status, .. } => format!("gets an error for an answer, {status}"),
        What::Replayed { .. } => "gets the answer of an earlier try".to_owned(),
        What::Parked { .. } => "waits without a worker".to_owned(),
        What::Discarded { reason, .. } => format!("is let go of: {}", discard(reason)),
        What::TimerSet { kind, until, .. } => format!("{} until {} ms", timer(kind), milliseconds(until)),
        What::TimerFired { kind, .. } => format!("{} no longer", timer(kind)),
        What::BackedOff { until, .. } => format!("will be tried at {} ms", milliseconds(until)),
        What::BudgetSpent { .. } => "is not tried: the budget for retries is spent".to_owned(),
        What::Settled { outcome, .. } => format!("is over: {}", self::outcome(outcome)),
        What::Breaker { to, state } => format!("circuit breaker to {}: {}", name(trace, to), breaker(state)),
        What::Intervened { intervention } => format!("intervention {}", u32::from(intervention) + 1),
        What::Crashed { silent: false } => "crashes".to_owned(),
        What::Crashed { silent: true } => "goes silent".to_owned(),
        What::Restarted => "is up again".to_owned(),
        What::Slowed { thousandths } => {
            format!("takes {}.{:03} times as long", thousandths / 1000, thousandths % 1000)
        }
        What::Hung => "answers nothing any more".to_owned(),
        What::Failing { share } => format!("answers {} in a million with an error", share),
        What::Paused { until } => format!("stands still until {} ms", milliseconds(until)),
        What::Recovered => "is as before".to_owned(),
        What::Cut { from: Some(from), .. } => format!("the link passes nothing from {}", name(trace, from)),
        What::Cut { from: None, .. } => "the link passes nothing".to_owned(),
        What::Mended { .. } => "the link passes everything again".to_owned(),
        What::Published { feed, update } => {
            format!("update {update} of feed {} is there", u32::from(feed) + 1)
        }
        What::Delivered { feed, update } => {
            format!("knows of update {update} of feed {}", u32::from(feed) + 1)
        }
    }
}

pub(crate) fn loss(reason: LossReason) -> &'static str {
    match reason {
        LossReason::Chance => "by chance",
        LossReason::BufferFull => "the buffer was full",
        LossReason::Cut => "the link was cut",
        LossReason::Dropped => "dropped on purpose",
        LossReason::NodeDown => "nobody was there to take it in",
        LossReason::Corrupted => "it arrived damaged",
    }
}

fn discard(reason: DiscardReason) -> &'static str {
    match reason {
        DiscardReason::Expired => "its client's deadline is past",
        DiscardReason::QueueTimeout => "it waited too long",
        DiscardReason::Cancelled => "its client called it back",
        DiscardReason::NodeDown => "the server went down",
    }
}

fn timer(kind: TimerKind) -> &'static str {
    match kind {
        TimerKind::Lookup => "waits for the address",
        TimerKind::Connect => "waits for a connection",
        TimerKind::Secure => "waits for a secured connection",
        TimerKind::FirstByte => "waits for the first bit",
        TimerKind::Idle => "waits for the next bit",
        TimerKind::Attempt => "waits for the answer to this try",
        TimerKind::Deadline => "waits for an answer at all",
        TimerKind::Hedge => "waits before sending a copy",
    }
}

fn outcome(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Answered => "answered",
        Outcome::Refused => "refused",
        Outcome::TimedOut => "timed out",
        Outcome::Failed => "failed",
        Outcome::Broken => "connection broken",
        Outcome::Withheld => "not even asked",
        Outcome::Unfinished => "unfinished",
    }
}

fn breaker(state: BreakerState) -> &'static str {
    match state {
        BreakerState::Closed => "closed, all pass",
        BreakerState::Open => "open, none pass",
        BreakerState::HalfOpen => "half open, a few pass",
    }
}

/// Why a run stopped; `at 5 ms` follows.
pub(crate) fn ended(ended: Ended) -> &'static str {
    match ended {
        Ended::Idle => "nothing left to happen",
        Ended::Deadline => "the scenario's end",
        Ended::Cancelled => "cancelled",
        Ended::EventBudget => "stopped, more events than a run may have,",
        Ended::TraceBudget => "stopped, more facts than a trace may hold,",
        Ended::MemoryBudget => "stopped, more under way at once than a run may hold,",
    }
}
