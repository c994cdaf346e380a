//! Lengths of time put into bins, evenly or by 1, 2, 5, 10, as far as they are spread; and which share is below what.

use trace::Duration;

use crate::units::{Tenths, nice_above, nice_below, nice_next};

/// Lengths that differ by more than this are binned by 1, 2, 5, 10.
const EVEN_UP_TO: u64 = 30;
/// So many even bins at most, about, and at least.
const MOST: u64 = 18;
const FEWEST: u64 = 4;

/// The edges of bins: one more than there are bins, each above the one before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Bins {
    pub(super) edges: Vec<u64>,
    pub(super) even: bool,
}

impl Bins {
    /// Bins for everything from `least` to `most`; `even` ones whatever the spread, if that is asked for.
    pub(super) fn new(least: Duration, most: Duration, even: bool) -> Self {
        let (least, most) = (least.0.min(most.0), most.0);
        let even = even || most / EVEN_UP_TO <= least;
        let mut edges = Vec::new();
        if even {
            let begin = if least < most / 2 { 0 } else { least };
            let width = nice_above(((most - begin) / MOST).max(most / 100).max(1));
            let (mut first, mut last) = (begin / width, most / width + 1);
            if last - first < FEWEST {
                (first, last) = (first.saturating_sub(FEWEST / 2), last + FEWEST / 2);
            }
            edges.extend((first..=last).map(|count| count.saturating_mul(width)));
        } else {
            // Nothing is shorter than a microsecond but nothing at all.
            let mut edge = nice_below(least.max(1000)).min(most);
            while edge <= most && edges.len() < 60 {
                edges.push(edge);
                edge = nice_next(edge);
            }
            edges.push(edge.max(most.saturating_add(1)));
            if let Some(first) = edges.first_mut().filter(|first| **first > least) {
                *first = 0;
            }
        }
        edges.dedup();
        Self { edges, even }
    }

    /// How many bins there are.
    pub(super) fn len(&self) -> usize {
        self.edges.len().saturating_sub(1)
    }

    /// How many lengths are in each.
    pub(super) fn count(&self, lengths: impl Iterator<Item = Duration>) -> Vec<u64> {
        let mut counts = vec![0; self.len()];
        for lasting in lengths {
            let above = self.edges.partition_point(|&edge| edge <= lasting.0);
            // The longest time that there is has no edge above it.
            let bin = above.saturating_sub(1).min(self.len().saturating_sub(1));
            if let Some(count) = counts.get_mut(bin) {
                *count += 1;
            }
        }
        counts
    }

    /// How far across a length stands, of `width`; all bins are equally wide.
    pub(super) fn place(&self, lasting: Duration, width: Tenths) -> Tenths {
        let bins = i64::try_from(self.len().max(1)).unwrap_or(1);
        let above = self.edges.partition_point(|&edge| edge <= lasting.0);
        let bin = above.saturating_sub(1).min(self.len().saturating_sub(1));
        let (Some(&low), Some(&high)) = (self.edges.get(bin), self.edges.get(bin + 1)) else { return 0 };
        let inside = crate::units::share(lasting.0.saturating_sub(low), high - low, width / bins);
        width * i64::try_from(bin).unwrap_or(0) / bins + inside
    }
}

/// The length that `per_mille` of these do not exceed: the nearest rank. They are put out of order.
pub(super) fn percentile(lengths: &mut [u64], per_mille: u64) -> Option<Duration> {
    let count = u64::try_from(lengths.len()).ok()?;
    let rank = (u128::from(count) * u128::from(per_mille)).div_ceil(1000).max(1);
    let place = usize::try_from(rank - 1).ok().filter(|&place| place < lengths.len())?;
    Some(Duration(*lengths.select_nth_unstable(place).1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_length_has_its_bin() {
        for (least, most) in [
            (0, 0),
            (5, 5),
            (1, u64::MAX),
            (0, u64::MAX),
            (u64::MAX, u64::MAX),
            (100, 220),
            (7, 5000),
            (0, 9),
        ] {
            let bins = Bins::new(Duration(least), Duration(most), false);
            assert!(
                bins.edges.is_sorted() && bins.len() >= 1 && bins.len() <= 64,
                "{least} {most}: {bins:?}"
            );
            let counts = bins.count([least, most].map(Duration).into_iter());
            assert_eq!(counts.iter().sum::<u64>(), 2, "{least} {most}");
            assert!(
                bins.edges[0] <= least && (bins.edges[bins.len()] > most || most == u64::MAX),
                "{bins:?}"
            );
            assert!((0..=1000).contains(&bins.place(Duration(most), 1000)));
        }
    }

    #[test]
    fn a_percentile_is_the_nearest_rank() {
        let mut lengths: Vec<u64> = (1..=10).rev().collect();
        let mut at = |per_mille| percentile(&mut lengths, per_mille).map(|lasting| lasting.0);
        assert_eq!([at(500), at(900), at(990), at(0)], [Some(5), Some(9), Some(10), Some(1)]);
        assert_eq!(percentile(&mut [], 500), None);
    }
}
