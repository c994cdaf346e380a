//! Availability, collisions, counts.

use crate::theory::reliability::{
    bursts, collision, failover, in_parallel, in_series, minutes_down_a_year, no_majority, rare_collision,
    wilson,
};
use crate::vector::vector;

#[test]
fn up_and_down() {
    let v = vector("avail-serial");
    v.holds("", in_series(v.input("a"), v.whole("n") as i32));
    let v = vector("avail-parallel");
    v.holds("", in_parallel(v.input("a"), v.whole("n") as i32));
    let v = vector("avail-downtime");
    v.holds_each("/minutes", v.inputs("a").into_iter().map(minutes_down_a_year));
    let v = vector("quorum");
    let a = v.input("a");
    v.holds_each("/unavailable", v.inputs("n").into_iter().map(|n| no_majority(a, n as u32)));
    v.holds_each("/tolerates", v.inputs("n").into_iter().map(|n| ((n - 1.0) / 2.0).floor()));
    let v = vector("failover-loss");
    let checks = (v.input("interval_s"), v.input("fails"), v.input("timeout_s"));
    let (detected, lost) = failover(v.input("rate_per_s"), v.input("share"), checks.0, checks.1, checks.2);
    assert_eq!((detected, lost), (v.expected("/detect_s"), v.expected("/lost")));
}

#[test]
fn chance() {
    let v = vector("birthday-365");
    v.holds("", collision(v.whole("n"), v.input("N")));
    for id in ["birthday-idem-64", "birthday-seed-32"] {
        let vector = vector(id);
        vector.holds("", rare_collision(vector.input("n"), vector.input("bits").exp2()));
    }
    let v = vector("wilson-loss-ci");
    let (low, high) = wilson(v.input("x"), v.input("n"), v.input("z"));
    v.holds("/lo", low);
    v.holds("/hi", high);
    let v = vector("poisson-interarrival");
    let rate = v.input("lambda_per_s");
    v.holds("/p_gap", (-rate * v.input("t_s")).exp());
    v.holds("/mean", rate * v.input("T_s"));
    v.holds("/sd", (rate * v.input("T_s")).sqrt());
    for id in ["ge-loss", "ge-loss-partial"] {
        let vector = vector(id);
        let lost = (vector.input("one_minus_k"), vector.input("one_minus_h"));
        let (bad, share, burst) = bursts(vector.input("p"), vector.input("r"), lost.0, lost.1);
        vector.holds("/loss", share);
        if id == "ge-loss" {
            vector.holds("/pi_B", bad);
            vector.holds("/mean_burst", burst);
        }
    }
}
