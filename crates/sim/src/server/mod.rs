//! What a server keeps in mind: its workers, lines and rules. When to do what is told by the engine, in `serve`.

mod by_request;
mod dedup;
mod due;
mod effects;
mod health;
mod limit;
mod line;
mod lines;
mod pauses;
mod queue_timeout;
mod sharing;
mod station;
mod workers;

pub(crate) use dedup::Asked;
pub(crate) use station::{Admission, Power, Station};
