//! The moments at which something comes about that nothing in the run has an influence on.

use scenario::Arrivals;

use super::{Dice, Purpose, Sampler};

/// The gap at a rate of one per 1,000 s.
const NS_PER_1000_S: u64 = 1_000_000_000_000;

/// Deals out the moments of one stream of arrivals, one after the other.
#[derive(Debug)]
pub(crate) struct Moments {
    process: Process,
    /// For the processes that have a rate. Zero = nothing comes.
    per_1000_s: u64,
    /// The number of the arrival asked for last, and its moment if it has one.
    asked: Option<(u64, u64)>,
    /// Apart, because most streams never need it.
    due: Option<Box<Due>>,
}

#[derive(Debug)]
enum Process {
    /// With the gap of the present rate.
    Poisson(Sampler),
    Paced,
    Gaps(Sampler),
    At(Box<[u64]>),
}

/// From where gaps of the present rate are counted: arrival number `ordinal` comes as soon as rate × time since `from_ns`
/// reaches `work`. A whole gap is [`NS_PER_1000_S`] of work at any rate, so nothing is ever rounded twice.
#[derive(Clone, Copy, Debug)]
struct Due {
    ordinal: u64,
    from_ns: u64,
    work: u128,
}

impl Moments {
    pub(crate) fn new(arrivals: &Arrivals) -> Self {
        let (process, per_1000_s) = match arrivals {
            Arrivals::Poisson { per_1000_s } => (Process::Poisson(gap(*per_1000_s)), *per_1000_s),
            Arrivals::Paced { per_1000_s } => (Process::Paced, *per_1000_s),
            Arrivals::Gaps { gap } => (Process::Gaps(Sampler::new(gap)), 0),
            Arrivals::At { ns } => (Process::At(ns.as_slice().into()), 0),
        };
        Self { process, per_1000_s, asked: None, due: None }
    }

    /// The moment of arrival number `ordinal`, counted from 0; none = it never comes, or not at the present rate.
    ///
    /// `previous_ns` is the moment of the one before it; for the first, when the stream begins. Ask for one after the
    /// other. After [`Self::set_rate`] ask again for the one that was still to come, with the present moment as
    /// `previous_ns`.
    #[inline(never)]
    pub(crate) fn next(
        &mut self,
        dice: &mut Dice,
        now_ns: u64,
        entity: u64,
        ordinal: u64,
        previous_ns: u64,
    ) -> Option<u64> {
        let moment = match &self.process {
            Process::Poisson(gap)
                if self.per_1000_s > 0 && self.due.as_ref().is_none_or(|due| due.ordinal != ordinal) =>
            {
                self.due = None;
                let word = dice.word(now_ns, entity, Purpose::Arrival, ordinal);
                previous_ns.saturating_add(gap.sample(word))
            }
            Process::Gaps(gap) => {
                if let Some((last, moment)) = self.asked
                    && last == ordinal
                {
                    return Some(moment);
                }
                previous_ns.saturating_add(gap.sample(dice.word(now_ns, entity, Purpose::Arrival, ordinal)))
            }
            Process::At(list) => (*list.get(usize::try_from(ordinal).ok()?)?).max(previous_ns),
            Process::Poisson(_) | Process::Paced => {
                return self.next_due(dice, now_ns, entity, ordinal, previous_ns);
            }
        };
        self.asked = Some((ordinal, moment));
        Some(moment)
    }

    /// [`Self::next`], for the loads of long runs put straight into its caller.
    #[inline(always)]
    pub(crate) fn next_fast(
        &mut self,
        dice: &mut Dice,
        now_ns: u64,
        entity: u64,
        ordinal: u64,
        previous_ns: u64,
    ) -> Option<u64> {
        if let Process::Poisson(gap) = &self.process
            && self.per_1000_s > 0
            && self.due.is_none()
        {
            let word = dice.word_fast(now_ns, entity, Purpose::Arrival, ordinal);
            let moment = previous_ns.saturating_add(gap.sample_fast(word));
            self.asked = Some((ordinal, moment));
            return Some(moment);
        }
        self.next(dice, now_ns, entity, ordinal, previous_ns)
    }

