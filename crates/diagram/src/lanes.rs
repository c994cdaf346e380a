//! Which messages fly side by side. A message keeps its row for its whole way, so nothing jumps in flight.

use std::collections::BTreeMap;

use trace::{Duration, Fate, LinkId, Message, NodeId, Time};

/// More than so many side by side are not drawn one by one.
pub(crate) const MOST_ROWS: u8 = 8;

/// Two messages closer than this part of the way would overlap on the drawing.
const CLEAR_PERCENT: u64 = 15;

/// So many earlier messages are looked at; more cannot be told apart anyway.
const LOOK_BACK: usize = 64;

/// A message's place across its lane.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Place {
    /// Counted from the wire. `MOST_ROWS` when all rows were taken.
    pub(crate) row: u8,
    /// How many rows the messages that fly with it need.
    pub(crate) rows: u8,
}

impl Place {
    /// Whether there was a row for it.
    pub(crate) fn drawn(self) -> bool {
        self.row < MOST_ROWS
    }
}

/// When a message has left the wire.
pub(crate) fn gone_at(message: &Message) -> Time {
    match message.fate {
        Fate::Arrived { at } | Fate::Lost { at, .. } => at,
        Fate::InFlight => Time(u64::MAX),
    }
}

/// A place for each message, in their order.
pub(crate) fn places(messages: &[Message]) -> Vec<Place> {
    let mut lanes: BTreeMap<(LinkId, NodeId), Vec<u32>> = BTreeMap::new();
    for (message, index) in messages.iter().zip(0_u32..) {
        lanes.entry((message.link, message.from)).or_default().push(index);
    }
    let mut places = vec![Place { row: 0, rows: 1 }; messages.len()];
    for lane in lanes.into_values() {
        place_lane(messages, lane, &mut places);
    }
    places
}

fn place_lane(messages: &[Message], mut lane: Vec<u32>, places: &mut [Place]) {
    lane.sort_by_key(|&index| messages.get(index as usize).map(|message| message.entered_at));
    let mut flock: Vec<usize> = Vec::new();
    let mut alive: Vec<(Course, u8)> = Vec::new();
    let mut first_gone = Time(u64::MAX);
    for index in lane {
        let index = index as usize;
        let Some(own) = messages.get(index).map(Course::of) else { continue };
        if first_gone <= own.entered {
            alive.retain(|(other, _)| other.gone > own.entered);
            first_gone = alive.iter().map(|(other, _)| other.gone).min().unwrap_or(Time(u64::MAX));
        }
        alive.drain(..alive.len().saturating_sub(LOOK_BACK));
        // One bit for each row.
        let mut taken = 0_u8;
        for &(other, row) in alive.iter().rev() {
            if taken == u8::MAX {
                break;
            }
            if taken & 1 << row == 0 && other.meets(own) {
                taken |= 1 << row;
            }
        }
        let row = u8::try_from(taken.trailing_ones()).unwrap_or(MOST_ROWS);
        if taken == 0 {
            settle(&mut flock, places);
        }
        if let Some(place) = places.get_mut(index) {
            place.row = row;
        }
        flock.push(index);
        if row < MOST_ROWS {
            first_gone = first_gone.min(own.gone);
            alive.push((own, row));
        }
    }
    settle(&mut flock, places);
}

/// What decides whether two messages on a lane meet.
#[derive(Clone, Copy)]
struct Course {
    entered: Time,
    /// When its head is at the other end.
    there: Time,
    gone: Time,
    /// How long nobody else may be at the same place.
    clear: Duration,
}

impl Course {
    fn of(message: &Message) -> Self {
        let Duration(way) = message.one_way;
        // Hundreds and their rest one by one, which never becomes too large.
        let drawn = Duration(way / 100 * CLEAR_PERCENT + way % 100 * CLEAR_PERCENT / 100);
        Self {
            entered: message.entered_at,
            there: message.entered_at + message.one_way,
            gone: gone_at(message),
            clear: drawn.max(message.left_at.since(message.entered_at)),
        }
    }

    /// Whether a later one is ever on top of this.
    fn meets(self, later: Self) -> bool {
        later.entered.since(self.entered) < self.clear || later.there.since(self.there) < self.clear
    }
}

/// All messages of a flock are drawn equally high.
fn settle(flock: &mut Vec<usize>, places: &mut [Place]) {
    let highest =
        flock.iter().filter_map(|&index| places.get(index)).map(|place| place.row).max().unwrap_or(0);
    for index in flock.drain(..) {
        if let Some(place) = places.get_mut(index) {
            place.rows = (highest + 1).min(MOST_ROWS);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use trace::{FactId, MessageId, RequestId};

    fn message(number: u32, entered_ms: u64, sending_ms: u64) -> Message {
        let at = |ms: u64| Time(ms * 1_000_000);
        Message {
            id: MessageId::request(RequestId(number), 1),
            from: NodeId(0),
            to: NodeId(1),
            link: LinkId(0),
            bytes: 100,
            sent_at: at(0),
            entered_at: at(entered_ms),
            left_at: at(entered_ms + sending_ms),
            one_way: Duration::from_ms(40),
            stops: Vec::new(),
            fate: Fate::Arrived { at: at(entered_ms + sending_ms + 40) },
            fact: FactId(number),
        }
    }

    fn rows(messages: &[Message]) -> Vec<(u8, u8)> {
        places(messages).iter().map(|place| (place.row, place.rows)).collect()
    }

    #[test]
    fn five_at_once_fly_side_by_side() {
        let five: Vec<_> = (1..=5).map(|number| message(number, 0, 0)).collect();
        assert_eq!(rows(&five), [(0, 5), (1, 5), (2, 5), (3, 5), (4, 5)]);
    }

    #[test]
    fn those_behind_each_other_share_the_wire() {
        let train: Vec<_> = (0..5).map(|number| message(number, u64::from(number) * 10, 10)).collect();
        assert_eq!(rows(&train), [(0, 1); 5]);
    }

    #[test]
    fn a_crowd_is_bounded() {
        let crowd: Vec<_> = (0..500).map(|number| message(number, 0, 0)).collect();
        let places = places(&crowd);
        assert_eq!(places.iter().filter(|place| place.drawn()).count(), usize::from(MOST_ROWS));
        assert!(places.iter().all(|place| place.rows == MOST_ROWS));
    }
}
