//! Many servers with a line each, and who goes where.

/// Mean response, in service times, when each customer joins the shortest of `drawn` lines chosen at random, as the
/// number of servers grows: Σ ρ^((d^i − d)/(d − 1)). Vvedenskaya, Dobrushin and Karpelevich (1996), Mitzenmacher (2001).
pub(crate) fn supermarket(rho: f64, drawn: u32) -> f64 {
    if drawn == 1 {
        return 1.0 / (1.0 - rho);
    }
    let d = f64::from(drawn);
    (1..60).map(|i| rho.powf((d.powi(i) - d) / (d - 1.0))).take_while(|term| *term > 1e-15).sum()
}

/// The shares of keys that move when a ninth server joins eight, say: with consistent hashing, and with the remainder
/// of a division. Karger and others (1997).
pub(crate) fn moved_keys(servers: f64) -> (f64, f64) {
    (1.0 / (servers + 1.0), servers / (servers + 1.0))
}

/// Relative standard deviation of a server's share of a ring on which each has `points` random points: the spacings of
/// n·v points are Dirichlet distributed.
pub(crate) fn ring_spread(servers: f64, points: f64) -> f64 {
    ((servers - 1.0) / (servers * points + 1.0)).sqrt()
}

/// The fullest of n bins after m balls, for m far above n ln n: m/n + √(2(m/n) ln n) to leading order. Raab and Steger
/// (1998).
pub(crate) fn fullest_bin(balls: f64, bins: f64) -> f64 {
    balls / bins + (2.0 * balls / bins * bins.ln()).sqrt()
}

/// How many of `requests` each server gets in turn by weight.
pub(crate) fn weighted_shares(weights: &[u64], requests: u64) -> Vec<u64> {
    let sum: u64 = weights.iter().sum();
    weights.iter().map(|weight| requests * weight / sum).collect()
}
