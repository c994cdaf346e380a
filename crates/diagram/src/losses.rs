//! What fell by the wayside: messages that were lost on each link and requests that each server let go of, by reason.

use trace::{DiscardReason, Fate, LinkId, LossReason, Message, NodeId, Time, Trace, What};

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
    links: Vec<Vec<Loss>>,
    nodes: Vec<Vec<(Time, [usize; 4])>>,
}

#[derive(Clone, Copy, Debug)]
struct Loss {
    at: Time,
    /// Its place in [`crate::Run::messages`].
    message: usize,
    counts: [usize; 6],
}

impl Losses {
    pub(crate) fn new(trace: &Trace, messages: &[Message]) -> Self {
        let mut links: Vec<Vec<Loss>> = vec![Vec::new(); trace.links.len()];
        for (message, place) in messages.iter().zip(0..) {
            let Fate::Lost { at, reason, .. } = message.fate else { continue };
            if let Some(own) = links.get_mut(usize::from(message.link.0)) {
                // Which reason, until they stand in order and can be added up.
                own.push(Loss {
                    at,
                    message: place,
                    counts: LOSSES.map(|known| usize::from(known == reason)),
                });
            }
        }
        for own in &mut links {
            own.sort_by_key(|loss| loss.at);
            let mut so_far = [0; 6];
            for loss in own {
                so_far.iter_mut().zip(loss.counts).for_each(|(sum, more)| *sum += more);
                loss.counts = so_far;
            }
        }
        let mut nodes: Vec<Vec<(Time, [usize; 4])>> = vec![Vec::new(); trace.nodes.len()];
        for fact in &trace.facts {
            let What::Discarded { reason, .. } = fact.what else { continue };
            if let Some(own) = nodes.get_mut(usize::from(fact.node.0)) {
                let mut counts = own.last().map_or([0; 4], |&(_, counts)| counts);
                let of_reason = counts.iter_mut().zip(DISCARDS).find(|&(_, known)| known == reason);
                if let Some((count, _)) = of_reason {
                    *count += 1;
                }
                own.push((fact.at, counts));
            }
        }
        Self { links, nodes }
    }

    /// How many were lost on a link up to a moment, in the order of [`LOSSES`].
    pub(crate) fn on(&self, link: LinkId, at: Time) -> [usize; 6] {
        self.until(link, at).last().map_or([0; 6], |loss| loss.counts)
    }

    /// How many a node has let go of up to a moment, in the order of [`DISCARDS`].
    pub(crate) fn at(&self, node: NodeId, at: Time) -> [usize; 4] {
        let own = self.nodes.get(usize::from(node.0)).map_or(&[][..], Vec::as_slice);
        let next = own.partition_point(|&(then, _)| then <= at);
        next.checked_sub(1).and_then(|last| own.get(last)).map_or([0; 4], |&(_, counts)| counts)
    }

    /// The latest losses on a link up to a moment, at most `most`, as places in [`crate::Run::messages`].
    pub(crate) fn latest(&self, link: LinkId, at: Time, most: usize) -> impl Iterator<Item = usize> {
        let own = self.until(link, at);
        own.iter().skip(own.len().saturating_sub(most)).map(|loss| loss.message)
    }

    fn until(&self, link: LinkId, at: Time) -> &[Loss] {
        let own = self.links.get(usize::from(link.0)).map_or(&[][..], Vec::as_slice);
        own.get(..own.partition_point(|loss| loss.at <= at)).unwrap_or_default()
    }
}
