//! Chance: every random word of a run, and what is made of it.
//!
//! There is no generator that is passed around and moves on with each use. A word is a function of the seed, of who
//! draws, of what for and of the how-manieth time. So one thing more or less in a run does not shift the chances of all
//! others: a message keeps its luck when an earlier one is dropped, and a run can be compared with its own variant.

mod arrivals;
mod dice;
mod sampler;

use scenario::PartsPerMillion;

pub(crate) use arrivals::Moments;
pub(crate) use dice::Dice;
pub use dice::{Draw, first_divergent_draw};
pub(crate) use sampler::Sampler;

/// What a draw is for. The numbers enter into every word: they are never changed and never used again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub enum Purpose {
    /// How long a request's work takes.
    Service = 1,
    /// The gap before an arrival; streams of arrivals are told apart by their entity.
    Arrival = 2,
    /// How long a user thinks.
    Think = 3,
    /// The wait before a retry.
    Backoff = 4,
    /// What is added to a message's way.
    Jitter = 5,
    /// Whether a message is lost.
    Loss = 6,
    /// Whether a channel turns bad, or good again.
    LossState = 7,
    /// Whether a message arrives twice.
    Duplicate = 8,
    /// Whether a message is damaged.
    Corrupt = 9,
    /// Whether a message is held up, so that later ones overtake it.
    Reorder = 10,
    /// Whether a request is answered with an error.
    Error = 11,
    /// Which line a request joins.
    Line = 12,
    /// Whether a client turns its own request away.
    Throttle = 13,
}

/// The odd number nearest to 2^64 over the golden ratio: its multiples lie far apart.
const GOLDEN: u64 = 0x9e37_79b9_7f4a_7c15;

/// The word for one draw. For each stream (seed, entity, purpose) different ordinals give different words.
///
/// Each stream is a Weyl sequence with a start of its own, scrambled by a bijection: what SplitMix64 is (Steele, Lea,
/// Flood: Fast Splittable Pseudorandom Number Generators, OOPSLA 2014), with the whole state as an argument.
#[cfg(test)]
pub(crate) fn word(seed: u64, entity: u64, purpose: Purpose, ordinal: u64) -> u64 {
    keyed(spread(seed), entity, purpose, ordinal)
}

/// [`word`] for a seed that has been through [`spread`] already.
#[inline(always)]
fn keyed(spread_seed: u64, entity: u64, purpose: Purpose, ordinal: u64) -> u64 {
    let stream = (spread_seed ^ entity.rotate_left(8) ^ purpose as u64).wrapping_mul(0xd1b5_4a32_d192_ed03);
    scramble((stream ^ (stream >> 32)).wrapping_add(ordinal.wrapping_mul(GOLDEN)))
}

/// Sets neighbouring seeds far apart.
#[inline]
fn spread(seed: u64) -> u64 {
    scramble(seed.wrapping_add(GOLDEN))
}

/// The word number `place` of those that follow from one draw, for what needs several. Place 0 is not the draw itself.
#[inline]
pub(crate) fn further(word: u64, place: u64) -> u64 {
    scramble(word.wrapping_add(place.wrapping_add(1).wrapping_mul(GOLDEN)))
}

/// A bijection in which every bit depends on every other: "moremur" by Pelle Evensen (2019), a MurmurHash3 finaliser
/// with better constants.
#[inline(always)]
fn scramble(mut x: u64) -> u64 {
    x = (x ^ (x >> 27)).wrapping_mul(0x3c79_ac49_2ba7_b653);
    x = (x ^ (x >> 33)).wrapping_mul(0x1c69_b3f7_4ac4_ae35);
    x ^ (x >> 27)
}

/// From 0 up to but without 1, in steps of 2^−53.
#[inline]
pub(crate) fn unit(word: u64) -> f64 {
    (word >> 11) as f64 * STEP
}

/// Above 0 and up to 1, in steps of 2^−53: for logarithms.
#[inline]
pub(crate) fn unit_open(word: u64) -> f64 {
    ((word >> 11) + 1) as f64 * STEP
}

/// 2^−53.
const STEP: f64 = 1.0 / 9_007_199_254_740_992.0;

/// Whether something with this probability happens: never for 0, always for 1,000,000 and above. What happens for a share
/// happens for every greater one too.
#[inline]
pub(crate) fn happens(word: u64, share: PartsPerMillion) -> bool {
    // 44 bits of the word times 1,000,000 stay within 64; the rest would change one outcome in ten million millions.
    ((word >> 20) * 1_000_000) >> 44 < u64::from(share)
}

/// A whole number below `n`, and 0 for 0. No number is more likely than another by more than `n` in 2^64 (Lemire: Fast
/// Random Integer Generation in an Interval, 2019, without the rejection).
#[inline]
pub(crate) fn below(word: u64, n: u64) -> u64 {
    ((u128::from(word) * u128::from(n)) >> 64) as u64
}

#[cfg(test)]
mod tests {
    use super::*;

    type Stream = fn(u64) -> u64;

    #[test]
    fn words_are_what_they_have_always_been() {
        let words = [
            word(0, 0, Purpose::Service, 0),
            word(1, 0, Purpose::Service, 0),
            word(1, 2, Purpose::Loss, 3),
            word(u64::MAX, u64::MAX, Purpose::Throttle, u64::MAX),
            further(0, 0),
            further(1, u64::MAX - 1),
        ];
        let always = [
            0xd20b_b61f_fb7f_f919,
            0x168b_9786_11be_237a,
            0x6df0_e742_a86e_11a0,
            0x1b16_d5c0_8914_9da4,
            0xb70f_b2cc_55af_013f,
            0x4b60_3769_1ae2_f95e,
        ];
        assert_eq!(words, always);
    }

