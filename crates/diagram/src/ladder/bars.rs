//! Bars along the nodes' lines: a client that waits, requests in a queue, workers at work.

use std::collections::BTreeSet;

use trace::{MessageId, NodeId, Time};

use crate::scene::{Area, Canvas};
use crate::state;
use crate::units::{Tenths, text, units};
use crate::visits::{Try, Visit};
use crate::{grammar, words};

use super::{Ladder, MOST_MESSAGES};

const WAIT_WIDTH: Tenths = units(8);
/// From a client's line to its bar.
const WAIT_AWAY: Tenths = units(17);
/// All workers of a node together, and the least and most for each.
const WORK_WIDTH: Tenths = units(28);
const WORKER_WIDTHS: (Tenths, Tenths) = (units(4), units(9));
const QUEUE_WIDTH: Tenths = units(5);
const QUEUE_COLUMNS: i64 = 3;

/// When and how long each client waited for anything. Where it gave up stands a stroke.
pub(super) fn waits(ladder: &Ladder<'_>, canvas: &mut Canvas) {
    for node in (0_u16..).take(ladder.nodes()) {
        let Some(x) = ladder.x(NodeId(node)) else { continue };
        for ((since, until), count) in waiting(ladder, NodeId(node)).into_iter().zip(0..) {
            if since > ladder.at {
                continue;
            }
            let (top, bottom) = (ladder.y(since), ladder.y(until.min(ladder.at)));
            let area = Area::new(x - WAIT_AWAY, top, WAIT_WIDTH, bottom - top);
            canvas.rect(format!("wait{node}.{count}"), "wait", area, units(1));
            // The mark that says now would cover the word.
            let at = (area.x - units(4), top + units(30));
            if count == 0 && node == 0 && bottom > at.1 + units(14) {
                canvas.text(format!("waits{node}"), "m e", at, units(38), words::WAITS);
            }
        }
        let fired =
            ladder.run.stays.tries.iter().filter(|own| own.node == NodeId(node)).filter_map(|own| own.fired);
        let fired: BTreeSet<Time> = fired.filter(|&at| at <= ladder.at).take(MOST_MESSAGES).collect();
        for at in fired {
            let (from, y) = (text(x - WAIT_AWAY - units(4)), text(ladder.y(at)));
            canvas.path(format!("fired{node}.{}", at.0), "timer", format!("M{from} {y}h16"));
        }
    }
}

/// When a try was followed by another, if the client paused in between.
pub(super) fn again(ladder: &Ladder<'_>, own: &Try) -> Option<Time> {
    let next = MessageId { attempt: own.id.attempt.checked_add(1)?, ..own.id };
    let sent = ladder.run.stays.try_of(next)?.sent;
    own.fired.filter(|&fired| sent > fired).map(|_| sent)
}

/// Pauses between tries, dotted between the bars.
pub(super) fn pauses(ladder: &Ladder<'_>, canvas: &mut Canvas) {
    for own in ladder.run.stays.tries.iter().take(MOST_MESSAGES) {
        let (Some(x), Some(fired), Some(again)) = (ladder.x(own.node), own.fired, again(ladder, own)) else {
            continue;
        };
        if fired < ladder.at {
            let (top, bottom) = (text(ladder.y(fired)), text(ladder.y(again.min(ladder.at))));
            let middle = text(x - WAIT_AWAY + WAIT_WIDTH / 2);
            canvas.path(
                format!("{} pause", grammar::key(own.id)),
                "soon",
                format!("M{middle} {top}V{bottom}"),
            );
        }
    }
}

/// The stretches in which a node waited, joined where they touch.
fn waiting(ladder: &Ladder<'_>, node: NodeId) -> Vec<(Time, Time)> {
    let mut joined: Vec<(Time, Time)> = Vec::new();
    for own in ladder.run.stays.tries.iter().filter(|own| own.node == node) {
        let until = own.over().unwrap_or(ladder.run.end());
        let room = joined.len() < MOST_MESSAGES;
        match joined.last_mut() {
            // A bar of its own for each wait in turn; one bar for waits at the same time.
            Some(last) if own.sent < last.1 => last.1 = last.1.max(until),
            _ if room => joined.push((own.sent, until)),
            _ => {}
        }
    }
    joined
}

