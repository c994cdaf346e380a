//! More than the server can do.

use std::collections::BTreeMap;

use crate::build::{constant, far, paced, pair, per_1000, queue, seconds, server, then};
use crate::long_runs::{measured, traced, value};
use crate::vector::{near, near_by, vector};
use scenario::{Action, Intervention};
use trace::{Outcome, RequestId, Trace, What};

/// When each request was wanted and when it was settled, in seconds, by its number.
fn lives(trace: &Trace) -> Vec<(f64, f64, Outcome)> {
    let mut wanted: BTreeMap<RequestId, f64> = BTreeMap::new();
    let mut lives = Vec::new();
    for fact in &trace.facts {
        let at = fact.at.0 as f64 / 1e9;
        match fact.what {
            What::Wanted { request } => {
                wanted.insert(request, at);
            }
            What::Settled { request, outcome } => lives.push((request, (wanted[&request], at, outcome))),
            _ => {}
        }
    }
    lives.sort_by_key(|(request, _)| *request);
    lives.into_iter().map(|(_, life)| life).collect()
}

#[test]
fn a_backlog_builds_up_and_drains() {
    let v = vector("q-overload-backlog");
    let (rate, services, turn) = (v.input("lambda_per_s"), v.input("mu_per_s"), v.input("t_s"));
    // Arrivals until well after the backlog is gone: 3,600 in the overload, 80 a second after it.
    let mut scenario = queue(server(1, constant(seconds(1.0 / services))), 7_000, paced(rate));
    let calm = Action::Rate { client: 1, per_1000_s: per_1000(v.input("lambda2_per_s")) };
    scenario.interventions.push(Intervention { at_ns: seconds(turn), action: calm });
    let trace = traced(&scenario, 1);
    let lives = lives(&trace);
    let inside = |at: f64| lives.iter().filter(|life| life.0 < at && life.1 > at).count() as f64;
    // Whole requests: one may have come or gone just then.
    near_by("backlog", inside(turn), v.expected("/backlog"), 1.0);
    let last_in = lives.iter().rfind(|life| life.0 < turn).expect("some came before");
    near_by("the last one's wait", last_in.1 - last_in.0 - 0.01, v.expected("/last_in_wait_s"), 0.02);
    // From then on each is served at once.
    let drained = lives.iter().find(|life| life.0 > turn && life.1 - life.0 < 0.011).expect("it drains");
    // Twenty a second less than it serves: one request more or less is a twentieth of a second.
    near_by("drained after", drained.0 - turn, v.expected("/drain_s"), 0.1);
}

#[test]
fn every_answer_comes_too_late() {
    let v = vector("q-fifo-collapse");
    let (rate, services) = (v.input("lambda_per_s"), v.input("mu_per_s"));
    assert_eq!(v.input("S_s"), 1.0 / services);
    let mut scenario = queue(server(1, constant(seconds(v.input("S_s")))), 2_000, paced(rate));
    scenario.loads[0].asking.timeouts.attempt_ns = Some(seconds(v.input("T_s")));
    let lives = lives(&traced(&scenario, 1));
    let first = lives.iter().position(|life| life.2 == Outcome::TimedOut).expect("patience ends");
    near_by("the first that is given up was wanted at", lives[first].0, v.expected(""), 1.5 / rate);
    assert!(
        lives[first..].iter().all(|life| life.2 == Outcome::TimedOut),
        "nobody is answered in time again"
    );
}

/// Latency counts from the intended start, so a stall shows in every request that fell into it.
#[test]
fn a_stall_shows_in_all_that_it_held_up() {
    let v = vector("co-correct");
    let (stall, interval) = (v.ns("stall_ms"), v.ns("interval_ms"));
    let mut scenario = queue(server(1, constant(0)), 30, paced(1e9 / interval as f64));
    // Just after the tenth request was answered, just before the eleventh is due.
    scenario.interventions =
        vec![Intervention { at_ns: 10 * interval, action: Action::Pause { node: 0, length_ns: stall } }];
    let held_up: Vec<f64> = lives(&traced(&scenario, 1))
        .into_iter()
        .map(|life| ((life.1 - life.0) * 1e3).round())
        .filter(|&ms| ms > 0.0)
        .collect();
    assert_eq!(held_up, v.expected_list("/samples"));
    near("mean", held_up.iter().sum::<f64>() / held_up.len() as f64, v.expected("/mean_ms"), 1e-9);
}

#[test]
fn half_of_a_run_frozen() {
    let v = vector("co-wrong-p99");
    let (count, ok, stall) = (v.whole("n_ok"), v.ns("ok_ms"), seconds(v.input("stall_s")));
    let mut scenario = pair(server(1, constant(0)), &far(ok / 2), crate::build::load(2 * count, paced(1e3)));
    scenario = then(scenario, u64::from(count), Action::Pause { node: 0, length_ns: stall });
    let run = measured(&scenario, 1);
    near("p50", value(&run, "response_p50_ms"), v.expected("/corrected_p50_ms"), 0.01);
    let beyond = value(&run, "response_max_ms") / 1e3;
    near("the longest", beyond, v.input("stall_s"), 0.01);
    // Three quarters: half of the run was fine, the other half lies evenly between nothing and the whole stall.
    let mut halves = scenario;
    halves.measure_from_ns = u64::from(count) * 1_000_000;
    let frozen = measured(&halves, 1);
    near(
        "p75 of all is p50 of the frozen half",
        value(&frozen, "response_p50_ms") / 1e3,
        v.expected("/corrected_p75_s"),
        0.01,
    );
}
