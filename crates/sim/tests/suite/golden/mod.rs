//! Golden timelines: small scenarios whose every moment is known, to the nanosecond.

mod capacity;
mod faults;
mod first_byte;
mod news;
mod wires;

use scenario::Scenario;
use trace::{Fact, MessageId, Part, Trace, What};

fn run(scenario: &Scenario) -> Trace {
    scenario.check().expect("the test's scenario is sound");
    sim::run(scenario, 1)
}

/// A measure of the run in whole nanoseconds or pieces.
#[track_caller]
fn value(trace: &Trace, name: &str) -> f64 {
    trace::measure(trace, name).unwrap_or_else(|| panic!("the run has no {name}")).value
}

/// The moments of all facts of a kind, in nanoseconds.
fn moments(trace: &Trace, kind: impl Fn(&What) -> bool) -> Vec<u64> {
    trace.facts.iter().filter(|fact| kind(&fact.what)).map(|fact| fact.at.0).collect()
}

/// When a try of a request, its first message of whatever kind, went out.
fn sendings(trace: &Trace) -> Vec<u64> {
    moments(trace, |what| matches!(what, What::Sent { message, .. } if message.part == Part::Request))
}

/// For each of the first `requests` when the first fact of a kind was; none when there is none.
fn by_request(trace: &Trace, requests: u32, kind: impl Fn(&What) -> bool) -> Vec<Option<u64>> {
    let of = |request| {
        let about = |fact: &&Fact| fact.what.request().is_some_and(|id| id.0 == request) && kind(&fact.what);
        trace.facts.iter().find(about).map(|fact| fact.at.0)
    };
    (1..=requests).map(of).collect()
}

fn finished(what: &What) -> bool {
    matches!(what, What::Finished { .. })
}

fn settled(what: &What) -> bool {
    matches!(what, What::Settled { .. })
}

/// The reply to the first try of request 1.
fn first_reply() -> MessageId {
    MessageId::request(trace::RequestId(1), 1).reply()
}
