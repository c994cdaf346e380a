//! Cards: one idea each, which lessons lead to where its term stands.

use crate::{Block, Section};

/// A card, ready to be drawn.
#[derive(Clone, Debug, PartialEq)]
pub struct Card {
    /// Its address: `/cards/<slug>/`. Never reused: answers are stored under it.
    pub slug: String,
    pub title: String,
    /// One sentence, as HTML without links.
    pub definition: String,
    /// The definition as plain text, for search results.
    pub description: String,
    /// Other forms of the term, such as its plural.
    pub also: Vec<String>,
    /// In the order of the file.
    pub related: Vec<Related>,
    /// The pages that lead here, lessons first; cards that [`Card::related`] names already are left out.
    pub used_in: Vec<Use>,
    /// The day it was last read through by its authors, `2026-11-20`.
    pub reviewed: String,
    pub sections: Vec<Section>,
    /// The cards that it links to.
    pub terms: Vec<Term>,
    pub blocks: Vec<Block>,
}

/// Another card, and what it has to do with this one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Related {
    pub relation: Relation,
    pub term: Term,
}

/// How a card stands to another one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Relation {
    /// It is a piece of the other.
    PartOf,
    /// It cannot be understood without the other.
    Needs,
    /// The other is told apart from it.
    ContrastsWith,
    /// The other makes use of it.
    UsedBy,
}

/// What a link to a card shows before anybody follows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    pub slug: String,
    pub title: String,
    /// As HTML without links.
    pub definition: String,
}

/// A page that leads to a card.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Use {
    pub title: String,
    /// From the root of the site, with a slash at its end.
    pub address: String,
}
