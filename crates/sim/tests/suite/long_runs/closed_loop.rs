//! Users who think between answers.

use crate::build::{exponential, queue, seconds, server};
use crate::long_runs::{in_seconds, measured, value};
use crate::theory::operational::{interactive_response, mean_values};
use crate::vector::{near, vector};
use scenario::Pattern;

#[test]
fn twenty_users() {
    let v = vector("q-closed-loop");
    let (users, service, think) = (v.whole("N"), v.input("S_s"), v.input("Z_s"));
    let pattern = Pattern::Closed { users, think: exponential(seconds(think)) };
    let run = measured(&queue(server(1, exponential(seconds(service))), 1_000_000, pattern), 1);
    near("R", in_seconds(&run, "response"), v.expected("/R_s"), 0.02);
    near("X", value(&run, "throughput_per_s"), v.expected("/X_per_s"), 0.01);
    let law = interactive_response(f64::from(users), value(&run, "throughput_per_s"), think);
    near("R = N/X − Z", in_seconds(&run, "response"), law, 0.02);
}

/// Below saturation users hardly meet; beyond it each further one costs all of them one service more.
#[test]
fn few_users_and_many() {
    for users in [1, 5, 11, 40] {
        let pattern = Pattern::Closed { users, think: exponential(seconds(1.0)) };
        let run = measured(&queue(server(1, exponential(seconds(0.1))), 500_000, pattern), 1);
        near("R", in_seconds(&run, "response"), mean_values(users, 0.1, 1.0).0, 0.02);
    }
}

#[test]
fn the_law_needs_no_distribution() {
    let v = vector("q-interactive-law");
    let think = v.input("Z_s");
    // Paced so that 20 users come to 9.9 a second: each round takes N/X seconds, of which Z are thinking.
    let round = v.input("N") / v.input("X_per_s");
    let pattern = Pattern::Closed { users: v.whole("N"), think: crate::build::constant(seconds(think)) };
    let server = server(20, crate::build::constant(seconds(round - think)));
    let run = measured(&queue(server, 100_000, pattern), 1);
    near("R", in_seconds(&run, "response"), v.expected(""), 0.001);
    near("X", value(&run, "throughput_per_s"), v.input("X_per_s"), 0.001);
}
