//! What servers never do, and wires neither.

use std::collections::BTreeMap;

use super::{config, sound};
use proptest::prelude::*;
use scenario::{Discipline, Jitter, Lines, Scenario, Server};
use trace::{Fact, LinkId, MessageId, NodeId, Time, Trace, What, messages};

/// Servers of a scenario that neither share nor spend workers on refusals and replays.
fn plain(scenario: &Scenario) -> impl Iterator<Item = (NodeId, &Server)> {
    let servers = scenario.nodes.iter().zip(0_u16..);
    servers.filter_map(|(node, id)| {
        let server = node.server.as_ref()?;
        let by_workers = server.discipline != Discipline::Sharing;
        by_workers.then_some((NodeId(id), server))
    })
}

fn at(trace: &Trace, node: NodeId) -> impl Iterator<Item = &Fact> {
    trace.facts.iter().filter(move |fact| fact.node == node)
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn a_worker_does_one_thing_at_a_time(scenario in sound()) {
        let trace = sim::run(&scenario, 1);
        for (node, server) in plain(&scenario) {
            let mut busy: BTreeMap<u16, MessageId> = BTreeMap::new();
            for fact in at(&trace, node) {
                match fact.what {
                    What::Started { message, worker } => {
                        prop_assert!(worker < server.workers);
                        prop_assert_eq!(busy.insert(worker, message), None, "{:?}", fact);
                    }
                    What::Finished { message, worker } => {
                        prop_assert_eq!(busy.remove(&worker), Some(message), "{:?}", fact);
                    }
                    What::Erred { message, .. } | What::Discarded { message, .. } => {
                        busy.retain(|_, other| *other != message);
                    }
                    What::Crashed { .. } => busy.clear(),
                    _ => {}
                }
            }
        }
    }

    #[test]
    fn nobody_waits_where_there_is_no_place(scenario in sound()) {
        let trace = sim::run(&scenario, 1);
        for (node, server) in plain(&scenario) {
            let lines = if server.lines == Lines::Shared { 1 } else { u32::from(server.workers) };
            let places = server.queue.map(|places| places.saturating_mul(lines));
            let queue = trace::queue_length(&trace, node);
            let all = trace::gauges(&trace);
            prop_assert_eq!(all.waiting.get(usize::from(node.0)), Some(&queue));
            prop_assert_eq!(all.busy.get(usize::from(node.0)), Some(&trace::busy_workers(&trace, node)));
            prop_assert!(places.is_none_or(|places| queue.highest() <= places));
            for fact in at(&trace, node) {
                if let What::Queued { length, .. } = fact.what {
                    prop_assert!(length >= 1 && server.queue.is_none_or(|places| length <= places), "{:?}", fact);
                }
            }
        }
    }

    /// One line, first come first served, nobody skipped: service begins in the order of waiting.
    #[test]
    fn one_line_is_served_in_order(scenario in sound()) {
        let trace = sim::run(&scenario, 1);
        for (node, server) in plain(&scenario) {
            if server.discipline != Discipline::Fifo || server.lines != Lines::Shared {
                continue;
            }
            let mut waiting: Vec<MessageId> = Vec::new();
            for fact in at(&trace, node) {
                match fact.what {
                    What::Queued { message, .. } => waiting.push(message),
                    What::Started { message, .. } => {
                        if let Some(place) = waiting.iter().position(|other| *other == message) {
                            prop_assert_eq!(place, 0, "{:?} overtakes", fact);
                            waiting.remove(0);
                        }
                    }
                    What::Discarded { message, .. } | What::Refused { message, .. } | What::Replayed { message } => {
                        waiting.retain(|other| *other != message);
                    }
                    What::Crashed { .. } => waiting.clear(),
                    _ => {}
                }
            }
        }
    }

    #[test]
    fn a_wire_carries_one_message_after_the_other(scenario in sound()) {
        let trace = sim::run(&scenario, 1);
        let mut left: BTreeMap<(LinkId, NodeId), Time> = BTreeMap::new();
        let mut arrived: BTreeMap<(LinkId, NodeId), Time> = BTreeMap::new();
        for message in messages(&trace).into_iter().filter(|message| message.id.copy == 0) {
            let link = &scenario.links[usize::from(message.link.0)];
            let way = &link.ways[usize::from(link.ends[0] != message.from.0)];
            let direction = (message.link, message.from);
            prop_assert!(message.sent_at <= message.entered_at && message.entered_at <= message.left_at);
            // What was lost in line never entered the wire.
            let trace::Fate::Arrived { at } = message.fate else { continue };
            if way.bits_per_s.is_some() {
                let before = left.insert(direction, message.left_at).unwrap_or_default();
                prop_assert!(message.entered_at >= before, "{:?} enters before {:?}", message, before);
            }
            prop_assert!(at.0 >= message.left_at.0 + way.one_way_ns, "{:?} is faster than its link", message);
            let overtaking = way.jitter.as_ref().is_some_and(|Jitter { overtaking, .. }| *overtaking);
            if scenario.interventions.is_empty() && !overtaking && way.reorder.is_none() {
                let before = arrived.insert(direction, at).unwrap_or_default();
                prop_assert!(at >= before, "{:?} overtakes", message);
            }
        }
    }
}
