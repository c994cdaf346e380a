//! A place to point at in a drawing.

use crate::Figure;

/// A drawing of one moment, and where one may point.
#[derive(Clone, Debug, PartialEq)]
pub struct Place {
    /// Drawn at its moment, without anything to play or turn. Its id is `<question>-drawing`.
    pub figure: Figure,
    pub spots: Vec<Spot>,
}

/// One place of a drawing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spot {
    pub id: String,
    /// What is pointed at: `node server` and `link wire` by their ids in the scenario, or `message 1.1 reply`.
    pub subject: String,
    /// What the list beside the drawing calls it, as HTML.
    pub text: String,
    pub mark: crate::Mark,
    /// What who points at it is told, as HTML.
    pub feedback: String,
}
