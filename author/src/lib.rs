//! The lessons on disk: read for the compiler, and what is wrong with them written down for people.
//!
//! The site builder uses the same, so that a mistake looks alike wherever it is met.

mod compiler;
mod disk;
mod findings;

pub use compiler::Compiler;
pub use disk::Disk;
pub use findings::{Findings, form_for_stderr};
