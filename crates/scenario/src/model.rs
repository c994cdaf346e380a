//! The checked description.

use serde::{Deserialize, Serialize};

/// A whole scenario. Serialised (as JSON) for the worker; authors write TOML, see `lessons/scenarios/README.md`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Scenario {
    /// One line for lists.
    pub title: String,
    pub nodes: Vec<Node>,
    pub links: Vec<Link>,
    pub loads: Vec<Load>,
}

/// A machine: a client when a load starts there, a server when it has the part.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Node {
    pub id: String,
    pub name: String,
    #[serde(default)]
    pub server: Option<Server>,
}

/// What makes a node answer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Server {
    pub workers: u16,
    /// Places to wait; none = without limit.
    #[serde(default)]
    pub queue: Option<u32>,
    pub service: Service,
    pub reply_bytes: u32,
}

/// How long a worker needs for one request.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Service {
    Fixed { ns: u64 },
}

/// A two-way connection of two nodes; the same both ways.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Link {
    pub id: String,
    /// Places in [`Scenario::nodes`].
    pub ends: [u16; 2],
    pub one_way_ns: u64,
    /// None = bits take no time to send.
    #[serde(default)]
    pub bits_per_s: Option<u64>,
}

/// Requests that a client wants answered.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Load {
    /// Places in [`Scenario::nodes`].
    pub client: u16,
    pub server: u16,
    pub requests: u32,
    pub pattern: Pattern,
    pub request_bytes: u32,
    #[serde(default)]
    pub timeout_ns: Option<u64>,
}

/// When a client sends its next request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Pattern {
    /// After the answer to the one before.
    Sequential,
    /// All at once.
    Parallel,
}
