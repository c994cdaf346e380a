//! What fuzzing calls: any bytes in, a panic out when something does not hold that must.
//!
//! Three readings of the bytes: as the text of a scenario, as operations that build a sound scenario and drive a run of
//! it, and as files of a course. The first reaches the diagnostics, the second what only a sound scenario reaches, the third
//! the lesson compiler.

mod bytes;
mod compose;
mod course;
mod drive;
mod lesson;
mod text;
mod verdict;

use sim::Budget;

pub use drive::{meaning, operations};
pub use lesson::lesson_text;
pub use text::scenario_text;

/// Small enough that no input takes long, large enough for every machine to be used several times.
const SMALL: Budget = Budget { events: 3_000, facts: 3_000, alive: 500 };
