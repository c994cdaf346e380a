//! Every kind of fact has its words.

mod support;

use diagram::{Run, knows, knows_at_most, rows, say};
use support::{CLIENT, SERVER, Script, id, ms, played};
use trace::{
    BreakerState, DiscardReason, Duration, Fact, LinkId, LossReason, MessageId, NodeId, Outcome, Part,
    RequestId, TimerKind, What,
};

const WIRE: LinkId = LinkId(0);

/// The table's lines about facts that happen at different moments.
fn told(facts: impl IntoIterator<Item = (NodeId, What)>) -> Vec<String> {
    rows(&run(facts)).iter().map(|row| row.what.replace('\u{a0}', " ")).collect()
}

fn run(facts: impl IntoIterator<Item = (NodeId, What)>) -> Run {
    let mut script = Script::new(40_000);
    let facts = facts.into_iter().zip(1..);
    script.facts.extend(facts.map(|((node, what), at)| Fact { at: ms(at), node, what, cause: None }));
    script.run()
}

fn part(part: Part) -> MessageId {
    MessageId { part, ..id(1, 1) }
}

/// Each of these happens alone and is told so.
fn check<const N: usize>(cases: [(NodeId, What, &str); N]) {
    for (node, what, words) in cases {
        assert_eq!(told([(node, what.clone())]), [words], "{what:?}");
    }
}

#[test]
fn every_loss_has_its_reason() {
    let lost = |reason| What::Lost { message: id(1, 1), link: WIRE, reason, travelled: Duration::ZERO };
    check([
        (CLIENT, lost(LossReason::Chance), "✕ request 1.1 is lost: dropped by the network"),
        (CLIENT, lost(LossReason::BufferFull), "✕ request 1.1 is lost: the wire’s buffer was full"),
        (CLIENT, lost(LossReason::Cut), "✕ request 1.1 is lost: the wire was cut"),
        (CLIENT, lost(LossReason::Dropped), "✕ request 1.1 is lost: taken off the wire"),
        (CLIENT, lost(LossReason::NodeDown), "✕ request 1.1 is lost: nobody was there to take it in"),
        (
            CLIENT,
            lost(LossReason::Corrupted),
            "✕ request 1.1 is lost: damaged on the way, and thrown away on arrival",
        ),
    ]);
}

#[test]
fn every_message_is_told() {
    let sent = |message, to| What::Sent { message, to, link: WIRE, bytes: 9 };
    let arrived = |message, from| What::Arrived { message, from };
    let round = 1;
    check([
        (CLIENT, sent(part(Part::Connect { round }), SERVER), "the client sends connect 1.1"),
        (SERVER, sent(part(Part::Accept { round }), CLIENT), "the server sends accept 1.1"),
        (SERVER, arrived(part(Part::Secure { round }), CLIENT), "secure 1.1 has arrived"),
        (CLIENT, arrived(part(Part::Secured { round }), SERVER), "secured 1.1 has arrived"),
        (CLIENT, arrived(part(Part::Reset), SERVER), "reset 1.1 has arrived"),
        (CLIENT, sent(part(Part::Cancel), SERVER), "the client sends cancel 1.1"),
        (SERVER, sent(part(Part::Update), CLIENT), "the server sends update 1.1"),
        (CLIENT, sent(id(1, 2), SERVER), "the client asks again: request 1.2"),
    ]);
}

#[test]
fn what_the_network_does_to_a_message_is_told() {
    let (message, to, link, bytes) = (id(1, 1), SERVER, WIRE, 9);
    let copy = MessageId { copy: 1, ..message };
    check([
        (
            CLIENT,
            What::Copied { message: copy, to, link, bytes },
            "the network makes a copy: request 1.1 copy 1 is on the way too",
        ),
        (CLIENT, What::Delayed { message, by: Duration::from_ms(5) }, "request 1.1 will arrive 5 ms later"),
        (CLIENT, What::Held { message }, "request 1.1 stands still"),
        (CLIENT, What::Released { message }, "request 1.1 moves on"),
    ]);
}