/// Requests that wait for a worker, beside each other.
pub(super) fn queues(ladder: &Ladder<'_>, canvas: &mut Canvas) {
    for (visit, column) in queued(ladder) {
        let Some(x) = ladder.x(visit.node) else { continue };
        let until = visit.left_queue().unwrap_or(ladder.run.end());
        let (top, bottom) = (ladder.y(visit.arrived), ladder.y(until.min(ladder.at)));
        if visit.arrived <= ladder.at {
            let left = x + work_width(ladder, visit.node) + units(4) + (QUEUE_WIDTH + units(3)) * column;
            let key = format!("{} queue", grammar::key(visit.id));
            canvas.rect(key, "wait", Area::new(left, top, QUEUE_WIDTH, bottom - top), units(1));
        }
    }
}

/// Stays in the queue that there is room to draw, each with its column.
fn queued<'a>(ladder: &Ladder<'a>) -> Vec<(&'a Visit, i64)> {
    let mut columns = [Time::ZERO; QUEUE_COLUMNS as usize];
    let mut queued = Vec::new();
    for visit in ladder.run.stays.visits.iter().filter(|visit| visit.queued).take(MOST_MESSAGES) {
        let until = visit.left_queue().unwrap_or(ladder.run.end());
        for (busy_until, column) in columns.iter_mut().zip(0..) {
            if *busy_until <= visit.arrived && until > visit.arrived {
                *busy_until = until;
                queued.push((visit, column));
                break;
            }
        }
    }
    queued
}

/// The place over the queue's bars for a word, and when it begins.
pub(super) fn queue_place(ladder: &Ladder<'_>) -> Option<(Tenths, Time)> {
    let (visit, _) = queued(ladder).into_iter().next()?;
    Some((ladder.x(visit.node)? + work_width(ladder, visit.node) + units(4), visit.arrived))
}

/// What each worker was busy with, from start to end.
pub(super) fn workers(ladder: &Ladder<'_>, canvas: &mut Canvas) {
    for visit in ladder.run.stays.visits.iter().take(MOST_MESSAGES) {
        let (Some(x), Some((started, worker))) = (ladder.x(visit.node), visit.started) else { continue };
        let until = visit.left_worker().unwrap_or(ladder.run.end());
        let width = worker_width(ladder, visit.node);
        let left = x + width * i64::from(worker);
        if left + width > x + WORK_WIDTH + units(9) || until == started {
            continue;
        }
        let key = grammar::key(visit.id);
        let bar = |from: Time, to: Time| {
            let (top, bottom) = (ladder.y(from), ladder.y(to));
            // A hair of space keeps one piece of work apart from the next.
            Area::new(left, top, width - units(1), (bottom - top - 8).max(8))
        };
        if ladder.future && until > ladder.at {
            canvas.rect(format!("{key} work soon"), "soon", bar(started.max(ladder.at), until), units(0));
        }
        if started <= ladder.at && ladder.at > started {
            canvas.rect(format!("{key} work"), "work", bar(started, until.min(ladder.at)), units(0));
        }
    }
}

fn worker_width(ladder: &Ladder<'_>, node: NodeId) -> Tenths {
    let workers = i64::from(state::workers(ladder.run, node).max(1));
    (WORK_WIDTH / workers).clamp(WORKER_WIDTHS.0, WORKER_WIDTHS.1)
}

/// The room that a node's workers take beside its line.
fn work_width(ladder: &Ladder<'_>, node: NodeId) -> Tenths {
    let workers = i64::from(state::workers(ladder.run, node));
    (worker_width(ladder, node) * workers).min(WORK_WIDTH)
}
