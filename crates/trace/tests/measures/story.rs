//! A hand-written run in which something happens for every measure, and what each of them must say.

use trace::{
    DiscardReason, Duration, Ended, Fact, FactId, Link, LinkId, LossReason, MessageId, Metrics, Node, NodeId,
    Outcome, Part, RequestId, Role, Time, Trace, What, measure,
};

const CLIENT: NodeId = NodeId(0);
const SERVER: NodeId = NodeId(1);
const LINK: LinkId = LinkId(0);

/// What the run must say, in the order of the public list. All but the last group are the same for the only client or the
/// only server alone.
const EXPECTED: [(&str, f64, &str); trace::MEASURES.len()] = [
    ("requests", 12.0, ""),
    ("answered", 5.0, ""),
    ("refused", 1.0, ""),
    ("timed_out", 1.0, ""),
    ("failed", 1.0, ""),
    ("broken", 2.0, ""),
    ("withheld", 1.0, ""),
    ("unfinished", 1.0, ""),
    ("response_ms", 20.7, "ms"),
    ("response_p50_ms", 19.0, "ms"),
    ("response_p90_ms", 35.0, "ms"),
    ("response_p95_ms", 40.0, "ms"),
    ("response_p99_ms", 40.0, "ms"),
    ("response_p999_ms", 40.0, "ms"),
    ("response_max_ms", 40.0, "ms"),
    ("ttfb_ms", 136.0 / 6.0, "ms"),
    ("makespan_ms", 95.0, "ms"),
    ("throughput_per_s", 5.0 / 0.09, "/s"),
    ("attempts", 12.0, ""),
    ("retries", 2.0, ""),
    ("in_system_mean", 229.0 / 90.0, ""),
    ("messages", 22.0, ""),
    ("lost", 2.0, ""),
    ("bytes", 2_880.0, ""),
    ("effects", 7.0, ""),
    ("duplicates", 1.0, ""),
    ("replays", 1.0, ""),
    ("work_ms", 89.0, "ms"),
    ("wasted_ms", 34.0, "ms"),
    ("queue_max", 2.0, ""),
    ("queue_mean", 10.0 / 90.0, ""),
    ("queue_wait_ms", 3.0 / 8.0, "ms"),
    ("utilisation", 84.0 / 180.0, ""),
    ("updates", 3.0, ""),
    ("delivered", 2.0, ""),
    ("delay_ms", 9.0, "ms"),
    ("delay_max_ms", 12.0, "ms"),
];

#[test]
fn the_facts_give_every_measure() {
    let trace = story();
    for (name, value, unit) in EXPECTED {
        let measured = measure(&trace, name).expect("the run has this measure");
        assert!((measured.value - value).abs() < 1e-9, "{name} is {value}, not {}", measured.value);
        assert_eq!(measured.unit, unit, "{name}");
    }
    assert_eq!(EXPECTED.map(|(name, ..)| name), trace::MEASURES);
}

#[test]
fn the_collector_gives_every_measure() {
    let mut metrics = Metrics::new(&story().nodes, ms(10));
    tell_clients(&mut metrics);
    tell_server(&mut metrics);
    (0..12).for_each(|_| metrics.sent(100));
    (0..8).for_each(|_| metrics.sent(200));
    (0..2).for_each(|_| metrics.sent(40));
    (0..2).for_each(|_| metrics.lost());
    (0..3).for_each(|_| metrics.published());
    [6, 12].map(Duration::from_ms).into_iter().for_each(|delay| metrics.delivered(delay));
    assert_eq!((metrics.ended(), metrics.end_at()), (Ended::Idle, Time::ZERO));
    metrics.end(ms(100), Ended::Deadline);
    metrics.end(ms(200), Ended::Cancelled);
    assert_eq!((metrics.ended(), metrics.end_at()), (Ended::Deadline, ms(100)), "the first end counts");
    for (name, value, unit) in EXPECTED {
        let measured = metrics.measure(name).expect("the run has this measure");
        assert!((measured.value - value).abs() < 1e-9, "{name} is {value}, not {}", measured.value);
        assert_eq!(measured.unit, unit, "{name}");
    }
}

