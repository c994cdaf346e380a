//! The stored form of a scenario: how it gets from a page to the simulator.
//!
//! Not TOML and not JSON: reading those would be most of the simulator's module.

use core::fmt;

use trace::bytes::{self, Reader};
use trace::stored;

use crate::{
    Action, Arrivals, Asking, Backoff, Breaker, Call, Choice, Connections, Dedup, Delivery, Discipline,
    Distribution, Feed, Hedge, InProgress, Intervention, Jitter, Limit, Lines, Link, Load, Loss, Node,
    Pattern, Pause, QueueTimeout, Reorder, Retry, RetryBudget, RetryOn, Scenario, Server, Share, Throttle,
    Timeouts, WarmUp, Way,
};

/// The bytes are not a scenario of this build.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unreadable;

impl fmt::Display for Unreadable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not a scenario of this version")
    }
}

impl core::error::Error for Unreadable {}

impl Scenario {
    /// The scenario as bytes, for [`Self::decode`] of the same build: page and simulator are built together, so the
    /// form has no version.
    pub fn encode(&self) -> Vec<u8> {
        bytes::append(self, Vec::new())
    }

    /// Reads what [`Self::encode`] wrote. Whether it can be run is for [`Self::check`] to say.
    pub fn decode(bytes: &[u8]) -> Result<Self, Unreadable> {
        Reader::new(bytes).whole().ok_or(Unreadable)
    }
}

stored!(struct Scenario { title, end_ns, measure_from_ns, nodes, links, loads, feeds, interventions });
stored!(struct Asking { request_bytes, priority, connections, timeouts, retry, budget, throttle, hedge, breaker, idempotency_key });
stored!(struct Connections { most, open, reuse, lookup_ns, connect_round_trips, secure_round_trips });
stored!(struct Timeouts { lookup_ns, connect_ns, secure_ns, first_byte_ns, idle_ns, attempt_ns, deadline_ns });
stored!(struct Retry { attempts, backoff, on, heed_retry_after });
stored!(struct RetryOn { timeout, refusal, error, broken });
stored!(enum Backoff {
    0 Immediate,
    1 Fixed { ns },
    2 Exponential { base_ns, cap_ns },
    3 FullJitter { base_ns, cap_ns },
    4 EqualJitter { base_ns, cap_ns },
    5 DecorrelatedJitter { base_ns, cap_ns },
    6 Grpc { initial_ns, multiplier, cap_ns },
});
stored!(enum RetryBudget {
    0 Ratio { share, per_s, lifetime_ns },
    1 Quota { capacity, cost, timeout_cost },
    2 Tokens { most, ratio },
});
stored!(struct Throttle { k, window_ns });
stored!(struct Hedge { after_ns, copies, cancel });
stored!(struct Breaker { window, least_calls, failures, open_ns, trials });
stored!(enum Distribution {
    0 Constant { ns },
    1 Uniform { least_ns, most_ns },
    2 Exponential { mean_ns },
    3 Normal { mean_ns, deviation_ns },
    4 Erlang { stages, mean_ns },
    5 Hyperexponential { mean_ns, cs2 },
    6 Lognormal { mean_ns, cs2 },
    7 Pareto { least_ns, most_ns, shape },
    8 Empirical { lengths_ns, weights },
});
stored!(struct Feed { source, subscribers, updates, arrivals, update_bytes, delivery, asking });
stored!(enum Delivery {
    0 Polling { every_ns },
    1 LongPolling { hold_ns },
    2 ServerSentEvents { retry_ns },
    3 WebSocket { upstream, upstream_arrivals },
    4 Webhook,
    5 Push { via },
    6 Broker { via, share, redeliver_ns },
});
stored!(enum Share { 0 Each, 1 One });
stored!(struct Intervention { at_ns, action });
stored!(enum Action {
    0 Drop { message },
    1 Delay { message, by_ns },
    2 Duplicate { message },
    3 Hold { message },
    4 Release { message },
    5 Crash { node, silent, restart_after_ns },
    6 Restart { node },
    7 Slow { node, factor },
    8 Hang { node },
    9 Errors { node, share },
    10 Pause { node, length_ns },
    11 Recover { node },
    12 Cut { link, from, in_flight },
    13 Mend { link },
    14 Rate { client, per_1000_s },
});
stored!(struct Link { id, ends, ways });
stored!(struct Way { one_way_ns, bits_per_s, buffer_bytes, jitter, loss, duplicate, corrupt, reorder });
stored!(struct Jitter { extra, overtaking });
stored!(struct Reorder { share, by_ns });
stored!(enum Loss {
    0 None,
    1 Chance { share },
    2 Bursts { worsen, improve, lost_good, lost_bad },
});
stored!(struct Load { client, server, requests, pattern, asking });
stored!(enum Pattern {
    0 Sequential,
    1 Parallel,
    2 Batched { size },
    3 Open { arrivals },
    4 Closed { users, think },
});
stored!(enum Arrivals {
    0 Poisson { per_1000_s },
    1 Paced { per_1000_s },
    2 Gaps { gap },
    3 At { ns },
});
stored!(struct Node { id, name, server });
stored!(struct Server { workers, queue, discipline, lines, service, reply_bytes, refusal_ns, retry_after_ns, errors, limit, skip_expired, queue_timeout, warm_up, pause, dedup, calls });
stored!(enum Discipline {
    0 Fifo,
    1 Lifo,
    2 AdaptiveLifo { above },
    3 Priority,
    4 Sharing,
});
stored!(enum Lines {
    0 Shared,
    1 PerWorker { choice },
});
stored!(enum Choice {
    0 RoundRobin,
    1 Random,
    2 Shortest,
    3 ShortestOf { drawn },
});
stored!(enum Limit {
    0 Aimd { least, most, backoff, slow_ns },
    1 Vegas { least, most },
    2 Gradient { least, most, tolerance, smoothing },
});
stored!(struct QueueTimeout { target_ns, interval_ns });
stored!(struct WarmUp { factor, time_constant_ns });
stored!(struct Pause { every_ns, length_ns });
stored!(struct Dedup { window_ns, replay_ns, in_progress });
stored!(enum InProgress { 0 Wait, 1 Conflict });
stored!(struct Call { server, requests, parallel, asking });
