//! Words beside what happens on the ladder: how long something lasted, and what became of it.

use crate::scene::Area;
use crate::spells::SpellKind;
use crate::units::{Tenths, units};
use crate::{fit, grammar, words};

use super::bars;
use super::labels::{Labels, Roles, crossed};
use super::lines::FIRST;
use super::loss::Loss;
use super::{Ladder, spell};

/// So many of a kind are told; more would say the same again.
const MOST_TOLD: usize = 12;

/// A pause that is shorter on the drawing is not told: the words would stand at something else.
const SHORT: Tenths = units(12);

/// How long the silences last that are cut.
pub(super) fn breaks(ladder: &Ladder<'_>, labels: &mut Labels<'_>) {
    for cut in ladder.scale.breaks() {
        let words = words::cut(cut.to.since(cut.from));
        let width = fit::width(fit::Type::Small, "m", &words);
        let at = ((FIRST + ladder.lines.last() - width) / 2, (cut.top + cut.bottom) / 2 + units(5));
        labels.add(cut.from, format!("break{} length", cut.from.0), Roles::new("m", "m"), at, words);
    }
}

/// That clients wait, where they gave up, and how long they paused before the next try.
pub(super) fn ends(ladder: &Ladder<'_>, labels: &mut Labels<'_>) {
    for (&node, place) in ladder.lines.nodes.iter().zip(0..) {
        if (place == 0 || ladder.lines.has_inner())
            && let Some((x, y, since)) = bars::waits_place(ladder, node)
        {
            let key = if place == 0 { "waits".to_owned() } else { format!("waits{place}") };
            labels.add(since, key, Roles::past("m e"), (x, y), words::WAITS.to_owned());
        }
    }
    for own in bars::tries(ladder) {
        let Some(x) = ladder.open_x(own.node) else { continue };
        let (x, key) = (x + units(8), grammar::key(own.id));
        if let Some(fired) = own.fired {
            // Between two breaks there is no room but beside it.
            for below in [12, 4] {
                let (at, key) = ((x, ladder.y(fired) + units(below)), format!("{key} gives up"));
                if labels.add(fired, key, Roles::past("tt"), at, words::GIVES_UP.to_owned()) {
                    break;
                }
            }
        }
        let pause = bars::again(ladder, own);
        if let Some((over, again)) = pause.filter(|&(over, again)| ladder.y(again) - ladder.y(over) >= SHORT)
        {
            let middle = (ladder.y(over) + ladder.y(again)) / 2 + units(8);
            for y in [middle, ladder.y(over) + units(25)] {
                let (key, words) = (format!("{key} pauses"), words::pauses_for(again.since(over)));
                if labels.add(again, key, Roles::past("m"), (x, y), words) {
                    break;
                }
            }
        }
    }
}

/// Where messages were lost, and how much later that was noticed.
pub(super) fn losses(ladder: &Ladder<'_>, losses: &[Loss], labels: &mut Labels<'_>) {
    for Loss { place: (x, y), on_the_wire, noticed, .. } in losses {
        if *on_the_wire {
            labels.keep_free(Area::new(x - units(7), y - units(7), units(14), units(14)));
        }
        if let Some((noticed, x)) = noticed {
            labels.keep_free(Area::new(x - units(2), *y, units(4), (ladder.y(*noticed) - y).max(0)));
        }
    }
    for Loss { id, at, place: (x, y), on_the_wire, noticed } in losses {
        let (x, y, key) = (*x, *y, grammar::key(*id));
        if *on_the_wire {
            let words = words::lost_at(ladder.run.shown(*at));
            beside(labels, *at, (x, y + units(17)), vec![(format!("{key} lost"), words)]);
        }
        let Some((noticed, x)) = *noticed else { continue };
        let keyed = |words: Vec<String>| {
            let lines = words.into_iter().zip(1..);
            lines.map(|(words, line)| (format!("{key} noticed {line}"), words)).collect::<Vec<_>>()
        };
        let (gap, middle) = (noticed.since(*at), (x, (y + ladder.y(noticed)) / 2));
        let added = beside(labels, noticed, middle, keyed(words::noticed(gap).into()));
        if !added && ladder.lines.has_inner() {
            beside(labels, noticed, middle, keyed(words::ladder::noticed_narrow(gap).into()));
        }
    }
}

