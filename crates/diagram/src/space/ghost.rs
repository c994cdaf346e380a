//! The run as it was before somebody intervened: faint outlines where its messages would be now, and only where they
//! are not where they are in this one.

use super::Stage;
use super::message::{Flight, flying};
use super::tag::Outline;
use crate::scene::Canvas;
use crate::under_way::Flying;

/// On one connection.
const MOST_GHOSTS: usize = 8;

pub(super) fn draw(stage: &Stage<'_>, canvas: &mut Canvas) {
    let Some(other) = stage.sight.ghost else { return };
    let here = flying(stage, stage.run);
    let stands = |own: &Flying<'_>| {
        let same = |there: &&Flying<'_>| there.message.id == own.message.id;
        let there = here.iter().find(same).map(|there| Flight::new(stage, there.message, there.place));
        let flight = Flight::new(stage, own.message, own.place);
        // A breadth of a tag is what can be told apart.
        let apart = |there: Flight| (there.middle - flight.middle).abs() > stage.metrics.tag / 2;
        there.is_none_or(apart).then_some(flight)
    };
    let all = flying(stage, other);
    for flight in all.iter().filter(|own| own.drawn).filter_map(stands).take(MOST_GHOSTS) {
        let key = format!("{} ghostly", flight.outline.key);
        Outline { key, ..flight.outline }.trace("ghostly", canvas);
    }
}
