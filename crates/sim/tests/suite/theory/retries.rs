//! What trying again costs and gains, and how long clients wait in between.

/// Tries per request when each fails with probability p and nobody gives up: 1/(1−p).
pub(crate) fn tries_without_bound(p: f64) -> f64 {
    1.0 / (1.0 - p)
}

/// Tries per request with `most` at the most: (1−pⁿ)/(1−p).
pub(crate) fn tries(p: f64, most: u32) -> f64 {
    if p < 1.0 { (1.0 - p.powf(f64::from(most))) / (1.0 - p) } else { f64::from(most) }
}

pub(crate) fn success(p: f64, most: u32) -> f64 {
    1.0 - p.powf(f64::from(most))
}

/// What reaches the last of `depth` layers that each try `tries` times, when it answers nobody.
pub(crate) fn amplification(tries: u64, depth: u32) -> u64 {
    tries.pow(depth)
}

/// Load per request under a full outage when a budget allows retries for this share of requests.
pub(crate) fn budgeted_load(share: f64) -> f64 {
    1.0 + share
}

/// The exponential wait before retry i = 0, 1, …, before any jitter.
pub(crate) fn exponential(base: f64, cap: f64, retry: i32) -> f64 {
    (base * 2_f64.powi(retry)).min(cap)
}

/// Mean and standard deviation of the sum of `retries` waits, each uniform from 0 to the exponential one.
pub(crate) fn full_jitter(base: f64, cap: f64, retries: i32) -> (f64, f64) {
    let waits = || (0..retries).map(|retry| exponential(base, cap, retry));
    (waits().sum::<f64>() / 2.0, (waits().map(|wait| wait * wait).sum::<f64>() / 12.0).sqrt())
}

/// Mean of the sum of waits that are half fixed and half uniform.
pub(crate) fn equal_jitter(base: f64, cap: f64, retries: i32) -> f64 {
    (0..retries).map(|retry| exponential(base, cap, retry) * 0.75).sum()
}

/// Mean waits one after the other, each uniform from `base` to three times the one before, without a cap:
/// E[s] = base/2 + 3/2·E[before].
pub(crate) fn decorrelated(base: f64, retries: usize) -> Vec<f64> {
    let next = |before: &f64| Some(base / 2.0 + 1.5 * before);
    std::iter::successors(Some(base), next).skip(1).take(retries).collect()
}

/// Least and most wait before retry n = 1, 2, …: min(initial·multiplierⁿ⁻¹, most), a fifth more or less. gRPC proposal
/// A6.
pub(crate) fn grpc_bounds(initial: f64, multiplier: f64, most: f64, retry: i32) -> (f64, f64) {
    let wait = (initial * multiplier.powi(retry - 1)).min(most);
    (wait * 0.8, wait * 1.2)
}

/// How long an answer must be kept so that the last possible try still finds it: every timeout and every wait.
pub(crate) fn dedup_window(timeout: f64, tries: f64, waits: &[f64]) -> f64 {
    timeout * tries + waits.iter().sum::<f64>()
}

/// Mean response with exponential service of mean m and one copy after d: m − (m/2)e^(−d/m). And the share of requests
/// that send it: e^(−d/m).
pub(crate) fn hedged(mean: f64, after: f64) -> (f64, f64) {
    let late = (-after / mean).exp();
    (mean - mean / 2.0 * late, late)
}

/// P(at least one of n is slow), and how rarely each may be so that the whole is slow half the time.
pub(crate) fn any_slow(q: f64, n: f64) -> f64 {
    1.0 - (1.0 - q).powf(n)
}

pub(crate) fn quantile_for_median(n: f64) -> f64 {
    0.5_f64.powf(1.0 / n)
}
