//! The circuit breaker: stops asking a server that fails too often, and tries it again after a while.

use scenario::Breaker;
use trace::BreakerState;

/// The state of a [`Breaker`], of one client towards one server.
///
/// As in resilience4j with a count-based window: closed, it judges the last `window` outcomes as soon as
/// `least_calls` are known; open, it lets nothing through for `open_ns`; then the next call makes it
/// half-open, `trials` calls are let through, and when all their outcomes are known it closes with an empty
/// window, or opens again. One difference: an outcome counts only in the state in which its call was let
/// through, so that a late failure from before does not spoil the trial.
#[derive(Clone, Debug)]
pub(crate) struct CircuitBreaker {
    least_calls: u32,
    /// In millionths.
    threshold: u32,
    open_ns: u64,
    trials: u32,
    phase: Phase,
    /// Counts the changes of state: what a call was admitted under.
    epoch: u32,
    outcomes: Outcomes,
}

/// What a breaker says to a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Admission {
    /// The ticket to hand in with the outcome; none = the call must not be made.
    pub(crate) ticket: Option<u32>,
    /// The breaker's new state, if it changed.
    pub(crate) change: Option<BreakerState>,
}

#[derive(Clone, Copy, Debug)]
enum Phase {
    Closed,
    Open { until: u64 },
    HalfOpen { left: u32, calls: u32, failures: u32 },
}

impl CircuitBreaker {
    /// A closed breaker with an empty window. Zeros that would keep it from ever deciding count as one.
    pub(crate) fn new(breaker: &Breaker) -> Self {
        let window = breaker.window.max(1);
        Self {
            least_calls: breaker.least_calls.clamp(1, window),
            threshold: breaker.failures,
            open_ns: breaker.open_ns,
            trials: breaker.trials.max(1),
            phase: Phase::Closed,
            epoch: 0,
            outcomes: Outcomes::new(window),
        }
    }

    /// Whether a call may be made now. Every ticket must come back, with [`CircuitBreaker::outcome`] or
    /// [`CircuitBreaker::forget`], or a half-open breaker stays half-open.
    pub(crate) fn admits(&mut self, now: u64) -> Admission {
        let mut change = None;
        if let Phase::Open { until } = self.phase
            && now >= until
        {
            change = Some(self.enter(Phase::HalfOpen { left: self.trials, calls: 0, failures: 0 }));
        }
        let admitted = match &mut self.phase {
            Phase::Closed => true,
            Phase::Open { .. } => false,
            Phase::HalfOpen { left, .. } => {
                let any = *left > 0;
                *left = left.saturating_sub(1);
                any
            }
        };
        Admission { ticket: admitted.then_some(self.epoch), change }
    }

    /// How a call that was let through went; gives the new state, if that changed it.
    pub(crate) fn outcome(&mut self, now: u64, ticket: u32, ok: bool) -> Option<BreakerState> {
        if ticket != self.epoch {
            return None;
        }
        match &mut self.phase {
            Phase::Open { .. } => None,
            Phase::Closed => {
                self.outcomes.record(!ok);
                let (calls, failures) = (self.outcomes.calls, self.outcomes.failures);
                (calls >= self.least_calls && reaches(failures, calls, self.threshold))
                    .then(|| self.open(now))
            }
            Phase::HalfOpen { calls, failures, .. } => {
                *calls += 1;
                *failures += u32::from(!ok);
                let (calls, failures) = (*calls, *failures);
                if calls < self.trials {
                    return None;
                }
                Some(if reaches(failures, calls, self.threshold) {
                    self.open(now)
                } else {
                    self.enter(Phase::Closed)
                })
            }
        }
    }

    /// A call that was let through will have no outcome: it was called back, or not made after all. A trial
    /// may then be made by another call.
    pub(crate) fn forget(&mut self, ticket: u32) {
        if let Phase::HalfOpen { left, .. } = &mut self.phase
            && ticket == self.epoch
        {
            *left = left.saturating_add(1);
        }
    }

    fn open(&mut self, now: u64) -> BreakerState {
        self.enter(Phase::Open { until: now.saturating_add(self.open_ns) })
    }

    fn enter(&mut self, phase: Phase) -> BreakerState {
        self.phase = phase;
        self.epoch = self.epoch.wrapping_add(1);
        self.outcomes.clear();
        match phase {
            Phase::Closed => BreakerState::Closed,
            Phase::Open { .. } => BreakerState::Open,
            Phase::HalfOpen { .. } => BreakerState::HalfOpen,
        }
    }
}

