//! The simulator's suite: one binary, so that the same tests run natively and in WebAssembly.

mod build;
mod closed_forms;
mod feeds;
mod golden;
mod ground_truth;
mod hostile;
mod ledger;
mod lessons;
mod limits;
mod long_runs;
mod properties;
mod theory;
mod vector;
