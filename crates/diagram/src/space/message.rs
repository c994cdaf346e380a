//! Messages on the wire: tags with a head and a tail, and the places where some were lost.

use trace::{Duration, Fate, Message};

use crate::Subject;
use crate::grammar;
use crate::scene::Canvas;
use crate::state::travelled;
use crate::units::{Tenths, share, text, units};

use crate::under_way::Flying;

use super::Stage;
use super::labels::{Label, Labels};

/// From the middle of the gap between two that fly side by side to the shape of either.
const GAP: Tenths = units(2);

/// Messages that are drawn one by one on one connection. The words say how many there are.
const MOST_DRAWN: usize = 40;

pub(super) fn draw(stage: &Stage<'_>, canvas: &mut Canvas) {
    let mut labels = Labels::default();
    lost(stage, true, &mut labels, canvas);
    lost(stage, false, &mut labels, canvas);
    let mut drawn = 0;
    let flying = stage.run.flying(stage.at).filter(|flying| flying.message.link == stage.link);
    for Flying { message, place, late } in flying {
        let flight = Flight::new(stage, message, place.row, place.rows);
        let shown = place.drawn() && drawn < MOST_DRAWN;
        if shown {
            drawn += 1;
            canvas.about(Some(Subject::Message(message.id)));
            flight.tag(message, late, canvas);
        }
        labels.add(Label::of(stage, message, late, shown, &flight));
    }
    canvas.about(None);
    labels.draw(stage, canvas);
}

/// Where a message is.
pub(super) struct Flight {
    /// Whether it flies from left to right.
    pub(super) forward: bool,
    /// The middle of the tag along the wire.
    pub(super) middle: Tenths,
    /// The edge of all that fly beside it, away from the other lane.
    pub(super) edge: Tenths,
    head: Tenths,
    tail: Tenths,
    y: Tenths,
    half: Tenths,
    point: Tenths,
    key: String,
}

impl Flight {
    fn new(stage: &Stage<'_>, message: &Message, row: u8, rows: u8) -> Self {
        let metrics = stage.metrics;
        let gone = travelled(message, stage.at);
        let run = |gone: Duration| share(gone.0, message.one_way.0, metrics.wire());
        let head = run(gone);
        // A message that takes no time to send still has a body, behind its head.
        let behind = message.left_at.since(message.entered_at);
        let tail = run(Duration(gone.0.saturating_sub(behind.0)));
        let tail = tail.min(head - metrics.tag);
        let (half, pitch) = if rows > 1 {
            let pitch = metrics.pitch.min(metrics.fan / i64::from(rows));
            ((pitch / 2 - GAP).max(10), pitch)
        } else {
            (metrics.half, 0)
        };
        let across = pitch * i64::from(row);
        let top_row = pitch * i64::from(rows.saturating_sub(1));
        let forward = stage.is_forward(message);
        let (head, tail, y, edge) = if forward {
            let lane = stage.top + metrics.out;
            (metrics.near + head, metrics.near + tail, lane - across, lane - top_row - half)
        } else {
            let lane = stage.top + metrics.back;
            (metrics.far - head, metrics.far - tail, lane + across, lane + top_row + half)
        };
        let point = metrics.point.min(half + 20);
        let key = grammar::key(message.id);
        Self { forward, middle: (head + tail) / 2, edge, head, tail, y, half, point, key }
    }

    fn tag(&self, message: &Message, late: bool, canvas: &mut Canvas) {
        let outward = message.id.part.is_outward();
        let shoulder = if self.forward { self.head - self.point } else { self.head + self.point };
        let (top, bottom) = (text(self.y - self.half), text(self.y + self.half));
        let (head, tail, shoulder, y) = (text(self.head), text(self.tail), text(shoulder), text(self.y));
        let class = match (outward, late) {
            (true, _) => "req",
            (false, false) => "rep",
            (false, true) => "late",
        };
        let d = format!("M{tail} {top}H{shoulder}L{head} {y}L{shoulder} {bottom}H{tail}z");
        canvas.path(self.key.clone(), class, d);
        if outward && message.id.attempt > 1 && self.half >= 70 {
            let number = message.id.attempt.to_string();
            let point = if self.forward { self.point } else { -self.point };
            let at = ((self.tail + self.head - point / 2) / 2, self.y + 43);
            let room = (self.head - self.tail).abs();
            canvas.text(format!("{} try", self.key), "onreq c", at, room, &number);
        }
    }
}

/// The last loss on a lane: a cross at the place, with the way it came as a broken line.
fn lost<'a>(stage: &Stage<'a>, forward: bool, labels: &mut Labels<'a>, canvas: &mut Canvas) {
    let from = if forward { stage.client } else { stage.server };
    let Some(message) = stage.run.lost(stage.link, from, stage.at).next_back() else { return };
    let Fate::Lost { at, travelled, .. } = message.fate else { return };
    let metrics = stage.metrics;
    let way = share(travelled.0, message.one_way.0, metrics.wire());
    let (from, x, y) = if forward {
        (metrics.near, metrics.near + way, stage.top + metrics.out)
    } else {
        (metrics.far, metrics.far - way, stage.top + metrics.back)
    };
    let class = if message.id.part.is_outward() { "ghost q" } else { "ghost" };
    let (size, key) = (metrics.cross, grammar::key(message.id));
    canvas.about(Some(Subject::Message(message.id)));
    canvas.path(format!("{key} way"), class, format!("M{} {}H{}", text(from), text(y), text(x)));
    let (left, top, right, bottom) = (text(x - size), text(y - size), text(x + size), text(y + size));
    let cross = format!("M{left} {top}L{right} {bottom}M{right} {top}L{left} {bottom}");
    canvas.path(format!("{key} cross"), "x", cross);
    labels.add_lost(Label::lost(&stage.run.cast, message, forward, stage.run.shown(at), (x, y), size));
}
