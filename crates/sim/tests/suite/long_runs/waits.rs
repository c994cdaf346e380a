//! What only each single wait can show: tails, higher moments, the state at a moment.

use crate::build::{exponential, poisson, queue, seconds, server};
use crate::long_runs::{traced, waits};
use crate::vector::{near, near_by, vector};
use scenario::Discipline;
use trace::What;

#[test]
fn how_many_wait_and_how_long() {
    let v = vector("q-mmc-10");
    let workers = u16::try_from(v.whole("c")).expect("few servers");
    let service = exponential(seconds(1.0 / v.input("mu_per_s")));
    let scenario = queue(server(workers, service), 300_000, poisson(v.input("lambda_per_s")));
    let waits = waits(&traced(&scenario, 1));
    let share = |least: f64| waits.iter().filter(|&&wait| wait > least).count() as f64 / waits.len() as f64;
    near_by("P(wait > 0)", share(0.0), v.expected("/C_wait"), 0.01);
    let v = vector("q-mmc-wait-tail");
    near_by("P(wait > t)", share(v.input("t_s")), v.expected(""), 0.01);
}

#[test]
fn how_many_wait_for_one_of_two_and_of_a_hundred() {
    for (id, share) in [("q-mmc-2", 0.01), ("q-mmc-100", 0.02)] {
        let v = vector(id);
        let workers = u16::try_from(v.whole("c")).expect("few servers");
        let service = exponential(seconds(1.0 / v.input("mu_per_s")));
        let scenario = queue(server(workers, service), 500_000, poisson(v.input("lambda_per_s")));
        let waits = waits(&traced(&scenario, 2));
        let waited = waits.iter().filter(|&&wait| wait > 0.0).count() as f64 / waits.len() as f64;
        near_by("P(wait > 0)", waited, v.expected("/C_wait"), share);
    }
}

#[test]
fn ten_or_more_inside() {
    let v = vector("q-mm1-tail-state");
    let (rho, crowd) = (v.input("rho"), u64::from(v.whole("n")));
    let scenario = queue(server(1, exponential(seconds(0.1))), 200_000, poisson(10.0 * rho));
    let (mut crowded, mut total) = (0, 0);
    for seed in 1..=20 {
        let trace = traced(&scenario, seed);
        let from = trace.end.0 / 10;
        let (mut inside, mut since) = (0_u64, 0);
        for fact in &trace.facts {
            let span = fact.at.0.saturating_sub(since.max(from));
            (crowded, total) = (crowded + if inside >= crowd { span } else { 0 }, total + span);
            since = fact.at.0;
            match fact.what {
                What::Wanted { .. } => inside += 1,
                What::Settled { .. } => inside -= 1,
                _ => {}
            }
        }
    }
    near_by("P(N ≥ n)", crowded as f64 / total as f64, v.expected(""), 0.003);
}

#[test]
fn the_order_of_service_moves_the_second_moment_alone() {
    let v = vector("q-lifo-same-mean");
    let service = exponential(seconds(1.0 / v.input("mu_per_s")));
    for (discipline, place) in [(Discipline::Fifo, "/EWq2_fifo_s2"), (Discipline::Lifo, "/EWq2_lifo_s2")] {
        let mut server = server(1, service.clone());
        server.discipline = discipline;
        let scenario = queue(server, 500_000, poisson(v.input("lambda_per_s")));
        let waits: Vec<f64> = (1..=4).flat_map(|seed| waits(&traced(&scenario, seed))).collect();
        let mean = |power: i32| waits.iter().map(|wait| wait.powi(power)).sum::<f64>() / waits.len() as f64;
        near("E[wait]", mean(1), v.expected("/Wq_mean_s"), 0.03);
        near("E[wait²]", mean(2), v.expected(place), 0.15);
    }
}
