//! The space view: who there is, the wires between them, and what is where at one moment.

mod client;
mod flow;
mod ghost;
mod labels;
mod leap;
mod lost;
mod message;
mod metrics;
mod own;
mod places;
mod plan;
mod server;
mod tag;
mod tray;
mod wire;

use trace::{LinkId, Message, NodeId, Time};

use crate::scene::{Area, Canvas, Scene};
use crate::units::units;
use crate::{Run, Sight, Subject, Viewpoint, words};
use metrics::{Metrics, NARROW, WIDE};
use plan::{Left, Plan, Seat};

/// The two sizes in which a view is drawn. Neither is a shrunken form of the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layout {
    /// For text columns: 560 units wide, and 608 where a ladder has more than two nodes.
    Wide,
    /// For phones: at most 304 units wide.
    Narrow,
}

/// More connections than this are not drawn, and the view says so.
pub(crate) const MOST_LINKS: usize = 3;

/// One connection in its place on the drawing: who asks on the left, who answers on the right.
struct Stage<'a> {
    sight: &'a Sight<'a>,
    run: &'a Run,
    at: Time,
    metrics: &'a Metrics,
    link: LinkId,
    client: NodeId,
    server: NodeId,
    left: Left,
    branches: i64,
    rows: i64,
    /// How far down the drawing it stands.
    top: i64,
}

/// One row for each connection; two that form a chain share a row where there is room.
pub fn space(sight: &Sight<'_>, layout: Layout) -> Scene {
    let metrics = match layout {
        Layout::Wide => &WIDE,
        Layout::Narrow => &NARROW,
    };
    let mut canvas = Canvas::new(metrics.type_);
    let Plan { seats, rows, links } = plan::plan(sight.run, layout, sight.viewpoint);
    if seats.is_empty() {
        nobody(sight, metrics, &mut canvas);
    }
    let stages: Vec<Stage<'_>> = seats.iter().map(|seat| Stage::new(sight, seat)).collect();
    for own in &stages {
        stage(own, &mut canvas);
    }
    let mut height = metrics.height * rows.max(1);
    let mut line = |key: &str, words: &str, canvas: &mut Canvas| {
        canvas.text(key, "m c", (metrics.width / 2, height + 140), metrics.width, words);
        height += 200;
    };
    if links > seats.len() {
        line("more links", &words::links_shown(seats.len(), links), &mut canvas);
    }
    // The room for it is there from the start, so that nothing moves at the end.
    if let Some(words) = words::cut_short(sight.run.trace.ended)
        && sight.viewpoint == Viewpoint::Everyone
    {
        let shown = if sight.at >= sight.run.end() { words } else { "" };
        let words = canvas.choose("m", metrics.width, &words::in_short(shown)).to_owned();
        line("cut short", &words, &mut canvas);
    }
    height += places::rings(sight, &stages, (metrics.width, height), &mut canvas);
    sight.mark(canvas.finish(metrics.width, height))
}

/// Nodes that nothing connects: the first two of them.
fn nobody(sight: &Sight<'_>, metrics: &'static Metrics, canvas: &mut Canvas) {
    let (link, client, server) = (LinkId(u16::MAX), NodeId(0), NodeId(1));
    let left = Left::Circle;
    stage(
        &Stage::new(sight, &Seat { link, client, server, metrics, row: 0, left, branches: 0, rows: 1 }),
        canvas,
    );
}

fn stage(stage: &Stage<'_>, canvas: &mut Canvas) {
    let metrics = stage.metrics;
    canvas.about(Some(Subject::Link(stage.link)));
    let lanes = metrics.out - units(18)..metrics.back + units(18);
    let between = Area::new(metrics.near, stage.top + lanes.start, metrics.wire(), lanes.end - lanes.start);
    canvas.target(stage.key("link target"), between);
    wire::branches(stage, canvas);
    if let Viewpoint::Only(node) = stage.sight.viewpoint {
        own::draw(stage, node, canvas);
        canvas.about(None);
        return;
    }
    wire::draw(stage, canvas);
    canvas.about(Some(Subject::Node(stage.client)));
    client::draw(stage, canvas);
    canvas.about(Some(Subject::Node(stage.server)));
    server::draw(stage, canvas);
    canvas.about(Some(Subject::Link(stage.link)));
    tray::of_wire(stage, canvas);
    canvas.about(None);
    ghost::draw(stage, canvas);
    message::draw(stage, canvas);
    leap::draw(stage, canvas);
    canvas.about(None);
}

impl<'a> Stage<'a> {
    fn new(sight: &'a Sight<'a>, seat: &Seat) -> Self {
        Self {
            sight,
            run: sight.run,
            at: sight.at,
            metrics: seat.metrics,
            link: seat.link,
            client: seat.client,
            server: seat.server,
            left: seat.left,
            branches: seat.branches,
            rows: seat.rows,
            top: seat.metrics.height * seat.row,
        }
    }

    /// Whether a message flies from left to right.
    fn is_forward(&self, message: &Message) -> bool {
        message.from == self.client
    }

    /// A key that no other connection on the drawing has.
    fn key(&self, name: &str) -> String {
        format!("{name}.{}", self.link.0)
    }

    /// Whether one node's knowledge is drawn, not all that happens.
    fn is_own(&self) -> bool {
        self.sight.viewpoint != Viewpoint::Everyone
    }

    /// A moment as the drawing's clocks show it. What one node knows must not tell how finely the events of others are
    /// spaced, so there three to four figures must do.
    fn shown(&self, at: Time) -> Time {
        if !self.is_own() {
            return self.run.shown(at);
        }
        let mut grain = 1_u64;
        while at.0 / grain >= 10_000 {
            grain *= 10;
        }
        Time(at.0 - at.0 % grain)
    }
}
