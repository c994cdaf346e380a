//! What is to be run: nodes, links, load. A checked description, and nothing of how it runs.

#![cfg_attr(not(test), deny(clippy::disallowed_methods, clippy::disallowed_types))]

mod bounds;
mod check;
mod fault;
mod knob;
mod model;
mod parse;
mod problem;
mod read;
mod sections;
mod value;

pub use bounds::MAX_TEXT_BYTES;
pub use knob::UnknownKnob;
pub use model::{Link, Load, Node, Pattern, Scenario, Server, Service};
pub use parse::parse;
pub use problem::Problem;
