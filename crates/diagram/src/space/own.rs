//! What one node can know: its own state, what it has sent, what has arrived at it. All else is out of sight.
//!
//! Drawn from facts at that node alone, up to the moment: two runs that are the same for the node look the same.

use trace::{FactId, MessageId, NodeId, Part, Time, What};

use crate::scene::{Area, Canvas};
use crate::state::Client;
use crate::units::{Tenths, units};
use crate::{Subject, grammar, words};

use super::plan::Left;
use super::tag::Outline;
use super::{Stage, client, server, wire};

pub(super) fn draw(stage: &Stage<'_>, node: NodeId, canvas: &mut Canvas) {
    wire::plain(stage, canvas);
    cloud(stage, canvas);
    canvas.about(Some(Subject::Node(stage.client)));
    if node == stage.client {
        client::draw(stage, canvas);
    } else {
        unknown_client(stage, canvas);
    }
    canvas.about(Some(Subject::Node(stage.server)));
    if node == stage.server {
        server::draw(stage, canvas);
    } else {
        unknown_server(stage, canvas);
    }
    if node == stage.client {
        asked(stage, canvas);
        arrived(stage, node, stage.server, canvas);
    } else if node == stage.server {
        answered(stage, canvas);
        arrived(stage, node, stage.client, canvas);
    }
}

/// The network, as seen from its edge.
fn cloud(stage: &Stage<'_>, canvas: &mut Canvas) {
    let metrics = stage.metrics;
    let margin = metrics.tag + units(3);
    let (left, right) = (metrics.near + margin, metrics.far - margin);
    let (top, bottom) = (stage.top + metrics.out - units(12), stage.top + metrics.back + units(12));
    let area = Area::new(left, top, right - left, bottom - top);
    canvas.rect(stage.key("cloud"), "cloud", area, units(16));
    let (middle, room) = ((left + right) / 2, right - left - units(6));
    let y = (top + bottom) / 2;
    canvas.text(stage.key("unseen"), "b c", (middle, y), room, words::UNKNOWN);
    let ways = words::out_of_sight();
    let words = canvas.choose("m c", room, &ways);
    // Where there is no room for a word, the mark must do.
    if canvas.width_of("m c", words) <= room {
        canvas.text(stage.key("unseen words"), "m c", (middle, y + metrics.leading), room, words);
    }
}

fn unknown_client(stage: &Stage<'_>, canvas: &mut Canvas) {
    let metrics = stage.metrics;
    let (x, y) = (metrics.client.0, stage.top + metrics.client.1);
    match stage.left {
        Left::Above | Left::Station => return,
        Left::Circle => canvas.circle(stage.key("client"), "node unknown", (x, y), metrics.circle),
        Left::Square => {
            let around = metrics.around_client();
            let around = Area { y: around.y + stage.top, ..around };
            canvas.rect(stage.key("client"), "node unknown", around, metrics.corner / 2);
        }
    }
    let around = metrics.around_client();
    canvas.target(stage.key("client target"), Area { y: around.y + stage.top, ..around });
    client::title(stage, canvas);
    canvas.text(stage.key("doing"), "b c", (x, y + 45), metrics.circle, words::UNKNOWN);
}

fn unknown_server(stage: &Stage<'_>, canvas: &mut Canvas) {
    if stage.rows == 0 {
        return;
    }
    let metrics = stage.metrics;
    let area = server::area(stage);
    let middle = area.x + area.width / 2;
    let name = stage.run.name(stage.server);
    canvas.text(stage.key("server name"), "b c", (middle, stage.top + metrics.heading), area.width, name);
    canvas.rect(stage.key("server"), "node unknown", area, metrics.corner);
    canvas.target(stage.key("server target"), area);
    let y = stage.top + (metrics.out + metrics.back) / 2 + 45;
    canvas.text(stage.key("unknown"), "b c", (middle, y), area.width, words::UNKNOWN);
}

/// What the asker has sent and has no answer to.
fn asked(stage: &Stage<'_>, canvas: &mut Canvas) {
    let client = Client::of(stage.run, stage.client, stage.at);
    let here = |sent: Time, id: MessageId| {
        let from = stage.run.messages.partition_point(|message| message.sent_at < sent);
        let together = stage.run.messages.iter().skip(from).take_while(|message| message.sent_at == sent);
        let own = |id: MessageId| (id.request, id.attempt);
        together.filter(|message| message.from == stage.client).find(|message| own(message.id) == own(id))
    };
    let sent = client
        .waiting
        .iter()
        .filter(|own| here(own.sent, own.id).is_some_and(|message| message.link == stage.link));
    let ids: Vec<MessageId> = sent.map(|own| own.id).collect();
    let Some(&first) = ids.first() else { return };
    let metrics = stage.metrics;
    let (tail, y) = (metrics.near, stage.top + metrics.out);
    canvas.about(Some(Subject::Message(first)));
    outline(stage, "sent", (tail + metrics.tag, tail), y).trace("ghost q", canvas);
    canvas.target(stage.key("sent target"), Area::new(tail, y, metrics.tag, 0));
    let numbers = grammar::numbers(&stage.run.cast, &ids);
    beside(stage, "sent", (true, true), ("tr", numbers), &words::sent(ids.len()), canvas);
}

