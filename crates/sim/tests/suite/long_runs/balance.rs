//! A line for each of many workers, and who joins which.

use crate::build::{MS, constant, exponential, poisson, queue, seconds, server};
use crate::long_runs::{in_seconds, measured, value};
use crate::vector::{near, vector};
use scenario::{Choice, Lines, Pattern};

/// Mean response, in services, when each request joins the shortest of `drawn` lines.
fn response(servers: u16, rho: f64, drawn: u8, requests: u32) -> f64 {
    let mut server = server(servers, exponential(seconds(1.0)));
    server.lines = Lines::PerWorker { choice: Choice::ShortestOf { drawn } };
    let rate = rho * f64::from(servers);
    let mut scenario = queue(server, requests, poisson(rate));
    // It begins empty; the first fifth does not count.
    scenario.measure_from_ns = seconds(f64::from(requests) / rate / 5.0);
    in_seconds(&measured(&scenario, 1), "response")
}

#[test]
fn the_shorter_of_two_among_a_hundred() {
    let v = vector("lb-p2c-supermarket");
    for (drawn, expected) in [1, 2, 3].into_iter().zip(v.expected_list("")) {
        let requests = if drawn == 1 { 6_000_000 } else { 1_000_000 };
        near("hundred servers", response(100, v.input("rho"), drawn, requests), expected, 0.08);
    }
}

#[test]
fn the_shorter_of_two_among_a_thousand() {
    let v = vector("lb-p2c-supermarket");
    near("thousand servers", response(1_000, v.input("rho"), 2, 2_000_000), v.expected("/1"), 0.04);
    let v = vector("lb-p2c-095");
    near("thousand servers", response(1_000, v.input("rho"), 2, 2_000_000), v.expected("/1"), 0.06);
}

/// All at once, each to a line at random: the fullest line decides when the last is done.
#[test]
fn the_fullest_line() {
    let v = vector("lb-random-imbalance");
    let (requests, lines) = (v.whole("m"), v.whole("n"));
    let mut server = server(u16::try_from(lines).expect("few lines"), constant(MS));
    server.lines = Lines::PerWorker { choice: Choice::Random };
    let scenario = queue(server.clone(), requests, Pattern::Parallel);
    let runs = 30;
    let fullest = |seed| value(&measured(&scenario, seed), "makespan_ms");
    let mean = (1..=runs).map(fullest).sum::<f64>() / runs as f64;
    // The largest of 100 normal values lies 2.508 deviations above their mean (Harter 1961).
    let (balls, bins) = (f64::from(requests), f64::from(lines));
    near("the fullest", mean, balls / bins + 2.508 * (balls / bins * (1.0 - 1.0 / bins)).sqrt(), 0.005);
    near("its leading order", mean, v.expected(""), 0.02);
    server.lines = Lines::PerWorker { choice: Choice::RoundRobin };
    let in_turn = measured(&queue(server, requests, Pattern::Parallel), 1);
    assert_eq!(value(&in_turn, "makespan_ms"), balls / bins);
}
