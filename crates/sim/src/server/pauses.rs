//! All work stops every so often, as for collecting garbage.

use scenario::Pause;

/// Pauses [k·every, k·every + length) for k = 1, 2, …; without a period or a length there are none.
///
/// Everything is reckoned in working time, which stands still in pauses, so no pause is ever looped over.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Pauses(Option<Pause>);

impl Pauses {
    pub(crate) fn new(pause: Option<Pause>) -> Self {
        Self(pause.filter(|pause| pause.every_ns > 0 && pause.length_ns > 0))
    }

    /// When work is done that is begun at `start_ns` and needs so much working time. Work begun in a pause waits for its
    /// end, even if there is nothing to do. `u64::MAX` when it is never done.
    #[inline(always)]
    pub(crate) fn finish_at(&self, start_ns: u64, work_ns: u64) -> u64 {
        match self.0 {
            None => start_ns.saturating_add(work_ns),
            Some(pause) => self.finish_between(pause, start_ns, work_ns),
        }
    }

    #[inline(never)]
    fn finish_between(&self, pause: Pause, start_ns: u64, work_ns: u64) -> u64 {
        if work_ns == 0 {
            return self.end_of_pause(start_ns, pause);
        }
        self.moment(u128::from(self.worked_by(start_ns)) + u128::from(work_ns))
    }

    /// Working time from the start of the run to `moment`.
    pub(crate) fn worked_by(&self, moment: u64) -> u64 {
        let Some(Pause { every_ns, length_ns }) = self.0 else { return moment };
        if moment <= every_ns {
            return moment;
        }
        let work = every_ns.saturating_sub(length_ns);
        let earlier = (moment / every_ns - 1) * work;
        every_ns + earlier + (moment % every_ns).saturating_sub(length_ns)
    }

    /// The moment itself, or the end of the pause it lies in.
    fn end_of_pause(self, moment: u64, Pause { every_ns, length_ns }: Pause) -> u64 {
        if moment < every_ns {
            moment
        } else if length_ns >= every_ns {
            u64::MAX
        } else {
            moment.saturating_add(length_ns.saturating_sub(moment % every_ns))
        }
    }

    /// The first moment by which there was so much working time.
    fn moment(&self, worked: u128) -> u64 {
        let Some(Pause { every_ns, length_ns }) = self.0 else {
            return u64::try_from(worked).unwrap_or(u64::MAX);
        };
        let every = u128::from(every_ns);
        let Some(beyond) = worked.checked_sub(every + 1) else { return worked as u64 };
        let work = u128::from(every_ns.saturating_sub(length_ns));
        if work == 0 {
            return u64::MAX;
        }
        let period = beyond / work + 1;
        let begin = period.saturating_mul(every);
        u64::try_from(begin.saturating_add(u128::from(length_ns) + beyond % work + 1)).unwrap_or(u64::MAX)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn pauses(every_ns: u64, length_ns: u64) -> Pauses {
        Pauses::new(Some(Pause { every_ns, length_ns }))
    }

    #[test]
    fn work_is_frozen_in_pauses() {
        let pauses = pauses(100, 10);
        assert_eq!(pauses.finish_at(0, 100), 100, "done when the first pause begins");
        assert_eq!(pauses.finish_at(0, 101), 111);
        assert_eq!(pauses.finish_at(50, 60), 120);
        assert_eq!(pauses.finish_at(0, 190), 200);
        assert_eq!(pauses.finish_at(0, 191), 211);
        assert_eq!(pauses.finish_at(110, 90), 200);
    }

    #[test]
    fn work_begun_in_a_pause_waits_for_its_end() {
        let pauses = pauses(100, 10);
        for start in 100..110 {
            assert_eq!(pauses.finish_at(start, 0), 110);
            assert_eq!(pauses.finish_at(start, 5), 115);
        }
        assert_eq!(pauses.finish_at(99, 0), 99);
        assert_eq!(pauses.finish_at(110, 0), 110);
        assert_eq!(pauses.finish_at(5, 0), 5, "there is no pause at the start");
    }

    #[test]
    fn without_pauses_work_takes_its_time() {
        for pauses in [Pauses::new(None), pauses(0, 5), pauses(5, 0)] {
            assert_eq!(pauses.finish_at(7, 8), 15);
            assert_eq!(pauses.finish_at(u64::MAX, 8), u64::MAX);
            assert_eq!(pauses.worked_by(u64::MAX), u64::MAX);
        }
    }

    #[test]
    fn pauses_without_end() {
        for length in [100, 101, u64::MAX] {
            let pauses = pauses(100, length);
            assert_eq!(pauses.finish_at(10, 90), 100);
            assert_eq!(pauses.finish_at(10, 91), u64::MAX);
            assert_eq!(pauses.finish_at(1_000, 1), u64::MAX);
            assert_eq!((pauses.finish_at(99, 0), pauses.finish_at(100, 0)), (99, u64::MAX));
        }
    }

    #[test]
    fn the_ends_of_the_range() {
        assert_eq!(pauses(1, 1).finish_at(u64::MAX, u64::MAX), u64::MAX);
        assert_eq!(pauses(u64::MAX, u64::MAX).finish_at(0, u64::MAX), u64::MAX);
        assert_eq!(pauses(u64::MAX, 1).finish_at(u64::MAX, 1), u64::MAX);
        assert_eq!(pauses(2, 1).finish_at(0, u64::MAX), u64::MAX);
        assert_eq!(pauses(2, 1).finish_at(u64::MAX - 1, 0), u64::MAX);
        assert_eq!(pauses(2, 1).worked_by(u64::MAX), 1 << 63);
        assert_eq!(pauses(u64::MAX, u64::MAX - 1).finish_at(u64::MAX - 1, u64::MAX), u64::MAX);
    }

    fn amounts() -> impl Strategy<Value = u64> {
        prop_oneof![0..100_u64, any::<u64>(), (0..100_u64).prop_map(|below| u64::MAX - below)]
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        /// Against a clock that ticks through all of it.
        #[test]
        fn it_agrees_with_a_loop(length in 0..20_u64, between in 1..20_u64, start in 0..200_u64, work in 0..200_u64) {
            let every = length + between;
            let paused = |moment: u64| moment >= every && moment % every < length;
            let (mut now, mut left) = (start, work);
            while left > 0 || (work == 0 && paused(now)) {
                left -= u64::from(left > 0 && !paused(now));
                now += 1;
            }
            let pauses = pauses(every, length);
            prop_assert_eq!(pauses.finish_at(start, work), now);
            prop_assert_eq!(pauses.worked_by(start), (0..start).filter(|&moment| !paused(moment)).count() as u64);
        }

        #[test]
        fn it_never_goes_back(every in amounts(), length in amounts(), start in amounts(), work in amounts()) {
            let pauses = pauses(every, length);
            let done = pauses.finish_at(start, work);
            prop_assert!(done >= start.saturating_add(work));
            prop_assert!(pauses.finish_at(start, work.saturating_add(1)) >= done);
            prop_assert!(pauses.finish_at(start.saturating_add(1), work) >= done);
            prop_assert!(pauses.worked_by(start) <= start);
        }
    }
}
