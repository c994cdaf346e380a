//! Names for draws: what a random number is drawn for must not depend on what else happens in a run.
//!
//! A request is named by its load and its place there, a message by its request, try and kind. So dropping one message
//! leaves the draws of all others as they were.

use trace::{MessageId, Part};

/// Kinds of entities, above their numbers.
const NODE: u64 = 1 << 56;
const WAY: u64 = 2 << 56;
const LOAD: u64 = 3 << 56;
const ASKER: u64 = 4 << 56;
const FEED: u64 = 5 << 56;

pub(crate) fn node(node: u16) -> u64 {
    NODE | u64::from(node)
}

pub(crate) fn way(link: u16, side: u8) -> u64 {
    WAY | u64::from(link) << 1 | u64::from(side & 1)
}

pub(crate) fn load(load: u32) -> u64 {
    LOAD | u64::from(load)
}

pub(crate) fn asker(asker: u32) -> u64 {
    ASKER | u64::from(asker)
}

pub(crate) fn feed(feed: u16) -> u64 {
    FEED | u64::from(feed)
}

/// One name out of two numbers.
#[inline]
pub(crate) fn of(entity: u64, ordinal: u64) -> u64 {
    of_fast(entity, ordinal)
}

/// [`of`], put straight into its caller: for the names of every request.
#[inline(always)]
pub(crate) fn of_fast(entity: u64, ordinal: u64) -> u64 {
    // The finalizer of SplitMix64 (Steele, Lea, Flood 2014): every bit of the input reaches every bit of the name.
    let mut mixed = entity.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ ordinal.wrapping_add(0x632b_e59b_d9b4_e019);
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ (mixed >> 31)
}

/// The name of a message of the request with that key.
#[inline(never)]
pub(crate) fn message(key: u64, id: MessageId) -> u64 {
    let part = match id.part {
        Part::Request => 0,
        Part::Reply => 1,
        Part::Connect { round } => 0x100 | u64::from(round),
        Part::Accept { round } => 0x200 | u64::from(round),
        Part::Secure { round } => 0x300 | u64::from(round),
        Part::Secured { round } => 0x400 | u64::from(round),
        Part::Reset => 2,
        Part::Cancel => 3,
        Part::Update => 4,
    };
    of(key, part << 32 | u64::from(id.attempt) << 8 | u64::from(id.copy))
}

/// [`message`], of a request put straight into its caller.
#[inline(always)]
pub(crate) fn message_fast(key: u64, id: MessageId) -> u64 {
    match id.part {
        Part::Request => of_fast(key, u64::from(id.attempt) << 8 | u64::from(id.copy)),
        _ => message(key, id),
    }
}
