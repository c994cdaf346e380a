//! The frame of the ladder: a line for each node, the numbers of time, breaks, and the mark that says now.

use trace::{NodeId, Time, What};

use crate::Subject;
use crate::scene::{Area, Canvas};
use crate::spells::SpellKind;
use crate::units::{Axis, Tenths, text, units};
use crate::words;

use super::lines::FIRST;
use super::{BELOW, Ladder, TOP, before, guess};

/// The number of time ends here.
pub(super) const NUMBERS: Tenths = units(40);
/// Names stand above each other where lines are closer than this.
const NAMES_BESIDE: Tenths = units(120);
const NAME: Tenths = units(16);
const HIGH_NAME: Tenths = units(10);
const LOW_NAME: Tenths = units(23);

pub(super) fn lifelines(ladder: &Ladder<'_>, canvas: &mut Canvas) {
    let mut lines = String::new();
    let mut closed = String::new();
    for (place, &node) in ladder.lines.nodes.iter().enumerate() {
        let Some(x) = ladder.x(node) else { continue };
        let close = ladder.lines.between() < NAMES_BESIDE;
        let low = close && place % 2 == 1;
        let name_y = if !close { NAME } else { if low { LOW_NAME } else { HIGH_NAME } };
        let beside =
            if close { 2 * ladder.lines.between() - units(8) } else { ladder.lines.between() - units(28) };
        let room = beside.min(2 * x.min(ladder.lines.width - x) - units(4));
        canvas.about(Some(Subject::Node(node)));
        canvas.text(format!("node{}", node.0), "b c", (x, name_y), room, ladder.run.name(node));
        canvas.about(None);
        let top = if low { units(29) } else { name_y + units(10) };
        let bottom = ladder.bottom() + BELOW - units(10);
        if ladder.open_x(node).is_some() {
            life(ladder, node, (x, top, bottom), &mut lines);
        } else {
            closed.push_str(&format!("M{} {}V{}", text(x), text(top), text(bottom)));
            let at = (x, TOP + units(30));
            canvas.text(format!("unknown{}", node.0), "unknown c", at, units(20), words::ladder::UNKNOWN);
        }
    }
    canvas.path("lines", "life", lines);
    if !closed.is_empty() {
        canvas.path("closed lines", "closed", closed);
    }
}

/// The room of the mark on the line of a node of which nothing is known.
pub(super) fn unknown(x: Tenths) -> Area {
    Area::new(x - units(8), TOP + units(13), units(16), units(20))
}

/// A node's line, with gaps while it is down.
fn life(ladder: &Ladder<'_>, node: NodeId, (x, top, bottom): (Tenths, Tenths, Tenths), lines: &mut String) {
    let spells = ladder.within(&ladder.run.spells.spells, |spell| spell.from);
    let down = spells
        .iter()
        .filter(|spell| spell.node == node && spell.kind == SpellKind::Down && spell.from <= ladder.at);
    let mut from = top;
    for spell in down {
        let goes = if spell.from < ladder.scale.from() { top } else { ladder.y(spell.from) };
        if goes > from {
            lines.push_str(&format!("M{} {}V{}", text(x), text(from), text(goes)));
        }
        // While it is down, nothing is said about what comes.
        let Some(up) = spell.to.filter(|&to| to <= ladder.at) else { return };
        from = from.max(ladder.y(up));
    }
    lines.push_str(&format!("M{} {}V{}", text(x), text(from), text(bottom)));
}

pub(super) fn ticks(ladder: &Ladder<'_>, canvas: &mut Canvas) {
    let scale = &ladder.scale;
    let breaks = i64::try_from(scale.breaks().len()).unwrap_or(0);
    let most = u64::try_from((scale.whole_height() - breaks * units(20)) / units(36)).unwrap_or(1);
    let axis = Axis::new(scale.length(), most);
    let now = ladder.y(ladder.at);
    let mut marks = String::new();
    let mut from = scale.from();
    let ends = scale.breaks().iter().map(|cut| (cut.from, cut.to)).chain([(scale.to(), scale.to())]);
    let mut written: Tenths = 0;
    for (to, next) in ends {
        for mark in axis.between(from, to) {
            let y = ladder.y(mark);
            // The mark that says now covers the number beside it; behind a break there may be no room.
            let room = (y - now).abs() >= units(15) && (written == 0 || y - written >= units(15));
            marks.push_str(&format!("M{} {}h4", text(units(43)), text(y)));
            let number = axis.number(mark);
            if room && canvas.width_of("m e", &number) <= NUMBERS {
                let at = (NUMBERS, y + units(4));
                canvas.text(format!("tick{}", mark.0), "m e", at, NUMBERS, &number);
                written = y;
            }
        }
        from = next;
    }
    canvas.path("ticks", "tick", marks);
}

