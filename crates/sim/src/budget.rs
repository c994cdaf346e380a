//! What a run may cost before it is ended, whatever the scenario says.

/// The limits of one run. A run that reaches one ends there and says so in its trace.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Budget {
    /// Moments taken off the agenda: bounds the time a run takes.
    pub events: u64,
    /// Facts written: bounds the memory a trace takes. What follows from the last moment, and the outcomes of
    /// requests that are open when the run ends, are written beyond it.
    pub facts: u32,
}

impl Default for Budget {
    /// Room for every checked scenario of 10,000 requests, which write 14 facts each at most.
    fn default() -> Self {
        Self { events: 1_000_000, facts: 200_000 }
    }
}
