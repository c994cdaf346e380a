//! Queues with one server, Poisson arrivals and any service time, and other orders of service.

/// The first two moments of a service time.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Moments {
    pub(crate) mean: f64,
    pub(crate) square: f64,
}

impl Moments {
    pub(crate) fn constant(mean: f64) -> Self {
        Self { mean, square: mean * mean }
    }

    pub(crate) fn exponential(mean: f64) -> Self {
        Self::spread(mean, 1.0)
    }

    /// From the mean and the squared coefficient of variation.
    pub(crate) fn spread(mean: f64, cs2: f64) -> Self {
        Self { mean, square: mean * mean * (1.0 + cs2) }
    }

    /// `short` with probability `share`, else `long`.
    pub(crate) fn two(short: f64, share: f64, long: f64) -> Self {
        Self {
            mean: share * short + (1.0 - share) * long,
            square: share * short * short + (1.0 - share) * long * long,
        }
    }

    pub(crate) fn cs2(self) -> f64 {
        self.square / (self.mean * self.mean) - 1.0
    }
}

/// Mean wait in M/G/1: λE[S²]/2(1−ρ). Pollaczek (1930), Khinchine (1932).
pub(crate) fn mean_wait(arrivals: f64, service: Moments) -> f64 {
    arrivals * service.square / (2.0 * (1.0 - arrivals * service.mean))
}

/// P(wait > t) in M/D/1: 1 − (1−ρ) Σ (λ(kS − t))^k/k! · e^(λ(t − kS)), k = 0 … ⌊t/S⌋. Erlang (1909), Crommelin (1932).
/// The terms alternate and grow, so this is good for t up to some 20 services.
pub(crate) fn md1_wait_tail(arrivals: f64, service: f64, t: f64) -> f64 {
    let mut sum = 0.0;
    let mut k = 0.0;
    while k * service <= t {
        let x = arrivals * (k * service - t);
        let mut term = (-x).exp();
        let mut factor = 1.0;
        while factor <= k {
            term *= x / factor;
            factor += 1.0;
        }
        sum += term;
        k += 1.0;
    }
    1.0 - (1.0 - arrivals * service) * sum
}

/// Approximate mean wait in G/G/1 under heavy load: ρ/(1−ρ) · (ca² + cs²)/2 · S. Kingman (1961).
pub(crate) fn kingman(rho: f64, ca2: f64, cs2: f64, service: f64) -> f64 {
    rho / (1.0 - rho) * (ca2 + cs2) / 2.0 * service
}

/// Mean waits of the classes, most urgent first, when nobody is interrupted: W0/((1−σ(k−1))(1−σ(k))) with
/// W0 = λE[S²]/2. Cobham (1954).
pub(crate) fn cobham(arrivals: &[f64], service: Moments) -> Vec<f64> {
    let residual = arrivals.iter().sum::<f64>() * service.square / 2.0;
    let mut busy = 0.0;
    let wait = |rate: &f64| {
        let above = 1.0 - busy;
        busy += rate * service.mean;
        residual / (above * (1.0 - busy))
    };
    arrivals.iter().map(wait).collect()
}

/// Mean response of a request of length `x` when all inside share the processor: x/(1−ρ), whatever the distribution.
/// Kleinrock, Queueing Systems II (1976), chapter 4.
pub(crate) fn sharing(rho: f64, x: f64) -> f64 {
    x / (1.0 - rho)
}

/// E[wait²] in M/M/1, first come first served: waiting is exponential for the share ρ that waits.
pub(crate) fn mm1_wait_square(arrivals: f64, services: f64) -> f64 {
    2.0 * arrivals / services / ((services - arrivals) * (services - arrivals))
}

/// The same, last come first served without interruption. Takács (1963).
pub(crate) fn lifo_wait_square(arrivals: f64, services: f64) -> f64 {
    mm1_wait_square(arrivals, services) / (1.0 - arrivals / services)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tail_of_constant_service_has_the_mean_of_pollaczek_and_khinchine() {
        let step = 0.000_5;
        let area: f64 =
            (0..4_000).map(|at| md1_wait_tail(8.0, 0.1, (f64::from(at) + 0.5) * step) * step).sum();
        let mean = mean_wait(8.0, Moments::constant(0.1));
        assert!((area - mean).abs() < 2e-4, "{area} against {mean}");
    }
}
