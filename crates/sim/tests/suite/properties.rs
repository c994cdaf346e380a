//! What holds of every run, whatever the scenario. A failing case prints the scenario that it was found with.

use std::collections::{BTreeMap, BTreeSet};

use crate::build::{client, link, load, server};
use proptest::prelude::*;
use scenario::{Pattern, Scenario};
use trace::{Ended, Fact, FactId, Fate, NodeId, Trace, What, messages};

fn pattern() -> impl Strategy<Value = Pattern> {
    prop_oneof![Just(Pattern::Sequential), Just(Pattern::Parallel)]
}

/// Times on a coarse grid, so that many things happen at the same moment.
fn time_ns() -> impl Strategy<Value = u64> {
    prop_oneof![Just(0), (0_u64..8).prop_map(|tens| tens * 10_000_000), 0_u64..100_000_000]
}

prop_compose! {
    fn arm()(one_way in time_ns(), rate in prop::option::of(1_000_u64..10_000_000), requests in 1_u32..12,
             pattern in pattern(), bytes in 1_u32..5_000, timeout in prop::option::of(1_u64..300_000_000))
            -> (u64, Option<u64>, u32, Pattern, u32, Option<u64>) {
        (one_way, rate, requests, pattern, bytes, timeout)
    }
}

prop_compose! {
    fn scenario()(workers in 1_u16..4, queue in prop::option::of(0_u32..4), service in time_ns(),
                  arms in prop::collection::vec(arm(), 1..5)) -> Scenario {
        let mut scenario = Scenario { title: "Any".to_owned(), ..Scenario::default() };
        scenario.nodes.push(server(workers, queue, service));
        for ((one_way, rate, requests, pattern, bytes, timeout), at) in arms.into_iter().zip(1_u16..) {
            scenario.nodes.push(client(&format!("client-{at}")));
            scenario.links.push(link(at, one_way, rate));
            let mut load = load(at, requests, pattern);
            (load.request_bytes, load.timeout_ns) = (bytes, timeout);
            scenario.loads.push(load);
        }
        scenario
    }
}

fn config() -> ProptestConfig {
    ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn time_never_goes_back_and_causes_come_first(scenario in scenario()) {
        scenario.check().expect("the generator makes sound scenarios");
        let trace = sim::run(&scenario, 1);
        prop_assert_eq!(trace.ended, Ended::Idle);
        prop_assert!(trace.facts.is_sorted_by_key(|fact| fact.at));
        prop_assert_eq!(trace.facts.last().map(|fact| fact.at), Some(trace.end));
        for (fact, place) in trace.facts.iter().zip(0_u32..) {
            prop_assert!(fact.cause.is_none_or(|cause| cause < FactId(place)));
            let first = matches!(fact.what, What::Wanted { .. });
            prop_assert!(first || fact.cause.is_some(), "only an intent comes from nothing: {:?}", fact);
        }
    }

    #[test]
    fn what_is_sent_has_arrived_or_is_on_its_way(scenario in scenario()) {
        let trace = sim::run(&scenario, 1);
        let gauge = trace::in_flight(&trace);
        let (mut sent, mut ended) = (0, 0);
        let mut facts = trace.facts.iter().peekable();
        while let Some(fact) = facts.next() {
            sent += u32::from(matches!(fact.what, What::Sent { .. }));
            ended += u32::from(matches!(fact.what, What::Arrived { .. } | What::Lost { .. }));
            prop_assert!(ended <= sent);
            if facts.peek().is_none_or(|next| next.at > fact.at) {
                prop_assert_eq!(gauge.level_at(fact.at), sent - ended, "at {:?}", fact.at);
            }
        }
        prop_assert_eq!(sent, ended);
        for message in messages(&trace) {
            let Fate::Arrived { at } = message.fate else { panic!("{message:?} is not there") };
            prop_assert!(message.sent_at <= message.entered_at && message.entered_at <= message.left_at);
            prop_assert_eq!(message.left_at + message.one_way, at);
            let link = &trace.links[usize::from(message.link.0)];
            prop_assert_eq!(message.one_way, link.one_way);
        }
    }

    #[test]
    fn each_request_is_wanted_and_settled_once(scenario in scenario()) {
        let trace = sim::run(&scenario, 1);
        let wanted = requests(&trace, |what| matches!(what, What::Wanted { .. }));
        let settled = requests(&trace, |what| matches!(what, What::Settled { .. }));
        let total: u32 = scenario.loads.iter().map(|load| load.requests).sum();
        prop_assert_eq!(&wanted, &(1..=total).collect::<Vec<_>>(), "numbered in the order of intent");
        let once: BTreeSet<u32> = settled.iter().copied().collect();
        prop_assert_eq!((settled.len(), once), (wanted.len(), wanted.into_iter().collect()));
    }

    #[test]
    fn workers_and_places_are_never_exceeded(scenario in scenario()) {
        let trace = sim::run(&scenario, 1);
        let server = scenario.nodes[0].server.clone().expect("node 0 is the server");
        let mut busy = BTreeMap::new();
        for Fact { what, .. } in &trace.facts {
            match *what {
                What::Started { message, worker } => {
                    prop_assert!(worker < server.workers);
                    prop_assert_eq!(busy.insert(worker, message), None, "one request at a time");
                }
                What::Finished { message, worker } => {
                    prop_assert_eq!(busy.remove(&worker), Some(message));
                }
                What::Queued { length, .. } => {
                    prop_assert!(server.queue.is_none_or(|places| length <= places));
                    prop_assert_eq!(busy.len(), usize::from(server.workers), "nobody waits beside a free worker");
                }
                What::Refused { .. } => prop_assert!(server.queue.is_some()),
                _ => {}
            }
        }
        let queue = trace::queue_length(&trace, NodeId(0));
        prop_assert!(server.queue.is_none_or(|places| queue.highest() <= places));
        prop_assert_eq!(queue.level_at(trace.end), 0);
    }

    #[test]
    fn a_sender_puts_one_message_at_a_time_on_a_wire_in_order(scenario in scenario()) {
        let trace = sim::run(&scenario, 1);
        let mut free: BTreeMap<_, trace::Time> = BTreeMap::new();
        for message in messages(&trace) {
            let wire = free.entry((message.link, message.from)).or_default();
            prop_assert_eq!(message.entered_at, message.sent_at.max(*wire), "no earlier, and no later");
            *wire = message.left_at;
        }
    }

    #[test]
    fn equal_input_gives_an_equal_run_that_survives_storage(scenario in scenario(), seed in any::<u64>()) {
        let trace = sim::run(&scenario, seed);
        prop_assert_eq!(&trace, &sim::run(&scenario, seed));
        let stored = trace::encode(&trace);
        prop_assert_eq!(trace::decode(&stored), Ok(trace));
    }

    #[test]
    fn damaged_storage_never_panics(scenario in scenario(), at in any::<prop::sample::Index>(), byte in any::<u8>()) {
        let mut stored = trace::encode(&sim::run(&scenario, 1));
        let at = at.index(stored.len());
        stored[at] = byte;
        if let Ok(trace) = trace::decode(&stored) {
            let _ = (messages(&trace), trace::in_flight(&trace), trace::queue_length(&trace, NodeId(0)));
            for name in trace::MEASURES {
                let _ = trace::measure(&trace, name);
            }
        }
        stored.truncate(at);
        prop_assert!(trace::decode(&stored).is_err());
    }
}

fn requests(trace: &Trace, kind: impl Fn(&What) -> bool) -> Vec<u32> {
    trace.facts.iter().filter(|fact| kind(&fact.what)).map(|fact| fact.what.request().0).collect()
}
