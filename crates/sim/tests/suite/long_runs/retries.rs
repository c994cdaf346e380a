//! Trying again, and the waits in between.

use crate::build::{MS, constant, exponential, poisson, queue, seconds, server, share, tries};
use crate::long_runs::{measured, traced, value};
use crate::vector::{Vector, near, vector};
use scenario::{Backoff, Pattern, Scenario};
use trace::{RequestId, What};

/// A server that fails this share of requests, and clients who try so often.
fn failing(p: f64, attempts: u16, backoff: Backoff, requests: u32) -> Scenario {
    let mut server = server(1_000, constant(0));
    server.errors = share(p);
    let mut scenario = queue(server, requests, Pattern::Sequential);
    scenario.loads[0].asking.retry = tries(attempts, backoff);
    scenario
}

#[test]
fn until_it_works() {
    let v = vector("retry-unbounded");
    for (p, expected) in v.inputs("p").into_iter().zip(v.expected_list("")) {
        // A hundred tries all fail once in 40,000 requests at the worst of these.
        let run = measured(&failing(p, 100, Backoff::Immediate, 100_000), 1);
        near("tries", value(&run, "attempts") / 1e5, expected, 0.02);
    }
}

#[test]
fn three_times_at_most() {
    let v = vector("retry-bounded");
    let attempts = u16::try_from(v.whole("n")).expect("few tries");
    let run = measured(&failing(v.input("p"), attempts, Backoff::Immediate, 200_000), 1);
    near("tries", value(&run, "attempts") / 2e5, v.expected("/attempts"), 0.01);
    near("answered", value(&run, "answered") / 2e5, v.expected("/success"), 0.01);
    assert_eq!(value(&run, "answered") + value(&run, "failed"), 2e5);
    assert_eq!(value(&run, "retries"), value(&run, "attempts") - 2e5);
    let v = vector("retry-full-outage");
    let attempts = u16::try_from(v.whole("n")).expect("few tries");
    let run = measured(&failing(v.input("p"), attempts, Backoff::Immediate, 1_000), 1);
    assert_eq!(value(&run, "attempts"), 1_000.0 * v.expected(""));
    assert_eq!(value(&run, "failed"), 1_000.0);
}

#[test]
fn retries_overload_a_server_that_could_do_without_them() {
    let v = vector("retry-metastable");
    let (rate, services) = (v.input("lambda_per_s"), v.input("mu_per_s"));
    let mut server = server(1, exponential(seconds(1.0 / services)));
    server.errors = share(v.input("p"));
    let mut calm = queue(server, 70_000, poisson(rate));
    let mut storm = calm.clone();
    let attempts = u16::try_from(v.whole("n")).expect("few tries");
    storm.loads[0].asking.retry = tries(attempts, Backoff::Immediate);
    calm.loads[0].asking.retry = tries(1, Backoff::Immediate);
    let (calm, storm) = (measured(&calm, 1), measured(&storm, 1));
    assert!(value(&calm, "utilisation") < 0.72 && value(&calm, "queue_max") < 100.0);
    assert!(value(&storm, "utilisation") > 0.99, "every moment until the backlog is gone");
    let offered = value(&storm, "attempts") / value(&calm, "attempts") * rate;
    near("offered", offered, v.expected("/offered_per_s"), 0.01);
    // It would have to do this much more than it can while new requests come in, for 1,000 s.
    assert!(value(&storm, "queue_max") > 5_000.0, "{}", value(&storm, "queue_max"));
}

fn exponential_of(v: Vector) -> (u64, u64) {
    (v.ns("base_ms"), v.ns("cap_ms"))
}

/// The waits before each retry, request by request, in milliseconds.
fn waits(scenario: &Scenario) -> Vec<Vec<f64>> {
    let mut waits: Vec<Vec<f64>> = Vec::new();
    for fact in traced(scenario, 1).facts {
        if let What::BackedOff { message, until } = fact.what {
            let RequestId(request) = message.request;
            waits.resize_with(waits.len().max(request as usize), Vec::new);
            waits[request as usize - 1].push((until.0 - fact.at.0) as f64 / 1e6);
        }
    }
    waits
}

