//! Orders of service: classes, sharing, last come first served.

use crate::build::{constant, exponential, load, node, poisson, queue, seconds, server};
use crate::long_runs::{in_seconds, measured};
use crate::theory::general::{Moments, cobham, sharing};
use crate::theory::reference::two_classes;
use crate::vector::{near, vector};
use scenario::{Discipline, Distribution, Scenario, Way};

fn two_clients(rates: [f64; 2], discipline: Discipline, service: Distribution) -> Scenario {
    let mut server = server(1, service);
    server.discipline = discipline;
    let requests = rates.map(|rate| (rate / (rates[0] + rates[1]) * 4e6) as u32);
    let mut scenario = queue(server, requests[0], poisson(rates[0]));
    scenario.nodes[1].id = "urgent".to_owned();
    scenario.nodes.push(node("patient", None));
    scenario.links.push(crate::build::link([2, 0], &Way::default()));
    let mut second = load(requests[1], poisson(rates[1]));
    (second.client, second.asking.priority) = (2, 5);
    scenario.loads.push(second);
    scenario
}

#[test]
fn the_urgent_go_first() {
    let v = vector("q-priority-np");
    let (rates, services) = ([v.input("lambda_hi_per_s"), v.input("lambda_lo_per_s")], v.input("mu_per_s"));
    let run = measured(&two_clients(rates, Discipline::Priority, exponential(seconds(1.0 / services))), 1);
    let waits =
        ["urgent", "patient"].map(|class| in_seconds(&run, &format!("{class}.response")) - 1.0 / services);
    near("urgent", waits[0], v.expected("/Wq_hi_s"), 0.04);
    near("patient", waits[1], v.expected("/Wq_lo_s"), 0.04);
    let all = (rates[0] * waits[0] + rates[1] * waits[1]) / (rates[0] + rates[1]);
    near("the mean over both is that of first come first served", all, v.expected("/Wq_fifo_s"), 0.04);
    let reference = two_classes(4_000_000, rates, services, 1);
    for (class, reference) in ["urgent", "patient"].into_iter().zip(reference) {
        let mean = cobham(&rates, Moments::exponential(1.0 / services));
        let mean = mean[usize::from(class == "patient")] + 1.0 / services;
        near(class, in_seconds(&run, &format!("{class}.response")), mean, 0.02);
        let p99 = in_seconds(&run, &format!("{class}.response_p99"));
        near(class, p99, reference.quantile(0.99), 0.04);
    }
}

#[test]
fn all_share_one_processor() {
    let v = vector("q-ps-conditional");
    let (rho, x) = (v.input("rho"), v.input("x_s"));
    let mean_ns = seconds(x);
    // Every request of length x takes as long, whatever the lengths of the others: only the mean matters.
    let kinds = [
        (constant(mean_ns), 0.02),
        (exponential(mean_ns), 0.02),
        (Distribution::Hyperexponential { mean_ns, cs2: 3_000 }, 0.03),
    ];
    for (service, share) in kinds {
        let mut server = server(1, service);
        server.discipline = Discipline::Sharing;
        let run = measured(&queue(server, 2_000_000, poisson(rho / x)), 1);
        near("response", in_seconds(&run, "response"), v.expected(""), share);
        near("closed form", in_seconds(&run, "response"), sharing(rho, x), share);
    }
}

#[test]
fn the_order_leaves_the_mean_alone() {
    let v = vector("q-lifo-same-mean");
    let service = exponential(seconds(1.0 / v.input("mu_per_s")));
    for discipline in [Discipline::Lifo, Discipline::AdaptiveLifo { above: 3 }] {
        let mut server = server(1, service.clone());
        server.discipline = discipline;
        let run = measured(&queue(server, 4_000_000, poisson(v.input("lambda_per_s"))), 1);
        near("wait", in_seconds(&run, "queue_wait"), v.expected("/Wq_mean_s"), 0.03);
    }
}
