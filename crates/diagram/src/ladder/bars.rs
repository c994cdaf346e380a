//! Bars along the nodes' lines: a client that waits, requests in a queue, workers at work.

use std::collections::{BTreeMap, BTreeSet};

use trace::{MessageId, NodeId, Time};

use crate::Subject;
use crate::grammar;
use crate::scene::{Area, Canvas};
use crate::state;
use crate::units::{Tenths, text, units};
use crate::visits::{Try, Visit};

use super::{Ladder, MOST_DRAWN};

const WAIT_WIDTH: Tenths = units(8);
/// From a client's line to its bar.
pub(super) const WAIT_AWAY: Tenths = units(17);
/// From a client's line to the bar of a whole request's deadline, outside of the bars of its tries.
const DEADLINE_AWAY: Tenths = units(23);
/// All workers of a node together, and the least and most for each.
const WORK_WIDTH: Tenths = units(28);
const WORKER_WIDTHS: (Tenths, Tenths) = (units(4), units(9));
const QUEUE_WIDTH: Tenths = units(5);
const QUEUE_COLUMNS: i64 = 3;

/// From a node's line to where words have room to its left, beside all bars.
pub(super) const LEFT_OF: Tenths = units(29);

/// The same to its right, with an empty queue and with a full one.
pub(super) fn right_of(ladder: &Ladder<'_>, node: NodeId) -> [Tenths; 2] {
    let work = work_width(ladder, node) + units(5);
    [work, work + (QUEUE_WIDTH + units(3)) * QUEUE_COLUMNS + units(2)]
}

/// When and how long each client waited for anything. Where it gave up stands a stroke.
pub(super) fn waits(ladder: &Ladder<'_>, canvas: &mut Canvas) {
    for &node in &ladder.lines.nodes {
        let Some(x) = ladder.open_x(node) else { continue };
        for (since, until) in waiting(ladder, node).into_iter().filter(|&(since, _)| since <= ladder.at) {
            let area = wait(ladder, x, since, until.min(ladder.at));
            canvas.rect(format!("wait{}.{}", node.0, since.0), "wait", area, units(1));
        }
        let fired = tries(ladder).filter(|own| own.node == node).filter_map(|own| own.fired);
        let fired: BTreeSet<Time> = fired.filter(|&at| at <= ladder.at).collect();
        for at in fired {
            let (from, y) = (text(x - WAIT_AWAY - units(4)), text(ladder.y(at)));
            canvas.path(format!("fired{}.{}", node.0, at.0), "timer", format!("M{from} {y}h16"));
        }
    }
}

fn wait(ladder: &Ladder<'_>, x: Tenths, since: Time, until: Time) -> Area {
    let (top, bottom) = (ladder.y(since), ladder.y(until));
    Area::new(x - WAIT_AWAY, top, WAIT_WIDTH, bottom - top)
}

/// The place beside the first bar of a client for a word, and since when the bar is long enough for it.
pub(super) fn waits_place(ladder: &Ladder<'_>, node: NodeId) -> Option<(Tenths, Tenths, Time)> {
    let (since, until) = waiting(ladder, node).into_iter().next()?;
    let y = ladder.y(since) + units(30);
    let reaches = |last: Time| since <= last && ladder.y(until.min(last)) > y + units(14);
    let about = if reaches(ladder.at) { since } else { Time(u64::MAX) };
    // Between lines it competes with other words, and must not come in their place.
    let kept = ladder.future && ladder.lines.has_inner() && reaches(ladder.run.end());
    let place = (ladder.open_x(node)? - WAIT_AWAY - units(8), y, about);
    (about == since || kept).then_some(place)
}

/// The tries that reach into the drawing.
pub(super) fn tries<'a>(ladder: &Ladder<'a>) -> impl Iterator<Item = &'a Try> {
    let (from, run) = (ladder.scale.from(), ladder.run);
    let tries = ladder.within(&run.stays.tries, |own| own.sent);
    let reaches = move |own: &&Try| {
        let again = run.stays.try_of(MessageId { attempt: own.id.attempt.saturating_add(1), ..own.id });
        again.map_or(own.over(), |again| Some(again.sent)).is_none_or(|over| over >= from)
    };
    tries.iter().filter(reaches).take(MOST_DRAWN)
}

/// When a try was followed by another, if the client paused in between.
pub(super) fn again(ladder: &Ladder<'_>, own: &Try) -> Option<(Time, Time)> {
    let next = MessageId { attempt: own.id.attempt.checked_add(1)?, ..own.id };
    let sent = ladder.run.stays.try_of(next)?.sent;
    let over = own.over()?;
    // Of what a node knows, a pause whose end is still to come is none.
    (sent > over && (ladder.knower.is_none() || sent <= ladder.at)).then_some((over, sent))
}

/// Pauses between tries, dotted between the bars.
pub(super) fn pauses(ladder: &Ladder<'_>, canvas: &mut Canvas) {
    for own in tries(ladder) {
        let (Some(x), Some((over, again))) = (ladder.open_x(own.node), again(ladder, own)) else {
            continue;
        };
        if over < ladder.at {
            let (top, bottom) = (text(ladder.y(over)), text(ladder.y(again.min(ladder.at))));
            let middle = text(x - WAIT_AWAY + WAIT_WIDTH / 2);
            let key = format!("{} pause", grammar::key(own.id));
            canvas.path(key, "soon", format!("M{middle} {top}V{bottom}"));
        }
    }
}

