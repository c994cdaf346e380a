//! Servers and subscribers: a worker does one thing at a time, a machine that is down does nothing, news is heard once.

use std::collections::{BTreeMap, BTreeSet};

use scenario::{Discipline, Scenario};
use trace::{Fact, MessageId, NodeId, TimerKind, Trace, What};

pub(super) fn is_sound(scenario: &Scenario, trace: &Trace) {
    let mut at_work: BTreeMap<(NodeId, u16), MessageId> = BTreeMap::new();
    let mut down: BTreeSet<NodeId> = BTreeSet::new();
    for fact in &trace.facts {
        match fact.what {
            What::Crashed { .. } => {
                assert!(down.insert(fact.node), "already down: {fact:?}");
                at_work.retain(|(node, _), _| *node != fact.node);
            }
            What::Restarted => assert!(down.remove(&fact.node), "was not down: {fact:?}"),
            What::Queued { .. }
            | What::Started { .. }
            | What::Finished { .. }
            | What::Erred { .. }
            | What::Refused { .. }
            | What::Replayed { .. }
            | What::Parked { .. } => {
                assert!(!down.contains(&fact.node), "a machine that is down: {fact:?}");
            }
            _ => {}
        }
        if !shares(scenario, fact.node) {
            work(scenario, fact, &mut at_work);
        }
    }
    timers(trace);
    news(trace);
}

fn shares(scenario: &Scenario, node: NodeId) -> bool {
    let server = scenario.nodes.get(usize::from(node.0)).and_then(|node| node.server.as_ref());
    server.is_some_and(|server| server.discipline == Discipline::Sharing)
}

/// A worker takes one request up at a time, and is done with the one that it took up.
fn work(scenario: &Scenario, fact: &Fact, at_work: &mut BTreeMap<(NodeId, u16), MessageId>) {
    match fact.what {
        What::Started { message, worker } => {
            let server = scenario.nodes[usize::from(fact.node.0)].server.as_ref();
            assert!(server.is_some_and(|server| worker < server.workers), "no such worker: {fact:?}");
            let before = at_work.insert((fact.node, worker), message);
            assert_eq!(before, None, "at work already: {fact:?}");
        }
        What::Finished { message, worker } => {
            assert_eq!(at_work.remove(&(fact.node, worker)), Some(message), "never started: {fact:?}");
        }
        What::Erred { message, .. }
        | What::Refused { message, .. }
        | What::Replayed { message }
        | What::Discarded { message, .. } => {
            at_work.retain(|(node, _), other| *node != fact.node || *other != message);
        }
        _ => {}
    }
}

/// A timer fires when it said.
fn timers(trace: &Trace) {
    let mut set: BTreeMap<(NodeId, MessageId, TimerKind), trace::Time> = BTreeMap::new();
    for fact in &trace.facts {
        match fact.what {
            What::TimerSet { message, kind, until } => {
                assert!(until >= fact.at, "over before it began: {fact:?}");
                set.insert((fact.node, message, kind), until);
            }
            What::TimerFired { message, kind } => {
                assert_eq!(set.remove(&(fact.node, message, kind)), Some(fact.at), "{fact:?}");
            }
            _ => {}
        }
    }
}

/// Each update comes into being once, and a subscriber hears of it once, afterwards.
fn news(trace: &Trace) {
    let mut published = BTreeSet::new();
    let mut delivered = BTreeSet::new();
    for fact in &trace.facts {
        match fact.what {
            What::Published { feed, update } => {
                assert!(published.insert((feed, update)), "for the second time: {fact:?}");
            }
            What::Delivered { feed, update } => {
                assert!(published.contains(&(feed, update)), "before it came into being: {fact:?}");
                assert!(delivered.insert((fact.node, feed, update)), "for the second time: {fact:?}");
            }
            _ => {}
        }
    }
}
