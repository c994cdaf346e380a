//! The course as data: units, lessons, blocks, widgets. No parser and no rendering of pages.
//!
//! The lesson compiler makes these from Markdown; the pages are drawn from them. Text that learners read
//! is HTML already (escaped, valid where it stands), because nothing after the compiler looks inside it.
//! One thing is left to whoever draws a page: `href="~/` stands for the root of the site, as seen from that page.

#![cfg_attr(not(test), deny(clippy::disallowed_methods, clippy::disallowed_types))]

mod analogy;
mod card;
mod course;
mod explorer;
mod figure;
mod page;
mod question;
mod still;

pub use analogy::{Analogy, Cast, Named, Noun};
pub use card::{Card, Related, Relation, Term, Use};
pub use course::{Course, Entry, Redirect, Unit};
pub use explorer::{Explorer, Gauge, Stop};
pub use figure::{Figure, Knob};
pub use page::{Article, Block, Lesson, Prerequisite, Section, Widget};
pub use question::{
    Amount, Answer, Arrival, Asks, Candidate, Compose, Extra, Foretold, Fragment, Gap, Gaps, Goal, Item,
    Kind, Known, KnownWord, Mark, Matching, Measured, Pair, Part, Piece, Place, Predict, Question, Role,
    Said, Sequence, Serve, Setting, Sought, Spot, Spread, Statement, Status, StatusReply, Swap, Task, Timed,
    Way, World,
};
pub use still::{Still, View};
