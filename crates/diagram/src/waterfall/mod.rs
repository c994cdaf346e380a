//! The waterfall: one bar for each try, what its time went to, named as in a browser's network panel; what the
//! waiting hides from the client is drawn inside it.

mod bars;
mod ending;
mod legend;
mod page;
mod stretch;
mod table;
mod texture;

use trace::Time;

use crate::fit::Type;
use crate::scene::{Area, Canvas, Scene};
use crate::units::{Axis, Tenths, share, text, units};
use crate::words::waterfall as words;
use crate::{Layout, Sight};
use page::{Page, Seen};

pub(crate) use stretch::Kind;
pub use table::{Spent, spent};

/// Where the first request stands, below the numbers of time.
const TOP: Tenths = units(36);
/// Room right of the last moment.
const RIGHT: Tenths = units(8);

/// The sizes of a layout.
struct Metrics {
    type_: Type,
    width: Tenths,
    /// The tag that says now.
    tag: Tenths,
}

const WIDE: Metrics = Metrics { type_: Type::Large, width: units(560), tag: units(72) };
const NARROW: Metrics = Metrics { type_: Type::Small, width: units(304), tag: units(60) };

/// Requests around the moment, or around what is picked. What has not happened yet is dotted.
pub fn waterfall(sight: &Sight<'_>, layout: Layout) -> Scene {
    let metrics = match layout {
        Layout::Wide => &WIDE,
        Layout::Narrow => &NARROW,
    };
    let mut canvas = Canvas::new(metrics.type_);
    let page = Page::of(sight);
    let Some(first) = page.rows.first() else {
        canvas.text("none", "m", (units(2), units(16)), metrics.width - units(4), words::NO_REQUESTS);
        return canvas.finish(metrics.width, units(28));
    };
    let gutter =
        page.rows.iter().map(|row| canvas.width_of("m", &format!("#{}.0", row.span.request.0))).max();
    let fall = Fall {
        sight,
        metrics,
        gutter: gutter.unwrap_or(0).max(canvas.width_of("m", words::BEFORE)) + units(6),
        at: sight.at.min(sight.run.end()),
        from: page.from,
        to: page.to,
        inside: page.rows.iter().any(|row| row.seen == Seen::Whole),
    };
    let grid = numbers(&fall, &mut canvas);
    let (mut y, mut asking) = (TOP, if page.several_clients { None } else { Some(first.span.client) });
    for row in &page.rows {
        let client = row.span.client;
        if asking.replace(client) != Some(client) {
            let asks = words::asks(sight.run.name(client));
            canvas.text(format!("w{} asks", row.place), "b", (units(2), y + units(12)), metrics.width, &asks);
            y += units(20);
        }
        y = bars::request(&fall, row, y, &mut canvas);
    }
    lines(&fall, &grid, y, &mut canvas);
    y = notes(&fall, &page, y + units(4), &mut canvas);
    y = legend::draw(&fall, &page, y, &mut canvas);
    sight.mark(canvas.finish(metrics.width, y))
}

/// Requests on their scale.
struct Fall<'a> {
    sight: &'a Sight<'a>,
    metrics: &'a Metrics,
    /// Left of the bars, for the numbers of tries.
    gutter: Tenths,
    at: Time,
    from: Time,
    to: Time,
    /// Whether what the waiting hides is drawn in it.
    inside: bool,
}

impl Fall<'_> {
    fn left(&self) -> Tenths {
        self.gutter
    }

    fn width(&self) -> Tenths {
        self.metrics.width - self.gutter - RIGHT
    }

    fn x(&self, at: Time) -> Tenths {
        self.left() + share(at.since(self.from).0, self.to.since(self.from).0, self.width())
    }

    fn shows_now(&self) -> bool {
        self.from <= self.at && self.at <= self.to
    }

    /// The middle of the tag that says now.
    fn tag(&self) -> Tenths {
        let half = self.metrics.tag / 2 + units(1);
        self.x(self.at).clamp(half, self.metrics.width - half)
    }
}

/// The numbers of time, as many as have room, and the places of their lines, which are drawn once it is known how far down
/// they go.
fn numbers(fall: &Fall<'_>, canvas: &mut Canvas) -> Vec<Tenths> {
    let lasting = fall.to.since(fall.from);
    let fits = |most: &u64| {
        let axis = Axis::new(lasting, *most);
        let widths = axis.numbers(fall.from, fall.to).map(|(_, number)| canvas.width_of("m", &number));
        widths.max().unwrap_or(0) + units(8) <= share(axis.step_ns, lasting.0, fall.width())
    };
    let most = (2..=10).rev().find(fits).unwrap_or(1);
    let mut places = Vec::new();
    for ((mark, number), count) in Axis::new(lasting, most).numbers(fall.from, fall.to).zip(0..) {
        places.push(fall.x(mark));
        let half = canvas.width_of("m", &number) / 2;
        let x = fall.x(mark).min(fall.metrics.width - half).max(half);
        // The mark that says now covers the number beside it.
        if !fall.shows_now() || (x - fall.tag()).abs() >= fall.metrics.tag / 2 + half {
            canvas.text(format!("tick{count}"), "m c", (x, units(14)), half * 2 + units(1), &number);
        }
    }
    places
}

/// The lines of time and of now, behind everything.
fn lines(fall: &Fall<'_>, grid: &[Tenths], bottom: Tenths, canvas: &mut Canvas) {
    if fall.shows_now() {
        let x = fall.x(fall.at);
        canvas.path_behind("now", "now", format!("M{} {}V{}", text(x), text(units(20)), text(bottom)));
        let middle = fall.tag();
        let tag = Area::new(middle - fall.metrics.tag / 2, units(1), fall.metrics.tag, units(20));
        canvas.rect("now tag", "nowtag", tag, units(4));
        let shown = fall.sight.run.shown(fall.at).to_string();
        canvas.text("now time", "on c", (middle, units(15)), fall.metrics.tag - units(2), &shown);
    }
    let mut marks = String::new();
    for x in grid {
        marks.push_str(&format!("M{} {}V{}", text(*x), text(units(21)), text(bottom)));
    }
    canvas.path_behind("grid", "grid", marks);
}

/// Which requests these are, and whether the run ended too early.
fn notes(fall: &Fall<'_>, page: &Page<'_>, mut y: Tenths, canvas: &mut Canvas) -> Tenths {
    let room = fall.metrics.width - units(4);
    if page.rows.len() < page.all {
        let shown = words::page(&fall.sight.run.cast, page.first + 1, page.rows.len(), page.all);
        canvas.text("page", "m", (units(2), y + units(12)), room, &shown);
        y += units(20);
    }
    if crate::words::cut_short(fall.sight.run.trace.ended).is_some() {
        canvas.text("cut short", "lost", (units(2), y + units(12)), room, words::CUT_SHORT);
        y += units(20);
    }
    y
}
