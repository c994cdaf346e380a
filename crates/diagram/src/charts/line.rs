//! Levels over time: one line, as far as the run has come.

use trace::Time;

use super::frame::{Frame, nothing};
use super::level::Level;
use crate::Sight;
use crate::scene::Scene;
use crate::units::{text, units};
use crate::words::charts as words;

/// What a level is drawn with.
pub(super) struct Line<'a> {
    pub(super) role: &'static str,
    /// The highest number that must have room besides those of the run.
    pub(super) room: u32,
    /// What theory gives as its mean, in thousandths.
    pub(super) theory: Option<u64>,
    /// The same level in the run before.
    pub(super) ghost: Option<&'a Level>,
}

pub(super) fn draw(sight: &Sight<'_>, level: &Level, line: &Line<'_>) -> Scene {
    let (end, at) = (sight.run.end(), sight.at);
    let theory = line.theory.map_or(0, |thousandths| thousandths.div_ceil(1000));
    let highest = level.highest().max(line.ghost.map_or(0, Level::highest));
    if u64::from(highest) + theory == 0 {
        return nothing(words::ALWAYS_NONE);
    }
    let mut frame = Frame::new(u64::from(highest.max(line.room)).max(theory), 0);
    frame.time(sight);
    if let Some(ghost) = line.ghost {
        let d = path(&frame, ghost, end, end);
        frame.canvas.path("before", "before", d);
    }
    let d = path(&frame, level, at, end);
    frame.canvas.path("level", line.role, d);
    let now = (Frame::x(at.0, end.0), frame.y(level.at(at).into(), 1));
    frame.canvas.circle("dot", "dot", now, units(3));
    if let Some(thousandths) = line.theory {
        frame.theory(thousandths, 1000);
    }
    frame.finish()
}

/// Steps, or where there are too many to draw, what each column reaches.
fn path(frame: &Frame, level: &Level, at: Time, end: Time) -> String {
    let x = |at: Time| text(Frame::x(at.0, end.0));
    let y = |level: u32| text(frame.y(level.into(), 1));
    let mut d = format!("M{} {}", x(Time::ZERO), y(0));
    if let Some(steps) = level.few(at) {
        for step in steps {
            d.push_str(&format!("H{}V{}", x(step.at), y(step.level)));
        }
        d.push_str(&format!("H{}", x(at)));
    } else {
        for column in level.columns(at) {
            let (least, most, last) = (y(column.least), y(column.most), y(column.last));
            d.push_str(&format!("H{}V{most}V{least}V{last}", x(column.to)));
        }
    }
    d
}
