//! What the shapes mean: only those that are to be seen, the client's apart from what its waiting hides.

use std::collections::BTreeSet;

use super::page::{Page, Row, Seen};
use super::stretch::{Course, Kind, course, fired, stay};
use super::{Fall, bars, texture};
use crate::scene::{Area, Canvas};
use crate::units::{Tenths, text, units};
use crate::words::waterfall as words;

const LINE: Tenths = units(20);
const SWATCH: Tenths = units(20);

/// Marks that are not stretches.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Mark {
    TimedOut,
    Lost,
    Late,
}

pub(super) fn draw(fall: &Fall<'_>, page: &Page<'_>, mut y: Tenths, canvas: &mut Canvas) -> Tenths {
    let (mut kinds, mut marks) = (BTreeSet::new(), BTreeSet::new());
    for row in &page.rows {
        collect(fall, row, &mut kinds, &mut marks);
    }
    let (inside, outside): (Vec<Kind>, Vec<Kind>) = kinds.into_iter().partition(|kind| kind.is_inside());
    let server = page.rows.iter().all(|row| matches!(row.seen, Seen::Inside(_)));
    let (hidden, seen): (Vec<Mark>, Vec<Mark>) = marks.into_iter().partition(|&mark| mark == Mark::Lost);
    y = group(fall, (words::SEEN, "seen"), &outside, &seen, y, canvas);
    let title = if server { words::AT_THE_SERVER } else { words::HIDDEN };
    group(fall, (title, "hidden"), &inside, &hidden, y, canvas) + units(4)
}

fn collect(fall: &Fall<'_>, row: &Row<'_>, kinds: &mut BTreeSet<Kind>, marks: &mut BTreeSet<Mark>) {
    for own in row.tries() {
        let run = fall.sight.run;
        let course = match row.seen {
            Seen::Inside(node) => Course { inside: stay(run, row.span, own, node), ..Course::default() },
            Seen::Whole => course(run, own),
            Seen::Outside => Course { inside: Vec::new(), lost: None, ..course(run, own) },
        };
        let stretches = course.outside.iter().chain(&course.inside);
        kinds.extend(stretches.map(|stretch| stretch.kind).filter(|&kind| kind != Kind::InVain));
        marks.extend(course.lost.map(|_| Mark::Lost));
        if !matches!(row.seen, Seen::Inside(_)) && fired(run, own) {
            marks.insert(Mark::TimedOut);
        }
    }
    if !matches!(row.seen, Seen::Inside(_)) {
        kinds.extend(row.span.pauses.first().map(|_| Kind::Pause));
        kinds.extend(row.span.aboard.map(|_| Kind::Aboard));
        marks.extend(row.late.first().map(|_| Mark::Late));
    }
}

fn group(
    fall: &Fall<'_>,
    (title, name): (&str, &str),
    kinds: &[Kind],
    marks: &[Mark],
    mut y: Tenths,
    canvas: &mut Canvas,
) -> Tenths {
    if kinds.is_empty() && marks.is_empty() {
        return y;
    }
    let end = fall.metrics.width;
    canvas.text(format!("legend {name}"), "b", (units(2), y + units(14)), end - units(4), title);
    y += LINE;
    let mut x = units(2);
    let mut place = |words: &str, canvas: &Canvas| {
        let width = SWATCH + units(6) + canvas.width_of("m", words) + units(14);
        if x > units(2) && x + width - units(12) > end {
            (x, y) = (units(2), y + LINE);
        }
        let at = (x, y);
        x += width;
        at
    };
    for &kind in kinds {
        let words = words::long(kind);
        let (x, y) = place(words, canvas);
        let key = format!("legend {name} {kind:?}");
        let swatch = if kind.is_inside() {
            Area::new(x, y - units(1), SWATCH, units(20))
        } else {
            Area::new(x, y + units(2), SWATCH, units(13))
        };
        texture::stretch(canvas, &key, kind, swatch);
        label(canvas, &key, (x, y), end, words);
    }
    for &mark in marks {
        let words = match mark {
            Mark::TimedOut => words::TIMED_OUT,
            Mark::Lost => words::LOST,
            Mark::Late => words::LATE,
        };
        let (x, y) = place(words, canvas);
        let key = format!("legend {name} {mark:?}");
        let middle = x + SWATCH / 2;
        match mark {
            Mark::TimedOut => {
                canvas.path(key.clone(), "timer", format!("M{} {}v15", text(middle), text(y + units(1))))
            }
            Mark::Lost => canvas.path(key.clone(), "x", bars::cross(middle, y + units(8))),
            Mark::Late => {
                canvas.rect(
                    key.clone(),
                    "late",
                    Area::new(middle - units(4), y + units(3), units(8), units(10)),
                    units(1),
                );
            }
        }
        label(canvas, &key, (x, y), end, words);
    }
    y + LINE + units(4)
}

fn label(canvas: &mut Canvas, key: &str, (x, y): (Tenths, Tenths), end: Tenths, words: &str) {
    let x = x + SWATCH + units(6);
    canvas.text(format!("{key} words"), "m", (x, y + units(13)), end - x, words);
}
