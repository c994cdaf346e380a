//! Losses on the ladder: a cross where it happened, and an arrow to the moment when it was noticed. A server that fell
//! silent is a loss as well: its client waits in vain.

use trace::{Fate, MessageId, NodeId, Time};

use crate::grammar;
use crate::scene::{Area, Canvas};
use crate::spells::SpellKind;
use crate::units::{Tenths, text, units};
use crate::visits::Visit;

use super::lines::FIRST;
use super::way::Point;
use super::{Ladder, bars};

/// More arrows beside each other could not be told apart.
const MOST_ARROWS: usize = 8;
const ARROW_WIDTH: Tenths = units(9);
/// So close to a node's line an arrow would hide it.
const CLEAR: Tenths = units(12);

/// Something that its client waits for in vain.
pub(super) struct Loss {
    pub(super) id: MessageId,
    /// When it was lost, or the server fell silent.
    pub(super) at: Time,
    pub(super) place: Point,
    /// Whether it was lost on the wire, so that a cross stands there.
    pub(super) on_the_wire: bool,
    /// When its client stopped hoping, and where the arrow to that moment stands.
    pub(super) noticed: Option<(Time, Tenths)>,
}

/// What went wrong within the drawing, in the order of sending and then of arrival.
pub(super) fn losses(ladder: &Ladder<'_>) -> Vec<Loss> {
    let run = ladder.run;
    let lost = ladder.bands.iter().filter_map(|band| {
        let Fate::Lost { at, .. } = band.message.fate else { return None };
        Some((band.message.id, at, band.end(), true))
    });
    let silent = bars::visits(ladder).filter_map(|visit| {
        let at = fell_silent(ladder, visit)?;
        Some((visit.id, at, (ladder.x(visit.node)?, ladder.y(at)), false))
    });
    let mut placed: Vec<(Tenths, Tenths, Tenths)> = Vec::new();
    let last = if ladder.future { run.end() } else { ladder.at };
    let bars = if ladder.lines.has_inner() { bars::all(ladder, last) } else { Vec::new() };
    let losses = lost.chain(silent).map(|(id, at, place, on_the_wire)| {
        let fired = run.stays.try_of(id).and_then(|own| own.fired).filter(|&fired| fired >= at);
        let noticed = fired.and_then(|fired| {
            let x = free(ladder, place, ladder.y(fired), (&mut placed, &bars))?;
            Some((fired, x))
        });
        Loss { id, at, place, on_the_wire, noticed }
    });
    // Without its client's giving up there is nothing to tell of a silent server.
    losses.filter(|loss| loss.on_the_wire || loss.noticed.is_some()).collect()
}

/// When it was decided that a server that has a request will not answer it in time, and does not say so.
fn fell_silent(ladder: &Ladder<'_>, visit: &Visit) -> Option<Time> {
    let run = ladder.run;
    let own = run.stays.try_of(visit.id)?;
    let fired = own.fired?;
    if visit.finished.is_some_and(|finished| finished < fired) || visit.refused.is_some() {
        return None;
    }
    let is = |at: Time, kind: SpellKind| run.spells.at(visit.node, at, |own| own == kind);
    if is(visit.arrived, SpellKind::Hung) || is(visit.arrived, SpellKind::Paused) {
        return Some(visit.arrived);
    }
    let discarded = visit.discarded.filter(|&at| at < fired && is(at, SpellKind::Down));
    let begun = ladder.within(&run.spells.spells, |spell| spell.from);
    let hung = begun.iter().find(|spell| {
        let during = visit.arrived <= spell.from && spell.from < fired;
        spell.node == visit.node && spell.kind == SpellKind::Hung && during
    });
    discarded.or(hung.map(|spell| spell.from))
}

/// A place for an arrow down from a place: beside the nodes' lines and the other arrows.
fn free(
    ladder: &Ladder<'_>,
    (x, y): Point,
    bottom: Tenths,
    (placed, bars): (&mut Vec<(Tenths, Tenths, Tenths)>, &[Area]),
) -> Option<Tenths> {
    let near = ladder
        .lines
        .nodes
        .iter()
        .filter_map(|&node: &NodeId| ladder.x(node))
        .find(|own| (own - x).abs() < CLEAR);
    // Between the lines: to the left of all but the first.
    let side = if near.is_some_and(|own| own <= FIRST) { 1 } else { -1 };
    // On the way from or to a line between others there are bars on both sides of it.
    let inner = ladder.lines.has_inner();
    let side = if near.is_none() && inner { 1 } else { side };
    let mut x = near.map_or(x, |own| own + side * CLEAR);
    for _ in 0..if inner { 8 } else { 4 } {
        let meets = |&(other, from, to): &(Tenths, Tenths, Tenths)| {
            (other - x).abs() < ARROW_WIDTH && y < to && from < bottom
        };
        let strip = Area::new(x - units(3), y, units(6), bottom - y);
        if !placed.iter().any(meets) && !bars.iter().any(|bar| bar.meets(&strip)) {
            let room = placed.len() < MOST_ARROWS;
            placed.push((x, y, bottom));
            return room.then_some(x);
        }
        x += side * ARROW_WIDTH;
    }
    None
}

pub(super) fn draw(ladder: &Ladder<'_>, losses: &[Loss], canvas: &mut Canvas) {
    for &Loss { id, at, place: (x, y), on_the_wire, noticed } in losses {
        let key = grammar::key(id);
        if on_the_wire && at <= ladder.at {
            let size = units(6);
            let (left, top, right, bottom) = (text(x - size), text(y - size), text(x + size), text(y + size));
            let cross = format!("M{left} {top}L{right} {bottom}M{right} {top}L{left} {bottom}");
            canvas.path(format!("{key} cross"), "x", cross);
        }
        if let Some((noticed, x)) = noticed.filter(|&(noticed, _)| noticed <= ladder.at) {
            let (from, to) = (y + units(9), ladder.y(noticed));
            if to - from > units(10) {
                let arrow = format!("M{} {}V{}m-4 -5l4 6 4-6", text(x), text(from), text(to - units(1)));
                canvas.path(format!("{key} noticed"), "now", arrow);
            }
        }
    }
}
