//! Availability, collisions, and what a count tells about a probability.

use super::guards::binomial;

/// All of n are needed.
pub(crate) fn in_series(a: f64, n: i32) -> f64 {
    a.powi(n)
}

/// One of n is enough.
pub(crate) fn in_parallel(a: f64, n: i32) -> f64 {
    1.0 - (1.0 - a).powi(n)
}

pub(crate) fn minutes_down_a_year(a: f64) -> f64 {
    (1.0 - a) * 365.0 * 24.0 * 60.0
}

/// P(no majority of n is up).
pub(crate) fn no_majority(a: f64, n: u32) -> f64 {
    let down = |k: u32| binomial(n, k) * (1.0 - a).powf(k.into()) * a.powf((n - k).into());
    (n / 2 + 1..=n).map(down).sum()
}

/// How long a health check takes to notice, and what is lost until then.
pub(crate) fn failover(rate: f64, share: f64, interval: f64, fails: f64, timeout: f64) -> (f64, f64) {
    let detected = interval * fails + timeout;
    (detected, rate * share * detected)
}

/// P(two of n draws from `values` are equal).
pub(crate) fn collision(n: u32, values: f64) -> f64 {
    1.0 - (0..n).map(|i| 1.0 - f64::from(i) / values).product::<f64>()
}

/// The same when there are far more values than draws: 1 − e^(−n²/2N).
pub(crate) fn rare_collision(n: f64, values: f64) -> f64 {
    -(-n * n / (2.0 * values)).exp_m1()
}

/// The interval for a probability of which x of n were seen. Wilson (1927).
pub(crate) fn wilson(x: f64, n: f64, z: f64) -> (f64, f64) {
    let (p, z2) = (x / n, z * z);
    let centre = (p + z2 / (2.0 * n)) / (1.0 + z2 / n);
    let half = z / (1.0 + z2 / n) * (p * (1.0 - p) / n + z2 / (4.0 * n * n)).sqrt();
    (centre - half, centre + half)
}

/// Share of bad states, share of losses, and mean length of a burst when all is lost in the bad state. Gilbert (1960),
/// Elliott (1963).
pub(crate) fn bursts(worsen: f64, improve: f64, lost_good: f64, lost_bad: f64) -> (f64, f64, f64) {
    let bad = worsen / (worsen + improve);
    (bad, lost_good * (1.0 - bad) + lost_bad * bad, 1.0 / improve)
}
