//! A bound on the requests inside that the server moves by itself, from how long they take.
//!
//! The rules are those of Netflix's library `concurrency-limits`, one sample for each request, with two differences: AIMD
//! grows by one a round instead of one a request, and Vegas forgets its shortest time without a random element, which is
//! there only to keep many servers from doing so at once.

use scenario::Limit;

/// Where a limit starts, kept within its bounds.
const INITIAL: u32 = 20;
/// Vegas looks for a new shortest time after so many requests for each that may be inside.
const PROBE: f64 = 30.0;
/// Requests that Gradient2 leaves room for in the queue.
const GRADIENT_QUEUE: f64 = 4.0;
/// Samples that the long-term average spans, and how many at first are averaged plainly.
const LONG_WINDOW: f64 = 600.0;
const LONG_WARM_UP: u32 = 10;

/// The bound, and what it is derived from.
#[derive(Clone, Debug)]
pub(crate) struct ConcurrencyLimit {
    rule: Rule,
    least: u32,
    most: u32,
    /// Within `least` and `most`; its whole part is in force.
    limit: f64,
}

#[derive(Clone, Debug)]
enum Rule {
    Aimd {
        backoff: f64,
        slow_ns: u64,
        /// Requests without trouble since the limit changed last.
        round: u32,
    },
    Vegas {
        /// The shortest time seen, 0 = none.
        rtt_noload: u64,
        /// Requests since it was forgotten last.
        since_probe: u32,
    },
    Gradient {
        tolerance: f64,
        smoothing: f64,
        long: LongTerm,
    },
}

impl ConcurrencyLimit {
    pub(crate) fn new(limit: &Limit) -> Self {
        let (rule, least, most) = match *limit {
            Limit::Aimd { least, most, backoff, slow_ns } => {
                (Rule::Aimd { backoff: thousandths(backoff), slow_ns, round: 0 }, least, most)
            }
            Limit::Vegas { least, most } => (Rule::Vegas { rtt_noload: 0, since_probe: 0 }, least, most),
            Limit::Gradient { least, most, tolerance, smoothing } => {
                let (tolerance, smoothing) = (thousandths(tolerance), thousandths(smoothing));
                (Rule::Gradient { tolerance, smoothing, long: LongTerm::default() }, least, most)
            }
        };
        Self { rule, least, most, limit: f64::from(INITIAL.max(least).min(most)) }
    }

    /// How many requests may be inside at once.
    #[inline]
    pub(crate) fn limit(&self) -> u32 {
        self.limit as u32
    }

    /// Whether one more may come in when so many are inside.
    #[inline]
    pub(crate) fn admits(&self, inside: u32) -> bool {
        inside < self.limit()
    }

    /// A request leaves. `elapsed_ns` is its time inside, waiting included; `inside` counts it as well; `ok` is false if it
    /// was given up or failed under load. Requests that were turned away on arrival tell nothing and are not reported.
    #[inline(never)]
    pub(crate) fn done(&mut self, elapsed_ns: u64, inside: u32, ok: bool) {
        let elapsed_ns = elapsed_ns.max(1);
        let full = f64::from(inside) * 2.0 >= self.limit;
        let next = match &mut self.rule {
            Rule::Aimd { backoff, slow_ns, round } => {
                aimd(self.limit, *backoff, full, ok && elapsed_ns <= *slow_ns, round)
            }
            Rule::Vegas { rtt_noload, since_probe } => {
                let queue = probe(self.limit, elapsed_ns, rtt_noload, since_probe);
                queue.map_or(self.limit, |queue| vegas(self.limit, queue, full, ok))
            }
            Rule::Gradient { tolerance, smoothing, long } => {
                let short = elapsed_ns as f64;
                let average = long.add(short);
                if full {
                    gradient2(self.limit, average, short, *tolerance, GRADIENT_QUEUE, *smoothing).1
                } else {
                    self.limit
                }
            }
        };
        self.limit = next.max(f64::from(self.least)).min(f64::from(self.most));
    }
}

fn thousandths(value: u32) -> f64 {
    f64::from(value) / 1000.0
}

/// The next limit, whole again: at least one less after trouble, one more after a full round without any. Rounds that
/// leave half of the limit unused prove nothing.
fn aimd(limit: f64, backoff: f64, full: bool, fine: bool, round: &mut u32) -> f64 {
    if !fine {
        *round = 0;
        return libm::floor((limit * backoff).min(limit - 1.0));
    }
    *round += u32::from(full);
    if f64::from(*round) < limit {
        return limit;
    }
    *round = 0;
    limit + 1.0
}

