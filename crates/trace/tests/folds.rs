//! What the folds make of a run, on a hand-written one.

use trace::{
    Duration, Ended, Fact, FactId, Fate, Gauge, Link, LinkId, LossReason, MessageId, Node, NodeId, Outcome,
    RequestId, Role, Step, Time, Trace, What, in_flight, measure, messages, queue_length,
};

const CLIENT: NodeId = NodeId(0);
const SERVER: NodeId = NodeId(1);
const LINK: LinkId = LinkId(0);

/// Something that makes a sound trace unsound.
type Break = fn(&mut Trace);

fn message(request: u32) -> MessageId {
    MessageId::request(RequestId(request), 1)
}

fn sent(message: MessageId, to: NodeId) -> What {
    What::Sent { message, to, link: LINK, bytes: 100 }
}

/// Two requests at once over a link of 10 ms that sends a message in 2 ms; the server takes 5 ms for the first, lets
/// the second wait, and the reply to the second is lost after 3 ms.
fn two_requests() -> Trace {
    let (one, two) = (message(1), message(2));
    let story = [
        (0, CLIENT, What::Wanted { request: RequestId(1) }, None),
        (0, CLIENT, sent(one, SERVER), Some(0)),
        (0, CLIENT, What::Wanted { request: RequestId(2) }, None),
        (0, CLIENT, sent(two, SERVER), Some(2)),
        (0, CLIENT, What::TimerSet { message: two, until: Time(40_000_000) }, Some(3)),
        (2, CLIENT, What::Left { message: one }, Some(1)),
        (2, CLIENT, What::Entered { message: two }, Some(5)),
        (4, CLIENT, What::Left { message: two }, Some(6)),
        (12, SERVER, What::Arrived { message: one, from: CLIENT }, Some(5)),
        (12, SERVER, What::Started { message: one, worker: 0 }, Some(8)),
        (14, SERVER, What::Arrived { message: two, from: CLIENT }, Some(7)),
        (14, SERVER, What::Queued { message: two, length: 1 }, Some(10)),
        (17, SERVER, What::Finished { message: one, worker: 0 }, Some(9)),
        (17, SERVER, sent(one.reply(), CLIENT), Some(12)),
        (17, SERVER, What::Started { message: two, worker: 0 }, Some(12)),
        (19, SERVER, What::Left { message: one.reply() }, Some(13)),
        (22, SERVER, What::Finished { message: two, worker: 0 }, Some(14)),
        (22, SERVER, sent(two.reply(), CLIENT), Some(16)),
        (24, SERVER, What::Left { message: two.reply() }, Some(17)),
        (25, SERVER, lost(two.reply()), Some(18)),
        (29, CLIENT, What::Arrived { message: one.reply(), from: SERVER }, Some(15)),
        (29, CLIENT, What::Settled { request: RequestId(1), outcome: Outcome::Answered }, Some(20)),
        (40, CLIENT, What::TimerFired { message: two }, Some(4)),
        (40, CLIENT, What::Settled { request: RequestId(2), outcome: Outcome::TimedOut }, Some(22)),
    ];
    let fact = |(at, node, what, cause): (u64, NodeId, What, Option<u32>)| Fact {
        at: Time(at * 1_000_000),
        node,
        what,
        cause: cause.map(FactId),
    };
    let node = |id: &str, role| Node { id: id.to_owned(), name: id.to_owned(), role };
    Trace {
        nodes: vec![
            node("client", Role::Client { timeout: Some(Duration::from_ms(40)) }),
            node("server", Role::Server { workers: 1, queue_capacity: None }),
        ],
        links: vec![Link { ends: [CLIENT, SERVER], one_way: Duration::from_ms(10) }],
        facts: story.into_iter().map(fact).collect(),
        end: Time(40_000_000),
        ended: Ended::Idle,
    }
}

fn lost(message: MessageId) -> What {
    What::Lost { message, link: LINK, reason: LossReason::Dropped, travelled: Duration::from_ms(3) }
}

fn steps(steps: &[(u64, u32)]) -> Gauge {
    Gauge { steps: steps.iter().map(|&(ms, level)| Step { at: Time(ms * 1_000_000), level }).collect() }
}

