//! What somebody does to a run while it goes on.

use serde::{Deserialize, Serialize};
use trace::MessageId;

use super::{PartsPerMillion, Thousandths};

/// Something done at a moment, before everything else that happens at it. Nothing before that moment changes.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Intervention {
    pub at_ns: u64,
    pub action: Action,
}

/// What can be done. A message that has not been sent yet is met when it is sent; one that has arrived, or never comes, is
/// not met at all.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Action {
    /// The message is lost where it is.
    Drop {
        message: MessageId,
    },
    /// It arrives later.
    Delay {
        message: MessageId,
        by_ns: u64,
    },
    /// A copy of it arrives right behind it.
    Duplicate {
        message: MessageId,
    },
    /// It stays where it is until it is released.
    Hold {
        message: MessageId,
    },
    Release {
        message: MessageId,
    },
    /// The server's process dies: what it had is gone, and its clients' connections are closed. With `silent` the whole machine
    /// dies and nobody is told.
    Crash {
        node: u16,
        silent: bool,
        restart_after_ns: Option<u64>,
    },
    Restart {
        node: u16,
    },
    /// Work begun from now on takes `factor` times as long.
    Slow {
        node: u16,
        factor: Thousandths,
    },
    /// It takes requests in and answers none.
    Hang {
        node: u16,
    },
    /// So many requests are answered with an error.
    Errors {
        node: u16,
        share: PartsPerMillion,
    },
    /// All its work stands still for a while.
    Pause {
        node: u16,
        length_ns: u64,
    },
    /// Ends slowness, hanging and errors of this list.
    Recover {
        node: u16,
    },
    /// Nothing passes any more: from `from`, or both ways. With `in_flight` what is under way is lost too.
    Cut {
        link: u16,
        from: Option<u16>,
        in_flight: bool,
    },
    Mend {
        link: u16,
    },
    /// An open load goes on with so many arrivals per 1,000 s.
    Rate {
        client: u16,
        per_1000_s: u64,
    },
}