/// How many requests wait, as Vegas sees it; none after a request that only renews the shortest time.
fn probe(limit: f64, rtt: u64, rtt_noload: &mut u64, since_probe: &mut u32) -> Option<f64> {
    *since_probe = since_probe.saturating_add(1);
    if f64::from(*since_probe) >= PROBE * limit {
        *since_probe = 0;
        *rtt_noload = rtt;
        return None;
    }
    if *rtt_noload == 0 || rtt < *rtt_noload {
        *rtt_noload = rtt;
        return None;
    }
    Some(vegas_queue(limit, *rtt_noload as f64, rtt as f64))
}

/// How many of `limit` requests wait rather than being worked on: ⌈limit · (1 − rtt_noload/rtt)⌉ (Brakmo and Peterson
/// 1995). Both times in the same unit.
pub(crate) fn vegas_queue(limit: f64, rtt_noload: f64, rtt: f64) -> f64 {
    if rtt > 0.0 { libm::ceil(limit * (1.0 - rtt_noload / rtt)) } else { 0.0 }
}

fn vegas(limit: f64, queue: f64, full: bool, ok: bool) -> f64 {
    let step = f64::from((limit as u32).checked_ilog10().unwrap_or(0).max(1));
    let (alpha, beta) = (3.0 * step, 6.0 * step);
    if !ok {
        limit - step
    } else if !full {
        limit
    } else if queue <= step {
        limit + beta
    } else if queue < alpha {
        limit + step
    } else if queue > beta {
        limit - step
    } else {
        limit
    }
}

/// The gradient, max(½, min(1, tolerance · long/short)), and the next limit,
/// (1 − smoothing) · limit + smoothing · (gradient · limit + queue). Both times in the same unit.
pub(crate) fn gradient2(
    limit: f64,
    long: f64,
    short: f64,
    tolerance: f64,
    queue: f64,
    smoothing: f64,
) -> (f64, f64) {
    let gradient = if short > 0.0 { (tolerance * long / short).clamp(0.5, 1.0) } else { 1.0 };
    (gradient, (1.0 - smoothing) * limit + smoothing * (gradient * limit + queue))
}

/// An exponential average that starts as a plain one.
#[derive(Clone, Debug, Default)]
struct LongTerm {
    value: f64,
    samples: u32,
}