#[test]
fn what_clients_do_is_told() {
    let (message, to, until) = (id(1, 1), SERVER, ms(90));
    let (request, kind) = (RequestId(1), TimerKind::FirstByte);
    check([
        (
            CLIENT,
            What::Batched { request, into: RequestId(2) },
            "the client puts another request into the same message",
        ),
        (CLIENT, What::Blocked { message }, "the client waits for a free connection for request 1.1"),
        (CLIENT, What::LookedUp { message, until }, "the client looks up the address for request 1.1"),
        (
            CLIENT,
            What::TimerFired { message, kind },
            "no answer to request 1.1 in time: the client stops waiting for it",
        ),
        (
            CLIENT,
            What::BackedOff { message: id(1, 2), until },
            "the client will ask again at 90 ms: request 1.2",
        ),
        (
            CLIENT,
            What::BudgetSpent { message },
            "the client does not ask again for request 1.1: its budget for retries is used up",
        ),
        (
            CLIENT,
            What::Breaker { to, state: BreakerState::Closed },
            "the client lets all its requests through again",
        ),
        (
            CLIENT,
            What::Breaker { to, state: BreakerState::Open },
            "the client stops asking: too many requests have failed",
        ),
        (
            CLIENT,
            What::Breaker { to, state: BreakerState::HalfOpen },
            "the client lets a few requests through, to see",
        ),
        (
            CLIENT,
            What::Settled { request, outcome: Outcome::Broken },
            "the connection broke: the client has no answer to request 1.1",
        ),
        (
            CLIENT,
            What::Settled { request, outcome: Outcome::Withheld },
            "the client does not even send request 1.1: too many have failed lately",
        ),
    ]);
}

#[test]
fn what_servers_do_with_requests_is_told() {
    let message = id(1, 1);
    let discarded = |reason| What::Discarded { message, reason };
    check([
        (SERVER, What::Refused { message, status: 409 }, "request 1.1 is refused with 409"),
        (SERVER, What::Erred { message, status: 500 }, "the work on request 1.1 ends with an error, 500"),
        (
            SERVER,
            What::Replayed { message },
            "the server has answered request 1.1 before and does nothing twice",
        ),
        (SERVER, What::Parked { message }, "request 1.1 waits for something other than a worker"),
        (
            SERVER,
            discarded(DiscardReason::Expired),
            "the server lets go of request 1.1: the time for an answer is over",
        ),
        (
            SERVER,
            discarded(DiscardReason::QueueTimeout),
            "the server lets go of request 1.1: the wait was too long",
        ),
        (
            SERVER,
            discarded(DiscardReason::Cancelled),
            "the server lets go of request 1.1: the answer is no longer wanted",
        ),
        (SERVER, discarded(DiscardReason::NodeDown), "the server lets go of request 1.1: it went down"),
    ]);
}

#[test]
fn what_becomes_of_nodes_and_wires_is_told() {
    let (link, feed, update, until) = (WIRE, 0, 3, ms(90));
    check([
        (SERVER, What::Crashed { silent: false }, "the server goes down"),
        (SERVER, What::Crashed { silent: true }, "the server goes down, and nobody is told"),
        (SERVER, What::Restarted, "the server is up again"),
        (SERVER, What::Slowed { thousandths: 500 }, "the server works faster from now on"),
        (SERVER, What::Slowed { thousandths: 1000 }, "the server works at its usual speed"),
        (SERVER, What::Slowed { thousandths: 2000 }, "the server works more slowly from now on"),
        (SERVER, What::Hung, "the server takes requests in and answers none"),
        (SERVER, What::Failing { share: 0 }, "the server makes no more errors than usual"),
        (SERVER, What::Failing { share: 1 }, "the server answers with errors from now on"),
        (SERVER, What::Paused { until }, "all work of the server stands still until 90 ms"),
        (SERVER, What::Recovered, "the server works as usual again"),
        (CLIENT, What::Cut { link, from: None }, "the wire is cut: nothing passes any more"),
        (CLIENT, What::Cut { link, from: Some(SERVER) }, "the wire is cut in one direction"),
        (CLIENT, What::Mended { link }, "the wire is whole again"),
        (SERVER, What::Published { feed, update }, "there is news at the server: update 3"),
        (CLIENT, What::Delivered { feed, update }, "the client learns of update 3"),
    ]);
}

#[test]
fn what_only_leads_to_something_else_is_not_told() {
    let (message, kind) = (id(1, 1), TimerKind::Hedge);
    let silent = [
        What::TimerFired { message, kind },
        What::TimerSet { message, kind, until: ms(5) },
        What::Intervened { intervention: 0 },
        What::Settled { request: RequestId(1), outcome: Outcome::Failed },
    ];
    assert_eq!(told(silent.map(|what| (CLIENT, what))), [""; 0]);
}

