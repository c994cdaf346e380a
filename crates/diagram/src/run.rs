//! A run, read once.

use std::sync::{Arc, OnceLock};

use trace::{FactId, Message, NodeId, RequestId, Span, Time, Trace};

use crate::charts::Data;
use crate::condition::Conditions;
use crate::lanes::Place;
use crate::losses::Losses;
use crate::spells::Spells;
use crate::story::RowIndex;
use crate::under_way::UnderWay;
use crate::visits::Stays;
use crate::waits::Waits;
use crate::{Cast, Moments, RunBuilder, Timeline, Viewpoint, words};

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
    pub(crate) row_index: RowIndex,
    pub(crate) cast: Cast,
    pub(crate) moments: Moments,
    pub(crate) timeline: Timeline,
    pub(crate) grain_ns: u64,
    /// From which intervention on they are those of whoever looks at the run.
    pub(crate) yours_from: Option<u16>,
    /// Worked out when a view first asks for them.
    pub(crate) spans: OnceLock<Arc<[Span]>>,
    /// Facts with the requests that they belong to, by request; worked out in the same way.
    pub(crate) by_request: OnceLock<Arc<[(RequestId, FactId)]>>,
    pub(crate) charts: OnceLock<Arc<Data>>,
}

impl Run {
    /// Reads a whole run at once. [`RunBuilder`] does it a little at a time.
    pub fn new(trace: Trace) -> Self {
        RunBuilder::new(trace).finish()
    }

    /// The same run, told in other words.
    pub fn recast(&self, cast: Cast) -> Self {
        Self { cast, ..self.clone() }
    }

    /// The same run, where the interventions from `place` on are not the scenario's but those of whoever looks at it.
    pub fn acted_on_from(self, place: u16) -> Self {
        Self { yours_from: Some(place), ..self }
    }

    pub(crate) fn is_yours(&self, intervention: u16) -> bool {
        self.yours_from.is_some_and(|from| intervention >= from)
    }

    /// The last moment of the run.
    pub fn end(&self) -> Time {
        self.trace.end
    }

    /// The moments worth stopping at.
    pub fn moments(&self) -> &Moments {
        &self.moments
    }

    /// The same for who looks from a node; none where all are seen.
    pub fn moments_seen_from(&self, viewpoint: Viewpoint) -> Option<Moments> {
        match viewpoint {
            Viewpoint::Everyone => None,
            Viewpoint::Only(node) => Some(Moments::seen_from(self, node)),
        }
    }

    /// Why the run stopped before everything had happened, as a sentence; none if it did not.
    pub fn cut_short(&self) -> Option<&'static str> {
        words::cut_short(self.trace.ended)
    }

    /// How the run's time is shown: without its long silences.
    pub fn timeline(&self) -> &Timeline {
        &self.timeline
    }

    /// Where the time of each request went, in the order of intent.
    pub(crate) fn spans(&self) -> &[Span] {
        self.spans.get_or_init(|| trace::spans_with(&self.trace, &self.messages).into())
    }

    /// The facts about a request and its messages, in their order.
    pub(crate) fn facts_of(&self, request: RequestId) -> impl DoubleEndedIterator<Item = FactId> {
        let all = self.by_request.get_or_init(|| {
            let facts = self.trace.facts.iter().zip(0_u32..);
            let mut all: Vec<(RequestId, FactId)> =
                facts.filter_map(|(fact, place)| Some((fact.what.request()?, FactId(place)))).collect();
            all.sort_unstable();
            all.into()
        });
        let from = all.partition_point(|&(own, _)| own < request);
        let until = all.partition_point(|&(own, _)| own <= request);
        all.get(from..until).unwrap_or_default().iter().map(|&(_, fact)| fact)
    }

    /// What charts are drawn from.
    pub(crate) fn charts(&self) -> &Data {
        self.charts.get_or_init(|| Arc::new(Data::new(self)))
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
