//! What can be acted on at a moment, what would make no sense, and how two runs compare.

mod support;

use diagram::{Deed, Run, Subject, acts_at, called, compare, delays, objection, target, targets};
use support::{CLIENT, SERVER, id, ms, us};
use trace::{Duration, Fact, FactId, LinkId, NodeId, Time, Trace, What};

const WIRE: LinkId = LinkId(0);

/// The run with something that happened to its server or its wire.
fn with(run: &Run, happened: &[(Time, NodeId, What)]) -> Run {
    let mut trace: Trace = run.trace.clone();
    let facts = happened.iter().map(|(at, node, what)| Fact {
        at: *at,
        node: *node,
        what: what.clone(),
        cause: None,
    });
    trace.facts.extend(facts);
    trace.facts.sort_by_key(|fact| fact.at);
    trace.end = trace.end.max(trace.facts.last().map_or(Time::ZERO, |fact| fact.at));
    Run::new(trace)
}

#[test]
fn messages_under_way_come_first_and_the_last_sent_before_the_others() {
    let run = support::one_request();
    let rest = [Subject::Node(SERVER), Subject::Link(WIRE)];
    assert_eq!(targets(&run, ms(60)), rest, "nothing is on its way");
    assert_eq!(targets(&run, ms(26)), [&[Subject::Message(id(1, 1))], &rest[..]].concat());
    assert_eq!(targets(&run, ms(95)).first(), Some(&Subject::Message(id(1, 1).reply())));
    let five = support::slow_wire();
    assert_eq!(targets(&five, ms(30)).first(), Some(&Subject::Message(id(5, 1))), "in line counts too");
    assert_eq!(targets(&support::crowd(), ms(40)).len(), 42, "not all of a crowd");
    assert_eq!(targets(&support::empty(), ms(1)), []);
}

#[test]
fn an_event_stands_for_what_it_is_about() {
    let run = with(&support::one_request(), &[(ms(60), SERVER, What::Hung)]);
    let place = |wanted: fn(&What) -> bool| {
        let place = run.trace.facts.iter().position(|fact| wanted(&fact.what)).expect("it happened");
        Subject::Event(FactId(u32::try_from(place).expect("few facts")))
    };
    let arrived = place(|what| matches!(what, What::Arrived { .. }));
    assert_eq!(target(&run, arrived), Subject::Message(id(1, 1)));
    let hung = place(|what| matches!(what, What::Hung));
    assert_eq!(target(&run, hung), Subject::Node(SERVER));
    let beyond = Subject::Event(FactId(u32::MAX));
    assert_eq!(target(&run, beyond), beyond);
    assert!(objection(&run, ms(1), beyond, Deed::Lose).is_some());
}

#[test]
fn what_would_make_no_sense_says_why() {
    let run = support::lost_reply();
    let (request, reply) = (Subject::Message(id(1, 1)), Subject::Message(id(1, 1).reply()));
    let why = |at, subject, deed| objection(&run, ms(at), subject, deed);
    assert_eq!(why(26, request, Deed::Lose), None);
    assert_eq!(why(26, request, Deed::Release), Some("nobody holds it"));
    assert_eq!(why(26, reply, Deed::Lose), Some("it has not been sent yet"));
    assert_eq!(why(60, request, Deed::Hold), Some("it has arrived already"));
    assert_eq!(why(300, reply, Deed::Double), Some("it is lost already"));
    assert!(why(26, request, Deed::Crash).is_some());
    assert!(why(26, Subject::Node(CLIENT), Deed::Crash).is_some());
    assert!(why(26, Subject::Node(NodeId(9)), Deed::Crash).is_some());
    assert!(why(26, Subject::Link(LinkId(9)), Deed::Mend).is_some());
}

#[test]
fn a_held_message_can_be_released() {
    let held = [
        (ms(10), CLIENT, What::Held { message: id(1, 1) }),
        (ms(20), CLIENT, What::Released { message: id(1, 1) }),
    ];
    let run = with(&support::one_request(), &held);
    let why = |at, deed| objection(&run, ms(at), Subject::Message(id(1, 1)), deed);
    assert_eq!((why(15, Deed::Hold), why(15, Deed::Release)), (Some("it stands still already"), None));
    assert_eq!((why(25, Deed::Hold), why(25, Deed::Release)), (None, Some("nobody holds it")));
}