    /// Goes on at another rate from `now_ns` on; streams without a rate stay as they are. What was left of a gap
    /// shrinks or grows as all gaps do: an even stream keeps its beat, and a memoryless one stays memoryless.
    pub(crate) fn set_rate(&mut self, per_1000_s: u64, now_ns: u64) {
        let rate = u128::from(self.per_1000_s);
        match &mut self.process {
            Process::Poisson(sampler) => *sampler = gap(per_1000_s),
            Process::Paced => {}
            Process::Gaps(_) | Process::At(_) => return,
        }
        self.per_1000_s = per_1000_s;
        let Some((ordinal, moment)) = self.asked else { return };
        let left = match &self.due {
            Some(due) => {
                let done = u128::from(now_ns.saturating_sub(due.from_ns)) * rate;
                due.until(ordinal).saturating_sub(done)
            }
            None => u128::from(moment.saturating_sub(now_ns)) * rate,
        };
        self.due = Some(Box::new(Due { ordinal, from_ns: now_ns, work: left }));
    }

    /// The cases that are counted in work: even streams, and memoryless ones right after a change or at a standstill.
    #[inline(never)]
    fn next_due(
        &mut self,
        dice: &mut Dice,
        now_ns: u64,
        entity: u64,
        ordinal: u64,
        previous_ns: u64,
    ) -> Option<u64> {
        let begun = match (&self.process, self.due.as_deref().copied()) {
            (Process::Paced, due) => due.unwrap_or(Due { ordinal, from_ns: previous_ns, work: 0 }),
            (_, Some(due)) if due.ordinal == ordinal => due,
            _ => {
                let word = dice.word(now_ns, entity, Purpose::Arrival, ordinal);
                let work = u128::from(Sampler::exponential(NS_PER_1000_S as f64).sample(word));
                Due { ordinal, from_ns: previous_ns, work }
            }
        };
        let moment = begun.moment(ordinal, self.per_1000_s).map(|moment| moment.max(previous_ns));
        self.due = Some(Box::new(begun));
        self.asked = Some((ordinal, moment.unwrap_or(u64::MAX)));
        moment
    }
}

impl Due {
    /// The work from `from_ns` until an arrival, which must not be an earlier one.
    fn until(&self, ordinal: u64) -> u128 {
        let gaps = u128::from(ordinal.saturating_sub(self.ordinal));
        self.work.saturating_add(gaps * u128::from(NS_PER_1000_S))
    }

    fn moment(&self, ordinal: u64, per_1000_s: u64) -> Option<u64> {
        let wait = self.until(ordinal).checked_div(u128::from(per_1000_s))?;
        Some(self.from_ns.saturating_add(u64::try_from(wait).unwrap_or(u64::MAX)))
    }
}

fn gap(per_1000_s: u64) -> Sampler {
    Sampler::exponential(NS_PER_1000_S as f64 / per_1000_s.max(1) as f64)
}

#[cfg(test)]
mod tests {
    use scenario::Distribution;

    use super::*;

    /// The first `count` moments, each asked for at the one before.
    fn moments(arrivals: &Arrivals, count: u64) -> Vec<u64> {
        let (mut moments, mut dice, mut now) = (Moments::new(arrivals), Dice::new(1), 0);
        (0..count).map_while(|n| moments.next(&mut dice, now, 5, n, now).inspect(|at| now = *at)).collect()
    }

    #[test]
    fn an_even_stream_begins_at_once_and_never_drifts() {
        // Three a second are 333,333,333 1/3 ns apart.
        let paced = moments(&Arrivals::Paced { per_1000_s: 3_000 }, 3_001);
        assert_eq!(paced[..4], [0, 333_333_333, 666_666_666, 1_000_000_000]);
        assert_eq!(paced[3_000], 1_000_000_000_000);
    }

