//! Feeds: the timeline of each way to get news to somebody, to the nanosecond, and what becomes of it when messages get
//! lost and nodes go down. One way always takes 50 ms, and serving takes no time.

mod asked;
mod every;
mod lines;
mod posted;

use crate::build::{MS, asking, constant, far, link, node, server};
use scenario::{Action, Arrivals, Delivery, Feed, Scenario};
use trace::{Ended, MessageId, NodeId, Part, RequestId, Trace, What};

/// The nodes of every scenario here.
const SOURCE: u16 = 0;
const READER: u16 = 1;
const BETWEEN: u16 = 2;
const SECOND: u16 = 3;

/// Between [`SOURCE`] and [`READER`], the first and the second end; the others join those two and [`SECOND`] to
/// [`BETWEEN`].
const WIRE: u16 = 0;
const FROM_BETWEEN: u16 = 2;

/// Updates at these moments, for one reader.
fn feed(delivery: Delivery, at_ms: &[u64]) -> Scenario {
    let answers = || Some(server(10, constant(0)));
    let arrivals = Arrivals::At { ns: at_ms.iter().map(|ms| ms * MS).collect() };
    let nodes = [("source", answers()), ("reader", answers()), ("between", answers()), ("second", None)];
    Scenario {
        title: "News".to_owned(),
        nodes: nodes.map(|(id, server)| node(id, server)).to_vec(),
        links: [[SOURCE, READER], [SOURCE, BETWEEN], [BETWEEN, READER], [BETWEEN, SECOND]]
            .map(|ends| link(ends, &far(50 * MS)))
            .to_vec(),
        feeds: vec![Feed {
            source: SOURCE,
            subscribers: vec![READER],
            updates: at_ms.len() as u32,
            arrivals,
            update_bytes: 500,
            delivery,
            asking: asking(),
        }],
        ..Scenario::default()
    }
}

fn run(scenario: &Scenario) -> Trace {
    let trace = sim::run(scenario, 1);
    assert_eq!(trace.ended, Ended::Idle, "a feed with an end has one");
    trace
}

fn ms(ns: u64) -> u64 {
    assert!(ns.is_multiple_of(MS), "{ns} ns is no whole millisecond");
    ns / MS
}

/// Which updates got to know of, and when in milliseconds.
fn delivered(trace: &Trace) -> Vec<(u32, u64)> {
    delivered_to(trace, READER)
}

fn delivered_to(trace: &Trace, node: u16) -> Vec<(u32, u64)> {
    let facts = trace.facts.iter().filter(|fact| fact.node == NodeId(node));
    let delivery = |fact: &trace::Fact| match fact.what {
        What::Delivered { update, .. } => Some((update, ms(fact.at.0))),
        _ => None,
    };
    facts.filter_map(delivery).collect()
}

/// When messages of a kind were sent, in milliseconds.
fn sent(trace: &Trace, part: Part) -> Vec<u64> {
    moments(trace, |what| matches!(what, What::Sent { message, .. } if message.part == part))
}

fn moments(trace: &Trace, kind: impl Fn(&What) -> bool) -> Vec<u64> {
    trace.facts.iter().filter(|fact| kind(&fact.what)).map(|fact| ms(fact.at.0)).collect()
}

/// The bytes of the messages of a kind.
fn bytes(trace: &Trace, part: Part) -> Vec<u32> {
    let size = |fact: &trace::Fact| match fact.what {
        What::Sent { message, bytes, .. } if message.part == part => Some(bytes),
        _ => None,
    };
    trace.facts.iter().filter_map(size).collect()
}

fn value(trace: &Trace, name: &str) -> f64 {
    trace::measure(trace, name).unwrap_or_else(|| panic!("the run has no {name}")).value
}

fn message(request: u32, attempt: u16, part: Part) -> MessageId {
    MessageId { part, ..MessageId::request(RequestId(request), attempt) }
}

fn drop_message(request: u32, attempt: u16, part: Part) -> Action {
    Action::Drop { message: message(request, attempt, part) }
}

/// Down at once, and up again so much later.
fn crash(node: u16, silent: bool, restart_after_ms: Option<u64>) -> Action {
    Action::Crash { node, silent, restart_after_ns: restart_after_ms.map(|after| after * MS) }
}
