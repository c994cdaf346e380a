//! A crowd on a lane: a band as thick as there are many, with how many there are and how many of them are drawn.

use crate::scene::Canvas;
use crate::under_way::Flying;
use crate::units::{Tenths, text, units};
use crate::words;

use super::Stage;
use super::message::ends;

/// The lane is counted in so many pieces.
const PIECES: usize = 14;

pub(super) fn draw(stage: &Stage<'_>, forward: bool, lane: &[&Flying<'_>], canvas: &mut Canvas) {
    let metrics = stage.metrics;
    let (wire, y) = (metrics.wire().max(1), stage.top + if forward { metrics.out } else { metrics.back });
    let mut counts = [0_i64; PIECES];
    for own in lane {
        let (head, _) = ends(stage, own.message);
        let piece = usize::try_from(head.clamp(0, wire - 1)).unwrap_or(0) * PIECES
            / usize::try_from(wire).unwrap_or(1);
        if let Some(count) = counts.get_mut(piece) {
            *count += 1;
        }
    }
    let (name, noun) = lane.first().map_or(("flow", String::new()), |first| {
        let part = first.message.id.part;
        let name = if part.is_outward() { "flow" } else { "flow p" };
        (name, stage.run.cast.noun(part, lane.len()).to_owned())
    });
    let piece = |place: i64| wire * place / 14;
    let most = counts.iter().copied().max().unwrap_or(1).max(1);
    // One outline for pieces that follow each other.
    let (mut d, mut open) = (String::new(), false);
    for (&count, place) in counts.iter().zip(0_i64..) {
        if count == 0 {
            if std::mem::take(&mut open) {
                d.push_str(&format!("V{}z", text(y)));
            }
            continue;
        }
        let high = thickness(count, most, lane.len(), metrics.fan);
        let (from, to) = (piece(place), piece(place + 1));
        let (begin, end, far_side) = if forward {
            (metrics.near + from, metrics.near + to, y - high)
        } else {
            (metrics.far - from, metrics.far - to, y + high)
        };
        if !open {
            d.push_str(&format!("M{} {}", text(begin), text(y)));
        }
        d.push_str(&format!("V{}H{}", text(far_side), text(end)));
        open = true;
    }
    if open {
        d.push_str(&format!("V{}z", text(y)));
    }
    let key = stage.key(if forward { "crowd out" } else { "crowd back" });
    canvas.path(key.clone(), name, d);
    let drawn = lane.iter().filter(|own| own.drawn).count();
    let room = wire + 2 * metrics.tag + units(10);
    let middle = metrics.near + wire / 2;
    let ways = words::crowd(lane.len(), &noun, forward);
    let class = if name == "flow" { "tr c" } else { "tp c" };
    let first = canvas.choose(class, room, &ways).to_owned();
    let (upper, lower) = if forward {
        let edge = y - metrics.fan - units(6);
        (edge - metrics.leading, edge)
    } else {
        let edge = y + metrics.fan + units(14);
        (edge, edge + metrics.leading)
    };
    canvas.text(format!("{key} count"), class, (middle, upper), room, &first);
    canvas.text(format!("{key} sample"), "m c", (middle, lower), room, &words::one_of(lane.len(), drawn));
}

/// The band of a piece, of all that the lane has room for: the more there are, the more of it.
fn thickness(count: i64, most: i64, all: usize, fan: Tenths) -> Tenths {
    let all = i64::try_from(all).unwrap_or(i64::MAX).clamp(1, 1000);
    // A thousand and more fill the room; forty fill a quarter of it.
    let full = fan / 4 + fan * 3 / 4 * all / 1000;
    (full * count / most).max(units(2))
}
