//! What measures say is what their definitions say, counted the slow way: nanosecond by nanosecond.

use std::collections::BTreeSet;

use proptest::prelude::*;
use trace::{MessageId, Outcome, Part, RequestId, Time, Trace, What, measure};

use crate::toy::{play, toys};

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 500, ..ProptestConfig::default() })]

    #[test]
    fn responses_are_from_intent_to_outcome(toy in toys()) {
        let (trace, _) = play(&toy);
        let mut responses: Vec<u64> = settled(&trace)
            .into_iter()
            .filter_map(|(request, at, outcome)| {
                let wanted = wanted_at(&trace, request);
                let counts = wanted >= trace.measure_from && outcome != Outcome::Unfinished;
                counts.then(|| at.since(wanted).0)
            })
            .collect();
        responses.sort_unstable();
        let count = responses.len();
        let mean = (count > 0).then(|| ratio(responses.iter().sum(), count as u64));
        close(&trace, "response_ms", mean)?;
        for (name, thousandths) in [("p50", 500), ("p90", 900), ("p95", 950), ("p99", 990), ("p999", 999), ("max", 1000)] {
            let rank = (count * thousandths).div_ceil(1000);
            let ranked = rank.checked_sub(1).map(|place| ratio(responses[place], 1));
            close(&trace, &format!("response_{name}_ms"), ranked)?;
        }
    }

    #[test]
    fn averages_over_time_are_averages_of_all_moments(toy in toys()) {
        let (trace, _) = play(&toy);
        let moments: Vec<u64> = (trace.measure_from.0..trace.end.0).collect();
        let average = |level: &dyn Fn(u64) -> usize, scale: u64| {
            let sum: usize = moments.iter().map(|&at| level(at)).sum();
            (!moments.is_empty()).then(|| ratio(sum as u64 * 1_000_000, moments.len() as u64 * scale))
        };
        let outcomes = settled(&trace);
        let open = |at: u64| {
            let all = wanted(&trace);
            all.iter().filter(|(_, wanted)| wanted.0 <= at).count()
                - outcomes.iter().filter(|(_, settled, _)| settled.0 <= at).count()
        };
        close(&trace, "in_system_mean", average(&open, 1))?;
        close(&trace, "queue_mean", average(&|at| inside(&trace, at).0, 1))?;
        let trace::Role::Server { workers, .. } = trace.nodes[2].role else { unreachable!() };
        close(&trace, "utilisation", average(&|at| inside(&trace, at).1, u64::from(workers)))?;
        let work: usize = (0..trace.end.0).map(|at| inside(&trace, at).1).sum();
        close(&trace, "work_ms", Some(ratio(work as u64, 1)))?;
    }

    #[test]
    fn counts_are_counts_of_facts(toy in toys()) {
        let (trace, _) = play(&toy);
        let count = |counts: &dyn Fn(&What) -> bool| trace.facts.iter().filter(|fact| counts(&fact.what)).count();
        let batch = |message: MessageId| {
            1 + count(&|what| matches!(what, What::Batched { into, .. } if *into == message.request))
        };
        let executed: Vec<MessageId> = trace.facts.iter().filter_map(|fact| match fact.what {
            What::Finished { message, .. } => Some(message),
            _ => None,
        }).collect();
        let effects: usize = executed.iter().map(|message| batch(*message)).sum();
        let different: BTreeSet<RequestId> = executed.iter().map(|message| message.request).collect();
        let needed: usize = different.iter().map(|request| batch(MessageId::request(*request, 1))).sum();
        let tries = |retries: bool| count(&|what| {
            matches!(what, What::Sent { message, .. } if message.part == Part::Request && (!retries || message.attempt > 1))
        });
        let answered = settled(&trace).iter().filter(|(_, _, outcome)| *outcome == Outcome::Answered).count();
        let given_up = settled(&trace).iter().filter(|(_, _, outcome)| *outcome == Outcome::Unfinished).count();
        for (name, expected) in [
            ("requests", wanted(&trace).len()),
            ("answered", answered),
            ("unfinished", given_up),
            ("effects", effects),
            ("duplicates", effects - needed),
            ("attempts", tries(false)),
            ("retries", tries(true)),
            ("messages", count(&|what| matches!(what, What::Sent { .. }))),
            ("lost", count(&|what| matches!(what, What::Lost { .. }))),
            ("replays", count(&|what| matches!(what, What::Replayed { .. }))),
        ] {
            prop_assert_eq!(measure(&trace, name).map(|found| found.value), Some(expected as f64), "{}", name);
        }
    }
}

fn wanted(trace: &Trace) -> Vec<(RequestId, Time)> {
    let intent = |fact: &trace::Fact| match fact.what {
        What::Wanted { request } => Some((request, fact.at)),
        _ => None,
    };
    trace.facts.iter().filter_map(intent).collect()
}

fn wanted_at(trace: &Trace, request: RequestId) -> Time {
    wanted(trace).into_iter().find(|(wanted, _)| *wanted == request).expect("it was wanted").1
}

fn settled(trace: &Trace) -> Vec<(RequestId, Time, Outcome)> {
    let outcome = |fact: &trace::Fact| match fact.what {
        What::Settled { request, outcome } => Some((request, fact.at, outcome)),
        _ => None,
    };
    trace.facts.iter().filter_map(outcome).collect()
}

/// How many requests wait and how many are worked on right after a moment.
fn inside(trace: &Trace, at: u64) -> (usize, usize) {
    let (mut waiting, mut serving) = (BTreeSet::new(), BTreeSet::new());
    for fact in trace.facts.iter().filter(|fact| fact.at.0 <= at) {
        match fact.what {
            What::Queued { message, .. } => {
                waiting.insert(message);
            }
            What::Started { message, .. } => {
                waiting.remove(&message);
                serving.insert(message);
            }
            What::Finished { message, .. } | What::Discarded { message, .. } => {
                waiting.remove(&message);
                serving.remove(&message);
            }
            _ => {}
        }
    }
    (waiting.len(), serving.len())
}

/// A ratio of nanoseconds, as milliseconds.
fn ratio(of: u64, to: u64) -> f64 {
    of as f64 / to as f64 / 1e6
}

fn close(trace: &Trace, name: &str, expected: Option<f64>) -> Result<(), TestCaseError> {
    let found = measure(trace, name).map(|measure| measure.value);
    let equal = match (found, expected) {
        (Some(found), Some(expected)) => (found - expected).abs() <= 1e-12 * expected.max(1.0),
        (found, expected) => found == expected,
    };
    prop_assert!(equal, "{} is {:?}, not {:?}", name, found, expected);
    Ok(())
}
