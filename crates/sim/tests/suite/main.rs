//! The simulator's suite: one binary, so that the same tests run natively and in WebAssembly.

mod build;
mod lessons;
mod limits;
mod properties;
mod vectors;