#[test]
fn journeys_tell_when_each_end_of_a_message_was_where() {
    let trace = two_requests();
    let journeys: Vec<[u64; 4]> = messages(&trace)
        .iter()
        .map(|message| {
            [message.sent_at.0, message.entered_at.0, message.left_at.0, message.one_way.0]
                .map(|ns| ns / 1_000_000)
        })
        .collect();
    assert_eq!(journeys, [[0, 0, 2, 10], [0, 2, 4, 10], [17, 17, 19, 10], [22, 22, 24, 10]]);
    let fates: Vec<Fate> = messages(&trace).iter().map(|message| message.fate).collect();
    let arrived = |ms: u64| Fate::Arrived { at: Time(ms * 1_000_000) };
    let travelled = Duration::from_ms(3);
    let lost = Fate::Lost { at: Time(25_000_000), travelled, reason: LossReason::Dropped };
    assert_eq!(fates, [arrived(12), arrived(14), arrived(29), lost]);
    let ids: Vec<MessageId> = messages(&trace).iter().map(|message| message.id).collect();
    assert_eq!(ids, [message(1), message(2), message(1).reply(), message(2).reply()]);
}

#[test]
fn gauges_change_at_most_once_in_a_moment() {
    let trace = two_requests();
    assert_eq!(queue_length(&trace, SERVER), steps(&[(14, 1), (17, 0)]));
    assert_eq!(queue_length(&trace, CLIENT), Gauge::default());
    let flying = in_flight(&trace);
    assert_eq!(flying, steps(&[(0, 2), (12, 1), (14, 0), (17, 1), (22, 2), (25, 1), (29, 0)]));
    let levels = [0, 11, 12, 13, 40].map(|ms| flying.level_at(Time(ms * 1_000_000)));
    assert_eq!((levels, flying.highest()), ([2, 2, 1, 1, 0], 2));
}

#[test]
fn measures_have_the_names_that_lessons_use() {
    let trace = two_requests();
    let expected = [
        ("makespan_ms", 40.0, "ms"),
        ("response_ms", 34.5, "ms"),
        ("response_max_ms", 40.0, "ms"),
        ("ttfb_ms", 27.0, "ms"),
        ("work_ms", 10.0, "ms"),
        ("requests", 2.0, ""),
        ("answered", 1.0, ""),
        ("refused", 0.0, ""),
        ("timed_out", 1.0, ""),
        ("messages", 4.0, ""),
        ("lost", 1.0, ""),
    ];
    assert_eq!(expected.map(|(name, ..)| name), trace::MEASURES);
    for (name, value, unit) in expected {
        let measured = measure(&trace, name).expect("the run has this measure");
        assert_eq!((measured.value, measured.unit), (value, unit), "{name}");
    }
    assert_eq!(measure(&trace, "makespan"), None);
}

#[test]
fn a_run_of_nothing_has_counts_but_no_times() {
    let trace = Trace { facts: Vec::new(), ..two_requests() };
    assert_eq!(measure(&trace, "requests").map(|measure| measure.value), Some(0.0));
    assert_eq!(measure(&trace, "response_ms"), None);
    assert_eq!(measure(&trace, "makespan_ms"), None);
}

#[test]
fn what_is_stored_is_read_again_unchanged() {
    let trace = two_requests();
    assert_eq!(trace::decode(&trace::encode(&trace)), Ok(trace));
}

#[test]
fn a_trace_that_breaks_a_promise_is_not_read() {
    let broken: [(&str, Break); 9] = [
        ("time goes back", |trace| trace.facts[9].at = Time(1)),
        ("a fact after the end", |trace| trace.end = Time(39_999_999)),
        ("a fact that causes itself", |trace| trace.facts[3].cause = Some(FactId(3))),
        ("a later cause", |trace| trace.facts[3].cause = Some(FactId(9))),
        ("an unknown place", |trace| trace.facts[0].node = NodeId(2)),
        ("an unknown receiver", |trace| trace.facts[1].what = sent(message(1), NodeId(2))),
        ("an unknown sender", |trace| {
            trace.facts[8].what = What::Arrived { message: message(1), from: NodeId(7) };
        }),
        ("a link to nowhere", |trace| trace.links[0].ends[1] = NodeId(2)),
        ("an unknown link", |trace| trace.links.clear()),
    ];
    for (what, breaks) in broken {
        let mut trace = two_requests();
        breaks(&mut trace);
        assert!(trace::decode(&trace::encode(&trace)).is_err(), "{what}");
    }
    let stored = trace::encode(&two_requests());
    assert!(trace::decode(&[stored.as_slice(), &[0]].concat()).is_err(), "something after the end");
    assert!(trace::decode(&[&[2], &stored[1..]].concat()).is_err(), "another version");
    assert!(trace::decode(&[]).is_err(), "nothing at all");
}

#[test]
fn the_stored_form_of_version_1_stays_as_it_is() {
    assert_eq!(format!("{:016x}", two_requests().hash()), "1388fa57333dd02f");
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig { failure_persistence: None, cases: 2_000, ..Default::default() })]

    #[test]
    fn any_bytes_are_a_trace_or_are_not(mut bytes in proptest::collection::vec(0_u8.., 1..200)) {
        bytes[0] = 1;
        let _ = trace::decode(&bytes);
    }
}
