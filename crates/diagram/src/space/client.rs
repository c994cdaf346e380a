//! The asking party: a circle that says what it is doing, and the arc of its patience. A server that asks another one
//! is a square.

use trace::{Duration, Time};

use crate::scene::{Area, Canvas};
use crate::state::Client;
use crate::units::{share, units};
use crate::waits::{Wait, WaitKind};
use crate::words;

use super::plan::Left;
use super::{Stage, server};

/// Lines under the client.
const MOST_NOTES: usize = 3;

/// What an asker waits for.
struct Asker<'a> {
    client: Client<'a>,
    waits: Vec<&'a Wait>,
}

pub(super) fn draw(stage: &Stage<'_>, canvas: &mut Canvas) {
    let client = Client::of(stage.run, stage.client, stage.at);
    let waits = stage.run.waits.of(stage.client, stage.at).collect();
    let asker = Asker { client, waits };
    match stage.left {
        Left::Above => {}
        Left::Station => under_a_station(stage, &asker, canvas),
        Left::Circle | Left::Square => whole(stage, &asker, canvas),
    }
}

fn whole(stage: &Stage<'_>, asker: &Asker<'_>, canvas: &mut Canvas) {
    let metrics = stage.metrics;
    let (x, y) = (metrics.client.0, stage.top + metrics.client.1);
    title(stage, canvas);
    let around = metrics.around_client();
    let around = Area { y: around.y + stage.top, ..around };
    canvas.target(stage.key("client target"), around);
    if stage.left == Left::Square {
        let line = stage.top + metrics.heading + metrics.leading;
        canvas.text(stage.key("asks"), "m c", (x, line), metrics.client_room, words::ASKS);
        let health = stage.run.conditions.health(stage.client, stage.at);
        canvas.rect(stage.key("client"), server::outline(&health, stage.at), around, metrics.corner / 2);
        let below = Area { y: around.y + around.height + units(4), height: units(3), ..around };
        bar(stage, asker, below, canvas);
    } else {
        timers(stage, asker, canvas);
        canvas.circle(stage.key("client"), "node", (x, y), metrics.circle);
    }
    let (doing, amount) = doing(stage, asker);
    // The circle is narrower where the words stand than in its middle.
    let room = metrics.circle * 2 - units(8);
    if let Some(amount) = amount {
        canvas.text(stage.key("doing"), "m c", (x, y - units(4)), room, &doing);
        let ways = [amount.to_string(), words::in_seconds(amount)];
        let class = if canvas.width_of("b c", &ways[0]) <= room { "b c" } else { "m c" };
        let amount = canvas.choose(class, room, &ways);
        canvas.text(stage.key("amount"), class, (x, y + metrics.leading - units(3)), room, amount);
    } else {
        canvas.text(stage.key("doing"), "m c", (x, y + 45), room, &doing);
    }
    let mut line = stage.top + metrics.client.1 + metrics.outer + metrics.leading - units(2);
    for (ways, count) in notes(stage, asker).iter().zip(0..MOST_NOTES) {
        let words = canvas.choose("m c", metrics.client_room, ways);
        canvas.text(stage.key(&format!("note{count}")), "m c", (x, line), metrics.client_room, words);
        line += metrics.leading;
    }
}

/// The name above the client; a long one begins at the edge and has the room above the wire, too.
pub(super) fn title(stage: &Stage<'_>, canvas: &mut Canvas) {
    let metrics = stage.metrics;
    let (name, y) = (stage.run.name(stage.client), stage.top + metrics.heading);
    if canvas.width_of("b c", name) <= metrics.client_room {
        canvas.text(stage.key("client name"), "b c", (metrics.client.0, y), metrics.client_room, name);
    } else {
        let room = metrics.server.x - units(10);
        canvas.text(stage.key("client name"), "b", (units(2), y), room, name);
    }
}

/// The middle node of a chain stands there already; what it waits for as an asker is said below.
fn under_a_station(stage: &Stage<'_>, asker: &Asker<'_>, canvas: &mut Canvas) {
    let metrics = stage.metrics;
    let (x, y) = (metrics.client.0, stage.top + metrics.client.1);
    let room = metrics.client_room;
    bar(stage, asker, Area::new(x - room / 2, y, room, units(3)), canvas);
    let ways = match (asker.client.waiting.len(), asker.waits.is_empty()) {
        (0, true) => return,
        (0, false) => {
            let (doing, amount) = doing(stage, asker);
            amount.map(|amount| format!("{doing} {amount}")).into_iter().chain([doing]).collect()
        }
        (count, _) => words::waits_for(count).to_vec(),
    };
    let words = canvas.choose("m c", metrics.client_room, &ways);
    canvas.text(stage.key("doing"), "m c", (x, y + units(14)), metrics.client_room, words);
}

/// What an arc is round a circle: a bar that shrinks.
fn bar(stage: &Stage<'_>, asker: &Asker<'_>, area: Area, canvas: &mut Canvas) {
    let Some((from, until)) = patience(asker) else { return };
    let width = share(until.since(stage.at).0, until.since(from).0.max(1), area.width);
    canvas.rect(stage.key("patience"), "allowed", area, 0);
    canvas.rect(stage.key("timer"), "remains", Area { width, ..area }, 0);
}

