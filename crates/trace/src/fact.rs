//! The closed list of facts that a run can contain.

use serde::{Deserialize, Serialize};

use crate::{Duration, FactId, LinkId, MessageId, NodeId, RequestId, Time};

/// Something that happened: when, where, what, and because of which earlier fact.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Fact {
    /// When it happened. Never earlier than the fact before it.
    pub at: Time,
    /// The node where it happened. A loss on the wire stands at the node that sent the message.
    pub node: NodeId,
    /// What happened.
    pub what: What,
    /// The fact without which this one would not be; none for what the scenario itself starts.
    pub cause: Option<FactId>,
}

/// What can happen. Facts carry no durations that follow from other facts, no prose and no geometry.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum What {
    /// A client decided that it wants an answer (the intended start, from which response time counts).
    Wanted { request: RequestId },
    /// A wanted request travels in the message of another one, and shares its fate.
    Batched { request: RequestId, into: RequestId },
    /// A try waits for one of the client's connections to be free.
    Blocked { message: MessageId },
    /// A try looks up the server's address until `until`.
    LookedUp { message: MessageId, until: Time },
    /// A node handed a message to a link.
    Sent { message: MessageId, to: NodeId, link: LinkId, bytes: u32 },
    /// The first bit went onto the wire. Left out when that was the moment of sending.
    Entered { message: MessageId },
    /// The last bit went onto the wire. Left out when the link takes no time to send.
    Left { message: MessageId },
    /// The last bit arrived: the message is whole at the other end.
    Arrived { message: MessageId, from: NodeId },
    /// The message will not arrive. `travelled` is how long its head had been on the wire.
    Lost { message: MessageId, link: LinkId, reason: LossReason, travelled: Duration },
    /// The network made a copy of a message, named by its number; it is on the wire like the original.
    Copied { message: MessageId, to: NodeId, link: LinkId, bytes: u32 },
    /// A message will arrive so much later.
    Delayed { message: MessageId, by: Duration },
    /// A message stands still until it is released.
    Held { message: MessageId },
    /// A held message moves on.
    Released { message: MessageId },
    /// A server had no worker free and put the request in its queue, now `length` long (with several lines: this line).
    Queued { message: MessageId, length: u32 },
    /// A server turned the request away, with a status that says why (503 full, 409 already being worked on).
    Refused { message: MessageId, status: u16 },
    /// A worker took the request up.
    Started { message: MessageId, worker: u16 },
    /// The worker is done with it, and the work has taken effect.
    Finished { message: MessageId, worker: u16 },
    /// The server is done with it, to no effect: the answer is an error.
    Erred { message: MessageId, status: u16 },
    /// The answer to an earlier try of the same request is sent again; nothing was done twice.
    Replayed { message: MessageId },
    /// The request waits for something else than a worker: for news, or for the outcome of an earlier try.
    Parked { message: MessageId },
    /// The server let go of a request without finishing it.
    Discarded { message: MessageId, reason: DiscardReason },
    /// A client started a timer for this try.
    TimerSet { message: MessageId, kind: TimerKind, until: Time },
    /// The wait was over before what it was for came.
    TimerFired { message: MessageId, kind: TimerKind },
    /// A client will try again, as `message`, at `until`.
    BackedOff { message: MessageId, until: Time },
    /// A client would have tried again, but its budget for retries is used up.
    BudgetSpent { message: MessageId },
    /// The client has its answer or has given up. Nothing of this request concerns it from now on.
    Settled { request: RequestId, outcome: Outcome },
    /// A client's circuit breaker towards `to` changed.
    Breaker { to: NodeId, state: BreakerState },
    /// Somebody intervened: the place in the scenario's list.
    Intervened { intervention: u16 },
    /// A server's process (or, silently, its machine) went down.
    Crashed { silent: bool },
    /// It is up again.
    Restarted,
    /// Its work takes `thousandths` of its usual time from now on.
    Slowed { thousandths: u32 },
    /// It takes requests in and answers none.
    Hung,
    /// It answers with errors, so many in a million.
    Failing { share: u32 },
    /// All its work stands still until `until`.
    Paused { until: Time },
    /// It is as it was before it was slow, hung or failing.
    Recovered,
    /// Nothing that `from` sends passes the link any more (none = nothing at all does).
    Cut { link: LinkId, from: Option<NodeId> },
    /// Everything passes the link again.
    Mended { link: LinkId },
    /// Something new that others want to hear of came into being: update number `update` (from 1) of a feed.
    Published { feed: u16, update: u32 },
    /// A subscriber got to know of it. The cause is the arrival that brought it.
    Delivered { feed: u16, update: u32 },
}

