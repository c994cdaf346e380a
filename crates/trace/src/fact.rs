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
    /// A server had no worker free and put the request in its queue, now `length` long.
    Queued { message: MessageId, length: u32 },
    /// A server turned the request away at once.
    Refused { message: MessageId, status: u16 },
    /// A worker took the request up.
    Started { message: MessageId, worker: u16 },
    /// The worker is done with it.
    Finished { message: MessageId, worker: u16 },
    /// A client started waiting for an answer to this try, until `until` at most.
    TimerSet { message: MessageId, until: Time },
    /// The wait was over before an answer came.
    TimerFired { message: MessageId },
    /// The client has its answer or has given up. Nothing of this request concerns it from now on.
    Settled { request: RequestId, outcome: Outcome },
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
    /// The run ended first.
    Unfinished,
}

impl What {
    /// The message that this is about, if it is about one.
    pub fn message(&self) -> Option<MessageId> {
        match *self {
            Self::Sent { message, .. }
            | Self::Entered { message }
            | Self::Left { message }
            | Self::Arrived { message, .. }
            | Self::Lost { message, .. }
            | Self::Queued { message, .. }
            | Self::Refused { message, .. }
            | Self::Started { message, .. }
            | Self::Finished { message, .. }
            | Self::TimerSet { message, .. }
            | Self::TimerFired { message } => Some(message),
            Self::Wanted { .. } | Self::Settled { .. } => None,
        }
    }

    /// The request that this belongs to.
    pub fn request(&self) -> RequestId {
        match *self {
            Self::Wanted { request } | Self::Settled { request, .. } => request,
            _ => self.message().map_or(RequestId(0), |message| message.request),
        }
    }
}
