//! Levels over time, and the state that they are taken from.

use proptest::prelude::*;
use trace::{
    DiscardReason, FactId, Gauge, LinkId, NodeId, NodeState, Outcome, RequestId, State, Step, Time, Trace,
    What, busy_workers, first_stray, gauges, in_flight, open_requests, queue_length,
};

use crate::script::{CLIENT, LINK, SERVER, arrived, lost, ms, named, sent, trace, two_requests};
use crate::walk::walks;

fn steps(steps: &[(u64, u32)]) -> Gauge {
    Gauge { steps: steps.iter().map(|&(at, level)| Step { at: ms(at), level }).collect() }
}

/// The state after the whole run.
fn last(trace: &Trace) -> State {
    let mut state = State::before(trace);
    for (fact, place) in trace.facts.iter().zip(0..) {
        state.take(fact, FactId(place), trace);
    }
    state
}

fn node(trace: &Trace, node: NodeId) -> NodeState {
    *last(trace).node(node).expect("the run has it")
}

#[test]
fn gauges_change_at_most_once_in_a_moment() {
    let run = two_requests();
    assert_eq!(queue_length(&run, SERVER), steps(&[(14, 1), (17, 0)]));
    let all = gauges(&run);
    assert_eq!((&all.waiting[1], &all.busy[1]), (&queue_length(&run, SERVER), &busy_workers(&run, SERVER)));
    assert_eq!((all.in_flight, all.open), (in_flight(&run), open_requests(&run)));
    assert_eq!(queue_length(&run, CLIENT), Gauge::default());
    assert_eq!(queue_length(&run, NodeId(9)), Gauge::default());
    assert_eq!(busy_workers(&run, SERVER), steps(&[(12, 1), (22, 0)]));
    assert_eq!(open_requests(&run), steps(&[(0, 2), (29, 1), (40, 0)]));
    let flying = in_flight(&run);
    assert_eq!(flying, steps(&[(0, 2), (12, 1), (14, 0), (17, 1), (22, 2), (25, 1), (29, 0)]));
    let levels = [0, 11, 12, 13, 40].map(|at| flying.level_at(ms(at)));
    assert_eq!((levels, flying.highest()), ([2, 2, 1, 1, 0], 2));
    assert_eq!(first_stray(&run), None);
}

#[test]
fn a_copy_is_one_more_message_on_the_network() {
    let copied = What::Copied { message: named("1 copy 1"), to: SERVER, link: LINK, bytes: 100 };
    let mut run = trace([
        (0, CLIENT, sent("1"), None),
        (5, CLIENT, copied, Some(0)),
        (10, SERVER, arrived("1"), Some(0)),
        (11, CLIENT, lost("1 copy 1", 6), Some(1)),
    ]);
    assert_eq!(in_flight(&run), steps(&[(0, 1), (5, 2), (10, 1), (11, 0)]));
    assert_eq!(first_stray(&run), None);
    run.facts[1].what = What::Delayed { message: named("1"), by: trace::Duration::ZERO };
    assert_eq!(first_stray(&run), Some(FactId(3)), "a copy that nobody made");
}

#[test]
fn every_way_out_of_a_server_frees_its_place() {
    let message = named("1");
    let reason = DiscardReason::Expired;
    let ways_out = [
        What::Finished { message, worker: 3 },
        What::Erred { message, status: 500 },
        What::Refused { message, status: 503 },
        What::Replayed { message },
        What::Discarded { message, reason },
        What::Crashed { silent: false },
    ];
    let ways_in = [
        (What::Queued { message, length: 1 }, [1, 0, 0]),
        (What::Started { message, worker: 3 }, [0, 1, 0]),
        (What::Parked { message }, [0, 0, 1]),
    ];
    let counts = |node: NodeState| [node.waiting, node.busy, node.parked];
    for (way_in, inside) in ways_in {
        for way_out in ways_out.clone() {
            let mut run = trace([(0, SERVER, way_in.clone(), None), (1, SERVER, way_out, Some(0))]);
            assert_eq!(counts(node(&run, SERVER)), [0; 3], "{:?}", run.facts);
            run.facts.pop();
            assert_eq!(counts(node(&run, SERVER)), inside, "{way_in:?}");
        }
    }
    let run = trace([(0, SERVER, What::Parked { message }, None), (1, SERVER, sent("1 reply"), Some(0))]);
    assert_eq!(node(&run, SERVER).parked, 0, "news is there, and the request is answered");
}

