//! The words beside messages. Labels that would run into each other become one that speaks for all.

use trace::{Message, MessageId, Part, Time};

use crate::scene::Canvas;
use crate::under_way::Flying;
use crate::units::{Tenths, units};
use crate::visits::Late;
use crate::{Cast, grammar, words};

use super::Stage;
use super::message::{Flight, refused, state};

/// What stands beside a message, or beside several that are close to each other.
pub(super) struct Label<'a> {
    cast: &'a Cast,
    forward: bool,
    outward: bool,
    /// None when it speaks for messages of several kinds.
    part: Option<Part>,
    ids: Vec<MessageId>,
    late: Option<Late>,
    refused: Option<u16>,
    states: Vec<&'static str>,
    lost_at: Option<Time>,
    /// The sum of the places of all it speaks for, and the outermost edge.
    middles: Tenths,
    edge: Tenths,
}

impl<'a> Label<'a> {
    pub(super) fn of(stage: &Stage<'a>, own: &Flying<'_>, flight: &Flight) -> Self {
        let &Flying { message, late, .. } = own;
        Self {
            cast: &stage.run.cast,
            forward: flight.forward,
            outward: message.id.part.is_outward(),
            part: Some(message.id.part),
            ids: vec![message.id],
            late,
            refused: refused(stage.run, message).filter(|_| message.id.part == Part::Reply),
            states: state(stage, stage.run, message).into_iter().collect(),
            lost_at: None,
            middles: flight.middle,
            edge: flight.edge,
        }
    }

    pub(super) fn lost(
        cast: &'a Cast,
        message: &Message,
        forward: bool,
        at: Time,
        (x, y): (Tenths, Tenths),
        size: Tenths,
    ) -> Self {
        Self {
            cast,
            forward,
            outward: message.id.part.is_outward(),
            part: Some(message.id.part),
            ids: vec![message.id],
            late: None,
            refused: None,
            states: Vec::new(),
            lost_at: Some(at),
            middles: x,
            edge: if forward { y - size } else { y + size },
        }
    }

    fn middle(&self) -> Tenths {
        self.middles / i64::try_from(self.ids.len()).unwrap_or(1).max(1)
    }

    /// The middle of its words and half their width: over its messages, but within the room above the wire.
    fn place(&self, stage: &Stage<'_>, canvas: &Canvas) -> (Tenths, Tenths) {
        let (left, right) = room(stage);
        let half = self.width(canvas).min(right - left) / 2;
        (self.middle().clamp(left + half, right - half), half)
    }

    /// The number of the one message that all it speaks for are copies of.
    fn copied(&self) -> Option<String> {
        let first = *self.ids.first()?;
        let original = |id: &MessageId| MessageId { copy: 0, ..*id };
        let same = self.ids.len() > 1 && self.ids.iter().all(|id| original(id) == original(&first));
        same.then(|| words::times_over(&grammar::number(original(&first)), self.ids.len()))
    }

    fn lines(&self) -> (String, String) {
        match self.lost_at {
            Some(at) => (words::lost(self.cast, &self.ids), words::at(at)),
            None => {
                let kind = || words::kind(self.cast, self.part, self.ids.len(), self.late, self.refused);
                let handled = words::handled(self.ids.len(), &self.states);
                let numbers = self.copied().unwrap_or_else(|| grammar::numbers(self.cast, &self.ids));
                (numbers, handled.unwrap_or_else(kind))
            }
        }
    }

    /// The second line, unless the first has said it.
    fn lower(&self) -> String {
        let (first, second) = self.lines();
        if first == second { String::new() } else { second }
    }

