//! What a message is for, and what it says.

use trace::{Fact, FactId, Message, MessageId, NodeId, Part, Trace, What};

use crate::context::{Context, Line};
use crate::peers;

/// So many causes are followed back to find why a reply was sent.
const LOOK_BACK: usize = 4;

/// A message with all that writing it needs.
#[derive(Clone, Debug)]
pub(crate) struct Meant {
    pub(crate) sense: Sense,
    pub(crate) id: MessageId,
    pub(crate) from: NodeId,
    pub(crate) to: NodeId,
    /// The name of whom it is for.
    pub(crate) host: String,
    /// Whether messages between the two are secured in this run.
    pub(crate) secured: bool,
}

/// What a message is for, in terms of protocols.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sense {
    /// Asks for something to be done. `batch` is how many requests travel in it.
    Order {
        keyed: bool,
        batch: u32,
    },
    /// Asks for news after update `after`.
    Poll {
        after: u32,
    },
    /// Asks for news without end.
    Stream {
        after: u32,
    },
    /// Asks for a WebSocket.
    Upgrade,
    /// Brings news to somebody who answers.
    Post {
        update: Option<u32>,
    },
    /// Answers a request.
    Answer {
        status: u16,
    },
    /// Answers [`Self::Stream`]: news follows.
    Streaming,
    /// Answers [`Self::Upgrade`].
    Switched,
    /// News on an open stream.
    Event {
        update: Option<u32>,
    },
    /// A message over a WebSocket; those of the client are masked.
    Frame {
        masked: bool,
    },
    /// A bare TCP segment.
    Segment(Segment),
    /// The first TLS message, and the answer to it.
    Hello,
    ServerHello,
    /// A later TLS message.
    Sealed,
    /// What no protocol of the course describes.
    Unknown(Part),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Segment {
    Syn,
    SynAck,
    /// From the machine that has no such connection.
    Reset,
    /// From the side that no longer wants the answer.
    Cancel,
}

impl Meant {
    pub(crate) fn new(context: &Context, trace: &Trace, message: &Message) -> Self {
        let (from, to) = (message.from, message.to);
        let one = One { context, trace, id: message.id, sent: place(message.fact), from, to };
        let secured = context.secured.contains(&(from.min(to), from.max(to)));
        Self { sense: one.sense(), id: message.id, from, to, host: peers::host(trace, to), secured }
    }
}

/// A message, and where to look for what it means.
struct One<'a> {
    context: &'a Context,
    trace: &'a Trace,
    id: MessageId,
    /// The place of the fact of its sending.
    sent: usize,
    from: NodeId,
    to: NodeId,
}

impl One<'_> {
    fn sense(&self) -> Sense {
        match self.id.part {
            Part::Request => self.asks(),
            Part::Reply => self.answers(),
            Part::Update => self.brings(),
            Part::Connect { round: 1 } => Sense::Segment(Segment::Syn),
            Part::Accept { round: 1 } => Sense::Segment(Segment::SynAck),
            Part::Reset => Sense::Segment(Segment::Reset),
            Part::Cancel => Sense::Segment(Segment::Cancel),
            Part::Secure { round: 1 } => Sense::Hello,
            Part::Secured { round: 1 } => Sense::ServerHello,
            Part::Secure { .. } | Part::Secured { .. } => Sense::Sealed,
            part @ (Part::Connect { .. } | Part::Accept { .. }) => Sense::Unknown(part),
        }
    }

    fn asks(&self) -> Sense {
        let context = self.context;
        if let Some(&update) = context.posted.get(&self.id.request) {
            return Sense::Post { update: Some(update) };
        }
        let after = context.known(self.from, self.sent);
        match context.line(self.from, self.to) {
            Some(Line::Socket) => Sense::Upgrade,
            Some(Line::Stream) => Sense::Stream { after },
            None if context.publishers.contains(&self.to) && context.known.contains_key(&self.from) => {
                Sense::Poll { after }
            }
            None => Sense::Order {
                keyed: context.keyed.contains(&(self.id.request, self.to)),
                batch: context.aboard.get(&self.id.request).map_or(1, |aboard| aboard.saturating_add(1)),
            },
        }
    }

    fn answers(&self) -> Sense {
        let status = self.status();
        let to_update = self.context.updates.contains(&(self.id.request, self.id.attempt));
        match self.context.line(self.to, self.from) {
            Some(line) if status == 200 && !to_update => match line {
                Line::Socket => Sense::Switched,
                Line::Stream => Sense::Streaming,
            },
            _ => Sense::Answer { status },
        }
    }

    fn brings(&self) -> Sense {
        let line = self.context.line(self.to, self.from).map(|line| (line, false));
        match line.or_else(|| self.context.line(self.from, self.to).map(|line| (line, true))) {
            Some((Line::Stream, _)) => Sense::Event { update: self.update() },
            Some((Line::Socket, masked)) => Sense::Frame { masked },
            None => Sense::Post { update: self.update() },
        }
    }

    /// The number of the update that this message brings: the one that became known by it, or that it was sent for.
    fn update(&self) -> Option<u32> {
        let became_known = self.context.delivered.get(&(self.id, self.to)).copied();
        became_known.or_else(|| match self.fact(self.trace.facts.get(self.sent)?.cause?)?.what {
            What::Published { update, .. } => Some(update),
            _ => None,
        })
    }

    /// The status that the server answered with: what it did last before it sent the reply.
    fn status(&self) -> u16 {
        let original =
            |fact: &&Fact| matches!(fact.what, What::Sent { message, .. } if same_try(message, self.id));
        let sent = self.trace.facts.iter().take(self.sent.saturating_add(1)).rfind(original);
        let mut cause = sent.and_then(|fact| fact.cause);
        for _ in 0..LOOK_BACK {
            let Some(fact) = cause.and_then(|cause| self.fact(cause)) else { break };
            match fact.what {
                What::Refused { status, .. } | What::Erred { status, .. } => return status,
                What::Finished { .. } | What::Arrived { .. } | What::Published { .. } => break,
                _ => cause = fact.cause,
            }
        }
        200
    }

    fn fact(&self, id: FactId) -> Option<&Fact> {
        self.trace.facts.get(place(id))
    }
}

fn same_try(one: MessageId, other: MessageId) -> bool {
    (one.request, one.attempt, one.part) == (other.request, other.attempt, other.part)
}

pub(crate) fn place(id: FactId) -> usize {
    usize::try_from(id.0).unwrap_or(usize::MAX)
}
