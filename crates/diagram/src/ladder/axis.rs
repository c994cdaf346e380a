//! The frame of the ladder: a line for each node, the numbers of time, and the mark that says now.

use trace::NodeId;

use crate::scene::{Area, Canvas};
use crate::units::{Axis, text, units};

use super::{BELOW, FIRST, LAST, Ladder, TOP, WIDTH};

/// The number of time ends here.
const NUMBERS: i64 = units(34);

pub(super) fn lifelines(ladder: &Ladder<'_>, canvas: &mut Canvas) {
    let nodes = ladder.nodes();
    let between = i64::try_from(nodes.max(2) - 1).unwrap_or(1);
    let room = (LAST - FIRST) / between - units(6);
    let mut lines = String::new();
    for node in (0_u16..).take(nodes) {
        let Some(x) = ladder.x(NodeId(node)) else { continue };
        let room = if nodes <= 2 { units(112) } else { room };
        canvas.text(format!("node{node}"), "b c", (x, units(16)), room, ladder.run.name(NodeId(node)));
        let bottom = TOP + ladder.height + BELOW - units(10);
        lines.push_str(&format!("M{} {}V{}", text(x), text(units(26)), text(bottom)));
    }
    canvas.path("lines", "life", lines);
}

pub(super) fn ticks(ladder: &Ladder<'_>, canvas: &mut Canvas) {
    let most = u64::try_from(ladder.height / units(36)).unwrap_or(1);
    let axis = Axis::new(ladder.window, most);
    let now = ladder.y(ladder.at);
    let mut marks = String::new();
    for (mark, count) in axis.marks(ladder.window).zip(0..) {
        let y = ladder.y(mark);
        marks.push_str(&format!("M{} {}h5", text(units(40)), text(y)));
        // The mark that says now covers the number beside it.
        if (y - now).abs() >= units(15) {
            let at = (NUMBERS, y + units(4));
            canvas.text(format!("tick{count}"), "m e", at, NUMBERS, &axis.number(mark));
        }
    }
    canvas.path("ticks", "tick", marks);
}

pub(super) fn now(ladder: &Ladder<'_>, canvas: &mut Canvas) {
    let y = ladder.y(ladder.at);
    canvas.path("now", "now", format!("M{} {}H{}", text(units(60)), text(y), text(WIDTH - units(6))));
    let tag = Area::new(units(1), y - units(10), units(60), units(20));
    canvas.rect("now tag", "nowtag", tag, units(4));
    let words = ladder.run.shown(ladder.at).to_string();
    canvas.text("now time", "on c", (units(31), y + 45), units(58), &words);
}
