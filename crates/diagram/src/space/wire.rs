//! The wire: an outward lane, a return lane, and between them the milliseconds that it takes to cross. A cut is a gap
//! between two bars, a refusal a wall at the far end, an open breaker a lifted lever at the near one.

use trace::{BreakerState, Time};

use crate::scene::Canvas;
use crate::units::{Axis, Tenths, share, text, units};
use crate::words;

use super::Stage;

/// The length of a breaker's lever.
const LEVER: Tenths = units(16);

pub(super) fn draw(stage: &Stage<'_>, canvas: &mut Canvas) {
    let metrics = stage.metrics;
    let ends = stage.run.trace.links.get(usize::from(stage.link.0)).map(|link| link.ends);
    let cuts = stage.run.conditions.cuts(stage.link, stage.at);
    let [first, second] = cuts;
    let (out_cut, back_cut) =
        if ends.is_some_and(|[end, _]| end == stage.client) { (first, second) } else { (second, first) };
    let breaker = stage.run.conditions.breaker(stage.client, stage.server, stage.at);
    lever(stage, breaker, canvas);
    let from = if breaker == BreakerState::Closed { metrics.near } else { metrics.near + LEVER };
    lane(stage, true, from, canvas);
    lane(stage, false, metrics.near, canvas);
    ruler(stage, canvas);
    for (forward, cut) in [(true, out_cut), (false, back_cut)] {
        if cut {
            gap(stage, forward, canvas);
        }
    }
}

/// The lines of a wire, of which nothing else is known.
pub(super) fn plain(stage: &Stage<'_>, canvas: &mut Canvas) {
    let breaker = stage.run.conditions.breaker(stage.client, stage.server, stage.at);
    let own = stage.sight.viewpoint == crate::Viewpoint::Only(stage.client);
    let open = own && breaker != BreakerState::Closed;
    if open {
        lever(stage, breaker, canvas);
    }
    lane(stage, true, if open { stage.metrics.near + LEVER } else { stage.metrics.near }, canvas);
    lane(stage, false, stage.metrics.near, canvas);
}

fn lane(stage: &Stage<'_>, forward: bool, near: Tenths, canvas: &mut Canvas) {
    let metrics = stage.metrics;
    let (near, far) = (text(near), text(metrics.far));
    if forward {
        let y = text(stage.top + metrics.out);
        canvas.path(stage.key("out"), "wire", format!("M{near} {y}H{far}m-6 -4l6 4-6 4"));
    } else {
        let y = text(stage.top + metrics.back);
        canvas.path(stage.key("back"), "wire", format!("M{far} {y}H{near}m6 -4l-6 4 6 4"));
    }
}

/// From the node that several rows begin at down to the wires of the lower ones.
pub(super) fn branches(stage: &Stage<'_>, canvas: &mut Canvas) {
    if stage.branches == 0 {
        return;
    }
    let metrics = stage.metrics;
    let (x, near) = (text(metrics.near - units(8)), text(metrics.near));
    let bottom = stage.top + metrics.height * stage.branches + metrics.back;
    let mut d = format!("M{x} {}V{}", text(stage.top + metrics.out), text(bottom));
    for row in 0..=stage.branches {
        for lane in [metrics.out, metrics.back] {
            d.push_str(&format!("M{x} {}H{near}", text(stage.top + metrics.height * row + lane)));
        }
    }
    canvas.path(stage.key("branches"), "wire", d);
}

/// A switch in the outward lane: its lever is up when it lets nothing through, half up when it lets a little through.
fn lever(stage: &Stage<'_>, state: BreakerState, canvas: &mut Canvas) {
    let metrics = stage.metrics;
    let lifted = match state {
        BreakerState::Closed => return,
        BreakerState::Open => units(12),
        BreakerState::HalfOpen => units(5),
    };
    let (x, y) = (metrics.near, stage.top + metrics.out);
    let d = format!("M{} {}L{} {}", text(x), text(y), text(x + LEVER), text(y - lifted));
    canvas.path(stage.key("lever"), "lever", d);
    canvas.circle(stage.key("pivot"), "pivot", (x, y), units(3));
    canvas.circle(stage.key("contact"), "pivot", (x + LEVER, y), units(3));
}

/// Where a lane is cut.
fn gap(stage: &Stage<'_>, forward: bool, canvas: &mut Canvas) {
    let metrics = stage.metrics;
    let (name, y) = if forward { ("out", metrics.out) } else { ("back", metrics.back) };
    let (middle, y) = ((metrics.near + metrics.far) / 2, stage.top + y);
    let half = (canvas.width_of("lost b c", words::CUT) / 2 + units(3)).min(metrics.wire() / 2);
    let (left, right, above) = (text(middle - half), text(middle + half), text(y - units(8)));
    let clear = crate::scene::Area::new(middle - half, y - units(7), 2 * half, units(14));
    canvas.rect(stage.key(&format!("{name} gap")), "clear", clear, 0);
    let bars = format!("M{left} {above}v16M{right} {above}v16");
    canvas.path(stage.key(&format!("{name} cut")), "x", bars);
    canvas.text(stage.key(&format!("{name} cut word")), "lost b c", (middle, y + 45), 2 * half, words::CUT);
}

/// A request that came in has been turned back at the far end.
pub(super) fn wall(stage: &Stage<'_>, canvas: &mut Canvas) {
    let metrics = stage.metrics;
    let (out, back) = (stage.top + metrics.out, stage.top + metrics.back);
    let room = metrics.server.x - metrics.far;
    let (start, turn, wall) = (metrics.far + units(1), metrics.far + room / 2, metrics.far + room - units(4));
    let d =
        format!("M{} {}H{}V{}H{}m5 -4l-5 4 5 4", text(start), text(out), text(turn), text(back), text(start));
    canvas.path(stage.key("bounce"), "bounce", d);
    let (top, bottom) = (text(out - units(8)), text(back + units(8)));
    canvas.path(stage.key("wall"), "x", format!("M{} {top}V{bottom}", text(wall)));
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
