//! Measurements of a real client and a real server between two network namespaces: requests at once against a few
//! workers (group D), and Poisson arrivals at exponential service (group E). `http1`, so that a new connection costs one
//! round trip more.

use std::collections::BTreeMap;

use crate::build::{closed, constant, exponential, far, load, pair, poisson, seconds, server};
use crate::theory::markov::Mmc;
use crate::vector::near;
use scenario::{Connections, Pattern, Scenario, Way};
use serde_json::Value;
use trace::{Outcome, Trace, What};

/// One setting, and what was measured in it.
struct Case {
    case: String,
    variant: String,
    rtt_ms: f64,
    requests: u32,
    workers: u16,
    service_ms: f64,
    /// Utilisation, in group E.
    rho: f64,
    measured: BTreeMap<String, Measured>,
}

/// Over the repeats of a case: the median and the extremes.
struct Measured {
    median: f64,
    min: f64,
    max: f64,
    /// In group E: what an endless run of an ideal queue comes to.
    theory: f64,
}

/// How much later than it should the measured link delivered each message on average, by its own calibration.
const LATE_NS: u64 = 65_000;

fn measured_link(case: &Case) -> Way {
    far(seconds(case.rtt_ms / 2e3) + LATE_NS)
}

fn cases(group: &str) -> Vec<Case> {
    let file: Value =
        serde_json::from_str(include_str!("data/ground-truth.json")).expect("the cases are JSON");
    let cases = file["cases"].as_array().expect("a list of cases");
    cases.iter().filter(|case| case["group"] == group).map(case).collect()
}

fn case(value: &Value) -> Case {
    let text = |name: &str| value[name].as_str().expect("a text").to_owned();
    let number = |name: &str| value[name].as_f64().unwrap_or_default();
    let measured = value["measured"].as_object().expect("measurements by name");
    Case {
        case: text("case"),
        variant: text("variant"),
        rtt_ms: number("rtt_ms"),
        requests: number("requests") as u32,
        workers: number("workers") as u16,
        service_ms: number("service_ms"),
        rho: number("rho"),
        measured: measured.iter().map(|(metric, value)| (metric.clone(), measurement(value))).collect(),
    }
}

fn measurement(value: &Value) -> Measured {
    let number = |name: &str| value[name].as_f64().unwrap_or_default();
    Measured { median: number("median"), min: number("min"), max: number("max"), theory: number("theory") }
}

/// For the judge of a prediction.
fn show(case: &Case, metric: &str, predicted: f64) {
    println!(r#"{{"case":"{}","metric":"{metric}","value":{predicted}}}"#, case.case);
}

fn at_once(case: &Case) -> Scenario {
    let mut server = server(case.workers, constant(seconds(case.service_ms / 1e3)));
    server.queue = (case.variant == "par_all_queue10").then_some(10);
    let mut scenario = pair(server, &measured_link(case), load(case.requests, Pattern::Parallel));
    let most = (case.variant == "par6").then_some(6);
    scenario.loads[0].asking.connections = Connections { most, ..closed(0, 1, 0) };
    scenario
}

/// When requests ended so, in milliseconds, in order.
fn endings(trace: &Trace, wanted: Outcome) -> Vec<f64> {
    let ending = |fact: &trace::Fact| match fact.what {
        What::Settled { outcome, .. } if outcome == wanted => Some(fact.at.0 as f64 / 1e6),
        _ => None,
    };
    trace.facts.iter().filter_map(ending).collect()
}

fn predicted(trace: &Trace, metric: &str) -> f64 {
    let (done, refused) = (endings(trace, Outcome::Answered), endings(trace, Outcome::Refused));
    let last = |moments: &[f64]| moments.last().copied().unwrap_or_default();
    match metric {
        "first_completion" => done[0],
        "makespan" | "makespan_ok" => last(&done),
        "mean_completion" => done.iter().sum::<f64>() / done.len() as f64,
        "median_completion" => done[(done.len() - 1) / 2],
        "count_200" => done.len() as f64,
        "count_503" => refused.len() as f64,
        "last_503" => last(&refused),
        _ => panic!("no prediction for {metric}"),
    }
}

#[test]
fn requests_at_once() {
    let mut errors = Vec::new();
    for case in cases("D") {
        let scenario = at_once(&case);
        scenario.check().expect("the test's scenario is sound");
        let trace = sim::run(&scenario, 1);
        for (metric, measured) in &case.measured {
            let value = predicted(&trace, metric);
            show(&case, metric, value);
            errors.push((value / measured.median - 1.0).abs());
            if metric.starts_with("count") {
                assert_eq!(value, measured.median, "{} {metric}", case.case);
            } else {
                // The real ones took a little longer, never less: a tenth of a millisecond and a part in a hundred
                // thousand are how exact the clocks were.
                assert!(value <= measured.max * 1.000_01 + 0.1, "{} {metric}: {value}", case.case);
            }
        }
    }
    errors.sort_by(f64::total_cmp);
    let median = errors[errors.len() / 2];
    assert_eq!(errors.len(), 240);
    assert!(median <= 0.02, "half of the predictions are off by {median} or more");
    let p90 = errors[errors.len() * 9 / 10];
    assert!(p90 <= 0.05, "one in ten is off by {p90} or more");
}

/// By the names of the measurements.
const RESPONSES: [(&str, &str); 4] = [
    ("response_mean", "response_ms"),
    ("response_p50", "response_p50_ms"),
    ("response_p95", "response_p95_ms"),
    ("response_p99", "response_p99_ms"),
];

fn open_loop(case: &Case, requests: u32) -> Scenario {
    let server = server(case.workers, exponential(seconds(case.service_ms / 1e3)));
    let rate = case.rho * f64::from(case.workers) / (case.service_ms / 1e3);
    pair(server, &measured_link(case), load(requests, poisson(rate)))
}

#[test]
fn arrivals_at_random() {
    let mut all = 0;
    for case in cases("E") {
        let runs: Vec<_> =
            (1..=41).map(|seed| sim::measure(&open_loop(&case, case.requests), seed)).collect();
        for (metric, name) in RESPONSES {
            let mut values: Vec<f64> =
                runs.iter().map(|run| run.measure(name).expect("there are answers").value).collect();
            values.sort_by(f64::total_cmp);
            let median = values[values.len() / 2];
            show(&case, metric, median);
            let measured = &case.measured[metric];
            let within = measured.min..=measured.max;
            assert!(within.contains(&median), "{} {metric}: {median} in {within:?}", case.case);
            all += 1;
        }
    }
    assert_eq!(all, 28);
}

#[test]
fn the_same_arrivals_for_long_come_to_theory() {
    // The busier, the longer until a mean is worth anything.
    for case in cases("E").into_iter().filter(|case| case.rho < 0.8) {
        let services = 1e3 / case.service_ms;
        let arrivals = case.rho * f64::from(case.workers) * services;
        let queue = Mmc { arrivals, services, servers: u32::from(case.workers) };
        let run = sim::measure(&open_loop(&case, 1_000_000), 1);
        for (metric, name) in RESPONSES {
            let found = run.measure(name).expect("there are answers").value;
            let share = if metric == "response_p99" { 0.04 } else { 0.02 };
            let found = found - case.rtt_ms - 2.0 * LATE_NS as f64 / 1e6;
            near(metric, found, case.measured[metric].theory - case.rtt_ms, share);
        }
        let mean = run.measure("response_ms").expect("there are answers").value;
        let trip = case.rtt_ms + 2.0 * LATE_NS as f64 / 1e6;
        near("closed form", mean - trip, queue.mean_response() * 1e3, 0.02);
    }
}
