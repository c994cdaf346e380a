//! Lengths of time, and which share of them is below what.

use super::sum::Sum;
use crate::Duration;
use crate::histogram::Histogram;

/// So many values are kept as they are; a sample of a lesson's size has exact percentiles.
const KEPT: usize = 10_000;

/// Lengths of time of which the mean and the extremes are exact, and the percentiles too up to 10,000 values; beyond, they
/// are up to 0.1 % high, and memory no longer grows with the number of values.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Percentiles {
    count: u64,
    sum: Sum,
    longest: u64,
    kept: Vec<u64>,
    /// All values, once there are too many to keep. `kept` is empty then.
    histogram: Option<Histogram>,
}

impl Percentiles {
    #[inline(always)]
    pub(super) fn record(&mut self, length: Duration) {
        let ns = length.0;
        self.count += 1;
        self.sum.add(ns);
        self.longest = self.longest.max(ns);
        match &mut self.histogram {
            Some(histogram) => histogram.record(ns),
            None => self.keep(ns),
        }
    }

    pub(super) fn merge(&mut self, other: &Self) {
        self.count += other.count;
        self.sum.merge(other.sum.get());
        self.longest = self.longest.max(other.longest);
        if let Some(more) = &other.histogram {
            self.histogram().merge(more);
        }
        for &ns in &other.kept {
            match &mut self.histogram {
                Some(histogram) => histogram.record(ns),
                None => self.keep(ns),
            }
        }
    }

    pub(super) fn count(&self) -> u64 {
        self.count
    }

    /// All together, in nanoseconds.
    pub(super) fn sum(&self) -> u128 {
        self.sum.get()
    }

    pub(super) fn longest(&self) -> Option<Duration> {
        (self.count > 0).then_some(Duration(self.longest))
    }

    /// The shortest length that at least `thousandths` of all are no longer than (nearest rank). None of no values.
    pub(super) fn at(&self, thousandths: u16) -> Option<Duration> {
        let (thousands, rest) = (self.count / 1000, self.count % 1000);
        let below = u64::from(thousandths);
        let rank = (thousands * below + (rest * below).div_ceil(1000)).max(1);
        if self.count == 0 {
            return None;
        }
        let ns = match &self.histogram {
            Some(histogram) => histogram.at_rank(rank).min(self.longest),
            None => self.kept_at_rank(rank),
        };
        Some(Duration(ns))
    }

    /// The smallest number that so many of the kept ones do not exceed, by halving: a sort would be faster, and is ten times the
    /// code to send to a browser.
    fn kept_at_rank(&self, rank: u64) -> u64 {
        let (mut low, mut high) = (0, self.longest);
        while low < high {
            let middle = low + (high - low) / 2;
            if self.kept.iter().filter(|ns| **ns <= middle).count() as u64 >= rank {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        low
    }

    fn keep(&mut self, ns: u64) {
        if self.kept.len() < KEPT {
            self.kept.push(ns);
        } else {
            self.histogram().record(ns);
        }
    }

    /// From now on the histogram counts, beginning with what was kept.
    #[cold]
    fn histogram(&mut self) -> &mut Histogram {
        let kept = core::mem::take(&mut self.kept);
        let histogram = self.histogram.get_or_insert_default();
        for ns in kept {
            histogram.record(ns);
        }
        histogram
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Lengths in no order, the same every time (Numerical Recipes' generator).
    fn lengths(count: usize) -> Vec<u64> {
        let next = |word: &u64| Some(word.wrapping_mul(1_664_525).wrapping_add(1_013_904_223) % (1 << 32));
        core::iter::successors(Some(7), next).take(count).collect()
    }

    fn recorded(lengths: &[u64]) -> Percentiles {
        let mut percentiles = Percentiles::default();
        lengths.iter().for_each(|&ns| percentiles.record(Duration(ns)));
        percentiles
    }

    fn ranked(sorted: &[u64], thousandths: u16) -> u64 {
        sorted[(sorted.len() * usize::from(thousandths)).div_ceil(1000).max(1) - 1]
    }

    #[test]
    fn as_many_as_are_kept_are_exact() {
        for count in [1, 2, 3, 10, 999, 1_000, KEPT] {
            let mut sorted = lengths(count);
            let percentiles = recorded(&sorted);
            sorted.sort_unstable();
            for thousandths in [0, 1, 500, 900, 950, 990, 999, 1000] {
                let found = percentiles.at(thousandths).map(|length| length.0);
                assert_eq!(found, Some(ranked(&sorted, thousandths)), "{thousandths} of {count}");
            }
        }
    }

    #[test]
    fn more_are_at_most_a_thousandth_high() {
        for count in [KEPT + 1, 50_000] {
            let mut sorted = lengths(count);
            let percentiles = recorded(&sorted);
            sorted.sort_unstable();
            for thousandths in [0, 1, 500, 900, 950, 990, 999, 1000] {
                let (exact, found) = (ranked(&sorted, thousandths), percentiles.at(thousandths));
                let found = found.expect("there are values").0;
                assert!(
                    (exact..=exact + exact / 1000).contains(&found),
                    "{thousandths}: {found} for {exact}"
                );
            }
            assert_eq!(percentiles.sum(), sorted.iter().map(|&ns| u128::from(ns)).sum());
            assert_eq!(percentiles.longest().map(|length| length.0), sorted.last().copied());
            assert!(percentiles.kept.is_empty());
        }
    }

    #[test]
    fn merged_says_what_recorded_together_says() {
        let all = lengths(24_000);
        for (one, two) in [
            (0, 10),
            (10, 0),
            (4_000, 6_000),
            (4_000, 6_001),
            (4_000, 20_000),
            (20_000, 4_000),
            (12_000, 12_000),
        ] {
            let mut merged = recorded(&all[..one]);
            merged.merge(&recorded(&all[one..one + two]));
            let together = recorded(&all[..one + two]);
            assert_eq!((merged.count(), merged.sum()), (together.count(), together.sum()));
            for thousandths in [1, 500, 990, 1000] {
                assert_eq!(
                    merged.at(thousandths),
                    together.at(thousandths),
                    "{thousandths} of {one} and {two}"
                );
            }
        }
    }

    #[test]
    fn nothing_has_no_percentile() {
        assert_eq!((Percentiles::default().at(500), Percentiles::default().longest()), (None, None));
    }
}
