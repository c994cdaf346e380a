//! The stored form, and what is not read from it.

use proptest::prelude::*;
use trace::{
    BreakerState, DiscardReason, Duration, Ended, FactId, LinkId, LossReason, NodeId, Outcome, RequestId,
    Time, TimerKind, Trace, What, decode, encode,
};

use crate::script::{CLIENT, LINK, SERVER, ms, named, trace, two_requests};
use crate::walk::walks;

/// Something that makes a sound trace unsound.
type Break = fn(&mut Trace);

#[test]
fn what_is_stored_is_read_again_unchanged() {
    let trace = two_requests();
    assert_eq!(decode(&encode(&trace)), Ok(trace));
}

#[test]
fn behind_its_version_a_trace_is_stored_as_postcard_stores_it() {
    let mut trace = two_requests();
    trace.ended = Ended::TraceBudget;
    let stored = postcard::to_allocvec(&trace).expect("a vector takes any number of bytes");
    assert_eq!(encode(&trace)[1..], stored);
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_trace_is_stored_as_postcard_stores_it(trace in walks(300)) {
        let stored = postcard::to_allocvec(&trace).expect("a vector takes any number of bytes");
        prop_assert_eq!(&encode(&trace)[1..], stored);
    }
}

#[test]
fn a_trace_that_breaks_a_promise_is_not_read() {
    const NOBODY: NodeId = NodeId(2);
    const NOWHERE: LinkId = LinkId(1);
    let broken: [(&str, Break); 16] = [
        ("time goes back", |trace| trace.facts[9].at = Time(1)),
        ("a fact after the end", |trace| trace.end = Time(39_999_999)),
        ("a fact that causes itself", |trace| trace.facts[3].cause = Some(FactId(3))),
        ("a later cause", |trace| trace.facts[3].cause = Some(FactId(9))),
        ("an unknown place", |trace| trace.facts[0].node = NOBODY),
        ("an unknown receiver", |trace| put(trace, sent_to(NOBODY, LINK))),
        ("an unknown wire", |trace| put(trace, sent_to(SERVER, NOWHERE))),
        ("an unknown receiver of a copy", |trace| put(trace, copied_to(NOBODY, LINK))),
        ("a copy on an unknown wire", |trace| put(trace, copied_to(SERVER, NOWHERE))),
        ("an unknown sender", |trace| put(trace, What::Arrived { message: named("1"), from: NOBODY })),
        ("a breaker towards nobody", |trace| {
            put(trace, What::Breaker { to: NOBODY, state: BreakerState::Open });
        }),
        ("an unknown wire is cut", |trace| put(trace, What::Cut { link: NOWHERE, from: None })),
        ("a wire is cut from nobody", |trace| put(trace, What::Cut { link: LINK, from: Some(NOBODY) })),
        ("an unknown wire is mended", |trace| put(trace, What::Mended { link: NOWHERE })),
        ("a link to nowhere", |trace| trace.links[0].ends[1] = NOBODY),
        ("no link at all", |trace| trace.links.clear()),
    ];
    for (what, breaks) in broken {
        let mut trace = two_requests();
        breaks(&mut trace);
        assert!(decode(&encode(&trace)).is_err(), "{what}");
    }
    for sound in
        [sent_to(SERVER, LINK), copied_to(CLIENT, LINK), What::Cut { link: LINK, from: Some(SERVER) }]
    {
        let mut trace = two_requests();
        put(&mut trace, sound);
        assert_eq!(decode(&encode(&trace)), Ok(trace));
    }
}

fn put(trace: &mut Trace, what: What) {
    trace.facts[8].what = what;
}

fn sent_to(to: NodeId, link: LinkId) -> What {
    What::Sent { message: named("1"), to, link, bytes: 1 }
}

fn copied_to(to: NodeId, link: LinkId) -> What {
    What::Copied { message: named("1 copy 1"), to, link, bytes: 1 }
}

