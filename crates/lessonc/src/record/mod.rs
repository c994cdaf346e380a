//! What a page says, in the order in which it is read: plain text that still knows where in its file it stands.
//!
//! The writer of HTML fills a [`Recorder`] by the way; what a good editor would notice is then found in the
//! [`Record`], which knows nothing of Markdown.

mod kind;
mod piece;
mod recorder;
mod sentence;
mod shown;
mod word;

use core::ops::Range;

pub(crate) use kind::{Kind, Place};
pub(crate) use piece::{Bound, Mark, Piece};
pub(crate) use recorder::Recorder;
pub(crate) use sentence::sentences;
pub(crate) use shown::{Asked, Shown};
pub(crate) use word::{Phrases, normal, words};

/// A page as its readers meet it.
#[derive(Debug, Default)]
pub(crate) struct Record {
    pub(crate) pieces: Vec<Piece>,
    pub(crate) widgets: Vec<Shown>,
}

impl Record {
    /// The pieces of a widget.
    pub(crate) fn of(&self, shown: &Shown) -> &[Piece] {
        self.pieces.get(shown.pieces.clone()).unwrap_or_default()
    }

    /// The pieces that a reader can have met before answering `question`: everything before it, and of itself what
    /// stands open.
    pub(crate) fn before<'r>(&'r self, question: &Shown) -> impl Iterator<Item = (usize, &'r Piece)> {
        let Range { start, end } = question.pieces;
        let pieces = self.pieces.iter().enumerate().take(end);
        pieces.filter(move |(at, piece)| *at < start || !piece.kind.waits_for_the_answer())
    }
}
