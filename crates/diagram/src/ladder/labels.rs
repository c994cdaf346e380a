//! The words on the ladder. A label keeps its place through the whole run; where there is no room it is left out.

use trace::Time;

use crate::fit;
use crate::scene::{Area, Canvas};
use crate::units::{Tenths, units};

use super::band::Band;
use super::{BELOW, Ladder, axis, bars};

/// Labels in the order of their claim to room.
pub(super) struct Labels<'a> {
    ladder: &'a Ladder<'a>,
    placed: Vec<(Label, Area)>,
    taken: Vec<Area>,
}

struct Label {
    key: String,
    /// None while it may not be shown.
    class: Option<&'static str>,
    x: Tenths,
    baseline: Tenths,
    words: String,
}

/// The roles of a label once its moment has come, and before.
pub(super) struct Roles {
    pub(super) past: &'static str,
    soon: Option<&'static str>,
}

impl Roles {
    pub(super) const fn new(past: &'static str, soon: &'static str) -> Self {
        Self { past, soon: Some(soon) }
    }

    /// Says nothing before its moment.
    pub(super) const fn past(past: &'static str) -> Self {
        Self { past, soon: None }
    }
}

impl<'a> Labels<'a> {
    pub(super) fn new(ladder: &'a Ladder<'a>) -> Self {
        Self { ladder, placed: Vec::new(), taken: Vec::new() }
    }

    /// Keeps a place free of words.
    pub(super) fn keep_free(&mut self, area: Area) {
        self.taken.push(area);
    }

    /// Keeps what stands at lines free of words that are not about it, where there are such words on both sides of lines.
    pub(super) fn keep_lines_free(&mut self) {
        let ladder = self.ladder;
        if ladder.lines.has_inner() {
            let last = if ladder.future { ladder.run.end() } else { ladder.at };
            self.taken.extend(bars::all(ladder, last));
            let closed = ladder.lines.nodes.iter().filter(|&&node| ladder.open_x(node).is_none());
            self.taken.extend(closed.filter_map(|&node| ladder.x(node)).map(axis::unknown));
        }
    }

    /// Adds a label about a moment if there is room for it. It keeps its room before it may be shown.
    pub(super) fn add(
        &mut self,
        about: Time,
        key: String,
        roles: Roles,
        at: (Tenths, Tenths),
        words: String,
    ) -> bool {
        self.add_lines(about, roles, at, vec![(key, words)])
    }

    /// Adds it at one of several places that are free, the first of those where it covers the fewest bands.
    pub(super) fn add_at_one_of(
        &mut self,
        about: Time,
        key: String,
        roles: Roles,
        (places, most_crossed): (&[(Tenths, Tenths)], usize),
        words: String,
    ) -> bool {
        let mut best: Option<(usize, (Tenths, Tenths))> = None;
        for &at in places {
            let area = area(&roles, at, &words);
            if !self.has_room(&area) {
                continue;
            }
            let crossed = crossings(self.ladder, &area);
            if crossed <= most_crossed && best.is_none_or(|(fewest, _)| crossed < fewest) {
                best = Some((crossed, at));
            }
            if crossed == 0 {
                break;
            }
        }
        best.is_some_and(|(_, at)| self.add(about, key, roles, at, words))
    }

    /// Adds lines below each other, all or none.
    pub(super) fn add_lines(
        &mut self,
        about: Time,
        roles: Roles,
        (x, baseline): (Tenths, Tenths),
        lines: Vec<(String, String)>,
    ) -> bool {
        // What a node does not know yet must not even take room.
        if self.ladder.knower.is_some() && about > self.ladder.at {
            return false;
        }
        let class = if about <= self.ladder.at { Some(roles.past) } else { roles.soon };
        let class = class.filter(|_| self.ladder.tells(about));
        let mut labels = Vec::with_capacity(lines.len());
        for ((key, words), line) in lines.into_iter().zip(0..) {
            let baseline = baseline + units(14) * line;
            let area = area(&roles, (x, baseline), &words);
            if baseline + units(3) > self.ladder.bottom() + BELOW || !self.has_room(&area) {
                return false;
            }
            labels.push((Label { key, class, x, baseline, words }, area));
        }
        self.taken.extend(labels.iter().map(|(_, area)| *area));
        self.placed.extend(labels);
        true
    }

    fn has_room(&self, area: &Area) -> bool {
        let inside = area.x >= axis::NUMBERS && area.x + area.width <= self.ladder.lines.width;
        inside && area.y > units(20) && !self.taken.iter().any(|other| other.meets(area))
    }

    pub(super) fn draw(self, canvas: &mut Canvas) {
        let (ladder, tag) = (self.ladder, axis::tag(self.ladder, canvas));
        // Words far along a way would stand in what is not drawn yet.
        let drawn_to =
            if ladder.future || !ladder.lines.has_inner() { Tenths::MAX } else { ladder.y(ladder.at) };
        for (label, area) in self.placed {
            let shown = !area.meets(&tag) && area.y < drawn_to;
            let Some(class) = label.class.filter(|_| shown) else { continue };
            canvas.text(label.key, class, (label.x, label.baseline), area.width, &label.words);
        }
    }
}

/// The room of a label.
fn area(roles: &Roles, (x, baseline): (Tenths, Tenths), words: &str) -> Area {
    // Measured in its wider form, so that it does not come and go with the moment.
    let width = fit::width(fit::Type::Small, roles.past, words);
    let height = fit::line(fit::Type::Small, roles.past);
    let to_the_left = roles.past.split(' ').any(|role| role == "e");
    Area::new(if to_the_left { x - width } else { x }, baseline - height * 4 / 5, width, height)
}

/// Whether a band runs through a place.
pub(super) fn crossed(ladder: &Ladder<'_>, area: &Area) -> bool {
    ladder.bands.iter().any(|band| crosses(band, area))
}

/// How many bands run through a place.
fn crossings(ladder: &Ladder<'_>, area: &Area) -> usize {
    ladder.bands.iter().filter(|band| crosses(band, area)).count()
}

fn crosses(band: &Band<'_>, area: &Area) -> bool {
    let ways = [&band.head, &band.tail].into_iter();
    let mut lines = ways.flat_map(|way| way.iter().zip(way.iter().skip(1)));
    lines.any(|(&(x, y), &(to_x, to_y))| {
        if y.min(to_y) >= area.y + area.height || y.max(to_y) <= area.y {
            return false;
        }
        let at = |place: Tenths| {
            let place = place.clamp(x.min(to_x), x.max(to_x));
            y + (to_y - y) * (place - x) / if to_x == x { 1 } else { to_x - x }
        };
        let (one, other) = if x == to_x { (y, to_y) } else { (at(area.x), at(area.x + area.width)) };
        let beside = area.x > x.max(to_x) || area.x + area.width < x.min(to_x);
        !beside && one.min(other) < area.y + area.height && one.max(other) > area.y
    })
}