#[test]
fn a_node_has_the_measures_of_its_side() {
    let trace = story();
    let value = |name: &str| measure(&trace, name).map(|measure| measure.value);
    for name in trace::MEASURES {
        let [client, server, idle] = ["client", "server", "idle"].map(|id| value(&format!("{id}.{name}")));
        let whole = value(name);
        match trace::scope(name).expect("it is in the list") {
            trace::Scope::Client => assert_eq!((client, server), (whole, None), "{name}"),
            trace::Scope::Server => assert_eq!((client, server), (None, whole), "{name}"),
            trace::Scope::Run => assert_eq!((client, server, idle), (None, None, None), "{name}"),
        }
    }
    assert_eq!((value("idle.requests"), value("idle.response_ms")), (Some(0.0), None));
    assert_eq!((value("nobody.requests"), value(".requests")), (None, None));
}

#[test]
fn a_run_of_nothing_has_counts_but_no_means() {
    let nothing = Trace { facts: Vec::new(), end: Time::ZERO, measure_from: Time::ZERO, ..story() };
    for (name, ..) in EXPECTED {
        let counts = ["work_ms", "wasted_ms", "queue_max"];
        let is_count = !["_ms", "_mean", "_per_s"].iter().any(|end| name.ends_with(end));
        let expected = (counts.contains(&name) || is_count) && name != "utilisation";
        let found = measure(&nothing, name).map(|measure| measure.value);
        assert_eq!(found, expected.then_some(0.0), "{name}");
    }
}

fn ms(at: u64) -> Time {
    Time(at * 1_000_000)
}

fn request(number: u32, attempt: u16) -> MessageId {
    MessageId::request(RequestId(number), attempt)
}

/// The client's side of the story, as an engine would tell it.
fn tell_clients(metrics: &mut Metrics) {
    let requests = [
        (0, 22, Outcome::Answered, Some(22)),
        (10, 50, Outcome::Answered, Some(50)),
        (20, 40, Outcome::Answered, Some(38)),
        (20, 40, Outcome::Answered, Some(38)),
        (30, 65, Outcome::Answered, Some(65)),
        (56, 75, Outcome::Broken, None),
        (57, 75, Outcome::Broken, None),
        (58, 88, Outcome::TimedOut, None),
        (59, 69, Outcome::Refused, Some(69)),
        (76, 76, Outcome::Withheld, None),
        (80, 95, Outcome::Failed, Some(95)),
        (90, 100, Outcome::Unfinished, None),
    ];
    for (wanted, settled, outcome, first_byte) in requests {
        metrics.wanted(CLIENT, ms(wanted));
        if let Some(at) = first_byte {
            metrics.first_byte(CLIENT, ms(wanted), ms(at));
        }
        metrics.settled(CLIENT, ms(wanted), ms(settled), outcome);
    }
    (0..12).for_each(|attempt| metrics.attempt(CLIENT, attempt < 2));
}

/// The server's side: work in order of time.
fn tell_server(metrics: &mut Metrics) {
    let long = Duration::from_ms;
    let none = Duration::ZERO;
    metrics.started(SERVER, ms(5), none, 1);
    metrics.finished(SERVER, ms(15), false, 0);
    metrics.started(SERVER, ms(17), none, 1);
    metrics.started(SERVER, ms(25), none, 2);
    metrics.finished(SERVER, ms(27), false, 1);
    metrics.finished(SERVER, ms(35), false, 0);
    metrics.finished_too(SERVER, false);
    metrics.started(SERVER, ms(35), none, 1);
    metrics.replayed(SERVER);
    metrics.started(SERVER, ms(55), none, 2);
    metrics.finished(SERVER, ms(60), false, 1);
    metrics.started(SERVER, ms(61), none, 2);
    metrics.queued(SERVER, ms(62), 1);
    metrics.queued(SERVER, ms(63), 2);
    metrics.finished(SERVER, ms(65), true, 1);
    metrics.queued(SERVER, ms(65), 1);
    metrics.started(SERVER, ms(65), long(3), 2);
    metrics.interrupted(SERVER, ms(70), 1);
    metrics.interrupted(SERVER, ms(70), 0);
    metrics.queued(SERVER, ms(70), 0);
    metrics.started(SERVER, ms(85), none, 1);
    metrics.finished(SERVER, ms(90), false, 0);
    metrics.started(SERVER, ms(95), none, 1);
    [10, 10, 10, 25].into_iter().for_each(|work| metrics.useful(SERVER, long(work)));
}

