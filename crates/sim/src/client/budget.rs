//! Budgets for retries: what keeps all retries of one client to one server in bounds, however many requests
//! fail.

use scenario::RetryBudget;

use super::window::Window;

/// Ratio budgets count in millionths of a retry.
const RETRY: i64 = 1_000_000;
/// Tokens are counted in thousandths.
const TOKEN: u64 = 1_000;
/// Finagle's number of slices: a credit lives for 0.9 to 1 lifetime.
const SLICES: usize = 10;

/// Which try of its request a try was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Try {
    First,
    /// A retry, allowed after a failure other than a timeout.
    AfterFailure,
    /// A retry, allowed after a timeout.
    AfterTimeout,
}

/// The state of a [`RetryBudget`].
///
/// Times passed in must not go backwards. For each try: [`Budget::asked`] if it is the first of its request,
/// then, with its outcome, [`Budget::succeeded`] or [`Budget::failed`], and only then [`Budget::allows`] for
/// the next.
#[derive(Clone, Debug)]
pub(crate) enum Budget {
    /// Finagle's `RetryBudget` over a leaky `TokenBucket`. There a request is worth a thousand and a retry
    /// costs 1000/share, rounded down; here a request is worth its share and a retry costs one, which needs
    /// no rounding.
    Ratio { share: i64, reserve: i64, credits: Window<SLICES> },
    /// The retry quota of the AWS SDKs' standard mode (`aws-smithy-runtime`, `token_bucket.rs` and
    /// `standard.rs`).
    Quota { capacity: u32, cost: u32, timeout_cost: u32, left: u32 },
    /// gRPC's retry throttling (gRFC A6), one per server.
    Tokens { most: u64, ratio: u64, left: u64 },
}

impl Budget {
    /// A budget nothing of which is used.
    pub(crate) fn new(budget: &RetryBudget) -> Self {
        match *budget {
            RetryBudget::Ratio { share, per_s, lifetime_ns } => {
                // per_s · lifetime_ns / 10^9 retries, in millionths.
                let reserve = u128::from(per_s) * u128::from(lifetime_ns) / 1_000;
                Self::Ratio {
                    share: i64::from(share),
                    reserve: i64::try_from(reserve).unwrap_or(i64::MAX),
                    credits: Window::new(lifetime_ns),
                }
            }
            RetryBudget::Quota { capacity, cost, timeout_cost } => {
                Self::Quota { capacity, cost, timeout_cost, left: capacity }
            }
            RetryBudget::Tokens { most, ratio } => {
                let most = u64::from(most) * TOKEN;
                Self::Tokens { most, ratio: u64::from(ratio), left: most }
            }
        }
    }

    /// The first try of a request goes out.
    pub(crate) fn asked(&mut self, now: u64) {
        if let Self::Ratio { share, credits, .. } = self {
            credits.add(now, *share);
        }
    }

    /// A try was answered well.
    pub(crate) fn succeeded(&mut self, by: Try) {
        match self {
            Self::Ratio { .. } => {}
            Self::Quota { capacity, cost, timeout_cost, left } => {
                // Only what the last retry cost comes back: those before it failed, and their cost is gone.
                let back = match by {
                    Try::First => 1,
                    Try::AfterFailure => *cost,
                    Try::AfterTimeout => *timeout_cost,
                };
                *left = left.saturating_add(back).min(*capacity);
            }
            Self::Tokens { most, ratio, left } => *left = (*left + *ratio).min(*most),
        }
    }

    /// A try failed in a way that is worth another try. Other failures say nothing about the server and do
    /// not count.
    pub(crate) fn failed(&mut self) {
        if let Self::Tokens { left, .. } = self {
            *left = left.saturating_sub(TOKEN);
        }
    }

