//! Numbers that lessons state about a run, by the names that lessons use.

mod executions;
mod fold;

use self::Scope::{Client, Run, Server};
use crate::{Metrics, Trace};

/// A number with its unit.
#[derive(Clone, Debug, PartialEq)]
pub struct Measure {
    pub value: f64,
    /// `ms`, `/s`, or empty for a plain number.
    pub unit: &'static str,
}

/// Whose number a measure is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// Of the nodes that ask: all of them, or one with its id and a dot in front (`client.response_ms`).
    Client,
    /// Of the servers: all of them, or one (`db.utilisation`).
    Server,
    /// Of the run as a whole only.
    Run,
}

/// Every name that [`measure`] knows, without a node in front.
pub const MEASURES: [&str; DESCRIBED.len()] = {
    let mut names = [""; DESCRIBED.len()];
    let mut place = 0;
    while place < names.len() {
        names[place] = DESCRIBED[place].0;
        place += 1;
    }
    names
};

/// Each name, whose number it is, and what authors read about it.
const DESCRIBED: [(&str, Scope, &str); 37] = [
    ("requests", Client, "how many requests were wanted; those that travel in one message count each"),
    ("answered", Client, "how many of them were answered"),
    ("refused", Client, "how many ended with a refusal"),
    ("timed_out", Client, "how many ended because the client gave up waiting"),
    ("failed", Client, "how many ended with an error as the answer"),
    ("broken", Client, "how many ended because the connection broke"),
    ("withheld", Client, "how many the client did not even send: its circuit breaker or throttle forbade it"),
    ("unfinished", Client, "how many had no outcome when the run ended"),
    ("response_ms", Client, "from intent to outcome, mean over all requests with an outcome"),
    ("response_p50_ms", Client, "the same, median: half of the requests took no longer"),
    ("response_p90_ms", Client, "the same, 90th percentile (nearest rank)"),
    ("response_p95_ms", Client, "the same, 95th percentile"),
    ("response_p99_ms", Client, "the same, 99th percentile"),
    ("response_p999_ms", Client, "the same, 99.9th percentile"),
    ("response_max_ms", Client, "the same, the longest"),
    (
        "ttfb_ms",
        Client,
        "from intent to the first reply's first bit at the client, mean over the requests that got one from a try they still waited for",
    ),
    ("makespan_ms", Client, "from the first intent to the last outcome"),
    ("throughput_per_s", Client, "answers per second"),
    ("attempts", Client, "how many tries began: request messages, or openings of their connections"),
    ("retries", Client, "how many of them were not the first of their request, hedges included"),
    ("in_system_mean", Client, "how many requests were wanted and had no outcome yet, average over time"),
    ("messages", Run, "how many messages were sent; copies that the network made do not count"),
    ("lost", Run, "how many messages and copies were lost"),
    ("bytes", Run, "how many bytes were sent"),
    ("effects", Server, "how many executions of a request took effect"),
    ("duplicates", Server, "how many of them were of a request that had taken effect there before"),
    ("replays", Server, "how often an earlier answer was sent again and nothing was done"),
    (
        "work_ms",
        Server,
        "how long requests were worked on, all together; with a shared processor: how long they were in it",
    ),
    ("wasted_ms", Server, "how much of that settled no request as answered, interrupted work included"),
    ("queue_max", Server, "how many requests waited at most at one server"),
    ("queue_mean", Server, "how many requests waited, average over time"),
    (
        "queue_wait_ms",
        Server,
        "how long a request waited for a worker, mean over those that got one, zero waits included",
    ),
    ("utilisation", Server, "which share of the workers' time they were busy: 0 to 1"),
    ("updates", Run, "how many updates of feeds came into being"),
    ("delivered", Run, "how many arrived, each subscriber counting by itself"),
    ("delay_ms", Run, "from an update's coming into being to its delivery, mean"),
    ("delay_max_ms", Run, "the same, the longest"),
];

/// What a measure says, in one line for authors. `None` if there is no such measure.
pub fn meaning(name: &str) -> Option<&'static str> {
    described(name).map(|(_, _, meaning)| *meaning)
}

/// Whose number it is. `None` if there is no such measure.
pub fn scope(name: &str) -> Option<Scope> {
    described(name).map(|(_, scope, _)| *scope)
}

/// Whether a run can have a measure of that name, with a node's id and a dot in front where that makes sense. Whether there is
/// such a node only a run can tell.
pub fn is_measure(name: &str) -> bool {
    match name.rsplit_once('.') {
        None => described(name).is_some(),
        Some((node, name)) => !node.is_empty() && scope(name).is_some_and(|scope| scope != Run),
    }
}

/// The measure of that name: of the whole run, or of one node with its id and a dot in front. `None` if there is no such
/// measure or node, or nothing in this run to take it from: a mean over no requests, a first byte that never came.
///
/// For several measures of one run, fold it once with [`Metrics::of`].
pub fn measure(trace: &Trace, name: &str) -> Option<Measure> {
    if is_measure(name) { Metrics::of(trace).measure(name) } else { None }
}

fn described(name: &str) -> Option<&'static (&'static str, Scope, &'static str)> {
    DESCRIBED.iter().find(|(known, ..)| *known == name)
}
