//! What makes a node answer.

use super::{Names, asking, chance};
use crate::bounds::{
    ABOVE, CALL_REQUESTS, DEDUP_WINDOW, DRAWN, ERRORS, EVERY, INTERVAL, LIMIT_BACKOFF, LIMIT_LEAST,
    LIMIT_MOST, LIMIT_SLOW, LIMIT_SMOOTHING, LIMIT_TOLERANCE, PAUSE_LENGTH, QUEUE, REFUSAL, REPLAY,
    REPLY_BYTES, REQUEST_BYTES, RETRY_AFTER, SERVICE, TARGET, TIME_CONSTANT, WARM_UP_FACTOR, WORKERS,
};
use crate::read::{Chosen, Reader, Table, narrow};
use crate::{Call, Choice, Dedup, Discipline, InProgress, Limit, Lines, Pause, QueueTimeout, Server, WarmUp};

pub(super) fn server<'a>(reader: &mut Reader<'a>, node: &Table<'a>, names: &Names) -> Option<Server> {
    let value = node.value("server")?;
    // A value of a wrong kind is still a server, so that nobody complains that it is none.
    let nothing = Table { path: node.path_to("server"), entries: None, span: value.span() };
    let table = node.table("server").unwrap_or(nothing);
    let calls = table.tables("call");
    Some(Server {
        workers: table.tiny(&WORKERS),
        queue: table.maybe(&QUEUE).map(narrow),
        discipline: table.choice("discipline").map_or_else(Discipline::default, |chosen| discipline(&chosen)),
        lines: table.choice("lines").map_or_else(Lines::default, |chosen| lines(&chosen)),
        service: chance::length(reader, &table, "service", &SERVICE),
        reply_bytes: table.small(&REPLY_BYTES),
        refusal_ns: table.number(&REFUSAL),
        retry_after_ns: table.maybe(&RETRY_AFTER),
        errors: table.small(&ERRORS),
        limit: table.choice("limit").and_then(|chosen| limit(&chosen)),
        skip_expired: table.flag("skip_expired", false),
        queue_timeout: table.table("queue_timeout").map(|table| QueueTimeout {
            target_ns: table.number(&TARGET),
            interval_ns: table.number(&INTERVAL),
        }),
        warm_up: table.table("warm_up").map(|table| WarmUp {
            factor: table.small(&WARM_UP_FACTOR),
            time_constant_ns: table.number(&TIME_CONSTANT),
        }),
        pause: table
            .table("pause")
            .map(|table| Pause { every_ns: table.number(&EVERY), length_ns: table.number(&PAUSE_LENGTH) }),
        dedup: table.table("dedup").map(|table| dedup(&table)),
        calls: calls.iter().map(|table| call(reader, table, names)).collect(),
    })
}

fn discipline(Chosen { name, table }: &Chosen<'_>) -> Discipline {
    match *name {
        "lifo" => Discipline::Lifo,
        "adaptive-lifo" => Discipline::AdaptiveLifo { above: table.small(&ABOVE) },
        "priority" => Discipline::Priority,
        "sharing" => Discipline::Sharing,
        _ => Discipline::Fifo,
    }
}

fn lines(Chosen { name, table }: &Chosen<'_>) -> Lines {
    if *name != "per-worker" {
        return Lines::Shared;
    }
    let choice = match table.text("choice") {
        Some("random") => Choice::Random,
        Some("shortest") => Choice::Shortest,
        Some("shortest-of") => Choice::ShortestOf { drawn: table.octet(&DRAWN) },
        _ => Choice::RoundRobin,
    };
    Lines::PerWorker { choice }
}

fn limit(Chosen { name, table }: &Chosen<'_>) -> Option<Limit> {
    let (least, most) = (table.small(&LIMIT_LEAST), table.small(&LIMIT_MOST));
    Some(match *name {
        "aimd" => {
            let backoff = table.small(&LIMIT_BACKOFF);
            Limit::Aimd { least, most, backoff, slow_ns: table.number(&LIMIT_SLOW) }
        }
        "vegas" => Limit::Vegas { least, most },
        "gradient" => {
            let tolerance = table.small(&LIMIT_TOLERANCE);
            Limit::Gradient { least, most, tolerance, smoothing: table.small(&LIMIT_SMOOTHING) }
        }
        _ => return None,
    })
}

fn dedup(table: &Table<'_>) -> Dedup {
    let in_progress = match table.choice("in_progress") {
        Some(Chosen { name: "conflict", .. }) => InProgress::Conflict,
        _ => InProgress::Wait,
    };
    Dedup { window_ns: table.number(&DEDUP_WINDOW), replay_ns: table.number(&REPLAY), in_progress }
}

fn call<'a>(reader: &mut Reader<'a>, table: &Table<'a>, names: &Names) -> Call {
    Call {
        server: names.node(reader, table, "server"),
        requests: table.small(&CALL_REQUESTS),
        parallel: table.flag("parallel", false),
        asking: asking::asking(reader, table, &REQUEST_BYTES),
    }
}
