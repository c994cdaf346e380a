//! The moment that a learner said, as a line that the run comes to, passes, or never reaches.

use crate::scene::{Area, Canvas};
use crate::units::{Tenths, text, units};
use crate::words::answer as words;

use super::Ladder;
use super::axis::NUMBERS;

const CLASS: &str = "tr e";

/// The line, if the drawing reaches to it.
pub(super) fn draw(ladder: &Ladder<'_>, canvas: &mut Canvas) {
    let Some((y, said)) = place(ladder) else { return };
    let line = format!("M{} {}H{}", text(NUMBERS + units(3)), text(y), text(ladder.lines.width - units(6)));
    canvas.path("guess", "guess", line);
    let area = area(ladder, canvas, y, &said);
    canvas.text("guess words", CLASS, (area.x + area.width, y - units(4)), area.width, &said);
}

/// The room of its words, which other words leave free.
pub(super) fn room(ladder: &Ladder<'_>, canvas: &Canvas) -> Option<Area> {
    place(ladder).map(|(y, said)| area(ladder, canvas, y, &said))
}

/// What stands below a drawing that does not reach to it.
pub(super) fn further_down(ladder: &Ladder<'_>) -> Option<String> {
    let (at, said) = ladder.sight.guess?.moment()?;
    (at > ladder.scale.to() && ladder.knower.is_none()).then(|| words::said_further_down(said))
}

fn place(ladder: &Ladder<'_>) -> Option<(Tenths, String)> {
    let (at, said) = ladder.sight.guess?.moment()?;
    let within = ladder.scale.from() <= at && at <= ladder.scale.to() && ladder.knower.is_none();
    within.then(|| (ladder.y(at), words::you_said(said)))
}

fn area(ladder: &Ladder<'_>, canvas: &Canvas, y: Tenths, said: &str) -> Area {
    let width = canvas.width_of(CLASS, said).min(ladder.lines.width - units(12));
    Area::new(ladder.lines.width - units(6) - width, y - units(16), width, units(15))
}
