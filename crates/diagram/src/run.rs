//! A run, read once.

use trace::{Message, Time, Trace};

use crate::lanes::Place;
use crate::story::RowIndex;
use crate::under_way::UnderWay;
use crate::visits::Stays;
use crate::{Cast, Moments, RunBuilder};

/// A run with the folds that every view needs. It never changes.
#[derive(Clone, Debug)]
pub struct Run {
    pub trace: Trace,
    /// All messages, in the order of sending.
    pub messages: Vec<Message>,
    pub(crate) stays: Stays,
    /// Where each message flies, beside [`Run::messages`].
    pub(crate) places: Vec<Place>,
    /// From when on each message is a reply that nobody waits for, beside [`Run::messages`].
    pub(crate) late_from: Vec<Option<Time>>,
    pub(crate) under_way: UnderWay,
    pub(crate) row_index: RowIndex,
    pub(crate) cast: Cast,
    pub(crate) moments: Moments,
    pub(crate) grain_ns: u64,
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

    /// The last moment of the run.
    pub fn end(&self) -> Time {
        self.trace.end
    }

    /// The moments worth stopping at.
    pub fn moments(&self) -> &Moments {
        &self.moments
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
