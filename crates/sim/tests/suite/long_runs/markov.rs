//! Poisson arrivals, exponential service, room for all.

use crate::build::{MS, asking, exponential, paced, poisson, queue, seconds, server};
use crate::long_runs::{in_seconds, measured, value};
use crate::theory::markov::Mmc;
use crate::theory::operational::half_width;
use crate::vector::{near, near_by, vector};
use scenario::{Choice, Lines, Scenario};

fn mmc(queue: Mmc, requests: u32) -> Scenario {
    let workers = u16::try_from(queue.servers).expect("few servers");
    let service = exponential(seconds(1.0 / queue.services));
    crate::build::queue(server(workers, service), requests, poisson(queue.arrivals))
}

/// Mean and 99th percentile within what is asked of long runs: 2 % and 4 %.
fn holds(queue: Mmc, requests: u32) {
    let run = measured(&mmc(queue, requests), 1);
    near("mean response", in_seconds(&run, "response"), queue.mean_response(), 0.02);
    near("99th percentile", in_seconds(&run, "response_p99"), queue.response_quantile(0.99), 0.04);
    near("inside", value(&run, "in_system_mean"), queue.mean_inside(), 0.02);
    near("utilisation", value(&run, "utilisation"), queue.utilisation(), 0.01);
}

#[test]
fn one_server() {
    let v = vector("q-mm1-basic");
    let queue = Mmc { arrivals: v.input("lambda_per_s"), services: v.input("mu_per_s"), servers: 1 };
    holds(queue, 4_000_000);
    let run = measured(&mmc(queue, 1_000_000), 2);
    near("W", in_seconds(&run, "response"), v.expected("/W_s"), 0.03);
    near("Wq", in_seconds(&run, "queue_wait"), v.expected("/Wq_s"), 0.04);
    near("L", value(&run, "in_system_mean"), v.expected("/L"), 0.03);
    near("Lq", value(&run, "queue_mean"), v.expected("/Lq"), 0.04);
    near_by("P0", 1.0 - value(&run, "utilisation"), v.expected("/P0"), 0.005);
    let p = vector("q-mm1-percentiles").expected_list("");
    near("p50", in_seconds(&run, "response_p50"), p[0], 0.03);
    near("p95", in_seconds(&run, "response_p95"), p[1], 0.04);
    near("p99", in_seconds(&run, "response_p99"), p[2], 0.06);
}

#[test]
fn one_server_that_is_nearly_always_busy() {
    let v = vector("q-mm1-hot");
    let queue = Mmc { arrivals: v.input("lambda_per_s"), services: v.input("mu_per_s"), servers: 1 };
    let run = measured(&mmc(queue, 4_000_000), 1);
    near("W", in_seconds(&run, "response"), v.expected("/W_s"), 0.1);
    near("L", value(&run, "in_system_mean"), v.expected("/L"), 0.1);
}

#[test]
fn response_against_utilisation() {
    let v = vector("q-mm1-util-curve");
    for ((rho, stretch), requests) in v.inputs("rho").into_iter().zip(v.expected_list("")).zip([1, 2, 4, 6]) {
        let queue = Mmc { arrivals: 10.0 * rho, services: 10.0, servers: 1 };
        let run = measured(&mmc(queue, requests * 1_000_000), 3);
        // One in ten where it is nearly always busy: an answer there takes twenty services, and so does everything else.
        near("W/S", in_seconds(&run, "response") * 10.0, stretch, if rho > 0.94 { 0.1 } else { 0.03 });
    }
}

#[test]
fn how_many_give_up() {
    let v = vector("q-mm1-timeout-prob");
    let queue = Mmc { arrivals: v.input("lambda_per_s"), services: v.input("mu_per_s"), servers: 1 };
    let mut scenario = mmc(queue, 1_000_000);
    scenario.loads[0].asking.timeouts.attempt_ns = Some(seconds(v.input("T_s")));
    let run = measured(&scenario, 1);
    near_by("P(response > T)", value(&run, "timed_out") / 1e6, v.expected(""), 0.005);
    // The server cannot know that nobody waits any more.
    near("utilisation", value(&run, "utilisation"), queue.utilisation(), 0.01);
}

