//! The side that asks: requests from their intent to their outcome, over one or several tries.

mod answer;
mod connect;
mod settle;
mod timers;
mod want;

pub(crate) use answer::RESET_BYTES;
