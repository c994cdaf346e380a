//! How it happens: a scenario and a seed in, a trace out.
//!
//! [`run`] takes moments off an agenda until nothing is left. Links, servers and clients are machines that
//! know neither clock nor agenda: they are told what happened and answer what follows from it, and `run`
//! writes it down and schedules it.

#![cfg_attr(not(test), deny(clippy::disallowed_methods, clippy::disallowed_types))]

mod agenda;
mod budget;
mod client;
mod link;
mod plan;
mod record;
mod run;
mod serve;
mod server;

pub use budget::Budget;
pub use run::{run, run_within};