    fn class(&self) -> &'static str {
        match (self.lost_at, self.outward, self.late) {
            (Some(_), ..) => "lost b c",
            (None, true, _) => "tr c",
            (None, false, None) => "tp c",
            (None, false, Some(_)) => "tl c",
        }
    }

    fn width(&self, canvas: &Canvas) -> Tenths {
        let (first, second) = self.lines();
        canvas.width_of(self.class(), &first).max(canvas.width_of("lost c", &second))
    }

    fn meets(&self, other: &Self, stage: &Stage<'_>, canvas: &Canvas) -> bool {
        let ((x, half), (its_x, its_half)) = (self.place(stage, canvas), other.place(stage, canvas));
        (x - its_x).abs() < half + its_half + units(4)
    }

    fn join(&mut self, other: Self) {
        self.part = self.part.filter(|_| self.part == other.part);
        self.ids.extend(other.ids);
        self.states.extend(other.states);
        self.late = self.late.filter(|&late| other.late == Some(late));
        self.refused = self.refused.filter(|&status| other.refused == Some(status));
        self.middles += other.middles;
        self.edge = if self.forward { self.edge.min(other.edge) } else { self.edge.max(other.edge) };
    }
}

/// All labels of one connection.
#[derive(Default)]
pub(super) struct Labels<'a> {
    flying: Vec<Label<'a>>,
    lost: Vec<Label<'a>>,
}

impl<'a> Labels<'a> {
    pub(super) fn add(&mut self, label: Label<'a>) {
        self.flying.push(label);
    }

    pub(super) fn add_lost(&mut self, label: Label<'a>) {
        self.lost.push(label);
    }

    /// Draws both lanes, outward first.
    pub(super) fn draw(self, stage: &Stage<'_>, canvas: &mut Canvas) {
        let Self { flying, lost } = self;
        let (out, back): (Vec<_>, Vec<_>) = flying.into_iter().partition(|label| label.forward);
        for (forward, lane) in [(true, out), (false, back)] {
            let lane = merge(lane, stage, canvas);
            for label in &lane {
                place(stage, label, canvas);
            }
            for label in lost.iter().filter(|label| label.forward == forward) {
                // The cross stays; its words make way for a message that passes.
                if !lane.iter().any(|own| own.meets(label, stage, canvas)) {
                    place(stage, label, canvas);
                }
            }
        }
    }
}

/// Any two labels whose messages are closer than this would overlap, so that need not be measured.
const SURELY_MEET: Tenths = units(16);

fn merge<'a>(mut lane: Vec<Label<'a>>, stage: &Stage<'_>, canvas: &Canvas) -> Vec<Label<'a>> {
    lane.sort_by_key(|label| (label.middle(), label.ids.first().copied()));
    let mut close: Vec<(Tenths, Label)> = Vec::new();
    for label in lane {
        let middle = label.middle();
        match close.last_mut() {
            Some((last, group)) if middle - *last < SURELY_MEET => {
                *last = middle;
                group.join(label);
            }
            _ => close.push((middle, label)),
        }
    }
    let mut merged: Vec<Label> = Vec::new();
    for (_, mut label) in close {
        while merged.last().is_some_and(|last| last.meets(&label, stage, canvas)) {
            if let Some(mut last) = merged.pop() {
                last.join(label);
                label = last;
            }
        }
        merged.push(label);
    }
    merged
}

/// From where to where labels may stand.
fn room(stage: &Stage<'_>) -> (Tenths, Tenths) {
    let metrics = stage.metrics;
    (metrics.near - metrics.tag, metrics.far + metrics.tag)
}

fn place(stage: &Stage<'_>, label: &Label<'_>, canvas: &mut Canvas) {
    let metrics = stage.metrics;
    let (first, second) = (label.lines().0, label.lower());
    let (left, right) = room(stage);
    let room = right - left;
    let (x, _) = label.place(stage, canvas);
    let (upper, lower) = if label.forward {
        (label.edge - units(6) - metrics.leading, label.edge - units(6))
    } else {
        (label.edge + units(6) + units(10), label.edge + units(6) + units(10) + metrics.leading)
    };
    let Some(key) = label.ids.iter().min().copied().map(grammar::key) else { return };
    let kind = if label.lost_at.is_some() { "lost" } else { "name" };
    canvas.text(format!("{key} {kind}"), label.class(), (x, upper), room, &first);
    let class = if label.refused.is_some() { "lost c" } else { "m c" };
    canvas.text(format!("{key} {kind} kind"), class, (x, lower), room, &second);
}
