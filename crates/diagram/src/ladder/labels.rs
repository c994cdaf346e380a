//! The words on the ladder. A label keeps its place through the whole run; where there is no room it is left out.

use trace::{MessageId, Part, Time};

use crate::scene::{Area, Canvas};
use crate::units::{Tenths, units};
use crate::{fit, grammar, words};

use super::bars;
use super::loss::{self, Loss};
use super::{BELOW, Ladder, MOST_MESSAGES, TOP, WIDTH, band};

/// So many pieces of work are told; more would say the same again.
const MOST_TOLD: usize = 12;

/// Bands that begin closer to each other than this share a label.
const TOGETHER: Tenths = units(15);

/// Labels in the order of their claim to room.
pub(super) struct Labels<'a> {
    ladder: &'a Ladder<'a>,
    placed: Vec<(Label, Area)>,
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
struct Roles {
    past: &'static str,
    soon: Option<&'static str>,
}

impl Roles {
    const fn new(past: &'static str, soon: &'static str) -> Self {
        Self { past, soon: Some(soon) }
    }

    /// Says nothing before its moment.
    const fn past(past: &'static str) -> Self {
        Self { past, soon: None }
    }
}

impl<'a> Labels<'a> {
    pub(super) fn new(ladder: &'a Ladder<'a>) -> Self {
        Self { ladder, placed: Vec::new() }
    }

    /// Adds a label about a moment if there is room for it. It keeps its room before it may be shown.
    fn add(&mut self, about: Time, key: String, roles: Roles, at: (Tenths, Tenths), words: String) {
        // Measured in its wider form, so that it does not come and go with the moment.
        let width = fit::width(fit::Type::Small, roles.past, &words);
        let height = fit::line(fit::Type::Small, roles.past);
        let to_the_left = roles.past.split(' ').any(|role| role == "e");
        let left = if to_the_left { at.0 - width } else { at.0 };
        let area = Area::new(left, at.1 - height * 4 / 5, width, height);
        let bottom = TOP + self.ladder.height + BELOW;
        let across = left >= 0 && left + width <= WIDTH;
        let inside = across && area.y > units(20) && at.1 + units(3) <= bottom;
        if inside && !self.placed.iter().any(|(_, other)| other.meets(&area)) {
            let class = if about <= self.ladder.at { Some(roles.past) } else { roles.soon };
            let class = class.filter(|_| self.ladder.tells(about));
            self.placed.push((Label { key, class, x: at.0, baseline: at.1, words }, area));
        }
    }

    pub(super) fn draw(self, canvas: &mut Canvas) {
        for (label, area) in self.placed {
            let Some(class) = label.class else { continue };
            canvas.text(label.key, class, (label.x, label.baseline), area.width, &label.words);
        }
    }
}

/// From a node's line to the middle of a label inside a band.
const INSIDE: Tenths = units(30);

/// Messages that begin together at one end: what their label says, and where.
struct Group {
    part: Part,
    ids: Vec<MessageId>,
    about: Time,
    x: Tenths,
    y: Tenths,
    forward: bool,
    /// How thick the band of the first one is.
    thick: Tenths,
    /// How far it falls up to where a label inside it stands.
    falls: Tenths,
    refused: Option<u16>,
}

impl Group {
    /// Whether another message begins so close that one label must do for both.
    fn takes(&self, other: &Self) -> bool {
        (other.y - self.y).abs() < TOGETHER
            && (self.part, self.x, self.forward, self.refused)
                == (other.part, other.x, other.forward, other.refused)
    }
}

/// The numbers of messages, beside the beginnings of their bands.
pub(super) fn messages(ladder: &Ladder<'_>, labels: &mut Labels<'_>) {
    for outward in [true, false] {
        let mut group: Option<Group> = None;
        for message in ladder
            .run
            .messages
            .iter()
            .take(MOST_MESSAGES)
            .filter(|message| message.id.part.is_outward() == outward)
        {
            let Some([(x, y), (to, y_there), _, (_, tail)]) = band::corners(ladder, message) else {
                continue;
            };
            let asked = MessageId { part: Part::Request, copy: 0, ..message.id };
            let refused =
                ladder.run.stays.visit(asked).and_then(|visit| visit.refused).map(|(_, status)| status);
            let forward = ladder.x(message.to).is_some_and(|to| to > x);
            let part = message.id.part;
            let refused = refused.filter(|_| part == Part::Reply);
            let (ids, about, thick) = (vec![message.id], message.entered_at, tail - y);
            let falls = (y_there - y) * INSIDE / (to - x).abs().max(1);
            let next = Group { part, ids, about, x, y, forward, thick, falls, refused };
            match &mut group {
                Some(group) if group.takes(&next) => group.ids.extend(next.ids),
                _ => {
                    if let Some(group) = group.replace(next) {
                        name(ladder, labels, &group);
                    }
                }
            }
        }
        if let Some(group) = group {
            name(ladder, labels, &group);
        }
    }
}

