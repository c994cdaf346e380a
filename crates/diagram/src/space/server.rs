//! The answering party: a rounded square with a queue of places and workers whose bars drain. What is wrong with it
//! changes its outline, and stands in words on its edge.

use trace::{Role, Time};

use crate::condition::Health;
use crate::scene::{Area, Canvas};
use crate::state::Server;
use crate::units::{Tenths, share, units};
use crate::visits::Visit;
use crate::{Subject, grammar, words};

use super::{Stage, tray};

/// So many places and workers are drawn one by one; more are said in words beside one bar.
const MOST_SLOTS: u32 = 5;
const MOST_WORKERS: u16 = 8;
const WORKERS_A_ROW: i64 = 4;

/// A worker drawn lower than this has a thin bar, so that its number does not stand on it.
const LOW: Tenths = units(20);

/// The server's box, as tall as the rows that end at it.
pub(super) fn area(stage: &Stage<'_>) -> Area {
    let area = lower(stage.metrics.server, stage.top);
    Area { height: area.height + stage.metrics.height * (stage.rows - 1), ..area }
}

pub(super) fn draw(stage: &Stage<'_>, canvas: &mut Canvas) {
    if stage.rows == 0 {
        return;
    }
    let metrics = stage.metrics;
    let area = area(stage);
    let middle = area.x + area.width / 2;
    let name = stage.run.name(stage.server);
    canvas.text(stage.key("server name"), "b c", (middle, stage.top + metrics.heading), area.width, name);
    let health = stage.run.conditions.health(stage.server, stage.at);
    canvas.rect(stage.key("server"), outline(&health, stage.at), area, metrics.corner);
    canvas.target(stage.key("server target"), area);
    if let Some(down) = health.down {
        let y = stage.top + metrics.out + units(10);
        canvas.text(stage.key("down"), "lost b c", (middle, y), area.width, words::IS_DOWN);
        let silent = words::down(down).filter(|_| !stage.is_own()).unwrap_or_default();
        canvas.text(stage.key("silent"), "m c", (middle, y + metrics.leading), area.width, silent);
        tray::of_server(stage, canvas);
        return;
    }
    inside(stage, &health, canvas);
    let paused = health.paused_until.filter(|&until| until > stage.at);
    let paused = paused.map(|until| stage.shown(until).since(stage.shown(stage.at)));
    if let Some(ways) = words::ailment(&health, paused) {
        badge(stage, &ways, canvas);
    }
}

/// The outline of a server that does what it should.
const WORKS: &str = "node";

/// The outline of a server says whether it works: whole, broken, or only dots.
pub(super) fn outline(health: &Health, at: Time) -> &'static str {
    match (health.down, health.stands_still(at)) {
        (Some(_), _) => "node down",
        (None, true) => "node still",
        (None, false) => WORKS,
    }
}

/// What is wrong with it, on the upper edge of its box.
fn badge(stage: &Stage<'_>, ways: &[String], canvas: &mut Canvas) {
    let area = area(stage);
    let (middle, room) = (area.x + area.width / 2, area.width - units(14));
    let words = canvas.choose("lost b c", room, ways).to_owned();
    let width = (canvas.width_of("lost b c", &words) + units(8)).min(area.width);
    let tab = Area::new(middle - width / 2, area.y - units(8), width, units(17));
    canvas.rect(stage.key("badge"), "badge", tab, units(4));
    canvas.text(stage.key("ailment"), "lost b c", (middle, area.y + units(5)), room, &words);
}

fn inside(stage: &Stage<'_>, health: &Health, canvas: &mut Canvas) {
    let Some(&Role::Server { workers, queue_capacity }) =
        stage.run.trace.nodes.get(usize::from(stage.server.0)).map(|node| &node.role)
    else {
        return;
    };
    let server = Server::of(stage.run, stage.server, stage.at);
    queue(stage, &server, queue_capacity, canvas);
    work(stage, &server, workers, canvas);
    canvas.about(Some(Subject::Node(stage.server)));
    done(stage, &server, health, canvas);
    tray::of_server(stage, canvas);
}

