//! Which messages are drawn one by one when there are too many. Decided when a message enters the wire, from
//! what was there before, so that the same one is drawn all its way.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap};

use trace::{LinkId, Message, NodeId, Time};

use crate::lanes::{Place, gone_at};

/// So many messages are drawn one by one in the whole drawing.
const MOST_TRACERS: usize = 40;

/// In a crowd one of those that are drawn follows another at so many parts of the way at the earliest.
const PARTS_APART: u64 = 6;

/// For each message its place across its lane, if it is drawn by itself. One of a crowd has the lane for itself.
pub(crate) fn tracers(messages: &[Message], places: &[Place], shown_links: usize) -> Vec<Option<Place>> {
    let most = MOST_TRACERS / (2 * shown_links.max(1));
    let mut lanes: BTreeMap<(LinkId, NodeId), Vec<usize>> = BTreeMap::new();
    for (message, place) in messages.iter().zip(0..) {
        lanes.entry((message.link, message.from)).or_default().push(place);
    }
    let mut drawn = vec![None; messages.len()];
    for mut lane in lanes.into_values() {
        lane.sort_by_key(|&place| messages.get(place).map(|message| message.entered_at));
        let mut traffic = Traffic::default();
        for place in lane {
            let (Some(message), Some(row)) = (messages.get(place), places.get(place)) else { continue };
            if let Some(drawn) = drawn.get_mut(place) {
                *drawn = traffic.admits(message, *row, most);
            }
        }
    }
    drawn
}

/// What is on a lane, message by message.
#[derive(Default)]
struct Traffic {
    ends: BinaryHeap<Reverse<Time>>,
    drawn: Vec<Time>,
    last: Option<Time>,
}

impl Traffic {
    fn admits(&mut self, message: &Message, row: Place, most: usize) -> Option<Place> {
        let now = message.entered_at;
        while self.ends.peek().is_some_and(|&Reverse(end)| end <= now) {
            self.ends.pop();
        }
        self.drawn.retain(|&end| end > now);
        let sparse = self.ends.len() < most;
        let apart = message.one_way.0 / PARTS_APART;
        let spread = self.last.is_none_or(|last| now.since(last).0 >= apart);
        self.ends.push(Reverse(gone_at(message)));
        let place = match sparse {
            true => Some(row).filter(|row| row.drawn()),
            false => Some(Place { row: 0, rows: 1 }).filter(|_| spread),
        };
        let place = place.filter(|_| self.drawn.len() < most)?;
        self.drawn.push(gone_at(message));
        self.last = Some(now);
        Some(place)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lanes;
    use trace::{Duration, FactId, Fate, MessageId, RequestId};

    fn message(number: u32, entered: u64) -> Message {
        Message {
            id: MessageId::request(RequestId(number), 1),
            from: NodeId(0),
            to: NodeId(1),
            link: LinkId(0),
            bytes: 100,
            sent_at: Time(entered),
            entered_at: Time(entered),
            left_at: Time(entered),
            one_way: Duration(40_000),
            stops: Vec::new(),
            fate: Fate::Arrived { at: Time(entered + 40_000) },
            fact: FactId(number),
        }
    }

    #[test]
    fn few_are_all_drawn_and_many_are_sampled_evenly() {
        let few: Vec<_> = (0..5).map(|number| message(number, u64::from(number) * 9_000)).collect();
        assert_eq!(tracers(&few, &lanes::places(&few), 1), [Some(Place { row: 0, rows: 1 }); 5]);
        let many: Vec<_> = (0..4000).map(|number| message(number, u64::from(number) * 40)).collect();
        let drawn = tracers(&many, &lanes::places(&many), 1);
        for at in (0..120_000).step_by(1000) {
            let alive = many.iter().zip(&drawn).filter(|(message, drawn)| {
                drawn.is_some() && message.entered_at.0 <= at && at < gone_at(message).0
            });
            let alive: Vec<u64> = alive.map(|(message, _)| message.entered_at.0).collect();
            assert!(alive.len() <= 20, "{} at {at}", alive.len());
            assert!(at < 90_000 || alive.len() >= 5, "{} at {at}", alive.len());
        }
    }
}
