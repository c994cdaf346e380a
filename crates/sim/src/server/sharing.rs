//! Processor sharing: nobody waits, everybody slows down.

use super::due::Due;

/// Binary digits after the point of served time. With this many, `n` requests on one processor are late by at most
/// n · 2⁻³² ns for each change of their number.
const FRACTION: u32 = 32;

/// Egalitarian sharing of some processors: each of n requests is served at rate min(1, processors/n).
///
/// All requests get the same share, so one number serves for all: how much service one that was there all the time has had.
/// A request is due when that number has grown by its work (Parekh and Gallager 1993, "virtual time"). Rounding is always
/// to the later moment: nothing is done early, and at most 1 ns late for each change.
#[derive(Clone, Debug)]
pub(crate) struct Sharing {
    processors: u32,
    /// The moment up to which `served` is counted. It lies ahead while everything stands still.
    at: u64,
    /// Service so far of a request that was there all the time, in 2⁻³² ns.
    served: u128,
    /// What each request waits for `served` to become.
    due: Due,
}

impl Sharing {
    pub(crate) fn new(processors: u16) -> Self {
        Self { processors: u32::from(processors), at: 0, served: 0, due: Due::default() }
    }

    /// A request with so much work begins.
    pub(crate) fn add(&mut self, now: u64, job: u32, work_ns: u64) {
        self.advance(now);
        self.due.push(self.served + (u128::from(work_ns) << FRACTION), job);
    }

    /// A request is given up; false if it is not here.
    pub(crate) fn remove(&mut self, now: u64, job: u32) -> bool {
        self.advance(now);
        self.due.remove(job)
    }

    /// When the next request is done, if nothing changes until then. Ask again after every change. The end of time without
    /// processors.
    pub(crate) fn next_done(&self) -> Option<u64> {
        let left = self.due.first()?.saturating_sub(self.served);
        let requests = self.due.len() as u128;
        let processors = u128::from(self.processors);
        let wait = if left == 0 {
            0
        } else if requests <= processors {
            left.div_ceil(1 << FRACTION)
        } else if processors == 0 {
            u128::MAX
        } else {
            left.saturating_mul(requests).div_ceil(processors << FRACTION)
        };
        Some(self.at.saturating_add(u64::try_from(wait).unwrap_or(u64::MAX)))
    }

    /// The request that is done at `now`, taken out. Of several, the one that needed least further service; of equals, the
    /// one that came first. None if none is done yet.
    pub(crate) fn finish(&mut self, now: u64) -> Option<u32> {
        self.advance(now);
        if self.due.first()? > self.served { None } else { self.due.pop() }
    }

    /// How many requests share the processors.
    #[cfg(test)]
    fn len(&self) -> usize {
        self.due.len()
    }

    /// Everything stands still from `now` on for so long, or so much longer if it already does.
    pub(crate) fn shift(&mut self, now: u64, by_ns: u64) {
        self.advance(now);
        self.at = self.at.saturating_add(by_ns);
    }

    /// No request is left, and nothing stands still any more.
    pub(crate) fn clear(&mut self) {
        self.at = 0;
        self.served = 0;
        self.due.clear();
    }