/// How many requests the server has dealt with, and how many it has turned away.
fn done(stage: &Stage<'_>, server: &Server<'_>, health: &Health, canvas: &mut Canvas) {
    let metrics = stage.metrics;
    let ((left, right), done_line) = (metrics.inner, stage.top + metrics.done_words);
    let room = right - left;
    if health.published > 0 {
        let words = words::published(health.published);
        canvas.text(stage.key("published"), "m", (left, done_line), room, &words);
    } else if !server.finished.is_empty() {
        canvas.text(stage.key("done"), "m", (left, done_line), room, &words::done(server.finished.len()));
    }
    if server.refused > 0 {
        let refused_line = stage.top + metrics.refused_words;
        let (class, x) = if refused_line == done_line { ("m e", right) } else { ("m", left) };
        canvas.text(stage.key("refused"), class, (x, refused_line), room, &words::refused(server.refused));
    }
}

fn queue(stage: &Stage<'_>, server: &Server<'_>, capacity: Option<u32>, canvas: &mut Canvas) {
    let metrics = stage.metrics;
    let (left, right) = metrics.inner;
    let ways = words::queue(server.queue.len(), capacity);
    let words = canvas.choose("m", right - left, &ways);
    canvas.text(stage.key("queue"), "m", (left, stage.top + metrics.queue_words), right - left, words);
    let slot = lower(metrics.slot, stage.top);
    let pitch = metrics.slot_pitch;
    let fits = (right - left + pitch - slot.width) / pitch;
    let one_by_one = capacity.filter(|&places| places <= MOST_SLOTS && i64::from(places) <= fits);
    let waiting = i64::try_from(server.queue.len()).unwrap_or(i64::MAX);
    let places = one_by_one.map_or_else(
        || {
            // How many more there are needs room as well, and takes it from the last of those that are drawn.
            let room = |places: i64| right - slot.x - pitch * (places - 1);
            let told = |places: i64| canvas.width_of("m", &words::and_more(waiting - places + 1));
            (1..=fits).rev().find(|&places| waiting <= places || told(places) <= room(places)).unwrap_or(1)
        },
        i64::from,
    );
    if one_by_one.is_none() {
        // One open place for all: there are more than can be drawn, or there is no last one.
        canvas.rect(stage.key("slots"), "slot", Area { width: right - left, ..slot }, units(4));
    }
    for place in 0..places {
        let area = Area { x: slot.x + pitch * place, ..slot };
        let visit = usize::try_from(place).ok().and_then(|place| server.queue.get(place));
        let rest = waiting - place;
        if one_by_one.is_some() {
            canvas.rect(stage.key(&format!("slot{place}")), "slot", area, units(4));
        }
        if place + 1 == places && rest > 1 {
            let words = words::and_more(rest);
            let at = (area.x, area.y + area.height / 2 + 45);
            canvas.text(stage.key("rest"), "m", at, right - area.x, &words);
        } else if let Some(visit) = visit {
            held(stage, place, visit, area, canvas);
        }
    }
}

/// A place that is taken, with the number of what is in it.
fn held(stage: &Stage<'_>, place: i64, visit: &Visit, area: Area, canvas: &mut Canvas) {
    let inset = units(2);
    let inner = Area::new(area.x + inset, area.y + inset, area.width - 2 * inset, area.height - 2 * inset);
    canvas.about(Some(Subject::Message(visit.id)));
    canvas.target(stage.key(&format!("held{place} target")), area);
    canvas.rect(stage.key(&format!("held{place}")), "held", inner, units(3));
    let number = visit.id.request.0.to_string();
    let at = (area.x + area.width / 2, area.y + area.height / 2 + 43);
    if canvas.width_of("onreq", &number) <= area.width {
        canvas.text(stage.key(&format!("held{place} number")), "onreq c", at, area.width, &number);
    }
    canvas.about(Some(Subject::Node(stage.server)));
}