    /// Whether a retry may go out; if so, it is paid for.
    pub(crate) fn allows(&mut self, now: u64, after_timeout: bool) -> bool {
        match self {
            Self::Ratio { reserve, credits, .. } => {
                let allowed = credits.sum(now).saturating_add(*reserve) >= RETRY;
                if allowed {
                    credits.add(now, -RETRY);
                }
                allowed
            }
            Self::Quota { cost, timeout_cost, left, .. } => {
                match left.checked_sub(if after_timeout { *timeout_cost } else { *cost }) {
                    Some(rest) => *left = rest,
                    None => return false,
                }
                true
            }
            Self::Tokens { most, left, .. } => *left * 2 > *most,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const S: u64 = 1_000_000_000;

    fn allowed(budget: &mut Budget, now: u64, after_timeout: bool) -> u32 {
        (0..1_000_000).take_while(|_| budget.allows(now, after_timeout)).count() as u32
    }

    fn ratio(share: u32, per_s: u32) -> Budget {
        Budget::new(&RetryBudget::Ratio { share, per_s, lifetime_ns: 10 * S })
    }

    #[test]
    fn a_ratio_gives_one_retry_for_every_fifth_request() {
        let mut budget = ratio(200_000, 0);
        assert!(!budget.allows(0, false), "no request yet");
        for _ in 0..4 {
            budget.asked(0);
        }
        assert!(!budget.allows(0, false), "four fifths");
        budget.asked(0);
        assert_eq!(allowed(&mut budget, 0, false), 1);
        for _ in 0..1_000 {
            budget.asked(S);
        }
        assert_eq!(allowed(&mut budget, S, true), 200);
    }

    #[test]
    fn a_ratio_may_exceed_one() {
        let mut budget = ratio(2_500_000, 0);
        budget.asked(0);
        assert_eq!(allowed(&mut budget, 0, false), 2);
        budget.asked(0);
        assert_eq!(allowed(&mut budget, 0, false), 3, "half a retry was left over");
    }

    #[test]
    fn unused_credits_lapse() {
        let mut budget = ratio(200_000, 0);
        for _ in 0..50 {
            budget.asked(0);
        }
        let mut later = budget.clone();
        assert_eq!(allowed(&mut budget, 10 * S - 1, false), 10);
        assert_eq!(allowed(&mut later, 10 * S, false), 0);
    }

    #[test]
    fn the_reserve_comes_back_after_a_lifetime() {
        let mut budget = ratio(200_000, 10);
        assert_eq!(allowed(&mut budget, 0, false), 100, "10 a second for 10 s");
        assert_eq!(allowed(&mut budget, 10 * S - 1, false), 0);
        assert_eq!(allowed(&mut budget, 10 * S, false), 100);
    }

    #[test]
    fn in_a_full_outage_load_grows_by_the_share() {
        let (requests, mut retries) = (100_000_u64, 0_u32);
        let mut budget = ratio(100_000, 0);
        for request in 0..requests {
            let now = request * S / 100;
            budget.asked(now);
            budget.failed();
            retries += allowed(&mut budget, now, true);
        }
        let load = 1.0 + f64::from(retries) / requests as f64;
        assert!((load - 1.1).abs() <= 5e-4 * 1.1, "{load} times the load");
    }

    #[test]
    fn a_quota_runs_out() {
        for (cost, timeout_cost, after_timeout, expected) in
            [(5, 10, false, 100), (5, 10, true, 50), (14, 14, false, 35)]
        {
            let mut budget = Budget::new(&RetryBudget::Quota { capacity: 500, cost, timeout_cost });
            assert_eq!(allowed(&mut budget, 0, after_timeout), expected);
        }
    }

    #[test]
    fn a_quota_is_paid_back_by_success() {
        let mut budget = Budget::new(&RetryBudget::Quota { capacity: 20, cost: 5, timeout_cost: 10 });
        assert!(
            budget.allows(0, true) && budget.allows(0, true),
            "two retries of one request after timeouts"
        );
        assert!(!budget.allows(0, false));
        budget.succeeded(Try::AfterTimeout);
        assert_eq!(allowed(&mut budget.clone(), 0, false), 2, "only the last of them is paid back");
        budget.succeeded(Try::AfterFailure);
        assert_eq!(allowed(&mut budget.clone(), 0, false), 3);
        for _ in 0..4 {
            budget.succeeded(Try::First);
        }
        assert_eq!(allowed(&mut budget.clone(), 0, false), 3, "19 of 20");
        for _ in 0..4 {
            budget.succeeded(Try::First);
        }
        assert_eq!(allowed(&mut budget, 0, false), 4, "never more than its capacity");
    }

    #[test]
    fn tokens_stop_retries_at_half() {
        let mut budget = Budget::new(&RetryBudget::Tokens { most: 10, ratio: 100 });
        let mut failures = 0;
        while budget.allows(0, false) {
            budget.failed();
            failures += 1;
        }
        assert_eq!(failures, 5);
        budget.succeeded(Try::First);
        assert!(budget.allows(0, false), "5.1 of 10");
        budget.failed();
        budget.failed();
        let regained = (0..).take_while(|_| {
            let stopped = !budget.allows(0, false);
            budget.succeeded(Try::AfterFailure);
            stopped
        });
        assert_eq!(regained.count(), 20, "from 3.1 it takes 20 tenths to pass 5");
    }

    #[test]
    fn ten_successes_regain_a_token() {
        let tokens = |budget: &Budget| match budget {
            Budget::Tokens { left, .. } => *left,
            _ => unreachable!(),
        };
        let mut budget = Budget::new(&RetryBudget::Tokens { most: 10, ratio: 100 });
        budget.failed();
        assert_eq!(tokens(&budget), 9_000);
        for _ in 0..10 {
            budget.succeeded(Try::First);
        }
        assert_eq!(tokens(&budget), 10_000);
        budget.succeeded(Try::First);
        assert_eq!(tokens(&budget), 10_000, "never more than at first");
        for _ in 0..20 {
            budget.failed();
        }
        assert_eq!(tokens(&budget), 0);
    }

    #[test]
    fn extremes() {
        let most = u32::MAX;
        for budget in [
            RetryBudget::Ratio { share: 0, per_s: 0, lifetime_ns: 0 },
            RetryBudget::Quota { capacity: 0, cost: 1, timeout_cost: 1 },
            RetryBudget::Tokens { most: 0, ratio: most },
        ] {
            let mut budget = Budget::new(&budget);
            budget.asked(0);
            budget.succeeded(Try::First);
            assert!(!budget.allows(u64::MAX, true), "{budget:?}");
        }
        for budget in [
            RetryBudget::Ratio { share: most, per_s: most, lifetime_ns: u64::MAX },
            RetryBudget::Quota { capacity: most, cost: 1, timeout_cost: most },
            RetryBudget::Tokens { most, ratio: most },
        ] {
            let mut budget = Budget::new(&budget);
            budget.asked(0);
            assert!(budget.allows(0, true), "{budget:?}");
            budget.failed();
            budget.succeeded(Try::AfterTimeout);
            budget.asked(u64::MAX);
            assert!(budget.allows(u64::MAX, false), "{budget:?}");
        }
    }
}
