//! How long a client waits before it tries again.

use scenario::Backoff;

use crate::random::below;

/// The wait before a retry, in nanoseconds.
///
/// `retry` counts a request's retries from 0. `previous_ns` is what this function gave for the retry before
/// (0 if this is the first); only decorrelated jitter looks at it. `word` is one random word; whole ranges
/// are drawn with both ends.
///
/// Sources: `Exponential` and the three jitters as in `aws-samples/aws-arch-backoff-simulator`; `Grpc` is
/// gRFC A6.
pub(crate) fn wait_ns(backoff: &Backoff, retry: u32, previous_ns: u64, word: u64) -> u64 {
    match *backoff {
        Backoff::Immediate => 0,
        Backoff::Fixed { ns } => ns,
        Backoff::Exponential { base_ns, cap_ns } => doubled(base_ns, cap_ns, retry),
        Backoff::FullJitter { base_ns, cap_ns } => between(0, doubled(base_ns, cap_ns, retry), word),
        Backoff::EqualJitter { base_ns, cap_ns } => {
            let most = doubled(base_ns, cap_ns, retry);
            between(most / 2, most, word)
        }
        Backoff::DecorrelatedJitter { base_ns, cap_ns } => {
            let most = previous_ns.max(base_ns).saturating_mul(3);
            between(base_ns, most, word).min(cap_ns)
        }
        Backoff::Grpc { initial_ns, multiplier, cap_ns } => {
            let middle = grown(initial_ns, multiplier, cap_ns, retry);
            let fifth = middle / 5;
            between(middle - fifth, middle.saturating_add(fifth), word)
        }
    }
}

/// `base` · 2^`retry`, at most `cap`, for any `retry`.
fn doubled(base: u64, cap: u64, retry: u32) -> u64 {
    let room = cap.checked_shr(retry).unwrap_or(0);
    if base > room { cap } else { base.checked_shl(retry).unwrap_or(0) }
}

/// `initial` · (`thousandths` / 1000)^`retry`, at most `cap`, to the nearest nanosecond as long as that is
/// below 2^53.
fn grown(initial: u64, thousandths: u32, cap: u64, retry: u32) -> u64 {
    if initial == 0 {
        return 0;
    }
    let exact = initial as f64 * power(f64::from(thousandths) / 1000.0, retry);
    ((exact + 0.5) as u64).min(cap)
}

/// `base`^`exponent` by squaring: multiplications only, so the same bits on every platform, and powers of two
/// are exact.
fn power(mut base: f64, mut exponent: u32) -> f64 {
    let mut result = 1.0;
    while exponent > 0 {
        if exponent & 1 == 1 {
            result *= base;
        }
        base *= base;
        exponent >>= 1;
    }
    result
}

