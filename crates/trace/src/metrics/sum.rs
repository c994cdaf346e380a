//! Sums of moments and lengths of time over long runs, which may need more than 64 bits.

/// A sum of 128 bits in halves: hardly ever does the lower one run over, and then only is the upper one touched.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Sum {
    low: u64,
    high: u64,
}

impl Sum {
    #[inline(always)]
    pub(super) fn add(&mut self, more: u64) {
        let (low, over) = self.low.overflowing_add(more);
        self.low = low;
        if over {
            self.carry();
        }
    }

    #[cold]
    #[inline(never)]
    fn carry(&mut self) {
        self.high += 1;
    }

    /// Adds what does not fit into 64 bits.
    #[inline(never)]
    pub(super) fn merge(&mut self, more: u128) {
        let sum = self.get() + more;
        (self.low, self.high) = (sum as u64, (sum >> u64::BITS) as u64);
    }

    pub(super) fn get(self) -> u128 {
        u128::from(self.high) << u64::BITS | u128::from(self.low)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_counts_beyond_64_bits() {
        let mut sum = Sum::default();
        for _ in 0..3 {
            sum.add(u64::MAX);
        }
        assert_eq!(sum.get(), 3 * u128::from(u64::MAX));
        sum.merge(u128::from(u64::MAX) * 5);
        sum.add(7);
        assert_eq!(sum.get(), 8 * u128::from(u64::MAX) + 7);
    }
}
