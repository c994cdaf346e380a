//! Questions: what is asked, what may be answered, and what each answer is told.

use scenario::Scenario;

/// A number to predict before the simulator works it out in front of the learner.
#[derive(Clone, Debug, PartialEq)]
pub struct Predict {
    pub id: String,
    /// Counts up when the question changes so much that old answers no longer say anything.
    pub version: u16,
    /// As HTML.
    pub prompt: String,
    /// The unit of the answer, for example `ms`.
    pub unit: String,
    /// From vague to nearly told, as HTML.
    pub hints: Vec<String>,
    /// What runs after the learner has committed.
    pub figure: crate::Figure,
    /// Which number of the run is the answer.
    pub measure: String,
    /// How far off an answer may be and still count, in percent of the truth.
    pub tolerance_percent: u16,
    /// Worked out when the site is built, for readers without script and for checking the author's own claim.
    /// Never put where a learner could find it before committing.
    pub truth: f64,
    /// How far single runs stray from it; none when nothing is left to chance.
    pub spread: Option<Spread>,
    /// Wrong numbers that people arrive at, each with its reply.
    pub known: Vec<Known>,
    /// Why it is so, as HTML.
    pub explanation: String,
}

/// The same run with other seeds, when its answer depends on chance. The truth is their mean.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Spread {
    /// How many runs there were.
    pub seeds: u32,
    /// Of single runs.
    pub standard_deviation: f64,
}

/// A wrong number that a known way of thinking leads to.
#[derive(Clone, Debug, PartialEq)]
pub struct Known {
    pub value: f64,
    /// The belief that leads there, by its id.
    pub belief: String,
    /// Why it is tempting and what is wrong with it, as HTML.
    pub reply: String,
}

/// Pick one.
#[derive(Clone, Debug, PartialEq)]
pub struct Choice {
    pub id: String,
    /// As for [`Predict::version`].
    pub version: u16,
    /// As HTML.
    pub prompt: String,
    pub options: Vec<Answer>,
    /// From vague to nearly told, as HTML.
    pub hints: Vec<String>,
    /// Why the right one is right, as HTML.
    pub explanation: String,
}

/// One of the answers to pick from.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    /// `a`, `b`, …: written by the author, never reused within the question.
    pub id: String,
    /// As HTML.
    pub text: String,
    pub mark: Mark,
    /// What who picked it is told, as HTML.
    pub feedback: String,
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

impl Predict {
    /// The scenario that the figure runs.
    pub fn scenario(&self) -> &Scenario {
        &self.figure.scenario
    }
}