#[test]
fn a_queue_and_workers_know_who_is_there() {
    let queued = |name| (0, SERVER, What::Queued { message: named(name), length: 1 }, None);
    let started = |name, worker| (0, SERVER, What::Started { message: named(name), worker }, None);
    let run = trace([queued("3"), queued("1"), queued("2"), started("1", 4), started("5", 0)]);
    let state = last(&run);
    assert_eq!(state.queue(SERVER), [named("3"), named("2")]);
    assert_eq!(state.working(SERVER), [(named("1"), 4), (named("5"), 0)]);
    assert_eq!((state.queue(CLIENT), state.working(CLIENT)), (vec![], vec![]));
}

#[test]
fn those_of_a_batch_are_open_as_long_as_the_one_that_carries_them() {
    let wanted = |request| (0, CLIENT, What::Wanted { request: RequestId(request) }, None);
    let batched = What::Batched { request: RequestId(1), into: RequestId(2) };
    let settled = What::Settled { request: RequestId(2), outcome: Outcome::Answered };
    let run =
        trace([wanted(1), wanted(2), wanted(3), (0, CLIENT, batched, None), (7, CLIENT, settled, None)]);
    assert_eq!(open_requests(&run), steps(&[(0, 3), (7, 1)]));
    assert_eq!(last(&run).open_requests().collect::<Vec<_>>(), [RequestId(3)]);
}

#[test]
fn nodes_and_links_are_as_the_last_fact_left_them() {
    let cut = |from| What::Cut { link: LINK, from };
    let both = |run: &Trace| [CLIENT, SERVER].map(|from| last(run).is_cut(run, LINK, from));
    let mut run = trace([(0, CLIENT, cut(Some(SERVER)), None)]);
    assert_eq!(both(&run), [false, true]);
    run = trace([(0, CLIENT, cut(Some(SERVER)), None), (0, CLIENT, cut(None), None)]);
    assert_eq!(both(&run), [true, true]);
    assert!(!last(&run).is_cut(&run, LinkId(1), CLIENT));
    run = trace([(0, CLIENT, cut(None), None), (1, CLIENT, What::Mended { link: LINK }, None)]);
    assert_eq!(both(&run), [false, false]);

    let (until, silent) = (ms(9), true);
    let ill = [
        What::Crashed { silent },
        What::Slowed { thousandths: 2500 },
        What::Hung,
        What::Failing { share: 10 },
        What::Paused { until },
    ];
    run = trace(ill.map(|what| (0, SERVER, what, None)));
    let state = node(&run, SERVER);
    assert_eq!((state.down, state.slowed, state.hung, state.failing), (true, 2500, true, 10));
    assert_eq!(state.paused_until, Some(until));
    let mut facts = run.facts;
    facts.extend(trace([What::Restarted, What::Recovered].map(|what| (1, SERVER, what, None))).facts);
    run = Trace { facts, ..trace([]) };
    assert_eq!(node(&run, SERVER), NodeState { paused_until: Some(until), ..NodeState::default() });
    assert_eq!(node(&run, CLIENT), NodeState::default());
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nothing_is_lost_from_the_books(run in walks(300)) {
        prop_assert_eq!(first_stray(&run), None);
        let count = |at: Time, counts: fn(&What) -> bool| {
            run.facts.iter().filter(|fact| fact.at <= at && counts(&fact.what)).count()
        };
        let flying = in_flight(&run);
        let (open, busy) = (open_requests(&run), busy_workers(&run, SERVER));
        for fact in &run.facts {
            let at = fact.at;
            let entered = count(at, |what| matches!(what, What::Sent { .. } | What::Copied { .. }));
            let over = count(at, |what| matches!(what, What::Arrived { .. } | What::Lost { .. }));
            prop_assert_eq!(entered, over + flying.level_at(at) as usize);
            let wanted = count(at, |what| matches!(what, What::Wanted { .. }));
            let settled = count(at, |what| matches!(what, What::Settled { .. }));
            prop_assert_eq!(wanted, settled + open.level_at(at) as usize);
            prop_assert!(busy.level_at(at) <= 2, "a walk has two workers");
        }
    }
}
