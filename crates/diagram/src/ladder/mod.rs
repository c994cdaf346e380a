//! The ladder: time runs down, a slope is a delay, thickness is size. What has not happened yet is dotted.

mod axis;
mod band;
mod bars;
mod before;
mod guess;
mod known;
mod labels;
mod lines;
mod loss;
mod names;
mod notes;
mod page;
mod scale;
mod spell;
mod way;

use trace::{Duration, NodeId, Time};

use crate::fit::Type;
use crate::scene::{Canvas, Scene};
use crate::units::{Tenths, nice_above, units};
use crate::{Guess, Layout, Run, Sight, Timeline, Viewpoint};
use band::Band;
use labels::Labels;
use lines::Lines;
pub(crate) use names::Told;
use page::Page;
use scale::Scale;

/// Where the first moment stands.
const TOP: Tenths = units(42);
const BELOW: Tenths = units(20);
/// The drawing is as high as its events need, within these.
const LEAST_HEIGHT: Tenths = units(288);
const MOST_HEIGHT: Tenths = units(620);
/// A wide drawing stands below the other view, and is seen together with it.
const WIDE_HEIGHT: Tenths = units(520);
const HEIGHT_PER_EVENT: Tenths = units(34);
/// Tries, stays and losses that are drawn.
const MOST_DRAWN: usize = 200;

/// The whole run, what is still to come dotted. Of a long run, what is around the moment.
pub fn ladder(sight: &Sight<'_>, layout: Layout) -> Scene {
    let run = sight.run;
    let lines = Lines::new(run, knower(sight), layout);
    if let Some(node) = knower(sight) {
        return known::draw(sight, node, lines);
    }
    let at = sight.at.min(run.end());
    let page = Page::whole(run, at);
    let end = sight.ghost.map_or(run.end(), |ghost| ghost.end().max(run.end()));
    let (from, to) = if page.is_all() { (Time::ZERO, end) } else { page.times(run, at) };
    let cuts = cuts(run, sight.ghost, (from, to));
    let events =
        if page.is_all() { i64::try_from(run.moments().events.len()).unwrap_or(i64::MAX) } else { i64::MAX };
    let most = if lines.is_wide() { WIDE_HEIGHT } else { MOST_HEIGHT };
    let height = events.saturating_mul(HEIGHT_PER_EVENT).clamp(LEAST_HEIGHT, most);
    draw(&Ladder::new(sight, lines, Scale::new(from, to, height, &cuts), true, page))
}

/// Only what has happened, on a scale that gives nothing away: for predictions, before and while they play.
pub fn ladder_so_far(sight: &Sight<'_>, layout: Layout) -> Scene {
    let lines = Lines::new(sight.run, knower(sight), layout);
    if let Some(node) = knower(sight) {
        return known::draw(sight, node, lines);
    }
    let at = sight.at.min(sight.run.end());
    let page = Page::so_far(sight.run, at);
    let from = page.begins(sight.run);
    let cuts = spans(sight.run.timeline(), from, at);
    let guess = sight.guess.and_then(Guess::moment).map(|(guess, _)| guess);
    let scale = scale_so_far(sight.run, (from, at, guess), LEAST_HEIGHT, &cuts);
    draw(&Ladder::new(sight, lines, scale, false, page))
}

/// The node whose knowledge is asked for, if the run has it.
fn knower(sight: &Sight<'_>) -> Option<NodeId> {
    match sight.viewpoint {
        Viewpoint::Only(node) if usize::from(node.0) < sight.run.trace.nodes.len() => Some(node),
        Viewpoint::Only(_) | Viewpoint::Everyone => None,
    }
}

/// The silences between two moments that are cut. Where another run is drawn as well, nothing happens in it either.
fn cuts(run: &Run, before: Option<&Run>, (from, to): (Time, Time)) -> Vec<(Time, Time)> {
    let cuts = spans(run.timeline(), from, to);
    let Some(before) = before else { return cuts };
    let end = (before.end(), Time(u64::MAX));
    let others: Vec<(Time, Time)> = spans(before.timeline(), from, to).into_iter().chain([end]).collect();
    let both = cuts.iter().flat_map(|&(from, to)| {
        others.iter().map(move |&(other_from, other_to)| (from.max(other_from), to.min(other_to)))
    });
    both.filter(|(from, to)| from < to).collect()
}

/// The cuts between two moments, at most up to the second.
fn spans(timeline: &Timeline, from: Time, to: Time) -> Vec<(Time, Time)> {
    let cuts = timeline.cuts();
    let first = cuts.partition_point(|cut| cut.to <= from);
    let cuts = cuts.get(first..).unwrap_or_default().iter();
    cuts.take_while(|cut| cut.from < to).map(|cut| (cut.from, cut.to.min(to))).collect()
}

/// A learner's moment is on the drawing from the start, unless the run would be squeezed to less than this share of it.
const MOST_SQUEEZED: u64 = 4;

