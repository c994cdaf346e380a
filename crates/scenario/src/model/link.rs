//! What joins two nodes.

use serde::{Deserialize, Serialize};

use super::{Distribution, PartsPerMillion};

/// A two-way connection of two nodes. The two ways do not disturb each other.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Link {
    pub id: String,
    /// Places in [`super::Scenario::nodes`].
    pub ends: [u16; 2],
    /// From the first end to the second, and back.
    pub ways: [Way; 2],
}

/// One direction of a link.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Way {
    /// How long a bit travels.
    pub one_way_ns: u64,
    /// None = bits take no time to send.
    #[serde(default)]
    pub bits_per_s: Option<u64>,
    /// Bytes that may wait for the wire, the message being sent not counted. None = without limit.
    #[serde(default)]
    pub buffer_bytes: Option<u64>,
    #[serde(default)]
    pub jitter: Option<Jitter>,
    #[serde(default)]
    pub loss: Loss,
    /// How many messages arrive twice.
    #[serde(default)]
    pub duplicate: PartsPerMillion,
    /// How many arrive damaged and are thrown away there.
    #[serde(default)]
    pub corrupt: PartsPerMillion,
    #[serde(default)]
    pub reorder: Option<Reorder>,
}

/// What is added to each message's way.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Jitter {
    pub extra: Distribution,
    /// Whether a message may overtake another; otherwise it waits for those before it.
    pub overtaking: bool,
}

/// Some messages are held up, so that later ones overtake them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reorder {
    pub share: PartsPerMillion,
    pub by_ns: u64,
}

/// Which messages get lost.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Loss {
    #[default]
    None,
    /// Each with the same probability.
    Chance { share: PartsPerMillion },
    /// Gilbert–Elliott: a channel that is good or bad and changes between messages. `worsen` is the chance of good to bad,
    /// `improve` of bad to good, `lost_good` and `lost_bad` the share lost in each state.
    Bursts {
        worsen: PartsPerMillion,
        improve: PartsPerMillion,
        lost_good: PartsPerMillion,
        lost_bad: PartsPerMillion,
    },
}
