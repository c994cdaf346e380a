//! What makes a server slower or worse than its description: being cold, and faults that do not stop it.

use scenario::{PartsPerMillion, Thousandths, WarmUp};

/// A factor of one.
const UNCHANGED: Thousandths = 1_000;

/// After so many time constants a server counts as warm: of the largest factor there is, less than 10⁻²¹ is left.
const COLD_FOR: u64 = 64;

/// The state of one server's health.
#[derive(Clone, Debug)]
pub(crate) struct Health {
    warm_up: Option<WarmUp>,
    started: u64,
    /// From when on being cold makes no difference.
    warm_from: u64,
    slow: Thousandths,
    hung: bool,
    errors: PartsPerMillion,
    /// Other than `errors` while somebody makes requests fail.
    failing: PartsPerMillion,
}

impl Health {
    /// Healthy. Warm until [`Self::started`] is called: a server that starts with the run has to be started at 0.
    pub(crate) fn new(warm_up: Option<WarmUp>, errors: PartsPerMillion) -> Self {
        Self { warm_up, started: 0, warm_from: 0, slow: UNCHANGED, hung: false, errors, failing: errors }
    }

    /// The process starts, for the first time or again: it is cold, and does not hang any more. Slowness and errors have
    /// causes outside the process and stay.
    pub(crate) fn started(&mut self, now: u64) {
        self.hung = false;
        self.started = now;
        let cold = self.warm_up.map_or(0, |warm_up| warm_up.time_constant_ns.saturating_mul(COLD_FOR));
        self.warm_from = now.saturating_add(cold);
    }

    /// Work takes so many times as long as described.
    pub(crate) fn slow(&mut self, factor: Thousandths) {
        self.slow = factor;
    }

    /// No request is answered any more.
    pub(crate) fn hang(&mut self) {
        self.hung = true;
    }

    /// So many requests are answered with an error, whatever the description says.
    pub(crate) fn failing(&mut self, share: PartsPerMillion) {
        self.failing = share;
    }

    /// Ends slowness, hanging and additional errors. Does not warm up.
    pub(crate) fn recover(&mut self) {
        self.slow = UNCHANGED;
        self.hung = false;
        self.failing = self.errors;
    }

    #[inline(always)]
    pub(crate) fn is_hung(&self) -> bool {
        self.hung
    }

    /// How many requests are answered with an error.
    #[inline(always)]
    pub(crate) fn error_share(&self) -> PartsPerMillion {
        self.failing
    }

    /// How long work takes that is begun at `now` and takes `base_ns` when all is well.
    #[inline(always)]
    pub(crate) fn service_ns(&self, base_ns: u64, now: u64) -> u64 {
        if now >= self.warm_from && self.slow == UNCHANGED {
            return base_ns;
        }
        self.unwell_ns(base_ns, now)
    }

    #[inline(never)]
    fn unwell_ns(&self, base_ns: u64, now: u64) -> u64 {
        self.slowed(self.chilled(base_ns, now))
    }

    fn slowed(&self, base_ns: u64) -> u64 {
        let thousandths = u128::from(base_ns) * u128::from(self.slow);
        u64::try_from((thousandths + u128::from(UNCHANGED / 2)) / u128::from(UNCHANGED)).unwrap_or(u64::MAX)
    }

    /// `base_ns` · (1 + (a − 1)·e^(−t/τ)). The 1 is kept out of the floats, where it would cost digits.
    fn chilled(&self, base_ns: u64, now: u64) -> u64 {
        match self.warm_up {
            Some(warm_up) if now < self.warm_from => {
                let age = now.saturating_sub(self.started) as f64;
                let left = libm::exp(-age / warm_up.time_constant_ns.max(1) as f64);
                let more = (f64::from(warm_up.factor) - f64::from(UNCHANGED)) / f64::from(UNCHANGED);
                let more_ns = libm::round(base_ns as f64 * more * left);
                if more_ns < 0.0 {
                    base_ns.saturating_sub(-more_ns as u64)
                } else {
                    base_ns.saturating_add(more_ns as u64)
                }
            }
            _ => base_ns,
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const MS: u64 = 1_000_000;

    fn cold(factor: Thousandths, time_constant_ns: u64, started: u64) -> Health {
        let mut health = Health::new(Some(WarmUp { factor, time_constant_ns }), 0);
        health.started(started);
        health
    }

    #[test]
    fn a_healthy_server_takes_what_is_described() {
        let mut health = Health::new(None, 7);
        assert_eq!(health.service_ns(MS, 0), MS);
        health.started(5);
        assert_eq!(health.service_ns(u64::MAX, 5), u64::MAX);
        assert_eq!((health.error_share(), health.is_hung()), (7, false));
    }

    #[test]
    fn a_cold_server_warms_up() {
        let health = cold(5_000, 10 * MS, 100 * MS);
        assert_eq!(health.service_ns(MS, 100 * MS), 5 * MS);
        // 1 + 4/e
        assert_eq!(health.service_ns(MS, 110 * MS), 2_471_518);
        assert_eq!(health.service_ns(MS, 200 * MS), 1_000_182);
        assert_eq!(health.service_ns(MS, 740 * MS), MS);
        assert_eq!(Health::new(Some(WarmUp { factor: 5_000, time_constant_ns: 9 }), 0).service_ns(1, 0), 1);
    }

    #[test]
    fn a_factor_below_one_is_faster_at_first() {
        let health = cold(500, 10 * MS, 0);
        assert_eq!(health.service_ns(MS, 0), MS / 2);
        assert_eq!(cold(0, 10 * MS, 0).service_ns(MS, 0), 0);
    }

    #[test]
    fn faults_come_and_go() {
        let mut health = Health::new(None, 10);
        health.slow(2_500);
        health.hang();
        health.failing(0);
        assert_eq!((health.service_ns(MS, 0), health.is_hung(), health.error_share()), (2_500_000, true, 0));
        assert_eq!(health.service_ns(1, 0), 3, "half up");
        health.started(9);
        assert!(!health.is_hung(), "another process");
        assert_eq!((health.service_ns(MS, 9), health.error_share()), (2_500_000, 0));
        health.hang();
        health.recover();
        assert_eq!((health.service_ns(MS, 9), health.is_hung(), health.error_share()), (MS, false, 10));
    }

    #[test]
    fn cold_and_slow_multiply() {
        let mut health = cold(3_000, MS, 0);
        health.slow(2_000);
        assert_eq!(health.service_ns(MS, 0), 6 * MS);
    }

    #[test]
    fn the_ends_of_the_range() {
        let mut health = cold(u32::MAX, u64::MAX, u64::MAX);
        health.slow(u32::MAX);
        assert_eq!(health.service_ns(u64::MAX, 0), u64::MAX);
        assert_eq!(health.service_ns(0, 0), 0);
        assert_eq!(cold(9_000, 0, 3).service_ns(MS, 3), MS, "no time constant, no warm-up");
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn it_only_gets_faster_while_it_warms_up(
            base in 0..1_000_000_000_000_u64, factor in 1_000..1_000_000_u32, constant in 0..1_000_000_u64, age in 0..80_000_000_u64,
        ) {
            let health = cold(factor, constant, 17);
            let (now, later) = (health.service_ns(base, 17 + age), health.service_ns(base, 18 + age));
            prop_assert!(base <= later && later <= now);
            prop_assert!(u128::from(now) <= u128::from(base) * u128::from(factor) / 1_000 + 1);
        }
    }
}
