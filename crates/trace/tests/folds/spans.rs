//! Spans: where the time of each request went.

use proptest::prelude::*;
use trace::{DiscardReason, FactId, Outcome, PhaseKind, RequestId, Span, TimerKind, Trace, Try, What, spans};

use crate::script::{CLIENT, LINK, Line, SERVER, arrived, lost, ms, named, sent, trace, two_requests};
use crate::walk::walks;

/// What holds for the spans of every run.
pub(crate) fn check(trace: &Trace) {
    for span in spans(trace) {
        assert!(span.from <= span.to && span.to <= trace.end, "{span:?}");
        for own in &span.tries {
            tiles(own);
            assert!(span.from <= own.from && own.to <= span.to, "{span:?}");
        }
        assert!(span.pauses.iter().all(|pause| pause.to <= span.to), "{span:?}");
    }
}

fn tiles(own: &Try) {
    let mut at = own.from;
    for phase in &own.phases {
        assert!(phase.from == at && phase.from < phase.to, "{own:?}");
        at = phase.to;
    }
    assert_eq!(at, own.to, "{own:?}");
}

/// Kinds and ends, in milliseconds.
fn phases(own: &Try) -> Vec<(PhaseKind, u64)> {
    tiles(own);
    own.phases.iter().map(|phase| (phase.kind, phase.to.0 / 1_000_000)).collect()
}

fn only(lines: impl IntoIterator<Item = Line>) -> Span {
    let run = trace(lines);
    check(&run);
    let [span] = spans(&run).try_into().expect("one request");
    span
}

fn wanted() -> Line {
    (0, CLIENT, What::Wanted { request: RequestId(1) }, None)
}

fn settled(at: u64, outcome: Outcome) -> Line {
    (at, CLIENT, What::Settled { request: RequestId(1), outcome }, None)
}

fn fired(at: u64, name: &str, kind: TimerKind) -> Line {
    (at, CLIENT, What::TimerFired { message: named(name), kind }, None)
}

#[test]
fn phases_tell_what_really_happened() {
    use PhaseKind::{InVain, Queue, Send, SendReply, Service, TripBack, TripOut};
    let run = two_requests();
    check(&run);
    let [one, two] = spans(&run).try_into().expect("two requests");
    let expected = [(Send, 2), (TripOut, 12), (Service, 17), (SendReply, 19), (TripBack, 29)];
    assert_eq!(phases(&one.tries[0]), expected);
    assert_eq!((one.outcome, one.wanted, one.settled), (Outcome::Answered, FactId(0), Some(FactId(21))));
    assert_eq!(one.tries[0].ended, Some(FactId(20)));
    let expected =
        [(Send, 4), (TripOut, 14), (Queue, 17), (Service, 22), (SendReply, 24), (TripBack, 25), (InVain, 40)];
    assert_eq!(phases(&two.tries[0]), expected);
    assert_eq!((two.outcome, two.from, two.to), (Outcome::TimedOut, ms(0), ms(40)));
    assert_eq!(two.tries[0].ended, Some(FactId(22)));
    assert_eq!(two.tries[0].phases[2].fact, FactId(10), "the queue's time begins with the arrival");
}

#[test]
fn a_new_connection_has_phases_of_its_own() {
    use PhaseKind::{Blocked, Connect, Lookup, Secure, Service, TripBack, TripOut};
    let message = named("1");
    let span = only([
        wanted(),
        (0, CLIENT, What::Blocked { message }, Some(0)),
        (5, CLIENT, What::LookedUp { message, until: ms(8) }, Some(0)),
        (8, CLIENT, sent("1 connect"), None),
        (18, SERVER, arrived("1 connect"), None),
        (18, SERVER, sent("1 accept"), None),
        (28, CLIENT, arrived("1 accept"), None),
        (28, CLIENT, sent("1 secure 1"), None),
        (48, CLIENT, arrived("1 secured 1"), None),
        (48, CLIENT, sent("1 secure 2"), None),
        (68, CLIENT, arrived("1 secured 2"), None),
        (68, CLIENT, sent("1"), None),
        (78, SERVER, arrived("1"), None),
        (78, SERVER, What::Parked { message }, None),
        (80, SERVER, What::Started { message, worker: 0 }, None),
        (81, SERVER, What::Finished { message, worker: 0 }, None),
        (81, SERVER, sent("1 reply"), None),
        (91, CLIENT, arrived("1 reply"), None),
        settled(91, Outcome::Answered),
    ]);
    let expected = [
        (Blocked, 5),
        (Lookup, 8),
        (Connect, 28),
        (Secure, 68),
        (TripOut, 78),
        (Service, 81),
        (TripBack, 91),
    ];
    assert_eq!(phases(&span.tries[0]), expected);
}

