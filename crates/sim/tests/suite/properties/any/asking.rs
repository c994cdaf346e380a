//! Clients of every kind.

use super::{part, some_time_ns, time_ns};
use crate::build::{MS, share};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use scenario::{
    Asking, Backoff, Breaker, Connections, Hedge, Retry, RetryBudget, RetryOn, Throttle, Timeouts,
};

prop_compose! {
    fn connections()(most in option::of(1_u16..4), open in any::<bool>(), reuse in any::<bool>(),
                     lookup_ns in time_ns(), connect_round_trips in 0_u8..3, secure_round_trips in 0_u8..3)
                     -> Connections {
        Connections { most, open, reuse, lookup_ns, connect_round_trips, secure_round_trips }
    }
}

prop_compose! {
    fn timeouts()(times in vec(option::weighted(0.3, 1_u64..300 * MS), 7)) -> Timeouts {
        Timeouts {
            lookup_ns: times[0],
            connect_ns: times[1],
            secure_ns: times[2],
            first_byte_ns: times[3],
            idle_ns: times[4],
            attempt_ns: times[5],
            deadline_ns: times[6],
        }
    }
}

fn backoff() -> impl Strategy<Value = Backoff> {
    let bounds = (some_time_ns(), some_time_ns()).prop_map(|(a, b)| (a.min(b), a.max(b)));
    prop_oneof![
        Just(Backoff::Immediate),
        some_time_ns().prop_map(|ns| Backoff::Fixed { ns }),
        bounds.clone().prop_map(|(base_ns, cap_ns)| Backoff::Exponential { base_ns, cap_ns }),
        bounds.clone().prop_map(|(base_ns, cap_ns)| Backoff::FullJitter { base_ns, cap_ns }),
        bounds.clone().prop_map(|(base_ns, cap_ns)| Backoff::EqualJitter { base_ns, cap_ns }),
        bounds.clone().prop_map(|(base_ns, cap_ns)| Backoff::DecorrelatedJitter { base_ns, cap_ns }),
        (bounds, 1_000_u32..3_000).prop_map(|((initial_ns, cap_ns), multiplier)| Backoff::Grpc {
            initial_ns,
            multiplier,
            cap_ns
        }),
    ]
}

prop_compose! {
    fn retry()(attempts in 1_u16..4, backoff in backoff(), on in any::<[bool; 4]>(), heed_retry_after in any::<bool>())
               -> Retry {
        let on = RetryOn { timeout: on[0], refusal: on[1], error: on[2], broken: on[3] };
        Retry { attempts, backoff, on, heed_retry_after }
    }
}

fn budget() -> impl Strategy<Value = RetryBudget> {
    prop_oneof![
        (part(), 0_u32..5, 1_000 * MS..9_000 * MS)
            .prop_map(|(share, per_s, lifetime_ns)| RetryBudget::Ratio { share, per_s, lifetime_ns }),
        (1_u32..20, 1_u32..5, 1_u32..10).prop_map(|(capacity, cost, timeout_cost)| RetryBudget::Quota {
            capacity,
            cost,
            timeout_cost
        }),
        (1_u32..10, 1_u32..1_000).prop_map(|(most, ratio)| RetryBudget::Tokens { most, ratio }),
    ]
}

prop_compose! {
    pub(crate) fn asking()(
        request_bytes in 1_u32..5_000,
        priority in 0_u8..8,
        connections in option::of(connections()),
        timeouts in option::of(timeouts()),
        retry in option::of(retry()),
        budget in option::weighted(0.2, budget()),
        throttle in option::weighted(0.2, (1_000_u32..3_000, 100 * MS..5_000 * MS)),
        hedge in option::weighted(0.2, (some_time_ns(), 1_u16..3, any::<bool>())),
        breaker in option::weighted(0.2, (1_u32..6, 1_u32..6, 1..share(1.0), some_time_ns(), 1_u32..3)),
        idempotency_key in any::<bool>(),
    ) -> Asking {
        Asking {
            request_bytes,
            priority,
            connections: connections.unwrap_or_default(),
            timeouts: timeouts.unwrap_or_default(),
            retry: retry.unwrap_or_default(),
            budget,
            throttle: throttle.map(|(k, window_ns)| Throttle { k, window_ns }),
            hedge: hedge.map(|(after_ns, copies, cancel)| Hedge { after_ns, copies, cancel }),
            breaker: breaker.map(|(window, least, failures, open_ns, trials)| {
                Breaker { window, least_calls: least.min(window), failures, open_ns, trials }
            }),
            idempotency_key,
        }
    }
}
