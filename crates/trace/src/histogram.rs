//! A histogram of constant relative precision, for more values than anyone wants to keep.

/// Buckets: each doubling of the value is divided into so many steps, so a step is less than 1/1,000 of the value.
const STEPS: u64 = 1 << STEPS_LOG2;
const STEPS_LOG2: u32 = 10;

/// How often each value occurred, to three significant digits. Values below 2,048 are kept exactly. The layout is that of
/// `HdrHistogram` (Tene): memory grows with the logarithm of the largest value, never with the number of values.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Histogram {
    counts: Vec<u64>,
}

impl Histogram {
    #[inline]
    pub(crate) fn record(&mut self, value: u64) {
        let slot = slot(value);
        match self.counts.get_mut(slot) {
            Some(count) => *count += 1,
            None => self.grow(slot),
        }
    }

    pub(crate) fn merge(&mut self, other: &Self) {
        if other.counts.len() > self.counts.len() {
            self.counts.resize(other.counts.len(), 0);
        }
        for (count, more) in self.counts.iter_mut().zip(&other.counts) {
            *count = count.saturating_add(*more);
        }
    }

    /// The largest value that counts the same as the one at `rank` (from 1, in order of size); zero if there are fewer.
    pub(crate) fn at_rank(&self, rank: u64) -> u64 {
        let mut seen = 0_u64;
        let reached = self.counts.iter().position(|count| {
            seen = seen.saturating_add(*count);
            seen >= rank
        });
        reached.map_or(0, highest)
    }

    /// Makes place for the first value that belongs to a slot so high, and counts it.
    #[cold]
    fn grow(&mut self, slot: usize) {
        self.counts.resize(slots_up_to(slot), 0);
        if let Some(count) = self.counts.get_mut(slot) {
            *count += 1;
        }
    }
}

/// Where values equal to `value` in their first 11 binary digits are counted.
#[inline(always)]
fn slot(value: u64) -> usize {
    let shift = (u64::BITS - STEPS_LOG2 - 1) - (value | (2 * STEPS - 1)).leading_zeros();
    #[expect(clippy::cast_possible_truncation, reason = "at most 54 · 1,024 + 1,023")]
    let slot = (u64::from(shift) * STEPS + (value >> shift)) as usize;
    slot
}

/// The largest value of a slot.
fn highest(slot: usize) -> u64 {
    let slot = slot as u64;
    let shift = (slot / STEPS).saturating_sub(1);
    let first = slot - shift * STEPS;
    (first << shift) + ((1 << shift) - 1)
}

/// Whole doublings at a time, so that growing is rare.
fn slots_up_to(slot: usize) -> usize {
    let steps = 1_usize << STEPS_LOG2;
    (slot / steps + 1).max(2) * steps
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Tene's layout for three digits up to 3.6·10⁹: 2,048 sub-buckets, 22 buckets, 23,552 counts.
    #[test]
    fn memory_is_that_of_the_known_layout() {
        let mut histogram = Histogram::default();
        histogram.record(3_600_000_000);
        let sub_buckets = 2 * STEPS;
        let buckets = slot(3_600_000_000) as u64 / STEPS;
        assert_eq!((sub_buckets, buckets, histogram.counts.len()), (2_048, 22, 23_552));
    }

    #[test]
    fn extremes_have_a_slot() {
        let mut histogram = Histogram::default();
        for value in [0, 1, 2_047, 2_048, u64::MAX] {
            histogram.record(value);
        }
        let ranked = [1, 2, 3, 4, 5, 6].map(|rank| histogram.at_rank(rank));
        assert_eq!(ranked, [0, 1, 2_047, 2_049, u64::MAX, 0]);
        assert_eq!(Histogram::default().at_rank(1), 0);
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn a_slot_holds_neighbours_within_a_thousandth(value in 0_u64.., shift in 0_u32..64) {
            let value = value >> shift;
            let highest = highest(slot(value));
            prop_assert!(highest >= value);
            prop_assert!(u128::from(highest - value) * 1_000 < u128::from(value.max(1)));
            prop_assert_eq!(slot(highest), slot(value));
            if let Some(next) = highest.checked_add(1) {
                prop_assert_eq!(slot(next), slot(value) + 1);
            }
        }

        #[test]
        fn merged_is_recorded_together(one in prop::collection::vec(0_u64.., 0..50), two in prop::collection::vec(0_u64..9_999, 0..50)) {
            let of = |values: &mut dyn Iterator<Item = &u64>| {
                let mut histogram = Histogram::default();
                values.for_each(|value| histogram.record(*value));
                histogram
            };
            let mut merged = of(&mut one.iter());
            merged.merge(&of(&mut two.iter()));
            prop_assert_eq!(merged, of(&mut one.iter().chain(&two)));
        }
    }
}
