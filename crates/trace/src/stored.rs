//! The stored form of a trace: how it crosses from the worker to the page.

use core::fmt;

use crate::{LinkId, NodeId, Time, Trace, What};

/// Changes whenever the bytes of an unchanged run would change.
const VERSION: u8 = 2;

/// Stored facts are about ten bytes each, so this leaves room for every trace that [`MAX_FACTS`] allows.
const MAX_BYTES: usize = 32 << 20;

/// Several times what the simulator writes; a page can still hold it.
const MAX_FACTS: usize = 1_000_000;

/// The bytes are not a trace of this version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unreadable;

impl fmt::Display for Unreadable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not a trace of this version")
    }
}

impl core::error::Error for Unreadable {}

/// Writes a trace as bytes: one version byte, then postcard.
pub fn encode(trace: &Trace) -> Vec<u8> {
    postcard::to_extend(trace, vec![VERSION])
        .expect("a vector takes any number of bytes, and every part of a trace knows its length")
}

/// Reads what [`encode`] wrote, and nothing that breaks the promises of [`Trace`] and [`crate::Fact`].
pub fn decode(bytes: &[u8]) -> Result<Trace, Unreadable> {
    let (&version, body) = bytes.split_first().ok_or(Unreadable)?;
    if version != VERSION || bytes.len() > MAX_BYTES {
        return Err(Unreadable);
    }
    let (trace, rest) = postcard::take_from_bytes::<Trace>(body).map_err(|_| Unreadable)?;
    if rest.is_empty() && is_sound(&trace) { Ok(trace) } else { Err(Unreadable) }
}

fn is_sound(trace: &Trace) -> bool {
    let mut now = Time::ZERO;
    trace.facts.len() <= MAX_FACTS
        && trace.links.iter().all(|link| link.ends.into_iter().all(|end| has_node(trace, end)))
        && trace.facts.iter().enumerate().all(|(place, fact)| {
            let in_order = now <= fact.at && fact.at <= trace.end;
            now = fact.at;
            let caused = fact.cause.is_none_or(|cause| (cause.0 as usize) < place);
            in_order && caused && has_node(trace, fact.node) && is_placed(trace, &fact.what)
        })
}

/// Whether the nodes and links that a fact names are there.
fn is_placed(trace: &Trace, what: &What) -> bool {
    match *what {
        What::Sent { to, link, .. } | What::Copied { to, link, .. } => {
            has_node(trace, to) && has_link(trace, link)
        }
        What::Arrived { from: node, .. } | What::Breaker { to: node, .. } => has_node(trace, node),
        What::Lost { link, .. } | What::Mended { link } => has_link(trace, link),
        What::Cut { link, from } => has_link(trace, link) && from.is_none_or(|from| has_node(trace, from)),
        _ => true,
    }
}

fn has_node(trace: &Trace, node: NodeId) -> bool {
    usize::from(node.0) < trace.nodes.len()
}

fn has_link(trace: &Trace, link: LinkId) -> bool {
    usize::from(link.0) < trace.links.len()
}