#[test]
fn several_servers() {
    for (id, requests, share) in [("q-mmc-2", 2_000_000, 0.04), ("q-mmc-10", 2_000_000, 0.05)] {
        let v = vector(id);
        let (arrivals, services) = (v.input("lambda_per_s"), v.input("mu_per_s"));
        let queue = Mmc { arrivals, services, servers: v.whole("c") };
        holds(queue, requests);
        let run = measured(&mmc(queue, requests), 2);
        near("Wq", in_seconds(&run, "queue_wait"), v.expected("/Wq_s"), share);
        near("W", in_seconds(&run, "response"), v.expected("/W_s"), 0.02);
        near("Lq", value(&run, "queue_mean"), v.expected("/Lq"), share);
        near("L", value(&run, "in_system_mean"), v.expected("/L"), 0.02);
    }
}

#[test]
fn a_hundred_servers() {
    let v = vector("q-mmc-100");
    let (arrivals, services) = (v.input("lambda_per_s"), v.input("mu_per_s"));
    let queue = Mmc { arrivals, services, servers: v.whole("c") };
    holds(queue, 2_000_000);
    let run = measured(&mmc(queue, 2_000_000), 2);
    near("Wq", in_seconds(&run, "queue_wait"), v.expected("/Wq_s"), 0.1);
    near("L", value(&run, "in_system_mean"), v.expected("/L"), 0.01);
}

#[test]
fn one_line_for_ten_servers_against_ten_lines() {
    let v = vector("q-pooling");
    let (arrivals, services) = (v.input("lambda_total_per_s"), v.input("mu_per_s"));
    let queue = Mmc { arrivals, services, servers: v.whole("c") };
    let mut split = mmc(queue, 4_000_000);
    let pooled = in_seconds(&measured(&mmc(queue, 2_000_000), 1), "queue_wait");
    let part = split.nodes[0].server.as_mut().expect("it answers");
    part.lines = Lines::PerWorker { choice: Choice::Random };
    let split = in_seconds(&measured(&split, 1), "queue_wait");
    near("one line", pooled, v.expected("/Wq_pooled_s"), 0.05);
    near("ten lines", split, v.expected("/Wq_split_s"), 0.05);
    near("ratio", split / pooled, v.expected("/ratio"), 0.08);
}

#[test]
fn runs_vary_as_much_as_theory_says() {
    let v = vector("q-mm1-runlength");
    let (rho, runs) = (v.input("rho"), 40);
    let queue = Mmc { arrivals: rho * 10.0, services: 10.0, servers: 1 };
    let scenario = mmc(queue, 100_000);
    // 100,000 arrivals at 0.8 a service take 125,000 services.
    let half_width = half_width(rho, 1e5 / rho, v.input("z"));
    let error = |seed| (value(&measured(&scenario, seed), "in_system_mean") - queue.mean_inside()).abs();
    let covered = (1..=runs).filter(|&seed| error(seed) <= half_width).count();
    assert!((34..=40).contains(&covered), "{covered} of {runs} intervals of 95 % hold the mean");
}

#[test]
fn connections_in_use() {
    let v = vector("q-little-pool");
    let (rate, hold) = (v.input("rate_per_s"), v.input("hold_s"));
    let workers = server(1_000, crate::build::constant(seconds(hold)));
    let run = measured(&queue(workers, 400_000, poisson(rate)), 1);
    near("busy", value(&run, "utilisation") * 1e3, v.expected(""), 0.01);
    let v = vector("q-little");
    let (rate, response) = (v.input("lambda_per_s"), v.input("W_s"));
    let mut scenario = queue(server(1, crate::build::constant(0)), 50_000, paced(rate));
    scenario.links[0].ways = [(); 2].map(|()| crate::build::far(seconds(response) / 2));
    scenario.loads[0].asking = asking();
    let run = measured(&scenario, 1);
    assert_eq!(value(&run, "response_ms"), (seconds(response) / MS) as f64);
    // All of the last 30 are on their way when the last one leaves, and the run ends when it is back.
    near("L", value(&run, "in_system_mean"), v.expected(""), 0.001);
}
