//! Scenarios that nobody checked, with numbers that nobody meant.

use crate::properties::any;
use proptest::prelude::*;
use scenario::Scenario;
use serde_json::Value;
use sim::{Budget, run_within};
use trace::Ended;

const SMALL: Budget = Budget { events: 2_000, facts: 2_000, alive: 2_000 };

/// What every number is tried with, as far as it fits its type.
const EXTREMES: [u64; 9] =
    [u64::MAX, 1 << 63, u32::MAX as u64, 1_000_001, u16::MAX as u64, u8::MAX as u64, 2, 1, 0];

/// Every number of a serialised scenario, and every list.
fn leaves(value: &mut Value, number: &mut impl FnMut(&mut Value)) {
    match value {
        Value::Number(_) => number(value),
        Value::Array(list) => list.iter_mut().for_each(|value| leaves(value, number)),
        Value::Object(fields) => fields.values_mut().for_each(|value| leaves(value, number)),
        _ => {}
    }
}

/// With some of its numbers replaced: `picks` says which and from where in the list of extremes to start.
fn distorted(scenario: &Scenario, picks: &[(prop::sample::Index, usize)]) -> Scenario {
    let mut value = serde_json::to_value(scenario).expect("a scenario is data");
    for (place, extreme) in picks {
        let mut count = 0;
        leaves(&mut value, &mut |_| count += 1);
        let place = place.index(count);
        for extreme in &EXTREMES[*extreme..] {
            let mut changed = value.clone();
            let mut at = 0;
            leaves(&mut changed, &mut |number| {
                if at == place {
                    *number = Value::from(*extreme);
                }
                at += 1;
            });
            if serde_json::from_value::<Scenario>(changed.clone()).is_ok() {
                value = changed;
                break;
            }
        }
    }
    serde_json::from_value(value).expect("only what fits was kept")
}

/// Whole parts missing, so that names lead nowhere.
fn mutilated(mut scenario: Scenario, cuts: [usize; 3]) -> Scenario {
    scenario.nodes.truncate(cuts[0]);
    scenario.links.truncate(cuts[1]);
    scenario.interventions.truncate(cuts[2]);
    scenario
}

fn picks() -> impl Strategy<Value = Vec<(prop::sample::Index, usize)>> {
    prop::collection::vec((any::<prop::sample::Index>(), 0..EXTREMES.len()), 1..6)
}

fn config() -> ProptestConfig {
    let cases = ProptestConfig::default().cases.max(400);
    ProptestConfig { cases, failure_persistence: None, max_shrink_iters: 3_000, ..ProptestConfig::default() }
}

fn holds(scenario: &Scenario) -> Result<(), TestCaseError> {
    let _ = scenario.check();
    let trace = run_within(scenario, 1, SMALL);
    prop_assert!(trace.facts.is_sorted_by_key(|fact| fact.at));
    let stored = trace::decode(&trace::encode(&trace));
    prop_assert_eq!(stored.as_ref(), Ok(&trace));
    for name in trace::MEASURES {
        let value = trace::measure(&trace, name).map_or(0.0, |measure| measure.value);
        prop_assert!(value.is_finite(), "{} is {}", name, value);
    }
    let _ = (trace::messages(&trace), trace::spans(&trace), trace::Index::new(&trace));
    let metrics = sim::measure_within(scenario, 1, SMALL);
    for name in trace::MEASURES {
        let value = metrics.measure(name).map_or(0.0, |measure| measure.value);
        prop_assert!(value.is_finite(), "{} is {}", name, value);
    }
    prop_assert!(metrics.ended() != Ended::Cancelled && trace.ended != Ended::Cancelled);
    Ok(())
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn extreme_numbers_end_in_a_readable_run(scenario in any::scenario(), picks in picks()) {
        holds(&distorted(&scenario, &picks))?;
    }

    #[test]
    fn missing_parts_end_in_a_readable_run(scenario in any::scenario(), cuts in [0_usize..6, 0..8, 0..3]) {
        holds(&mutilated(scenario, cuts))?;
    }
}

/// One field after the other, each with each extreme: what a random choice may miss.
#[test]
fn every_number_of_a_rich_scenario_may_be_extreme() {
    let rich = rich();
    let mut value = serde_json::to_value(&rich).expect("a scenario is data");
    let mut count = 0;
    leaves(&mut value, &mut |_| count += 1);
    assert!(count > 150, "it has {count} numbers");
    for place in 0..count {
        for extreme in EXTREMES {
            let (mut changed, mut at) = (value.clone(), 0);
            leaves(&mut changed, &mut |number| {
                if at == place {
                    *number = Value::from(extreme);
                }
                at += 1;
            });
            if let Ok(scenario) = serde_json::from_value::<Scenario>(changed) {
                let _ = scenario.check();
                let trace = run_within(&scenario, 1, SMALL);
                assert!(trace.facts.is_sorted_by_key(|fact| fact.at));
                let _ = sim::measure_within(&scenario, 1, SMALL);
            }
        }
    }
}

/// Several scenarios of every kind in one: their nodes, links, loads, feeds and interventions side by side.
fn rich() -> Scenario {
    use proptest::strategy::ValueTree;
    use proptest::test_runner::TestRunner;
    let mut runner = TestRunner::deterministic();
    let mut rich = Scenario::default();
    for _ in 0..6 {
        let next = any::scenario().new_tree(&mut runner).expect("a scenario").current();
        let numbers = |scenario: &Scenario| {
            let mut count = 0;
            leaves(&mut serde_json::to_value(scenario).expect("a scenario is data"), &mut |_| count += 1);
            count
        };
        if numbers(&next) > numbers(&rich) {
            rich = next;
        }
    }
    rich
}
