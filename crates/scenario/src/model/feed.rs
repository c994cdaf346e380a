//! News that somebody wants to hear of, and the ways to get it there.

use serde::{Deserialize, Serialize};

use super::{Arrivals, Asking};

/// Updates that come into being at one node and are wanted at others.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Feed {
    /// A place in [`super::Scenario::nodes`].
    pub source: u16,
    /// Who wants them; one at least. More than one only with [`Delivery::Broker`].
    pub subscribers: Vec<u16>,
    /// How many updates.
    pub updates: u32,
    pub arrivals: Arrivals,
    pub update_bytes: u32,
    pub delivery: Delivery,
    /// How subscribers ask for news, or how the source posts it.
    pub asking: Asking,
}

/// How news gets from its source to who wants it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Delivery {
    /// The subscriber asks every so often, from the start of the run; each answer brings what is new, or nothing.
    Polling { every_ns: u64 },
    /// The subscriber asks at once again; an answer waits for news, `hold_ns` at most.
    LongPolling { hold_ns: u64 },
    /// The subscriber asks once; the answer never ends and brings each update. After a break it asks again, `retry_ns`
    /// later, and names the last update it has.
    ServerSentEvents { retry_ns: u64 },
    /// One request opens a way for messages in both directions; the subscriber sends `upstream` messages at its own moments.
    WebSocket { upstream: u32, upstream_arrivals: Arrivals },
    /// The source posts each update to the subscriber, which is a server and answers.
    Webhook,
    /// The source hands each update to a service that passes it on when the subscriber can be reached.
    Push { via: u16 },
    /// The source publishes to a broker, which keeps each update until a subscriber has said that it has it, and sends it
    /// again after `redeliver_ns`.
    Broker { via: u16, share: Share, redeliver_ns: u64 },
}

/// Who gets an update that several want.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Share {
    /// Each of them.
    Each,
    /// One of them, in turn.
    One,
}
