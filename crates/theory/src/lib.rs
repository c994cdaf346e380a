//! What a queue does on average, in closed form. Times in seconds, rates per second.
//!
//! Charts draw these beside a run, and the simulator's tests hold long runs against them. Nothing here knows a run.

#![cfg_attr(not(test), deny(clippy::disallowed_methods, clippy::disallowed_types))]

/// Many customers who come independently of each other, `servers` of them served at a time for exponential times, the
/// others in one line: M/M/c. Kleinrock, Queueing Systems I (1975), chapter 3; Erlang (1917).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Mmc {
    /// Arrivals per second.
    pub arrivals: f64,
    /// How many one server would serve per second.
    pub services: f64,
    pub servers: u32,
}

/// The probability that all of `servers` lines are taken at a load of `erlang`, when nobody waits: Erlang B by its
/// recursion B(k) = aB(k−1)/(k + aB(k−1)).
pub fn erlang_b(erlang: f64, servers: u32) -> f64 {
    (1..=servers).fold(1.0, |blocked, k| erlang * blocked / (f64::from(k) + erlang * blocked))
}

impl Mmc {
    /// Whether arrivals leave the servers time to catch up. Without that there are no averages.
    pub fn is_stable(self) -> bool {
        self.arrivals > 0.0 && self.services > 0.0 && self.spare() > 0.0
    }

    /// Servers that are busy on average.
    pub fn erlang(self) -> f64 {
        self.arrivals / self.services
    }

    /// The share of their time that servers are busy.
    pub fn utilisation(self) -> f64 {
        self.erlang() / f64::from(self.servers)
    }

    /// Erlang C: the probability of having to wait.
    pub fn waits(self) -> f64 {
        let (blocked, rho) = (erlang_b(self.erlang(), self.servers), self.utilisation());
        blocked / (1.0 - rho + rho * blocked)
    }

    pub fn mean_wait(self) -> f64 {
        self.waits() / self.spare()
    }

    /// Waiting and service together.
    pub fn mean_response(self) -> f64 {
        self.mean_wait() + 1.0 / self.services
    }

    pub fn mean_waiting(self) -> f64 {
        self.arrivals * self.mean_wait()
    }

    pub fn mean_inside(self) -> f64 {
        self.arrivals * self.mean_response()
    }

    /// P(wait > t).
    pub fn wait_tail(self, t: f64) -> f64 {
        self.waits() * libm::exp(-self.spare() * t)
    }

    /// P(response > t), first come first served: service alone, or the sum of two exponentials.
    pub fn response_tail(self, t: f64) -> f64 {
        let (waits, spare, mu) = (self.waits(), self.spare(), self.services);
        let served = libm::exp(-mu * t);
        let both = if (spare - mu).abs() < 1e-9 * mu {
            (1.0 + mu * t) * served
        } else {
            (spare * served - mu * libm::exp(-spare * t)) / (spare - mu)
        };
        (1.0 - waits) * served + waits * both
    }

    /// The response time that a share `q` of the customers does not exceed.
    pub fn response_quantile(self, q: f64) -> f64 {
        invert(|t| self.response_tail(t), 1.0 - q)
    }

    /// How much faster the servers are than the arrivals.
    fn spare(self) -> f64 {
        f64::from(self.servers) * self.services - self.arrivals
    }
}

/// Where a falling tail reaches `level`: t with tail(t) = level, by halving. A tail that never gets there gives infinity.
pub fn invert(tail: impl Fn(f64) -> f64, level: f64) -> f64 {
    let (mut low, mut high) = (0.0, 1.0);
    while tail(high) > level {
        high *= 2.0;
        if high == f64::INFINITY {
            return high;
        }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_server_answers_as_the_simple_form_says() {
        let queue = Mmc { arrivals: 8.0, services: 10.0, servers: 1 };
        assert!((queue.mean_response() - 0.5).abs() < 1e-12);
        for q in [0.5, 0.9, 0.99] {
            let simple = -libm::log(1.0 - q) / 2.0;
            assert!((queue.response_quantile(q) - simple).abs() < 1e-9, "{q}");
        }
    }

    #[test]
    fn too_many_arrivals_have_no_averages() {
        assert!(!Mmc { arrivals: 10.0, services: 10.0, servers: 1 }.is_stable());
        assert!(!Mmc { arrivals: 0.0, services: 10.0, servers: 1 }.is_stable());
        assert_eq!(invert(|_| 1.0, 0.5), f64::INFINITY);
    }
}
