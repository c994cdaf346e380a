//! Questions: what is asked, what may be answered, and what each answer is told.

mod choice;
mod compose;
mod contents;
mod gaps;
mod pairing;
mod place;
mod predict;
mod sequence;
mod serve;
mod task;

pub use choice::{Answer, Candidate, Mark, Statement, World};
pub use compose::{Compose, Fragment, Part, Role};
pub use gaps::{Gap, Gaps, KnownWord, Piece};
pub use pairing::{Extra, Matching, Pair};
pub use place::{Place, Spot};
pub use predict::{Amount, Asks, Foretold, Known, Measured, Predict, Sought, Spread, Timed};
pub use sequence::{Item, Sequence, Swap};
pub use serve::{Arrival, Serve, Status, StatusReply};
pub use task::{Goal, Setting, Task, Way};

/// What every question has, whatever its kind.
#[derive(Clone, Debug, PartialEq)]
pub struct Question {
    pub id: String,
    /// Counts up when the question changes so much that old answers no longer say anything.
    pub version: u16,
    /// As HTML.
    pub prompt: String,
    /// From vague to nearly told, as HTML.
    pub hints: Vec<String>,
    /// Why it is so, as HTML.
    pub explanation: String,
    /// Where the page says it.
    pub said: Option<Said>,
    pub kind: Kind,
}

/// A place of the page that a question is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// The id of a heading or widget of the same page.
    pub id: String,
    /// What it is called there, as HTML.
    pub title: String,
}

/// How a question is answered.
#[derive(Clone, Debug, PartialEq)]
pub enum Kind {
    /// Pick one.
    Choice(Vec<Answer>),
    /// Pick all that are right.
    Several(Vec<Candidate>),
    /// A number, without a run.
    Amount(Amount),
    /// Bring into order.
    Sequence(Sequence),
    /// Say what belongs together.
    Matching(Matching),
    /// Fill in words.
    Gaps(Gaps),
    /// Point at a place of a drawing.
    Place(Place),
    /// Say of each statement whether it holds.
    Truths(Vec<Statement>),
    /// Turn knobs until a run is as it should be.
    Task(Task),
    /// Be the server: answer each request with a status.
    Serve(Serve),
    /// Put a request together.
    Compose(Compose),
    /// Explain in your own words, then compare with these points, as HTML.
    Free(Vec<String>),
}
