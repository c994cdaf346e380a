//! What a message consists of: a message of a run in, its bytes and what each of them means out.
//!
//! The simulator sends sizes. This crate writes a message of exactly that size as the protocol has it: HTTP/1.1 for what is
//! asked and answered, TCP and TLS for what opens and secures a connection. What the run does not say is filler, and says
//! so. Filler is not materialised, so a message of gigabytes costs no more than a small one.

#![cfg_attr(not(test), deny(clippy::disallowed_methods, clippy::disallowed_types))]

mod context;
mod http;
mod news;
mod opened;
mod peers;
mod progress;
mod story;
mod tcp;
mod tls;
mod whole;
mod words;
mod writer;

use trace::{Message, Trace};

pub use context::Context;
pub use opened::{Kind, MOST_AT_ONCE, Opened, Piece};
pub use progress::{Progress, Seen};
pub use words::grouped;

use crate::story::{Meant, Sense};

/// Opens a message of a run. The pieces follow each other without a gap, and together are as long as what was sent.
pub fn open(context: &Context, trace: &Trace, message: &Message) -> Opened {
    let meant = Meant::new(context, trace, message);
    let size = u64::from(message.bytes);
    let written = match meant.sense {
        Sense::Order { .. }
        | Sense::Poll { .. }
        | Sense::Stream { .. }
        | Sense::Upgrade
        | Sense::Post { .. } => http::request(&meant, size),
        Sense::Answer { .. } | Sense::Streaming | Sense::Switched => http::reply(&meant, size),
        Sense::Event { update } => news::event(&meant, update, size),
        Sense::Frame { masked } => news::frame(&meant, masked, size),
        Sense::Segment(segment) => tcp::segment(&meant, segment, size),
        Sense::Hello => tls::client_hello(&meant, size),
        Sense::ServerHello => tls::server_flight(&meant, size),
        Sense::Sealed => tls::finished(&meant, size),
        Sense::Unknown(_) => None,
    };
    written.unwrap_or_else(|| whole::whole(&meant, size))
}