/// Words to the right of a place, or to its left, or a bit higher where there is no room.
fn beside(
    labels: &mut Labels<'_>,
    about: trace::Time,
    (x, y): (Tenths, Tenths),
    lines: Vec<(String, String)>,
) -> bool {
    let away = units(10);
    for y in [y, y - units(13)] {
        if labels.add_lines(about, Roles::past("m"), (x + away, y), lines.clone())
            || labels.add_lines(about, Roles::past("m e"), (x - away, y), lines.clone())
        {
            return true;
        }
    }
    false
}

/// What was not as usual, beside where it begins.
pub(super) fn spells(ladder: &Ladder<'_>, labels: &mut Labels<'_>) {
    for own in spell::drawn(ladder).take(MOST_TOLD) {
        let Some((x, y)) = spell::word_place(ladder, own) else { continue };
        let key = format!("{} word", spell::key(own));
        let words = words::ladder::spell(own.kind);
        let roles = if matches!(own.kind, SpellKind::Breaker { .. }) { "tt" } else { "tx" };
        let width = fit::width(fit::Type::Small, roles, &words);
        let x = if x + width <= ladder.lines.width { x } else { x - width - units(14) };
        for below in [0, 16, 32] {
            let at = (x, y + units(below));
            if labels.add(own.from, key.clone(), Roles::past(roles), at, words.clone()) {
                break;
            }
        }
    }
    for own in spell::news_drawn(ladder).take(MOST_TOLD) {
        let Some(x) = ladder.open_x(own.node) else { continue };
        let (words, y) = (words::ladder::news(own), ladder.y(own.at) + units(4));
        let key = format!("{} word", spell::news_key(own));
        // The outer side of a line is free of messages.
        if x > (FIRST + ladder.lines.last()) / 2 {
            labels.add(own.at, key, Roles::past("m"), (x + units(10), y), words);
        } else {
            labels.add(own.at, key, Roles::past("m e"), (x - units(10), y), words);
        }
    }
}

/// How long messages were held.
pub(super) fn stops(ladder: &Ladder<'_>, labels: &mut Labels<'_>) {
    let held = ladder.bands.iter().filter(|band| !band.message.stops.is_empty());
    for band in held.take(MOST_TOLD) {
        let steps = band.head.iter().zip(band.head.iter().skip(1)).filter(|(one, next)| one.0 == next.0);
        for ((&(x, top), &(_, bottom)), stop) in steps.zip(&band.message.stops) {
            let words = words::ladder::held_for(stop.to.since(stop.from));
            let key = format!("{} held{}", grammar::key(band.message.id), stop.from.0);
            let y = (top + bottom) / 2 + units(4);
            beside(labels, stop.to.min(ladder.run.end()), (x, y), vec![(key, words)]);
        }
    }
}

/// How long workers worked.
pub(super) fn work(ladder: &Ladder<'_>, labels: &mut Labels<'_>) {
    for visit in bars::visits(ladder).take(MOST_TOLD) {
        let (Some(x), Some((started, _))) = (ladder.open_x(visit.node), visit.started) else { continue };
        let (Some(over), key) = (visit.left_worker(), grammar::key(visit.id)) else { continue };
        let (top, bottom) = (ladder.y(started), ladder.y(over));
        let words = match visit.finished {
            Some(_) => words::works(over.since(started)),
            None => words::ladder::DISCARDED.to_owned(),
        };
        let width = fit::width(fit::Type::Small, "m", &words);
        // How long the work takes is told when it is done, or where the future is shown anyway.
        let about = if ladder.future { started } else { over };
        // Between a node's line and its work on one side and its own waits on the other there may be no room.
        for away in [units(8), bars::LEFT_OF] {
            let at = (x - away, (top + bottom) / 2 + units(4));
            let area = Area::new(at.0 - width, at.1 - units(10), width, units(12));
            let room = bottom - top >= units(14) && !crossed(ladder, &area);
            let key = format!("{key} works");
            let added = room && labels.add(about, key, Roles::new("m e", "m e"), at, words.clone());
            if added || !ladder.lines.is_inner(x) {
                break;
            }
        }
    }
}

/// Where requests wait for a worker.
pub(super) fn queues(ladder: &Ladder<'_>, labels: &mut Labels<'_>) {
    for ((node, x, since), place) in bars::queue_places(ladder).into_iter().zip(0..) {
        if place == 0 || ladder.lines.has_inner() {
            let key = if place == 0 { "queue".to_owned() } else { format!("queue{}", node.0) };
            let at = (x, ladder.y(since) - units(4));
            labels.add(since, key, Roles::new("m", "m"), at, words::QUEUE.to_owned());
        }
    }
}
