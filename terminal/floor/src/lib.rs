//! What a simulator's speed is measured against: one queue in a bare loop over a heap.
//!
//! M/M/1 written for nothing else, as fast as it goes: no facts, no links, no choice of anything. The gap between this
//! and the simulator is what its generality costs.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, VecDeque};

/// Arrivals per second.
const ARRIVALS: f64 = 8.0;
/// What the worker can do per second.
const SERVICES: f64 = 10.0;

/// What came of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Outcome {
    /// How long each customer stayed, in nanoseconds, in the order of leaving.
    pub stays_ns: Vec<u64>,
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Arrival,
    Departure,
}

impl Outcome {
    /// The mean stay in seconds; none without customers.
    pub fn mean_s(&self) -> Option<f64> {
        let sum: u128 = self.stays_ns.iter().map(|&stay| u128::from(stay)).sum();
        #[expect(clippy::cast_precision_loss, reason = "to be shown with six digits")]
        (!self.stays_ns.is_empty()).then(|| sum as f64 / self.stays_ns.len() as f64 / 1e9)
    }

    /// The stay that 99 of 100 customers do not exceed, in seconds (nearest rank); none without customers.
    pub fn p99_s(mut self) -> Option<f64> {
        let rank = (self.stays_ns.len() * 99).div_ceil(100).checked_sub(1)?;
        let (_, &mut stay, _) = self.stays_ns.select_nth_unstable(rank);
        #[expect(clippy::cast_precision_loss, reason = "to be shown with six digits")]
        Some(stay as f64 / 1e9)
    }
}

/// Serves so many customers, each of whom is two events: one arrival and one departure.
pub fn serve(customers: u32, seed: u64) -> Outcome {
    let mut random = Random(seed);
    let mut agenda = BinaryHeap::with_capacity(4);
    let mut line: VecDeque<u64> = VecDeque::with_capacity(64);
    let mut stays_ns = Vec::with_capacity(customers as usize);
    let mut to_come = customers;
    if to_come > 0 {
        agenda.push(Reverse((random.exponential_ns(ARRIVALS), Kind::Arrival)));
    }
    while let Some(Reverse((now, kind))) = agenda.pop() {
        match kind {
            Kind::Arrival => {
                to_come -= 1;
                if to_come > 0 {
                    agenda.push(Reverse((now + random.exponential_ns(ARRIVALS), Kind::Arrival)));
                }
                if line.is_empty() {
                    agenda.push(Reverse((now + random.exponential_ns(SERVICES), Kind::Departure)));
                }
                line.push_back(now);
            }
            Kind::Departure => {
                if let Some(since) = line.pop_front() {
                    stays_ns.push(now - since);
                }
                if !line.is_empty() {
                    agenda.push(Reverse((now + random.exponential_ns(SERVICES), Kind::Departure)));
                }
            }
        }
    }
    Outcome { stays_ns }
}

/// SplitMix64.
struct Random(u64);

impl Random {
    #[inline]
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    #[inline]
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_precision_loss,
        clippy::cast_sign_loss,
        reason = "53 bits fit, and a gap is far shorter than 2^53 ns"
    )]
    fn exponential_ns(&mut self, per_s: f64) -> u64 {
        // From 1 down to just above 0, so that the logarithm is finite.
        let uniform = ((self.next() >> 11) + 1) as f64 * (1.0 / (1_u64 << 53) as f64);
        (-uniform.ln() * (1e9 / per_s)) as u64
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// M/M/1: stays are exponential with mean 1/(μ − λ) = 0.5 s, and one in a hundred lasts ln(100) times as long.
    #[test]
    fn long_runs_meet_the_theory() {
        let outcome = serve(1_000_000, 1);
        assert_eq!(outcome.stays_ns.len(), 1_000_000);
        let mean = outcome.mean_s().expect("there were customers");
        assert!((mean / 0.5 - 1.0).abs() < 0.02, "mean {mean}");
        let p99 = outcome.p99_s().expect("there were customers");
        assert!((p99 / (0.5 * 100_f64.ln()) - 1.0).abs() < 0.04, "p99 {p99}");
    }

    #[test]
    fn nobody_stays_where_nobody_comes() {
        assert_eq!(serve(0, 1).mean_s(), None);
        assert_eq!(serve(0, 1).p99_s(), None);
        assert_eq!(serve(1, 1).stays_ns.len(), 1);
    }

    #[test]
    fn a_percentile_is_the_nearest_rank() {
        let stays = |count: u64| Outcome { stays_ns: (1..=count).map(|stay| stay * 1_000_000_000).collect() };
        assert_eq!(stays(100).p99_s(), Some(99.0));
        assert_eq!(stays(101).p99_s(), Some(100.0));
        assert_eq!(stays(1).p99_s(), Some(1.0));
    }
}
