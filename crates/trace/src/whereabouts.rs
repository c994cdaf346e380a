//! Where a message is at a moment: at one of the two ends of its way, or between them.

use crate::{Fate, LinkId, Message, MessageId, NodeId, Time};

/// A place of a topology.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whereabouts {
    Node(NodeId),
    Link(LinkId),
}

/// Where a message is once everything has happened that happens at `at`. `None` before it is sent, after it was lost, and if
/// there is none of that name. Of several with one name it is the last that was sent by then.
///
/// What waits until the link is free is still with its sender.
pub fn whereabouts(messages: &[Message], id: MessageId, at: Time) -> Option<Whereabouts> {
    let message = messages.iter().rev().find(|message| message.id == id && message.sent_at <= at)?;
    match message.fate {
        Fate::Arrived { at: arrived } if arrived <= at => Some(Whereabouts::Node(message.to)),
        Fate::Lost { at: lost, .. } if lost <= at => None,
        _ if at < message.entered_at => Some(Whereabouts::Node(message.from)),
        _ => Some(Whereabouts::Link(message.link)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Duration, FactId, LossReason, RequestId};

    fn message(fate: Fate) -> Message {
        Message {
            id: MessageId::request(RequestId(1), 1),
            from: NodeId(0),
            to: NodeId(1),
            link: LinkId(0),
            bytes: 1,
            sent_at: Time(10),
            entered_at: Time(20),
            left_at: Time(20),
            one_way: Duration(30),
            stops: Vec::new(),
            fate,
            fact: FactId(0),
        }
    }

    #[test]
    fn a_message_is_with_its_sender_then_on_the_way_then_there_or_nowhere() {
        let id = MessageId::request(RequestId(1), 1);
        let at = |fate, ns| whereabouts(&[message(fate)], id, Time(ns));
        let (from, way, to) =
            (Whereabouts::Node(NodeId(0)), Whereabouts::Link(LinkId(0)), Whereabouts::Node(NodeId(1)));
        let arrives = Fate::Arrived { at: Time(50) };
        for (ns, expected) in
            [(9, None), (10, Some(from)), (20, Some(way)), (49, Some(way)), (50, Some(to)), (99, Some(to))]
        {
            assert_eq!(at(arrives, ns), expected, "{ns}");
        }
        let lost = Fate::Lost { at: Time(40), travelled: Duration(20), reason: LossReason::Chance };
        assert_eq!([at(lost, 39), at(lost, 40)], [Some(way), None]);
        assert_eq!(at(Fate::InFlight, 99), Some(way));
        assert_eq!(whereabouts(&[message(arrives)], id.reply(), Time(60)), None);
    }
}