/// Why a message was lost.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum LossReason {
    /// The link's random loss.
    Chance,
    /// The link's buffer was full.
    BufferFull,
    /// The link was cut.
    Cut,
    /// The scenario or the learner dropped this one.
    Dropped,
    /// The machine it was for was not running.
    NodeDown,
    /// It arrived damaged and was thrown away.
    Corrupted,
}

/// Why a server let go of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum DiscardReason {
    /// Its client has given up by its own deadline.
    Expired,
    /// It had waited too long. A refusal follows.
    QueueTimeout,
    /// Its client called it back.
    Cancelled,
    /// The server went down.
    NodeDown,
}

/// What a client's timer is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum TimerKind {
    /// The server's address.
    Lookup,
    /// An open connection.
    Connect,
    /// A secured connection.
    Secure,
    /// The reply's first bit.
    FirstByte,
    /// The reply's next bit.
    Idle,
    /// One try as a whole.
    Attempt,
    /// The request as a whole.
    Deadline,
    /// Not a limit: when it fires, a further copy is sent.
    Hedge,
}

/// What a circuit breaker does with requests.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum BreakerState {
    /// Lets all through.
    Closed,
    /// Lets none through.
    Open,
    /// Lets a few through, to see.
    HalfOpen,
}

/// How a request ended for the client that made it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Outcome {
    /// The whole reply arrived.
    Answered,
    /// A refusal arrived.
    Refused,
    /// No answer in time, and no try left.
    TimedOut,
    /// An error arrived as the answer.
    Failed,
    /// The connection broke.
    Broken,
    /// The client did not even ask: its circuit breaker or its throttle forbade it.
    Withheld,
    /// The run ended first.
    Unfinished,
}

impl What {
    /// The message that this is about, if it is about one.
    pub fn message(&self) -> Option<MessageId> {
        match *self {
            Self::Blocked { message }
            | Self::LookedUp { message, .. }
            | Self::Sent { message, .. }
            | Self::Entered { message }
            | Self::Left { message }
            | Self::Arrived { message, .. }
            | Self::Lost { message, .. }
            | Self::Copied { message, .. }
            | Self::Delayed { message, .. }
            | Self::Held { message }
            | Self::Released { message }
            | Self::Queued { message, .. }
            | Self::Refused { message, .. }
            | Self::Started { message, .. }
            | Self::Finished { message, .. }
            | Self::Erred { message, .. }
            | Self::Replayed { message }
            | Self::Parked { message }
            | Self::Discarded { message, .. }
            | Self::TimerSet { message, .. }
            | Self::TimerFired { message, .. }
            | Self::BackedOff { message, .. }
            | Self::BudgetSpent { message } => Some(message),
            Self::Wanted { .. }
            | Self::Batched { .. }
            | Self::Settled { .. }
            | Self::Breaker { .. }
            | Self::Intervened { .. }
            | Self::Crashed { .. }
            | Self::Restarted
            | Self::Slowed { .. }
            | Self::Hung
            | Self::Failing { .. }
            | Self::Paused { .. }
            | Self::Recovered
            | Self::Cut { .. }
            | Self::Mended { .. }
            | Self::Published { .. }
            | Self::Delivered { .. } => None,
        }
    }

    /// The request that this belongs to, if it belongs to one.
    pub fn request(&self) -> Option<RequestId> {
        match *self {
            Self::Wanted { request } | Self::Batched { request, .. } | Self::Settled { request, .. } => {
                Some(request)
            }
            _ => self.message().map(|message| message.request),
        }
    }
}
