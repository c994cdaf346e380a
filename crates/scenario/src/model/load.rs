//! Who wants what answered, and when.

use serde::{Deserialize, Serialize};

use super::{Asking, Distribution};

/// Requests that a client wants answered.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Load {
    /// Places in [`super::Scenario::nodes`].
    pub client: u16,
    pub server: u16,
    /// How many in all.
    pub requests: u32,
    pub pattern: Pattern,
    pub asking: Asking,
}

/// When a client wants its next answer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Pattern {
    /// After the outcome of the one before.
    Sequential,
    /// All at once.
    Parallel,
    /// `size` requests travel in one message; the next batch after the outcome of the one before.
    Batched { size: u32 },
    /// Whenever it occurs to somebody, whatever became of earlier ones: the intended start counts.
    Open { arrivals: Arrivals },
    /// So many users, each of whom thinks for a while after each outcome.
    Closed { users: u32, think: Distribution },
}

/// Moments that nothing in the run has an influence on.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Arrivals {
    /// Independent of each other, so many per 1,000 s on average; the first after one such gap.
    Poisson { per_1000_s: u64 },
    /// Evenly spaced; the first at once.
    Paced { per_1000_s: u64 },
    /// Gaps drawn one by one; the first after one such gap.
    Gaps { gap: Distribution },
    /// At these moments, not decreasing. What is beyond the list does not come.
    At { ns: Vec<u64> },
}
