//! Time, causes, and one life for each request and message.

use std::collections::{BTreeMap, BTreeSet};

use scenario::Scenario;
use trace::{FactId, MessageId, NodeId, RequestId, Time, Trace, What};

pub(super) fn is_kept(scenario: &Scenario, trace: &Trace) {
    assert!(trace.facts.is_sorted_by_key(|fact| fact.at), "time goes back");
    assert!(trace.facts.last().is_none_or(|fact| fact.at <= trace.end), "a fact after the end");
    assert!(scenario.end_ns.is_none_or(|end| trace.end <= Time(end)), "the run went on after its end");
    for (fact, place) in trace.facts.iter().zip(0_u32..) {
        assert!(fact.cause.is_none_or(|cause| cause < FactId(place)), "a later cause: {fact:?}");
        assert!(usize::from(fact.node.0) < scenario.nodes.len(), "nowhere: {fact:?}");
    }
    lives(trace);
    journeys(trace);
}

/// Each request is wanted once and settled once.
fn lives(trace: &Trace) {
    let mut open: BTreeMap<RequestId, NodeId> = BTreeMap::new();
    let mut last = RequestId(0);
    for fact in &trace.facts {
        match fact.what {
            What::Wanted { request } => {
                // Not one by one: news that travels unasked has such numbers too.
                assert!(request > last, "not numbered in the order of intent: {fact:?}");
                last = request;
                open.insert(request, fact.node);
            }
            What::Settled { request, .. } => {
                assert_eq!(open.remove(&request), Some(fact.node), "settled where it was wanted: {fact:?}");
            }
            _ => {}
        }
    }
    assert!(open.is_empty(), "never settled: {open:?}");
}

/// No message is on its way twice, and none arrives or gets lost that is not on its way.
fn journeys(trace: &Trace) {
    let mut travelling: BTreeSet<MessageId> = BTreeSet::new();
    for fact in &trace.facts {
        match fact.what {
            What::Sent { message, .. } | What::Copied { message, .. } => {
                assert!(travelling.insert(message), "already on its way: {fact:?}");
            }
            What::Arrived { message, .. } | What::Lost { message, .. } => {
                assert!(travelling.remove(&message), "not on its way: {fact:?}");
            }
            _ => {}
        }
    }
    assert_eq!(trace::first_stray(trace), None);
}
