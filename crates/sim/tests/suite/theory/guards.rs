//! What keeps overload and failure in bounds: throttles, purses of retries, circuit breakers, limits.

/// The probability that a client turns its own request away. Google, Site Reliability Engineering (2016), chapter 21.
pub(crate) fn throttled(requests: f64, accepts: f64, k: f64) -> f64 {
    ((requests - k * accepts) / (requests + 1.0)).max(0.0)
}

/// Retries that a purse pays for when nothing is paid back.
pub(crate) fn purse(capacity: u32, cost: u32) -> u32 {
    capacity / cost
}

/// Failures until tokens are at half, and successes that make up for one failure. gRPC proposal A6.
pub(crate) fn tokens(most: f64, ratio: f64) -> (f64, f64) {
    (most / 2.0, 1.0 / ratio)
}

/// P(at least `threshold` of n fail): the circuit breaker trips on its first full window.
pub(crate) fn trips(n: u32, p: f64, threshold: u32) -> f64 {
    (threshold..=n).map(|k| binomial(n, k) * p.powf(k.into()) * (1.0 - p).powf((n - k).into())).sum()
}

pub(crate) fn binomial(n: u32, k: u32) -> f64 {
    (0..k).map(|i| f64::from(n - i) / f64::from(i + 1)).product()
}

/// How many of `limit` requests wait, as seen from the time they take: ⌈L(1 − shortest/now)⌉. Vegas, as in Netflix's
/// concurrency-limits.
pub(crate) fn vegas_queue(limit: f64, shortest: f64, now: f64) -> f64 {
    (limit * (1.0 - shortest / now)).ceil()
}

/// Gradient and new limit: g = max(½, min(1, tolerance·long/short)), (1−s)L + s(gL + queue). Gradient2, as in Netflix's
/// concurrency-limits.
pub(crate) fn gradient(limit: f64, long: f64, short: f64, tolerance: f64, queue: f64, s: f64) -> (f64, f64) {
    let gradient = (tolerance * long / short).clamp(0.5, 1.0);
    (gradient, (1.0 - s) * limit + s * (gradient * limit + queue))
}

/// What is left of a deadline after each hop.
pub(crate) fn remaining(deadline: f64, hops: &[f64]) -> Vec<f64> {
    let mut left = deadline;
    let hop = |spent: &f64| {
        left -= spent;
        left
    };
    hops.iter().map(hop).collect()
}
