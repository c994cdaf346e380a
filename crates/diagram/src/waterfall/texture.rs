//! How each kind of stretch is drawn: shape and pattern first, colour second.

use super::stretch::Kind;
use crate::scene::{Area, Canvas};
use crate::units::{Tenths, text, units};

/// From one line of a pattern to the next.
const GAP: Tenths = units(6);
/// How much lower what is inside the waiting is drawn, above and below.
const INSET: Tenths = 30;

/// Draws a stretch into its place in a bar.
pub(super) fn stretch(canvas: &mut Canvas, key: &str, kind: Kind, bar: Area) {
    let area = if kind.is_inside() { inner(bar) } else { bar };
    let (class, pattern) = look(kind);
    if !class.is_empty() {
        canvas.rect(key, class, hair(area), if kind == Kind::Waiting { units(2) } else { 0 });
    }
    if let Some(pattern) = pattern {
        let lines = match pattern {
            Pattern::Rising => slanted(area, true),
            Pattern::Falling => slanted(area, false),
            Pattern::Crossed => slanted(area, true) + &slanted(area, false),
            Pattern::Upright => upright(area),
        };
        let class = if matches!(kind, Kind::Connect | Kind::Secure) { "hatch q" } else { "hatch" };
        if !lines.is_empty() {
            canvas.path(format!("{key} lines"), class, lines);
        }
    }
}

#[derive(Clone, Copy)]
enum Pattern {
    Rising,
    Falling,
    Crossed,
    Upright,
}

fn look(kind: Kind) -> (&'static str, Option<Pattern>) {
    match kind {
        Kind::Stalled => ("slot", None),
        Kind::Lookup => ("part", Some(Pattern::Upright)),
        Kind::Connect => ("asks", Some(Pattern::Falling)),
        Kind::Secure => ("asks", Some(Pattern::Crossed)),
        Kind::Send => ("sent", None),
        Kind::Waiting => ("wait", None),
        Kind::Download => ("back", None),
        Kind::Pause => ("part", Some(Pattern::Rising)),
        Kind::Aboard => ("slot", None),
        Kind::TripOut => ("sent", None),
        Kind::Queue => ("queue", Some(Pattern::Upright)),
        Kind::Service => ("work", None),
        Kind::ReplyHeld => ("ghost", None),
        Kind::TripBack => ("back", None),
        Kind::InVain => ("", None),
    }
}

/// The role of words over a stretch.
pub(super) fn words_on(kind: Kind) -> &'static str {
    match kind {
        Kind::Send | Kind::TripOut => "onreq c",
        Kind::Service => "on c",
        _ => "m c over",
    }
}

/// Where what is inside the waiting is drawn.
pub(super) fn inner(bar: Area) -> Area {
    Area::new(bar.x, bar.y + INSET, bar.width, bar.height - 2 * INSET)
}

/// However short, something is to be seen; and a hair of space keeps one stretch apart from the next.
fn hair(area: Area) -> Area {
    let width = if area.width > units(3) { area.width - 5 } else { area.width.max(8) };
    Area::new(area.x, area.y, width, area.height)
}

/// Lines at 45°, cut off at the edges.
fn slanted(area: Area, rising: bool) -> String {
    let mut lines = String::new();
    let mut offset = GAP - area.height;
    while offset < area.width {
        let (begin, end) = ((-offset).max(0), area.height.min(area.width - offset));
        if end > begin {
            let y = |down: Tenths| if rising { area.y + area.height - down } else { area.y + down };
            let (x, to_x) = (area.x + offset + begin, area.x + offset + end);
            lines.push_str(&format!("M{} {}L{} {}", text(x), text(y(begin)), text(to_x), text(y(end))));
        }
        offset += GAP;
    }
    lines
}

fn upright(area: Area) -> String {
    let mut lines = String::new();
    let mut x = area.x + GAP;
    while x < area.x + area.width - units(1) {
        lines.push_str(&format!("M{} {}v{}", text(x), text(area.y), text(area.height)));
        x += GAP;
    }
    lines
}
