//! Queues with Poisson arrivals and exponential service. Kleinrock, Queueing Systems I (1975), chapters 3 and 5; Erlang
//! (1917).

pub(crate) use ::theory::{Mmc, erlang_b};

/// M/M/1: P(response > t) = e^−(μ−λ)t.
pub(crate) fn mm1_response_tail(arrivals: f64, services: f64, t: f64) -> f64 {
    (-(services - arrivals) * t).exp()
}

/// The same turned round: t = −ln(1 − q)/(μ−λ).
pub(crate) fn mm1_response_quantile(arrivals: f64, services: f64, q: f64) -> f64 {
    -(1.0 - q).ln() / (services - arrivals)
}

/// A system that holds `room` customers at most, those in service included, and turns others away: M/M/c/K.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Bounded {
    pub(crate) arrivals: f64,
    pub(crate) services: f64,
    pub(crate) servers: u32,
    pub(crate) room: u32,
}

impl Bounded {
    /// The share of time with n inside, n = 0 … K: p(n+1)/p(n) = λ/(min(n+1, c)μ).
    pub(crate) fn states(self) -> Vec<f64> {
        let mut weights = vec![1.0];
        for n in 1..=self.room {
            let leaving = f64::from(n.min(self.servers)) * self.services;
            weights.push(weights[weights.len() - 1] * self.arrivals / leaving);
        }
        let sum: f64 = weights.iter().sum();
        weights.into_iter().map(|weight| weight / sum).collect()
    }

    /// The share of arrivals that are turned away.
    pub(crate) fn refused(self) -> f64 {
        self.states().pop().unwrap_or(1.0)
    }

    pub(crate) fn throughput(self) -> f64 {
        self.arrivals * (1.0 - self.refused())
    }

    pub(crate) fn mean_inside(self) -> f64 {
        (0_u32..).zip(self.states()).map(|(n, share)| f64::from(n) * share).sum()
    }

    pub(crate) fn mean_waiting(self) -> f64 {
        let waiting = |(n, share): (u32, f64)| f64::from(n.saturating_sub(self.servers)) * share;
        (0_u32..).zip(self.states()).map(waiting).sum()
    }

    /// Over those let in.
    pub(crate) fn mean_response(self) -> f64 {
        self.mean_inside() / self.throughput()
    }

    /// Over those let in.
    pub(crate) fn mean_wait(self) -> f64 {
        self.mean_waiting() / self.throughput()
    }

    /// P(response > t) over those let in, first come first served. Who finds n inside waits for n − c + 1 departures.
    pub(crate) fn response_tail(self, t: f64) -> f64 {
        let states = self.states();
        let entering = 1.0 - states[states.len() - 1];
        let seen = (0_u32..self.room).zip(&states);
        let tail = |n: u32| {
            let departures = (n + 1).saturating_sub(self.servers);
            stages_tail(departures, f64::from(self.servers) * self.services, self.services, t)
        };
        seen.map(|(n, share)| share / entering * tail(n)).sum()
    }
}

/// P(sum > t) of `stages` exponential steps at `rate` and a last one at `last` (not faster), by uniformisation: steps of
/// a Poisson process at `rate`, of which the last stage takes one in rate/last. Jensen (1953).
fn stages_tail(stages: u32, rate: f64, last: f64, t: f64) -> f64 {
    let stay = 1.0 - last / rate;
    let (mut poisson, mut within, mut tail) = ((-rate * t).exp(), 0.0, 0.0);
    // After `step` steps the last stage is still on with probability stay^(step − stages), if it has begun.
    let steps = (rate * t + 12.0 * (rate * t).sqrt() + 60.0) as u32;
    for step in 0..steps {
        let on = if step < stages { 1.0 } else { stay.powf(f64::from(step - stages)) };
        tail += poisson * on;
        within += poisson;
        poisson *= rate * t / f64::from(step + 1);
    }
    debug_assert!(within > 1.0 - 1e-9);
    tail
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_general_forms_contain_the_simple_ones() {
        let one = Mmc { arrivals: 8.0, services: 10.0, servers: 1 };
        let roomy = Bounded { arrivals: 8.0, services: 10.0, servers: 1, room: 400 };
        for t in [0.01, 0.3, 1.0, 3.0] {
            let simple = mm1_response_tail(8.0, 10.0, t);
            assert!((one.response_tail(t) - simple).abs() < 1e-12);
            assert!((roomy.response_tail(t) - simple).abs() < 1e-6, "{t}: {}", roomy.response_tail(t));
        }
        let many = Mmc { arrivals: 30.0, services: 10.0, servers: 4 };
        let roomy = Bounded { arrivals: 30.0, services: 10.0, servers: 4, room: 300 };
        assert!((many.response_tail(0.4) - roomy.response_tail(0.4)).abs() < 1e-6);
        assert!((many.mean_response() - roomy.mean_response()).abs() < 1e-6);
        let full = Bounded { arrivals: 5.0, services: 1.0, servers: 8, room: 8 };
        assert!((full.refused() - erlang_b(5.0, 8)).abs() < 1e-12);
    }
}
