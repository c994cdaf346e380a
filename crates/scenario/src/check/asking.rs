//! Rules for how a client asks.

use super::Check;
use crate::bounds::{
    AFTER, ATTEMPTS, BASE, BUDGET_PER_S, BUDGET_SHARE, CAP, CAPACITY, CONNECT_ROUND_TRIPS, CONNECTIONS_MOST,
    COPIES, COST, DEADLINE, FAILURES, INITIAL, K, LEAST_CALLS, LIFETIME, LOOKUP, MULTIPLIER, OPEN, PRIORITY,
    REQUEST_BYTES, SECURE_ROUND_TRIPS, THROTTLE_WINDOW, TIMEOUT_ATTEMPT, TIMEOUT_CONNECT, TIMEOUT_COST,
    TIMEOUT_FIRST_BYTE, TIMEOUT_IDLE, TIMEOUT_LOOKUP, TIMEOUT_SECURE, TOKENS_MOST, TOKENS_RATIO, TRIALS,
    WAIT, WINDOW,
};
use crate::fault::At;
use crate::{Asking, Backoff, Retry, RetryBudget, Timeouts};

impl Check<'_> {
    pub(super) fn asking(&mut self, at: &At, asking: &Asking) {
        self.numbers(
            at,
            &[(&REQUEST_BYTES, asking.request_bytes.into()), (&PRIORITY, asking.priority.into())],
        );
        let connections = &asking.connections;
        let inside = at.key("connections");
        self.given(&inside, &[(&CONNECTIONS_MOST, connections.most.map(u64::from))]);
        self.numbers(
            &inside,
            &[
                (&LOOKUP, connections.lookup_ns),
                (&CONNECT_ROUND_TRIPS, connections.connect_round_trips.into()),
                (&SECURE_ROUND_TRIPS, connections.secure_round_trips.into()),
            ],
        );
        self.timeouts(&at.key("timeouts"), &asking.timeouts);
        self.retry(&at.key("retry"), &asking.retry);
        if let Some(budget) = &asking.budget {
            self.budget(&at.key("budget"), budget);
        }
        if let Some(throttle) = &asking.throttle {
            let values = [(&K, throttle.k.into()), (&THROTTLE_WINDOW, throttle.window_ns)];
            self.numbers(&at.key("throttle"), &values);
        }
        if let Some(hedge) = &asking.hedge {
            self.numbers(&at.key("hedge"), &[(&AFTER, hedge.after_ns), (&COPIES, hedge.copies.into())]);
        }
        if let Some(breaker) = &asking.breaker {
            let at = at.key("breaker");
            self.numbers(
                &at,
                &[
                    (&WINDOW, breaker.window.into()),
                    (&LEAST_CALLS, breaker.least_calls.into()),
                    (&FAILURES, breaker.failures.into()),
                    (&OPEN, breaker.open_ns),
                    (&TRIALS, breaker.trials.into()),
                ],
            );
            if breaker.least_calls > breaker.window {
                self.impossible(&at.key("least_calls"), "there are never more outcomes than `window` holds");
            }
        }
    }

    fn timeouts(&mut self, at: &At, timeouts: &Timeouts) {
        self.given(
            at,
            &[
                (&TIMEOUT_LOOKUP, timeouts.lookup_ns),
                (&TIMEOUT_CONNECT, timeouts.connect_ns),
                (&TIMEOUT_SECURE, timeouts.secure_ns),
                (&TIMEOUT_FIRST_BYTE, timeouts.first_byte_ns),
                (&TIMEOUT_IDLE, timeouts.idle_ns),
                (&TIMEOUT_ATTEMPT, timeouts.attempt_ns),
                (&DEADLINE, timeouts.deadline_ns),
            ],
        );
    }

    fn retry(&mut self, at: &At, retry: &Retry) {
        self.numbers(at, &[(&ATTEMPTS, retry.attempts.into())]);
        let at = at.key("backoff");
        match retry.backoff {
            Backoff::Immediate => {}
            Backoff::Fixed { ns } => self.numbers(&at, &[(&WAIT, ns)]),
            Backoff::Exponential { base_ns, cap_ns }
            | Backoff::FullJitter { base_ns, cap_ns }
            | Backoff::EqualJitter { base_ns, cap_ns }
            | Backoff::DecorrelatedJitter { base_ns, cap_ns } => {
                self.numbers(&at, &[(&BASE, base_ns), (&CAP, cap_ns)]);
            }
            Backoff::Grpc { initial_ns, multiplier, cap_ns } => {
                let values = [(&INITIAL, initial_ns), (&MULTIPLIER, multiplier.into()), (&CAP, cap_ns)];
                self.numbers(&at, &values);
            }
        }
    }

    fn budget(&mut self, at: &At, budget: &RetryBudget) {
        match *budget {
            RetryBudget::Ratio { share, per_s, lifetime_ns } => self.numbers(
                at,
                &[(&BUDGET_SHARE, share.into()), (&BUDGET_PER_S, per_s.into()), (&LIFETIME, lifetime_ns)],
            ),
            RetryBudget::Quota { capacity, cost, timeout_cost } => self.numbers(
                at,
                &[(&CAPACITY, capacity.into()), (&COST, cost.into()), (&TIMEOUT_COST, timeout_cost.into())],
            ),
            RetryBudget::Tokens { most, ratio } => {
                self.numbers(at, &[(&TOKENS_MOST, most.into()), (&TOKENS_RATIO, ratio.into())]);
            }
        }
    }
}
