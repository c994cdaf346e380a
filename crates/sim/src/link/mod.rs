//! One direction of a link: [`Wire`], on which one message's bits follow another's, and [`Channel`], on which messages
//! get lost, damaged, doubled and delayed.

mod channel;
mod wire;

pub(crate) use channel::{Channel, Passage};
pub(crate) use wire::{Onward, Wire};
