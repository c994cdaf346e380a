//! A second copy of what takes long, and many parts of one answer.

use crate::build::{constant, exponential, load, node, poisson, queue, seconds, server, share};
use crate::long_runs::{measured, value};
use crate::vector::{near, near_by, vector};
use scenario::{Call, Distribution, Hedge, Pattern, Scenario, Way};

/// Exponential service with a worker for everybody, and one copy after so long.
fn hedged(mean_ms: f64, after_ns: u64) -> Scenario {
    let workers = server(1_000, exponential(seconds(mean_ms / 1e3)));
    let mut scenario = queue(workers, 400_000, poisson(100.0));
    scenario.loads[0].asking.hedge = Some(Hedge { after_ns, copies: 1, cancel: false });
    scenario
}

#[test]
fn the_faster_of_two() {
    let v = vector("hedge-exp");
    // One nanosecond: as good as at once.
    let run = measured(&hedged(v.input("mean_ms"), 1), 1);
    near("mean", value(&run, "response_ms"), v.expected("/mean_min_ms"), 0.02);
    let p95 = seconds(v.expected("/p95_ms") / 1e3);
    let run = measured(&hedged(v.input("mean_ms"), p95), 1);
    near_by("extra", value(&run, "retries") / value(&run, "requests"), v.expected("/extra"), 0.002);
}

#[test]
fn a_copy_after_a_while() {
    let v = vector("hedge-delay-mean");
    let run = measured(&hedged(v.input("m_ms"), v.ns("d_ms")), 1);
    near("mean", value(&run, "response_ms"), v.expected("/mean_ms"), 0.01);
    near("extra", value(&run, "retries") / value(&run, "requests"), v.expected("/extra"), 0.01);
    // Nobody calls the slower copy back, so its work is done for nothing.
    assert_eq!(value(&run, "effects"), value(&run, "attempts"));
    assert_eq!(value(&run, "duplicates"), value(&run, "retries"));
}

/// The share of requests that are slow when each needs so many parts, of which this share is slow.
fn slow_share(q: f64, parts: u32, requests: u32) -> f64 {
    let weights = vec![share(1.0 - q), share(q)];
    let leaf = Distribution::Empirical { lengths_ns: vec![seconds(0.01), seconds(1.0)], weights };
    let mut front = server(1_000, constant(0));
    let asking = crate::build::asking();
    front.calls = vec![Call { server: 2, requests: parts, parallel: true, asking }];
    let mut scenario = queue(front, requests, poisson(10.0));
    scenario.nodes.push(node("leaf", Some(server(10_000, leaf))));
    scenario.links.push(crate::build::link([0, 2], &Way::default()));
    scenario.loads[0].asking.timeouts.attempt_ns = Some(seconds(0.5));
    let run = measured(&scenario, 1);
    assert_eq!(value(&run, "leaf.effects"), f64::from(requests * parts));
    value(&run, "client.timed_out") / f64::from(requests)
}

#[test]
fn the_slowest_of_a_hundred_parts() {
    let v = vector("fanout-tail");
    near_by("P(slow)", slow_share(v.input("q"), v.whole("n"), 30_000), v.expected(""), 0.005);
    let v = vector("fanout-median");
    near_by("half are slow", slow_share(1.0 - v.expected(""), v.whole("n"), 10_000), 0.5, 0.015);
}

/// Each of ten layers fails one time in a thousand.
#[test]
fn a_chain_is_as_good_as_all_its_parts() {
    let v = vector("avail-serial");
    let layers = u16::try_from(v.whole("n")).expect("few layers");
    let mut scenario = Scenario { title: "A chain".to_owned(), ..Scenario::default() };
    for layer in 0..layers {
        let mut server = server(100, constant(0));
        server.errors = share(1.0 - v.input("a"));
        if layer + 1 < layers {
            let asking = crate::build::asking();
            server.calls = vec![Call { server: layer + 1, requests: 1, parallel: false, asking }];
            scenario.links.push(crate::build::link([layer, layer + 1], &Way::default()));
        }
        scenario.nodes.push(node(&format!("layer-{layer}"), Some(server)));
    }
    scenario.nodes.push(node("client", None));
    scenario.links.push(crate::build::link([layers, 0], &Way::default()));
    let mut load = load(200_000, Pattern::Sequential);
    load.client = layers;
    scenario.loads = vec![load];
    let run = measured(&scenario, 1);
    near_by("available", value(&run, "client.answered") / 2e5, v.expected(""), 0.001);
}
