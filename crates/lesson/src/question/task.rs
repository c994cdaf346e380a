//! A run to be changed until it is as it should be.

use trace::Condition;

use crate::Figure;

/// Knobs to turn until every goal is reached.
#[derive(Clone, Debug, PartialEq)]
pub struct Task {
    /// Its id is `<question>-run`.
    pub figure: Figure,
    pub goals: Vec<Goal>,
    /// One way to reach them: where knobs stand then. The compiler has tried it.
    pub solution: Vec<Setting>,
    /// Ways that fail and that many try.
    pub ways: Vec<Way>,
}

/// What the run has to give.
#[derive(Clone, Debug, PartialEq)]
pub struct Goal {
    /// As HTML.
    pub text: String,
    pub condition: Condition,
}

/// Where a knob stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Setting {
    pub path: String,
    pub value: u64,
}

/// A way that fails, told by what its run gives.
#[derive(Clone, Debug, PartialEq)]
pub struct Way {
    pub condition: Condition,
    /// The belief that leads there, by its id.
    pub belief: String,
    /// As HTML.
    pub reply: String,
}
