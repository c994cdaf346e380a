//! A run, read once.

use std::sync::{Arc, OnceLock};

use trace::{Message, NodeId, Part, Span, Time, Trace};

use crate::condition::Conditions;
use crate::crowd;
use crate::lanes::{self, Place};
use crate::losses::Losses;
use crate::spells::Spells;
use crate::under_way::UnderWay;
use crate::visits::Stays;
use crate::waits::Waits;
use crate::{Cast, Moments, Row, Timeline, space, story};

/// A run with the folds that every view needs. It never changes.
#[derive(Clone, Debug)]
pub struct Run {
    pub trace: Trace,
    /// All messages, in the order of sending.
    pub messages: Vec<Message>,
    pub(crate) stays: Stays,
    /// What lasted: breakdowns, cuts, deadlines.
    pub(crate) spells: Spells,
    /// All nodes, those with the most messages first.
    pub(crate) busiest: Vec<NodeId>,
    /// Where each message flies, beside [`Run::messages`].
    pub(crate) places: Vec<Place>,
    /// From when on each message is a reply that nobody waits for, beside [`Run::messages`].
    pub(crate) late_from: Vec<Option<Time>>,
    /// Where each message is drawn that is drawn by itself, also in a crowd, beside [`Run::messages`].
    pub(crate) tracers: Vec<Option<Place>>,
    pub(crate) under_way: UnderWay,
    pub(crate) conditions: Conditions,
    pub(crate) losses: Losses,
    pub(crate) waits: Waits,
    pub(crate) rows: Vec<Row>,
    pub(crate) cast: Cast,
    moments: Moments,
    timeline: Timeline,
    grain_ns: u64,
    /// Worked out when a view first asks for them.
    spans: OnceLock<Arc<[Span]>>,
}

impl Run {
    pub fn new(trace: Trace) -> Self {
        let messages = trace::messages(&trace);
        let mut stays = Stays::default();
        for fact in &trace.facts {
            stays.take(fact);
        }
        let spells = Spells::new(&trace);
        let busiest = busiest(&trace, &messages);
        let places = lanes::places(&messages);
        let late_from: Vec<_> = messages.iter().map(|message| late_from(message, &stays)).collect();
        let under_way = UnderWay::new(&trace, &messages, &stays, &late_from);
        let tracers = crowd::tracers(&messages, &places, trace.links.len().min(space::MOST_LINKS));
        let (conditions, waits) = (Conditions::new(&trace), Waits::new(&trace));
        let losses = Losses::new(&trace);
        let cast = Cast::default();
        let rows = story::tell(&trace, &stays, &cast);
        let moments = Moments::new(&trace, &rows);
        let timeline = Timeline::new(&trace, &messages);
        let grain_ns = grain(&moments.events, trace.end);
        Self {
            trace,
            messages,
            stays,
            spells,
            busiest,
            places,
            late_from,
            under_way,
            tracers,
            conditions,
            losses,
            waits,
            rows,
            cast,
            moments,
            timeline,
            grain_ns,
            spans: OnceLock::new(),
        }
    }

    /// The same run, told in other words.
    pub fn recast(&self, cast: Cast) -> Self {
        let rows = story::tell(&self.trace, &self.stays, &cast);
        Self { rows, cast, ..self.clone() }
    }

    /// The last moment of the run.
    pub fn end(&self) -> Time {
        self.trace.end
    }

    /// The moments worth stopping at.
    pub fn moments(&self) -> &Moments {
        &self.moments
    }

    /// How the run's time is shown: without its long silences.
    pub fn timeline(&self) -> &Timeline {
        &self.timeline
    }

    /// Where the time of each request went, in the order of intent.
    pub(crate) fn spans(&self) -> &[Span] {
        self.spans.get_or_init(|| trace::spans(&self.trace).into())
    }

    /// `at` as a clock shows it: exact at every event of the run, without a flicker of decimals in between.
    pub fn shown(&self, at: Time) -> Time {
        Time(at.0 - at.0 % self.grain_ns)
    }

    /// What a node is called; nothing for a node that the run does not have.
    pub fn name(&self, node: trace::NodeId) -> &str {
        self.cast.name(&self.trace, node)
    }
}

/// The moment from which on nobody waits for a reply that is still to come.
fn late_from(message: &Message, stays: &Stays) -> Option<Time> {
    if message.id.part != Part::Reply {
        return None;
    }
    let gone = lanes::gone_at(message);
    let gave_up = stays.try_of(message.id).and_then(|own| own.fired);
    let settled = stays.request(message.id.request).and_then(|request| request.settled).map(|(at, _)| at);
    [gave_up, settled].into_iter().flatten().min().filter(|&over| over < gone)
}

fn busiest(trace: &Trace, messages: &[Message]) -> Vec<NodeId> {
    let mut counts: Vec<(usize, NodeId)> =
        (0..=u16::MAX).zip(&trace.nodes).map(|(node, _)| (0, NodeId(node))).collect();
    for message in messages {
        for end in [message.from, message.to] {
            if let Some((count, _)) = counts.get_mut(usize::from(end.0)) {
                *count += 1;
            }
        }
    }
    counts.sort_by_key(|&(count, _)| std::cmp::Reverse(count));
    counts.into_iter().map(|(_, node)| node).collect()
}

/// The coarsest power of ten that all events are multiples of, and at most a hundredth of the run.
fn grain(events: &[Time], end: Time) -> u64 {
    let mut grain = 1_u64;
    while grain <= end.0 / 1000 && events.iter().all(|event| event.0 % (grain * 10) == 0) {
        grain *= 10;
    }
    grain
}
