//! What a run may cost before it is ended, whatever the scenario says.

/// The limits of one run. A run that reaches one ends there and says so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Budget {
    /// Moments taken off the agenda: bounds the time a run takes.
    pub events: u64,
    /// Facts written: bounds the memory a trace takes. What follows from the last moment, and the outcomes of
    /// requests that are open when the run ends, are written beyond it. Runs without a trace do not need it.
    pub facts: u32,
    /// Requests, messages and jobs under way at once: bounds the memory of the run itself.
    pub alive: u32,
}

impl Budget {
    /// For runs of which only numbers are wanted: ten million requests and more.
    pub const fn for_metrics() -> Self {
        Self { events: 200_000_000, facts: 0, alive: 1_000_000 }
    }
}

impl Default for Budget {
    /// For traces: about 15,000 requests that go well.
    fn default() -> Self {
        Self { events: 1_000_000, facts: 200_000, alive: 100_000 }
    }
}
