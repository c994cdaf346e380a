//! How it happens: a scenario and a seed in, a trace or its numbers out.
//!
//! [`run`] takes moments off an agenda until nothing is left. Links, servers and clients are machines that know
//! neither clock nor agenda: they are told what happened and answer what follows from it. The engine writes it down and
//! schedules it.

#![cfg_attr(not(test), deny(clippy::disallowed_methods, clippy::disallowed_types))]

mod agenda;
mod book;
mod budget;
mod client;
mod desk;
mod engine;
mod exchange;
mod feed;
mod identity;
mod intervene;
mod link;
mod load;
mod out_of_turn;
mod parts;
mod plan;
mod random;
mod serve;
mod server;
mod simulation;
mod table;
mod transport;

pub use budget::Budget;
pub use random::{Draw, Purpose, first_divergent_draw};
pub use simulation::{Simulation, draws, measure, measure_within, run, run_within};
