//! A picture of one moment of a run.

use trace::NodeId;

use crate::Figure;

/// A figure that stays as the page draws it: one view of one moment, and its table.
#[derive(Clone, Debug, PartialEq)]
pub struct Still {
    /// Without knobs: nothing can be turned.
    pub figure: Figure,
    pub view: View,
    /// Whose knowledge is drawn; none when all that happens is.
    pub eyes: Option<NodeId>,
}

/// The ways to draw a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum View {
    /// Who there is, and what is where at the moment.
    Space,
    /// The whole run, time running down, with the moment marked.
    Ladder,
}

impl View {
    /// All of them, with the names that authors write.
    pub const ALL: [(&'static str, Self); 2] = [("space", Self::Space), ("ladder", Self::Ladder)];
}
