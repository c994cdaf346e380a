//! Servers of every kind.

use scenario::{
    Choice, Dedup, Discipline, Distribution, InProgress, Limit, Lines, Pause, QueueTimeout, Server, WarmUp,
};

use super::chance::distribution;
use crate::bytes::Bytes;

/// One worker, one line, ten milliseconds for each request.
pub(super) fn plain() -> Server {
    Server {
        workers: 1,
        queue: None,
        discipline: Discipline::Fifo,
        lines: Lines::Shared,
        service: Distribution::Constant { ns: 10_000_000 },
        reply_bytes: 100,
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

pub(super) fn change(bytes: &mut Bytes, server: &mut Server) {
    match bytes.byte() % 16 {
        0 => server.workers = bytes.count(10_000).try_into().unwrap_or(1),
        1 => server.queue = bytes.given(|bytes| bytes.count(10_000_000) - 1),
        2 => {
            server.discipline = discipline(bytes);
            if server.discipline == Discipline::Sharing {
                server.lines = Lines::Shared;
            }
        }
        3 => server.lines = lines(bytes),
        4 => server.service = distribution(bytes),
        5 => server.reply_bytes = bytes.size(),
        6 => server.refusal_ns = bytes.time_ns(),
        7 => server.retry_after_ns = bytes.given(Bytes::time_ns),
        8 => server.errors = bytes.share(),
        9 => server.limit = bytes.given(limit),
        10 => server.skip_expired = bytes.flag(),
        11 => {
            server.queue_timeout = bytes.given(|bytes| {
                let (one, other) = (bytes.some_time_ns(), bytes.some_time_ns());
                QueueTimeout { target_ns: one.min(other), interval_ns: one.max(other) }
            });
        }
        12 => {
            server.warm_up = bytes.given(|bytes| WarmUp {
                factor: bytes.thousandths(1_000, 1_000_000),
                time_constant_ns: bytes.some_time_ns(),
            });
        }
        13 => {
            server.pause = bytes.given(|bytes| {
                let (one, other) = (bytes.some_time_ns(), bytes.some_time_ns());
                Pause { every_ns: one.max(other), length_ns: one.min(other) }
            });
        }
        14 => {
            server.dedup = bytes.given(|bytes| Dedup {
                window_ns: bytes.time_ns(),
                replay_ns: bytes.time_ns(),
                in_progress: if bytes.flag() { InProgress::Wait } else { InProgress::Conflict },
            });
        }
        _ => {
            server.calls.pop();
        }
    }
}

fn discipline(bytes: &mut Bytes) -> Discipline {
    match bytes.byte() % 5 {
        0 => Discipline::Fifo,
        1 => Discipline::Lifo,
        2 => Discipline::AdaptiveLifo { above: bytes.count(10_000_000) - 1 },
        3 => Discipline::Priority,
        _ => Discipline::Sharing,
    }
}

fn lines(bytes: &mut Bytes) -> Lines {
    let choice = match bytes.byte() % 5 {
        0 => return Lines::Shared,
        1 => Choice::RoundRobin,
        2 => Choice::Random,
        3 => Choice::Shortest,
        _ => Choice::ShortestOf { drawn: bytes.count(100).try_into().unwrap_or(1) },
    };
    Lines::PerWorker { choice }
}

fn limit(bytes: &mut Bytes) -> Limit {
    let (one, other) = (bytes.count(1_000_000), bytes.count(1_000_000));
    let (least, most) = (one.min(other), one.max(other));
    match bytes.byte() % 3 {
        0 => Limit::Aimd { least, most, backoff: bytes.thousandths(1, 999), slow_ns: bytes.some_time_ns() },
        1 => Limit::Vegas { least, most },
        _ => Limit::Gradient {
            least,
            most,
            tolerance: bytes.thousandths(1_000, 100_000),
            smoothing: bytes.thousandths(1, 1_000),
        },
    }
}
