//! Closed forms and small reference computations, each with its source: the oracle that runs of the simulator are held
//! against. Times in seconds, rates per second, unless a name says otherwise. Nothing here knows the simulator.

pub(crate) mod balance;
pub(crate) mod general;
pub(crate) mod guards;
pub(crate) mod markov;
pub(crate) mod operational;
pub(crate) mod reference;
pub(crate) mod reliability;
pub(crate) mod retries;

/// Where a falling tail reaches `level`: t with tail(t) = level, by halving.
pub(crate) fn invert(tail: impl Fn(f64) -> f64, level: f64) -> f64 {
    let (mut low, mut high) = (0.0, 1.0);
    while tail(high) > level {
        high *= 2.0;
    }
    for _ in 0..60 {
        let middle = (low + high) / 2.0;
        if tail(middle) > level {
            low = middle;
        } else {
            high = middle;
        }
    }
    (low + high) / 2.0
}
