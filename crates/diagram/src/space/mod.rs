//! The space view: who there is, the wire between them, and what is where at one moment.

mod client;
mod labels;
mod message;
mod metrics;
mod server;
mod wire;

use trace::{LinkId, Message, NodeId, Time};

use crate::scene::{Canvas, Scene};
use crate::{Run, Sight, Subject, words};
use metrics::{Metrics, NARROW, WIDE};

/// The two sizes in which the view is drawn. Neither is a shrunken form of the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layout {
    /// 560 units wide, for text columns.
    Wide,
    /// 304 units wide, for phones.
    Narrow,
}

/// More connections than this are not drawn, and the view says so.
const MOST_LINKS: usize = 3;

/// One connection in its place on the drawing: who asks on the left, who answers on the right.
struct Stage<'a> {
    run: &'a Run,
    at: Time,
    metrics: &'a Metrics,
    link: LinkId,
    client: NodeId,
    server: NodeId,
    /// How far down the drawing it stands.
    top: i64,
}

/// One row for each connection.
pub fn space(sight: &Sight<'_>, layout: Layout) -> Scene {
    let Sight { run, at, .. } = *sight;
    let metrics = match layout {
        Layout::Wide => &WIDE,
        Layout::Narrow => &NARROW,
    };
    let mut canvas = Canvas::new(metrics.type_);
    let links = run.trace.links.len();
    let rows = links.clamp(1, MOST_LINKS);
    for (link, row) in (0_u16..).take(links.min(MOST_LINKS)).zip(0..) {
        let link = LinkId(link);
        let (client, server) = run.ends(link);
        stage(&Stage { run, at, metrics, link, client, server, top: metrics.height * row }, &mut canvas);
    }
    let mut height = metrics.height * i64::try_from(rows).unwrap_or(1);
    if links > MOST_LINKS {
        let place = (metrics.width / 2, height + 160);
        canvas.text("more links", "m c", place, metrics.width, &words::links_shown(MOST_LINKS, links));
        height += 240;
    }
    sight.mark(canvas.finish(metrics.width, height))
}

fn stage(stage: &Stage<'_>, canvas: &mut Canvas) {
    canvas.about(Some(Subject::Link(stage.link)));
    wire::draw(stage, canvas);
    canvas.about(Some(Subject::Node(stage.client)));
    client::draw(stage, canvas);
    canvas.about(Some(Subject::Node(stage.server)));
    server::draw(stage, canvas);
    message::draw(stage, canvas);
    canvas.about(None);
}

impl Stage<'_> {
    /// Whether a message flies from left to right.
    fn is_forward(&self, message: &Message) -> bool {
        message.from == self.client
    }

    /// A key that no other connection on the drawing has.
    fn key(&self, name: &str) -> String {
        format!("{name}.{}", self.link.0)
    }
}