/// How long requests as a whole may take, beside the bars of their tries.
pub(super) fn deadlines(ladder: &Ladder<'_>, canvas: &mut Canvas) {
    let deadlines = ladder.within(&ladder.run.spells.deadlines, |deadline| deadline.from);
    let mut free_from: Vec<(trace::NodeId, Time)> = Vec::new();
    for deadline in deadlines.iter().filter(|own| own.from <= ladder.at).take(MOST_DRAWN) {
        let Some(x) = ladder.open_x(deadline.node) else { continue };
        let to = deadline.to.unwrap_or(ladder.run.end()).min(ladder.at);
        // There is room for one at a time; the others would say the same.
        let taken = |&(node, free): &(trace::NodeId, Time)| node == deadline.node && deadline.from < free;
        if to < ladder.scale.from() || free_from.iter().any(taken) {
            continue;
        }
        free_from.retain(|&(node, _)| node != deadline.node);
        free_from.push((deadline.node, deadline.to.unwrap_or(Time(u64::MAX))));
        let (top, bottom) = (text(ladder.y(deadline.from)), text(ladder.y(to)));
        let x = x - DEADLINE_AWAY;
        let (left, right) = (text(x - units(3)), text(x));
        let d = format!("M{right} {top}H{left}V{bottom}H{right}");
        canvas.path(format!("deadline{}", deadline.request.0), "deadline", d);
    }
}

/// The stretches in which a node waited, joined where they touch.
fn waiting(ladder: &Ladder<'_>, node: NodeId) -> Vec<(Time, Time)> {
    let mut joined: Vec<(Time, Time)> = Vec::new();
    for own in tries(ladder).filter(|own| own.node == node) {
        let until = own.over().unwrap_or(ladder.run.end());
        match joined.last_mut() {
            // A bar of its own for each wait in turn; one bar for waits at the same time.
            Some(last) if own.sent < last.1 || own.sent == last.0 => last.1 = last.1.max(until),
            _ => joined.push((own.sent, until)),
        }
    }
    joined.retain(|&(_, until)| until >= ladder.scale.from());
    joined
}

/// The stays at servers that reach into the drawing.
pub(super) fn visits<'a>(ladder: &Ladder<'a>) -> impl Iterator<Item = &'a Visit> {
    let from = ladder.scale.from();
    let visits = ladder.within(&ladder.run.stays.visits, |visit| visit.arrived);
    let over = |visit: &Visit| visit.left_worker().or(visit.left_queue());
    visits.iter().filter(move |visit| over(visit).is_none_or(|over| over >= from)).take(MOST_DRAWN)
}

/// Requests that a server turned away: an arrow that turns back at its line.
pub(super) fn refusals(ladder: &Ladder<'_>, canvas: &mut Canvas) {
    for visit in visits(ladder).filter(|visit| visit.refused.is_some_and(|(at, _)| at <= ladder.at)) {
        let Some((at, _)) = visit.refused else { continue };
        let Some(x) = ladder.open_x(visit.node) else { continue };
        let came_from = ladder.bands.iter().find(|band| band.message.id == visit.id);
        let forward = came_from.is_none_or(|band| band.start().0 <= x);
        let (back, out, up) = if forward { ("-13", "5", x - units(2)) } else { ("13", "-5", x + units(2)) };
        let y = ladder.y(at);
        let (x, up, y, top) = (text(x), text(up), text(y), text(y - units(7)));
        let d = format!("M{x} {top}v14M{up} {y}h{back}m{out} -4l{} 4l{out} 4", minus(out));
        canvas.about(Some(Subject::Message(visit.id)));
        canvas.path(format!("{} turned", grammar::key(visit.id)), "turned", d);
    }
    canvas.about(None);
}

fn minus(number: &str) -> String {
    number.strip_prefix('-').map_or_else(|| format!("-{number}"), str::to_owned)
}

/// Requests that wait for a worker, beside each other.
pub(super) fn queues(ladder: &Ladder<'_>, canvas: &mut Canvas) {
    for (visit, column) in queued(ladder) {
        let Some(x) = ladder.open_x(visit.node) else { continue };
        if visit.arrived <= ladder.at {
            let key = format!("{} queue", grammar::key(visit.id));
            canvas.about(Some(Subject::Message(visit.id)));
            canvas.rect(key, "wait", queue(ladder, x, (visit, column), ladder.at), units(1));
        }
    }
    canvas.about(None);
}

/// The bar of a stay in the queue, as far as it goes until `last`.
fn queue(ladder: &Ladder<'_>, x: Tenths, (visit, column): (&Visit, i64), last: Time) -> Area {
    let until = visit.left_queue().unwrap_or(ladder.run.end());
    let (top, bottom) = (ladder.y(visit.arrived), ladder.y(until.min(last)));
    let left = x + work_width(ladder, visit.node) + units(4) + (QUEUE_WIDTH + units(3)) * column;
    Area::new(left, top, QUEUE_WIDTH, bottom - top)
}

