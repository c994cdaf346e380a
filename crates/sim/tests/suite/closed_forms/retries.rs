//! Trying again, waiting in between, asking twice.

use crate::theory::guards::{gradient, purse, remaining, throttled, tokens, trips, vegas_queue};
use crate::theory::retries::{
    amplification, any_slow, budgeted_load, decorrelated, dedup_window, equal_jitter, exponential,
    full_jitter, grpc_bounds, hedged, quantile_for_median, success, tries, tries_without_bound,
};
use crate::vector::vector;

#[test]
fn how_often() {
    let v = vector("retry-unbounded");
    v.holds_each("", v.inputs("p").into_iter().map(tries_without_bound));
    let v = vector("retry-bounded");
    let (p, most) = (v.input("p"), v.whole("n"));
    v.holds("/attempts", tries(p, most));
    v.holds("/success", success(p, most));
    let v = vector("retry-full-outage");
    assert_eq!(tries(v.input("p"), v.whole("n")), v.expected(""));
    let v = vector("retry-depth");
    for (at, (tries, depth)) in v.inputs("attempts").into_iter().zip(v.inputs("depth")).enumerate() {
        assert_eq!(amplification(tries as u64, depth as u32) as f64, v.expected_list("")[at]);
    }
    let v = vector("retry-budget-load");
    v.holds_each("", v.inputs("budget").into_iter().map(budgeted_load));
    let v = vector("retry-metastable");
    let offered = v.input("lambda_per_s") * tries(v.input("p"), v.whole("n"));
    assert_eq!(offered, v.expected("/offered_per_s"));
    assert!(offered > v.input("mu_per_s") && v.input("lambda_per_s") < v.input("mu_per_s"));
}

#[test]
fn how_long_in_between() {
    let v = vector("backoff-expo");
    let waits = (0..7).map(|retry| exponential(v.input("base_ms"), v.input("cap_ms"), retry));
    assert_eq!(waits.collect::<Vec<_>>(), v.expected_list(""));
    let v = vector("backoff-full-jitter");
    let (mean, deviation) = full_jitter(v.input("base_ms"), v.input("cap_ms"), 5);
    v.holds("/mean_total_ms", mean);
    v.holds("/sd_total_ms", deviation);
    let v = vector("backoff-equal-jitter");
    v.holds("/mean_total_ms", equal_jitter(v.input("base_ms"), v.input("cap_ms"), 5));
    let v = vector("backoff-decorrelated");
    v.holds_each("", decorrelated(v.input("base_ms"), 5));
    let v = vector("backoff-grpc");
    let (first, factor, most) = (v.input("initial_ms"), v.input("mult"), v.input("max_ms"));
    let bounds = |n: f64| grpc_bounds(first, factor, most, n as i32);
    assert_eq!(v.expected_list("/lo_ms"), v.inputs("n").into_iter().map(|n| bounds(n).0).collect::<Vec<_>>());
    assert_eq!(v.expected_list("/hi_ms"), v.inputs("n").into_iter().map(|n| bounds(n).1).collect::<Vec<_>>());
    let v = vector("dedup-window");
    let window = dedup_window(v.input("timeout_ms"), v.input("attempts"), &v.inputs("waits_ms"));
    assert_eq!(window, v.expected("/min_window_ms"));
}

#[test]
fn asking_twice_and_asking_many() {
    let v = vector("hedge-exp");
    let mean = v.input("mean_ms");
    let p95 = -mean * 0.05_f64.ln();
    v.holds("/mean_min_ms", hedged(mean, 0.0).0);
    v.holds("/p95_ms", p95);
    v.holds("/extra", hedged(mean, p95).1);
    let v = vector("hedge-delay-mean");
    let (mean, extra) = hedged(v.input("m_ms"), v.input("d_ms"));
    v.holds("/mean_ms", mean);
    v.holds("/extra", extra);
    let v = vector("fanout-tail");
    v.holds("", any_slow(v.input("q"), v.input("n")));
    let v = vector("fanout-median");
    v.holds("", quantile_for_median(v.input("n")));
    let v = vector("loss-any-of-n");
    v.holds("", any_slow(v.input("p"), v.input("N")));
}

#[test]
fn keeping_it_in_bounds() {
    let v = vector("sre-throttle");
    v.holds("", throttled(v.input("requests"), v.input("accepts"), v.input("K")));
    let v = vector("aws-retry-quota");
    let retries = v.inputs("cost").into_iter().map(|cost| f64::from(purse(v.whole("capacity"), cost as u32)));
    assert_eq!(v.expected_list(""), retries.collect::<Vec<_>>());
    let v = vector("grpc-throttle");
    let (failures, successes) = tokens(v.input("max_tokens"), v.input("ratio"));
    assert_eq!(v.expected("/failures_until_stop"), failures);
    assert_eq!(v.expected("/successes_to_regain_one"), successes);
    let v = vector("breaker-trip");
    v.holds("", trips(v.whole("n"), v.input("p"), v.whole("threshold")));
    let v = vector("concurrency-vegas");
    assert_eq!(v.expected(""), vegas_queue(v.input("L"), v.input("rtt_noload_ms"), v.input("rtt_ms")));
    let v = vector("concurrency-gradient2");
    let times = (v.input("long_ms"), v.input("short_ms"), v.input("tolerance"));
    let found = gradient(v.input("L"), times.0, times.1, times.2, v.input("queue"), v.input("smoothing"));
    v.holds("/gradient", found.0);
    v.holds("/limit", found.1);
    let v = vector("deadline-budget");
    assert_eq!(v.expected_list(""), remaining(v.input("deadline_ms"), &v.inputs("hop_ms")));
}
