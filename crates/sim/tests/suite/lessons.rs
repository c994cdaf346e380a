//! The scenarios of the lessons: what the text says about them, and their fingerprints.

use std::collections::BTreeMap;

use scenario::Scenario;
use trace::{Outcome, Trace, What, measure};

macro_rules! scenario {
    ($id:literal) => {
        ($id, include_str!(concat!("../../../../lessons/scenarios/", $id, ".toml")))
    };
}

const SCENARIOS: [(&str, &str); 22] = [
    scenario!("browser-web-database"),
    scenario!("five-at-once"),
    scenario!("five-in-turn"),
    scenario!("large-download"),
    scenario!("late-train"),
    scenario!("long-polling"),
    scenario!("lost-reply"),
    scenario!("lost-request"),
    scenario!("mm1"),
    scenario!("one-request"),
    scenario!("pay-with-key"),
    scenario!("polling"),
    scenario!("reply-late"),
    scenario!("reply-lost"),
    scenario!("reply-lost-with-key"),
    scenario!("retry-storm"),
    scenario!("server-crashes"),
    scenario!("server-dies"),
    scenario!("server-sent-events"),
    scenario!("slow-and-lost"),
    scenario!("three-distances"),
    scenario!("two-orders"),
];

fn lesson_scenario(id: &str) -> Scenario {
    let (_, text) = SCENARIOS.into_iter().find(|(name, _)| *name == id).expect("the scenario is listed");
    scenario::parse(text).expect("the course's scenarios are sound")
}

fn value(trace: &Trace, name: &str) -> f64 {
    measure(trace, name).expect("the run has this measure").value
}

/// The same file serves the browser's test, so these runs are equal natively and in WebAssembly.
#[test]
fn fingerprints() {
    let text = include_str!("../../../../tests/data/trace-hashes.json");
    let golden: BTreeMap<String, String> = serde_json::from_str(text).expect("the fingerprints are JSON");
    let hash = |id: &str| format!("{:016x}", sim::run(&lesson_scenario(id), 1).hash());
    let now = SCENARIOS.map(|(id, _)| (id.to_owned(), hash(id)));
    assert_eq!(golden, BTreeMap::from(now), "tests/data/trace-hashes.json against the runs of today");
}

#[test]
fn one_request_there_and_back() {
    let trace = sim::run(&lesson_scenario("one-request"), 1);
    let moments: Vec<(u64, u16, &str)> = trace
        .facts
        .iter()
        .map(|fact| {
            let what = match fact.what {
                What::Wanted { .. } => "wanted",
                What::Sent { .. } => "sent",
                What::TimerSet { .. } => "timer set",
                What::Left { .. } => "left",
                What::Arrived { .. } => "arrived",
                What::Started { .. } => "started",
                What::Finished { .. } => "finished",
                What::Settled { outcome: Outcome::Answered, .. } => "answered",
                _ => "something else",
            };
            (fact.at.0 / 1_000_000, fact.node.0, what)
        })
        .collect();
    let expected = [
        (0, 0, "wanted"),
        (0, 0, "sent"),
        (0, 0, "timer set"),
        (4, 0, "left"),
        (44, 1, "arrived"),
        (44, 1, "started"),
        (74, 1, "finished"),
        (74, 1, "sent"),
        (82, 1, "left"),
        (122, 0, "arrived"),
        (122, 0, "answered"),
    ];
    assert_eq!(moments, expected);
    assert_eq!(trace.end.0, 122_000_000, "the timer that nobody needed does not prolong the run");
    assert_eq!(value(&trace, "makespan_ms"), 122.0);
    assert_eq!(value(&trace, "ttfb_ms"), 114.0);
    assert_eq!(value(&trace, "work_ms"), 30.0);
}

#[test]
fn five_in_turn_wait_five_round_trips_and_five_at_once_wait_one() {
    let in_turn = sim::run(&lesson_scenario("five-in-turn"), 1);
    let at_once = sim::run(&lesson_scenario("five-at-once"), 1);
    assert_eq!(value(&in_turn, "makespan_ms"), 500.0);
    assert_eq!(value(&at_once, "makespan_ms"), 100.0);
    for trace in [&in_turn, &at_once] {
        assert_eq!(value(trace, "answered"), 5.0);
        assert_eq!(value(trace, "response_ms"), 100.0);
        assert_eq!(value(trace, "messages"), 10.0);
    }
}

#[test]
fn an_answer_in_the_last_moment_of_the_wait_counts_and_one_later_does_not() {
    for (timeout_ms, outcome, end_ms) in [(122, Outcome::Answered, 122), (121, Outcome::TimedOut, 122)] {
        let mut scenario = lesson_scenario("one-request");
        scenario.turn("client.timeout_ms", timeout_ms).expect("the knob is there");
        let trace = sim::run(&scenario, 1);
        let outcomes: Vec<Outcome> = trace
            .facts
            .iter()
            .filter_map(|fact| match fact.what {
                What::Settled { outcome, .. } => Some(outcome),
                _ => None,
            })
            .collect();
        assert_eq!(outcomes, [outcome], "after {timeout_ms} ms");
        assert_eq!(trace.end.0, end_ms * 1_000_000, "the reply arrives in any case");
    }
}

#[test]
fn a_client_that_gives_up_goes_on_with_its_next_request() {
    let mut scenario = lesson_scenario("five-in-turn");
    scenario.loads[0].asking.timeouts.attempt_ns = Some(60_000_000);
    let trace = sim::run(&scenario, 1);
    assert_eq!(value(&trace, "timed_out"), 5.0);
    assert_eq!(value(&trace, "makespan_ms"), 300.0);
    assert_eq!(trace.end.0, 340_000_000, "the last reply arrives 40 ms after its client gave up");
}
