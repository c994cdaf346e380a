//! One server, Poisson arrivals or none such, and service times of every kind.

use crate::build::{constant, exponential, per_1000, poisson, queue, seconds, server, share};
use crate::long_runs::{in_seconds, measured};
use crate::theory::general::{Moments, kingman, md1_wait_tail, mean_wait};
use crate::theory::invert;
use crate::theory::reference::{Draws, lindley};
use crate::vector::{near, vector};
use scenario::{Arrivals, Distribution, Pattern, Scenario};

fn mg1(arrivals: f64, service: Distribution, requests: u32) -> Scenario {
    queue(server(1, service), requests, poisson(arrivals))
}

#[test]
fn constant_service() {
    let v = vector("q-md1");
    let (arrivals, service) = (v.input("lambda_per_s"), v.input("service_s"));
    let run = measured(&mg1(arrivals, constant(seconds(service)), 2_000_000), 1);
    near("Wq", in_seconds(&run, "queue_wait"), v.expected("/Wq_s"), 0.02);
    near("W", in_seconds(&run, "response"), v.expected("/W_s"), 0.02);
    let p99 = service + invert(|t| md1_wait_tail(arrivals, service, t), 0.01);
    near("99th percentile", in_seconds(&run, "response_p99"), p99, 0.04);
    let exponential = measured(&mg1(arrivals, exponential(seconds(service)), 2_000_000), 1);
    let ratio = in_seconds(&run, "queue_wait") / in_seconds(&exponential, "queue_wait");
    near("ratio", ratio, v.expected("/ratio_to_mm1"), 0.04);
}

#[test]
fn many_short_and_few_long() {
    let v = vector("q-mg1-bimodal");
    let (arrivals, short, long) = (v.input("lambda_per_s"), v.input("s1_s"), v.input("s2_s"));
    let weights = vec![share(v.input("p1")), share(v.input("p2"))];
    let service = Distribution::Empirical { lengths_ns: vec![seconds(short), seconds(long)], weights };
    let run = measured(&mg1(arrivals, service, 8_000_000), 1);
    near("Wq", in_seconds(&run, "queue_wait"), v.expected("/Wq_s"), 0.06);
    near("W", in_seconds(&run, "response"), v.expected("/Wq_s") + v.expected("/ES_s"), 0.02);
    let (mut gaps, mut services) = (Draws::new(1), Draws::new(2));
    let service = || if services.unit() <= v.input("p1") { short } else { long };
    let reference = lindley(4_000_000, || gaps.exponential(1.0 / arrivals), service);
    near("99th percentile", in_seconds(&run, "response_p99"), reference.quantile(0.99), 0.04);
}

#[test]
fn lognormal_service() {
    let v = vector("q-mg1-lognormal");
    let (arrivals, mean, cs2) = (v.input("lambda_per_s"), v.input("mean_s"), v.input("cs2"));
    let service = Distribution::Lognormal { mean_ns: seconds(mean), cs2: (cs2 * 1e3) as u32 };
    let run = measured(&mg1(arrivals, service, 8_000_000), 1);
    near("Wq", in_seconds(&run, "queue_wait"), v.expected("/Wq_s"), 0.06);
    near("W", in_seconds(&run, "response"), v.expected("/Wq_s") + mean, 0.02);
    let (mut gaps, mut services) = (Draws::new(1), Draws::new(2));
    let reference = lindley(4_000_000, || gaps.exponential(1.0 / arrivals), || services.lognormal(mean, cs2));
    near("99th percentile", in_seconds(&run, "response_p99"), reference.quantile(0.99), 0.04);
}

/// Every other kind of service time, by its first two moments.
#[test]
fn every_kind_of_service() {
    let (mean, ns) = (0.1, seconds(0.1));
    let bounded_pareto = {
        // E[Sⁿ] = a·Lᵃ(Hⁿ⁻ᵃ − Lⁿ⁻ᵃ)/((n − a)(1 − (L/H)ᵃ)), here with a = 3/2, L = 50 ms, H = 1 s.
        let (low, high, a): (f64, f64, f64) = (0.05, 1.0, 1.5);
        let moment = |n: f64| {
            let span = high.powf(n - a) - low.powf(n - a);
            a * low.powf(a) * span / ((n - a) * (1.0 - (low / high).powf(a)))
        };
        Moments { mean: moment(1.0), square: moment(2.0) }
    };
    let kinds = [
        (Distribution::Uniform { least_ns: 0, most_ns: 2 * ns }, Moments::spread(mean, 1.0 / 3.0)),
        (Distribution::Normal { mean_ns: ns, deviation_ns: ns / 5 }, Moments::spread(mean, 0.04)),
        (Distribution::Erlang { stages: 4, mean_ns: ns }, Moments::spread(mean, 0.25)),
        (Distribution::Hyperexponential { mean_ns: ns, cs2: 3_000 }, Moments::spread(mean, 3.0)),
        (Distribution::Pareto { least_ns: ns / 2, most_ns: 10 * ns, shape: 1_500 }, bounded_pareto),
    ];
    for (distribution, moments) in kinds {
        let arrivals = 6.0;
        let run = measured(&mg1(arrivals, distribution.clone(), 2_000_000), 1);
        let response = mean_wait(arrivals, moments) + moments.mean;
        near(&format!("{distribution:?}"), in_seconds(&run, "response"), response, 0.02);
    }
}

#[test]
fn heavy_load_of_any_kind() {
    let v = vector("q-kingman");
    let (rho, ca2, cs2, service) = (v.input("rho"), v.input("ca2"), v.input("cs2"), v.input("S_s"));
    let erlang = |stages, mean| Distribution::Erlang { stages, mean_ns: seconds(mean) };
    let stages = |c2: f64| (1.0 / c2) as u16;
    let run = measured(&mg1(rho / service, erlang(stages(cs2), service), 4_000_000), 1);
    near("exact with Poisson arrivals", in_seconds(&run, "queue_wait"), v.expected(""), 0.03);
    assert_eq!(ca2, 1.0);
    // Regular arrivals as well: an approximation from above.
    let ca2 = 0.5;
    let arrivals = Arrivals::Gaps { gap: erlang(stages(ca2), service / rho) };
    let server = server(1, erlang(stages(cs2), service));
    let run = measured(&queue(server, 4_000_000, Pattern::Open { arrivals }), 1);
    let bound = kingman(rho, ca2, cs2, service);
    near("Kingman", in_seconds(&run, "queue_wait"), bound, 0.1);
    assert!(per_1000(rho / service) == 45_000 && in_seconds(&run, "queue_wait") < bound);
}