/// A request whose work fails, and whose client is told so.
fn failed() -> Run {
    let (message, link, request) = (id(1, 1), WIRE, RequestId(1));
    run([
        (CLIENT, What::Wanted { request }),
        (CLIENT, What::Sent { message: part(Part::Connect { round: 1 }), to: SERVER, link, bytes: 9 }),
        (CLIENT, What::Sent { message, to: SERVER, link, bytes: 9 }),
        (SERVER, What::Arrived { message, from: CLIENT }),
        (SERVER, What::Started { message, worker: 0 }),
        (SERVER, What::Erred { message, status: 500 }),
        (SERVER, What::Sent { message: message.reply(), to: CLIENT, link, bytes: 9 }),
        (CLIENT, What::Arrived { message: message.reply(), from: SERVER }),
        (CLIENT, What::Settled { request, outcome: Outcome::Failed }),
    ])
}

#[test]
fn an_error_is_an_answer_that_does_not_help() {
    let run = failed();
    let last = rows(&run).pop().expect("it is told").what;
    assert_eq!(last, "the client learns that request 1.1 ended with an error, 500");
    let end = run.end();
    assert_eq!(knows(&run, CLIENT, end), "1 of my requests is without an answer that helps.");
    assert_eq!(knows(&run, SERVER, end), "I answered #1.1 at 6\u{a0}ms. For me that is done.");
    let on_its_way = say(&run, trace::Time(2_500_000));
    assert!(on_its_way.starts_with("Connect 1.1 is 1\u{a0}% of the way to the server."), "{on_its_way}");
}

#[test]
fn the_longest_that_a_node_knows_is_told_from_the_whole_run() {
    for run in [support::lost_reply(), support::five_in_turn(), support::played::chain()] {
        for node in (0..run.trace.nodes.len()).map(|node| NodeId(u16::try_from(node).expect("few nodes"))) {
            let most = knows_at_most(&run, node).chars().count();
            let events = run.moments().events.iter().copied();
            let longer =
                events.map(|at| knows(&run, node, at)).find(|words| words.chars().count() > most + 2);
            assert_eq!(longer, None, "of {node:?}, where {most} letters have room");
        }
    }
}

/// The first try is answered at 90 ms, the second, sent beside it, at 120 ms.
fn answered_twice() -> Run {
    let mut script = Script::new(40_000);
    for (attempt, sent) in [(1, 0), (2, 30_000)] {
        let there = script.ask(1, attempt, sent, sent, 0);
        script.arrive(id(1, attempt), there);
        script.work(id(1, attempt), 0, there, there + 10_000);
        let back = script.reply(id(1, attempt), there + 10_000, 0);
        script.arrive(id(1, attempt).reply(), back);
        if attempt == 1 {
            script.settle(1, back, Outcome::Answered);
        }
    }
    script.run()
}

#[test]
fn an_answer_after_another_is_told_as_one_too_many_and_not_as_given_up() {
    let run = answered_twice();
    let plain = |words: String| words.replace('\u{a0}', " ");
    let last = rows(&run).pop().map(|row| plain(row.what));
    assert_eq!(last.as_deref(), Some("reply 1.2 has arrived too: the client had its answer already"));
    let end = knows(&run, CLIENT, run.end());
    assert!(
        plain(end.clone()).ends_with("Another answer, to #1.2, came at 120 ms. I had mine already."),
        "{end}"
    );
    let on_its_way = plain(say(&run, ms(100)));
    assert!(
        on_its_way.ends_with("% of the way to the client, which has its answer already."),
        "{on_its_way}"
    );
    assert!(!plain(say(&run, ms(85))).contains("already"), "the first one is awaited");
}

#[test]
fn a_machine_that_is_down_knows_nothing() {
    let message = id(1, 1);
    let run = run([
        (CLIENT, What::Wanted { request: RequestId(1) }),
        (CLIENT, What::Sent { message, to: SERVER, link: WIRE, bytes: 9 }),
        (SERVER, What::Arrived { message, from: CLIENT }),
        (SERVER, What::Started { message, worker: 0 }),
        (SERVER, What::Crashed { silent: true }),
        (SERVER, What::Restarted),
    ]);
    let known = [4, 5, 6].map(|at| knows(&run, SERVER, ms(at)));
    assert_eq!(known[..2], ["I am working on #1.1.", "Nothing. I am down."]);
    assert_ne!(known[2], known[1], "it is up again");
}

#[test]
fn work_on_a_machine_that_stands_still_does_not_go_on() {
    let run = played::ill();
    let told = |at| say(&run, ms(at)).replace('\u{a0}', " ");
    let stands = |at| told(at).starts_with("The server stands still, with request ");
    assert!(stands(500), "hung: {}", told(500));
    assert!(told(60).starts_with("The server is working on request "), "only slow: {}", told(60));
}

#[test]
fn who_looks_up_an_address_has_lost_nothing() {
    let run = played::connections();
    assert_eq!(say(&run, ms(10)), "The client is looking up where to send what it asks.");
}