/// One of the whole numbers from `least` to `most`, both included; `least` must not be the greater one.
fn between(least: u64, most: u64, word: u64) -> u64 {
    least + below(word, (most - least).saturating_add(1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::{Purpose, word};

    const MS: u64 = 1_000_000;
    const SEQUENCES: u64 = 100_000;

    /// Mean and standard deviation, in milliseconds, of the sum of the first `waits` waits.
    fn total_ms(backoff: &Backoff, waits: u32) -> (f64, f64) {
        let (mut sum, mut squares) = (0.0, 0.0);
        for sequence in 0..SEQUENCES {
            let (mut previous, mut total) = (0, 0);
            for retry in 0..waits {
                let dealt = word(1, sequence, Purpose::Backoff, u64::from(retry));
                previous = wait_ns(backoff, retry, previous, dealt);
                total += previous;
            }
            let total = total as f64 / MS as f64;
            sum += total;
            squares += total * total;
        }
        let mean = sum / SEQUENCES as f64;
        (mean, libm::sqrt(squares / SEQUENCES as f64 - mean * mean))
    }

    fn close(is: f64, should_be: f64, relative: f64) -> bool {
        (is - should_be).abs() <= relative * should_be
    }

    #[test]
    fn exponential_doubles_up_to_its_cap() {
        let backoff = Backoff::Exponential { base_ns: 100 * MS, cap_ns: 2_000 * MS };
        let waits: Vec<u64> = (0..7).map(|retry| wait_ns(&backoff, retry, 0, 0) / MS).collect();
        assert_eq!(waits, [100, 200, 400, 800, 1_600, 2_000, 2_000]);
    }

    #[test]
    fn the_plain_ones_ignore_everything_else() {
        assert_eq!(wait_ns(&Backoff::Immediate, 9, 9, u64::MAX), 0);
        assert_eq!(wait_ns(&Backoff::Fixed { ns: 7 }, 9, 9, u64::MAX), 7);
    }

    #[test]
    fn full_jitter_has_the_mean_and_spread_of_a_uniform() {
        let backoff = Backoff::FullJitter { base_ns: 100 * MS, cap_ns: 20_000 * MS };
        let (mean, deviation) = total_ms(&backoff, 5);
        assert!(close(mean, 1_550.0, 0.01), "mean {mean} ms");
        assert!(close(deviation, 533.1, 0.01), "standard deviation {deviation} ms");
        assert_eq!(wait_ns(&backoff, 0, 0, 0), 0);
        assert_eq!(wait_ns(&backoff, 0, 0, u64::MAX), 100 * MS);
    }

    #[test]
    fn equal_jitter_keeps_half() {
        let backoff = Backoff::EqualJitter { base_ns: 100 * MS, cap_ns: 20_000 * MS };
        let (mean, _) = total_ms(&backoff, 5);
        assert!(close(mean, 2_325.0, 0.01), "mean {mean} ms");
        assert_eq!(wait_ns(&backoff, 1, 0, 0), 100 * MS);
        assert_eq!(wait_ns(&backoff, 1, 0, u64::MAX), 200 * MS);
    }

    #[test]
    fn decorrelated_jitter_grows_from_the_wait_before() {
        let backoff = Backoff::DecorrelatedJitter { base_ns: 100 * MS, cap_ns: u64::MAX };
        let mut before = 0.0;
        for (waits, expected) in (1..).zip([200.0, 350.0, 575.0, 912.5, 1_419.0]) {
            let (total, _) = total_ms(&backoff, waits);
            let mean = total - before;
            assert!(close(mean, expected, 0.02), "wait {waits}: mean {mean} ms");
            before = total;
        }
        let capped = Backoff::DecorrelatedJitter { base_ns: 100, cap_ns: 250 };
        assert_eq!(wait_ns(&capped, 1, 240, u64::MAX), 250);
        assert_eq!(wait_ns(&capped, 1, 240, 0), 100);
    }

    #[test]
    fn grpc_stays_within_a_fifth() {
        let backoff = Backoff::Grpc { initial_ns: 100 * MS, multiplier: 2_000, cap_ns: 1_000 * MS };
        for (nth, least, most) in [(1, 80, 120), (2, 160, 240), (5, 800, 1_200)] {
            assert_eq!(wait_ns(&backoff, nth - 1, 0, 0), least * MS);
            assert_eq!(wait_ns(&backoff, nth - 1, 0, u64::MAX), most * MS);
        }
        let (mean, _) = total_ms(&backoff, 2);
        assert!(close(mean, 300.0, 0.01), "mean {mean} ms");
    }

    #[test]
    fn grpc_multipliers_need_not_be_whole() {
        let wait = |multiplier, retry| {
            let middle = grown(1_000, multiplier, u64::MAX, retry);
            (middle, grown(1_000, multiplier, 1_200, retry))
        };
        assert_eq!(wait(1_600, 2), (2_560, 1_200));
        assert_eq!(wait(1_001, 100), (1_105, 1_105), "1.001^100 = 1.10512: small steps are not lost");
        assert_eq!(wait(500, 3), (125, 125));
        assert_eq!(grown(1_999, 1_001, u64::MAX, 1), 2_001, "2,000.999");
        assert_eq!(wait(0, 3), (0, 0));
    }

    #[test]
    fn no_value_overflows() {
        for value in [0, 1, 999, u64::MAX / 2, u64::MAX] {
            for cap_ns in [0, 1, u64::MAX] {
                for retry in [0, 1, 63, 64, u32::MAX] {
                    for dealt in [0, u64::MAX] {
                        let wait = |backoff| wait_ns(&backoff, retry, value, dealt);
                        assert!(wait(Backoff::Exponential { base_ns: value, cap_ns }) <= cap_ns);
                        assert!(wait(Backoff::FullJitter { base_ns: value, cap_ns }) <= cap_ns);
                        assert!(wait(Backoff::EqualJitter { base_ns: value, cap_ns }) <= cap_ns);
                        assert!(wait(Backoff::DecorrelatedJitter { base_ns: value, cap_ns }) <= cap_ns);
                        for multiplier in [0, 1_000, 1_001, u32::MAX] {
                            let most = cap_ns.saturating_add(cap_ns / 5);
                            assert!(wait(Backoff::Grpc { initial_ns: value, multiplier, cap_ns }) <= most);
                        }
                    }
                }
            }
        }
        assert_eq!(doubled(1, u64::MAX, 63), 1 << 63);
        assert_eq!(doubled(1, u64::MAX, 64), u64::MAX);
        assert_eq!(doubled(0, u64::MAX, 64), 0, "no wait stays no wait");
    }
}
