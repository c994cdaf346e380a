//! What keeps retries and overload in bounds.

use crate::build::{MS, constant, load, poisson, queue, seconds, server, share, then, tries};
use crate::long_runs::{measured, traced, value};
use crate::vector::{near, near_by, vector};
use scenario::{Action, Backoff, Breaker, Pattern, RetryBudget, Scenario, Throttle};
use trace::{BreakerState, What};

/// A server that fails everybody, and clients who would try for ever.
fn outage(requests: u32, budget: RetryBudget) -> Scenario {
    let mut server = server(1_000, constant(0));
    server.errors = share(1.0);
    let mut scenario = queue(server, requests, Pattern::Sequential);
    scenario.loads[0].asking.retry = tries(100, Backoff::Immediate);
    scenario.loads[0].asking.budget = Some(budget);
    scenario
}

#[test]
fn a_budget_bounds_the_load_of_an_outage() {
    let v = vector("retry-budget-load");
    for (part, load) in v.inputs("budget").into_iter().zip(v.expected_list("")) {
        let budget = RetryBudget::Ratio { share: share(part), per_s: 0, lifetime_ns: seconds(10.0) };
        let mut scenario = outage(100_000, budget);
        scenario.loads[0].pattern = poisson(1_000.0);
        near("load", value(&measured(&scenario, 1), "attempts") / 1e5, load, 0.01);
    }
}

#[test]
fn a_purse_runs_empty() {
    let v = vector("aws-retry-quota");
    let capacity = v.whole("capacity");
    let retries = v.expected_list("");
    for (at, cost) in [(0, 5), (2, 14)] {
        let budget = RetryBudget::Quota { capacity, cost, timeout_cost: 1_000 };
        assert_eq!(f64::from(cost), v.inputs("cost")[at]);
        assert_eq!(value(&measured(&outage(300, budget), 1), "retries"), retries[at]);
    }
    // After a timeout a retry costs more.
    let mut silent = outage(300, RetryBudget::Quota { capacity, cost: 5, timeout_cost: 10 });
    silent.loads[0].asking.timeouts.attempt_ns = Some(MS);
    let silent = then(silent, 0, Action::Hang { node: 0 });
    assert_eq!(value(&measured(&silent, 1), "retries"), retries[1]);
}

/// Tries of the last request after an outage that used up all retries, and so many successes since.
fn tries_after(successes: u32, most: u32, ratio: u32) -> f64 {
    let mut scenario = outage(1, RetryBudget::Tokens { most, ratio });
    scenario.nodes[0].server.as_mut().expect("it answers").errors = 0;
    let moments = (0..successes).map(|at| 1_000 + u64::from(at));
    let moments: Vec<u64> = [0].into_iter().chain(moments).chain([2_000]).collect();
    scenario.loads[0].requests = successes + 2;
    scenario.loads[0].pattern = crate::build::at_ms(&moments);
    let scenario = then(scenario, 0, Action::Errors { node: 0, share: share(1.0) });
    let scenario = then(scenario, 500, Action::Recover { node: 0 });
    let scenario = then(scenario, 1_999, Action::Errors { node: 0, share: share(1.0) });
    let first = value(&measured(&outage(1, RetryBudget::Tokens { most, ratio }), 1), "attempts");
    value(&measured(&scenario, 1), "attempts") - first - f64::from(successes)
}

#[test]
fn tokens_stop_retries_until_enough_succeeds() {
    let v = vector("grpc-throttle");
    let (most, ratio) = (v.whole("max_tokens"), (v.input("ratio") * 1e3) as u32);
    let outage = outage(1, RetryBudget::Tokens { most, ratio });
    assert_eq!(value(&measured(&outage, 1), "attempts"), v.expected("/failures_until_stop"));
    // So many successes make up for one failure, and then the next failure is again one too many.
    let regained = v.expected("/successes_to_regain_one") as u32;
    assert_eq!(tries_after(regained, most, ratio), 1.0);
    assert_eq!(tries_after(regained + 1, most, ratio), 2.0);
    assert_eq!(tries_after(2 * regained + 1, most, ratio), 3.0);
}

/// A server that can do 300 a second and is asked 1,000 times.
#[test]
fn clients_turn_away_what_would_be_refused() {
    let v = vector("sre-throttle");
    let mut server = server(1, constant(seconds(1.0 / v.input("accepts"))));
    server.queue = Some(20);
    let mut scenario = queue(server, 200_000, poisson(v.input("requests")));
    let k = (v.input("K") * 1e3) as u32;
    scenario.loads[0].asking.throttle = Some(Throttle { k, window_ns: seconds(10.0) });
    // The window has to fill first.
    scenario.measure_from_ns = seconds(20.0);
    let run = measured(&scenario, 1);
    near_by("turned away", value(&run, "withheld") / value(&run, "requests"), v.expected(""), 0.01);
    near("accepted", value(&run, "throughput_per_s"), v.input("accepts"), 0.01);
}

#[test]
fn a_breaker_trips_on_its_first_window() {
    let v = vector("breaker-trip");
    let window = v.whole("n");
    let mut server = server(1, constant(0));
    server.errors = share(v.input("p"));
    let mut scenario = queue(server, window + 1, Pattern::Sequential);
    let failures = share(v.input("threshold") / v.input("n"));
    scenario.loads[0].asking.breaker =
        Some(Breaker { window, least_calls: window, failures, open_ns: seconds(60.0), trials: 1 });
    let runs = 20_000;
    let tripped = |&seed: &u64| value(&measured(&scenario, seed), "withheld") > 0.0;
    let share = (1..=runs).filter(tripped).count() as f64 / runs as f64;
    near_by("P(trips)", share, v.expected(""), 0.005);
}

/// Closed, open for its time, a trial, closed again.
#[test]
fn a_breaker_opens_and_closes() {
    let breaker = Breaker { window: 4, least_calls: 4, failures: share(0.5), open_ns: 100 * MS, trials: 2 };
    let mut server = server(9, constant(0));
    server.errors = 0;
    let mut scenario = queue(server, 10, Pattern::Sequential);
    let moments = [0, 1, 2, 3, 4, 50, 103, 104, 105, 106];
    scenario.loads[0] = load(10, crate::build::at_ms(&moments));
    scenario.loads[0].asking.breaker = Some(breaker);
    let scenario = then(scenario, 2, Action::Errors { node: 0, share: share(1.0) });
    let scenario = then(scenario, 60, Action::Recover { node: 0 });
    let trace = traced(&scenario, 1);
    let changes: Vec<(u64, BreakerState)> = trace
        .facts
        .iter()
        .filter_map(|fact| match fact.what {
            What::Breaker { state, .. } => Some((fact.at.0 / MS, state)),
            _ => None,
        })
        .collect();
    // Two of the last four failed at 3 ms; it was open for 100 ms from then.
    let expected = [(3, BreakerState::Open), (103, BreakerState::HalfOpen), (104, BreakerState::Closed)];
    assert_eq!(changes, expected);
    let run = measured(&scenario, 1);
    assert_eq!(["withheld", "failed", "answered"].map(|name| value(&run, name)), [2.0, 2.0, 6.0]);
}