#[test]
fn servers_and_links_are_as_they_were_left() {
    let run = with(
        &support::one_request(),
        &[
            (ms(10), SERVER, What::Crashed { silent: false }),
            (ms(20), SERVER, What::Restarted),
            (ms(30), SERVER, What::Slowed { thousandths: 4000 }),
            (ms(40), SERVER, What::Recovered),
            (ms(50), CLIENT, What::Cut { link: WIRE, from: Some(SERVER) }),
            (ms(60), CLIENT, What::Mended { link: WIRE }),
        ],
    );
    let fine = |at, subject, deed| objection(&run, ms(at), subject, deed).is_none();
    let server = [Deed::Crash, Deed::CrashSilently, Deed::Restart, Deed::Slow, Deed::Hang, Deed::Recover];
    let of_server = |at| server.map(|deed| fine(at, Subject::Node(SERVER), deed));
    assert_eq!(of_server(5), [true, true, false, true, true, false]);
    assert_eq!(of_server(10), [false, false, true, false, false, false], "down");
    assert_eq!(of_server(20), [true, true, false, true, true, false], "up again");
    assert_eq!(of_server(35), [true, true, false, false, true, true], "slow");
    assert_eq!(of_server(45), [true, true, false, true, true, false], "well again");
    let link = [Deed::Cut, Deed::CutFrom(CLIENT), Deed::CutFrom(SERVER), Deed::Mend];
    let of_link = |at| link.map(|deed| fine(at, Subject::Link(WIRE), deed));
    assert_eq!(of_link(45), [true, true, true, false]);
    assert_eq!(of_link(55), [true, true, false, true], "cut one way");
    assert_eq!(of_link(65), [true, true, true, false], "whole again");
}

#[test]
fn nothing_that_is_shown_changes_afterwards() {
    let run = support::one_request();
    let (reply, server) = (Subject::Message(id(1, 1).reply()), Subject::Node(SERVER));
    assert_eq!(acts_at(&run, us(95_400), server), ms(95), "the moment on the clock");
    assert_eq!(acts_at(&run, ms(74), reply), ms(74), "a message is met when it is sent");
    assert_eq!(acts_at(&run, ms(74), server), Time(74_000_001), "after what happens at the moment");
    assert_eq!(acts_at(&support::empty(), ms(3), server), ms(3));
}

#[test]
fn delays_are_round_and_differ() {
    let of = |run: &Run| delays(run, id(1, 1)).map(|delay| delay.0);
    assert_eq!(of(&support::one_request()).map(|ns| ns / 1_000_000), [20, 50, 100, 200]);
    let mut at_once = support::one_request().trace;
    at_once.links[0].one_way = Duration::ZERO;
    for delays in [of(&Run::new(at_once)), of(&support::empty())] {
        assert!(delays.is_sorted_by(|one, next| one < next) && delays[0] > 0, "{delays:?}");
    }
}

#[test]
fn things_have_names() {
    let run = support::one_request();
    assert_eq!(called(&run, Subject::Message(id(1, 1).reply())), "reply 1.1");
    assert_eq!(called(&run, Subject::Node(SERVER)), "the server");
    assert_eq!(called(&run, Subject::Link(WIRE)), "the wire");
}

#[test]
fn two_runs_compare_in_a_sentence() {
    let plain = |one: &Run, other: &Run| compare(one, other).replace('\u{a0}', " ");
    let (one, retried, late) = (support::one_request(), support::lost_reply(), support::late_reply());
    assert_eq!(plain(&one, &one), "As before: answer at 122 ms.");
    assert_eq!(
        plain(&one, &retried),
        "Before: answer at 122 ms. Now: 362 ms, 240 ms later. Work done: twice; before: once."
    );
    assert_eq!(
        plain(&retried, &one),
        "Before: answer at 362 ms. Now: 122 ms, 240 ms sooner. Work done: once; before: twice."
    );
    assert_eq!(plain(&one, &late), "Before: answer at 122 ms. Now: gave up at 100 ms.");
    assert_eq!(
        plain(&one, &support::lost_request()),
        "Before: answer at 122 ms. Now: gave up at 100 ms. Work done: not at all; before: once."
    );
    let (all, some) = (support::five_in_turn(), support::five_for_one_worker());
    assert_eq!(
        plain(&all, &some),
        "Before: 5 of 5 answered, the last at 500 ms. Now: 4 of 5 answered, the last at 220 ms, 280 ms sooner. Work \
         done: 4 times; before: 5 times."
    );
    assert_eq!(plain(&support::empty(), &support::empty()), "As before: over at 0 ms.");
}
