//! Long runs against theory. Seeds are fixed, so that a failure is one for good; lengths follow Whitt (1989): long enough
//! that a right simulator stays within the tolerance for nearly every seed.

mod balance;
mod bounded;
mod bursts;
mod closed_loop;
mod general;
mod guards;
mod hedges;
mod layers;
mod markov;
mod orders;
mod overload;
mod retries;
mod waits;

use std::collections::BTreeMap;

use scenario::Scenario;
use sim::Budget;
use trace::{Ended, MessageId, Metrics, Trace, What};

/// What a run comes to, without its facts.
fn measured(scenario: &Scenario, seed: u64) -> Metrics {
    scenario.check().expect("the test's scenario is sound");
    let metrics = sim::measure(scenario, seed);
    assert_eq!(metrics.ended(), Ended::Idle, "the budget of a run without facts allows for this one");
    metrics
}

/// A run with all its facts.
fn traced(scenario: &Scenario, seed: u64) -> Trace {
    scenario.check().expect("the test's scenario is sound");
    let trace = sim::run_within(scenario, seed, Budget { facts: 20_000_000, ..Budget::for_metrics() });
    assert_eq!(trace.ended, Ended::Idle);
    trace
}

#[track_caller]
fn value(metrics: &Metrics, name: &str) -> f64 {
    metrics.measure(name).unwrap_or_else(|| panic!("the run has no {name}")).value
}

/// A time of a run in seconds; the name is the measure's without its unit.
#[track_caller]
fn in_seconds(metrics: &Metrics, name: &str) -> f64 {
    value(metrics, &format!("{name}_ms")) / 1e3
}

/// Each wait between arrival and service, in seconds, in the order of service.
fn waits(trace: &Trace) -> Vec<f64> {
    let mut arrived: BTreeMap<MessageId, u64> = BTreeMap::new();
    let mut waits = Vec::new();
    for fact in &trace.facts {
        match fact.what {
            What::Arrived { message, .. } => {
                arrived.insert(message, fact.at.0);
            }
            What::Started { message, .. } => {
                let since = arrived.remove(&message).expect("what is served has arrived");
                waits.push((fact.at.0 - since) as f64 / 1e9);
            }
            _ => {}
        }
    }
    waits
}
