//! Losses alone and in bursts, and arrivals at random.

use crate::build::{constant, poisson, queue, seconds, server, share};
use crate::long_runs::{measured, traced, value};
use crate::vector::{near, near_by, vector};
use scenario::{Loss, Scenario};
use trace::{LossReason, Part, Trace, What};

/// Requests on a way that loses some; nothing is lost on the way back.
fn lossy(loss: Loss, requests: u32) -> Scenario {
    let mut scenario = queue(server(1_000, constant(0)), requests, poisson(1_000.0));
    scenario.links[0].ways[0].loss = loss;
    scenario
}

/// Of each request in the order of sending, whether it was lost.
fn lost(trace: &Trace) -> Vec<bool> {
    let mut lost = Vec::new();
    for fact in &trace.facts {
        match fact.what {
            What::Sent { message, .. } if message.part == Part::Request => lost.push(false),
            What::Lost { reason: LossReason::Chance, .. } => {
                *lost.last_mut().expect("it was sent") = true;
            }
            _ => {}
        }
    }
    lost
}

#[test]
fn losses_in_bursts() {
    for id in ["ge-loss", "ge-loss-partial"] {
        let v = vector(id);
        let part = |name| share(v.input(name));
        let (worsen, improve) = (part("p"), part("r"));
        let (lost_good, lost_bad) = (part("one_minus_k"), part("one_minus_h"));
        let bursts = Loss::Bursts { worsen, improve, lost_good, lost_bad };
        let run = measured(&lossy(bursts, 1_000_000), 1);
        near_by("lost", value(&run, "lost") / 1e6, v.expected("/loss"), 0.002);
        assert_eq!(value(&run, "answered") + value(&run, "unfinished"), 1e6);
    }
}

#[test]
fn how_long_bursts_are() {
    let v = vector("ge-loss");
    let part = |name| share(v.input(name));
    let (worsen, improve) = (part("p"), part("r"));
    let bursts = Loss::Bursts { worsen, improve, lost_good: 0, lost_bad: share(1.0) };
    let (mut losses, mut begun) = (0, 0);
    for seed in 1..=4 {
        let lost = lost(&traced(&lossy(bursts.clone(), 250_000), seed));
        losses += lost.iter().filter(|&&lost| lost).count();
        begun += lost.windows(2).filter(|pair| pair[1] && !pair[0]).count();
    }
    near("burst", losses as f64 / begun as f64, v.expected("/mean_burst"), 0.03);
    near_by("share of bad states", losses as f64 / 1e6, v.expected("/pi_B"), 0.002);
}

#[test]
fn any_of_many_lost() {
    let v = vector("loss-any-of-n");
    let (group, loss) = (v.whole("N"), Loss::Chance { share: share(v.input("p")) });
    let (mut groups, mut hit) = (0, 0);
    for seed in 1..=4 {
        let lost = lost(&traced(&lossy(loss.clone(), 5_000 * group), seed));
        groups += lost.len() / group as usize;
        hit += lost.chunks_exact(group as usize).filter(|group| group.contains(&true)).count();
    }
    near_by("P(any lost)", hit as f64 / groups as f64, v.expected(""), 0.01);
}

#[test]
fn arrivals_at_random() {
    let v = vector("poisson-interarrival");
    let rate = v.input("lambda_per_s");
    let trace = traced(&queue(server(1_000, constant(0)), 300_000, poisson(rate)), 1);
    let wanted = trace.facts.iter().filter(|fact| matches!(fact.what, What::Wanted { .. }));
    let wanted: Vec<u64> = wanted.map(|fact| fact.at.0).collect();
    let long = wanted.windows(2).filter(|pair| pair[1] - pair[0] > seconds(v.input("t_s"))).count();
    near_by("P(gap > t)", long as f64 / wanted.len() as f64, v.expected("/p_gap"), 0.01);
    let window = seconds(v.input("T_s"));
    let mut counts = vec![0.0; (wanted[wanted.len() - 1] / window) as usize];
    for at in wanted {
        if let Some(count) = counts.get_mut((at / window) as usize) {
            *count += 1.0;
        }
    }
    let mean = counts.iter().sum::<f64>() / counts.len() as f64;
    let variance = counts.iter().map(|count| (count - mean).powi(2)).sum::<f64>() / counts.len() as f64;
    near("mean count", mean, v.expected("/mean"), 0.01);
    near("its deviation", variance.sqrt(), v.expected("/sd"), 0.06);
}
