//! How answers are marked: a key, and what an answer is worth against it.

mod key;
mod mark;

pub use key::{Fill, Key, Posed, Swapped};
pub use mark::{Fate, Marked, mark};
