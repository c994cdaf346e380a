//! What a shape or a row stands for, so that something picked in one view is marked in all.

use core::fmt;
use core::str::FromStr;

use trace::{FactId, LinkId, MessageId, NodeId};

use crate::Run;

/// Something in a run that can be picked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    /// One thing that happened: its place in the trace.
    Event(FactId),
    Message(MessageId),
    Node(NodeId),
    Link(LinkId),
}

impl Subject {
    /// The message that this is, or that this event is about.
    pub fn message(self, run: &Run) -> Option<MessageId> {
        match self {
            Self::Message(id) => Some(id),
            Self::Event(fact) => run.trace.facts.get(usize::try_from(fact.0).ok()?)?.what.message(),
            Self::Node(_) | Self::Link(_) => None,
        }
    }

    /// Whether `other` is to be marked when this is picked: the same thing, or an event and its message. Two events of one
    /// message are two things.
    pub fn marks(self, other: Self, run: &Run) -> bool {
        match (self, other) {
            (Self::Event(one), Self::Event(two)) => one == two,
            (Self::Event(_) | Self::Message(_), Self::Event(_) | Self::Message(_)) => {
                self.message(run).is_some_and(|own| other.message(run) == Some(own))
            }
            _ => self == other,
        }
    }
}

/// As elements and links name it: `event 12`, `message 7.1 reply`, `node 0`, `link 0`. Parsing it gives the same again.
impl fmt::Display for Subject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Event(fact) => write!(f, "event {}", fact.0),
            Self::Message(id) => write!(f, "message {}", id.full()),
            Self::Node(node) => write!(f, "node {}", node.0),
            Self::Link(link) => write!(f, "link {}", link.0),
        }
    }
}

/// The text names nothing that can be picked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotASubject;

impl FromStr for Subject {
    type Err = NotASubject;

    fn from_str(text: &str) -> Result<Self, NotASubject> {
        let (kind, name) = text.split_once(' ').ok_or(NotASubject)?;
        match kind {
            "event" => name.parse().map(|place| Self::Event(FactId(place))).map_err(|_| NotASubject),
            "message" => name.parse().map(Self::Message).map_err(|_| NotASubject),
            "node" => name.parse().map(|place| Self::Node(NodeId(place))).map_err(|_| NotASubject),
            "link" => name.parse().map(|place| Self::Link(LinkId(place))).map_err(|_| NotASubject),
            _ => Err(NotASubject),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_come_back() {
        for name in ["event 12", "message 7.1 reply", "message 7.2 reply copy 1", "node 0", "link 65535"] {
            assert_eq!(name.parse::<Subject>().map(|subject| subject.to_string()), Ok(name.to_owned()));
        }
        for text in ["", "event", "event -1", "event 1 2", "message 0", "node 65536", "fact 1"] {
            assert_eq!(text.parse::<Subject>(), Err(NotASubject), "{text:?}");
        }
    }
}
