//! What is to be run: nodes, links, loads, feeds, interventions. A checked description, and nothing of how it runs.

#![cfg_attr(not(test), deny(clippy::disallowed_methods, clippy::disallowed_types))]

mod bounds;
mod build;
mod chance;
mod check;
mod declare;
mod fault;
mod knob;
mod line;
mod model;
mod number;
mod parse;
mod problem;
mod queue_model;
mod read;
mod schema;
mod stored;

pub use bounds::MAX_TEXT_BYTES;
pub use knob::UnknownKnob;
pub use line::{Names, Refused};
pub use model::*;
pub use parse::parse;
pub use problem::Problem;
pub use queue_model::QueueModel;
pub use schema::{key_tables, schema};
pub use stored::Unreadable;