    fn advance(&mut self, now: u64) {
        let Some(elapsed) = now.checked_sub(self.at) else { return };
        self.at = now;
        let requests = self.due.len() as u128;
        let processors = u128::from(self.processors);
        let elapsed = u128::from(elapsed);
        self.served = if requests == 0 {
            0
        } else if requests <= processors {
            self.served.saturating_add(elapsed << FRACTION)
        } else {
            self.served.saturating_add(((elapsed * processors) << FRACTION) / requests)
        };
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Moments at which jobs with these (arrival, work) are done; arrivals do not decrease.
    fn run(sharing: &mut Sharing, jobs: &[(u64, u64)]) -> Vec<u64> {
        let mut done = vec![0; jobs.len()];
        let mut next = 0;
        loop {
            let arrival = jobs.get(next).map(|job| job.0);
            match (arrival, sharing.next_done()) {
                (Some(arrival), due) if due.is_none_or(|due| arrival < due) => {
                    sharing.add(arrival, next as u32, jobs[next].1);
                    next += 1;
                }
                (_, Some(due)) => {
                    let job =
                        sharing.finish(due).expect("something is done at the moment it was promised for");
                    done[job as usize] = due;
                }
                (_, None) => return done,
            }
        }
    }

    #[test]
    fn equal_requests_share_equally() {
        assert_eq!(run(&mut Sharing::new(1), &[(0, 100), (0, 100)]), [200, 200]);
        assert_eq!(run(&mut Sharing::new(2), &[(0, 100), (0, 100)]), [100, 100]);
        assert_eq!(run(&mut Sharing::new(2), &[(0, 100), (0, 100), (0, 100)]), [150, 150, 150]);
    }

    #[test]
    fn a_short_request_passes_a_long_one() {
        // The first has 50 alone, then half of the processor for 40, then it is alone again.
        assert_eq!(run(&mut Sharing::new(1), &[(0, 100), (50, 20)]), [120, 90]);
    }

    #[test]
    fn all_stand_still_together() {
        let mut sharing = Sharing::new(1);
        sharing.add(0, 0, 100);
        sharing.shift(40, 10);
        sharing.add(45, 1, 60);
        assert_eq!(sharing.next_done(), Some(170));
        sharing.shift(46, 5);
        assert_eq!(sharing.next_done(), Some(175));
        assert_eq!(sharing.finish(174), None);
        assert_eq!((sharing.finish(175), sharing.finish(175), sharing.finish(175)), (Some(0), Some(1), None));
    }

    #[test]
    fn who_gives_up_leaves_more_for_the_others() {
        let mut sharing = Sharing::new(1);
        sharing.add(0, 0, 100);
        sharing.add(0, 1, 100);
        assert!(sharing.remove(100, 0));
        assert!(!sharing.remove(100, 0));
        assert_eq!(sharing.next_done(), Some(150));
        sharing.add(120, 5, 1);
        sharing.clear();
        assert_eq!((sharing.len(), sharing.next_done()), (0, None));
    }

    #[test]
    fn the_ends_of_the_range() {
        assert_eq!(run(&mut Sharing::new(1), &[(7, 0)]), [7]);
        assert_eq!(run(&mut Sharing::new(u16::MAX), &[(0, u64::MAX), (0, 3)]), [u64::MAX, 3]);
        let mut sharing = Sharing::new(1);
        (0..3).for_each(|job| sharing.add(u64::MAX - 1, job, u64::MAX));
        assert_eq!(sharing.next_done(), Some(u64::MAX));
        assert_eq!(sharing.finish(u64::MAX), None, "it would be later than time goes");
        let mut idle = Sharing::new(0);
        idle.add(0, 0, 1);
        assert_eq!((idle.finish(u64::MAX - 1), idle.next_done()), (None, Some(u64::MAX)));
    }

    fn loads() -> impl Strategy<Value = Vec<(u64, u64)>> {
        prop::collection::vec((0..2_000_u64, 0..3_000_u64), 1..40).prop_map(|mut jobs| {
            jobs.sort_by_key(|job| job.0);
            jobs
        })
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        /// One processor is never idle while there is work: every busy period ends when its work is done, as in a queue.
        #[test]
        fn work_is_conserved(jobs in loads()) {
            let done = run(&mut Sharing::new(1), &jobs);
            let mut queue_ends = 0;
            for (i, &(arrival, work)) in jobs.iter().enumerate() {
                queue_ends = arrival.max(queue_ends) + work;
                if jobs.get(i + 1).is_none_or(|next| next.0 > queue_ends) {
                    let end = done[..=i].iter().max().copied().unwrap_or(0);
                    prop_assert!(end >= queue_ends, "done before the work can be: {end} < {queue_ends}");
                    prop_assert!(end <= queue_ends + 2 * (i as u64 + 1), "{end} > {queue_ends}");
                    queue_ends = end;
                }
            }
        }

        /// Against fluid sharing in floats: never early, and late by at most 1 ns for each change.
        #[test]
        fn it_follows_the_fluid_limit(jobs in loads(), processors in 1..5_u16) {
            let fluid = fluid(&jobs, f64::from(processors));
            for (done, fluid) in run(&mut Sharing::new(processors), &jobs).into_iter().zip(fluid) {
                prop_assert!(done as f64 >= fluid - 1e-6, "{done} is before {fluid}");
                prop_assert!(done as f64 <= fluid + 2.0 * jobs.len() as f64, "{done} is long after {fluid}");
            }
        }

        #[test]
        fn alone_it_takes_its_work(arrival in any::<u64>(), work in any::<u64>(), processors in 1..=u16::MAX) {
            let mut sharing = Sharing::new(processors);
            sharing.add(arrival, 0, work);
            prop_assert_eq!(sharing.next_done(), Some(arrival.saturating_add(work)));
        }
    }

    fn fluid(jobs: &[(u64, u64)], processors: f64) -> Vec<f64> {
        let mut done = vec![0.0; jobs.len()];
        let mut left: Vec<(usize, f64)> = Vec::new();
        let (mut now, mut next) = (0.0, 0);
        while next < jobs.len() || !left.is_empty() {
            let rate = (processors / left.len() as f64).min(1.0);
            let least = left.iter().map(|job| job.1).fold(f64::INFINITY, f64::min);
            let arrival = jobs.get(next).map_or(f64::INFINITY, |job| job.0 as f64);
            let step = (least / rate).min(arrival - now);
            let arrives = arrival - now <= least / rate;
            left.iter_mut().for_each(|job| job.1 -= step * rate);
            now = if arrives { arrival } else { now + step };
            if arrives {
                left.push((next, jobs[next].1 as f64));
                next += 1;
            } else {
                left.retain(|&(job, rest)| {
                    if rest <= 1e-9 {
                        done[job] = now;
                    }
                    rest > 1e-9
                });
            }
        }
        done
    }
}
