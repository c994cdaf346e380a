//! What must hold of every run.

mod folds;
mod numbers;
mod order;
mod service;

use scenario::Scenario;
use sim::{Budget, measure_within, run_within};
use trace::{Ended, Trace};

/// What one event may write beyond the budget of facts, with the outcomes that the end adds.
const MOST_BEYOND: usize = 100_000;

/// Runs the scenario for its trace and for its numbers, and holds both to all that must hold.
pub(crate) fn run(scenario: &Scenario, seed: u64, budget: Budget) -> Trace {
    let run = run_within(scenario, seed, budget);
    let facts = budget.facts as usize;
    assert!(run.facts.len() <= facts + MOST_BEYOND, "{} facts within {budget:?}", run.facts.len());
    assert_ne!(run.ended, Ended::Cancelled, "nobody called it off");
    trace(scenario, &run);
    let metrics = measure_within(scenario, seed, budget);
    numbers::are_numbers(scenario, &metrics);
    // Without a trace there is no budget of facts to end the run.
    if run.ended != Ended::TraceBudget {
        assert_eq!((metrics.ended(), metrics.end_at()), (run.ended, run.end));
        numbers::are_equal(scenario, &run, &metrics);
    }
    run
}

/// What must hold of a trace, however the run was ended.
pub(crate) fn trace(scenario: &Scenario, trace: &Trace) {
    order::is_kept(scenario, trace);
    service::is_sound(scenario, trace);
    let stored = trace::decode(&trace::encode(trace));
    assert_eq!(stored.as_ref(), Ok(trace), "a trace survives storage");
    folds::agree(scenario, trace);
    numbers::are_numbers(scenario, &trace::Metrics::of(trace));
}
