//! How long something takes, when that is left to chance.

use serde::{Deserialize, Serialize};

use super::Thousandths;

/// Lengths of time drawn independently. Every kind has a finite mean.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Distribution {
    /// Always the same.
    Constant { ns: u64 },
    /// Anything between the two, equally likely.
    Uniform { least_ns: u64, most_ns: u64 },
    /// Memoryless: many short, few long.
    Exponential { mean_ns: u64 },
    /// Normal, cut off at zero.
    Normal { mean_ns: u64, deviation_ns: u64 },
    /// The sum of `stages` equal exponential steps: more regular than one.
    Erlang { stages: u16, mean_ns: u64 },
    /// One of two exponentials with balanced means: less regular than one. `cs2` (variance over squared mean) ≥ 1.
    Hyperexponential { mean_ns: u64, cs2: Thousandths },
    /// Its logarithm is normal: a few very long ones. `cs2` is variance over squared mean.
    Lognormal { mean_ns: u64, cs2: Thousandths },
    /// A power law between two bounds: the heaviest tail.
    Pareto { least_ns: u64, most_ns: u64, shape: Thousandths },
    /// One of the given lengths, by weight. Equally long lists, neither empty, not all weights zero.
    Empirical { lengths_ns: Vec<u64>, weights: Vec<u32> },
}

impl Default for Distribution {
    fn default() -> Self {
        Self::Constant { ns: 0 }
    }
}
