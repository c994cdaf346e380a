//! Little room: who finds it full is refused at once.

use crate::build::{constant, exponential, poisson, queue, seconds, server};
use crate::long_runs::{in_seconds, measured, value};
use crate::theory::invert;
use crate::theory::markov::Bounded;
use crate::vector::{near, near_by, vector};
use scenario::{Distribution, Scenario};
use trace::Metrics;

const REQUESTS: u32 = 2_000_000;

fn scenario(system: Bounded, service: Distribution) -> Scenario {
    let mut server = server(u16::try_from(system.servers).expect("few servers"), service);
    server.queue = Some(system.room - system.servers);
    queue(server, REQUESTS, poisson(system.arrivals))
}

fn run(system: Bounded) -> Metrics {
    measured(&scenario(system, exponential(seconds(1.0 / system.services))), 1)
}

fn refused(run: &Metrics) -> f64 {
    value(run, "refused") / value(run, "requests")
}

/// Refusals come back at once here, so the response of those let in is the mean over all, shared out among them.
fn response(run: &Metrics) -> f64 {
    in_seconds(run, "response") * value(run, "requests") / value(run, "answered")
}

/// Mean and 99th percentile within what is asked of long runs: 2 % and 4 %.
fn holds(system: Bounded) {
    let run = run(system);
    near("response", response(&run), system.mean_response(), 0.02);
    near("wait", in_seconds(&run, "queue_wait"), system.mean_wait(), 0.02);
    // Of all who come, the refused ones have waited for no time.
    let p99 = invert(|t| system.response_tail(t), 0.01 / (1.0 - system.refused()));
    near("99th percentile", in_seconds(&run, "response_p99"), p99, 0.04);
}

#[test]
fn no_room_to_wait() {
    for (id, distance) in [("q-erlang-b", 0.003), ("q-erlang-b-10", 0.004)] {
        let v = vector(id);
        let servers = v.whole("c");
        let system = Bounded { arrivals: v.input("a_erlang"), services: 1.0, servers, room: servers };
        let second = seconds(1.0);
        let lognormal = Distribution::Lognormal { mean_ns: second, cs2: 4_000 };
        // Only the mean of the service time matters.
        for service in [exponential(second), constant(second), lognormal] {
            near_by(id, refused(&measured(&scenario(system, service), 1)), v.expected(""), distance);
        }
    }
}

#[test]
fn one_server_with_a_short_line() {
    for id in ["q-mm1k-under", "q-mm1k-critical"] {
        let v = vector(id);
        let system = Bounded { arrivals: v.input("rho"), services: 1.0, servers: 1, room: v.whole("K") };
        let run = run(system);
        near_by("refused", refused(&run), v.expected("/P_block"), 0.004);
        near("inside", value(&run, "in_system_mean"), v.expected("/L"), 0.02);
        holds(system);
    }
}

#[test]
fn one_server_overloaded() {
    let v = vector("q-mm1k-over");
    let (arrivals, services) = (v.input("lambda_per_s"), v.input("mu_per_s"));
    let system = Bounded { arrivals, services, servers: 1, room: v.whole("K") };
    let run = run(system);
    near_by("refused", refused(&run), v.expected("/P_block"), 0.004);
    near("throughput", value(&run, "throughput_per_s"), v.expected("/throughput_per_s"), 0.01);
    near("inside", value(&run, "in_system_mean"), v.expected("/L"), 0.02);
    near("response", response(&run), v.expected("/W_s"), 0.02);
    holds(system);
}

#[test]
fn several_servers_with_a_short_line() {
    let v = vector("q-mmck");
    let (arrivals, services) = (v.input("lambda_per_s"), v.input("mu_per_s"));
    let system = Bounded { arrivals, services, servers: v.whole("c"), room: v.whole("K") };
    let run = run(system);
    near_by("refused", refused(&run), v.expected("/P_block"), 0.005);
    near("waiting", value(&run, "queue_mean"), v.expected("/Lq"), 0.03);
    near("wait", in_seconds(&run, "queue_wait"), v.expected("/Wq_s"), 0.03);
    near("throughput", value(&run, "throughput_per_s"), v.expected("/throughput_per_s"), 0.01);
    holds(system);
}
