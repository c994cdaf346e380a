//! The machines, and what makes one answer.

use serde::{Deserialize, Serialize};

use super::{Asking, Distribution, PartsPerMillion, Thousandths};

/// A machine: a client when a load starts there, a server when it has the part, or both.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Node {
    pub id: String,
    pub name: String,
    #[serde(default)]
    pub server: Option<Server>,
}

/// What makes a node answer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Server {
    /// Requests that are worked on at a time. With [`Discipline::Sharing`]: processors that all requests share.
    pub workers: u16,
    /// Places to wait, in each line; none = without limit.
    #[serde(default)]
    pub queue: Option<u32>,
    #[serde(default)]
    pub discipline: Discipline,
    #[serde(default)]
    pub lines: Lines,
    pub service: Distribution,
    pub reply_bytes: u32,
    /// What turning a request away costs a worker. Zero = nothing, not even a worker.
    #[serde(default)]
    pub refusal_ns: u64,
    /// What a refusal tells the client about when to come back.
    #[serde(default)]
    pub retry_after_ns: Option<u64>,
    /// How many requests are answered with an error after the work (500).
    #[serde(default)]
    pub errors: PartsPerMillion,
    /// How many requests may be inside at once, adjusted by what is seen. None = workers and queue alone decide.
    #[serde(default)]
    pub limit: Option<Limit>,
    /// Requests whose client has given up by its own deadline are not taken up.
    #[serde(default)]
    pub skip_expired: bool,
    #[serde(default)]
    pub queue_timeout: Option<QueueTimeout>,
    #[serde(default)]
    pub warm_up: Option<WarmUp>,
    #[serde(default)]
    pub pause: Option<Pause>,
    #[serde(default)]
    pub dedup: Option<Dedup>,
    /// What the worker asks other servers, one call after the other, after its own service and before it replies.
    #[serde(default)]
    pub calls: Vec<Call>,
}

/// Who is served next.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Discipline {
    /// Who has waited longest.
    #[default]
    Fifo,
    /// Who came last.
    Lifo,
    /// First come, first served while at most `above` wait; beyond, the last comes first.
    AdaptiveLifo { above: u32 },
    /// The most urgent class, first come first served within it. A request in service is not interrupted.
    Priority,
    /// All at once: nobody waits, everybody slows down.
    Sharing,
}

/// Whether there is one line for all workers, or one for each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Lines {
    #[default]
    Shared,
    /// Each worker has a line of its own, chosen on arrival for good.
    PerWorker { choice: Choice },
}

/// Which line a request joins.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Choice {
    RoundRobin,
    Random,
    /// The one with the fewest requests, in service included; the first of equals.
    Shortest,
    /// The shortest of so many drawn at random (with replacement).
    ShortestOf {
        drawn: u8,
    },
}

/// A bound on requests inside that the server moves by itself.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Limit {
    /// One more after each full round without trouble, times `backoff` after a request took longer than `slow_ns`.
    Aimd { least: u32, most: u32, backoff: Thousandths, slow_ns: u64 },
    /// From the time a request takes beyond the shortest seen (Vegas).
    Vegas { least: u32, most: u32 },
    /// From the ratio of long-term to short-term time (Gradient2).
    Gradient { least: u32, most: u32, tolerance: Thousandths, smoothing: Thousandths },
}

/// How long a request may wait: short once the queue has not been empty for a while, else longer. Those over time are
/// refused when their turn comes (Maurer 2015).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct QueueTimeout {
    /// The short wait, usually 5 ms.
    pub target_ns: u64,
    /// The long wait, and how long the queue must not have been empty, usually 100 ms.
    pub interval_ns: u64,
}

/// Slow after a start: service takes 1 + (`factor` − 1)·e^(−t/`time_constant`) times as long.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WarmUp {
    pub factor: Thousandths,
    pub time_constant_ns: u64,
}

/// All work stops every so often, as for collecting garbage: first at `every_ns`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pause {
    pub every_ns: u64,
    pub length_ns: u64,
}

/// Answers are kept by idempotency key, so that a repeated request is not done twice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Dedup {
    /// How long an answer is kept, from when it was ready.
    pub window_ns: u64,
    /// How long it takes to find it and send it again. No worker is needed.
    pub replay_ns: u64,
    pub in_progress: InProgress,
}

/// What happens to a repetition whose original is still being worked on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum InProgress {
    /// It waits for the same answer, without a worker.
    Wait,
    /// It is refused with 409.
    Conflict,
}

/// Something a server needs from another server to answer a request. The worker waits for it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Call {
    /// A place in [`super::Scenario::nodes`].
    pub server: u16,
    /// How many requests each of ours causes there, at least 1.
    pub requests: u32,
    /// All at once; otherwise each after the answer to the one before.
    pub parallel: bool,
    pub asking: Asking,
}
