//! The numbers of messages, beside the beginnings of their bands, and what is unusual about them.

use trace::{Duration, MessageId, NodeId, Part, Time};

use crate::scene::Area;
use crate::units::{Tenths, units};
use crate::{fit, grammar, words};

use super::band::Band;
use super::labels::{Labels, Roles, crossed};
use super::{Ladder, bars};

/// Bands that begin closer to each other than this share a label.
const TOGETHER: Tenths = units(15);

/// A band so thick carries its number.
const THICK: Tenths = units(20);

/// Words beside a message that are over more bands than this would be read as belonging to another.
const MOST_CROSSED: usize = 2;

/// From a node's line to the middle of a label inside a band.
const INSIDE: Tenths = units(30);

/// What is unusual about a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Told {
    Plain,
    /// It says that something went wrong.
    Status(u16),
    /// It was sent beside another try, in case that one takes too long.
    Hedge,
    Delayed(Duration),
}

/// Messages that begin together at one end: what their label says, and where.
struct Group {
    part: Part,
    /// Whether nobody waits for it any more.
    late: bool,
    ids: Vec<MessageId>,
    about: Time,
    x: Tenths,
    y: Tenths,
    forward: bool,
    /// How thick the band of the first one is.
    thick: Tenths,
    ends: [NodeId; 2],
    /// Where it ends.
    to: Tenths,
    /// How far it falls on its way.
    falls: Tenths,
    told: Told,
}

impl Group {
    fn new(ladder: &Ladder<'_>, band: &Band<'_>) -> Self {
        let message = band.message;
        let ((x, y), (to, y_there)) = (band.start(), band.end());
        Self {
            part: message.id.part,
            late: band.is_late(ladder.at),
            ids: vec![message.id],
            about: message.entered_at,
            x,
            y,
            forward: ladder.x(message.to).is_some_and(|to| to > x),
            thick: band.thick(),
            ends: [message.from, message.to],
            to,
            falls: y_there - y,
            told: told(ladder, message.id),
        }
    }

    /// Whether another message begins so close that one label must do for both.
    fn takes(&self, other: &Self) -> bool {
        (other.y - self.y).abs() < TOGETHER
            && (self.part, self.late, self.x, self.forward, self.told)
                == (other.part, other.late, other.x, other.forward, other.told)
    }

    /// Whether a label fits into it.
    fn takes_words(&self) -> bool {
        self.thick >= units(15)
    }

    /// How far it falls on so much of its way.
    fn falls_within(&self, away: Tenths) -> Tenths {
        self.falls * away / (self.to - self.x).abs().max(1)
    }
}

fn told(ladder: &Ladder<'_>, id: MessageId) -> Told {
    let run = ladder.run;
    if let Some(&by) = run.spells.delays.get(&id) {
        return Told::Delayed(by);
    }
    match id.part {
        Part::Reply => {
            let visit = run.stays.visit(MessageId { part: Part::Request, copy: 0, ..id });
            let status = visit.and_then(|visit| visit.refused.map(|(_, status)| status).or(visit.erred));
            status.map_or(Told::Plain, Told::Status)
        }
        Part::Request if id.copy == 0 && id.attempt > 1 => {
            let before = run.stays.try_of(MessageId { attempt: id.attempt - 1, ..id });
            let sent = run.stays.try_of(id).map(|own| own.sent);
            let beside = before.zip(sent).is_some_and(|(before, sent)| {
                before.sent < sent && before.over().is_none_or(|over| over > sent)
            });
            if beside { Told::Hedge } else { Told::Plain }
        }
        _ => Told::Plain,
    }
}

