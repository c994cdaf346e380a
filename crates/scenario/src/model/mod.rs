//! The checked description. Times are whole nanoseconds, rates bits per second, shares parts of a million, factors
//! thousandths: a scenario holds no floats, so equal scenarios are equal to the bit.

mod asking;
mod distribution;
mod feed;
mod intervention;
mod link;
mod load;
mod server;

use serde::{Deserialize, Serialize};

pub use asking::{
    Asking, Backoff, Breaker, Connections, Hedge, Retry, RetryBudget, RetryOn, Throttle, Timeouts,
};
pub use distribution::Distribution;
pub use feed::{Delivery, Feed, Share};
pub use intervention::{Action, Intervention};
pub use link::{Jitter, Link, Loss, Reorder, Way};
pub use load::{Arrivals, Load, Pattern};
pub use server::{
    Call, Choice, Dedup, Discipline, InProgress, Limit, Lines, Node, Pause, QueueTimeout, Server, WarmUp,
};

/// A whole scenario. Serialised for the worker; authors write TOML, see `lessons/scenarios/README.md`.
///
/// Nodes and links are named by their place in these lists.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Scenario {
    /// One line for lists.
    pub title: String,
    /// When the run ends at the latest; none = when nothing is left to happen.
    #[serde(default)]
    pub end_ns: Option<u64>,
    /// Requests wanted before this do not count in measures of response: the system fills up first.
    #[serde(default)]
    pub measure_from_ns: u64,
    pub nodes: Vec<Node>,
    pub links: Vec<Link>,
    #[serde(default)]
    pub loads: Vec<Load>,
    #[serde(default)]
    pub feeds: Vec<Feed>,
    /// In any order; those of one moment happen in this order.
    #[serde(default)]
    pub interventions: Vec<Intervention>,
}

/// Parts of a million: 10,000 is one per cent.
pub type PartsPerMillion = u32;

/// Thousandths: 2,500 is two and a half.
pub type Thousandths = u32;
