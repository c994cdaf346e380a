//! Budgets that run out, and runs that are as large as may be.

use crate::build::{S, SERVER, asking, constant, far, load, pair, poisson, queue, server};
use scenario::{Arrivals, Pattern, Scenario, Way};
use sim::{Budget, run, run_within};
use trace::{Ended, Outcome, What};

#[test]
fn nothing_to_run_is_a_run_of_nothing() {
    let trace = run(&Scenario::default(), 1);
    assert_eq!((trace.facts.len(), trace.end, trace.ended), (0, trace::Time::ZERO, Ended::Idle));
}

fn crowd() -> Scenario {
    let way = Way { bits_per_s: Some(1_000_000), ..far(1) };
    pair(server(1, constant(1)), &way, load(50, Pattern::Parallel))
}

#[test]
fn a_run_that_exceeds_a_budget_says_so_and_settles_what_is_open() {
    let scenario = crowd();
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
        let unfinished = count(|what| matches!(what, What::Settled { outcome: Outcome::Unfinished, .. }));
        assert_eq!(unfinished > 0, ended != Ended::Idle && wanted > 0, "{budget:?}");
        assert_eq!(trace::decode(&trace::encode(&trace)), Ok(trace));
    }
}

#[test]
fn a_run_ends_when_its_scenario_says() {
    let mut scenario = queue(server(1, constant(S)), 10, Pattern::Sequential);
    scenario.end_ns = Some(3 * S + S / 2);
    let trace = run(&scenario, 1);
    assert_eq!((trace.ended, trace.end.0), (Ended::Deadline, 3 * S + S / 2));
    let value = |name| trace::measure(&trace, name).expect("it has a value").value;
    assert_eq!((value("answered"), value("unfinished")), (3.0, 1.0));
    assert_eq!(value("utilisation"), 1.0, "work that the end cuts short counts until then");
}

#[test]
fn a_message_that_the_end_caught_in_line_has_not_entered_the_wire() {
    let way = Way { bits_per_s: Some(8_000), ..Way::default() };
    let mut scenario = pair(server(1, constant(1)), &way, load(3, Pattern::Parallel));
    // One is there, the second is on the wire, the third is in line.
    scenario.end_ns = Some(1_500_000);
    let trace = run(&scenario, 1);
    let of_requests = |message: &&trace::Message| message.from.0 != SERVER;
    let messages = trace::messages(&trace);
    let entered: Vec<u64> = messages.iter().filter(of_requests).map(|message| message.entered_at.0).collect();
    assert_eq!(trace.end.0, 1_500_000);
    assert_eq!(entered, [0, 1_000_000, 1_500_000]);
}

#[test]
fn ten_thousand_requests_fit_a_trace() {
    let way = Way { bits_per_s: Some(1_000), ..far(1) };
    let mut scenario = pair(server(1, constant(1)), &way, load(10_000, Pattern::Parallel));
    scenario.loads[0].asking.timeouts.attempt_ns = Some(1);
    scenario.check().expect("as large as may be");
    assert_eq!(run(&scenario, 1).ended, Ended::Idle);
}

#[test]
fn ten_million_requests_fit_the_numbers() {
    let scenario = queue(server(1, constant(S / 100)), 10_000_000, poisson(80.0));
    scenario.check().expect("as large as may be");
    let run = sim::measure(&scenario, 1);
    assert_eq!(run.ended(), Ended::Idle);
    assert_eq!(run.measure("answered").map(|measure| measure.value), Some(1e7));
}

/// Arrivals that all come at once and without end: time stands still, and the budget ends it.
#[test]
fn a_clock_that_stands_still_is_noticed() {
    let arrivals = Arrivals::Gaps { gap: constant(0) };
    let mut scenario = queue(server(1, constant(S)), 10_000_000, Pattern::Open { arrivals });
    scenario.loads[0].asking = asking();
    let trace = run(&scenario, 1);
    assert!(matches!(trace.ended, Ended::EventBudget | Ended::TraceBudget), "{:?}", trace.ended);
    assert!(trace.facts.len() < 11_000_000);
}
