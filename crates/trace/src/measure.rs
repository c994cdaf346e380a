//! Numbers that lessons state about a run, by the names that lessons use.

use std::collections::BTreeMap;

use crate::{Duration, Fate, MessageId, Outcome, Part, RequestId, Time, Trace, What, messages};

/// A number with its unit.
#[derive(Clone, Debug, PartialEq)]
pub struct Measure {
    pub value: f64,
    /// `ms`, or empty for a plain count.
    pub unit: &'static str,
}

/// Every name that [`measure`] knows.
pub const MEASURES: [&str; 11] = [
    "makespan_ms",
    "response_ms",
    "response_max_ms",
    "ttfb_ms",
    "work_ms",
    "requests",
    "answered",
    "refused",
    "timed_out",
    "messages",
    "lost",
];

/// The measure of that name (`makespan_ms`, `response_ms`, `requests`, …). `None` if there is no such measure, or
/// nothing in this run to take it from: a mean over no requests, a first byte that never came.
pub fn measure(trace: &Trace, name: &str) -> Option<Measure> {
    match name {
        "makespan_ms" => makespan(trace).map(milliseconds),
        "response_ms" => mean(&responses(trace)),
        "response_max_ms" => responses(trace).into_iter().max().map(milliseconds),
        "ttfb_ms" => mean(&first_bytes(trace)),
        "work_ms" => Some(milliseconds(work(trace))),
        "requests" => Some(count(trace, |what| matches!(what, What::Wanted { .. }))),
        "answered" => Some(settled(trace, Outcome::Answered)),
        "refused" => Some(settled(trace, Outcome::Refused)),
        "timed_out" => Some(settled(trace, Outcome::TimedOut)),
        "messages" => Some(count(trace, |what| matches!(what, What::Sent { .. }))),
        "lost" => Some(count(trace, |what| matches!(what, What::Lost { .. }))),
        _ => None,
    }
}

/// From the first intent to the last answer.
fn makespan(trace: &Trace) -> Option<Duration> {
    let wanted = trace.facts.iter().find(|fact| matches!(fact.what, What::Wanted { .. }))?;
    let settled = trace.facts.iter().rfind(|fact| matches!(fact.what, What::Settled { .. }))?;
    Some(settled.at.since(wanted.at))
}

/// For each settled request how long its client waited, from intent to outcome.
fn responses(trace: &Trace) -> Vec<Duration> {
    let mut wanted: BTreeMap<RequestId, Time> = BTreeMap::new();
    let mut waits = Vec::new();
    for fact in &trace.facts {
        match fact.what {
            What::Wanted { request } => {
                wanted.insert(request, fact.at);
            }
            What::Settled { request, .. } => {
                waits.extend(wanted.remove(&request).map(|intent| fact.at.since(intent)));
            }
            _ => {}
        }
    }
    waits
}

/// For each request that got a reply, how long until the reply's first bit reached the client.
fn first_bytes(trace: &Trace) -> Vec<Duration> {
    let mut first: BTreeMap<RequestId, Time> = BTreeMap::new();
    let replies = messages(trace).into_iter().filter(|message| message.id.part == Part::Reply);
    for reply in replies.filter(|reply| matches!(reply.fate, Fate::Arrived { .. })) {
        let at = reply.entered_at + reply.one_way;
        first.entry(reply.id.request).and_modify(|first| *first = at.min(*first)).or_insert(at);
    }
    let wait = |(fact_at, request)| first.get(request).map(|first: &Time| first.since(fact_at));
    let wanted = trace.facts.iter().filter_map(|fact| match &fact.what {
        What::Wanted { request } => Some((fact.at, request)),
        _ => None,
    });
    wanted.filter_map(wait).collect()
}

/// How long workers worked, all together; work that the end of the run cut short counts until then.
fn work(trace: &Trace) -> Duration {
    let mut begun: BTreeMap<MessageId, Time> = BTreeMap::new();
    let mut total = Duration::ZERO;
    for fact in &trace.facts {
        match fact.what {
            What::Started { message, .. } => {
                begun.insert(message, fact.at);
            }
            What::Finished { message, .. } => {
                let spent = begun.remove(&message).map(|begin| fact.at.since(begin));
                total = total + spent.unwrap_or_default();
            }
            _ => {}
        }
    }
    begun.into_values().fold(total, |total, begin| total + trace.end.since(begin))
}

fn settled(trace: &Trace, wanted: Outcome) -> Measure {
    count(trace, |what| matches!(what, What::Settled { outcome, .. } if *outcome == wanted))
}

fn count(trace: &Trace, counts: impl Fn(&What) -> bool) -> Measure {
    #[expect(clippy::cast_precision_loss, reason = "a trace holds far fewer than 2^53 facts")]
    let value = trace.facts.iter().filter(|fact| counts(&fact.what)).count() as f64;
    Measure { value, unit: "" }
}

#[expect(
    clippy::cast_precision_loss,
    reason = "2^53 ns are 104 days; what is lost beyond is less than shown"
)]
fn milliseconds(length: Duration) -> Measure {
    Measure { value: length.0 as f64 / 1e6, unit: "ms" }
}

#[expect(clippy::cast_precision_loss, reason = "sums are exact below 2^53 ns, 104 days of waiting")]
fn mean(lengths: &[Duration]) -> Option<Measure> {
    let sum: u128 = lengths.iter().map(|length| u128::from(length.0)).sum();
    let count = lengths.len();
    (count > 0).then(|| Measure { value: sum as f64 / count as f64 / 1e6, unit: "ms" })
}
