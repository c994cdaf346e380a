//! Loads of every pattern.

use scenario::{Asking, Load, Pattern};

use super::chance::{arrivals, distribution};
use crate::bytes::Bytes;

pub(super) fn read(bytes: &mut Bytes, [client, server]: [u16; 2]) -> Load {
    let asking = Asking { request_bytes: 100, ..Asking::default() };
    let mut load = Load { client, server, requests: 1, pattern: Pattern::Sequential, asking };
    change(bytes, &mut load);
    load
}

pub(super) fn change(bytes: &mut Bytes, load: &mut Load) {
    load.requests = bytes.count(9_000_000);
    load.pattern = match bytes.byte() % 5 {
        0 => Pattern::Sequential,
        1 => Pattern::Parallel,
        2 => Pattern::Batched { size: bytes.count(10_000) },
        3 => Pattern::Open { arrivals: arrivals(bytes) },
        _ => Pattern::Closed { users: bytes.count(100_000), think: distribution(bytes) },
    };
}
