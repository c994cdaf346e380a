//! A finished run.

use serde::{Deserialize, Serialize};

use crate::{Duration, Fact, Time};

/// One run, complete and never changed again: its cast, its facts in order, and why it stopped.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Trace {
    /// The nodes, in the order of the scenario.
    pub nodes: Vec<Node>,
    /// The links between them.
    pub links: Vec<Link>,
    /// What happened; times never decrease.
    pub facts: Vec<Fact>,
    /// Requests wanted before this do not count in measures of response, nor does time before it in averages over time.
    pub measure_from: Time,
    /// When the run stopped. No fact is later.
    pub end: Time,
    /// Why it stopped.
    pub ended: Ended,
}

/// A node as views need to know it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Node {
    /// The id that the scenario gives it, for tests and exports.
    pub id: String,
    /// What learners read.
    pub name: String,
    /// What it does in its conversations.
    pub role: Role,
}

/// What a node does. A server that asks another server is a server here; its requests show it as client too.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Role {
    /// Asks. `timeout` is how long it waits for each try, if it ever gives up.
    Client { timeout: Option<Duration> },
    /// Answers, with so many workers and so many places to wait (none = without limit).
    Server { workers: u16, queue_capacity: Option<u32> },
}

/// A link as views need to know it: the same in both directions unless two are given.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Link {
    /// The two ends, as places in [`Trace::nodes`].
    pub ends: [crate::NodeId; 2],
    /// How long one bit takes from end to end.
    pub one_way: Duration,
}

/// Why a run stopped.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Ended {
    /// Nothing was left to happen.
    Idle,
    /// The scenario's own end.
    Deadline,
    /// The page or the command line did not want to wait any longer.
    Cancelled,
    /// More events than a run may have.
    EventBudget,
    /// More facts than a trace may hold.
    TraceBudget,
    /// More requests, messages and work under way at once than a run may hold.
    MemoryBudget,
}
