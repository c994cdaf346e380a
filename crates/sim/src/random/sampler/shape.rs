//! The distributions that need more than one step. Formulas: Law, Simulation Modeling and Analysis, chapter 8, unless
//! another source is named.

use scenario::{Distribution, Thousandths};

use super::whole;
use crate::random::{below, further, unit, unit_open};

/// What is left of a distribution's fields once all that does not depend on the word has been worked out.
#[derive(Debug)]
pub(crate) enum Shape {
    /// `least` and anything below `span` more; a span of 0 stands for 2^64.
    Uniform {
        least: u64,
        span: u64,
    },
    Normal {
        mean: f64,
        deviation: f64,
    },
    /// A gamma with a whole `shape`, `scale` its mean over the shape.
    Gamma {
        shape: f64,
        scale: f64,
    },
    /// `likely_mean` with probability 1 − `rare`, else `rare_mean`.
    Hyperexponential {
        rare: f64,
        likely_mean: f64,
        rare_mean: f64,
    },
    /// `median` · e^(`sigma` · Z).
    Lognormal {
        median: f64,
        sigma: f64,
    },
    Pareto(Pareto),
    /// The lengths, and for each the sum of the weights up to it.
    Empirical {
        lengths: Box<[u64]>,
        sums: Box<[u64]>,
    },
}

/// A power law between two bounds.
#[derive(Debug)]
pub(crate) struct Pareto {
    least: u64,
    most: u64,
    /// The exponent; 0 = equally likely on a logarithmic scale, the limit of ever smaller ones.
    alpha: f64,
    /// ln(`most`/`least`).
    log_ratio: f64,
    /// 1 − (`least`/`most`)^`alpha`: how much of the unbounded law lies between the bounds.
    share: f64,
}

impl Shape {
    pub(super) fn new(distribution: &Distribution) -> Self {
        match *distribution {
            Distribution::Constant { ns } => Self::Uniform { least: ns, span: 1 },
            Distribution::Uniform { least_ns, most_ns } => {
                let (least, most) = (least_ns.min(most_ns), least_ns.max(most_ns));
                Self::Uniform { least, span: (most - least).wrapping_add(1) }
            }
            Distribution::Exponential { mean_ns } => Self::Gamma { shape: 1.0, scale: mean_ns as f64 },
            Distribution::Normal { mean_ns, deviation_ns } => {
                Self::Normal { mean: mean_ns as f64, deviation: deviation_ns as f64 }
            }
            Distribution::Erlang { stages, mean_ns } => {
                let shape = f64::from(stages.max(1));
                Self::Gamma { shape, scale: mean_ns as f64 / shape }
            }
            Distribution::Hyperexponential { mean_ns, cs2 } => balanced(mean_ns as f64, plain(cs2).max(1.0)),
            Distribution::Lognormal { mean_ns, cs2 } => {
                // E = e^(mu + sigma²/2), cs² = e^(sigma²) − 1.
                let spread = 1.0 + plain(cs2);
                let median = mean_ns as f64 / libm::sqrt(spread);
                Self::Lognormal { median, sigma: libm::sqrt(libm::log(spread)) }
            }
            Distribution::Pareto { least_ns, most_ns, shape } => {
                Self::Pareto(Pareto::new(least_ns, most_ns, plain(shape)))
            }
            Distribution::Empirical { ref lengths_ns, ref weights } => {
                let mut sum = 0_u64;
                let sums = weights.iter().take(lengths_ns.len()).map(|weight| {
                    sum = sum.saturating_add(u64::from(*weight));
                    sum
                });
                Self::Empirical { sums: sums.collect(), lengths: lengths_ns.as_slice().into() }
            }
        }
    }

