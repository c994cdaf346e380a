//! The run in words: a table of what happened, a sentence for now, and what each side can know.

mod about;
mod compare;
mod happening;
mod knows;
mod rows;
mod say;
mod why;

pub use about::{About, about, pickable};
pub use compare::compare;
pub(crate) use happening::{Happening, Kind};
pub use knows::{knows, knows_at_most};
pub(crate) use rows::RowIndex;
pub use rows::{Row, Rows, rows};
pub use say::{say, say_as_seen};
pub(crate) use why::is_seen;
pub use why::{Step, came_of, explained, why};
