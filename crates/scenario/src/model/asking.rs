//! How a client asks: connections, timeouts, retries and what keeps those in bounds. The same for a load and for a
//! server that asks another.

use serde::{Deserialize, Serialize};

use super::{PartsPerMillion, Thousandths};

/// Everything that decides how a request is made.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Asking {
    pub request_bytes: u32,
    /// 0 is the most urgent, 7 the least.
    #[serde(default)]
    pub priority: u8,
    #[serde(default)]
    pub connections: Connections,
    #[serde(default)]
    pub timeouts: Timeouts,
    #[serde(default)]
    pub retry: Retry,
    #[serde(default)]
    pub budget: Option<RetryBudget>,
    #[serde(default)]
    pub throttle: Option<Throttle>,
    #[serde(default)]
    pub hedge: Option<Hedge>,
    #[serde(default)]
    pub breaker: Option<Breaker>,
    /// All tries of a request carry the same key, so that a server with [`super::Dedup`] knows them for one.
    #[serde(default)]
    pub idempotency_key: bool,
}

/// The connections from one client to one server.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Connections {
    /// How many there may be at once, each for one request at a time; none = as many as are needed.
    pub most: Option<u16>,
    /// Whether they are open when the run begins. Otherwise the first use of each pays for opening it.
    pub open: bool,
    /// Whether a connection serves further requests.
    pub reuse: bool,
    /// Time to find the server's address, before opening.
    pub lookup_ns: u64,
    /// Round trips to open one (TCP: 1).
    pub connect_round_trips: u8,
    /// Further round trips to secure it (TLS 1.3: 1, TLS 1.2: 2).
    pub secure_round_trips: u8,
}

impl Default for Connections {
    /// As many as are needed, and open: asking costs nothing but the trip.
    fn default() -> Self {
        Self {
            most: None,
            open: true,
            reuse: true,
            lookup_ns: 0,
            connect_round_trips: 1,
            secure_round_trips: 0,
        }
    }
}

/// How long a client waits, each for its own reason; none = for ever.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Timeouts {
    /// For the server's address.
    #[serde(default)]
    pub lookup_ns: Option<u64>,
    /// For the connection to be open.
    #[serde(default)]
    pub connect_ns: Option<u64>,
    /// For it to be secured.
    #[serde(default)]
    pub secure_ns: Option<u64>,
    /// From handing over the request to the reply's first bit.
    #[serde(default)]
    pub first_byte_ns: Option<u64>,
    /// Between two bits of a reply.
    #[serde(default)]
    pub idle_ns: Option<u64>,
    /// For one try, from its beginning (with a connection's opening, without waiting for a free one).
    #[serde(default)]
    pub attempt_ns: Option<u64>,
    /// For the whole request, from its intent, over all tries.
    #[serde(default)]
    pub deadline_ns: Option<u64>,
}

/// What a client does after a try has failed.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Retry {
    /// Tries in all; 1 = no retry.
    pub attempts: u16,
    pub backoff: Backoff,
    pub on: RetryOn,
    /// Whether a server's hint about when to come back is heeded.
    pub heed_retry_after: bool,
}

impl Default for Retry {
    fn default() -> Self {
        Self { attempts: 1, backoff: Backoff::Immediate, on: RetryOn::default(), heed_retry_after: false }
    }
}

/// Which failures are worth another try.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RetryOn {
    /// No answer in time.
    pub timeout: bool,
    /// Turned away (409, 429, 503).
    pub refusal: bool,
    /// Answered with an error (500).
    pub error: bool,
    /// The connection broke.
    pub broken: bool,
}

impl Default for RetryOn {
    fn default() -> Self {
        Self { timeout: true, refusal: true, error: true, broken: true }
    }
}

/// How long to wait before the next try. `v` = min(`cap`, `base` · 2^i) before retry i = 0, 1, ….
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Backoff {
    Immediate,
    Fixed {
        ns: u64,
    },
    /// `v`.
    Exponential {
        base_ns: u64,
        cap_ns: u64,
    },
    /// Anything from 0 to `v`.
    FullJitter {
        base_ns: u64,
        cap_ns: u64,
    },
    /// `v`/2 and anything up to as much again.
    EqualJitter {
        base_ns: u64,
        cap_ns: u64,
    },
    /// Anything from `base` to three times the wait before (at first `base`), at most `cap`.
    DecorrelatedJitter {
        base_ns: u64,
        cap_ns: u64,
    },
    /// min(`initial` · `multiplier`^i, `cap`), a fifth more or less.
    Grpc {
        initial_ns: u64,
        multiplier: Thousandths,
        cap_ns: u64,
    },
}

/// What keeps all retries of one client to one server in bounds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum RetryBudget {
    /// So many retries per request, and so many a second besides; unused ones lapse after `lifetime_ns` (Finagle).
    Ratio { share: PartsPerMillion, per_s: u32, lifetime_ns: u64 },
    /// A purse: a retry costs `cost`, one after a timeout `timeout_cost`; a success after a retry pays it back, another
    /// one pays 1 (AWS SDK).
    Quota { capacity: u32, cost: u32, timeout_cost: u32 },
    /// Tokens: one less for a failure, `ratio` more for a success; no retry at half or below (gRPC).
    Tokens { most: u32, ratio: Thousandths },
}

/// The client turns its own requests away: with probability max(0, (requests − k·accepts)/(requests + 1)) over the last
/// `window_ns` (Google SRE book, chapter 21).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Throttle {
    pub k: Thousandths,
    pub window_ns: u64,
}

/// A second copy of a request that takes long; the first answer counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Hedge {
    /// How long to wait before each further copy.
    pub after_ns: u64,
    /// Further copies, at least 1.
    pub copies: u16,
    /// Whether the copies that lost are called back.
    pub cancel: bool,
}

/// Stops asking a server that fails too often.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Breaker {
    /// The last so many outcomes count.
    pub window: u32,
    /// Fewer outcomes than this decide nothing.
    pub least_calls: u32,
    /// The share of failures at which it opens.
    pub failures: PartsPerMillion,
    /// How long it stays open.
    pub open_ns: u64,
    /// How many trial calls are let through then.
    pub trials: u32,
}
