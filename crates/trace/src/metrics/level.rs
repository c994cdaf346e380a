//! How full something is, over time.

use super::sum::Sum;
use crate::{Duration, Time};

/// A level and the area under it, from a moment on.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Level {
    level: u32,
    since: Time,
    area: Sum,
}

impl Level {
    /// Empty. The area counts from `from`.
    pub(super) fn new(from: Time) -> Self {
        Self { level: 0, since: from, area: Sum::default() }
    }

    #[inline(always)]
    pub(super) fn set(&mut self, at: Time, level: u32) {
        // Who lays down work often takes up the next at once.
        if at > self.since {
            let length = at.since(self.since);
            // Nearly always both fit into 32 bits, and the product into 64.
            match u32::try_from(length.0) {
                Ok(length) => self.area.add(u64::from(length) * u64::from(self.level)),
                Err(_) => self.area.merge(product(self.level, length)),
            }
            self.since = at;
        }
        self.level = level;
    }

    /// Adds another's area up to `end`. Nothing can be set afterwards.
    pub(super) fn merge(&mut self, other: &Self, end: Time) {
        self.area.merge(product(self.level, end.since(self.since)) + other.area(end));
        self.level = 0;
    }

    /// Level times nanoseconds, up to `end`.
    pub(super) fn area(&self, end: Time) -> u128 {
        self.area.get() + product(self.level, end.since(self.since))
    }
}

/// In halves, because WebAssembly has no multiplication with a result of 128 bits.
#[inline(never)]
fn product(level: u32, length: Duration) -> u128 {
    let level = u64::from(level);
    let low = (length.0 & u64::from(u32::MAX)) * level;
    let high = (length.0 >> u32::BITS) * level;
    u128::from(low) + (u128::from(high) << u32::BITS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn products_are_whole_at_both_ends_of_the_range() {
        for (level, ns) in
            [(0, 7), (3, 7), (u32::MAX, u64::MAX), (1, u64::MAX), (u32::MAX, 1 << 32), (5, (1 << 32) - 1)]
        {
            assert_eq!(
                product(level, Duration(ns)),
                u128::from(level) * u128::from(ns),
                "{level} times {ns}"
            );
        }
    }

    #[test]
    fn the_area_counts_from_its_beginning_to_its_end() {
        let mut level = Level::new(Time(10));
        level.set(Time(4), 3);
        level.set(Time(12), 1);
        assert_eq!([Time(0), Time(12), Time(20)].map(|end| level.area(end)), [6, 6, 14]);
    }
}
