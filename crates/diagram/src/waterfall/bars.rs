//! The bars of a request: one for each try, below each other, each where it stood in time.

use trace::{MessageId, Pause, Time, Try};

use super::page::{Row, Seen};
use super::stretch::{Course, Kind, Stretch, course, fired, stay};
use super::{Fall, ending, texture};
use crate::scene::{Area, Canvas};
use crate::units::{Tenths, text, units};
use crate::words::waterfall as words;
use crate::{Subject, grammar};

/// From one try to the next.
pub(super) const LINE: Tenths = units(26);
const BAR: Tenths = units(20);
/// From the top of a bar to the feet of the words on it.
pub(super) const FEET: Tenths = units(14);
/// A line of words, and the bars of the run before.
pub(super) const SMALL: Tenths = units(18);
/// Between two requests.
const APART: Tenths = units(8);

/// Draws a request from `y` on, and says where the next one may begin.
pub(super) fn request(fall: &Fall<'_>, row: &Row<'_>, mut y: Tenths, canvas: &mut Canvas) -> Tenths {
    let span = row.span;
    let key = |name: &str| format!("w{} {name}", row.place);
    for own in row.tries() {
        let message = MessageId::request(span.request, own.attempt);
        canvas.about(Some(Subject::Message(message)));
        canvas.text(
            key(&format!("{} name", own.attempt)),
            "m",
            (units(2), y + FEET),
            fall.gutter - units(4),
            &grammar::number(message),
        );
        attempt(fall, row, own, y, canvas);
        y += LINE;
    }
    canvas.about(Some(Subject::Message(MessageId::request(span.request, 1))));
    if span.tries.is_empty() {
        let name = format!("#{}", span.request.0);
        canvas.text(key("name"), "m", (units(2), y + FEET), fall.gutter - units(4), &name);
        if span.aboard.is_some() {
            let whole = Stretch { kind: Kind::Aboard, from: span.from, to: span.to };
            stretch(fall, whole, (&key("aboard"), y), canvas);
        }
        y += LINE;
    }
    if span.tries.len() > row.tries().len() {
        let more = words::more_tries(span.tries.len() - row.tries().len());
        canvas.text(key("more"), "m", (fall.left(), y + units(12)), fall.width(), &more);
        y += SMALL;
    }
    if !matches!(row.seen, Seen::Inside(_)) {
        y = ending::outcome(fall, row, y, canvas);
    }
    if let Some(before) = row.before {
        y = ending::as_before(fall, row, before, y, canvas);
    }
    canvas.about(None);
    y + APART
}

/// One try, and the pause behind it.
fn attempt(fall: &Fall<'_>, row: &Row<'_>, own: &Try, y: Tenths, canvas: &mut Canvas) {
    let key = format!("w{}.{}", row.place, own.attempt);
    let course = match row.seen {
        Seen::Inside(node) => {
            let inside = stay(fall.sight.run, row.span, own, node);
            Course { inside, ..Course::default() }
        }
        Seen::Whole => course(fall.sight.run, own),
        Seen::Outside => Course { inside: Vec::new(), lost: None, ..course(fall.sight.run, own) },
    };
    soon(fall, (own.from, own.to), (&format!("{key} soon"), y), canvas, !matches!(row.seen, Seen::Inside(_)));
    for (stretch, count) in course.outside.iter().chain(&course.inside).zip(0..) {
        let message = MessageId::request(row.span.request, own.attempt);
        let message = if stretch.kind.is_of_reply() { message.reply() } else { message };
        canvas.about(Some(Subject::Message(message)));
        self::stretch(fall, *stretch, (&format!("{key} s{count}"), y), canvas);
    }
    canvas.about(Some(Subject::Message(MessageId::request(row.span.request, own.attempt))));
    let next = row.span.pauses.iter().filter(|pause| u32::from(pause.before) == u32::from(own.attempt) + 1);
    for (pause, count) in next.zip(0..).filter(|_| !matches!(row.seen, Seen::Inside(_))) {
        let Pause { from, to, .. } = *pause;
        soon(fall, (from, to), (&format!("{key} p{count} soon"), y), canvas, true);
        stretch(fall, Stretch { kind: Kind::Pause, from, to }, (&format!("{key} p{count}"), y), canvas);
    }
    if own.to <= fall.at && fired(fall.sight.run, own) && !matches!(row.seen, Seen::Inside(_)) {
        let mark = format!("M{} {}v{}", text(fall.x(own.to)), text(y - units(2)), text(BAR + units(4)));
        canvas.path(format!("{key} fired"), "timer", mark);
    }
    if let Some(lost) = course.lost.filter(|&lost| lost <= fall.at) {
        canvas.path(format!("{key} cross"), "x", cross(fall.x(lost), y + BAR / 2));
    }
    if matches!(row.seen, Seen::Inside(_)) {
        return;
    }
    for (&(_, at), count) in row.late.iter().filter(|(attempt, _)| *attempt == own.attempt).zip(0..) {
        if at <= fall.at {
            let area = Area::new(fall.x(at) - units(8), y + units(5), units(8), units(10));
            canvas.rect(format!("{key} late{count}"), "late", area, units(1));
        }
    }
}

/// The part of a stretch that has happened, with its name where that has room.
fn stretch(fall: &Fall<'_>, stretch: Stretch, (key, y): (&str, Tenths), canvas: &mut Canvas) {
    let Stretch { kind, from, to } = stretch;
    if from > fall.at || (from == fall.at && to > from) {
        return;
    }
    let area = fall.bar(from, to.min(fall.at), y);
    texture::stretch(canvas, key, kind, area);
    let hidden = kind == Kind::Waiting && fall.inside;
    let class = texture::words_on(kind);
    let room = area.width - units(6);
    let ways = words::short(kind);
    let words = ways.iter().find(|words| canvas.width_of(class, words) <= room);
    if let Some(words) = words.filter(|_| !hidden) {
        let at = (area.x + area.width / 2, y + FEET);
        canvas.text(format!("{key} words"), class, at, room, words);
    }
}

/// What has not happened yet.
fn soon(
    fall: &Fall<'_>,
    (from, to): (Time, Time),
    (key, y): (&str, Tenths),
    canvas: &mut Canvas,
    drawn: bool,
) {
    if to > fall.at && drawn {
        canvas.rect(key, "soon", fall.bar(from.max(fall.at), to, y), units(2));
    }
}

pub(super) fn cross(x: Tenths, y: Tenths) -> String {
    let size = units(5);
    let (left, top, right, bottom) = (text(x - size), text(y - size), text(x + size), text(y + size));
    format!("M{left} {top}L{right} {bottom}M{right} {top}L{left} {bottom}")
}

impl Fall<'_> {
    /// Where a bar for a stretch of time stands.
    fn bar(&self, from: Time, to: Time, y: Tenths) -> Area {
        let (left, right) = (self.x(from), self.x(to));
        Area::new(left, y, right - left, BAR)
    }
}
