//! One lesson.

use crate::{Analogy, Explorer, Figure, Predict, Question, Still, Term};

/// A lesson, ready to be drawn.
#[derive(Clone, Debug, PartialEq)]
pub struct Lesson {
    /// Never reused: answers are stored under it.
    pub id: String,
    /// Its address: `/lessons/<slug>/`.
    pub slug: String,
    pub title: String,
    /// One line under the title, as HTML.
    pub subtitle: String,
    /// One or two plain sentences for search results.
    pub description: String,
    /// The unit it belongs to.
    pub unit: String,
    /// What should be read first.
    pub prerequisites: Vec<Prerequisite>,
    /// What the learner can do afterwards, as HTML.
    pub objectives: Vec<String>,
    /// The day it was last read through by its authors, `2026-11-20`.
    pub reviewed: String,
    /// Reading time at 200 words a minute plus a minute for each widget.
    pub minutes: u16,
    /// The second-level headings, for the outline.
    pub sections: Vec<Section>,
    /// The cards that it links to.
    pub terms: Vec<Term>,
    pub blocks: Vec<Block>,
}

/// A lesson to read before another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Prerequisite {
    pub title: String,
    /// From the root of the site; none while the lesson has no page.
    pub address: Option<String>,
}

/// A page outside the path of lessons, for example the one about the simulator.
#[derive(Clone, Debug, PartialEq)]
pub struct Article {
    /// Its address: `/<slug>/`.
    pub slug: String,
    pub title: String,
    /// One or two plain sentences for search results.
    pub description: String,
    /// The cards that it links to.
    pub terms: Vec<Term>,
    pub blocks: Vec<Block>,
}

/// A heading that the outline lists.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    pub id: String,
    /// As HTML.
    pub title: String,
}

/// A piece of a lesson.
#[derive(Clone, Debug, PartialEq)]
#[allow(
    clippy::large_enum_variant,
    reason = "a page has a few dozen, made once and kept; where addresses are short it is none"
)]
pub enum Block {
    /// Prose, tables, callouts, boxes.
    Html(String),
    /// A picture of a moment.
    Still(Still),
    /// Something to do.
    Widget(Widget),
}

/// Everything that comes alive in the browser.
#[derive(Clone, Debug, PartialEq)]
pub enum Widget {
    Figure(Figure),
    Predict(Predict),
    Question(Question),
    Analogy(Analogy),
    Explorer(Explorer),
}

impl Block {
    /// The id that the author gave it, if it has one of its own.
    pub fn id(&self) -> Option<&str> {
        match self {
            Self::Html(_) => None,
            Self::Still(still) => Some(&still.figure.id),
            Self::Widget(widget) => Some(widget.id()),
        }
    }
}

impl Widget {
    /// The id that the author gave it: unique in the lesson, part of its address.
    pub fn id(&self) -> &str {
        match self {
            Self::Figure(figure) => &figure.id,
            Self::Predict(predict) => &predict.id,
            Self::Question(question) => &question.id,
            Self::Analogy(analogy) => &analogy.figure.id,
            Self::Explorer(explorer) => &explorer.figure.id,
        }
    }
}
