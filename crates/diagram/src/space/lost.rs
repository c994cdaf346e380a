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
    let losses = &stage.run.losses;
    let mut last: [Option<(&'a Message, Time, Duration)>; 2] = [None, None];
    for place in losses.latest(stage.link, stage.at, MOST_CROSSES) {
        let Some(message) = stage.run.messages.get(place) else { continue };
        let Fate::Lost { at, travelled, .. } = message.fate else { continue };
        cross(stage, message, travelled, canvas);
        if let Some(last) = last.get_mut(usize::from(stage.is_forward(message))) {
            *last = Some((message, at, travelled));
        }
    }
    for (message, at, travelled) in last.into_iter().flatten() {
        let (place, size) = (place(stage, message, travelled), stage.metrics.cross);
        let forward = stage.is_forward(message);
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
