//! What fell by the wayside: messages that were lost on each link and requests that each server let go of, by reason.

use trace::{DiscardReason, Fact, LinkId, LossReason, NodeId, Time, Trace, What};

/// Reasons in the order in which they are said.
pub(crate) const LOSSES: [LossReason; 6] = [
    LossReason::Chance,
    LossReason::Cut,
    LossReason::BufferFull,
    LossReason::Dropped,
    LossReason::NodeDown,
    LossReason::Corrupted,
];
pub(crate) const DISCARDS: [DiscardReason; 4] =
    [DiscardReason::Expired, DiscardReason::QueueTimeout, DiscardReason::Cancelled, DiscardReason::NodeDown];

/// Counts up to each loss, so that a moment's are found without counting again.
#[derive(Clone, Debug, Default)]
pub(crate) struct Losses {
    links: Vec<Vec<(Time, [usize; 6])>>,
    nodes: Vec<Vec<(Time, [usize; 4])>>,
}

impl Losses {
    /// Nothing is lost yet.
    pub(crate) fn new(trace: &Trace) -> Self {
        Self { links: vec![Vec::new(); trace.links.len()], nodes: vec![Vec::new(); trace.nodes.len()] }
    }

    /// Takes the next fact into account.
    pub(crate) fn take(&mut self, fact: &Fact) {
        match fact.what {
            What::Lost { link, reason, .. } => {
                if let Some(own) = self.links.get_mut(usize::from(link.0)) {
                    count(own, fact.at, &LOSSES, reason);
                }
            }
            What::Discarded { reason, .. } => {
                if let Some(own) = self.nodes.get_mut(usize::from(fact.node.0)) {
                    count(own, fact.at, &DISCARDS, reason);
                }
            }
            _ => {}
        }
    }

    /// How many were lost on a link up to a moment, in the order of [`LOSSES`].
    pub(crate) fn on(&self, link: LinkId, at: Time) -> [usize; 6] {
        latest(self.links.get(usize::from(link.0)), at)
    }

    /// How many a node has let go of up to a moment, in the order of [`DISCARDS`].
    pub(crate) fn at(&self, node: NodeId, at: Time) -> [usize; 4] {
        latest(self.nodes.get(usize::from(node.0)), at)
    }
}

/// Adds one of a reason to the counts so far.
fn count<const N: usize, R: PartialEq>(own: &mut Vec<(Time, [usize; N])>, at: Time, all: &[R; N], reason: R) {
    let mut counts = own.last().map_or([0; N], |&(_, counts)| counts);
    if let Some((count, _)) = counts.iter_mut().zip(all).find(|(_, known)| **known == reason) {
        *count += 1;
    }
    own.push((at, counts));
}

fn latest<const N: usize>(own: Option<&Vec<(Time, [usize; N])>>, at: Time) -> [usize; N] {
    let own = own.map_or(&[][..], Vec::as_slice);
    let next = own.partition_point(|&(then, _)| then <= at);
    next.checked_sub(1).and_then(|last| own.get(last)).map_or([0; N], |&(_, counts)| counts)
}