#[test]
fn tries_and_pauses_follow_each_other() {
    let until = |name, until| What::BackedOff { message: named(name), until: ms(until) };
    let span = only([
        wanted(),
        (0, CLIENT, sent("1"), None),
        (10, SERVER, arrived("1"), None),
        (10, SERVER, What::Refused { message: named("1"), status: 503 }, None),
        (10, SERVER, sent("1 reply"), None),
        (20, CLIENT, arrived("1 reply"), None),
        (20, CLIENT, until("1.2", 50), None),
        (50, CLIENT, sent("1.2"), None),
        (54, CLIENT, lost("1.2", 4), None),
        fired(80, "1.2", TimerKind::Attempt),
        // At once.
        (80, CLIENT, sent("1.3"), None),
        (85, CLIENT, arrived("1.3 reset"), None),
        (85, CLIENT, until("1.4", 200), None),
        (90, CLIENT, arrived("1.2 reply"), None),
        fired(120, "1.3", TimerKind::Deadline),
        settled(120, Outcome::TimedOut),
    ]);
    let stretches: Vec<_> = span.tries.iter().map(|own| (own.attempt, own.from, own.to)).collect();
    assert_eq!(stretches, [(1, ms(0), ms(20)), (2, ms(50), ms(80)), (3, ms(80), ms(85))]);
    let pauses: Vec<_> = span.pauses.iter().map(|pause| (pause.before, pause.from, pause.to)).collect();
    assert_eq!(pauses, [(2, ms(20), ms(50)), (4, ms(85), ms(120))]);
    assert_eq!(phases(&span.tries[1]), [(PhaseKind::TripOut, 54), (PhaseKind::InVain, 80)]);
}

#[test]
fn a_hedge_runs_beside_the_first_try() {
    let hedge = TimerKind::Hedge;
    let span = only([
        wanted(),
        (0, CLIENT, sent("1"), None),
        fired(30, "1", hedge),
        (30, CLIENT, sent("1.2"), None),
        (40, SERVER, arrived("1.2"), None),
        (40, SERVER, sent("1.2 reply"), None),
        (50, CLIENT, arrived("1.2 reply"), None),
        settled(50, Outcome::Answered),
        (50, CLIENT, sent("1 cancel"), None),
        (60, CLIENT, arrived("1 reply"), None),
    ]);
    let stretches: Vec<_> = span.tries.iter().map(|own| (own.from, own.to, own.ended)).collect();
    assert_eq!(stretches, [(ms(0), ms(50), Some(FactId(7))), (ms(30), ms(50), Some(FactId(6)))]);
    assert_eq!(phases(&span.tries[0]), [(PhaseKind::TripOut, 50)]);
}

#[test]
fn a_try_is_in_vain_only_when_nothing_of_it_is_left() {
    use PhaseKind::{InVain, Queue, TripBack, TripOut};
    let copied = What::Copied { message: named("1 copy 1"), to: SERVER, link: LINK, bytes: 9 };
    let (message, reason) = (named("1 copy 1"), DiscardReason::Cancelled);
    let beginning =
        [wanted(), (0, CLIENT, sent("1"), None), (2, CLIENT, copied, None), (3, CLIENT, lost("1", 3), None)];
    let lost_too = [(5, CLIENT, lost("1 copy 1", 5), None), fired(9, "1", TimerKind::FirstByte)];
    let span = only(beginning.clone().into_iter().chain(lost_too));
    assert_eq!(phases(&span.tries[0]), [(TripOut, 5), (InVain, 9)]);
    let arrives =
        [(12, SERVER, arrived("1 copy 1"), None), (12, SERVER, What::Queued { message, length: 1 }, None)];
    let discarded = [(15, SERVER, What::Discarded { message, reason }, None), settled(20, Outcome::TimedOut)];
    let span = only(beginning.clone().into_iter().chain(arrives.clone()).chain(discarded));
    assert_eq!(phases(&span.tries[0]), [(TripOut, 12), (Queue, 15), (InVain, 20)]);
    let answered = [
        (15, SERVER, sent("1 reply"), None),
        (16, SERVER, lost("1 reply", 1), None),
        settled(20, Outcome::TimedOut),
    ];
    let span = only(beginning.into_iter().chain(arrives).chain(answered));
    assert_eq!(phases(&span.tries[0]), [(TripOut, 12), (Queue, 15), (TripBack, 16), (InVain, 20)]);
}

#[test]
fn not_every_request_is_tried() {
    let span = only([wanted(), settled(0, Outcome::Withheld)]);
    assert_eq!((span.outcome, span.tries.len()), (Outcome::Withheld, 0));
    let batched = What::Batched { request: RequestId(1), into: RequestId(2) };
    let span = only([wanted(), (0, CLIENT, batched, None), settled(9, Outcome::Answered)]);
    assert_eq!((span.aboard, span.to, span.tries.len()), (Some(RequestId(2)), ms(9), 0));
    let span = only([wanted(), (1, CLIENT, sent("1"), None), (5, SERVER, What::Hung, None)]);
    assert_eq!((span.outcome, span.settled, span.to), (Outcome::Unfinished, None, ms(5)));
    assert_eq!(phases(&span.tries[0]), [(PhaseKind::Blocked, 1), (PhaseKind::TripOut, 5)]);
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn phases_tile_tries_and_tries_tile_spans(run in walks(300)) {
        check(&run);
        for span in spans(&run) {
            let tries = span.tries.iter().map(|own| (own.from, own.to));
            let mut stretches: Vec<_> = tries.chain(span.pauses.iter().map(|pause| (pause.from, pause.to))).collect();
            stretches.sort_unstable();
            let mut at = span.from;
            for (from, to) in stretches {
                prop_assert_eq!(from, at, "{:?}", span);
                at = to;
            }
            prop_assert_eq!(at, span.to, "{:?}", span);
        }
    }
}