/// Two workers; measured from 10 ms to 100 ms. Request 1 is plain. The reply to 2 is lost and sent again to its second try.
/// 3 and 4 travel together. 5 is worked on twice. 6 and 7 are cut off by a crash, 8 while it waits, 9 is refused, 10 never
/// sent, 11 fails, and 12 is being worked on when the run ends.
fn story() -> Trace {
    let mut told: Vec<(u64, NodeId, What)> = Vec::new();
    for (at, number) in [0, 10, 20, 20, 30, 56, 57, 58, 59, 76, 80, 90].into_iter().zip(1..) {
        told.push((at, CLIENT, What::Wanted { request: RequestId(number) }));
    }
    told.push((20, CLIENT, What::Batched { request: RequestId(4), into: RequestId(3) }));
    told.push((10, CLIENT, What::Blocked { message: request(2, 1) }));
    told.push((0, CLIENT, What::LookedUp { message: request(1, 1), until: ms(0) }));
    let copy = MessageId { copy: 1, ..request(1, 1) };
    told.push((0, CLIENT, What::Copied { message: copy, to: SERVER, link: LINK, bytes: 100 }));
    told.push((3, CLIENT, lost(copy)));
    told.push((28, SERVER, lost(request(2, 1).reply())));
    tell_messages(&mut told);
    tell_work(&mut told);
    let outcomes = [
        (22, 1, Outcome::Answered),
        (50, 2, Outcome::Answered),
        (40, 3, Outcome::Answered),
        (40, 4, Outcome::Answered),
        (65, 5, Outcome::Answered),
        (75, 6, Outcome::Broken),
        (75, 7, Outcome::Broken),
        (88, 8, Outcome::TimedOut),
        (69, 9, Outcome::Refused),
        (76, 10, Outcome::Withheld),
        (95, 11, Outcome::Failed),
        (100, 12, Outcome::Unfinished),
    ];
    for (at, number, outcome) in outcomes {
        told.push((at, CLIENT, What::Settled { request: RequestId(number), outcome }));
    }
    for (at, update) in [(20, 1), (30, 2), (40, 3)] {
        told.push((at, SERVER, What::Published { feed: 0, update }));
    }
    for (at, update) in [(26, 1), (42, 2)] {
        told.push((at, CLIENT, What::Delivered { feed: 0, update }));
    }
    told.sort_by_key(|(at, ..)| *at);
    let node = |id: &str, role| Node { id: id.to_owned(), name: id.to_owned(), role };
    Trace {
        nodes: vec![
            node("client", Role::Client { timeout: None }),
            node("server", Role::Server { workers: 2, queue_capacity: Some(2) }),
            node("idle", Role::Client { timeout: None }),
        ],
        links: vec![Link { ends: [CLIENT, SERVER], one_way: Duration::from_ms(5) }],
        facts: with_causes(told),
        measure_from: ms(10),
        end: ms(100),
        ended: Ended::Deadline,
    }
}

fn lost(message: MessageId) -> What {
    What::Lost { message, link: LINK, reason: LossReason::Chance, travelled: Duration::from_ms(1) }
}

