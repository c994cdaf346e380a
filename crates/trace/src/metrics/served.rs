//! The numbers of one node that answers.

use super::level::Level;
use super::sum::Sum;
use crate::{Duration, Time};

/// What a server has done so far.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Served {
    measure_from: Time,
    pub(super) workers: u32,
    pub(super) effects: u64,
    pub(super) duplicates: u64,
    pub(super) replays: u64,
    pub(super) queue_max: u32,
    queue: Level,
    busy: Level,
    /// Executions that started from `measure_from` on, and what they waited.
    pub(super) starts: u64,
    pub(super) waited: Sum,
    useful: Sum,
    /// Executions that are going on.
    running: u64,
    /// Sums of the moments at which executions started and stopped: enough for the length of all of them together, those
    /// included that go on at the end.
    start_moments: Sum,
    stop_moments: Sum,
}

impl Served {
    pub(super) fn new(workers: u16, measure_from: Time) -> Self {
        Self {
            measure_from,
            workers: u32::from(workers),
            effects: 0,
            duplicates: 0,
            replays: 0,
            queue_max: 0,
            queue: Level::new(measure_from),
            busy: Level::new(measure_from),
            starts: 0,
            waited: Sum::default(),
            useful: Sum::default(),
            running: 0,
            start_moments: Sum::default(),
            stop_moments: Sum::default(),
        }
    }

    #[inline(always)]
    pub(super) fn queued(&mut self, at: Time, length: u32) {
        self.queue.set(at, length);
        self.queue_max = self.queue_max.max(length);
    }

    #[inline(always)]
    pub(super) fn started(&mut self, at: Time, waited: Duration, busy: u32) {
        self.running += 1;
        self.start_moments.add(at.0);
        if at >= self.measure_from {
            self.starts += 1;
            self.waited.add(waited.0);
        }
        self.occupied(at, busy);
    }

    /// An execution is over, with or without an effect.
    #[inline(always)]
    pub(super) fn stopped(&mut self, at: Time, busy: u32) {
        self.running = self.running.saturating_sub(1);
        self.stop_moments.add(at.0);
        self.occupied(at, busy);
    }

    #[inline(always)]
    pub(super) fn useful(&mut self, work: Duration) {
        self.useful.add(work.0);
    }

    /// Adds what another server has done in the same run, which ended at `end`.
    pub(super) fn merge(&mut self, other: &Self, end: Time) {
        self.workers = self.workers.saturating_add(other.workers);
        self.effects += other.effects;
        self.duplicates += other.duplicates;
        self.replays += other.replays;
        self.queue_max = self.queue_max.max(other.queue_max);
        self.queue.merge(&other.queue, end);
        self.busy.merge(&other.busy, end);
        self.starts += other.starts;
        self.waited.merge(other.waited.get());
        self.useful.merge(other.useful.get());
        self.running += other.running;
        self.start_moments.merge(other.start_moments.get());
        self.stop_moments.merge(other.stop_moments.get());
    }

    /// Nanoseconds of all executions, those included that the end cuts short.
    pub(super) fn work(&self, end: Time) -> u128 {
        let running = u128::from(self.running) * u128::from(end.0);
        (self.stop_moments.get() + running).saturating_sub(self.start_moments.get())
    }

    /// Nanoseconds of executions that settled nothing.
    pub(super) fn wasted(&self, end: Time) -> u128 {
        self.work(end).saturating_sub(self.useful.get())
    }

    /// Waiting requests times nanoseconds.
    pub(super) fn queue_area(&self, end: Time) -> u128 {
        self.queue.area(end)
    }

    /// Busy workers times nanoseconds.
    pub(super) fn busy_area(&self, end: Time) -> u128 {
        self.busy.area(end)
    }

    /// Requests that share processors can be more than the processors.
    #[inline(always)]
    fn occupied(&mut self, at: Time, busy: u32) {
        self.busy.set(at, busy.min(self.workers));
    }
}
