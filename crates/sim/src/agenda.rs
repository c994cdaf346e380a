//! What is due, and in which order things of the same moment come.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use trace::{FactId, MessageId, Time};

use crate::link::Parcel;

/// Something that is due.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Due {
    /// The parcel on the wire has been sent to its last bit.
    LastBit { link: usize, side: usize },
    /// A parcel is whole at the other end.
    Arrival { parcel: Parcel },
    /// A worker is done.
    Done { node: usize, worker: u16 },
    /// A client begins with its requests.
    Begin { load: usize },
    /// A client has waited long enough for an answer; `set` is the fact of its timer.
    Timeout { message: MessageId, set: FactId },
}

impl Due {
    /// Order within a moment: what comes in, then work that ends, then what clocks say. So an answer that arrives
    /// at the very end of the wait still counts, and a request that arrives as a worker gets free finds it busy.
    /// (Class 0, before all of these, is for faults.)
    fn class(&self) -> u8 {
        match self {
            Self::LastBit { .. } | Self::Arrival { .. } => 1,
            Self::Done { .. } => 2,
            Self::Begin { .. } | Self::Timeout { .. } => 3,
        }
    }
}

/// The agenda of a run. Its order is total: moment, class, then the order of entry.
#[derive(Default)]
pub(crate) struct Agenda {
    heap: BinaryHeap<Reverse<Entry>>,
    entered: u64,
}

impl Agenda {
    pub(crate) fn add(&mut self, at: Time, due: Due) {
        self.entered += 1;
        self.heap.push(Reverse(Entry { at, class: due.class(), place: self.entered, due }));
    }

    /// Takes off what is due first.
    pub(crate) fn next(&mut self) -> Option<(Time, Due)> {
        self.heap.pop().map(|Reverse(entry)| (entry.at, entry.due))
    }
}

struct Entry {
    at: Time,
    class: u8,
    place: u64,
    due: Due,
}

impl Entry {
    fn key(&self) -> (Time, u8, u64) {
        (self.at, self.class, self.place)
    }
}

impl PartialEq for Entry {
    fn eq(&self, other: &Self) -> bool {
        self.key() == other.key()
    }
}

impl Eq for Entry {}

impl PartialOrd for Entry {
    fn partial_cmp(&self, other: &Self) -> Option<core::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Entry {
    fn cmp(&self, other: &Self) -> core::cmp::Ordering {
        self.key().cmp(&other.key())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moment_then_class_then_order_of_entry() {
        let timeout = |request| Due::Timeout {
            message: MessageId::request(trace::RequestId(request), 1),
            set: FactId(0),
        };
        let bit = |link| Due::LastBit { link, side: 0 };
        let done = Due::Done { node: 0, worker: 0 };
        let mut agenda = Agenda::default();
        let entries =
            [(2, bit(9)), (1, timeout(7)), (1, done.clone()), (1, timeout(5)), (1, bit(2)), (1, bit(1))];
        for (at, due) in entries {
            agenda.add(Time(at), due);
        }
        let order: Vec<Due> = std::iter::from_fn(|| agenda.next()).map(|(_, due)| due).collect();
        assert_eq!(order, [bit(2), bit(1), done, timeout(7), timeout(5), bit(9)]);
    }
}
