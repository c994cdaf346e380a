//! What happened in a run: an append-only list of facts, and the folds that every view reads.
//!
//! The simulator writes a [`Trace`] once; nobody changes it afterwards. Views never read raw facts for a
//! purpose that a fold serves, so two views of one run cannot disagree.

#![cfg_attr(not(test), deny(clippy::disallowed_methods, clippy::disallowed_types))]

mod fact;
mod gauge;
mod hash;
mod id;
mod measure;
mod message;
mod stored;
mod time;
mod trace;

pub use fact::{Fact, LossReason, Outcome, What};
pub use gauge::{Gauge, Step, in_flight, queue_length};
pub use id::{FactId, LinkId, MessageId, NodeId, Part, RequestId};
pub use measure::{MEASURES, Measure, measure};
pub use message::{Fate, Message, messages};
pub use stored::{Unreadable, decode, encode};
pub use time::{Duration, Time};
pub use trace::{Ended, Link, Node, Role, Trace};
