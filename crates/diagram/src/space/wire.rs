//! The wire: an outward lane, a return lane, and between them the milliseconds that it takes to cross.

use trace::Time;

use crate::scene::Canvas;
use crate::units::{Axis, share, text, units};

use super::Stage;

pub(super) fn draw(stage: &Stage<'_>, canvas: &mut Canvas) {
    let metrics = stage.metrics;
    let (near, far) = (text(metrics.near), text(metrics.far));
    let (out, back) = (text(stage.top + metrics.out), text(stage.top + metrics.back));
    canvas.path(stage.key("out"), "wire", format!("M{near} {out}H{far}m-6 -4l6 4-6 4"));
    canvas.path(stage.key("back"), "wire", format!("M{far} {back}H{near}m6 -4l-6 4 6 4"));
    ruler(stage, canvas);
}

/// Ticks on both lanes, and the numbers that they share.
fn ruler(stage: &Stage<'_>, canvas: &mut Canvas) {
    let metrics = stage.metrics;
    let Some(link) = stage.run.trace.links.get(usize::from(stage.link.0)) else { return };
    if link.one_way.0 == 0 {
        return;
    }
    let numbers = metrics.wire() / metrics.number_room;
    let axis = Axis::new(link.one_way, u64::try_from(numbers).unwrap_or(1));
    let tick = text(metrics.tick);
    let place = |at: Time| metrics.near + share(at.0, link.one_way.0, metrics.wire());
    let mut ticks = String::new();
    let mut marks: Vec<Time> = axis.marks(link.one_way).collect();
    let end = Time::ZERO + link.one_way;
    if marks.last().is_some_and(|&last| place(last) + metrics.number_room * 3 / 5 < metrics.far)
        && axis.counts(end)
    {
        marks.push(end);
    }
    for (&mark, count) in marks.iter().zip(0..) {
        let x = place(mark);
        ticks.push_str(&format!("M{} {}v{tick}", text(x), text(stage.top + metrics.out)));
        ticks.push_str(&format!("M{} {}v-{tick}", text(x), text(stage.top + metrics.back)));
        let (class, x) = match count {
            0 => ("m", metrics.near - units(4)),
            _ if x + units(10) > metrics.far => ("m e", x + units(4)),
            _ => ("m c", x),
        };
        let at = (x, stage.top + metrics.numbers);
        canvas.text(stage.key(&format!("tick{count}")), class, at, metrics.number_room, &axis.number(mark));
    }
    canvas.path(stage.key("ruler"), "tick", ticks);
}