/// The last thing that the answerer has sent back. Nobody will tell it whether that has arrived.
fn answered(stage: &Stage<'_>, canvas: &mut Canvas) {
    let until = stage.run.messages.partition_point(|message| message.sent_at <= stage.at);
    let last = stage.run.messages.iter().take(until).rev().find(|message| {
        let copied = matches!(fact(stage, message.fact), Some(What::Copied { .. }));
        message.from == stage.server && message.link == stage.link && !copied
    });
    let Some(last) = last else { return };
    let metrics = stage.metrics;
    let (tail, y) = (metrics.far, stage.top + metrics.back);
    canvas.about(Some(Subject::Message(last.id)));
    let class = if last.id.part.is_outward() { "ghost q" } else { "ghost" };
    outline(stage, "sent", (tail - metrics.tag, tail), y).trace(class, canvas);
    canvas.target(stage.key("sent target"), Area::new(tail - metrics.tag, y, metrics.tag, 0));
    let number = grammar::number(last.id);
    beside(stage, "sent", (false, false), ("tp", number), &words::answered(), canvas);
}

/// The last thing that has arrived from the other end.
fn arrived(stage: &Stage<'_>, node: NodeId, other: NodeId, canvas: &mut Canvas) {
    let until = stage.run.trace.facts_until(stage.at);
    let mut facts = stage.run.trace.facts.iter().take(until).rev().filter(|fact| fact.node == node);
    let last = facts.find_map(|fact| match fact.what {
        What::Arrived { message, from } if from == other => Some((fact.at, message)),
        _ => None,
    });
    let Some((at, id)) = last else { return };
    let metrics = stage.metrics;
    let at_client = node == stage.client;
    let (ends, y) = if at_client {
        ((metrics.near, metrics.near + metrics.tag), stage.top + metrics.back)
    } else {
        ((metrics.far, metrics.far - metrics.tag), stage.top + metrics.out)
    };
    canvas.about(Some(Subject::Message(id)));
    let outward = id.part.is_outward();
    outline(stage, "came", ends, y).trace(if outward { "req" } else { "rep" }, canvas);
    canvas.target(stage.key("came target"), Area::new(ends.0.min(ends.1), y, metrics.tag, 0));
    let class = if outward { "tr" } else { "tp" };
    let named = if matches!(id.part, Part::Request | Part::Reply) {
        grammar::number(id)
    } else {
        words::named(&stage.run.cast, id.part, &[id])
    };
    beside(stage, "came", (at_client, !at_client), (class, named), &words::came(stage.shown(at)), canvas);
}

fn fact<'a>(stage: &Stage<'a>, id: FactId) -> Option<&'a What> {
    let place = usize::try_from(id.0).ok()?;
    stage.run.trace.facts.get(place).map(|fact| &fact.what)
}

fn outline(stage: &Stage<'_>, name: &str, (head, tail): (Tenths, Tenths), y: Tenths) -> Outline {
    let metrics = stage.metrics;
    let (half, point) = (metrics.half, metrics.point);
    Outline { key: stage.key(name), forward: head > tail, head, tail, y, half, point }
}

/// Words beside a tag at one end of the wire: above the outward lane, below the return lane.
fn beside(
    stage: &Stage<'_>,
    name: &str,
    (near, out): (bool, bool),
    (class, numbers): (&'static str, String),
    ways: &[String],
    canvas: &mut Canvas,
) {
    let metrics = stage.metrics;
    let room = metrics.wire() + metrics.tag;
    let (upper, lower) = if out {
        let edge = stage.top + metrics.out - metrics.half - units(6);
        (edge - metrics.leading, edge)
    } else {
        let edge = stage.top + metrics.back + metrics.half + units(16);
        (edge, edge + metrics.leading)
    };
    let words = canvas.choose("m", room, ways).to_owned();
    let (x, anchored, plain) = if near {
        (metrics.near, if class == "tr" { "tr" } else { "tp" }, "m")
    } else {
        (metrics.far, if class == "tr" { "tr e" } else { "tp e" }, "m e")
    };
    canvas.text(stage.key(&format!("{name} number")), anchored, (x, upper), room, &numbers);
    canvas.text(stage.key(&format!("{name} words")), plain, (x, lower), room, &words);
}