    #[test]
    fn each_bit_of_the_input_changes_half_of_the_word() {
        const TRIES: u64 = 2_000;
        let mut flips = vec![[0_u32; 64]; 64 * 3];
        for n in 0..TRIES {
            // Small numbers, as a run has them.
            let (seed, entity, ordinal) = (n % 7, n % 11, n);
            let before = word(seed, entity, Purpose::Service, ordinal);
            for bit in 0..64 {
                let after = [
                    word(seed ^ 1 << bit, entity, Purpose::Service, ordinal),
                    word(seed, entity ^ 1 << bit, Purpose::Service, ordinal),
                    word(seed, entity, Purpose::Service, ordinal ^ 1 << bit),
                ];
                for (input, after) in after.iter().enumerate() {
                    let counts = &mut flips[input * 64 + bit];
                    counts
                        .iter_mut()
                        .enumerate()
                        .for_each(|(out, count)| *count += (((before ^ after) >> out) & 1) as u32);
                }
            }
        }
        // Half of the tries, give or take five and a half standard deviations: 12,288 counts are looked at.
        let allowed = (TRIES as f64 / 4.0).sqrt() * 5.5;
        for (input, counts) in flips.iter().enumerate() {
            for (output, count) in counts.iter().enumerate() {
                let off = (f64::from(*count) - TRIES as f64 / 2.0).abs();
                assert!(off < allowed, "input bit {input}, output bit {output}: {count} of {TRIES}");
            }
        }
    }

    #[test]
    fn streams_are_even_and_do_not_follow_each_other() {
        const N: u64 = 100_000;
        let streams: [(&str, Stream); 4] = [
            ("ordinals", |n| word(1, 1, Purpose::Service, n)),
            ("entities", |n| word(1, n, Purpose::Service, 0)),
            ("seeds", |n| word(n, 1, Purpose::Service, 0)),
            ("further words", |n| further(word(1, 1, Purpose::Service, 0), n)),
        ];
        for (name, stream) in streams {
            let mut squares = [[0_u32; 16]; 16];
            for n in 0..N {
                squares[(stream(n) >> 60) as usize][(stream(n + 1) & 15) as usize] += 1;
            }
            let expected = N as f64 / 256.0;
            let chi2: f64 =
                squares.iter().flatten().map(|count| (f64::from(*count) - expected).powi(2) / expected).sum();
            // 255 degrees of freedom: mean 255, standard deviation 22.6.
            assert!((chi2 - 255.0).abs() < 90.0, "{name}: {chi2}");
        }
        let words: std::collections::BTreeSet<u64> =
            (0..N).flat_map(|n| streams.iter().map(move |(_, stream)| stream(n + 2))).collect();
        assert_eq!(words.len() as u64, 4 * N, "no word twice");
    }

    #[test]
    fn purposes_have_words_of_their_own() {
        let entity_of_another_purpose = 256;
        let a = word(1, 1, Purpose::Service, 1);
        assert_ne!(a, word(1, 1, Purpose::Arrival, 1));
        assert_ne!(a, word(1, entity_of_another_purpose, Purpose::Arrival, 1));
    }

    #[test]
    fn units_keep_to_their_ends() {
        assert_eq!(unit(0), 0.0);
        assert!(unit(u64::MAX) < 1.0);
        assert!(unit_open(0) > 0.0);
        assert_eq!(unit_open(u64::MAX), 1.0);
    }

    #[test]
    fn what_never_or_always_happens_does_so() {
        for word in [0, 1, u64::MAX / 2, u64::MAX - 1, u64::MAX] {
            assert!(!happens(word, 0));
            assert!(happens(word, 1_000_000));
            assert!(happens(word, u32::MAX));
        }
        assert!(happens(0, 1));
        assert!(!happens(u64::MAX, 999_999));
    }

    #[test]
    fn a_share_happens_that_often_and_a_greater_one_includes_it() {
        let words: Vec<u64> = (0..100_000).map(|n| word(1, 1, Purpose::Loss, n)).collect();
        for share in [100, 10_000, 300_000, 500_000, 999_000] {
            let p = f64::from(share) / 1e6;
            let seen = words.iter().filter(|word| happens(**word, share)).count() as f64;
            let deviation = (1e5 * p * (1.0 - p)).sqrt();
            assert!((seen - 1e5 * p).abs() < 4.0 * deviation, "{share}: {seen}");
            assert!(words.iter().all(|word| !happens(*word, share) || happens(*word, share + 1)));
        }
    }

    #[test]
    fn below_reaches_every_number_and_no_other() {
        assert_eq!(below(u64::MAX, 0), 0);
        assert_eq!(below(u64::MAX, 1), 0);
        assert_eq!((below(0, 6), below(u64::MAX, 6)), (0, 5));
        assert_eq!(below(u64::MAX, u64::MAX), u64::MAX - 1);
        let mut seen = [0_u32; 6];
        (0..60_000).for_each(|n| seen[below(word(1, 1, Purpose::Line, n), 6) as usize] += 1);
        assert!(seen.iter().all(|count| count.abs_diff(10_000) < 400), "{seen:?}");
    }
}
