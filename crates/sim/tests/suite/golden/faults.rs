//! Lost messages, impatient clients, crashes, cuts.

use super::{finished, first_reply, moments, run, sendings, settled, value};
use crate::build::{MS, asking, constant, far, link, load, node, pair, server, then, tries};
use crate::vector::{Vector, vector};
use scenario::{Action, Backoff, Call, Dedup, InProgress, Pattern, Scenario};
use trace::{MessageId, Outcome, Part, RequestId, Trace, What};

/// One request over half the round trip each way, with the vector's own timeout.
fn one_request(v: Vector, service_ns: u64) -> Scenario {
    let way = far(v.ns("rtt_ms") / 2);
    pair(server(1, constant(service_ns)), &way, load(1, Pattern::Sequential))
}

/// Two tries with a fixed wait in between, of which somebody drops a message.
fn dropping(v: Vector, message: MessageId) -> Scenario {
    let mut scenario = one_request(v, v.ns("server_ms"));
    scenario.loads[0].asking.timeouts.attempt_ns = Some(v.ns("timeout_ms"));
    scenario.loads[0].asking.retry = tries(2, Backoff::Fixed { ns: v.ns("wait_ms") });
    then(scenario, 0, Action::Drop { message })
}

fn outcome(trace: &Trace) -> (u64, Outcome) {
    let outcomes: Vec<_> = trace
        .facts
        .iter()
        .filter_map(|fact| match fact.what {
            What::Settled { outcome, .. } => Some((fact.at.0, outcome)),
            _ => None,
        })
        .collect();
    assert_eq!(outcomes.len(), 1);
    outcomes[0]
}

#[test]
fn a_lost_reply_costs_the_work_twice() {
    let v = vector("scn-drop-response");
    let trace = run(&dropping(v, first_reply()));
    assert_eq!(outcome(&trace), (v.expected_ns("/done_ms"), Outcome::Answered));
    assert_eq!(value(&trace, "effects"), v.expected("/server_executions"));
    assert_eq!(value(&trace, "duplicates"), 1.0);
    assert_eq!(value(&trace, "wasted_ms"), v.input("server_ms"));
}

#[test]
fn a_lost_request_looks_the_same_to_the_client() {
    let v = vector("scn-drop-request");
    let trace = run(&dropping(v, MessageId::request(RequestId(1), 1)));
    assert_eq!(outcome(&trace), (v.expected_ns("/done_ms"), Outcome::Answered));
    assert_eq!(value(&trace, "effects"), v.expected("/server_executions"));
}

#[test]
fn a_key_makes_it_once() {
    let v = vector("scn-idempotency");
    let mut scenario = dropping(v, first_reply());
    scenario.loads[0].asking.idempotency_key = true;
    let part = scenario.nodes[0].server.as_mut().expect("it answers");
    let window_ns = 60_000 * MS;
    part.dedup = Some(Dedup { window_ns, replay_ns: v.ns("replay_ms"), in_progress: InProgress::Wait });
    let trace = run(&scenario);
    assert_eq!(outcome(&trace), (v.expected_ns("/done_ms"), Outcome::Answered));
    assert_eq!(value(&trace, "effects"), v.expected("/server_executions"));
    assert_eq!(value(&trace, "replays"), 1.0);
    // Without a key the server cannot know the second try for the first.
    scenario.loads[0].asking.idempotency_key = false;
    assert_eq!(value(&run(&scenario), "effects"), 2.0);
}

/// The last try can arrive as late as every timeout and every wait after the answer was ready.
#[test]
fn an_answer_must_be_kept_until_the_last_try() {
    let v = vector("dedup-window");
    let attempts = u16::try_from(v.whole("attempts")).expect("few tries");
    let waits = v.inputs("waits_ms");
    let window = v.expected_ns("/min_window_ms");
    for (window_ns, effects) in [(window, 1.0), (window - 100 * MS, 2.0)] {
        let mut server = server(1, constant(0));
        server.dedup = Some(Dedup { window_ns, replay_ns: 0, in_progress: InProgress::Wait });
        let mut scenario = pair(server, &far(0), load(1, Pattern::Sequential));
        let asking = &mut scenario.loads[0].asking;
        asking.idempotency_key = true;
        asking.timeouts.attempt_ns = Some(v.ns("timeout_ms"));
        let base_ns = (waits[0] * 1e6) as u64;
        asking.retry = tries(attempts, Backoff::Exponential { base_ns, cap_ns: 60_000 * MS });
        for attempt in 1..attempts {
            let message = MessageId { attempt, ..first_reply() };
            scenario = then(scenario, 0, Action::Drop { message });
        }
        let last = MessageId { attempt: attempts, part: Part::Request, ..first_reply() };
        // One nanosecond before the client gives it up as well.
        scenario = then(scenario, 0, Action::Delay { message: last, by_ns: v.ns("timeout_ms") - 1 });
        let trace = run(&scenario);
        assert_eq!(outcome(&trace), (window - 1, Outcome::Answered));
        assert_eq!(value(&trace, "effects"), effects, "kept for {window_ns} ns");
    }
}