/// Each message takes 5 ms, of which the reply to 3 takes 2 ms to be sent.
fn tell_messages(told: &mut Vec<(u64, NodeId, What)>) {
    #[rustfmt::skip]
    let requests = [
        (0, 1, 1), (12, 2, 1), (20, 3, 1), (30, 5, 1), (40, 2, 2), (50, 5, 2), (56, 6, 1), (57, 7, 1), (58, 8, 1),
        (59, 9, 1), (80, 11, 1), (90, 12, 1),
    ];
    for (at, number, attempt) in requests {
        let message = request(number, attempt);
        told.push((at, CLIENT, What::Sent { message, to: SERVER, link: LINK, bytes: 100 }));
        told.push((at + 5, SERVER, What::Arrived { message, from: CLIENT }));
    }
    #[rustfmt::skip]
    let replies = [
        (15, 1, 1, 22), (27, 2, 1, 0), (35, 3, 1, 40), (45, 2, 2, 50), (60, 5, 1, 65), (64, 9, 1, 69), (65, 5, 2, 70), (90, 11, 1, 95),
    ];
    for (at, number, attempt, arrives) in replies {
        let message = request(number, attempt).reply();
        told.push((at, SERVER, What::Sent { message, to: CLIENT, link: LINK, bytes: 200 }));
        if arrives > 0 {
            told.push((arrives, CLIENT, What::Arrived { message, from: SERVER }));
        }
    }
    told.push((37, SERVER, What::Left { message: request(3, 1).reply() }));
    for number in [6, 7] {
        let message = MessageId { part: Part::Reset, ..request(number, 1) };
        told.push((70, SERVER, What::Sent { message, to: CLIENT, link: LINK, bytes: 40 }));
        told.push((75, CLIENT, What::Arrived { message, from: SERVER }));
    }
}

fn tell_work(told: &mut Vec<(u64, NodeId, What)>) {
    #[rustfmt::skip]
    let work = [
        (5, 15, 1, 1, 0), (17, 27, 2, 1, 0), (25, 35, 3, 1, 1), (35, 60, 5, 1, 0), (55, 65, 5, 2, 1), (61, 0, 6, 1, 0), (65, 0, 7, 1, 1),
        (85, 90, 11, 1, 0), (95, 0, 12, 1, 0),
    ];
    // Finished before the reply is sent, and a worker is free before it starts again.
    let mut facts: Vec<(u64, NodeId, What)> = Vec::new();
    for (from, to, number, attempt, worker) in work {
        let message = request(number, attempt);
        facts.push((from, SERVER, What::Started { message, worker }));
        if to > 0 {
            facts.push((to, SERVER, What::Finished { message, worker }));
        }
    }
    facts.sort_by_key(|(at, _, what)| (*at, matches!(what, What::Started { .. })));
    facts.push((90, SERVER, What::Erred { message: request(11, 1), status: 500 }));
    facts.push((45, SERVER, What::Replayed { message: request(2, 2) }));
    facts.push((62, SERVER, What::Queued { message: request(7, 1), length: 1 }));
    facts.push((63, SERVER, What::Queued { message: request(8, 1), length: 2 }));
    facts.push((64, SERVER, What::Refused { message: request(9, 1), status: 503 }));
    facts.push((70, SERVER, What::Crashed { silent: false }));
    for number in [6, 7, 8] {
        let message = request(number, 1);
        facts.push((70, SERVER, What::Discarded { message, reason: DiscardReason::NodeDown }));
    }
    facts.push((72, SERVER, What::Restarted));
    told.splice(0..0, facts);
}

/// An outcome is caused by the arrival of the reply, and a reply by what was done for its try.
fn with_causes(told: Vec<(u64, NodeId, What)>) -> Vec<Fact> {
    let cause = |before: &[(u64, NodeId, What)], what: &What| {
        match *what {
        What::Settled { request, outcome: Outcome::Answered } => {
            let carrier = if request == RequestId(4) { RequestId(3) } else { request };
            before.iter().rposition(|(_, _, what)| {
                matches!(what, What::Arrived { message, .. } if message.request == carrier && message.part == Part::Reply)
            })
        }
        What::Sent { message, .. } if message.part == Part::Reply => before.iter().rposition(|(_, _, what)| {
            matches!(what, What::Finished { message: done, .. } | What::Replayed { message: done } if done.reply() == message)
        }),
        _ => None,
    }
    };
    let causes: Vec<Option<usize>> = (0..told.len()).map(|at| cause(&told[..at], &told[at].2)).collect();
    let fact = |((at, node, what), cause): ((u64, NodeId, What), Option<usize>)| Fact {
        at: ms(at),
        node,
        what,
        cause: cause.map(|place| FactId(u32::try_from(place).expect("a short story"))),
    };
    told.into_iter().zip(causes).map(fact).collect()
}
