//! The numbers of one node that asks.

use super::percentiles::Percentiles;
use super::sum::Sum;
use crate::{Duration, Outcome, Time};

/// What a client has seen so far.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Asked {
    measure_from: Time,
    pub(super) requests: u64,
    outcomes: [u64; 6],
    /// Of the answers, those that came after `measure_from`.
    pub(super) answered_measured: u64,
    pub(super) attempts: u64,
    pub(super) retries: u64,
    first_wanted: Option<Time>,
    last_settled: Time,
    pub(super) responses: Percentiles,
    pub(super) first_bytes: u64,
    pub(super) until_first_bytes: Sum,
    /// Sums of moments, none of them taken for earlier than `measure_from`: with them the time that all requests spent in
    /// the system needs no list of the open ones.
    wanted_moments: Sum,
    settled_moments: Sum,
}

impl Asked {
    pub(super) fn new(measure_from: Time) -> Self {
        Self {
            measure_from,
            requests: 0,
            outcomes: [0; 6],
            answered_measured: 0,
            attempts: 0,
            retries: 0,
            first_wanted: None,
            last_settled: Time::ZERO,
            responses: Percentiles::default(),
            first_bytes: 0,
            until_first_bytes: Sum::default(),
            wanted_moments: Sum::default(),
            settled_moments: Sum::default(),
        }
    }

    #[inline(always)]
    pub(super) fn wanted(&mut self, at: Time) {
        self.requests += 1;
        self.first_wanted = self.first_wanted.or(Some(at));
        self.wanted_moments.add(at.max(self.measure_from).0);
    }

    #[inline(always)]
    pub(super) fn settled(&mut self, wanted_at: Time, at: Time, outcome: Outcome) {
        let Some(count) = place(outcome).and_then(|place| self.outcomes.get_mut(place)) else { return };
        *count += 1;
        self.last_settled = self.last_settled.max(at);
        self.settled_moments.add(at.max(self.measure_from).0);
        if at >= self.measure_from {
            self.answered_measured += u64::from(outcome == Outcome::Answered);
        }
        if wanted_at >= self.measure_from {
            self.responses.record(at.since(wanted_at));
        }
    }

    #[inline(always)]
    pub(super) fn first_byte(&mut self, wanted_at: Time, at: Time) {
        if wanted_at >= self.measure_from {
            self.first_bytes += 1;
            self.until_first_bytes.add(at.since(wanted_at).0);
        }
    }

    /// Adds what another client has seen in the same run.
    pub(super) fn merge(&mut self, other: &Self) {
        self.requests += other.requests;
        for (count, more) in self.outcomes.iter_mut().zip(other.outcomes) {
            *count += more;
        }
        self.answered_measured += other.answered_measured;
        self.attempts += other.attempts;
        self.retries += other.retries;
        self.first_wanted = [self.first_wanted, other.first_wanted].into_iter().flatten().min();
        self.last_settled = self.last_settled.max(other.last_settled);
        self.responses.merge(&other.responses);
        self.first_bytes += other.first_bytes;
        self.until_first_bytes.merge(other.until_first_bytes.get());
        self.wanted_moments.merge(other.wanted_moments.get());
        self.settled_moments.merge(other.settled_moments.get());
    }

    /// How many ended so.
    pub(super) fn ended(&self, outcome: Outcome) -> u64 {
        let unfinished = || self.requests.saturating_sub(self.outcomes());
        place(outcome).and_then(|place| self.outcomes.get(place)).copied().unwrap_or_else(unfinished)
    }

    /// From the first intent to the last outcome, if there is one.
    pub(super) fn makespan(&self) -> Option<Duration> {
        let since = self.first_wanted.filter(|_| self.outcomes() > 0)?;
        Some(self.last_settled.since(since))
    }

    /// Nanoseconds that requests were wanted and had no outcome, from `measure_from` to `end`, all together.
    pub(super) fn in_system(&self, end: Time) -> u128 {
        let open = u128::from(self.requests.saturating_sub(self.outcomes()));
        let ends = self.settled_moments.get() + open * u128::from(end.max(self.measure_from).0);
        ends.saturating_sub(self.wanted_moments.get())
    }

    fn outcomes(&self) -> u64 {
        self.outcomes.iter().sum()
    }
}

/// Where an outcome is counted. That the run ended first is no outcome.
#[inline(always)]
fn place(outcome: Outcome) -> Option<usize> {
    match outcome {
        Outcome::Answered => Some(0),
        Outcome::Refused => Some(1),
        Outcome::TimedOut => Some(2),
        Outcome::Failed => Some(3),
        Outcome::Broken => Some(4),
        Outcome::Withheld => Some(5),
        Outcome::Unfinished => None,
    }
}
