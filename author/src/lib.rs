//! The lessons on disk: read for the compiler, and what is wrong with them written down for people.
//!
//! The site builder uses the same, so that a mistake looks alike wherever it is met.

mod disk;
mod findings;
mod memory;

pub use disk::Disk;
pub use findings::{Findings, form_for_stderr};
pub use memory::compile;
