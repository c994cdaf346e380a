//! A message that has just arrived, for who sees a run in steps and nothing travel: drawn at both ends of its wire, with an arrow
//! from one to the other and the time that it took.

use trace::{Duration, Message, What};

use super::Stage;
use super::message::flying;
use super::tag::Outline;
use crate::scene::Canvas;
use crate::units::{Tenths, text, units};
use crate::{Subject, grammar, words};

pub(super) fn draw(stage: &Stage<'_>, canvas: &mut Canvas) {
    if !stage.sight.in_steps {
        return;
    }
    for forward in [true, false] {
        if let Some((message, late)) = arrived(stage, forward) {
            canvas.about(Some(Subject::Message(message.id)));
            leap(stage, message, late, canvas);
        }
    }
    canvas.about(None);
}

/// What has arrived at this very moment, the last of several; and whether nobody waits for it any more.
fn arrived<'a>(stage: &Stage<'a>, forward: bool) -> Option<(&'a Message, bool)> {
    let (run, at) = (stage.run, stage.at);
    let facts = &run.trace.facts;
    let from = facts.partition_point(|fact| fact.at < at);
    let now = facts.get(from..).unwrap_or_default().iter().take_while(|fact| fact.at == at);
    let arrivals = now.filter_map(|fact| match fact.what {
        What::Arrived { message, .. } => run.message(message),
        _ => None,
    });
    let here = |own: &&Message| own.link == stage.link && stage.is_forward(own) == forward;
    let message = arrivals.filter(here).last()?;
    let first = run.messages.partition_point(|other| other.sent_at < message.sent_at);
    let place = run.messages.iter().skip(first).position(|other| other.fact == message.fact)?;
    let late_from = run.late_from.get(first + place).copied().flatten();
    Some((message, late_from.is_some_and(|from| from <= at)))
}

fn leap(stage: &Stage<'_>, message: &Message, late: bool, canvas: &mut Canvas) {
    let metrics = stage.metrics;
    let forward = stage.is_forward(message);
    let (start, end, y) = if forward {
        (metrics.near, metrics.far, stage.top + metrics.out)
    } else {
        (metrics.far, metrics.near, stage.top + metrics.back)
    };
    let back = if forward { -metrics.tag } else { metrics.tag };
    let key = grammar::key(message.id);
    let outline = |key: String, head: Tenths| Outline {
        key,
        forward,
        head,
        tail: head + back,
        y,
        half: metrics.half,
        point: metrics.point,
    };
    outline(format!("{key} left"), start).trace("ghostly", canvas);
    let (shaft, barb) = if forward { (end + back, -units(5)) } else { (end + back, units(5)) };
    let (b, y_) = (text(barb), text(y));
    let class = if message.id.part.is_outward() { "leap q" } else { "leap" };
    let d = format!("M{} {y_}H{}m{b} -4l{} 4 {b} 4", text(start), text(shaft), text(-barb));
    canvas.path(format!("{key} leap"), class, d);
    outline(format!("{key} there"), end).draw(message, late, canvas);
    // Where others fly or were lost, their names have the room.
    let flies = flying(stage, stage.run).iter().any(|own| stage.is_forward(own.message) == forward);
    let from = if forward { stage.client } else { stage.server };
    if flies || stage.run.lost(stage.link, from, stage.at).next().is_some() {
        return;
    }
    let lasting = Duration(stage.at.0.saturating_sub(message.sent_at.0));
    let took = words::took(&words::own(&stage.run.cast, &[message.id]), lasting);
    let took = canvas.choose("m", metrics.wire(), &took).to_owned();
    let beside = if forward { -metrics.half - units(5) } else { metrics.half + units(13) };
    let at = ((metrics.near + metrics.far) / 2, y + beside);
    canvas.text(format!("{key} took"), "m c", at, metrics.wire(), &took);
}
