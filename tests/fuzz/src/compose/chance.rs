//! Lengths of time and moments that are left to chance.

use scenario::{Arrivals, Distribution};

use crate::bytes::Bytes;

pub(super) fn distribution(bytes: &mut Bytes) -> Distribution {
    match bytes.byte() % 12 {
        0..=3 => Distribution::Constant { ns: bytes.time_ns() },
        4 => {
            let (one, other) = (bytes.time_ns(), bytes.time_ns());
            Distribution::Uniform { least_ns: one.min(other), most_ns: one.max(other) }
        }
        5 => Distribution::Exponential { mean_ns: bytes.some_time_ns() },
        6 => Distribution::Normal { mean_ns: bytes.some_time_ns(), deviation_ns: bytes.time_ns() },
        7 => Distribution::Erlang {
            stages: bytes.count(1_000).try_into().unwrap_or(1),
            mean_ns: bytes.some_time_ns(),
        },
        8 => Distribution::Hyperexponential {
            mean_ns: bytes.some_time_ns(),
            cs2: bytes.thousandths(1_000, 1_000_000),
        },
        9 => Distribution::Lognormal { mean_ns: bytes.some_time_ns(), cs2: bytes.thousandths(1, 1_000_000) },
        10 => {
            let (one, other) = (bytes.some_time_ns(), bytes.some_time_ns());
            Distribution::Pareto {
                least_ns: one.min(other),
                most_ns: one.max(other),
                shape: bytes.thousandths(100, 100_000),
            }
        }
        _ => {
            let many = bytes.one_of(4) + 1;
            let (lengths_ns, weights) =
                (0..many).map(|_| (bytes.time_ns(), bytes.count(1_000_000) - 1)).unzip();
            Distribution::Empirical { lengths_ns, weights }
        }
    }
}

pub(super) fn arrivals(bytes: &mut Bytes) -> Arrivals {
    match bytes.byte() % 4 {
        0 => Arrivals::Poisson { per_1000_s: per_1000_s(bytes) },
        1 => Arrivals::Paced { per_1000_s: per_1000_s(bytes) },
        2 => Arrivals::Gaps { gap: distribution(bytes) },
        _ => {
            let many = bytes.one_of(12) + 1;
            let mut ns: Vec<u64> = (0..many).map(|_| bytes.time_ns()).collect();
            ns.sort_unstable();
            Arrivals::At { ns }
        }
    }
}

pub(super) fn per_1000_s(bytes: &mut Bytes) -> u64 {
    match bytes.byte() {
        0..200 => (u64::from(bytes.two()) * 10).max(1),
        200..220 => 1,
        220..240 => 100_000,
        _ => 1_000_000_000,
    }
}
