//! Sliders beside what a run gives.

use crate::Figure;

/// One or two numbers of a scenario to turn, and what comes of it as numbers.
#[derive(Clone, Debug, PartialEq)]
pub struct Explorer {
    /// With one knob or two. No moment of it is shown.
    pub figure: Figure,
    pub gauges: Vec<Gauge>,
    /// Values of the first knob, ascending, for the table that every reader gets.
    pub stops: Vec<Stop>,
    /// The measures beside [`Explorer::gauges`] where all knobs stand at first.
    pub own: Vec<f64>,
}

/// A measure that is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gauge {
    /// The measure's name, for example `makespan_ms`.
    pub measure: String,
    /// What learners read, plain text.
    pub label: String,
    /// The unit behind the number; empty for plain numbers.
    pub unit: String,
}

/// A row of the table.
#[derive(Clone, Debug, PartialEq)]
pub struct Stop {
    pub value: u64,
    /// The measures beside [`Explorer::gauges`], worked out when the site is built.
    pub numbers: Vec<f64>,
}