#[test]
fn too_little_patience_wastes_all_work() {
    let v = vector("scn-timeout-too-short");
    let mut scenario = one_request(v, v.ns("server_ms"));
    scenario.loads[0].asking.timeouts.attempt_ns = Some(v.ns("timeout_ms"));
    let attempts = u16::try_from(v.whole("attempts")).expect("few tries");
    scenario.loads[0].asking.retry = tries(attempts, Backoff::Immediate);
    let trace = run(&scenario);
    assert_eq!(outcome(&trace), (v.expected_ns("/fail_ms"), Outcome::TimedOut));
    assert_eq!(value(&trace, "effects"), v.expected("/server_executions"));
    assert_eq!(value(&trace, "wasted_ms"), v.expected("/wasted_ms"));
}

#[test]
fn a_crashed_process_is_noticed_half_a_round_trip_later() {
    let v = vector("scn-crash-rst");
    // Longer than it lives.
    let scenario = one_request(v, 500 * MS);
    let crash = Action::Crash { node: 0, silent: false, restart_after_ns: None };
    let trace = run(&then(scenario, v.whole("crash_ms").into(), crash));
    assert_eq!(outcome(&trace), (v.expected_ns("/client_error_ms"), Outcome::Broken));
    assert!(moments(&trace, finished).is_empty());
}

#[test]
fn a_machine_without_power_says_nothing() {
    let v = vector("scn-crash-silent");
    let mut scenario = one_request(v, 500 * MS);
    scenario.loads[0].asking.timeouts.attempt_ns = Some(v.ns("timeout_ms"));
    let crash = Action::Crash { node: 0, silent: true, restart_after_ns: None };
    let trace = run(&then(scenario, v.whole("crash_ms").into(), crash));
    assert_eq!(outcome(&trace), (v.expected_ns("/client_error_ms"), Outcome::TimedOut));
}

#[test]
fn a_cut_link_heals() {
    let v = vector("scn-partition-heal");
    let mut scenario = one_request(v, v.ns("server_ms"));
    scenario.loads[0].asking.timeouts.attempt_ns = Some(v.ns("timeout_ms"));
    let base_ns = (v.inputs("waits_ms")[0] * 1e6) as u64;
    scenario.loads[0].asking.retry = tries(3, Backoff::Exponential { base_ns, cap_ns: 60_000 * MS });
    let scenario = then(scenario, 0, Action::Cut { link: 0, from: None, in_flight: false });
    let scenario = then(scenario, v.whole("heal_ms").into(), Action::Mend { link: 0 });
    let trace = run(&scenario);
    let attempts: Vec<Option<u64>> = sendings(&trace).into_iter().map(Some).collect();
    assert_eq!(attempts, v.expected_ns_list("/attempts_at_ms"));
    assert_eq!(moments(&trace, settled), [v.expected_ns("/done_ms")]);
}

/// Cut one way only: the server hears everything and cannot answer.
#[test]
fn a_link_cut_one_way_lets_the_work_through() {
    let v = vector("scn-partition-heal");
    let mut scenario = one_request(v, v.ns("server_ms"));
    scenario.loads[0].asking.timeouts.attempt_ns = Some(v.ns("timeout_ms"));
    scenario.loads[0].asking.retry = tries(2, Backoff::Immediate);
    let scenario = then(scenario, 0, Action::Cut { link: 0, from: Some(0), in_flight: false });
    let trace = run(&scenario);
    assert_eq!(outcome(&trace), (2 * v.ns("timeout_ms"), Outcome::TimedOut));
    assert_eq!(value(&trace, "effects"), 2.0);
}

/// Each hop asks the next for as long as its own caller still waits.
#[test]
fn a_deadline_travels_along() {
    let v = vector("deadline-budget");
    let deadline_ns = v.ns("deadline_ms");
    let hops = v.inputs("hop_ms");
    let mut scenario = Scenario { title: "Hops".to_owned(), ..Scenario::default() };
    let chain = hops.iter().map(|ms| (ms * 1e6) as u64).chain([60_000 * MS]);
    for (at, service_ns) in (0_u16..).zip(chain) {
        let mut hop = server(1, constant(service_ns));
        if usize::from(at) < hops.len() {
            hop.calls = vec![Call { server: at + 1, requests: 1, parallel: false, asking: asking() }];
            scenario.links.push(link([at, at + 1], &far(0)));
        }
        scenario.nodes.push(node(&format!("hop-{at}"), Some(hop)));
    }
    let client = hops.len() as u16 + 1;
    scenario.nodes.push(node("client", None));
    scenario.links.push(link([client, 0], &far(0)));
    let mut load = load(1, Pattern::Sequential);
    load.client = client;
    load.asking.timeouts.deadline_ns = Some(deadline_ns);
    scenario.loads = vec![load];
    let trace = run(&scenario);
    let wanted = moments(&trace, |what| matches!(what, What::Wanted { .. }));
    let left: Vec<f64> = wanted[1..].iter().map(|at| (deadline_ns - at) as f64 / 1e6).collect();
    assert_eq!(left, v.expected_list(""));
    // Nobody waits longer than the one who waits for all of them.
    let late = |what: &What| matches!(what, What::Settled { outcome: Outcome::TimedOut, .. });
    assert!(moments(&trace, late).contains(&deadline_ns));
    assert!(moments(&trace, settled).iter().all(|at| *at <= deadline_ns));
}
