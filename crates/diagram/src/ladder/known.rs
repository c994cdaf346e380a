//! The ladder of what one node knows: its own line with what happened at it. Messages come out of fog and leave into it.
//! Nothing here depends on what the node has not seen by then.

use trace::{FactId, Fate, Message, MessageId, NodeId, Part, Time, What};

use crate::fit::Type;
use crate::scene::{Canvas, Scene};
use crate::units::{Tenths, units};
use crate::{Sight, Subject, grammar, words};

use super::labels::{Labels, Roles};
use super::lines::Lines;
use super::page::Page;
use super::way::{Point, line, outline};
use super::{LEAST_HEIGHT, Ladder, MOST_HEIGHT, axis, bars, finish, notes, scale_so_far, spell};

/// How far a message can be seen from a line, and how far the fog reaches. The slope is always the same: how long the
/// way takes is not known here.
const SEEN: Tenths = units(30);
const FOG: Tenths = units(54);
const FALLS_SEEN: Tenths = units(9);
const FALLS_FOG: Tenths = units(16);
const THICK: Tenths = 8;
/// For each message that left or came; the drawing grows with them.
const HEIGHT_PER_STUB: Tenths = units(34);
/// Messages at most so far from each other share a label.
const TOGETHER: Tenths = units(13);

/// A message that left or came.
struct Stub<'a> {
    message: &'a Message,
    at: Time,
    leaves: bool,
}

pub(super) fn draw(sight: &Sight<'_>, node: NodeId, lines: Lines) -> Scene {
    let run = sight.run;
    let at = sight.at.min(run.end());
    let mut stubs = stubs(sight, node, at);
    let there = stubs.len();
    let shown = Page::around(there, there, 0);
    if shown.start > 0 {
        // Only those from the page's first on need to be in order.
        stubs.select_nth_unstable_by_key(shown.start, Stub::order);
        stubs.drain(..shown.start);
    }
    stubs.sort_unstable_by_key(Stub::order);
    stubs.truncate(shown.len());
    let from = match stubs.first() {
        Some(first) if shown.start > 0 => first.at,
        _ => Time::ZERO,
    };
    let page = Page { first: shown.start, last: shown.end, all: None };
    let height = i64::try_from(stubs.len()).unwrap_or(i64::MAX).saturating_mul(HEIGHT_PER_STUB);
    let height = height.clamp(LEAST_HEIGHT, MOST_HEIGHT);
    let ladder = Ladder::new(sight, lines, scale_so_far(run, (from, at, None), height, &[]), false, page);
    let mut canvas = Canvas::new(Type::Small);
    axis::lifelines(&ladder, &mut canvas);
    axis::ticks(&ladder, &mut canvas);
    spell::draw(&ladder, &mut canvas);
    bars::deadlines(&ladder, &mut canvas);
    bars::waits(&ladder, &mut canvas);
    bars::pauses(&ladder, &mut canvas);
    bars::queues(&ladder, &mut canvas);
    for stub in &stubs {
        stub.draw(&ladder, node, &mut canvas);
    }
    canvas.about(None);
    bars::workers(&ladder, &mut canvas);
    bars::refusals(&ladder, &mut canvas);
    spell::news(&ladder, &mut canvas);
    axis::now(&ladder, &mut canvas);
    let mut labels = Labels::new(&ladder);
    labels.keep_lines_free();
    names(&ladder, node, &stubs, &mut labels);
    notes::ends(&ladder, &mut labels);
    notes::spells(&ladder, &mut labels);
    notes::work(&ladder, &mut labels);
    notes::queues(&ladder, &mut labels);
    labels.draw(&mut canvas);
    for stub in &stubs {
        stub.hit(&ladder, node, &mut canvas);
    }
    canvas.about(None);
    finish(&ladder, canvas)
}

/// All that has left a node or come to it up to a moment.
fn stubs<'a>(sight: &Sight<'a>, node: NodeId, now: Time) -> Vec<Stub<'a>> {
    let run = sight.run;
    let sent = run.messages.partition_point(|message| message.sent_at <= now);
    let messages = run.messages.get(..sent).unwrap_or_default().iter();
    let stubs = messages.filter_map(|message| match message.fate {
        Fate::Arrived { at } if message.to == node && at <= now => Some(Stub { message, at, leaves: false }),
        _ if message.from == node && is_own(sight, message) => {
            Some(Stub { message, at: message.sent_at, leaves: true })
        }
        _ => None,
    });
    stubs.collect()
}

/// Whether the sender itself sent it. Of copies that the network made it knows nothing.
fn is_own(sight: &Sight<'_>, message: &Message) -> bool {
    let fact = usize::try_from(message.fact.0).ok().and_then(|place| sight.run.trace.facts.get(place));
    fact.is_some_and(|fact| matches!(fact.what, What::Sent { .. }))
}

