//! The ladder: time runs down, a slope is a delay, thickness is size. What has not happened yet is dotted.

mod axis;
mod band;
mod bars;
mod labels;
mod loss;

use trace::{Duration, NodeId, Time};

use crate::fit::Type;
use crate::scene::{Canvas, Scene};
use crate::units::{Tenths, nice_above, share, units};
use crate::{Run, Sight, words};
use labels::Labels;

const WIDTH: Tenths = units(300);
/// Where time 0 stands.
const TOP: Tenths = units(42);
const BELOW: Tenths = units(20);
/// The lines of the first and the last node; others stand between.
const FIRST: Tenths = units(102);
const LAST: Tenths = units(242);
const MOST_NODES: usize = 4;
/// The drawing is as high as its events need, within these.
const LEAST_HEIGHT: Tenths = units(288);
const MOST_HEIGHT: Tenths = units(620);
const HEIGHT_PER_EVENT: Tenths = units(34);
/// Messages that are drawn; the words say how many there are.
const MOST_MESSAGES: usize = 200;

/// The whole run, what is still to come dotted.
pub fn ladder(sight: &Sight<'_>) -> Scene {
    let Sight { run, at, .. } = *sight;
    let events = i64::try_from(run.moments().events.len()).unwrap_or(i64::MAX);
    let height = events.saturating_mul(HEIGHT_PER_EVENT).clamp(LEAST_HEIGHT, MOST_HEIGHT);
    draw(&Ladder {
        sight,
        run,
        at: at.min(run.end()),
        window: run.end().since(Time::ZERO),
        height,
        future: true,
    })
}

/// Only what has happened, on a scale that gives nothing away: for predictions, before and while they play.
pub fn ladder_so_far(sight: &Sight<'_>) -> Scene {
    let run = sight.run;
    let at = sight.at.min(run.end());
    let trips = run.trace.links.iter().map(|link| link.one_way.0).filter(|&ns| ns > 0);
    let trip = trips.min().unwrap_or(1_000_000);
    // Room for a round trip and a half; then in steps that do not depend on what is still to come.
    let window = Duration(nice_above(at.0.max(trip.saturating_mul(3))));
    draw(&Ladder { sight, run, at, window, height: LEAST_HEIGHT, future: false })
}

/// A run on its scale.
struct Ladder<'a> {
    sight: &'a Sight<'a>,
    run: &'a Run,
    at: Time,
    /// The time from the top to the bottom.
    window: Duration,
    height: Tenths,
    /// Whether what is still to come is drawn.
    future: bool,
}

fn draw(ladder: &Ladder<'_>) -> Scene {
    let mut canvas = Canvas::new(Type::Small);
    axis::lifelines(ladder, &mut canvas);
    axis::ticks(ladder, &mut canvas);
    bars::waits(ladder, &mut canvas);
    bars::pauses(ladder, &mut canvas);
    bars::queues(ladder, &mut canvas);
    let drawn = band::draw(ladder, &mut canvas);
    bars::workers(ladder, &mut canvas);
    loss::draw(ladder, &mut canvas);
    let mut labels = Labels::new(ladder);
    labels::messages(ladder, &mut labels);
    labels::ends(ladder, &mut labels);
    labels::losses(ladder, &mut labels);
    labels::work(ladder, &mut labels);
    labels.draw(&mut canvas);
    axis::now(ladder, &mut canvas);
    let mut height = TOP + ladder.height + BELOW;
    let all = ladder.run.messages.len();
    if drawn < all {
        canvas.text("shown", "m c", (WIDTH / 2, height + units(8)), WIDTH, &words::shown(drawn, all));
        height += units(18);
    }
    ladder.sight.mark(canvas.finish(WIDTH, height))
}

impl Ladder<'_> {
    /// How far down a moment stands.
    fn y(&self, at: Time) -> Tenths {
        TOP + share(at.0, self.window.0, self.height)
    }

    fn nodes(&self) -> usize {
        self.run.trace.nodes.len().min(MOST_NODES)
    }

    /// Where a node's line stands, if it has one.
    fn x(&self, node: NodeId) -> Option<Tenths> {
        let (place, nodes) = (usize::from(node.0), self.nodes());
        if place >= nodes {
            return None;
        }
        let between = i64::try_from(nodes.saturating_sub(1)).unwrap_or(1).max(1);
        Some(FIRST + (LAST - FIRST) * i64::from(node.0) / between)
    }

    /// Whether something that begins then is drawn at all.
    fn tells(&self, begins: Time) -> bool {
        self.future || begins <= self.at
    }
}