impl LongTerm {
    /// The average with this sample. Far above the sample, as after a long overload, it falls faster from then on.
    fn add(&mut self, sample: f64) -> f64 {
        let weight = if self.samples < LONG_WARM_UP {
            self.samples += 1;
            1.0 / f64::from(self.samples)
        } else {
            2.0 / (LONG_WINDOW + 1.0)
        };
        let average = self.value + (sample - self.value) * weight;
        self.value = if average > 2.0 * sample { average * 0.95 } else { average };
        average
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const MS: u64 = 1_000_000;

    #[test]
    fn the_published_formulas() {
        assert_eq!(vegas_queue(20.0, 10.0, 15.0), 7.0);
        assert_eq!(vegas_queue(20.0, 10.0, 10.0), 0.0);
        let (gradient, limit) = gradient2(50.0, 20.0, 40.0, 1.5, 4.0, 0.2);
        assert_eq!(gradient, 0.75);
        assert!((limit - 48.3).abs() < 1e-9);
        assert_eq!(gradient2(50.0, 20.0, 400.0, 1.5, 4.0, 0.2).0, 0.5);
        assert_eq!(gradient2(50.0, 20.0, 1.0, 1.5, 4.0, 0.2).0, 1.0);
    }

    #[test]
    fn aimd_grows_a_round_at_a_time_and_shrinks_at_once() {
        let rule = Limit::Aimd { least: 1, most: 100, backoff: 900, slow_ns: 50 * MS };
        let mut limit = ConcurrencyLimit::new(&rule);
        assert_eq!(limit.limit(), 20);
        assert!(limit.admits(19) && !limit.admits(20));
        (0..19).for_each(|_| limit.done(50 * MS, 20, true));
        assert_eq!(limit.limit(), 20);
        limit.done(MS, 20, true);
        assert_eq!(limit.limit(), 21);
        limit.done(50 * MS + 1, 20, true);
        assert_eq!(limit.limit(), 18, "nine tenths, the whole part");
        limit.done(MS, 20, false);
        assert_eq!(limit.limit(), 16);
        (0..100).for_each(|_| limit.done(MS, 7, true));
        assert_eq!(limit.limit(), 16, "a limit that is not used up does not grow");
        (0..100).for_each(|_| limit.done(MS, 20, false));
        assert_eq!(limit.limit(), 1);
        let mut stiff =
            ConcurrencyLimit::new(&Limit::Aimd { least: 1, most: 100, backoff: 1_000, slow_ns: 0 });
        stiff.done(MS, 20, true);
        assert_eq!(stiff.limit(), 19, "at least one less");
    }

    #[test]
    fn vegas_grows_without_a_queue_and_shrinks_with_a_long_one() {
        let mut limit = ConcurrencyLimit::new(&Limit::Vegas { least: 1, most: 1000 });
        limit.done(10 * MS, 20, true);
        assert_eq!(limit.limit(), 20, "the first sample is the shortest time");
        limit.done(10 * MS, 20, true);
        assert_eq!(limit.limit(), 26, "no queue: by 6 · log10");
        limit.done(10 * MS, 10, true);
        assert_eq!(limit.limit(), 26, "not used up");
        limit.done(15 * MS, 26, true);
        assert_eq!(limit.limit(), 25, "a queue of 9");
        limit.done(12 * MS, 26, true);
        assert_eq!(limit.limit(), 25, "a queue of 5 is as it should be");
        limit.done(10 * MS, 26, false);
        assert_eq!(limit.limit(), 24);
    }

    #[test]
    fn vegas_forgets_its_shortest_time() {
        let mut limit = ConcurrencyLimit::new(&Limit::Vegas { least: 20, most: 20 });
        limit.done(MS, 20, true);
        let shortest = |limit: &ConcurrencyLimit| match limit.rule {
            Rule::Vegas { rtt_noload, .. } => rtt_noload,
            _ => 0,
        };
        (0..598).for_each(|_| limit.done(10 * MS, 20, true));
        assert_eq!(shortest(&limit), MS);
        limit.done(10 * MS, 20, true);
        assert_eq!(shortest(&limit), 10 * MS);
    }

    #[test]
    fn gradient_follows_the_ratio_of_times() {
        let rule = Limit::Gradient { least: 5, most: 200, tolerance: 1500, smoothing: 200 };
        let mut limit = ConcurrencyLimit::new(&rule);
        limit.done(10 * MS, 20, true);
        assert!((limit.limit - 20.8).abs() < 1e-9, "steady: by a fifth of the queue of 4");
        limit.done(10 * MS, 5, true);
        assert!((limit.limit - 20.8).abs() < 1e-9, "not used up");
        (0..2000).for_each(|_| limit.done(10 * MS, 200, true));
        assert_eq!(limit.limit(), 200);
        (0..60).for_each(|_| limit.done(100 * MS, 200, true));
        assert!(limit.limit() < 20, "ten times as slow: {}", limit.limit());
    }

    #[test]
    fn the_long_term_average_falls_fast_after_an_overload() {
        let mut long = LongTerm::default();
        assert_eq!([long.add(10.0), long.add(20.0), long.add(30.0)], [10.0, 15.0, 20.0]);
        let mut long = LongTerm { value: 100.0, samples: LONG_WARM_UP };
        let first = long.add(10.0);
        assert!((first - (100.0 - 90.0 * 2.0 / 601.0)).abs() < 1e-9);
        assert!((long.value - first * 0.95).abs() < 1e-9);
    }

    fn limits() -> impl Strategy<Value = Limit> {
        let bound = || prop_oneof![Just(0), 1..300_u32, Just(u32::MAX)];
        let factor = || prop_oneof![Just(0), 0..3_000_u32, Just(u32::MAX)];
        prop_oneof![
            (bound(), bound(), factor(), any::<u64>())
                .prop_map(|(least, most, backoff, slow_ns)| Limit::Aimd { least, most, backoff, slow_ns }),
            (bound(), bound()).prop_map(|(least, most)| Limit::Vegas { least, most }),
            (bound(), bound(), factor(), factor()).prop_map(|(least, most, tolerance, smoothing)| {
                Limit::Gradient { least, most, tolerance, smoothing }
            }),
        ]
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn it_stays_within_its_bounds(
            rule in limits(),
            samples in prop::collection::vec((prop_oneof![Just(0), 1..100_u64, Just(u64::MAX)], any::<u32>(), any::<bool>()), 0..200),
        ) {
            let mut limit = ConcurrencyLimit::new(&rule);
            let (least, most) = (limit.least.min(limit.most), limit.most);
            for (elapsed, inside, ok) in samples {
                limit.done(elapsed, inside, ok);
                prop_assert!((least..=most).contains(&limit.limit()), "{:?}", limit);
                prop_assert!(limit.limit.is_finite());
            }
        }
    }
}
