//! A message on the ladder: a slanted band from the sender's line to the receiver's. While somebody holds it, it stands
//! still and its band goes straight down.

use trace::{Duration, Fate, Message, Part, Time};

use crate::Subject;
use crate::grammar;
use crate::lanes::gone_at;
use crate::scene::Canvas;
use crate::units::{Tenths, share, text, units};

use super::Ladder;
use super::way::{Point, cut, cut_line, line, outline};

/// More stops of one message would not be told apart.
const MOST_STOPS: usize = 8;
/// So far below its original stands a copy that travels with it.
const BESIDE: Tenths = units(4);
/// A way that falls less has a tip, to say where it leads.
const FLAT: Tenths = units(3);

/// A message that is drawn.
#[derive(Clone, Debug)]
pub(super) struct Band<'a> {
    pub(super) message: &'a Message,
    late_from: Option<Time>,
    /// The way of its first bit, and that of its last bit, each from the sender on.
    pub(super) head: Vec<Point>,
    pub(super) tail: Vec<Point>,
}

impl<'a> Band<'a> {
    /// The band of a message; none if one of its ends has no line.
    pub(super) fn new(ladder: &Ladder<'a>, message: &'a Message, late_from: Option<Time>) -> Option<Self> {
        let whole = match message.fate {
            Fate::Lost { travelled, .. } => travelled.min(message.one_way),
            Fate::Arrived { .. } | Fate::InFlight => message.one_way,
        };
        let head = way(ladder, message, message.entered_at, whole)?;
        let last = way(ladder, message, message.left_at, whole)?;
        let (y, tail_y) = (ladder.far(message.entered_at), ladder.far(message.left_at));
        // The stroke adds to a thick band, and a hair of space keeps it apart from the next.
        let tail = if tail_y - y >= units(7) { lower(&last, units(-3)) } else { lower(&head, 8) };
        Some(Self { message, late_from, head, tail })
    }

    /// The same, so many places below, where it would hide behind others.
    pub(super) fn beside(self, places: i64) -> Self {
        let by = BESIDE * places;
        Self { head: lower(&self.head, by), tail: lower(&self.tail, by), ..self }
    }

    pub(super) fn start(&self) -> Point {
        self.head.first().copied().unwrap_or_default()
    }

    /// Where its first bit arrived, or was lost.
    pub(super) fn end(&self) -> Point {
        self.head.last().copied().unwrap_or_default()
    }

    pub(super) fn thick(&self) -> Tenths {
        self.tail.first().map_or(0, |&(_, y)| y) - self.start().1
    }

    pub(super) fn around(&self) -> Vec<Point> {
        self.head.iter().chain(self.tail.iter().rev()).copied().collect()
    }

    /// Whether it is told as a line rather than as a band: it carries nothing that anybody asked for.
    fn is_thin(&self) -> bool {
        !matches!(self.message.id.part, Part::Request | Part::Reply | Part::Update)
    }

    /// Whether it is a reply that nobody waits for any more.
    pub(super) fn is_late(&self, at: Time) -> bool {
        self.late_from.is_some_and(|from| from <= at)
    }

    fn class(&self, at: Time) -> &'static str {
        match self.message.id.part {
            Part::Request | Part::Update => "req",
            Part::Reply if self.is_late(at) => "late",
            Part::Reply => "rep",
            Part::Reset => "thin r",
            Part::Connect { .. } | Part::Secure { .. } | Part::Cancel => "thin",
            Part::Accept { .. } | Part::Secured { .. } => "thin p",
        }
    }
}

fn lower(points: &[Point], by: Tenths) -> Vec<Point> {
    points.iter().map(|&(x, y)| (x, y + by)).collect()
}

/// The way of a bit that leaves at `leaves` and travels for `whole`.
fn way(ladder: &Ladder<'_>, message: &Message, leaves: Time, whole: Duration) -> Option<Vec<Point>> {
    let (from, to) = (ladder.x(message.from)?, ladder.x(message.to)?);
    let x = |travelled: Duration| from + share(travelled.0, message.one_way.0, to - from);
    let mut points = vec![(from, ladder.far(leaves))];
    let (mut travelled, mut since) = (Duration::ZERO, leaves);
    let over = gone_at(message).min(ladder.run.end());
    for stop in message.stops.iter().filter(|stop| stop.to > leaves).take(MOST_STOPS) {
        let (stops, goes_on) = (stop.from.max(since), stop.to.min(over));
        let further = Duration(travelled.0.saturating_add(stops.since(since).0));
        if further > whole || goes_on <= stops {
            continue;
        }
        travelled = further;
        points.extend([(x(travelled), ladder.far(stops)), (x(travelled), ladder.far(goes_on))]);
        since = goes_on;
    }
    let rest = Duration(whole.0.saturating_sub(travelled.0));
    points.push((x(whole), ladder.far(since + rest)));
    Some(points)
}

pub(super) fn draw(ladder: &Ladder<'_>, canvas: &mut Canvas) {
    for band in &ladder.bands {
        canvas.about(Some(Subject::Message(band.message.id)));
        band.draw(ladder, canvas);
    }
    canvas.about(None);
}

/// What can be pointed at, wider than what is seen.
pub(super) fn hits(ladder: &Ladder<'_>, canvas: &mut Canvas) {
    let now = ladder.y(ladder.at);
    for band in ladder.bands.iter().filter(|band| band.message.entered_at <= ladder.at) {
        canvas.about(Some(Subject::Message(band.message.id)));
        let key = format!("{} hit", grammar::key(band.message.id));
        canvas.path(key, "hit way", outline(&cut(&band.around(), now, true)));
    }
    canvas.about(None);
}

impl Band<'_> {
    fn draw(&self, ladder: &Ladder<'_>, canvas: &mut Canvas) {
        let key = grammar::key(self.message.id);
        let around = self.around();
        let now = ladder.y(ladder.at);
        let lowest = around.iter().map(|&(_, y)| y).max().unwrap_or(0);
        if ladder.future && now < lowest {
            let all = cut(&around, ladder.bottom(), true);
            let soon = if self.message.entered_at > ladder.at { all } else { cut(&all, now, false) };
            if !soon.is_empty() {
                canvas.path(format!("{key} soon"), "soon", outline(&soon));
            }
        }
        if self.message.entered_at > ladder.at {
            return;
        }
        let class = self.class(ladder.at);
        if self.is_thin() {
            canvas.path(key.clone(), class, line(&cut_line(&self.head, now, true)));
        } else {
            canvas.path(key.clone(), class, outline(&cut(&around, now, true)));
        }
        self.tip(ladder, &key, canvas);
    }

    /// The arrow's head of a way that is as good as level.
    fn tip(&self, ladder: &Ladder<'_>, key: &str, canvas: &mut Canvas) {
        let ((x, y), (to, to_y)) = (self.start(), self.end());
        let there = matches!(self.message.fate, Fate::Arrived { at } if at <= ladder.at);
        if there && to_y - y < FLAT && (to - x).abs() > units(12) {
            let back = if to > x { "-6" } else { "6" };
            let d = format!("M{} {}m{back} -4L{} {}l{back} 4", text(to), text(to_y), text(to), text(to_y));
            canvas.path(format!("{key} tip"), "tip", d);
        }
    }
}