impl Stub<'_> {
    fn order(&self) -> (Time, FactId) {
        (self.at, self.message.fact)
    }

    /// From the line into the fog: where it is seen no more, and where the fog ends.
    fn way(&self, ladder: &Ladder<'_>, node: NodeId) -> Option<[Point; 3]> {
        let (x, y) = (ladder.x(node)?, ladder.y(self.at));
        let side = side(ladder, node, if self.leaves { self.message.to } else { self.message.from });
        let down = if self.leaves { 1 } else { -1 };
        let seen = (x + side * SEEN, y + down * FALLS_SEEN);
        Some([(x, y), seen, (x + side * FOG, y + down * FALLS_FOG)])
    }

    fn class(&self, ladder: &Ladder<'_>) -> &'static str {
        let id = self.message.id;
        let own = ladder.run.stays.try_of(id);
        let gave_up = own.and_then(|own| own.fired).is_some_and(|fired| fired < self.at);
        match id.part {
            Part::Request | Part::Update => "req",
            Part::Reply if !self.leaves && gave_up => "late",
            Part::Reply => "rep",
            Part::Reset => "thin r",
            Part::Connect { .. } | Part::Secure { .. } | Part::Cancel => "thin",
            Part::Accept { .. } | Part::Secured { .. } => "thin p",
        }
    }

    fn draw(&self, ladder: &Ladder<'_>, node: NodeId, canvas: &mut Canvas) {
        let Some([start, seen, fog]) = self.way(ladder, node) else { return };
        let key = self.key();
        canvas.about(Some(Subject::Message(self.message.id)));
        let lower = |(x, y): Point| (x, y + THICK);
        canvas.path(format!("{key} fog"), "fog", line(&[seen, fog]));
        canvas.path(key, self.class(ladder), outline(&[start, seen, lower(seen), lower(start)]));
    }

    fn hit(&self, ladder: &Ladder<'_>, node: NodeId, canvas: &mut Canvas) {
        let Some([start, _, fog]) = self.way(ladder, node) else { return };
        canvas.about(Some(Subject::Message(self.message.id)));
        canvas.path(format!("{} hit", self.key()), "hit way", line(&[start, fog]));
    }

    /// A node's message to itself is seen twice.
    fn key(&self) -> String {
        format!("{}{}", grammar::key(self.message.id), if self.leaves { " leaves" } else { " comes" })
    }
}

/// On which side of a node another one stands.
fn side(ladder: &Ladder<'_>, node: NodeId, other: NodeId) -> i64 {
    match (ladder.x(node), ladder.x(other)) {
        (Some(own), Some(other)) if other < own => -1,
        (Some(_), None) if ladder.lines.nodes.first() != Some(&node) => -1,
        _ => 1,
    }
}

/// The numbers of messages, where the fog begins.
fn names(ladder: &Ladder<'_>, node: NodeId, stubs: &[Stub<'_>], labels: &mut Labels<'_>) {
    let mut groups: Vec<(Point, &Stub<'_>, i64, Vec<MessageId>)> = Vec::new();
    for stub in stubs {
        let Some([_, _, (x, y)]) = stub.way(ladder, node) else { continue };
        let side = side(ladder, node, if stub.leaves { stub.message.to } else { stub.message.from });
        let id = stub.message.id;
        let same = groups.iter_mut().rev().take(8).find(|((other_x, other_y), first, ..)| {
            let alike = first.leaves == stub.leaves && first.message.id.part == id.part;
            alike && *other_x == x && y - *other_y < TOGETHER
        });
        match same {
            Some((.., ids)) => ids.push(id),
            None => groups.push(((x, y), stub, side, vec![id])),
        }
    }
    for ((x, y), first, side, ids) in groups {
        let outward = first.message.id.part.is_outward();
        let words = words::named(&ladder.run.cast, first.message.id.part, &ids);
        let roles = match (outward, side > 0) {
            (true, true) => "tr",
            (true, false) => "tr e",
            (false, true) => "tp",
            (false, false) => "tp e",
        };
        // Where the fog reaches to the next line there is room before it.
        let beside = ladder
            .x(node)
            .map(|own| (own + side * units(14), y + units(if first.leaves { -20 } else { 28 })));
        let beside = beside.filter(|_| ladder.lines.has_inner());
        for at in [Some((x + side * units(4), y + units(4))), beside].into_iter().flatten() {
            if labels.add(first.at, format!("{} name", first.key()), Roles::past(roles), at, words.clone()) {
                break;
            }
        }
    }
}