    #[cold]
    pub(super) fn sample(&self, word: u64) -> u64 {
        match self {
            Self::Uniform { least, span: 0 } => least.saturating_add(word),
            Self::Uniform { least, span } => least.saturating_add(below(word, *span)),
            // A negative length is taken for none, as a packet scheduler would (Linux, sch_netem.c).
            Self::Normal { mean, deviation } => whole(mean + deviation * normal(word)),
            Self::Gamma { shape, scale } => whole(gamma(*shape, word) * scale),
            Self::Hyperexponential { rare, likely_mean, rare_mean } => {
                let mean = if unit(word) < *rare { rare_mean } else { likely_mean };
                whole(-libm::log(unit_open(further(word, 0))) * mean)
            }
            Self::Lognormal { median, sigma } => whole(median * libm::exp(sigma * normal(word))),
            Self::Pareto(pareto) => pareto.sample(word),
            Self::Empirical { lengths, sums } => {
                let drawn = below(word, sums.last().copied().unwrap_or(0));
                let place = sums.partition_point(|sum| *sum <= drawn);
                lengths.get(place).or(lengths.first()).copied().unwrap_or(0)
            }
        }
    }
}

impl Pareto {
    fn new(least_ns: u64, most_ns: u64, alpha: f64) -> Self {
        // A power law has no beginning at zero.
        let least = least_ns.min(most_ns).max(1);
        let most = least_ns.max(most_ns).max(1);
        let log_ratio = libm::log(most as f64 / least as f64);
        Self { least, most, alpha, log_ratio, share: -libm::expm1(-alpha * log_ratio) }
    }

    /// Inversion of F(x) = (1 − (L/x)^α) / (1 − (L/H)^α).
    fn sample(&self, word: u64) -> u64 {
        let u = unit(word);
        let log_growth =
            if self.alpha > 0.0 { -libm::log1p(-u * self.share) / self.alpha } else { u * self.log_ratio };
        whole(self.least as f64 * libm::exp(log_growth)).clamp(self.least, self.most)
    }
}

fn plain(thousandths: Thousandths) -> f64 {
    f64::from(thousandths) / 1000.0
}

/// Two exponentials that contribute equally to the mean: p₁/λ₁ = p₂/λ₂. With p the rarer one's probability,
/// p = (1 − √((cs² − 1)/(cs² + 1)))/2 and its mean is m/2p (Whitt: Approximating a Point Process by a Renewal Process, 1982).
fn balanced(mean: f64, cs2: f64) -> Shape {
    let root = libm::sqrt((cs2 - 1.0) / (cs2 + 1.0));
    // The same as (1 − root)/2, which would lose its digits when cs² is great.
    let rare = 1.0 / ((cs2 + 1.0) * (1.0 + root));
    Shape::Hyperexponential { rare, likely_mean: mean / (2.0 * (1.0 - rare)), rare_mean: mean / (2.0 * rare) }
}

/// A standard normal draw (Marsaglia, Bray: A Convenient Method for Generating Normal Variables, 1964).
fn normal(word: u64) -> f64 {
    let mut place = 0;
    loop {
        let x = 2.0 * unit_open(further(word, place)) - 1.0;
        let y = 2.0 * unit_open(further(word, place + 1)) - 1.0;
        let square = x * x + y * y;
        // Four in five are accepted; the words that follow one another all differ, so an end is certain.
        if square > 0.0 && square < 1.0 {
            return x * libm::sqrt(-2.0 * libm::log(square) / square);
        }
        place += 2;
    }
}

/// A gamma draw with mean and variance `shape` ≥ 1 (Marsaglia, Tsang: A Simple Method for Generating Gamma Variables,
/// 2000). For a whole shape it is the sum of so many exponentials, at a cost that does not grow with their number.
fn gamma(shape: f64, word: u64) -> f64 {
    let d = shape - 1.0 / 3.0;
    let c = 1.0 / libm::sqrt(9.0 * d);
    let mut place = 0;
    loop {
        // Draws of draws: each try has a family of words of its own.
        let x = normal(further(word, place));
        let root = 1.0 + c * x;
        let v = root * root * root;
        if v > 0.0 {
            let u = unit_open(further(word, place + 1));
            if libm::log(u) < x * x / 2.0 + d - d * v + d * libm::log(v) {
                return d * v;
            }
        }
        place += 2;
    }
}
