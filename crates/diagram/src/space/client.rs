//! The asking party: a circle that says what it is doing, and the arc of its patience.

use trace::Time;

use crate::scene::Canvas;
use crate::state::Client;
use crate::units::{share, units};
use crate::words;

use super::Stage;

pub(super) fn draw(stage: &Stage<'_>, canvas: &mut Canvas) {
    let metrics = stage.metrics;
    let client = Client::of(stage.run, stage.client, stage.at);
    let (x, y) = (metrics.client.0, stage.top + metrics.client.1);
    let name = stage.run.name(stage.client);
    canvas.text(stage.key("client name"), "b c", (x, stage.top + metrics.heading), metrics.client_room, name);
    timer(stage, &client, canvas);
    canvas.circle(stage.key("client"), "node", (x, y), metrics.circle);
    let (doing, amount) = doing(stage, &client);
    // The circle is narrower where the words stand than in its middle.
    let room = metrics.circle * 2 - units(8);
    if amount.is_empty() {
        canvas.text(stage.key("doing"), "m c", (x, y + 45), room, &doing);
    } else {
        canvas.text(stage.key("doing"), "m c", (x, y - units(4)), room, &doing);
        let class = if canvas.width_of("b c", &amount) <= room { "b c" } else { "m c" };
        canvas.text(stage.key("amount"), class, (x, y + metrics.leading - units(3)), room, &amount);
    }
    let mut line = stage.top + metrics.client.1 + metrics.arc + metrics.leading + units(3);
    for (ways, count) in notes(stage, &client).iter().zip(0..3) {
        let words = canvas.choose("m c", metrics.client_room, ways);
        canvas.text(stage.key(&format!("note{count}")), "m c", (x, line), metrics.client_room, words);
        line += metrics.leading;
    }
}

/// An arc that shrinks to nothing when the client's patience ends.
fn timer(stage: &Stage<'_>, client: &Client<'_>, canvas: &mut Canvas) {
    let metrics = stage.metrics;
    let next = client.waiting.iter().filter_map(|own| own.until.map(|until| (own.sent, until)));
    let Some((sent, until)) = next.min_by_key(|&(_, until)| until) else { return };
    let place = (metrics.client.0, stage.top + metrics.client.1);
    canvas.circle(stage.key("patience"), "spent", place, metrics.arc);
    let left = share(until.since(stage.at).0, until.since(sent).0.max(1), 1000);
    canvas.arc(stage.key("timer"), "timer", place, metrics.arc, left);
}

/// A word for what the client is doing, and since when or how it ended.
fn doing(stage: &Stage<'_>, client: &Client<'_>) -> (String, String) {
    let lasted = |since: Time, until: Time| stage.run.shown(until).since(stage.run.shown(since)).to_string();
    if let Some(first) = client.waiting.first() {
        return (words::waiting(first.id.attempt), lasted(first.sent, stage.at));
    }
    let Some(wanted) = client.first else { return (words::READY.to_owned(), String::new()) };
    match client.done_at {
        None => (words::PAUSING.to_owned(), String::new()),
        Some(done) => (words::ended(client), lasted(wanted.wanted, done)),
    }
}

/// What stands under the client, line by line, each in a longer and perhaps a shorter form.
fn notes(stage: &Stage<'_>, client: &Client<'_>) -> Vec<Vec<String>> {
    let mut notes = Vec::new();
    if let Some(until) = client.waiting.iter().filter_map(|own| own.until).min() {
        notes.extend([vec![words::GIVES_UP.to_owned()], vec![words::at(stage.run.shown(until))]]);
    }
    if client.total > 1 {
        notes.push(words::answers(client.answered, client.total).to_vec());
    }
    if client.given_up + client.refused + client.failed > 0 && client.total > 1 {
        notes.push(vec![words::failures(client)]);
    }
    let in_line = stage.run.in_line(stage.at);
    let held = in_line.filter(|message| message.link == stage.link && stage.is_forward(message)).count();
    if held > 0 {
        notes.insert(0, words::in_line(held).to_vec());
    }
    notes
}