#[test]
fn other_bytes_are_not_read() {
    let stored = encode(&two_requests());
    assert!(decode(&[stored.as_slice(), &[0]].concat()).is_err(), "something after the end");
    assert!(decode(&[&[1], &stored[1..]].concat()).is_err(), "another version");
    assert!(decode(&stored[..stored.len() - 1]).is_err(), "cut off");
    assert!(decode(&[]).is_err(), "nothing at all");
}

/// One fact of every kind, in the order of the list.
fn one_of_each() -> Trace {
    let (message, request, until) = (named("1"), RequestId(1), ms(9));
    let (to, link, bytes, by) = (SERVER, LINK, 7, Duration(5));
    let (reason, travelled) = (LossReason::Corrupted, Duration(3));
    let whats = [
        What::Wanted { request },
        What::Batched { request, into: RequestId(2) },
        What::Blocked { message },
        What::LookedUp { message, until },
        What::Sent { message: named("1 connect 2"), to, link, bytes },
        What::Entered { message: named("1 accept 1") },
        What::Left { message: named("1 secure 1") },
        What::Arrived { message: named("1 secured 1"), from: SERVER },
        What::Lost { message: named("1 reply"), link, reason, travelled },
        What::Copied { message: named("1 update copy 3"), to, link, bytes },
        What::Delayed { message: named("1 cancel"), by },
        What::Held { message: named("1 reset") },
        What::Released { message },
        What::Queued { message, length: 4 },
        What::Refused { message, status: 503 },
        What::Started { message, worker: 6 },
        What::Finished { message, worker: 6 },
        What::Erred { message, status: 500 },
        What::Replayed { message },
        What::Parked { message },
        What::Discarded { message, reason: DiscardReason::NodeDown },
        What::TimerSet { message, kind: TimerKind::Hedge, until },
        What::TimerFired { message, kind: TimerKind::Lookup },
        What::BackedOff { message, until },
        What::BudgetSpent { message },
        What::Settled { request, outcome: Outcome::Unfinished },
        What::Breaker { to, state: BreakerState::HalfOpen },
        What::Intervened { intervention: 8 },
        What::Crashed { silent: true },
        What::Restarted,
        What::Slowed { thousandths: 2500 },
        What::Hung,
        What::Failing { share: 10_000 },
        What::Paused { until },
        What::Recovered,
        What::Cut { link, from: Some(SERVER) },
        What::Mended { link },
        What::Published { feed: 1, update: 2 },
        What::Delivered { feed: 1, update: 2 },
    ];
    Trace {
        measure_from: Time(1),
        ended: Ended::MemoryBudget,
        ..trace(whats.map(|what| (0, CLIENT, what, None)))
    }
}

/// Old bytes must never be read as something else: whoever sees this fail counts the version up.
#[test]
fn the_stored_form_of_version_2_stays_as_it_is() {
    let run = one_of_each();
    let stored = encode(&run);
    assert_eq!(stored[0], 2);
    assert_eq!(decode(&stored).as_ref(), Ok(&run));
    let hashes = [two_requests(), run].map(|run| format!("{:016x}", run.hash()));
    assert_eq!(hashes, ["0bf7c644be8d0bf4", "af8e2958336a08dc"]);
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 2_000, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_are_a_trace_or_are_not(mut bytes in prop::collection::vec(0_u8.., 1..200)) {
        bytes[0] = 2;
        let _ = decode(&bytes);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 300, ..ProptestConfig::default() })]

    /// Whatever is read can be handed to every fold.
    #[test]
    fn a_damaged_trace_is_refused_or_harmless(
        run in walks(80),
        damage in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..4),
    ) {
        let mut bytes = encode(&run);
        prop_assert_eq!(decode(&bytes), Ok(run));
        for (place, byte) in damage {
            let place = place.index(bytes.len());
            bytes[place] = byte;
        }
        let Ok(read) = decode(&bytes) else { return Ok(()) };
        let index = trace::Index::new(&read);
        index.state(&read, read.facts.len());
        trace::in_flight(&read);
        trace::messages(&read);
        crate::spans::check(&read);
        for id in (0..).map(FactId).take(read.facts.len()) {
            trace::why(&read, id);
        }
    }
}
