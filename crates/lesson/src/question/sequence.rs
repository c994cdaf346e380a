//! Things to bring into order.

/// What is to be brought into order.
#[derive(Clone, Debug, PartialEq)]
pub struct Sequence {
    /// In the right order.
    pub items: Vec<Item>,
    /// The order in which they are offered at first, as places in `items`. Never the right one.
    pub offered: Vec<usize>,
    /// Wrong orders that many arrive at.
    pub swaps: Vec<Swap>,
}

/// One thing in a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    pub id: String,
    /// As HTML.
    pub text: String,
}

/// Two items in the wrong order, whatever stands between them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Swap {
    /// What was put before the other one, although it comes after it.
    pub before: String,
    pub after: String,
    /// The belief that leads there, by its id.
    pub belief: String,
    /// Why it is tempting and what is wrong with it, as HTML.
    pub reply: String,
}
