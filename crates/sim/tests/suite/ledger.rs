//! Which vectors are tested, and why the others are not yet.

use std::collections::BTreeSet;

use crate::vector::vectors;

/// The files in which closed forms are held against vectors.
const FORMULAS: [&str; 4] = [
    include_str!("closed_forms/balancing.rs"),
    include_str!("closed_forms/queues.rs"),
    include_str!("closed_forms/reliability.rs"),
    include_str!("closed_forms/retries.rs"),
];

/// The files in which runs of the simulator are.
const RUNS: [&str; 18] = [
    include_str!("golden/capacity.rs"),
    include_str!("golden/faults.rs"),
    include_str!("golden/first_byte.rs"),
    include_str!("golden/news.rs"),
    include_str!("golden/wires.rs"),
    include_str!("long_runs/balance.rs"),
    include_str!("long_runs/bounded.rs"),
    include_str!("long_runs/bursts.rs"),
    include_str!("long_runs/closed_loop.rs"),
    include_str!("long_runs/general.rs"),
    include_str!("long_runs/guards.rs"),
    include_str!("long_runs/hedges.rs"),
    include_str!("long_runs/layers.rs"),
    include_str!("long_runs/markov.rs"),
    include_str!("long_runs/orders.rs"),
    include_str!("long_runs/overload.rs"),
    include_str!("long_runs/retries.rs"),
    include_str!("long_runs/waits.rs"),
];

/// Held by their closed form alone, because there is nothing in the model to run them with (replicas, balancers before
/// several machines) or because they are arithmetic. The limits' formulas are held by their unit tests, too.
const FORMULA_ALONE: [&str; 13] = [
    "avail-downtime",
    "avail-parallel",
    "birthday-365",
    "birthday-idem-64",
    "birthday-seed-32",
    "concurrency-gradient2",
    "concurrency-vegas",
    "failover-loss",
    "lb-chash-move",
    "lb-chash-vnode-spread",
    "lb-weighted-rr",
    "quorum",
    "wilson-loss-ci",
];

const PACKETS: &str = "packets: windows, retransmission and pacing come with the transport level";
const PROTOCOLS: &str = "protocols: what stands in the bytes comes with the protocol level";
const CACHES: &str = "caches come with their own part of the model";
const PRESETS: &str = "presets of browsers' tools come with packets";

/// Not tested here, by the reason.
const PENDING: [(&str, &[&str]); 5] = [
    (
        PACKETS,
        &[
            "cubic-K",
            "cubic-alpha",
            "cubic-avg",
            "hol-h2-vs-h3",
            "idle-restart",
            "iw-rfc6928",
            "iw-rfc9002",
            "lantern-https-100k",
            "mathis",
            "net-bdp",
            "net-window-limit",
            "pftk",
            "quic-amplification",
            "quic-loss-delay",
            "quic-persistent",
            "quic-pto-est",
            "quic-pto-initial",
            "reno-sawtooth",
            "rto-backoff",
            "rto-floor-1s",
            "rto-linux",
            "rto-rfc6298-series",
            "scn-loss-middle",
            "scn-loss-single-linux",
            "scn-loss-syn",
            "scn-loss-tail-linux",
            "scn-loss-tail-quic",
            "scn-loss-tail-rfc",
            "ss-delayed-ack",
            "ss-finite-rate-100M",
            "ss-finite-rate-10M-1MB",
            "ss-finite-rate-slow4g",
            "ss-hpbn-new",
            "ss-hpbn-warm",
            "ss-rounds-100k",
            "ss-rounds-14600",
            "ss-rounds-14601",
            "ss-rounds-1M",
            "ss-rounds-64k",
            "ss-rounds-64k-iw3",
            "syn-retry-classic",
            "syn-retry-linux65",
            "tlp-pto",
        ],
    ),
    (
        PROTOCOLS,
        &["hpack-c4", "overhead-goodput", "overhead-h2", "overhead-tls13", "overhead-ws", "ws-accept"],
    ),
    (CACHES, &["cache-304", "cache-heuristic", "cache-latency", "cache-stampede", "cache-ttl-poisson"]),
    (PRESETS, &["devtools-3g", "devtools-fast4g", "devtools-slow4g"]),
    ("the histogram's own tests in crates/trace hold it", &["hdr-footprint"]),
];

/// Everything that stands in quotes.
fn named(files: &[&'static str]) -> BTreeSet<&'static str> {
    files.iter().flat_map(|text| text.split('"')).collect()
}

#[test]
fn every_vector_is_tested_or_pending_for_a_reason() {
    let (formulas, runs) = (named(&FORMULAS), named(&RUNS));
    let pending: BTreeSet<&str> = PENDING.iter().flat_map(|(_, ids)| ids.iter().copied()).collect();
    let ids: BTreeSet<&str> = vectors().iter().filter_map(|vector| vector["id"].as_str()).collect();
    assert_eq!(ids.len(), 167);
    let unknown: Vec<_> = pending.difference(&ids).collect();
    assert!(unknown.is_empty(), "pending, but no vector: {unknown:?}");
    for id in ids {
        let tested = formulas.contains(id) || runs.contains(id);
        assert!(tested || pending.contains(id), "{id} is neither tested nor pending");
        assert!(!tested || !pending.contains(id), "{id} is tested; it is not pending any more");
        let alone = tested && !runs.contains(id);
        assert_eq!(alone, FORMULA_ALONE.contains(&id), "{id}: whether no run of the simulator tests it");
    }
}