    #[test]
    fn an_even_stream_that_begins_later_counts_from_then() {
        let (mut moments, mut dice) = (Moments::new(&Arrivals::Paced { per_1000_s: 1_000 }), Dice::new(1));
        assert_eq!(moments.next(&mut dice, 70, 5, 0, 70), Some(70));
        assert_eq!(moments.next(&mut dice, 70, 5, 1, 70), Some(1_000_000_070));
    }

    #[test]
    fn poisson_gaps_have_the_mean_and_variance_of_an_exponential() {
        const N: u64 = 100_000;
        let at = moments(&Arrivals::Poisson { per_1000_s: 8_000 }, N);
        let gaps: Vec<f64> = std::iter::once(at[0])
            .chain(at.windows(2).map(|pair| pair[1] - pair[0]))
            .map(|ns| ns as f64 / 1.25e8)
            .collect();
        let mean = gaps.iter().sum::<f64>() / N as f64;
        let variance = gaps.iter().map(|gap| (gap - mean).powi(2)).sum::<f64>() / N as f64;
        // Standard errors: 1/√N and √(8/N).
        assert!((mean - 1.0).abs() < 4.0 / (N as f64).sqrt(), "{mean}");
        assert!((variance - 1.0).abs() < 4.0 * (8.0 / N as f64).sqrt(), "{variance}");
    }

    #[test]
    fn gaps_and_lists_are_taken_as_they_are() {
        let gap = Distribution::Constant { ns: 40 };
        assert_eq!(moments(&Arrivals::Gaps { gap }, 3), [40, 80, 120]);
        assert_eq!(
            moments(&Arrivals::At { ns: vec![10, 10, 35] }, 9),
            [10, 10, 35],
            "no more than are listed"
        );
        assert_eq!(moments(&Arrivals::At { ns: vec![10, 5] }, 9), [10, 10], "never backwards");
    }

    #[test]
    fn at_a_rate_of_zero_nothing_comes_and_the_greatest_rate_is_all_at_once() {
        for per_1000_s in [0, u64::MAX] {
            let expected: &[u64] = if per_1000_s == 0 { &[] } else { &[0, 0, 0] };
            assert_eq!(moments(&Arrivals::Poisson { per_1000_s }, 3), expected);
            assert_eq!(moments(&Arrivals::Paced { per_1000_s }, 3), expected);
        }
    }

    #[test]
    fn the_end_of_time_is_not_passed() {
        let mut dice = Dice::new(1);
        let gap = Distribution::Constant { ns: u64::MAX };
        for arrivals in
            [Arrivals::Gaps { gap }, Arrivals::Poisson { per_1000_s: 1 }, Arrivals::Paced { per_1000_s: 1 }]
        {
            let mut moments = Moments::new(&arrivals);
            for ordinal in [0, 1, u64::MAX] {
                assert!(
                    moments.next(&mut dice, u64::MAX, 5, ordinal, u64::MAX).is_some_and(|at| at == u64::MAX)
                );
                moments.set_rate(u64::MAX, u64::MAX);
                moments.set_rate(1, 0);
            }
        }
    }

    /// Moments of a stream that goes at other rates from some moments on, asked for as an engine does.
    fn changed(arrivals: &Arrivals, seed: u64, changes: &[(u64, u64)], count: u64) -> Vec<u64> {
        let (mut moments, mut dice, mut now, mut changes) =
            (Moments::new(arrivals), Dice::new(seed), 0, changes.iter().peekable());
        let mut seen = Vec::new();
        for ordinal in 0..count {
            let mut due = moments.next(&mut dice, now, 5, ordinal, now);
            while let Some((at, rate)) = changes.next_if(|(at, _)| due.is_none_or(|due| *at <= due)) {
                moments.set_rate(*rate, *at);
                now = *at;
                due = moments.next(&mut dice, now, 5, ordinal, now);
            }
            let Some(due) = due else { break };
            seen.push(due);
            now = due;
        }
        seen
    }

