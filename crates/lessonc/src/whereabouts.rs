//! Where a message is at a moment of a run.

use trace::{Fate, Message, MessageId, Part, Time, Trace, What, messages};

/// Where a message is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Whereabouts {
    /// The run has no such message.
    Unknown,
    /// Not sent yet by anybody who has it, lost, or over and done with.
    Nowhere,
    /// On its way, over the link of that place in the scenario.
    Link(u16),
    /// With the node of that place in the scenario.
    Node(u16),
}

impl Whereabouts {
    /// Looks a message up. One that wants an answer stays with its server until the answer is on its way.
    pub(crate) fn find(trace: &Trace, id: MessageId, at: Time) -> Self {
        let all = messages(trace);
        let Some(message) = all.iter().find(|message| message.id == id) else { return Self::Unknown };
        if message.sent_at > at {
            let is_wanted = trace
                .facts
                .iter()
                .take_while(|fact| fact.at <= at)
                .any(|fact| matches!(fact.what, What::Wanted { request } if request == id.request));
            let waits = is_wanted && id.part == Part::Request;
            return if waits { Self::Node(message.from.0) } else { Self::Nowhere };
        }
        match message.fate {
            Fate::Lost { at: lost, .. } if lost <= at => Self::Nowhere,
            Fate::Arrived { at: arrived } if arrived <= at => {
                if is_over(trace, &all, message, (arrived, at)) {
                    Self::Nowhere
                } else {
                    Self::Node(message.to.0)
                }
            }
            _ => Self::Link(message.link.0),
        }
    }

    pub(crate) fn encode(self) -> u64 {
        match self {
            Self::Unknown => 0,
            Self::Nowhere => 1,
            Self::Link(place) => 1 << 32 | u64::from(place),
            Self::Node(place) => 2 << 32 | u64::from(place),
        }
    }

    /// Numbers that [`Whereabouts::encode`] never gives are unknown.
    pub(crate) fn decode(number: u64) -> Self {
        let place = (number & 0xffff) as u16;
        match (number >> 32, number) {
            (0, 1) => Self::Nowhere,
            (1, _) => Self::Link(place),
            (2, _) => Self::Node(place),
            _ => Self::Unknown,
        }
    }
}

/// Whether a message that has arrived is no longer with its receiver: answered, or gone with a crash.
fn is_over(trace: &Trace, all: &[Message], message: &Message, (arrived, at): (Time, Time)) -> bool {
    let reply = message.id.reply();
    let answered =
        message.id.part == Part::Request && all.iter().any(|other| other.id == reply && other.sent_at <= at);
    answered
        || trace.facts.iter().any(|fact| {
            fact.node == message.to
                && (arrived..=at).contains(&fact.at)
                && matches!(fact.what, What::Crashed { .. })
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_remembered_comes_back() {
        let all = [
            Whereabouts::Unknown,
            Whereabouts::Nowhere,
            Whereabouts::Link(0),
            Whereabouts::Link(65535),
            Whereabouts::Node(7),
        ];
        for place in all {
            assert_eq!(Whereabouts::decode(place.encode()), place);
        }
    }
}
