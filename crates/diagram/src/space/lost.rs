//! The latest losses on a wire: a cross at each place, with the way it came as a broken line.

use trace::{Duration, Fate, Message, Time};

use crate::scene::{Area, Canvas};
use crate::units::{share, text};
use crate::{Subject, grammar};

use super::Stage;
use super::labels::{Label, Labels};

/// Older ones lie in the tray.
const MOST_CROSSES: usize = 3;

pub(super) fn draw<'a>(stage: &Stage<'a>, labels: &mut Labels<'a>, canvas: &mut Canvas) {
    let latest = |from| stage.run.lost(stage.link, from, stage.at).rev().take(MOST_CROSSES);
    let mut all: Vec<(Time, &'a Message, Duration)> = Vec::new();
    for message in latest(stage.client).chain(latest(stage.server)) {
        if let Fate::Lost { at, travelled, .. } = message.fate {
            all.push((at, message, travelled));
        }
    }
    all.sort_by_key(|&(at, message, _)| (at, message.fact));
    all.drain(..all.len().saturating_sub(MOST_CROSSES));
    for &(_, message, travelled) in &all {
        cross(stage, message, travelled, canvas);
    }
    for forward in [true, false] {
        let last = all.iter().rev().find(|(_, message, _)| stage.is_forward(message) == forward);
        let Some(&(at, message, travelled)) = last else { continue };
        let (place, size) = (place(stage, message, travelled), stage.metrics.cross);
        labels.add_lost(Label::lost(&stage.run.cast, message, forward, stage.run.shown(at), place, size));
    }
}

fn place(stage: &Stage<'_>, message: &Message, travelled: Duration) -> (i64, i64) {
    let metrics = stage.metrics;
    let way = share(travelled.0, message.one_way.0, metrics.wire());
    if stage.is_forward(message) {
        (metrics.near + way, stage.top + metrics.out)
    } else {
        (metrics.far - way, stage.top + metrics.back)
    }
}

fn cross(stage: &Stage<'_>, message: &Message, travelled: Duration, canvas: &mut Canvas) {
    let metrics = stage.metrics;
    let (x, y) = place(stage, message, travelled);
    let from = if stage.is_forward(message) { metrics.near } else { metrics.far };
    let class = if message.id.part.is_outward() { "ghost q" } else { "ghost" };
    let (size, key) = (metrics.cross, grammar::key(message.id));
    canvas.about(Some(Subject::Message(message.id)));
    canvas.path(format!("{key} way"), class, format!("M{} {}H{}", text(from), text(y), text(x)));
    let (left, top, right, bottom) = (text(x - size), text(y - size), text(x + size), text(y + size));
    let d = format!("M{left} {top}L{right} {bottom}M{right} {top}L{left} {bottom}");
    canvas.path(format!("{key} cross"), "x", d);
    canvas.target(format!("{key} cross target"), Area::new(x - size, y - size, 2 * size, 2 * size));
    canvas.about(None);
}