/// Stays in the queue that there is room to draw, each with its column.
fn queued<'a>(ladder: &Ladder<'a>) -> Vec<(&'a Visit, i64)> {
    let mut columns: BTreeMap<NodeId, [Time; QUEUE_COLUMNS as usize]> = BTreeMap::new();
    let mut queued = Vec::new();
    for visit in visits(ladder).filter(|visit| visit.queued) {
        let until = visit.left_queue().unwrap_or(ladder.run.end());
        let columns = columns.entry(visit.node).or_default().iter_mut().zip(0..);
        for (busy_until, column) in columns.take(queue_columns(ladder, visit.node)) {
            if *busy_until <= visit.arrived && until > visit.arrived {
                *busy_until = until;
                queued.push((visit, column));
                break;
            }
        }
    }
    queued
}

/// How many requests can be drawn beside each other before they reach what the next node waits for.
fn queue_columns(ladder: &Ladder<'_>, node: NodeId) -> usize {
    let inner = ladder.lines.has_inner() && ladder.lines.nodes.last() != Some(&node);
    let room = ladder.lines.between() - WAIT_AWAY - work_width(ladder, node) - units(4);
    let columns = if inner { (room + units(3)) / (QUEUE_WIDTH + units(3)) } else { QUEUE_COLUMNS };
    usize::try_from(columns).unwrap_or(0)
}

/// The places over the bars of each node's queue for a word, and when it begins.
pub(super) fn queue_places(ladder: &Ladder<'_>) -> Vec<(NodeId, Tenths, Time)> {
    let mut told = BTreeSet::new();
    let queued = queued(ladder).into_iter().filter(|(visit, _)| told.insert(visit.node));
    let places = queued.filter_map(|(Visit { node, arrived, .. }, _)| {
        Some((*node, ladder.open_x(*node)? + work_width(ladder, *node) + units(4), *arrived))
    });
    places.collect()
}

/// What each worker was busy with, from start to end.
pub(super) fn workers(ladder: &Ladder<'_>, canvas: &mut Canvas) {
    for visit in visits(ladder) {
        let (Some(x), Some((started, worker))) = (ladder.open_x(visit.node), visit.started) else { continue };
        let until = visit.left_worker().unwrap_or(ladder.run.end());
        let width = worker_width(ladder, visit.node);
        let Some(left) = work_left(ladder, x, visit.node, worker).filter(|_| until > started) else {
            continue;
        };
        canvas.about(Some(Subject::Message(visit.id)));
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
        if visit.finished.is_none() && visit.discarded.is_some_and(|at| at <= ladder.at) {
            let (left, y) = (text(left - units(2)), text(ladder.y(until)));
            canvas.path(format!("{key} let go"), "turned", format!("M{left} {y}h{}", text(width + units(3))));
        }
    }
    canvas.about(None);
}

/// Where the bars of a worker begin, if there is room for them.
fn work_left(ladder: &Ladder<'_>, x: Tenths, node: NodeId, worker: u16) -> Option<Tenths> {
    let width = worker_width(ladder, node);
    let left = x + width * i64::from(worker);
    (left + width <= x + WORK_WIDTH + units(9)).then_some(left)
}

/// All bars that are there up to a moment: words about something else would be read as theirs.
pub(super) fn all(ladder: &Ladder<'_>, last: Time) -> Vec<Area> {
    let mut bars = Vec::new();
    for &node in &ladder.lines.nodes {
        let Some(x) = ladder.open_x(node) else { continue };
        let waits = waiting(ladder, node).into_iter().filter(|&(since, _)| since <= last);
        bars.extend(waits.map(|(since, until)| wait(ladder, x, since, until.min(last))));
    }
    for (visit, column) in queued(ladder) {
        if let Some(x) = ladder.open_x(visit.node).filter(|_| visit.arrived <= last) {
            bars.push(queue(ladder, x, (visit, column), last));
        }
    }
    for visit in visits(ladder) {
        let (Some(x), Some((started, worker))) = (ladder.open_x(visit.node), visit.started) else { continue };
        let until = visit.left_worker().unwrap_or(ladder.run.end()).min(last);
        if let Some(left) = work_left(ladder, x, visit.node, worker).filter(|_| until > started) {
            let (top, bottom) = (ladder.y(started), ladder.y(until));
            bars.push(Area::new(left, top, worker_width(ladder, visit.node), bottom - top));
        }
    }
    bars
}

fn worker_width(ladder: &Ladder<'_>, node: NodeId) -> Tenths {
    let workers = i64::from(state::workers(ladder.run, node).max(1));
    (WORK_WIDTH / workers).clamp(WORKER_WIDTHS.0, WORKER_WIDTHS.1)
}

/// The room that a node's workers take beside its line.
pub(super) fn work_width(ladder: &Ladder<'_>, node: NodeId) -> Tenths {
    let workers = i64::from(state::workers(ladder.run, node));
    (worker_width(ladder, node) * workers).min(WORK_WIDTH)
}
