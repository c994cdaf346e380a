//! How a client asks.

use crate::bounds::{
    AFTER, ATTEMPTS, BASE, BUDGET_PER_S, BUDGET_SHARE, CAP, CAPACITY, CONNECT_ROUND_TRIPS, CONNECTIONS_MOST,
    COPIES, COST, DEADLINE, FAILURES, INITIAL, K, LEAST_CALLS, LIFETIME, LOOKUP, MULTIPLIER, OPEN, PRIORITY,
    SECURE_ROUND_TRIPS, THROTTLE_WINDOW, TIMEOUT, TIMEOUT_ATTEMPT, TIMEOUT_CONNECT, TIMEOUT_COST,
    TIMEOUT_FIRST_BYTE, TIMEOUT_IDLE, TIMEOUT_LOOKUP, TIMEOUT_SECURE, TOKENS_MOST, TOKENS_RATIO, TRIALS,
    WAIT, WINDOW,
};
use crate::number::Number;
use crate::read::{Chosen, Reader, Table};
use crate::{Asking, Backoff, Breaker, Connections, Hedge, Retry, RetryBudget, RetryOn, Throttle, Timeouts};

pub(super) fn asking<'a>(reader: &mut Reader<'a>, table: &Table<'a>, request_bytes: &Number) -> Asking {
    let mut timeouts = table.table("timeouts").map_or_else(Timeouts::default, |table| timeouts(&table));
    if let Some(ns) = table.maybe(&TIMEOUT) {
        timeouts.attempt_ns = Some(ns);
        reader.short(table, TIMEOUT.name, &["timeouts", TIMEOUT_ATTEMPT.name]);
    }
    Asking {
        request_bytes: table.small(request_bytes),
        priority: table.octet(&PRIORITY),
        connections: table
            .table("connections")
            .map_or_else(Connections::default, |table| connections(&table)),
        timeouts,
        retry: table.table("retry").map_or_else(Retry::default, |table| retry(&table)),
        budget: table.choice("budget").and_then(|chosen| budget(&chosen)),
        throttle: table
            .table("throttle")
            .map(|table| Throttle { k: table.small(&K), window_ns: table.number(&THROTTLE_WINDOW) }),
        hedge: table.table("hedge").map(|table| Hedge {
            after_ns: table.number(&AFTER),
            copies: table.tiny(&COPIES),
            cancel: table.flag("cancel", true),
        }),
        breaker: table.table("breaker").map(|table| Breaker {
            window: table.small(&WINDOW),
            least_calls: table.small(&LEAST_CALLS),
            failures: table.small(&FAILURES),
            open_ns: table.number(&OPEN),
            trials: table.small(&TRIALS),
        }),
        idempotency_key: table.flag("idempotency_key", false),
    }
}

fn connections(table: &Table<'_>) -> Connections {
    Connections {
        most: table.has(CONNECTIONS_MOST.name).then(|| table.tiny(&CONNECTIONS_MOST)),
        open: table.flag("open", true),
        reuse: table.flag("reuse", true),
        lookup_ns: table.number(&LOOKUP),
        connect_round_trips: table.octet(&CONNECT_ROUND_TRIPS),
        secure_round_trips: table.octet(&SECURE_ROUND_TRIPS),
    }
}

fn timeouts(table: &Table<'_>) -> Timeouts {
    Timeouts {
        lookup_ns: table.maybe(&TIMEOUT_LOOKUP),
        connect_ns: table.maybe(&TIMEOUT_CONNECT),
        secure_ns: table.maybe(&TIMEOUT_SECURE),
        first_byte_ns: table.maybe(&TIMEOUT_FIRST_BYTE),
        idle_ns: table.maybe(&TIMEOUT_IDLE),
        attempt_ns: table.maybe(&TIMEOUT_ATTEMPT),
        deadline_ns: table.maybe(&DEADLINE),
    }
}

fn retry(table: &Table<'_>) -> Retry {
    let on = if table.has("on") {
        let words = table.texts("on");
        let has = |wanted: &str| words.iter().any(|(word, _)| *word == wanted);
        RetryOn {
            timeout: has("timeout"),
            refusal: has("refusal"),
            error: has("error"),
            broken: has("broken"),
        }
    } else {
        RetryOn::default()
    };
    Retry {
        attempts: table.tiny(&ATTEMPTS),
        backoff: table.choice("backoff").map_or(Backoff::Immediate, |chosen| backoff(&chosen)),
        on,
        heed_retry_after: table.flag("heed_retry_after", false),
    }
}

fn backoff(Chosen { name, table }: &Chosen<'_>) -> Backoff {
    let (base_ns, cap_ns) = (table.number(&BASE), table.number(&CAP));
    match *name {
        "fixed" => Backoff::Fixed { ns: table.number(&WAIT) },
        "exponential" => Backoff::Exponential { base_ns, cap_ns },
        "full-jitter" => Backoff::FullJitter { base_ns, cap_ns },
        "equal-jitter" => Backoff::EqualJitter { base_ns, cap_ns },
        "decorrelated-jitter" => Backoff::DecorrelatedJitter { base_ns, cap_ns },
        "grpc" => {
            Backoff::Grpc { initial_ns: table.number(&INITIAL), multiplier: table.small(&MULTIPLIER), cap_ns }
        }
        _ => Backoff::Immediate,
    }
}

fn budget(Chosen { name, table }: &Chosen<'_>) -> Option<RetryBudget> {
    Some(match *name {
        "ratio" => RetryBudget::Ratio {
            share: table.small(&BUDGET_SHARE),
            per_s: table.small(&BUDGET_PER_S),
            lifetime_ns: table.number(&LIFETIME),
        },
        "quota" => RetryBudget::Quota {
            capacity: table.small(&CAPACITY),
            cost: table.small(&COST),
            timeout_cost: table.small(&TIMEOUT_COST),
        },
        "tokens" => {
            RetryBudget::Tokens { most: table.small(&TOKENS_MOST), ratio: table.small(&TOKENS_RATIO) }
        }
        _ => return None,
    })
}
