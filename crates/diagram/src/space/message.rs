//! Messages on the wire: tags with a head and a tail, or a band where there are too many.

use trace::{Duration, Fate, Message};

use crate::lanes::Place;
use crate::scene::{Area, Canvas};
use crate::state::travelled;
use crate::under_way::Flying;
use crate::units::{Tenths, share, units};
use crate::{Run, Subject, grammar, words};

use super::labels::{Label, Labels};
use super::tag::Outline;
use super::{Stage, flow, lost, wire};

/// From the middle of the gap between two that fly side by side to the shape of either.
const GAP: Tenths = units(2);

pub(super) fn draw(stage: &Stage<'_>, canvas: &mut Canvas) {
    let mut labels = Labels::default();
    lost::draw(stage, &mut labels, canvas);
    let flying = flying(stage, stage.run);
    if flying.iter().any(|own| is_refusal(stage.run, own.message)) {
        canvas.about(Some(Subject::Node(stage.server)));
        wire::wall(stage, canvas);
    }
    for forward in [true, false] {
        let lane: Vec<&Flying<'_>> =
            flying.iter().filter(|own| stage.is_forward(own.message) == forward).collect();
        let crowded = lane.iter().any(|own| !own.drawn);
        if crowded {
            canvas.about(Some(Subject::Link(stage.link)));
            flow::draw(stage, forward, &lane, canvas);
        }
        for own in lane {
            if !own.drawn {
                continue;
            }
            let flight = Flight::new(stage, own.message, own.place);
            canvas.about(Some(Subject::Message(own.message.id)));
            flight.draw(stage, own, canvas);
            if !crowded {
                labels.add(Label::of(stage, own, &flight));
            }
        }
    }
    canvas.about(None);
    labels.draw(stage, canvas);
}

/// What is on the wire in a run, in the order of sending.
pub(super) fn flying<'a>(stage: &Stage<'_>, run: &'a Run) -> Vec<Flying<'a>> {
    run.flying(stage.at).filter(|flying| flying.message.link == stage.link).collect()
}

/// In a word, what somebody has done to a message.
pub(super) fn state(stage: &Stage<'_>, run: &Run, message: &Message) -> Option<&'static str> {
    // Who holds a message until the end of the run holds it at its end, too.
    let unending = message.fate == Fate::InFlight && stage.at >= run.end();
    let stands = message
        .stops
        .iter()
        .any(|stop| stop.from <= stage.at && (stage.at < stop.to || unending && stop.to >= run.end()));
    if stands {
        return Some(words::HELD);
    }
    run.conditions.is_delayed(message.id, stage.at).then_some(words::DELAYED)
}

/// Whether a reply says that its request was turned away.
pub(super) fn is_refusal(run: &Run, message: &Message) -> bool {
    message.id.part == trace::Part::Reply && refused(run, message).is_some()
}

/// The status with which a message's request was turned away.
pub(super) fn refused(run: &Run, message: &Message) -> Option<u16> {
    let asked = trace::MessageId { part: trace::Part::Request, ..message.id };
    run.stays.visit(asked).and_then(|visit| visit.refused).map(|(_, status)| status)
}

/// Where a message is.
pub(super) struct Flight {
    /// Whether it flies from left to right.
    pub(super) forward: bool,
    /// The middle of the tag along the wire.
    pub(super) middle: Tenths,
    /// The edge of all that fly beside it, away from the other lane.
    pub(super) edge: Tenths,
    pub(super) outline: Outline,
}

impl Flight {
    pub(super) fn new(stage: &Stage<'_>, message: &Message, place: Place) -> Self {
        let Place { row, rows } = place;
        let metrics = stage.metrics;
        let (head, tail) = ends(stage, message);
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
        let outline = Outline { key, forward, head, tail, y, half, point };
        Self { forward, middle: outline.middle(), edge, outline }
    }

    fn draw(&self, stage: &Stage<'_>, own: &Flying<'_>, canvas: &mut Canvas) {
        let Outline { key, head, tail, y, half, .. } = &self.outline;
        self.outline.draw(own.message, own.late.is_some(), canvas);
        match state(stage, stage.run, own.message) {
            Some(words::HELD) => self.outline.held(canvas),
            Some(_) => self.outline.delayed(canvas),
            None => {}
        }
        let (left, right) = (*head.min(tail), *head.max(tail));
        let left = left.clamp(0, stage.metrics.width);
        canvas.target(format!("{key} target"), Area::new(left, y - half, right - left, 2 * half));
    }
}

/// How far the head and the tail of a message have come, from the end at which it began.
pub(super) fn ends(stage: &Stage<'_>, message: &Message) -> (Tenths, Tenths) {
    let metrics = stage.metrics;
    let gone = travelled(message, stage.at);
    let run = |gone: Duration| share(gone.0, message.one_way.0, metrics.wire());
    let head = run(gone);
    // A message that takes no time to send still has a body, behind its head.
    let behind = message.left_at.since(message.entered_at);
    let tail = run(Duration(gone.0.saturating_sub(behind.0)));
    (head, tail.min(head - metrics.tag))
}
