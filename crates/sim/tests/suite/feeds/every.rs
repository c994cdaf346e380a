//! What holds of every way to get news to somebody.

use std::collections::BTreeSet;

use super::*;
use crate::build::{S, then};
use scenario::{Backoff, Delivery, Distribution, Loss, Retry, Share, Timeouts};

fn all() -> Vec<Delivery> {
    let upstream_arrivals = Arrivals::Poisson { per_1000_s: 3_000 };
    vec![
        Delivery::Polling { every_ns: 300 * MS },
        Delivery::LongPolling { hold_ns: 700 * MS },
        Delivery::ServerSentEvents { retry_ns: 100 * MS },
        Delivery::WebSocket { upstream: 20, upstream_arrivals },
        Delivery::Webhook,
        Delivery::Push { via: BETWEEN },
        Delivery::Broker { via: BETWEEN, share: Share::Each, redeliver_ns: 400 * MS },
        Delivery::Broker { via: BETWEEN, share: Share::One, redeliver_ns: 400 * MS },
    ]
}

/// With chance in everything, a source and a reader that go down, and a wire that is cut for a while.
fn rough(delivery: Delivery) -> Scenario {
    let mut scenario = feed(delivery, &[]);
    scenario.feeds[0].updates = 40;
    scenario.feeds[0].arrivals = Arrivals::Poisson { per_1000_s: 5_000 };
    scenario.feeds[0].asking.timeouts =
        Timeouts { attempt_ns: Some(2 * S), idle_ns: Some(900 * MS), ..Timeouts::default() };
    scenario.feeds[0].asking.retry = Retry {
        attempts: 3,
        backoff: Backoff::FullJitter { base_ns: 50 * MS, cap_ns: S },
        ..Retry::default()
    };
    for node in scenario.nodes.iter_mut().take(3) {
        node.server = Some(server(2, Distribution::Exponential { mean_ns: 10 * MS }));
    }
    for way in scenario.links.iter_mut().flat_map(|link| &mut link.ways) {
        (way.loss, way.duplicate) = (Loss::Chance { share: 100_000 }, 100_000);
    }
    let scenario = then(scenario, 2_000, crash(SOURCE, false, Some(500)));
    let scenario = then(scenario, 3_000, crash(READER, true, Some(500)));
    let scenario = then(scenario, 4_000, Action::Cut { link: WIRE, from: None, in_flight: true });
    then(scenario, 4_500, Action::Mend { link: WIRE })
}

#[test]
fn equal_runs_and_equal_numbers() {
    for delivery in all() {
        for seed in 0..20 {
            let scenario = rough(delivery.clone());
            let trace = sim::run(&scenario, seed);
            assert_eq!(trace.ended, Ended::Idle, "{delivery:?}");
            assert_eq!(trace, sim::run(&scenario, seed), "{delivery:?}");
            let metrics = sim::measure(&scenario, seed);
            for name in trace::MEASURES {
                let (folded, streamed) = (trace::measure(&trace, name), metrics.measure(name));
                assert_eq!(folded, streamed, "{name} of {delivery:?} with seed {seed}");
            }
        }
    }
}

/// Whoever asks until they have everything gets everything, however much gets lost.
#[test]
fn nobody_is_told_twice_and_who_asks_again_gets_everything() {
    for delivery in all() {
        let asks = matches!(
            delivery,
            Delivery::Polling { .. }
                | Delivery::LongPolling { .. }
                | Delivery::ServerSentEvents { .. }
                | Delivery::WebSocket { .. }
        );
        for seed in 0..20 {
            let trace = sim::run(&rough(delivery.clone()), seed);
            let told = delivered_updates(&trace);
            let different: BTreeSet<u32> = told.iter().copied().collect();
            assert_eq!(different.len(), told.len(), "{delivery:?} with seed {seed}");
            assert!(told.len() == 40 || !asks, "{} by {delivery:?} with seed {seed}", told.len());
        }
    }
}

fn delivered_updates(trace: &Trace) -> Vec<u32> {
    let update = |fact: &trace::Fact| match fact.what {
        What::Delivered { update, .. } => Some(update),
        _ => None,
    };
    trace.facts.iter().filter_map(update).collect()
}

/// Their luck depends on nothing else, not even on how they get anywhere.
#[test]
fn the_moments_of_news_are_its_own() {
    let published = |trace: &Trace| -> Vec<u64> {
        let facts = trace.facts.iter().filter(|fact| matches!(fact.what, What::Published { .. }));
        facts.map(|fact| fact.at.0).collect()
    };
    let first = published(&sim::run(&rough(Delivery::Webhook), 1));
    assert_eq!(first.len(), 40);
    for delivery in all() {
        assert_eq!(published(&sim::run(&rough(delivery), 1)), first);
    }
}

#[test]
fn numbers_that_nobody_meant_end_in_a_run() {
    for delivery in all() {
        for (node, updates) in [(0, u32::MAX), (1, 0), (99, 5), (u16::MAX, 1)] {
            let mut scenario = rough(delivery.clone());
            scenario.feeds[0].updates = updates;
            scenario.feeds[0].arrivals = Arrivals::Paced { per_1000_s: u64::MAX };
            scenario.feeds[0].subscribers = vec![node, READER, node, READER];
            scenario.feeds[0].update_bytes = u32::MAX;
            scenario.feeds[0].delivery = match delivery {
                Delivery::Polling { .. } => Delivery::Polling { every_ns: 0 },
                Delivery::LongPolling { .. } => Delivery::LongPolling { hold_ns: 0 },
                Delivery::Push { .. } => Delivery::Push { via: node },
                Delivery::Broker { share, .. } => Delivery::Broker { via: node, share, redeliver_ns: 0 },
                ref other => other.clone(),
            };
            let budget = sim::Budget { events: 20_000, facts: 20_000, alive: 20_000 };
            let trace = sim::run_within(&scenario, 1, budget);
            assert!(trace.facts.is_sorted_by_key(|fact| fact.at));
            let _ = sim::measure_within(&scenario, 1, budget);
        }
    }
}
