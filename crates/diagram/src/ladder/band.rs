//! A message on the ladder: a slanted band from the sender's line to the receiver's.

use trace::{Fate, Message, Time};

use crate::Subject;
use crate::grammar;
use crate::lanes::gone_at;
use crate::scene::Canvas;
use crate::units::{Tenths, share, text, units};

use super::{Ladder, MOST_MESSAGES};

type Point = (Tenths, Tenths);

/// Draws the bands and says how many.
pub(super) fn draw(ladder: &Ladder<'_>, canvas: &mut Canvas) -> usize {
    let mut drawn = 0;
    for (message, late_from) in ladder.run.messages.iter().zip(&ladder.run.late_from).take(MOST_MESSAGES) {
        drawn += 1;
        let late = late_from.is_some_and(|from| from <= ladder.at);
        canvas.about(Some(Subject::Message(message.id)));
        band(ladder, message, late, canvas);
    }
    canvas.about(None);
    drawn
}

fn band(ladder: &Ladder<'_>, message: &Message, late: bool, canvas: &mut Canvas) {
    let Some(corners) = corners(ladder, message) else { return };
    let key = grammar::key(message.id);
    let now = ladder.y(ladder.at);
    if ladder.future && now < lowest(&corners) {
        let soon = if message.entered_at > ladder.at { corners.to_vec() } else { cut(&corners, now, false) };
        canvas.path(format!("{key} soon"), "soon", outline(&soon));
    }
    if message.entered_at <= ladder.at {
        let class = match (message.id.part.is_outward(), late) {
            (true, _) => "req",
            (false, false) => "rep",
            (false, true) => "late",
        };
        canvas.path(key, class, outline(&cut(&corners, now, true)));
    }
}

/// The four corners of a band: where its head begins and ends, where its tail ends and begins.
pub(super) fn corners(ladder: &Ladder<'_>, message: &Message) -> Option<[Point; 4]> {
    let (from, to) = (ladder.x(message.from)?, ladder.x(message.to)?);
    let travelled = match message.fate {
        Fate::Lost { travelled, .. } => travelled.min(message.one_way),
        Fate::Arrived { .. } | Fate::InFlight => message.one_way,
    };
    let x = from + share(travelled.0, message.one_way.0, to - from);
    let travelled = travelled + message.stood(message.entered_at, gone_at(message).min(ladder.run.end()));
    // The stroke adds to a thick band, and a hair of space keeps it apart from the next.
    let thick = |y: Tenths, tail: Time| {
        let tail = ladder.y(tail);
        if tail - y >= units(7) { tail - units(3) } else { tail.max(y + 8) }
    };
    let (head, head_there) = (ladder.y(message.entered_at), ladder.y(message.entered_at + travelled));
    let tail = thick(head, message.left_at);
    let tail_there = thick(head_there, message.left_at + travelled);
    Some([(from, head), (x, head_there), (x, tail_there), (from, tail)])
}

fn lowest(corners: &[Point]) -> Tenths {
    corners.iter().map(|&(_, y)| y).max().unwrap_or(0)
}

/// The part of an outline above (or below) a level.
fn cut(corners: &[Point], level: Tenths, above: bool) -> Vec<Point> {
    let inside = |&(_, y): &Point| if above { y <= level } else { y >= level };
    let mut kept = Vec::with_capacity(corners.len() + 2);
    let next = corners.iter().cycle().skip(1);
    for (this, next) in corners.iter().zip(next) {
        if inside(this) {
            kept.push(*this);
        }
        if inside(this) != inside(next) {
            let (low, high) = if this.1 < next.1 { (this, next) } else { (next, this) };
            let part = u64::try_from(level - low.1).unwrap_or(0);
            let whole = u64::try_from(high.1 - low.1).unwrap_or(1).max(1);
            kept.push((low.0 + share(part, whole, high.0 - low.0), level));
        }
    }
    kept
}

fn outline(points: &[Point]) -> String {
    let mut d = String::new();
    for (place, &(x, y)) in points.iter().enumerate() {
        d.push(if place == 0 { 'M' } else { 'L' });
        d.push_str(&format!("{} {}", text(x), text(y)));
    }
    if !d.is_empty() {
        d.push('z');
    }
    d
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cut_leaves_both_parts_of_a_band() {
        let band = [(0, 0), (100, 100), (100, 120), (0, 20)];
        assert_eq!(cut(&band, 50, true), [(0, 0), (50, 50), (30, 50), (0, 20)]);
        assert_eq!(cut(&band, 50, false), [(50, 50), (100, 100), (100, 120), (30, 50)]);
        assert_eq!(cut(&band, 200, true), band);
        assert_eq!(cut(&band, -1, true), []);
        assert!(cut(&band, 0, true).iter().all(|&point| point == (0, 0)));
    }
}