/// A scale that depends on nothing that is still to come.
fn scale_so_far(
    run: &Run,
    (from, at, guess): (Time, Time, Option<Time>),
    height: Tenths,
    cuts: &[(Time, Time)],
) -> Scale {
    let trips = run.trace.links.iter().map(|link| link.one_way.0).filter(|&ns| ns > 0);
    let trip = trips.min().unwrap_or(1_000_000);
    let passed = Scale::new(from, at, height, cuts).length();
    // Room for a round trip and a half; then in steps that do not depend on what is still to come.
    let least = passed.0.max(trip.saturating_mul(3));
    let ahead =
        guess.filter(|&guess| guess > at).map_or(0, |guess| guess.since(at).0.saturating_add(passed.0));
    let ahead = if ahead / MOST_SQUEEZED <= least { ahead } else { 0 };
    let shown = Duration(nice_above(least.max(ahead)));
    let cut_ns = at.since(from).0.saturating_sub(passed.0);
    Scale::new(from, from + Duration(shown.0.saturating_add(cut_ns)), height, cuts)
}

/// A run on its scale.
struct Ladder<'a> {
    sight: &'a Sight<'a>,
    run: &'a Run,
    at: Time,
    scale: Scale,
    /// Whether what is still to come is drawn.
    future: bool,
    lines: Lines,
    page: Page,
    /// The messages that are drawn, in the order of sending.
    bands: Vec<Band<'a>>,
    /// The only node whose knowledge is drawn, if it is not everybody's.
    knower: Option<NodeId>,
}

fn draw(ladder: &Ladder<'_>) -> Scene {
    let mut canvas = Canvas::new(Type::Small);
    axis::lifelines(ladder, &mut canvas);
    axis::ticks(ladder, &mut canvas);
    spell::draw(ladder, &mut canvas);
    bars::deadlines(ladder, &mut canvas);
    bars::waits(ladder, &mut canvas);
    bars::pauses(ladder, &mut canvas);
    bars::queues(ladder, &mut canvas);
    before::draw(ladder, &mut canvas);
    band::draw(ladder, &mut canvas);
    bars::workers(ladder, &mut canvas);
    bars::refusals(ladder, &mut canvas);
    let losses = loss::losses(ladder);
    loss::draw(ladder, &losses, &mut canvas);
    spell::news(ladder, &mut canvas);
    axis::breaks(ladder, &mut canvas);
    axis::now(ladder, &mut canvas);
    let mut labels = Labels::new(ladder);
    if let Some(room) = guess::room(ladder, &canvas) {
        labels.keep_free(room);
    }
    notes::breaks(ladder, &mut labels);
    labels.keep_lines_free();
    if ladder.lines.has_inner() {
        // Numbers find another place more easily.
        notes::queues(ladder, &mut labels);
    }
    names::messages(ladder, &mut labels);
    notes::ends(ladder, &mut labels);
    notes::losses(ladder, &losses, &mut labels);
    notes::spells(ladder, &mut labels);
    notes::stops(ladder, &mut labels);
    notes::work(ladder, &mut labels);
    if !ladder.lines.has_inner() {
        notes::queues(ladder, &mut labels);
    }
    labels.draw(&mut canvas);
    guess::draw(ladder, &mut canvas);
    band::hits(ladder, &mut canvas);
    finish(ladder, canvas)
}

/// The time that is now, and what is left out.
fn finish(ladder: &Ladder<'_>, mut canvas: Canvas) -> Scene {
    axis::picked(ladder, &mut canvas);
    axis::now_tag(ladder, &mut canvas);
    let height = axis::footer(ladder, &mut canvas);
    ladder.sight.mark(canvas.finish(ladder.lines.width, height))
}

impl<'a> Ladder<'a> {
    fn new(sight: &'a Sight<'a>, lines: Lines, scale: Scale, future: bool, page: Page) -> Self {
        let run = sight.run;
        let at = sight.at.min(run.end());
        let (knower, bands) = (knower(sight), Vec::new());
        let mut ladder = Self { sight, run, at, scale, future, lines, page, bands, knower };
        if knower.is_none() {
            ladder.bands = page::bands(&ladder);
        }
        ladder
    }

    /// How far down a moment stands, within the drawing.
    fn y(&self, at: Time) -> Tenths {
        self.scale.y(at)
    }

    /// How far down a moment stands, also outside of the drawing.
    fn far(&self, at: Time) -> Tenths {
        self.scale.far(at)
    }

    /// Where the last moment stands.
    fn bottom(&self) -> Tenths {
        TOP + self.scale.whole_height()
    }

    /// Where a node's line stands, if it has one.
    fn x(&self, node: NodeId) -> Option<Tenths> {
        self.lines.x(node)
    }

    /// Where the line of a node stands of which everything is drawn.
    fn open_x(&self, node: NodeId) -> Option<Tenths> {
        if self.knower.is_some_and(|knower| knower != node) { None } else { self.x(node) }
    }

    /// Whether something that begins then is drawn at all.
    fn tells(&self, begins: Time) -> bool {
        self.future || begins <= self.at
    }

    /// Those of a list, in the order of `begins`, that can reach into the drawing.
    fn within<'b, T>(&self, list: &'b [T], begins: impl Fn(&T) -> Time) -> &'b [T] {
        let first = list.partition_point(|one| begins(one) < self.scale.from());
        let last = list.partition_point(|one| begins(one) <= self.scale.to());
        // Earlier ones may still last; more of them than are drawn anyway need not be looked at.
        let first = first.saturating_sub(MOST_DRAWN);
        list.get(first..last.min(first + 2 * MOST_DRAWN)).unwrap_or_default()
    }
}
