//! What is due first: a heap from which anything can be taken out of turn.

/// A binary heap of jobs by when they are due, then by order of arrival. Every operation takes O(log n).
///
/// Job numbers are places in a table whose places are used again, so they stay small: the heap keeps a word for each.
#[derive(Clone, Debug, Default)]
pub(crate) struct Due {
    heap: Vec<Entry>,
    /// Where a job stands in `heap`; [`NOWHERE`] if it does not.
    places: Vec<u32>,
    arrivals: u64,
}

const NOWHERE: u32 = u32::MAX;

#[derive(Clone, Copy, Debug)]
struct Entry {
    due: u128,
    arrival: u64,
    job: u32,
}

impl Entry {
    fn before(&self, other: &Self) -> bool {
        (self.due, self.arrival) < (other.due, other.arrival)
    }
}

impl Due {
    /// A job that was already there is due at the new time only.
    pub(crate) fn push(&mut self, due: u128, job: u32) {
        self.remove(job);
        let slot = job as usize;
        if self.places.len() <= slot {
            self.places.resize(slot + 1, NOWHERE);
        }
        let entry = Entry { due, arrival: self.arrivals, job };
        self.arrivals = self.arrivals.wrapping_add(1);
        self.heap.push(entry);
        self.rise(self.heap.len() - 1, entry);
    }

    /// When the first job is due.
    pub(crate) fn first(&self) -> Option<u128> {
        self.heap.first().map(|entry| entry.due)
    }

    /// The first job, taken out.
    pub(crate) fn pop(&mut self) -> Option<u32> {
        let job = self.heap.first()?.job;
        self.remove(job);
        Some(job)
    }

    /// Takes a job out; false if it is not there.
    pub(crate) fn remove(&mut self, job: u32) -> bool {
        let place = match self.places.get_mut(job as usize) {
            Some(place) if *place != NOWHERE => std::mem::replace(place, NOWHERE) as usize,
            _ => return false,
        };
        let Some(last) = self.heap.pop() else { return false };
        if place < self.heap.len() {
            let gap = self.rise(place, last);
            self.sink(gap, last);
        }
        true
    }

    pub(crate) fn len(&self) -> usize {
        self.heap.len()
    }

    /// Nothing is left.
    pub(crate) fn clear(&mut self) {
        self.places.clear();
        self.heap.clear();
    }

    fn put(&mut self, place: usize, entry: Entry) {
        self.heap[place] = entry;
        self.places[entry.job as usize] = place as u32;
    }

    /// Moves the gap up to where `entry` belongs and fills it.
    fn rise(&mut self, mut gap: usize, entry: Entry) -> usize {
        while gap > 0 {
            let parent = (gap - 1) / 2;
            let above = self.heap[parent];
            if !entry.before(&above) {
                break;
            }
            self.put(gap, above);
            gap = parent;
        }
        self.put(gap, entry);
        gap
    }

    /// Moves the gap down to where `entry` belongs and fills it.
    fn sink(&mut self, mut gap: usize, entry: Entry) {
        loop {
            let left = 2 * gap + 1;
            let Some(mut below) = self.heap.get(left).copied() else { break };
            let mut child = left;
            if let Some(right) = self.heap.get(left + 1)
                && right.before(&below)
            {
                below = *right;
                child = left + 1;
            }
            if !below.before(&entry) {
                break;
            }
            self.put(gap, below);
            gap = child;
        }
        self.put(gap, entry);
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::*;

    #[test]
    fn equals_leave_in_order_of_arrival() {
        let mut due = Due::default();
        [(5, 3), (4, 9), (5, 1), (u128::MAX, 0), (4, 2)].into_iter().for_each(|(at, job)| due.push(at, job));
        assert_eq!(std::iter::from_fn(|| due.pop()).collect::<Vec<_>>(), [9, 2, 3, 1, 0]);
        assert_eq!((due.len(), due.first()), (0, None));
    }

    #[test]
    fn a_job_stands_in_it_once() {
        let mut due = Due::default();
        due.push(1, 7);
        due.push(2, 7);
        assert_eq!((due.len(), due.first()), (1, Some(2)));
        assert!(due.remove(7));
        assert!(!due.remove(7));
        assert!(!due.remove(u32::MAX));
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn it_agrees_with_a_sorted_map(steps in prop::collection::vec((0..4_u8, 0..12_u128, 0..20_u32), 0..200)) {
            let (mut due, mut sorted, mut arrival) = (Due::default(), BTreeMap::new(), 0);
            for (step, at, job) in steps {
                match step {
                    0 | 1 => {
                        sorted.retain(|_, &mut other| other != job);
                        due.push(at, job);
                        sorted.insert((at, arrival), job);
                        arrival += 1;
                    }
                    2 => prop_assert_eq!(due.pop(), sorted.pop_first().map(|(_, job)| job)),
                    _ => {
                        let before = sorted.len();
                        sorted.retain(|_, &mut other| other != job);
                        prop_assert_eq!(due.remove(job), sorted.len() < before);
                    }
                }
                prop_assert_eq!(due.len(), sorted.len());
                prop_assert_eq!(due.first(), sorted.first_key_value().map(|(&(at, _), _)| at));
            }
        }
    }
}
