//! A live diagram of a run.

use scenario::Scenario;

/// A figure: a scenario, the moment its still picture shows, and what the learner may turn.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure {
    pub id: String,
    /// Plain text.
    pub title: String,
    /// What to look for, as HTML; stands above the picture. Empty when there is nothing to say.
    pub lead: String,
    /// As HTML; stands below the picture. Empty when there is nothing to say.
    pub caption: String,
    /// The scenario's id: the file stem under `lessons/scenarios/`.
    pub scenario_id: String,
    pub scenario: Scenario,
    pub seed: u64,
    /// The moment that the still picture shows, in nanoseconds.
    pub moment_ns: u64,
    pub knobs: Vec<Knob>,
}

/// A number of the scenario that the learner may change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Knob {
    /// The scenario's name for it, for example `client-server.one_way_ms`.
    pub path: String,
    /// What learners read, plain text.
    pub label: String,
    /// The unit behind the number, for example `ms`.
    pub unit: String,
    pub min: u64,
    pub max: u64,
    pub step: u64,
    /// Where it stands at first: the scenario's own value.
    pub value: u64,
}