/// Where silences are cut: two waves across all lines, and nothing between them.
pub(super) fn breaks(ladder: &Ladder<'_>, canvas: &mut Canvas) {
    for cut in ladder.scale.breaks().iter().filter(|cut| ladder.tells(cut.to)) {
        let (from, to) = (FIRST - units(30), ladder.lines.last() + units(20));
        let wave = |y: Tenths| {
            let mut d = format!("M{} {}", text(from), text(y));
            for place in 0..(to - from) / units(10) {
                d.push_str(if place % 2 == 0 { "l10 -4" } else { "l10 4" });
            }
            d
        };
        let (top, bottom) = cut.torn();
        canvas.rect(format!("break{}", cut.from.0), "gap", Area::new(from, top, to - from, bottom - top), 0);
        let d = format!("{}{}", wave(top + units(2)), wave(bottom + units(2)));
        canvas.path(format!("break{} edges", cut.from.0), "break", d);
    }
}

/// A ring round the event that is picked.
pub(super) fn picked(ladder: &Ladder<'_>, canvas: &mut Canvas) {
    let Some(Subject::Event(id)) = ladder.sight.picked else { return };
    let fact = usize::try_from(id.0).ok().and_then(|place| ladder.run.trace.facts.get(place));
    let Some(fact) = fact.filter(|fact| ladder.tells(fact.at) && within(ladder, fact.at)) else { return };
    if ladder.knower.is_some() && happens_on_the_way(&fact.what) {
        return;
    }
    let lost = match fact.what {
        What::Lost { message, .. } => {
            ladder.bands.iter().find(|band| band.message.id == message).map(super::band::Band::end)
        }
        _ => None,
    };
    let Some(x) = ladder.open_x(fact.node) else { return };
    let at = lost.unwrap_or((x, ladder.y(fact.at)));
    canvas.about(Some(Subject::Event(id)));
    canvas.circle("ring", "ring", at, units(8));
    canvas.about(None);
}

/// What the trace notes at a node that sees nothing of it.
fn happens_on_the_way(what: &What) -> bool {
    matches!(
        what,
        What::Lost { .. }
            | What::Copied { .. }
            | What::Delayed { .. }
            | What::Held { .. }
            | What::Released { .. }
            | What::Cut { .. }
            | What::Mended { .. }
            | What::Intervened { .. }
    )
}

fn within(ladder: &Ladder<'_>, at: Time) -> bool {
    ladder.scale.from() <= at && at <= ladder.scale.to()
}

/// The line across the drawing that says now. Labels come over it.
pub(super) fn now(ladder: &Ladder<'_>, canvas: &mut Canvas) {
    let tag = tag(ladder, canvas);
    let y = text(ladder.y(ladder.at));
    let (from, to) = (text(tag.x + tag.width - units(1)), text(ladder.lines.width - units(6)));
    let line = format!("M{from} {y}H{to}");
    canvas.path("now", "now", line);
}

/// The time beside that line, over everything.
pub(super) fn now_tag(ladder: &Ladder<'_>, canvas: &mut Canvas) {
    let tag = tag(ladder, canvas);
    canvas.rect("now tag", "nowtag", tag, units(4));
    let at = (tag.x + tag.width / 2, ladder.y(ladder.at) + 45);
    canvas.text("now time", "on c", at, tag.width - units(2), &ladder.run.shown(ladder.at).to_string());
}

/// Where the time stands that is now.
pub(super) fn tag(ladder: &Ladder<'_>, canvas: &Canvas) -> Area {
    let words = ladder.run.shown(ladder.at).to_string();
    let width = (canvas.width_of("on", &words) + units(4)).clamp(units(60), units(74));
    Area::new(units(1), ladder.y(ladder.at) - units(10), width, units(20))
}

/// What is left out and what is compared, in words below the drawing; says how high all of it is.
pub(super) fn footer(ladder: &Ladder<'_>, canvas: &mut Canvas) -> Tenths {
    let mut height = ladder.bottom() + BELOW;
    let run = ladder.run;
    let stopped = words::ladder::stopped(run.trace.ended, run.trace.facts.len());
    let stopped = stopped.filter(|_| ladder.tells(run.end()) && ladder.scale.to() >= run.end());
    let page = &ladder.page;
    let part = page.first > 0 || page.all.is_some_and(|all| page.last < all);
    let part = part.then(|| words::ladder::window(page.first + 1, page.last, page.all));
    let (drawn, nodes) = (ladder.lines.nodes.len(), run.trace.nodes.len());
    let nodes = (drawn < nodes).then(|| words::ladder::nodes_shown(drawn, nodes));
    let compared = before::compared(ladder);
    let guess = guess::further_down(ladder);
    let lines =
        [("guessed", guess), ("compared", compared), ("stopped", stopped), ("shown", part), ("nodes", nodes)];
    for (key, words) in lines {
        if let Some(words) = words {
            let width = ladder.lines.width;
            canvas.text(key, "m c", (width / 2, height + units(4)), width - units(8), &words);
            height += units(18);
        }
    }
    height
}
