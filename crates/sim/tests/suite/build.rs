//! Scenarios built in code, for tests that vary them.

use scenario::{
    Action, Arrivals, Asking, Backoff, Connections, Discipline, Distribution, Intervention, Lines, Link,
    Load, Node, Pattern, Retry, Scenario, Server, Way,
};

pub(crate) const MS: u64 = 1_000_000;
pub(crate) const S: u64 = 1_000 * MS;

/// Where [`pair`] puts its two nodes.
pub(crate) const SERVER: u16 = 0;
pub(crate) const CLIENT: u16 = 1;

pub(crate) fn constant(ns: u64) -> Distribution {
    Distribution::Constant { ns }
}

pub(crate) fn exponential(mean_ns: u64) -> Distribution {
    Distribution::Exponential { mean_ns }
}

/// So many workers, one line first come first served, and nothing else.
pub(crate) fn server(workers: u16, service: Distribution) -> Server {
    Server {
        workers,
        queue: None,
        discipline: Discipline::Fifo,
        lines: Lines::Shared,
        service,
        reply_bytes: 1,
        refusal_ns: 0,
        retry_after_ns: None,
        errors: 0,
        limit: None,
        skip_expired: false,
        queue_timeout: None,
        warm_up: None,
        pause: None,
        dedup: None,
        calls: Vec::new(),
    }
}

pub(crate) fn node(id: &str, server: Option<Server>) -> Node {
    Node { id: id.to_owned(), name: id.to_owned(), server }
}

/// A way that only takes time.
pub(crate) fn far(one_way_ns: u64) -> Way {
    Way { one_way_ns, ..Way::default() }
}

/// The same way there and back.
pub(crate) fn link(ends: [u16; 2], way: &Way) -> Link {
    Link { id: format!("wire-{}-{}", ends[0], ends[1]), ends, ways: [way.clone(), way.clone()] }
}

/// Messages of one byte, and patience without end.
pub(crate) fn asking() -> Asking {
    Asking { request_bytes: 1, ..Asking::default() }
}

/// So many tries in all.
pub(crate) fn tries(attempts: u16, backoff: Backoff) -> Retry {
    Retry { attempts, backoff, ..Retry::default() }
}

/// Connections that have to be opened and secured first.
pub(crate) fn closed(lookup_ns: u64, connect_round_trips: u8, secure_round_trips: u8) -> Connections {
    Connections { most: None, open: false, reuse: true, lookup_ns, connect_round_trips, secure_round_trips }
}

/// From the client of a [`pair`] to its server.
pub(crate) fn load(requests: u32, pattern: Pattern) -> Load {
    Load { client: CLIENT, server: SERVER, requests, pattern, asking: asking() }
}

pub(crate) fn poisson(per_s: f64) -> Pattern {
    Pattern::Open { arrivals: Arrivals::Poisson { per_1000_s: per_1000(per_s) } }
}

pub(crate) fn paced(per_s: f64) -> Pattern {
    Pattern::Open { arrivals: Arrivals::Paced { per_1000_s: per_1000(per_s) } }
}

pub(crate) fn at_ms(moments: &[u64]) -> Pattern {
    Pattern::Open { arrivals: Arrivals::At { ns: moments.iter().map(|ms| ms * MS).collect() } }
}

pub(crate) fn per_1000(per_s: f64) -> u64 {
    (per_s * 1e3).round() as u64
}

/// Parts of a million.
pub(crate) fn share(part: f64) -> u32 {
    (part * 1e6).round() as u32
}

/// Seconds as nanoseconds.
pub(crate) fn seconds(s: f64) -> u64 {
    (s * 1e9).round() as u64
}

/// One client, one server, the same way there and back.
pub(crate) fn pair(server: Server, way: &Way, load: Load) -> Scenario {
    Scenario {
        title: "A pair".to_owned(),
        nodes: vec![node("server", Some(server)), node("client", None)],
        links: vec![link([CLIENT, SERVER], way)],
        loads: vec![load],
        ..Scenario::default()
    }
}

/// A server next to its client, so that only waiting and service take time.
pub(crate) fn queue(server: Server, requests: u32, pattern: Pattern) -> Scenario {
    pair(server, &Way::default(), load(requests, pattern))
}

pub(crate) fn then(mut scenario: Scenario, at_ms: u64, action: Action) -> Scenario {
    scenario.interventions.push(Intervention { at_ns: at_ms * MS, action });
    scenario
}
