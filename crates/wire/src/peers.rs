//! The two ends of a message as a network names them: hosts, addresses, ports, and numbers that look drawn but are not.

use trace::{MessageId, NodeId, Trace};

/// The longest label of a host's name that is written.
const LONGEST_LABEL: usize = 32;

/// The first of the ports that clients use (RFC 6335, section 6).
const FIRST_PORT: u32 = 49_152;

/// How many of those there are.
const PORTS: u32 = 16_384;

/// A name for a node: `server.example` (RFC 6761, section 6.5: names that nobody can own).
pub(crate) fn host(trace: &Trace, node: NodeId) -> String {
    let id = trace.nodes.get(usize::from(node.0)).map_or("", |node| node.id.as_str());
    let letters = id.bytes().filter(|byte| byte.is_ascii_alphanumeric() || *byte == b'-');
    let label: String =
        letters.take(LONGEST_LABEL).map(|byte| char::from(byte.to_ascii_lowercase())).collect();
    let label = label.trim_matches('-');
    if label.is_empty() { "server.example".to_owned() } else { format!("{label}.example") }
}

/// An address for a node, from those kept for examples (RFC 5737).
pub(crate) fn address(node: NodeId) -> [u8; 4] {
    let last = u8::try_from(node.0.saturating_add(1)).unwrap_or(254).min(254);
    [192, 0, 2, last]
}

/// The port that a client asks from, for one try.
pub(crate) fn client_port(id: MessageId) -> u16 {
    let place = id.request.0.wrapping_mul(64).wrapping_add(u32::from(id.attempt)) % PORTS;
    u16::try_from(FIRST_PORT + place).unwrap_or(u16::MAX)
}

/// A number for a purpose in a try. Real machines draw such numbers; here they are the same in every run.
pub(crate) fn drawn(id: MessageId, purpose: u64) -> u64 {
    // One step of splitmix64.
    let mut word = (u64::from(id.request.0) << 24 | u64::from(id.attempt) << 8 | purpose)
        .wrapping_add(1)
        .wrapping_mul(0x9e37_79b9_7f4a_7c15);
    word = (word ^ (word >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    word = (word ^ (word >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    word ^ (word >> 31)
}

/// Bytes for a purpose, as [`drawn`].
pub(crate) fn drawn_bytes<const N: usize>(id: MessageId, purpose: u64) -> [u8; N] {
    let mut bytes = [0; N];
    for (chunk, place) in bytes.chunks_mut(8).zip(0_u64..) {
        for (byte, drawn) in chunk.iter_mut().zip(drawn(id, purpose << 4 | place).to_be_bytes()) {
            *byte = drawn;
        }
    }
    bytes
}