    #[test]
    fn an_even_stream_keeps_its_beat_when_the_rate_changes() {
        let paced = Arrivals::Paced { per_1000_s: 1_000 };
        let s = 1_000_000_000;
        // Half of a gap is over at 2.5 s, and the other half takes a quarter of a second at twice the rate.
        let seen = changed(&paced, 1, &[(5 * s / 2, 2_000)], 6);
        assert_eq!(seen, [0, s, 2 * s, 11 * s / 4, 13 * s / 4, 15 * s / 4]);
        // Standing still from 1.5 s to 10 s, then the other half of the gap.
        let seen = changed(&paced, 1, &[(3 * s / 2, 0), (10 * s, 1_000)], 4);
        assert_eq!(seen, [0, s, 21 * s / 2, 23 * s / 2]);
        // A change to the same rate is none, and neither is one that is taken back at once.
        let seen =
            changed(&Arrivals::Paced { per_1000_s: 3_000 }, 1, &[(s / 7, 3_000), (s, 7), (s, 3_000)], 100);
        assert_eq!(seen, moments(&Arrivals::Paced { per_1000_s: 3_000 }, 100));
    }

    #[test]
    fn streams_without_a_rate_do_not_change_it() {
        let at = Arrivals::At { ns: vec![10, 20, 30] };
        assert_eq!(changed(&at, 1, &[(15, 7)], 3), [10, 20, 30]);
        let gaps = Arrivals::Gaps { gap: Distribution::Exponential { mean_ns: 1_000 } };
        assert_eq!(changed(&gaps, 1, &[(1_500, 7)], 9), moments(&gaps, 9));
    }

    #[test]
    fn what_came_before_a_change_of_rate_stays_and_the_gap_is_stretched() {
        let poisson = Arrivals::Poisson { per_1000_s: 1_000_000 };
        let before = moments(&poisson, 60);
        let at = before[49] + (before[50] - before[49]) / 4;
        let after = changed(&poisson, 1, &[(at, 500_000)], 60);
        assert_eq!(before[..50], after[..50]);
        assert_eq!(after[50], at + 2 * (before[50] - at));
        for n in 51..60 {
            let (short, long) = (before[n] - before[n - 1], after[n] - after[n - 1]);
            assert!((2 * short).abs_diff(long) <= 1, "gap {n}: {short} and {long}");
        }
        assert_eq!(changed(&poisson, 1, &[(at, 0)], 60), before[..50], "standing still");
    }

    #[test]
    fn the_gap_over_a_change_of_rate_is_as_memoryless_as_the_others() {
        // From the change to the first arrival after it, over many runs: mean and deviation are those of the new gap, 4 ms.
        const RUNS: u64 = 20_000;
        let (ms, at) = (1e6, 5_000_000);
        let poisson = Arrivals::Poisson { per_1000_s: 1_000_000 };
        let waits: Vec<f64> = (0..RUNS)
            .map(|seed| {
                let seen = changed(&poisson, seed, &[(at, 250_000)], 40);
                (seen.iter().find(|moment| **moment > at).unwrap() - at) as f64 / ms
            })
            .collect();
        let mean = waits.iter().sum::<f64>() / RUNS as f64;
        let variance = waits.iter().map(|wait| (wait - mean).powi(2)).sum::<f64>() / RUNS as f64;
        assert!((mean / 4.0 - 1.0).abs() < 4.0 / (RUNS as f64).sqrt(), "{mean}");
        assert!((variance / 16.0 - 1.0).abs() < 4.0 * (8.0 / RUNS as f64).sqrt(), "{variance}");
    }
}
