//! Adaptive throttling: a client that sees most of its requests turned away sends fewer, without being told
//! to.

use scenario::Throttle;

use super::window::Window;
use crate::random::unit;

/// One slice is 2 s of the usual two minutes.
const SLICES: usize = 60;

/// The state of a [`Throttle`]: what one client asked of one server lately, and what was accepted.
///
/// Times passed in must not go backwards. For each try: [`Throttling::rejects`], then [`Throttling::asked`]
/// whatever the answer was, and [`Throttling::accepted`] when the server took it up. Source: Beyer et al.,
/// Site Reliability Engineering, chapter 21, "Client-Side Throttling": requests turned away here count as
/// requests too, or the client would never go on.
#[derive(Clone, Debug)]
pub(crate) struct Throttling {
    /// In thousandths.
    k: i64,
    requests: Window<SLICES>,
    accepts: Window<SLICES>,
}

impl Throttling {
    /// One that has seen nothing and rejects nothing.
    pub(crate) fn new(throttle: &Throttle) -> Self {
        Self {
            k: i64::from(throttle.k),
            requests: Window::new(throttle.window_ns),
            accepts: Window::new(throttle.window_ns),
        }
    }

    /// The probability with which the next try is turned away: max(0, (requests − k·accepts) / (requests +
    /// 1)).
    pub(crate) fn share(&mut self, now: u64) -> f64 {
        let requests = self.requests.sum(now).saturating_mul(1_000);
        let excess = requests.saturating_sub(self.accepts.sum(now).saturating_mul(self.k));
        if excess <= 0 {
            return 0.0;
        }
        excess as f64 / requests.saturating_add(1_000) as f64
    }

    /// Whether the next try is turned away; `word` decides.
    pub(crate) fn rejects(&mut self, now: u64, word: u64) -> bool {
        unit(word) < self.share(now)
    }

    /// The client wanted to send a try, whether it was turned away or not.
    pub(crate) fn asked(&mut self, now: u64) {
        self.requests.add(now, 1);
    }

    /// The server took a try up, rather than turning it away or not answering.
    pub(crate) fn accepted(&mut self, now: u64) {
        self.accepts.add(now, 1);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::{Purpose, word};

    const S: u64 = 1_000_000_000;
    const USUAL: Throttle = Throttle { k: 2_000, window_ns: 120 * S };

    fn after(requests: u32, accepts: u32) -> Throttling {
        let mut throttling = Throttling::new(&USUAL);
        (0..requests).for_each(|_| throttling.asked(0));
        (0..accepts).for_each(|_| throttling.accepted(0));
        throttling
    }

    #[test]
    fn the_share_is_that_of_the_book() {
        assert_eq!(after(0, 0).share(0), 0.0);
        let share = after(1_000, 300).share(0);
        assert!((share - 0.3996).abs() <= 5e-4 * 0.3996, "{share}");
        assert_eq!(after(1_000, 500).share(0), 0.0, "half accepted is enough with k = 2");
        assert_eq!(after(3, 0).share(0), 0.75);
    }

    #[test]
    fn it_forgets_after_its_window() {
        let mut throttling = after(1_000, 0);
        assert!(throttling.share(118 * S) > 0.99);
        assert_eq!(throttling.share(120 * S), 0.0);
    }

    #[test]
    fn it_rejects_that_share() {
        let mut throttling = after(1_000, 300);
        let tries = 100_000;
        let rejected =
            (0..tries).filter(|n| throttling.rejects(0, word(1, 2, Purpose::Throttle, *n))).count();
        let share = rejected as f64 / tries as f64;
        assert!((share - 0.3996).abs() <= 0.01 * 0.3996, "{share}");
        assert!(!after(1_000, 500).rejects(0, 0), "a share of zero rejects nothing");
        assert!(!after(1_000_000, 0).rejects(0, u64::MAX), "never quite everything");
    }

    /// The book: with k = 2 the server turns away one request for each that it takes up.
    #[test]
    fn a_server_gets_k_times_what_it_takes_up() {
        let mut throttling = Throttling::new(&USUAL);
        let (mut sent, mut accepted, mut busy_until) = (0, 0, 0);
        for request in 0..200_000 {
            let now = request * S / 100;
            let rejected = throttling.rejects(now, word(1, 3, Purpose::Throttle, request));
            throttling.asked(now);
            if rejected {
                continue;
            }
            let takes_up = now >= busy_until;
            if takes_up {
                throttling.accepted(now);
                busy_until = now + S / 10;
            }
            // The first windows see more: nothing is known yet.
            if request >= 50_000 {
                sent += 1;
                accepted += u32::from(takes_up);
            }
        }
        let sent_per_accepted = f64::from(sent) / f64::from(accepted);
        assert!((sent_per_accepted - 2.0).abs() <= 0.06, "{sent_per_accepted}");
        assert!(sent < 30_000, "{sent} of 150,000: a tenth of them can be taken up at most");
    }

    #[test]
    fn extremes() {
        for k in [0, u32::MAX] {
            for window_ns in [0, 1, u64::MAX] {
                let mut throttling = Throttling::new(&Throttle { k, window_ns });
                for now in [0, 1, u64::MAX] {
                    throttling.asked(now);
                    throttling.accepted(now);
                    let share = throttling.share(now);
                    assert!((0.0..1.0).contains(&share), "{share}");
                }
            }
        }
        let mut throttling = Throttling::new(&USUAL);
        throttling.requests.add(0, i64::MAX);
        assert!(throttling.share(0) <= 1.0);
    }
}