/// From when to when it waits for the try that it gives up first.
fn patience(asker: &Asker<'_>) -> Option<(Time, Time)> {
    let next = asker.client.waiting.iter().filter_map(|own| own.until.map(|until| (own.sent, until)));
    next.min_by_key(|&(_, until)| until)
}

/// Arcs that shrink to nothing: of its patience, or of the pause before it asks again, and of its deadline outside.
fn timers(stage: &Stage<'_>, asker: &Asker<'_>, canvas: &mut Canvas) {
    let metrics = stage.metrics;
    let place = (metrics.client.0, stage.top + metrics.client.1);
    let left = |from: Time, until: Time| share(until.since(stage.at).0, until.since(from).0.max(1), 1000);
    if let Some((from, until)) = patience(asker) {
        canvas.circle(stage.key("patience"), "spent", place, metrics.arc);
        canvas.arc(stage.key("timer"), "timer", place, metrics.arc, left(from, until));
    } else if let Some((from, until)) = first(asker, WaitKind::Backoff) {
        canvas.dots(stage.key("pause"), "timer", place, metrics.arc, left(from, until));
    }
    if let Some((from, until)) = first(asker, WaitKind::Deadline) {
        canvas.arc(stage.key("deadline"), "deadline", place, metrics.outer, left(from, until));
    }
}

/// Of the waits of one kind, the one that ends first.
fn first(asker: &Asker<'_>, kind: WaitKind) -> Option<(Time, Time)> {
    let own = asker.waits.iter().filter(|wait| wait.kind == kind);
    own.filter_map(|wait| wait.until.map(|until| (wait.from, until))).min_by_key(|&(_, until)| until)
}

/// A word for what the client is doing or how it ended, and how long that has lasted.
fn doing(stage: &Stage<'_>, asker: &Asker<'_>) -> (String, Option<Duration>) {
    let client = &asker.client;
    if stage.run.conditions.health(stage.client, stage.at).down.is_some() {
        return (words::IS_DOWN.to_owned(), None);
    }
    let lasted = |since: Time, until: Time| stage.shown(until).since(stage.shown(since));
    let waits = |kind| asker.waits.iter().find(|wait| wait.kind == kind);
    if let Some(wait) = waits(WaitKind::Lookup) {
        return (words::LOOKING_UP.to_owned(), Some(lasted(wait.from, stage.at)));
    }
    if let Some(first) = client.waiting.first() {
        return (words::waiting(first.id.attempt), Some(lasted(first.sent, stage.at)));
    }
    if let Some(wait) = waits(WaitKind::Blocked) {
        return (words::BLOCKED.to_owned(), Some(lasted(wait.from, stage.at)));
    }
    let Some(wanted) = client.first else { return (words::READY.to_owned(), None) };
    match client.done_at {
        None => (words::PAUSING.to_owned(), None),
        Some(done) => (words::ended(client), Some(lasted(wanted.wanted, done))),
    }
}

/// What stands under the client, line by line, each in a longer and perhaps a shorter form. The most urgent comes first.
fn notes(stage: &Stage<'_>, asker: &Asker<'_>) -> Vec<Vec<String>> {
    let Asker { client, waits } = asker;
    let mut notes = Vec::new();
    let breaker = stage.run.conditions.breaker(stage.client, stage.server, stage.at);
    notes.extend(words::breaker(breaker).map(|ways| ways.to_vec()));
    let blocked = waits.iter().filter(|wait| wait.kind == WaitKind::Blocked).count();
    if blocked > 0 {
        notes.push(words::blocked(blocked).to_vec());
    }
    let in_line = stage.run.in_line(stage.at);
    let held = in_line.filter(|message| message.link == stage.link && stage.is_forward(message)).count();
    // That is the network's affair, not what an asker can see.
    let held = if stage.is_own() { 0 } else { held };
    if held > 0 {
        notes.push(words::in_line(held).to_vec());
    }
    if let Some((_, until)) = patience(asker) {
        notes.extend([vec![words::GIVES_UP.to_owned()], vec![words::at(stage.shown(until))]]);
    } else if let Some((_, until)) = first(asker, WaitKind::Backoff) {
        notes.extend([vec![words::ASKS_AGAIN.to_owned()], vec![words::at(stage.shown(until))]]);
    }
    let deadline = first(asker, WaitKind::Deadline).map(|(_, until)| until);
    if let Some(until) = deadline.filter(|&until| patience(asker).is_none_or(|(_, own)| own != until)) {
        notes.push(words::deadline(stage.shown(until)).to_vec());
    }
    let heard = stage.run.conditions.health(stage.client, stage.at).delivered;
    if heard > 0 {
        notes.push(words::heard(heard).to_vec());
    }
    // How many it will want in the end is no part of what it knows.
    let total = if stage.is_own() { client.wanted } else { client.total };
    if total > 1 {
        notes.push(words::answers(client.answered, total).to_vec());
    }
    if client.given_up + client.refused + client.failed > 0 && total > 1 {
        notes.push(vec![words::failures(client)]);
    }
    notes
}