fn work(stage: &Stage<'_>, server: &Server<'_>, workers: u16, canvas: &mut Canvas) {
    let metrics = stage.metrics;
    let (left, right) = metrics.inner;
    let busy = server.working.len();
    let ways = words::workers(busy, workers);
    let words = canvas.choose("m", right - left, &ways);
    canvas.text(stage.key("workers"), "m", (left, stage.top + metrics.worker_words), right - left, words);
    let all = lower(metrics.workers, stage.top);
    if workers == 0 {
        return;
    }
    if workers > MOST_WORKERS {
        canvas.rect(stage.key("crew"), "part", all, units(6));
        let share = share(u64::try_from(busy).unwrap_or(0), u64::from(workers), all.width - units(6));
        let bar = Area::new(all.x + units(3), all.y + all.height - units(9), share, units(6));
        canvas.rect(stage.key("crew busy"), "work", bar, units(1));
        return;
    }
    let count = i64::from(workers);
    let rows = (count + WORKERS_A_ROW - 1) / WORKERS_A_ROW;
    let columns = (count + rows - 1) / rows;
    let gap = units(5);
    let width = (all.width - gap * (columns - 1)) / columns;
    let height = (all.height - gap * (rows - 1)) / rows;
    for (worker, place) in (0..workers).zip(0..) {
        let x = all.x + (width + gap) * (place % columns);
        let y = all.y + (height + gap) * (place / columns);
        let own = |visit: &&&Visit| visit.started.is_some_and(|(_, own)| own == worker);
        let visit = server.working.iter().find(own).copied();
        bench(stage, worker, visit, Area::new(x, y, width, height), canvas);
    }
}

/// One worker: a bar that drains while it is busy.
fn bench(stage: &Stage<'_>, worker: u16, visit: Option<&Visit>, area: Area, canvas: &mut Canvas) {
    canvas.about(Some(visit.map_or(Subject::Node(stage.server), |visit| Subject::Message(visit.id))));
    canvas.rect(stage.key(&format!("worker{worker}")), "part", area, units(6));
    if visit.is_some() {
        canvas.target(stage.key(&format!("worker{worker} target")), area);
    }
    let middle = area.x + area.width / 2;
    let room = area.width - units(4);
    let Some(visit) = visit else {
        if area.width >= units(50) {
            let at = (middle, area.y + area.height / 2 + 48);
            canvas.text(stage.key(&format!("worker{worker} does")), "c", at, room, words::IDLE);
        }
        return;
    };
    let started = visit.started.map_or(visit.arrived, |(started, _)| started);
    let (bar_height, below) = if area.height < LOW { (units(2), units(1)) } else { (units(7), units(3)) };
    let whole = area.width - units(6);
    let left = if stage.is_own() {
        Some(whole)
    } else {
        end(stage, visit)
            .map(|finished| share(finished.since(stage.at).0, finished.since(started).0.max(1), whole))
    };
    if let Some(left) = left {
        let bar = Area::new(area.x + units(3), area.y + area.height - bar_height - below, left, bar_height);
        canvas.rect(stage.key(&format!("worker{worker} bar")), "work", bar, units(1));
    }
    let words = task(stage, visit, room, canvas);
    let at = (middle, area.y + (area.height - bar_height) / 2 + 40);
    canvas.text(stage.key(&format!("worker{worker} does")), "b c", at, room, &words);
}

/// When a worker will be done: only who sees the whole run knows that, and while nothing moves on it is no time left.
fn end(stage: &Stage<'_>, visit: &Visit) -> Option<Time> {
    let health = stage.run.conditions.health(stage.server, stage.at);
    visit.finished.filter(|_| !stage.is_own() && outline(&health, stage.at) == WORKS)
}

/// As much of what a worker is busy with as fits: number and time left, or the number, or nothing.
fn task(stage: &Stage<'_>, visit: &Visit, room: Tenths, canvas: &Canvas) -> String {
    let shown = |at: Time| stage.run.shown(at);
    let full =
        end(stage, visit).map(|finished| words::time_left(visit.id, shown(finished).since(shown(stage.at))));
    let short =
        [grammar::number(visit.id), format!("#{}", visit.id.request.0), visit.id.request.0.to_string()];
    let fits = |words: &String| canvas.width_of("b c", words) <= room;
    full.into_iter().chain(short).find(fits).unwrap_or_default()
}

fn lower(area: Area, by: Tenths) -> Area {
    Area { y: area.y + by, ..area }
}
