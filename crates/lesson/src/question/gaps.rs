//! Words to fill in.

/// A text with gaps.
#[derive(Clone, Debug, PartialEq)]
pub struct Gaps {
    /// The text in order.
    pub pieces: Vec<Piece>,
    /// The gaps in order of the text.
    pub gaps: Vec<Gap>,
}

/// A piece of a text with gaps.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// As HTML.
    Html(String),
    /// By its place in [`Gaps::gaps`].
    Gap(usize),
}

/// One gap.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gap {
    pub id: String,
    /// Words to choose from, in the order in which they are offered; empty when the word is to be typed.
    pub options: Vec<String>,
    /// What counts, in whatever case; the first one is shown as the answer.
    pub accept: Vec<String>,
    /// Wrong words that many write.
    pub known: Vec<KnownWord>,
    /// What somebody is told who writes anything else, as HTML.
    pub feedback: String,
}

/// A wrong word that a known way of thinking leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownWord {
    /// Its spellings.
    pub words: Vec<String>,
    /// The belief that leads there, by its id.
    pub belief: String,
    /// As HTML.
    pub reply: String,
}
