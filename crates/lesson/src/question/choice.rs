//! Options to pick from, and statements to judge.

use crate::Figure;

/// One of the answers of which one is right.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    /// `a`, `b`, …: written by the author, never reused within the question.
    pub id: String,
    /// As HTML.
    pub text: String,
    pub mark: Mark,
    /// What who picked it is told, as HTML.
    pub feedback: String,
    /// The world in which a wrong one would be right.
    pub world: Option<World>,
}

/// What an option is worth.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Mark {
    Right,
    /// Wrong, and the belief that it stands for, by its id.
    Wrong {
        belief: String,
    },
}

/// A run in which a wrong answer would be right. Its figure has an id of its own, `<question>-<option>-world`.
#[derive(Clone, Debug, PartialEq)]
pub struct World {
    pub figure: Figure,
}

/// One of the answers of which several may be right.
#[derive(Clone, Debug, PartialEq)]
pub struct Candidate {
    pub id: String,
    /// As HTML.
    pub text: String,
    pub right: bool,
    /// What somebody believes who gets this one wrong: who picks it, or who leaves it out if it is right.
    pub belief: String,
    /// What who picked it is told, as HTML.
    pub feedback: String,
    /// What who left it out is told, as HTML. Empty for a wrong one.
    pub missed: String,
    /// The world in which a wrong one would be right.
    pub world: Option<World>,
}

/// A sentence that holds or does not.
#[derive(Clone, Debug, PartialEq)]
pub struct Statement {
    pub id: String,
    /// As HTML.
    pub text: String,
    pub holds: bool,
    /// What somebody believes who judges it wrongly, by its id.
    pub belief: String,
    /// Why it holds or does not, as HTML.
    pub feedback: String,
}
