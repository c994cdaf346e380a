//! What the folds make of runs: hand-written ones, and random ones that keep the promises of a trace.

mod gauges;
mod index;
mod journeys;
mod script;
mod spans;
mod stored;
mod walk;
mod why;
