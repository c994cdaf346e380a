//! What holds of every run, whatever the scenario. A failing case prints the scenario that it was found with.

pub(crate) mod any;
mod budgets;
mod chance;
mod every_run;
mod forks;
mod metamorphic;
mod servers;
mod spans;

use std::collections::BTreeMap;

use proptest::prelude::*;
use scenario::Scenario;
use trace::{Fact, NodeId, Outcome, RequestId, Trace, What};

/// Few enough for a minute in WebAssembly; a nightly run may ask for more in its environment.
fn config() -> ProptestConfig {
    let cases = ProptestConfig::default().cases.max(200);
    ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() }
}

/// Facts of some nodes as they look from there: without what they were caused by, and with each client's requests
/// counted by that client alone. Both are numbers given out over the whole run.
fn seen_at(trace: &Trace, from: impl Fn(NodeId) -> bool) -> Vec<(u64, u16, String)> {
    let mut names: BTreeMap<RequestId, String> = BTreeMap::new();
    let mut counts: BTreeMap<NodeId, u32> = BTreeMap::new();
    for fact in &trace.facts {
        if let What::Wanted { request } = fact.what {
            let count = counts.entry(fact.node).or_default();
            *count += 1;
            names.insert(request, format!("{}.{count}", fact.node.0));
        }
    }
    let view = |fact: &Fact| {
        let name = fact.what.request().and_then(|request| names.get(&request).cloned()).unwrap_or_default();
        (fact.at.0, fact.node.0, format!("{name} {}", without_number(&fact.what)))
    };
    // That somebody intervened is written down at whatever node, and what is open ends with the whole run.
    let of_the_run = |what: &What| {
        matches!(what, What::Intervened { .. } | What::Settled { outcome: Outcome::Unfinished, .. })
    };
    let seen = |fact: &&Fact| from(fact.node) && !of_the_run(&fact.what);
    trace.facts.iter().filter(seen).map(view).collect()
}

/// What happened, without the request's number.
fn without_number(what: &What) -> String {
    let text = format!("{what:?}");
    let Some((before, rest)) = text.split_once("RequestId(") else { return text };
    let after = rest.split_once(')').map_or("", |(_, after)| after);
    format!("{before}{after}")
}

/// Scenarios that pass their own check.
fn sound() -> impl Strategy<Value = Scenario> {
    any::scenario().prop_filter("sound", |scenario| scenario.check().is_ok())
}

#[test]
fn nearly_all_of_them_are_sound() {
    use proptest::strategy::ValueTree;
    use proptest::test_runner::TestRunner;
    let mut runner = TestRunner::deterministic();
    let mut faults = Vec::new();
    for _ in 0..200 {
        let scenario = any::scenario().new_tree(&mut runner).expect("a scenario").current();
        faults.extend(scenario.check().err());
    }
    assert!(faults.len() < 20, "{}: {:#?}", faults.len(), faults.first());
}
