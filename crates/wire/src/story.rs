//! What a run tells about one of its messages: what it is for, and what it says.

use trace::{Fact, FactId, Message, MessageId, NodeId, Part, Trace, What};

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

/// How news goes between two nodes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Line {
    Stream,
    Socket,
}

impl Meant {
    pub(crate) fn new(trace: &Trace, message: &Message) -> Self {
        let (from, to) = (message.from, message.to);
        let facts = Facts { trace, id: message.id, sent: place(message.fact), from, to };
        let secured = facts.between().any(|what| matches!(part(what), Some(Part::Secure { .. })));
        Self { sense: facts.sense(), id: message.id, from, to, host: peers::host(trace, to), secured }
    }
}

/// A trace, read for one message.
struct Facts<'a> {
    trace: &'a Trace,
    id: MessageId,
    /// The place of the fact of its sending.
    sent: usize,
    from: NodeId,
    to: NodeId,
}

impl Facts<'_> {
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
        if let Some(update) = self.posted() {
            return Sense::Post { update: Some(update) };
        }
        let after = self.known_by(self.from);
        match self.line(self.from, self.to) {
            Some(Line::Socket) => Sense::Upgrade,
            Some(Line::Stream) => Sense::Stream { after },
            None if self.publishes(self.to) && self.hears(self.from) => Sense::Poll { after },
            None => Sense::Order { keyed: self.keyed(), batch: self.batch() },
        }
    }

    fn answers(&self) -> Sense {
        let status = self.status();
        match self.line(self.to, self.from) {
            Some(line) if status == 200 && !self.answers_an_update() => match line {
                Line::Socket => Sense::Switched,
                Line::Stream => Sense::Streaming,
            },
            _ => Sense::Answer { status },
        }
    }

    fn brings(&self) -> Sense {
        let line = self.line(self.to, self.from).map(|line| (line, false));
        match line.or_else(|| self.line(self.from, self.to).map(|line| (line, true))) {
            Some((Line::Stream, _)) => Sense::Event { update: self.delivered() },
            Some((Line::Socket, masked)) => Sense::Frame { masked },
            None => Sense::Post { update: self.delivered() },
        }
    }

    /// The facts of which something is read, up to the one of the sending.
    fn earlier(&self) -> impl DoubleEndedIterator<Item = &Fact> {
        self.trace.facts.iter().take(self.sent)
    }

    /// What was sent between the two, either way.
    fn between(&self) -> impl Iterator<Item = &What> {
        let ends = |fact: &&Fact| match fact.what {
            What::Sent { to, .. } => {
                (fact.node, to) == (self.from, self.to) || (fact.node, to) == (self.to, self.from)
            }
            _ => false,
        };
        self.trace.facts.iter().filter(ends).map(|fact| &fact.what)
    }

    /// How news goes from `source` to `subscriber`, if it goes over an open line. Only WebSockets carry messages in both
    /// directions; where none goes up, the run does not tell the two kinds of line apart.
    fn line(&self, subscriber: NodeId, source: NodeId) -> Option<Line> {
        if !self.publishes(source) {
            return None;
        }
        let goes = |from: NodeId, end: NodeId| {
            self.trace.facts.iter().any(|fact| {
                fact.node == from
                    && matches!(fact.what, What::Sent { message, to, .. } if to == end && message.part == Part::Update)
            })
        };
        match (goes(source, subscriber), goes(subscriber, source)) {
            (_, true) => Some(Line::Socket),
            (true, false) => Some(Line::Stream),
            (false, false) => None,
        }
    }

    fn publishes(&self, node: NodeId) -> bool {
        self.trace.facts.iter().any(|fact| fact.node == node && matches!(fact.what, What::Published { .. }))
    }

    fn hears(&self, node: NodeId) -> bool {
        self.trace.facts.iter().any(|fact| fact.node == node && matches!(fact.what, What::Delivered { .. }))
    }

    /// The last update that a node knew of when this was sent.
    fn known_by(&self, node: NodeId) -> u32 {
        let known = self.earlier().filter(|fact| fact.node == node).filter_map(|fact| match fact.what {
            What::Delivered { update, .. } => Some(update),
            _ => None,
        });
        known.max().unwrap_or(0)
    }

    /// The update that this request hands over, if it was made for one.
    fn posted(&self) -> Option<u32> {
        let wanted = self.earlier().rfind(|fact| fact.what == What::Wanted { request: self.id.request })?;
        match self.fact(wanted.cause?)?.what {
            What::Published { update, .. } => Some(update),
            _ => None,
        }
    }

    /// The update that a subscriber got to know of by this message. One that it had already is not known.
    fn delivered(&self) -> Option<u32> {
        let news = self.trace.facts.iter().skip(self.sent).find_map(|fact| match fact.what {
            What::Delivered { update, .. } => {
                let cause = self.fact(fact.cause?)?;
                (cause.what.message()? == self.id && cause.node == self.to).then_some(update)
            }
            _ => None,
        });
        news.or_else(|| match self.fact(self.trace.facts.get(self.sent)?.cause?)?.what {
            What::Published { update, .. } => Some(update),
            _ => None,
        })
    }

    /// Whether all tries of this request carry a key: the server knew one of them for another.
    fn keyed(&self) -> bool {
        self.trace.facts.iter().any(|fact| {
            let same = fact.what.message().is_some_and(|id| id.request == self.id.request);
            same && fact.node == self.to
                && matches!(
                    fact.what,
                    What::Replayed { .. } | What::Parked { .. } | What::Refused { status: 409, .. }
                )
        })
    }

    /// How many requests travel in this message.
    fn batch(&self) -> u32 {
        let aboard =
            |fact: &&Fact| matches!(fact.what, What::Batched { into, .. } if into == self.id.request);
        u32::try_from(self.earlier().filter(aboard).count()).unwrap_or(u32::MAX).saturating_add(1)
    }

    fn answers_an_update(&self) -> bool {
        let update = MessageId { part: Part::Update, copy: 0, ..self.id };
        self.earlier().any(|fact| matches!(fact.what, What::Sent { message, .. } if message == update))
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

fn part(what: &What) -> Option<Part> {
    what.message().map(|message| message.part)
}

fn place(id: FactId) -> usize {
    usize::try_from(id.0).unwrap_or(usize::MAX)
}
