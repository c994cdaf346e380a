//! Predictions: an answer to commit to before the simulator works it out in front of the learner.

use scenario::Scenario;
use trace::Condition;

use crate::{Figure, Said, Spot, Swap};

/// A prediction.
#[derive(Clone, Debug, PartialEq)]
pub struct Predict {
    pub id: String,
    /// Counts up when the question changes so much that old answers no longer say anything.
    pub version: u16,
    /// As HTML.
    pub prompt: String,
    /// From vague to nearly told, as HTML.
    pub hints: Vec<String>,
    /// What runs after the learner has committed. Its id is `<prediction>-run`.
    pub figure: Figure,
    pub asks: Asks,
    /// Why it is so, as HTML.
    pub explanation: String,
    /// Where the page says it.
    pub said: Option<Said>,
}

/// What a prediction asks for. Whatever is right is worked out by the run, never written into the page's data.
#[derive(Clone, Debug, PartialEq)]
pub enum Asks {
    /// A number that the run gives.
    Number(Measured),
    /// Which of these the run will do.
    Choice(Vec<Foretold>),
    /// In which order these will be.
    Order(Timed),
    /// Where something will be.
    Place(Sought),
}

/// A number of a run.
#[derive(Clone, Debug, PartialEq)]
pub struct Measured {
    /// Which number of the run is the answer.
    pub measure: String,
    pub amount: Amount,
    /// How far single runs stray from it; none when nothing is left to chance.
    pub spread: Option<Spread>,
}

/// A number with a unit, and how it is marked.
#[derive(Clone, Debug, PartialEq)]
pub struct Amount {
    /// The unit of the answer, for example `ms`.
    pub unit: String,
    /// How far off an answer may be and still count, in percent of the truth.
    pub tolerance_percent: u16,
    /// Worked out when the site is built, for readers without script and for checking the author's own claim.
    /// Never put where a learner could find it before committing.
    pub truth: f64,
    /// Wrong numbers that people arrive at, each with its reply.
    pub known: Vec<Known>,
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

/// Something that a run may do. Exactly one of a prediction's comes true.
#[derive(Clone, Debug, PartialEq)]
pub struct Foretold {
    pub id: String,
    /// As HTML.
    pub text: String,
    /// What the run gives when this one comes true.
    pub when: Condition,
    /// The belief that it stands for, by its id; none for the one that comes true.
    pub belief: Option<String>,
    /// What who picked it is told, as HTML.
    pub feedback: String,
}

/// Things that a run brings into an order: the smallest number first.
#[derive(Clone, Debug, PartialEq)]
pub struct Timed {
    /// As they are offered, which is not their order.
    pub items: Vec<crate::Item>,
    /// The number of the run that each item goes by, in the order of `items`: a measure such as `phone.response_ms`.
    pub measures: Vec<String>,
    /// The unit of these numbers.
    pub unit: String,
    /// Wrong orders that many arrive at.
    pub swaps: Vec<Swap>,
}

/// Where a message or somebody will be. The run stops at that moment.
#[derive(Clone, Debug, PartialEq)]
pub struct Sought {
    /// The message, as facts name it: `1.1`, `1.1 reply`.
    pub message: String,
    /// When, in nanoseconds.
    pub moment_ns: u64,
    /// Where it may be: nodes and links. [`Spot::mark`] is what the builder found.
    pub spots: Vec<Spot>,
}

impl Predict {
    /// The scenario that the figure runs.
    pub fn scenario(&self) -> &Scenario {
        &self.figure.scenario
    }
}
