//! The numbers that lessons state about a run: from its facts, and collected while it runs.

mod by_definition;
mod equal;
mod names;
mod readme;
mod story;
mod toy;
