//! What happened in a run: an append-only list of facts, and the folds that every view reads.
//!
//! The simulator writes a [`Trace`] once; nobody changes it afterwards. Views never read raw facts for a
//! purpose that a fold serves, so two views of one run cannot disagree.

#![cfg_attr(not(test), deny(clippy::disallowed_methods, clippy::disallowed_types))]

mod by_message;
pub mod bytes;
mod condition;
mod fact;
mod gauge;
mod hash;
mod histogram;
mod id;
mod index;
mod measure;
mod message;
mod metrics;
mod spans;
mod state;
mod stored;
mod time;
mod trace;
mod whereabouts;
mod why;

pub use by_message::ByMessage;
pub use condition::{Condition, NotACondition, Relation};
pub use fact::{BreakerState, DiscardReason, Fact, LossReason, Outcome, TimerKind, What};
pub use gauge::{
    Gauge, Gauges, Step, busy_workers, first_stray, gauges, in_flight, open_requests, queue_length,
};
pub use id::{FactId, LinkId, MessageId, NodeId, NotAMessage, Part, RequestId};
pub use index::Index;
pub use measure::{MEASURES, Measure, Scope, is_measure, meaning, measure, scope};
pub use message::{Fate, Journeys, Message, Stop, messages};
pub use metrics::Metrics;
pub use spans::{Pause, Phase, PhaseKind, Span, Try, spans, spans_with};
pub use state::{NodeState, State};
pub use stored::{Unreadable, decode, encode};
pub use time::{Duration, Time};
pub use trace::{Ended, Link, Node, Role, Trace};
pub use whereabouts::{Whereabouts, whereabouts};
pub use why::{consequences, first_divergence, why};
