//! The two sources of a number give the same number.

use proptest::prelude::*;
use trace::{
    Duration, Ended, Fact, Link, Metrics, Node, NodeId, Outcome, RequestId, Role, Time, Trace, What, measure,
};

use crate::toy::{play, toys};

fn settings() -> ProptestConfig {
    ProptestConfig { failure_persistence: None, cases: 1_000, ..ProptestConfig::default() }
}

proptest! {
    #![proptest_config(settings())]

    #[test]
    fn what_was_told_equals_what_the_facts_say(toy in toys()) {
        let (trace, told) = play(&toy);
        let folded = Metrics::of(&trace);
        for id in ["", "ann.", "bob.", "server."] {
            for name in trace::MEASURES {
                let name = format!("{id}{name}");
                let (live, later) = (told.measure(&name), folded.measure(&name));
                prop_assert_eq!(&live, &later, "{}", name);
                prop_assert!(live.is_none_or(|measure| measure.value.is_finite() && measure.value >= 0.0), "{}", name);
            }
        }
        prop_assert_eq!((folded.ended(), folded.end_at()), (trace.ended, trace.end));
    }

    #[test]
    fn facts_in_any_order_give_numbers(toy in toys(), order in any::<prop::sample::Index>(), end in 0_u64..) {
        let (mut trace, _) = play(&toy);
        let middle = order.index(trace.facts.len().max(1)).min(trace.facts.len());
        trace.facts.rotate_left(middle);
        trace.facts.push(Fact { at: Time(u64::MAX), node: NodeId(9), what: What::Crashed { silent: true }, cause: None });
        trace.end = Time(end);
        let folded = Metrics::of(&trace);
        for name in trace::MEASURES {
            prop_assert!(folded.measure(name).is_none_or(|measure| measure.value.is_finite()), "{}", name);
        }
    }
}

#[test]
fn a_large_run_has_the_same_percentiles_from_both_sources() {
    let node =
        |id: &str| Node { id: id.to_owned(), name: id.to_owned(), role: Role::Client { timeout: None } };
    let nodes = vec![node("ann"), node("bob")];
    let links = vec![Link { ends: [NodeId(0), NodeId(1)], one_way: Duration::ZERO }];
    let (measure_from, end, ended) = (Time::ZERO, Time(12_000_000), Ended::Idle);
    let mut trace = Trace { nodes, links, facts: Vec::new(), measure_from, end, ended };
    let mut told = Metrics::new(&trace.nodes, Time::ZERO);
    for request in 1..=12_000_u32 {
        let (id, client) = (RequestId(request), NodeId(u16::from(request.is_multiple_of(2))));
        let (wanted_at, at) = (Time(0), Time(u64::from(request) * 1_000));
        let fact = |at, what| Fact { at, node: client, what, cause: None };
        trace.facts.push(fact(wanted_at, What::Wanted { request: id }));
        trace.facts.push(fact(at, What::Settled { request: id, outcome: Outcome::Answered }));
        told.wanted(client, wanted_at);
        told.settled(client, wanted_at, at, Outcome::Answered);
    }
    trace.facts.sort_by_key(|fact| fact.at);
    told.end(end, ended);
    for (name, exact_ms) in [("response_p50_ms", 6.0), ("response_p99_ms", 11.88), ("response_max_ms", 12.0)]
    {
        let value = told.measure(name).expect("there were answers").value;
        assert_eq!(measure(&trace, name).map(|measure| measure.value), Some(value), "{name}");
        assert!(value >= exact_ms && value <= exact_ms * 1.001, "{name}: {value} for {exact_ms}");
    }
    let alone = told.measure("ann.response_p50_ms").expect("there were answers").value;
    assert_eq!(alone, 5.999, "6,000 values are kept as they are");
}