fn name(ladder: &Ladder<'_>, labels: &mut Labels<'_>, group: &Group) {
    let Some(&first) = group.ids.first() else { return };
    let key = format!("{} name", grammar::key(first));
    let words = match group.refused {
        Some(status) => words::refused_with(&ladder.run.cast, &group.ids, status),
        None => words::named(&ladder.run.cast, group.part, &group.ids),
    };
    let away = if group.forward { units(14) } else { units(-14) };
    if group.forward && group.part.is_outward() && group.thick >= units(20) {
        // A thick band carries its number.
        let at = (group.x + away, group.y + group.falls + group.thick / 2 + units(4));
        return labels.add(group.about, key, Roles::new("onreq", "m"), at, words);
    }
    let roles = match (group.part.is_outward(), group.forward) {
        (true, true) => Roles::new("tr", "m"),
        (true, false) => Roles::new("tr e", "m e"),
        (false, true) => Roles::new("tp", "m"),
        (false, false) => Roles::new("tp e", "m e"),
    };
    let at = (group.x + away, group.y - units(4));
    let width = fit::width(fit::Type::Small, roles.past, &words);
    let above = Area::new(at.0 - width, at.1 - units(10), width, units(12));
    let idle = ladder.run.stays.visit(MessageId { part: Part::Request, ..first });
    let idle = idle.is_some_and(|visit| visit.finished == visit.started.map(|(at, _)| at));
    if !group.forward && idle && group.x + units(8) + width < WIDTH && crossed(ladder, &above) {
        // Where no work is drawn, there is room behind the node's line.
        let at = (group.x + units(8), group.y + units(4));
        return labels.add(group.about, key, Roles::new("tp", "m"), at, words);
    }
    labels.add(group.about, key, roles, at, words);
}

/// Where clients gave up, and how long they paused before the next try.
pub(super) fn ends(ladder: &Ladder<'_>, labels: &mut Labels<'_>) {
    for own in ladder.run.stays.tries.iter().take(MOST_MESSAGES) {
        let (Some(x), Some(fired)) = (ladder.x(own.node), own.fired) else { continue };
        let (x, key) = (x + units(8), grammar::key(own.id));
        let gives_up = (x, ladder.y(fired) + units(14));
        labels.add(fired, format!("{key} gives up"), Roles::past("tt"), gives_up, words::GIVES_UP.to_owned());
        if let Some(again) = bars::again(ladder, own) {
            let middle = (x, (ladder.y(fired) + ladder.y(again)) / 2 + units(8));
            let words = words::pauses_for(again.since(fired));
            labels.add(again, format!("{key} pauses"), Roles::past("m"), middle, words);
        }
    }
}

/// Where messages were lost, and how much later that was noticed.
pub(super) fn losses(ladder: &Ladder<'_>, labels: &mut Labels<'_>) {
    for Loss { message, at, x, y, noticed } in loss::losses(ladder) {
        let key = grammar::key(message.id);
        let words = words::lost_at(ladder.run.shown(at));
        labels.add(at, format!("{key} lost"), Roles::past("m"), (x + units(10), y + units(17)), words);
        let Some(noticed) = noticed else { continue };
        let middle = (y + ladder.y(noticed)) / 2;
        let [first, second] = words::noticed(noticed.since(at));
        labels.add(noticed, format!("{key} noticed 1"), Roles::past("m"), (x + units(10), middle), first);
        labels.add(
            noticed,
            format!("{key} noticed 2"),
            Roles::past("m"),
            (x + units(10), middle + units(14)),
            second,
        );
    }
}

/// How long workers worked, and where requests waited for them.
pub(super) fn work(ladder: &Ladder<'_>, labels: &mut Labels<'_>) {
    for visit in ladder.run.stays.visits.iter().take(MOST_TOLD) {
        let (Some(x), Some((started, _)), Some(finished)) =
            (ladder.x(visit.node), visit.started, visit.finished)
        else {
            continue;
        };
        let (top, bottom) = (ladder.y(started), ladder.y(finished));
        let words = words::works(finished.since(started));
        let at = (x - units(8), (top + bottom) / 2 + units(4));
        let width = fit::width(fit::Type::Small, "m", &words);
        let area = Area::new(at.0 - width, at.1 - units(10), width, units(12));
        if bottom - top >= units(14) && !crossed(ladder, &area) {
            // How long the work takes is told when it is done, or where the future is shown anyway.
            let about = if ladder.future { started } else { finished };
            let key = format!("{} works", grammar::key(visit.id));
            labels.add(about, key, Roles::new("m e", "m e"), at, words);
        }
    }
    if let Some((x, since)) = bars::queue_place(ladder) {
        let at = (x, ladder.y(since) - units(4));
        labels.add(since, "queue".to_owned(), Roles::new("m", "m"), at, words::QUEUE.to_owned());
    }
}

/// Whether a band runs through a place.
fn crossed(ladder: &Ladder<'_>, area: &Area) -> bool {
    let bands =
        ladder.run.messages.iter().take(MOST_MESSAGES).filter_map(|message| band::corners(ladder, message));
    let mut lines =
        bands.flat_map(|[head, head_there, tail_there, tail]| [(head, head_there), (tail, tail_there)]);
    lines.any(|((x, y), (to_x, to_y))| {
        let at = |place: Tenths| {
            let place = place.clamp(x.min(to_x), x.max(to_x));
            y + (to_y - y) * (place - x) / if to_x == x { 1 } else { to_x - x }
        };
        let (one, other) = (at(area.x), at(area.x + area.width));
        let beside = area.x > x.max(to_x) || area.x + area.width < x.min(to_x);
        !beside && one.min(other) < area.y + area.height && one.max(other) > area.y
    })
}