/// Whether `failures` of `calls` is at least `threshold` millionths.
fn reaches(failures: u32, calls: u32, threshold: u32) -> bool {
    u64::from(failures) * 1_000_000 >= u64::from(threshold) * u64::from(calls)
}

/// The last outcomes, a bit each. Grows with them, so that a huge window costs nothing until it fills.
#[derive(Clone, Debug)]
struct Outcomes {
    window: u32,
    failed: Vec<u64>,
    /// Where the next outcome goes; when the window is full, over the oldest one.
    next: u32,
    calls: u32,
    failures: u32,
}

impl Outcomes {
    fn new(window: u32) -> Self {
        Self { window, failed: Vec::new(), next: 0, calls: 0, failures: 0 }
    }

    fn clear(&mut self) {
        self.failed.clear();
        (self.next, self.calls, self.failures) = (0, 0, 0);
    }

    fn record(&mut self, failed: bool) {
        let (word, bit) = ((self.next / 64) as usize, 1 << (self.next % 64));
        if word == self.failed.len() {
            self.failed.push(0);
        }
        if self.calls == self.window {
            self.failures -= u32::from(self.failed[word] & bit != 0);
        } else {
            self.calls += 1;
        }
        self.failures += u32::from(failed);
        if failed {
            self.failed[word] |= bit;
        } else {
            self.failed[word] &= !bit;
        }
        self.next = if self.next + 1 == self.window { 0 } else { self.next + 1 };
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::{Purpose, happens, word};

    const USUAL: Breaker =
        Breaker { window: 10, least_calls: 10, failures: 500_000, open_ns: 1_000, trials: 3 };

    fn call(breaker: &mut CircuitBreaker, now: u64, ok: bool) -> Option<BreakerState> {
        let ticket = breaker.admits(now).ticket.expect("admitted");
        breaker.outcome(now, ticket, ok)
    }

    /// One that opened at 0.
    fn opened(settings: Breaker) -> CircuitBreaker {
        let mut breaker = CircuitBreaker::new(&settings);
        for _ in 0..settings.least_calls - 1 {
            assert_eq!(call(&mut breaker, 0, false), None);
        }
        assert_eq!(call(&mut breaker, 0, false), Some(BreakerState::Open));
        breaker
    }

    #[test]
    fn it_opens_at_the_threshold_and_not_before_enough_calls() {
        let mut breaker = CircuitBreaker::new(&USUAL);
        for n in 0..9 {
            assert_eq!(call(&mut breaker, 0, n % 2 == 0), None, "4 of 9 failed, and 9 are too few");
        }
        assert_eq!(call(&mut breaker, 0, false), Some(BreakerState::Open), "5 of 10");
        assert_eq!(breaker.admits(0), Admission { ticket: None, change: None });
    }

    #[test]
    fn a_success_can_complete_the_calls_it_takes() {
        let mut breaker = CircuitBreaker::new(&USUAL);
        for n in 0..9 {
            assert_eq!(call(&mut breaker, 0, n >= 5), None);
        }
        assert_eq!(call(&mut breaker, 0, true), Some(BreakerState::Open));
    }

    #[test]
    fn only_the_last_outcomes_count() {
        for window in [1, 2, 63, 64, 65, 200] {
            let mut breaker =
                CircuitBreaker::new(&Breaker { window, least_calls: 1, failures: 1_000_001, ..USUAL });
            let mut all = Vec::new();
            for n in 0..1_000 {
                let ok = !happens(word(1, 4, Purpose::Error, n), 400_000);
                call(&mut breaker, 0, ok);
                all.push(ok);
                let last = &all[all.len().saturating_sub(window as usize)..];
                let failures = last.iter().filter(|ok| !**ok).count();
                let counted = (breaker.outcomes.calls as usize, breaker.outcomes.failures as usize);
                assert_eq!(counted, (last.len(), failures), "window {window}, outcome {n}");
            }
        }
    }

    #[test]
    fn it_trips_as_often_as_the_binomial_says() {
        let windows = 100_000;
        let tripped = (0..windows).filter(|window| {
            let mut breaker = CircuitBreaker::new(&USUAL);
            (0..10).any(|n| {
                let failed = happens(word(1, *window, Purpose::Error, n), 200_000);
                call(&mut breaker, 0, !failed).is_some()
            })
        });
        let share = tripped.count() as f64 / windows as f64;
        assert!((share - 0.03279).abs() <= 0.005, "{share}");
    }

    #[test]
    fn open_it_waits_and_then_lets_the_trials_through() {
        let mut breaker = opened(USUAL);
        assert_eq!(breaker.admits(999), Admission { ticket: None, change: None });
        let first = breaker.admits(1_000);
        assert_eq!(first.change, Some(BreakerState::HalfOpen));
        let tickets = [first.ticket, breaker.admits(1_000).ticket, breaker.admits(1_001).ticket];
        assert_eq!(breaker.admits(1_001), Admission { ticket: None, change: None }, "three trials");
        let tickets = tickets.map(|ticket| ticket.expect("admitted"));
        assert_eq!(breaker.outcome(1_010, tickets[0], false), None);
        assert_eq!(breaker.outcome(1_010, tickets[1], true), None);
        assert_eq!(breaker.outcome(1_010, tickets[2], true), Some(BreakerState::Closed), "1 of 3 failed");
        for _ in 0..9 {
            assert_eq!(call(&mut breaker, 1_020, false), None, "the window is empty again");
        }
        assert_eq!(call(&mut breaker, 1_020, false), Some(BreakerState::Open));
    }

    #[test]
    fn failed_trials_open_it_again_for_the_whole_time() {
        let mut breaker = opened(USUAL);
        for _ in 0..2 {
            assert_eq!(call(&mut breaker, 1_000, false), None, "decided with the last trial");
        }
        assert_eq!(call(&mut breaker, 1_500, true), Some(BreakerState::Open));
        assert_eq!(breaker.admits(2_499).ticket, None);
        assert_eq!(breaker.admits(2_500).change, Some(BreakerState::HalfOpen));
    }

    #[test]
    fn outcomes_from_before_a_change_do_not_count() {
        let mut breaker = CircuitBreaker::new(&USUAL);
        let early: Vec<u32> = (0..30).filter_map(|_| breaker.admits(0).ticket).collect();
        let changes: Vec<BreakerState> =
            early[..25].iter().filter_map(|ticket| breaker.outcome(0, *ticket, false)).collect();
        assert_eq!(changes, [BreakerState::Open]);
        let trial = breaker.admits(1_000).ticket.expect("a trial");
        for ticket in &early[25..] {
            assert_eq!(breaker.outcome(1_000, *ticket, false), None);
            breaker.forget(*ticket);
        }
        assert_eq!(breaker.outcome(1_000, trial, true), None);
        call(&mut breaker, 1_000, true);
        let last = breaker.admits(1_000).ticket.expect("the third trial");
        assert_eq!(breaker.admits(1_000).ticket, None, "what is forgotten from before frees no trial");
        breaker.forget(last);
        assert_eq!(call(&mut breaker, 1_000, true), Some(BreakerState::Closed));
        for _ in 0..30 {
            assert_eq!(breaker.outcome(1_000, trial, false), None, "a trial that is over");
        }
    }

    #[test]
    fn a_trial_without_an_outcome_is_made_again() {
        let mut breaker = opened(Breaker { trials: 1, ..USUAL });
        let lost = breaker.admits(1_000).ticket.expect("a trial");
        assert_eq!(breaker.admits(1_000).ticket, None);
        breaker.forget(lost);
        assert_eq!(call(&mut breaker, 1_000, true), Some(BreakerState::Closed));
        breaker.forget(lost);
        assert_eq!(call(&mut breaker, 1_000, true), None);
    }

    #[test]
    fn extremes() {
        let nothing = Breaker { window: 0, least_calls: 0, failures: 0, open_ns: 0, trials: 0 };
        let mut breaker = CircuitBreaker::new(&nothing);
        assert_eq!(call(&mut breaker, 0, true), Some(BreakerState::Open), "no failure is enough failures");
        let most = u32::MAX;
        let everything =
            Breaker { window: most, least_calls: most, failures: most, open_ns: u64::MAX, trials: most };
        let mut breaker = CircuitBreaker::new(&everything);
        for _ in 0..1_000 {
            assert_eq!(call(&mut breaker, u64::MAX, false), None);
        }
        let mut breaker = opened(Breaker { open_ns: u64::MAX, ..USUAL });
        assert_eq!(breaker.admits(u64::MAX - 1).ticket, None);
    }
}