pub(super) fn messages(ladder: &Ladder<'_>, labels: &mut Labels<'_>) {
    for outward in [true, false] {
        let mut group: Option<Group> = None;
        for band in ladder.bands.iter().filter(|band| band.message.id.part.is_outward() == outward) {
            let next = Group::new(ladder, band);
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
    let plain = words::named(&ladder.run.cast, group.part, &group.ids);
    let words = words::ladder::told(plain, group.told);
    let away = if group.forward { units(14) } else { units(-14) };
    if group.forward && group.part.is_outward() && group.thick >= THICK {
        let at = (group.x + away, group.y + group.falls_within(INSIDE) + group.thick / 2 + units(4));
        labels.add(group.about, key, Roles::new("onreq", "m"), at, words);
        return;
    }
    let roles = match (group.part.is_outward(), group.forward) {
        (_, true) if group.part == Part::Reset => Roles::new("tx", "m"),
        (_, false) if group.part == Part::Reset => Roles::new("tx e", "m e"),
        (true, true) => Roles::new("tr", "m"),
        (true, false) => Roles::new("tr e", "m e"),
        (false, true) if group.late => Roles::new("tl", "m"),
        (false, false) if group.late => Roles::new("tl e", "m e"),
        (false, true) => Roles::new("tp", "m"),
        (false, false) => Roles::new("tp e", "m e"),
    };
    let width = fit::width(fit::Type::Small, roles.past, &words);
    if ladder.lines.has_inner() {
        let places = places(ladder, group, width);
        let most_crossed = if group.takes_words() { usize::MAX } else { MOST_CROSSED };
        labels.add_at_one_of(group.about, key, roles, (&places, most_crossed), words);
        return;
    }
    let at = (group.x + away, group.y - units(4));
    let above = Area::new(at.0 - width, at.1 - units(10), width, units(12));
    let idle = ladder.run.stays.visit(MessageId { part: Part::Request, ..first });
    let idle = idle.is_some_and(|visit| visit.finished == visit.started.map(|(at, _)| at));
    if !group.forward && idle && group.x + units(8) + width < ladder.lines.width && crossed(ladder, &above) {
        // Where no work is drawn, there is room behind the node's line.
        let at = (group.x + units(8), group.y + units(4));
        labels.add(group.about, key, Roles::new(if group.late { "tl" } else { "tp" }, "m"), at, words);
        return;
    }
    labels.add(group.about, key, roles, at, words);
}

/// Where a label of a message may stand that has bars at its beginning and at its end, the best first.
fn places(ladder: &Ladder<'_>, group: &Group, width: Tenths) -> Vec<(Tenths, Tenths)> {
    let way = (group.to - group.x).abs();
    let [from, to] = group.ends;
    let (right_of, left_of) = (|node| bars::right_of(ladder, node), [bars::LEFT_OF; 2]);
    let (near, far) = if group.forward { (right_of(from), left_of) } else { (left_of, right_of(to)) };
    let far = far.map(|far| way - far - width);
    let aways = [units(14), units(5)].into_iter().chain(near).chain(far).chain([(way - width) / 2]);
    let aways = aways.filter(|&away| away >= units(4) && away + width <= way + units(4));
    let along = aways.flat_map(|away| {
        if group.takes_words() {
            let inside = group.falls_within(away + width / 2) + group.thick / 2 + units(4);
            return [(away, inside); 2];
        }
        let above = group.falls_within(away) - units(4);
        let below = group.falls_within(away + width) + group.thick + units(13);
        // Below a thick band it would be read as belonging to the next.
        [(away, above), (away, if group.thick < units(8) { below } else { above })]
    });
    // Behind the first line and the last there are no messages.
    let before = (!ladder.lines.is_inner(group.x)).then_some((-units(8) - width, units(4)));
    let behind = (!ladder.lines.is_inner(group.to)).then_some((way + units(8), group.falls + units(4)));
    let places = along.chain(before).chain(behind);
    let side = if group.forward { 1 } else { -1 };
    let places = places.map(|(away, below)| (group.x + side * away, group.y + below));
    // Below the last moment other words may stand.
    places.filter(|&(_, y)| y <= ladder.bottom() + units(10)).collect()
}