#[test]
fn waits_that_double() {
    let v = vector("backoff-expo");
    let (base_ns, cap_ns) = exponential_of(v);
    let attempts = u16::try_from(v.whole("n") + 1).expect("few tries");
    let scenario = failing(1.0, attempts, Backoff::Exponential { base_ns, cap_ns }, 1);
    assert_eq!(waits(&scenario), [v.expected_list("")]);
    let total: f64 = v.expected_list("").iter().sum();
    assert_eq!(value(&measured(&scenario, 1), "response_ms"), total, "nothing else takes time here");
    let fixed = failing(1.0, 4, Backoff::Fixed { ns: 70 * MS }, 1);
    assert_eq!(waits(&fixed), [[70.0; 3]]);
    let at_once = failing(1.0, 4, Backoff::Immediate, 1);
    assert_eq!(value(&measured(&at_once, 1), "response_ms"), 0.0);
}

#[test]
fn waits_with_jitter() {
    let v = vector("backoff-full-jitter");
    let (base_ns, cap_ns) = exponential_of(v);
    let attempts = u16::try_from(v.whole("n") + 1).expect("few tries");
    let run = measured(&failing(1.0, attempts, Backoff::FullJitter { base_ns, cap_ns }, 100_000), 1);
    near("full jitter", value(&run, "response_ms"), v.expected("/mean_total_ms"), 0.01);
    let all = waits(&failing(1.0, attempts, Backoff::FullJitter { base_ns, cap_ns }, 20_000));
    let totals: Vec<f64> = all.iter().map(|waits| waits.iter().sum()).collect();
    let mean = totals.iter().sum::<f64>() / totals.len() as f64;
    let variance = totals.iter().map(|total| (total - mean).powi(2)).sum::<f64>() / totals.len() as f64;
    near("its deviation", variance.sqrt(), v.expected("/sd_total_ms"), 0.02);
    let v = vector("backoff-equal-jitter");
    let (base_ns, cap_ns) = exponential_of(v);
    let run = measured(&failing(1.0, attempts, Backoff::EqualJitter { base_ns, cap_ns }, 100_000), 1);
    near("equal jitter", value(&run, "response_ms"), v.expected("/mean_total_ms"), 0.01);
    for waits in waits(&failing(1.0, attempts, Backoff::EqualJitter { base_ns, cap_ns }, 1_000)) {
        for (wait, most) in waits.into_iter().zip([100.0, 200.0, 400.0, 800.0, 1_600.0]) {
            assert!(wait >= most / 2.0 && wait <= most, "{wait} of {most}");
        }
    }
}

#[test]
fn waits_that_remember_the_one_before() {
    let v = vector("backoff-decorrelated");
    // Higher than five waits can come to: 100 · 3⁵.
    let backoff = Backoff::DecorrelatedJitter { base_ns: v.ns("base_ms"), cap_ns: 100_000 * MS };
    let attempts = u16::try_from(v.whole("n") + 1).expect("few tries");
    let all = waits(&failing(1.0, attempts, backoff, 100_000));
    for (step, expected) in v.expected_list("").into_iter().enumerate() {
        let mean = all.iter().map(|waits| waits[step]).sum::<f64>() / all.len() as f64;
        near("mean wait", mean, expected, 0.02);
    }
}

#[test]
fn waits_as_grpc_has_them() {
    let v = vector("backoff-grpc");
    let multiplier = v.whole("mult") * 1_000;
    let (initial_ns, cap_ns) = (v.ns("initial_ms"), v.ns("max_ms"));
    let all = waits(&failing(1.0, 6, Backoff::Grpc { initial_ns, multiplier, cap_ns }, 10_000));
    for ((retry, low), high) in
        v.inputs("n").into_iter().zip(v.expected_list("/lo_ms")).zip(v.expected_list("/hi_ms"))
    {
        let waits = || all.iter().map(|waits| waits[retry as usize - 1]);
        let (least, most) = (waits().fold(f64::MAX, f64::min), waits().fold(0.0, f64::max));
        assert!(least >= low && most <= high, "{least} to {most} in {low} to {high}");
        near("it reaches down", least, low, 0.002);
        near("it reaches up", most, high, 0.002);
    }
}
