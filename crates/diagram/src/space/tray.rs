//! Trays: below each wire for what it lost, below each server for what it let go of. Counts by reason, in words.

use crate::scene::{Area, Canvas};
use crate::units::{text, units};
use crate::words;

use super::Stage;

pub(super) fn of_wire(stage: &Stage<'_>, canvas: &mut Canvas) {
    let counts = stage.run.losses.on(stage.link, stage.at);
    if counts.iter().any(|&count| count > 0) {
        tray(stage, "tray", stage.metrics.tray, stage.top, &words::lost_so_far(counts), canvas);
    }
}

pub(super) fn of_server(stage: &Stage<'_>, canvas: &mut Canvas) {
    let counts = stage.run.losses.at(stage.server, stage.at);
    if counts.iter().any(|&count| count > 0) {
        let top = stage.top + stage.metrics.height * (stage.rows - 1);
        tray(stage, "bin", stage.metrics.bin, top, &words::let_go(counts), canvas);
    }
}

/// Open above: things fall in.
fn tray(stage: &Stage<'_>, name: &str, area: Area, top: i64, ways: &[String], canvas: &mut Canvas) {
    let (left, right) = (area.x, area.x + area.width);
    let (upper, lower) = (top + area.y, top + area.y + area.height);
    let d = format!(
        "M{} {}L{} {}H{}L{} {}",
        text(left),
        text(upper),
        text(left + units(4)),
        text(lower),
        text(right - units(4)),
        text(right),
        text(upper)
    );
    canvas.path(stage.key(name), "tray", d);
    let room = area.width - units(10);
    let words = canvas.choose("m c", room, ways).to_owned();
    let key = stage.key(&format!("{name} words"));
    canvas.text(key, "m c", (left + area.width / 2, lower - units(5)), room, &words);
}
