//! Things that belong together.

/// Two columns to join.
#[derive(Clone, Debug, PartialEq)]
pub struct Matching {
    /// In the order of the left column.
    pub pairs: Vec<Pair>,
    /// What stands in the right column and belongs to nothing.
    pub extras: Vec<Extra>,
    /// The ids of pairs and extras in the order of the right column at first.
    pub offered: Vec<String>,
}

/// What belongs together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pair {
    pub id: String,
    /// As HTML.
    pub left: String,
    /// Plain: it stands in a list to choose from.
    pub right: String,
    /// What somebody believes who joins it with something else, by its id.
    pub belief: String,
    /// What they are told, as HTML.
    pub feedback: String,
}

/// What belongs to nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Extra {
    pub id: String,
    /// Plain.
    pub text: String,
}
