//! Places that a prediction is about: where a learner said that something would be, and where it is.

use crate::scene::{Area, Canvas};
use crate::units::{Tenths, units};
use crate::words::answer as words;
use crate::{Guess, Sight, Subject};

use super::plan::Left;
use super::{Stage, server};

/// So far a ring stands from what it is around.
const AROUND: Tenths = units(4);
const CORNER: Tenths = units(14);
/// The legend, and what a ring looks like in it.
const LEGEND: Tenths = units(22);
const SAMPLE: Tenths = units(18);

/// Rings for what was said and what is, with a legend below `height`; says how high that is.
pub(super) fn rings(
    sight: &Sight<'_>,
    stages: &[Stage<'_>],
    (width, height): (Tenths, Tenths),
    canvas: &mut Canvas,
) -> Tenths {
    let Some(Guess::Place { at, said, is }) = sight.guess else { return 0 };
    let (said, is) = (said.filter(|_| sight.at <= at), is.filter(|_| sight.at == at));
    if let Some(area) = said.and_then(|said| area(stages, said)) {
        canvas.rect("said ring", "guess", area, CORNER);
    }
    if let Some(area) = is.and_then(|is| area(stages, is)) {
        // Inside the other one where it was right.
        let by = if said == is { units(5) } else { 0 };
        let inner = Area::new(area.x + by, area.y + by, area.width - 2 * by, area.height - 2 * by);
        canvas.rect("true ring", "true", inner, CORNER - by);
    }
    let lines = [(said, "guess", words::YOU_SAID_HERE), (is, "true", words::IT_IS_HERE)];
    let shown: Vec<_> = lines.into_iter().filter(|(place, ..)| place.is_some()).collect();
    let item = |words: &str, canvas: &Canvas| SAMPLE + units(6) + canvas.width_of("m", words);
    let gaps = units(18) * i64::try_from(shown.len().saturating_sub(1)).unwrap_or(0);
    let all: Tenths = shown.iter().map(|(_, _, words)| item(words, canvas)).sum();
    let mut x = (width - all - gaps).max(0) / 2;
    for (_, class, words) in shown {
        let sample = Area::new(x, height + units(5), SAMPLE, units(12));
        canvas.rect(format!("{class} sample"), class, sample, units(4));
        let room = canvas.width_of("m", words);
        canvas.text(format!("{class} words"), "m", (x + SAMPLE + units(6), height + units(15)), room, words);
        x += item(words, canvas) + units(18);
    }
    LEGEND
}

/// Where a ring goes, if the drawing shows what it is around.
fn area(stages: &[Stage<'_>], place: Subject) -> Option<Area> {
    match place {
        Subject::Link(link) => stages.iter().find(|stage| stage.link == link).map(wire),
        Subject::Node(node) => {
            let answers = stages.iter().find(|stage| stage.server == node && stage.rows > 0);
            let asks = || {
                let drawn = |stage: &&Stage<'_>| matches!(stage.left, Left::Circle | Left::Square);
                stages.iter().filter(drawn).find(|stage| stage.client == node).map(asker)
            };
            answers.map(|stage| box_around(stage)).or_else(asks)
        }
        Subject::Message(_) | Subject::Event(_) => None,
    }
}

fn wire(stage: &Stage<'_>) -> Area {
    let metrics = stage.metrics;
    // With the words at its messages.
    let (across, beside) = (metrics.fan * 4 / 5 + metrics.leading, 2 * AROUND);
    let top = stage.top + metrics.out - across;
    let height = metrics.back - metrics.out + 2 * across;
    Area::new(metrics.near - beside, top, metrics.wire() + 2 * beside, height)
}

fn asker(stage: &Stage<'_>) -> Area {
    let (x, y) = stage.metrics.client;
    let half = stage.metrics.arc + AROUND;
    Area::new(x - half, stage.top + y - half, 2 * half, 2 * half)
}

fn box_around(stage: &Stage<'_>) -> Area {
    let area = server::area(stage);
    // On narrow drawings it stands at the edge.
    let right = (area.x + area.width + AROUND).min(stage.metrics.width - units(1));
    let (left, top) = (area.x - AROUND, area.y - AROUND);
    Area::new(left, top, right - left, area.height + 2 * AROUND)
}
