//! What answers are marked against. A page carries it beside its answers; both are lifted out before they could be met.

use serde::{Deserialize, Serialize};

use crate::{Given, Number};

/// The key of one question.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Key {
    /// One option is right.
    Option(String),
    /// These options are right: several choices, and statements that hold.
    Options(Vec<String>),
    /// A number.
    Number { truth: Number, tolerance_percent: u16, known: Vec<Number> },
    /// The right order, and wrong orders that have replies of their own.
    Order { items: Vec<String>, swaps: Vec<Swapped> },
    /// What belongs to each part.
    Pairs(Vec<(String, String)>),
    /// What fills each gap.
    Gaps(Vec<Fill>),
    /// What each request may be answered with.
    Answers(Vec<Posed>),
    /// As many points as there are to find; whoever explains says which they had.
    Points(usize),
}

impl Key {
    /// A right answer: what is shown to who asks to be shown.
    pub fn answer(&self) -> Given {
        match self {
            Self::Option(right) => Given::Option(right.clone()),
            Self::Options(right) => Given::Options(right.clone()),
            Self::Number { truth, .. } => Given::Number(*truth),
            Self::Order { items, .. } => Given::Order(items.clone()),
            Self::Pairs(right) => Given::Pairs(right.clone()),
            Self::Gaps(gaps) => {
                Given::Pairs(gaps.iter().filter_map(|gap| first(&gap.id, &gap.accept)).collect())
            }
            Self::Answers(posed) => {
                Given::Pairs(posed.iter().filter_map(|it| first(&it.id, &it.right)).collect())
            }
            Self::Points(count) => Given::Explained { text: String::new(), points: (0..*count).collect() },
        }
    }
}

fn first(id: &str, right: &[String]) -> Option<(String, String)> {
    Some((id.to_owned(), right.first()?.clone()))
}

/// A wrong order: `before` was put earlier than `after`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Swapped {
    pub before: String,
    pub after: String,
}

/// What fills a gap.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fill {
    pub id: String,
    /// What counts, in whatever case.
    pub accept: Vec<String>,
    /// Wrong words with replies of their own: for each reply its spellings.
    pub known: Vec<Vec<String>>,
}

/// A request that wants a status.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Posed {
    pub id: String,
    pub right: Vec<String>,
}
