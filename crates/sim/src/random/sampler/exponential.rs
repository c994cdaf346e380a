//! The one distribution that long runs draw from twice for each request: −m · ln U, by table.
//!
//! `libm::log` takes three times as long as this: it divides, and has to be right for every number there is.

/// So many pieces of [1, 2), each with the reciprocal and the logarithm of its middle.
const PIECES: usize = 64;

/// Memoryless lengths with a mean.
#[derive(Debug)]
pub(crate) struct Exponential {
    mean_ns: f64,
    middles: [Middle; PIECES],
}

#[derive(Clone, Copy, Debug)]
struct Middle {
    reciprocal: f64,
    log: f64,
}

impl Exponential {
    /// `mean_ns` must be finite and not negative.
    pub(crate) fn new(mean_ns: f64) -> Self {
        let middles = std::array::from_fn(|piece| {
            let middle = 1.0 + (piece as f64 + 0.5) / PIECES as f64;
            Middle { reciprocal: 1.0 / middle, log: libm::log(middle) }
        });
        Self { mean_ns, middles }
    }

    /// The length that a word stands for, in whole ns.
    #[inline(always)]
    pub(super) fn sample_ns(&self, word: u64) -> u64 {
        let ns = self.sample(word) + 0.5;
        // What has a sign is converted by one instruction, what has none by several with branches.
        if ns < SIGNED_END { (ns as i64).max(0) as u64 } else { ns as u64 }
    }

    /// The length in ns that a word stands for: U is the word over 2^64, where 0 counts as 1.
    #[inline(always)]
    pub(super) fn sample(&self, word: u64) -> f64 {
        let word = word.max(1);
        let zeros = word.leading_zeros();
        // U = m · 2^−(zeros + 1) with 1 ≤ m < 2. The bits below the leading one are the digits of m.
        let digits = (word << zeros) << 1;
        let m = f64::from_bits(ONE | (digits >> 12));
        let Middle { reciprocal, log } = self.middles[(digits >> (64 - PIECES.ilog2())) as usize];
        // ln m = ln middle + ln(1 + r) with |r| < 1/128: what the series leaves out is below 10^−11.
        let r = m * reciprocal - 1.0;
        let series = r - r * r * (0.5 - r * (1.0 / 3.0 - r * 0.25));
        (f64::from(zeros + 1) * core::f64::consts::LN_2 - log - series) * self.mean_ns
    }
}

/// 2⁶³.
const SIGNED_END: f64 = 9_223_372_036_854_775_808.0;

/// The bits of 1.0.
const ONE: u64 = 0x3ff0_0000_0000_0000;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::{Purpose, word};

    #[test]
    fn the_table_agrees_with_the_logarithm() {
        let unit = Exponential::new(1.0);
        let edges =
            (0..64).flat_map(|bit| [1_u64 << bit, (1_u64 << bit) - 1, u64::MAX << bit, !(1_u64 << bit)]);
        let pieces = (0..64_u64).flat_map(|piece| [(64 + piece) << 57, ((64 + piece) << 57) - 1]);
        let words = (0..100_000).map(|n| word(1, 2, Purpose::Service, n));
        for word in edges.chain(pieces).chain(words) {
            let exact = -libm::log(word.max(1) as f64 / 18_446_744_073_709_551_616.0);
            let off = (unit.sample(word) - exact).abs();
            assert!(off < 1e-11, "{word:#x}: off by {off:e}");
        }
    }

    #[test]
    fn a_greater_word_is_a_shorter_length() {
        let sampler = Exponential::new(1e9);
        let mut words: Vec<u64> = (0..10_000).map(|n| word(1, 3, Purpose::Service, n)).collect();
        words.sort_unstable();
        assert!(words.windows(2).all(|pair| sampler.sample(pair[0]) >= sampler.sample(pair[1])));
    }
}
