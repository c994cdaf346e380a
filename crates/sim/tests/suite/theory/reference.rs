//! Reference computations where no closed form is at hand: the same queue, written down in a few lines with its own random
//! numbers and without events.

/// Independent draws: splitmix64 (Steele, Lea and Flood 2014).
pub(crate) struct Draws(u64);

impl Draws {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// Uniform, above 0 and up to 1.
    pub(crate) fn unit(&mut self) -> f64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut word = self.0;
        word = (word ^ (word >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        word = (word ^ (word >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        word ^= word >> 31;
        ((word >> 11) + 1) as f64 / (1_u64 << 53) as f64
    }

    pub(crate) fn exponential(&mut self, mean: f64) -> f64 {
        -mean * self.unit().ln()
    }

    /// Box and Muller (1958), one of the pair.
    pub(crate) fn normal(&mut self) -> f64 {
        (-2.0 * self.unit().ln()).sqrt() * (std::f64::consts::TAU * self.unit()).cos()
    }

    /// By mean and squared coefficient of variation.
    pub(crate) fn lognormal(&mut self, mean: f64, cs2: f64) -> f64 {
        let variance = (1.0 + cs2).ln();
        (mean.ln() - variance / 2.0 + variance.sqrt() * self.normal()).exp()
    }
}

/// Counts in steps of a thousandth of a second up to a minute.
pub(crate) struct Histogram {
    counts: Vec<u64>,
    total: u64,
}

impl Histogram {
    pub(crate) fn new() -> Self {
        Self { counts: vec![0; 60_000], total: 0 }
    }

    pub(crate) fn count(&mut self, seconds: f64) {
        let last = self.counts.len() - 1;
        self.counts[((seconds * 1e3) as usize).min(last)] += 1;
        self.total += 1;
    }

    /// The middle of the step in which the share `q` is reached.
    pub(crate) fn quantile(&self, q: f64) -> f64 {
        let mut left = (q * self.total as f64) as u64;
        for (step, &count) in self.counts.iter().enumerate() {
            if count > left {
                return (step as f64 + 0.5) / 1e3;
            }
            left -= count;
        }
        60.0
    }
}

/// Response times in G/G/1, first come first served, by Lindley's recursion W' = max(0, W + S − A) (1952).
pub(crate) fn lindley(
    customers: u32,
    mut gap: impl FnMut() -> f64,
    mut service: impl FnMut() -> f64,
) -> Histogram {
    let mut responses = Histogram::new();
    let mut wait = 0.0;
    for _ in 0..customers {
        let served = service();
        responses.count(wait + served);
        wait = f64::max(0.0, wait + served - gap());
    }
    responses
}

/// Response times of two classes in M/M/1 where the first goes before the second but interrupts nobody: whenever the
/// server is free it takes the earliest arrival of the first class that is there, else of the second, else the next.
pub(crate) fn two_classes(customers: u32, rates: [f64; 2], services: f64, seed: u64) -> [Histogram; 2] {
    let mut draws = Draws::new(seed);
    let mut next = rates.map(|rate| draws.exponential(1.0 / rate));
    let mut responses = [Histogram::new(), Histogram::new()];
    let mut free = 0.0;
    for _ in 0..customers {
        let class = usize::from(next[0] > free && next[1] < next[0]);
        let arrived = next[class];
        free = f64::max(free, arrived) + draws.exponential(1.0 / services);
        responses[class].count(free - arrived);
        next[class] += draws.exponential(1.0 / rates[class]);
    }
    responses
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::theory::general::md1_wait_tail;
    use crate::theory::invert;

    #[test]
    fn the_recursion_agrees_with_the_closed_form_for_constant_service() {
        let mut draws = Draws::new(1);
        let responses = lindley(2_000_000, || draws.exponential(0.125), || 0.1);
        let p99 = 0.1 + invert(|t| md1_wait_tail(8.0, 0.1, t), 0.01);
        assert!((responses.quantile(0.99) / p99 - 1.0).abs() < 0.03, "{} {p99}", responses.quantile(0.99));
    }
}
