//! One answer to one question.

use serde::{Deserialize, Serialize};

use crate::Number;

/// A question, named so that its answers survive every later edit of the course.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct QuestionId {
    /// The lesson's id.
    pub lesson: String,
    /// The question's id within it.
    pub question: String,
    /// The question's version: an answer to another version is kept but no longer counts.
    pub version: u16,
}

/// An answer as it was given.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Given {
    /// An option, by its id.
    Option(String),
    /// A number in the question's unit.
    Number(Number),
    /// None: the learner asked to be shown.
    Shown,
    /// Options, by their ids: all that were picked, or all that were said to hold. Without an order.
    Options(Vec<String>),
    /// Items, by their ids, in the order in which they were put.
    Order(Vec<String>),
    /// What was given for each part of a question: the part's id, then an id, a word, a status or a knob's number.
    Pairs(Vec<(String, String)>),
    /// An explanation in the learner's own words, and the places of the points that they found in it.
    Explained { text: String, points: Vec<usize> },
}

/// How sure the learner was, before knowing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Confidence {
    Guessing,
    FairlySure,
    Certain,
}

/// One answer to one question, never changed afterwards.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Attempt {
    /// When, in milliseconds since 1970 (UTC).
    pub at_ms: u64,
    #[serde(flatten)]
    pub to: QuestionId,
    pub given: Given,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub confidence: Option<Confidence>,
    /// Whether it was marked right. False for [`Given::Shown`].
    pub right: bool,
}
