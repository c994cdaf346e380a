//! How each request ended, in words beside its last bar; and how it had ended in the run before.

use trace::{Outcome, Span, Time};

use super::Fall;
use super::bars::{FEET, LINE, SMALL};
use super::page::Row;
use crate::scene::{Area, Canvas};
use crate::units::{Tenths, units};
use crate::words::waterfall as words;

const MOST_BEFORE: usize = 6;

/// Where words about an end may stand: behind it, before what led to it, or below.
struct Place {
    key: String,
    /// Where what led to it begins and ends.
    from: Time,
    to: Time,
    /// Whether only the line below is free.
    below: bool,
    /// Whether they may be said by now.
    said: bool,
}

/// Says how a request ended; `y` is below its last bar. The answer is where it goes on.
pub(super) fn outcome(fall: &Fall<'_>, row: &Row<'_>, y: Tenths, canvas: &mut Canvas) -> Tenths {
    let span = row.span;
    let last = row.tries().last();
    let late = row.late.iter().filter(|(attempt, _)| last.is_some_and(|last| last.attempt == *attempt));
    let place = Place {
        key: format!("w{} outcome", row.place),
        from: last.map_or(span.to, |own| own.from).min(span.to),
        to: late.fold(span.to, |to, &(_, at)| to.max(at)),
        below: span.tries.len() > row.tries().len(),
        said: span.to <= fall.at,
    };
    let at = fall.sight.run.shown(span.to);
    let ways = [words::ended(span.outcome, at, span.aboard), words::over(span.outcome, span.aboard)];
    write(fall, &place, role(span.outcome), &ways, y, canvas)
}

fn role(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Answered => "tp",
        Outcome::TimedOut => "tt",
        Outcome::Refused | Outcome::Failed | Outcome::Broken | Outcome::Withheld => "lost b",
        Outcome::Unfinished => "m",
    }
}

/// Writes the first of several ways that has room beside the bar, else the first of them below; at every moment the same.
fn write(
    fall: &Fall<'_>,
    place: &Place,
    role: &'static str,
    ways: &[String],
    y: Tenths,
    canvas: &mut Canvas,
) -> Tenths {
    let (behind, in_front) = (fall.x(place.to) + units(8), fall.x(place.from) - units(8));
    let beside = |way: &String| {
        let width = canvas.width_of(role, way);
        if behind + width <= fall.metrics.width {
            return Some((behind, width));
        }
        (in_front - width >= fall.left()).then_some((in_front - width, width))
    };
    let found = ways.iter().filter(|_| !place.below).find_map(|way| Some((way, beside(way)?)));
    let (words, (x, room), baseline, next) = match (found, ways.first()) {
        (Some((way, at)), _) => (way, at, y - LINE + FEET, y),
        (None, Some(way)) => {
            let width = canvas.width_of(role, way);
            let x = (behind - units(8)).min(fall.metrics.width - width).max(fall.left());
            (way, (x, fall.metrics.width - x), y + units(11), y + SMALL)
        }
        (None, None) => return y,
    };
    if place.said {
        canvas.text(place.key.clone(), role, (x, baseline), room, words);
    }
    next
}

/// The same request in the run before, as outlines; `y` is where they begin. The answer is where it goes on.
pub(super) fn as_before(
    fall: &Fall<'_>,
    row: &Row<'_>,
    before: &Span,
    y: Tenths,
    canvas: &mut Canvas,
) -> Tenths {
    let key = |name: &str| format!("w{} before {name}", row.place);
    canvas.text(key("name"), "m", (units(2), y + units(11)), fall.gutter - units(4), words::BEFORE);
    for own in before.tries.iter().take(MOST_BEFORE) {
        let (x, to) = (fall.x(own.from), fall.x(own.to));
        let area = Area::new(x, y + units(2), (to - x).max(8), units(10));
        canvas.rect(key(&format!("{}", own.attempt)), "before", area, units(1));
    }
    let both = row.span.outcome == Outcome::Answered && before.outcome == Outcome::Answered;
    let change = (row.span.to, before.to);
    let change = Some(change).filter(|_| both && row.span.to <= fall.at);
    let shown = fall.sight.ghost.map_or(before.to, |ghost| ghost.shown(before.to));
    let ended = words::ended(before.outcome, shown, before.aboard);
    // What has changed is left out where it does not fit, but never moves the rest.
    let below = y + SMALL + units(11);
    let ways = [words::ended_before(&ended, change), ended];
    let x = fall.left();
    let room = fall.metrics.width - x;
    let words = canvas.choose("m", room, &ways).to_owned();
    canvas.text(key("outcome"), "m", (x, below), room, &words);
    y + SMALL * 2
}
