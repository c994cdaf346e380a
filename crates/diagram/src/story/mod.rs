//! The run in words: a table of what happened, a sentence for now, and what each side can know.

mod happening;
mod knows;
mod rows;
mod say;

pub(crate) use happening::{Happening, Kind};
pub use knows::knows;
pub(crate) use rows::RowIndex;
pub use rows::{Row, Rows, rows};
pub use say::say;
