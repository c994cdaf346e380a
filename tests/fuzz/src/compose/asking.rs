//! Ways of asking, one property at a time.

use scenario::{Asking, Backoff, Breaker, Hedge, RetryBudget, RetryOn, Throttle};

use crate::bytes::Bytes;

pub(super) fn change(bytes: &mut Bytes, asking: &mut Asking) {
    match bytes.byte() % 24 {
        0 => asking.request_bytes = bytes.size(),
        1 => asking.priority = bytes.byte() % 8,
        2 => asking.connections.most = bytes.given(|bytes| bytes.count(10_000).try_into().unwrap_or(1)),
        3 => asking.connections.open = bytes.flag(),
        4 => asking.connections.reuse = bytes.flag(),
        5 => {
            asking.connections.open = false;
            asking.connections.lookup_ns = bytes.time_ns();
        }
        6 => {
            asking.connections.open = false;
            asking.connections.connect_round_trips = bytes.byte() % 11;
            asking.connections.secure_round_trips = bytes.byte() % 11;
        }
        7 => asking.timeouts.lookup_ns = bytes.given(Bytes::some_time_ns),
        8 => asking.timeouts.connect_ns = bytes.given(Bytes::some_time_ns),
        9 => asking.timeouts.secure_ns = bytes.given(Bytes::some_time_ns),
        10 => asking.timeouts.first_byte_ns = bytes.given(Bytes::some_time_ns),
        11 => asking.timeouts.idle_ns = bytes.given(Bytes::some_time_ns),
        12 => asking.timeouts.attempt_ns = bytes.given(Bytes::some_time_ns),
        13 => asking.timeouts.deadline_ns = bytes.given(Bytes::some_time_ns),
        14 => asking.retry.attempts = bytes.count(1_000).try_into().unwrap_or(1),
        15 => {
            asking.retry.attempts = bytes.count(5).try_into().unwrap_or(1);
            asking.retry.backoff = backoff(bytes);
        }
        16 => {
            let bits = bytes.byte();
            let bit = |place: u8| bits & (1 << place) != 0;
            asking.retry.on = RetryOn { timeout: bit(0), refusal: bit(1), error: bit(2), broken: bit(3) };
            asking.retry.heed_retry_after = bit(4);
        }
        17 => asking.budget = bytes.given(budget),
        18 => {
            asking.throttle = bytes.given(|bytes| Throttle {
                k: bytes.thousandths(1_000, 1_000_000),
                window_ns: bytes.some_time_ns(),
            });
        }
        19 | 20 => asking.hedge = bytes.given(hedge),
        21 => asking.breaker = bytes.given(breaker),
        22 => asking.idempotency_key = bytes.flag(),
        _ => {
            // What makes repetitions likely.
            asking.timeouts.attempt_ns = Some(bytes.some_time_ns());
            asking.retry.attempts = 3;
            asking.idempotency_key = true;
        }
    }
}

fn backoff(bytes: &mut Bytes) -> Backoff {
    let kind = bytes.byte() % 7;
    let (base_ns, cap_ns) = (bytes.time_ns(), bytes.time_ns());
    match kind {
        0 => Backoff::Immediate,
        1 => Backoff::Fixed { ns: base_ns },
        2 => Backoff::Exponential { base_ns, cap_ns },
        3 => Backoff::FullJitter { base_ns, cap_ns },
        4 => Backoff::EqualJitter { base_ns, cap_ns },
        5 => Backoff::DecorrelatedJitter { base_ns, cap_ns },
        _ => Backoff::Grpc { initial_ns: base_ns, multiplier: bytes.thousandths(1_000, 100_000), cap_ns },
    }
}

fn budget(bytes: &mut Bytes) -> RetryBudget {
    match bytes.byte() % 3 {
        0 => RetryBudget::Ratio {
            share: bytes.share(),
            per_s: bytes.count(1_000_000) - 1,
            lifetime_ns: bytes.some_time_ns(),
        },
        1 => RetryBudget::Quota {
            capacity: bytes.count(1_000_000) - 1,
            cost: bytes.count(1_000_000) - 1,
            timeout_cost: bytes.count(1_000_000) - 1,
        },
        _ => RetryBudget::Tokens { most: bytes.count(1_000_000), ratio: bytes.thousandths(1, 1_000_000) },
    }
}

fn hedge(bytes: &mut Bytes) -> Hedge {
    Hedge { after_ns: bytes.time_ns(), copies: bytes.count(3).try_into().unwrap_or(1), cancel: bytes.flag() }
}

fn breaker(bytes: &mut Bytes) -> Breaker {
    let (one, other) = (bytes.count(100_000), bytes.count(100_000));
    Breaker {
        window: one.max(other),
        least_calls: one.min(other),
        failures: bytes.share(),
        open_ns: bytes.some_time_ns(),
        trials: bytes.count(100_000),
    }
}
