//! The course as data: units, lessons, blocks, widgets. No parser and no rendering of pages.
//!
//! The lesson compiler makes these from Markdown; the pages are drawn from them. Text that learners read
//! is HTML already (escaped, valid where it stands), because nothing after the compiler looks inside it.
//! One thing is left to whoever draws a page: `href="~/` stands for the root of the site, as seen from that page.

#![cfg_attr(not(test), deny(clippy::disallowed_methods, clippy::disallowed_types))]

mod course;
mod figure;
mod page;
mod question;

pub use course::{Course, Entry, Unit};
pub use figure::{Figure, Knob};
pub use page::{Article, Block, Lesson, Section, Widget};
pub use question::{Answer, Choice, Known, Mark, Predict, Spread};
