//! Scenarios that nobody checked, and budgets that run out.

use crate::build::{link, load, pair, server};
use proptest::prelude::*;
use scenario::{Link, Load, Node, Pattern, Scenario, Server, Service};
use sim::{Budget, run, run_within};
use trace::{Ended, Outcome, What};

const SMALL: Budget = Budget { events: 2_000, facts: 2_000 };

fn extreme<T: Clone + core::fmt::Debug + 'static>(few: Vec<T>, any: BoxedStrategy<T>) -> BoxedStrategy<T> {
    prop_oneof![prop::sample::select(few), any].boxed()
}

prop_compose! {
    fn node()(server in prop::option::of((0_u16..3, prop::option::of(0_u32..3), any::<u64>(), any::<u32>())))
            -> Node {
        let server = server.map(|(workers, queue, ns, reply_bytes)| {
            Server { workers, queue, service: Service::Fixed { ns }, reply_bytes }
        });
        Node { id: String::new(), name: "\u{0}".to_owned(), server }
    }
}

prop_compose! {
    fn any_link()(ends in [0_u16..5, 0_u16..5], one_way_ns in extreme(vec![0, u64::MAX], any::<u64>().boxed()),
                  bits_per_s in prop::option::of(extreme(vec![0, 1, u64::MAX], any::<u64>().boxed()))) -> Link {
        Link { id: String::new(), ends, one_way_ns, bits_per_s }
    }
}

prop_compose! {
    fn any_load()(client in 0_u16..5, server in 0_u16..5,
                  requests in extreme(vec![0, 1, u32::MAX], any::<u32>().boxed()), parallel in any::<bool>(),
                  request_bytes in any::<u32>(),
                  timeout_ns in prop::option::of(extreme(vec![0, u64::MAX], any::<u64>().boxed()))) -> Load {
        let pattern = if parallel { Pattern::Parallel } else { Pattern::Sequential };
        Load { client, server, requests, pattern, request_bytes, timeout_ns }
    }
}

prop_compose! {
    fn unchecked()(nodes in prop::collection::vec(node(), 0..5), links in prop::collection::vec(any_link(), 0..5),
                   loads in prop::collection::vec(any_load(), 0..5)) -> Scenario {
        Scenario { title: String::new(), nodes, links, loads }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn an_unchecked_scenario_ends_in_a_readable_trace(scenario in unchecked()) {
        let _ = scenario.check();
        let trace = run_within(&scenario, 1, SMALL);
        prop_assert_eq!(trace::decode(&trace::encode(&trace)), Ok(trace));
    }
}

#[test]
fn nothing_to_run_is_a_run_of_nothing() {
    let trace = run(&Scenario::default(), 1);
    assert_eq!((trace.facts.len(), trace.end, trace.ended), (0, trace::Time::ZERO, Ended::Idle));
}

#[test]
fn a_run_that_exceeds_a_budget_says_so_and_settles_what_is_open() {
    let scenario = pair(server(1, None, 1), link(1, 1, Some(1_000_000)), load(1, 50, Pattern::Parallel));
    let whole = run(&scenario, 1);
    let facts = u32::try_from(whole.facts.len()).expect("a short run");
    assert_eq!(whole.ended, Ended::Idle);
    let cases = [
        (Budget { events: 10, ..Budget::default() }, Ended::EventBudget),
        (Budget { facts: 130, ..Budget::default() }, Ended::TraceBudget),
        (Budget { facts: 0, ..Budget::default() }, Ended::TraceBudget),
        (Budget { events: 0, ..Budget::default() }, Ended::EventBudget),
        (Budget { facts, ..Budget::default() }, Ended::Idle),
    ];
    for (budget, ended) in cases {
        let trace = run_within(&scenario, 1, budget);
        assert_eq!(trace.ended, ended, "{budget:?}");
        let count = |kind: fn(&What) -> bool| trace.facts.iter().filter(|fact| kind(&fact.what)).count();
        let wanted = count(|what| matches!(what, What::Wanted { .. }));
        assert_eq!(wanted, count(|what| matches!(what, What::Settled { .. })), "{budget:?}");
        let unfinished = |what: &What| matches!(what, What::Settled { outcome: Outcome::Unfinished, .. });
        assert_eq!(trace.facts.iter().any(|fact| unfinished(&fact.what)), ended != Ended::Idle && wanted > 0);
        assert_eq!(trace::decode(&trace::encode(&trace)), Ok(trace));
    }
}

#[test]
fn a_message_that_the_end_caught_in_line_has_not_entered_the_wire() {
    let scenario = pair(server(1, None, 1), link(1, 0, Some(8_000)), load(1, 3, Pattern::Parallel));
    // Begin, the first last bit, its arrival: the second message is on the wire, the third is in line.
    let trace = run_within(&scenario, 1, Budget { events: 3, ..Budget::default() });
    let entered: Vec<u64> = trace::messages(&trace).iter().map(|message| message.entered_at.0).collect();
    assert_eq!(trace.end.0, 1_000_000);
    assert_eq!(entered, [0, 1_000_000, 1_000_000]);
}

#[test]
fn the_largest_checked_scenario_fits_its_budget() {
    let mut scenario = pair(server(1, None, 1), link(1, 1, Some(1_000)), load(1, 10_000, Pattern::Parallel));
    scenario.loads[0].timeout_ns = Some(1);
    scenario.check().expect("as large as may be");
    assert_eq!(run(&scenario, 1).ended, Ended::Idle);
}
