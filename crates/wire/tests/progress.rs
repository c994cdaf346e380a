//! Where the bytes of a message are: the clock of the drawings.

use proptest::prelude::*;
use trace::{Duration, FactId, Fate, LinkId, LossReason, Message, MessageId, NodeId, RequestId, Stop, Time};
use wire::{Progress, Seen};

/// 1,000 bytes that take 100 ms to go onto the wire and 40 ms to cross it.
fn message(fate: Fate, stops: Vec<Stop>) -> Message {
    Message {
        id: MessageId::request(RequestId(1), 1),
        from: NodeId(0),
        to: NodeId(1),
        link: LinkId(0),
        bytes: 1_000,
        sent_at: Time(0),
        entered_at: Time(10),
        left_at: Time(110),
        one_way: Duration(40),
        stops,
        fate,
        fact: FactId(0),
    }
}

fn at(message: &Message, at: u64) -> (u64, u64) {
    let progress = Progress::of(message, Time(at));
    (progress.left, progress.arrived)
}

#[test]
fn bytes_leave_and_arrive_one_after_the_other() {
    let message = message(Fate::Arrived { at: Time(150) }, Vec::new());
    let course = [
        (0, 0, 0),
        (10, 0, 0),
        (20, 100, 0),
        (50, 400, 0),
        (60, 500, 100),
        (110, 1_000, 600),
        (149, 1_000, 990),
        (150, 1_000, 1_000),
        (9_999, 1_000, 1_000),
    ];
    for (moment, left, arrived) in course {
        assert_eq!(at(&message, moment), (left, arrived), "at {moment}");
    }
    let say = |at: u64, seen: Seen| {
        let progress = Progress::of(&message, Time(at));
        progress.known(seen).say(seen)
    };
    assert_eq!(say(0, Seen::ByEveryone), "None of the 1,000 bytes has left yet.");
    assert_eq!(
        say(60, Seen::ByEveryone),
        "100 of 1,000 bytes have arrived, 400 are on the wire, 500 have not left yet."
    );
    assert_eq!(say(120, Seen::ByEveryone), "700 of 1,000 bytes have arrived; the others are on the wire.");
    assert_eq!(
        say(30, Seen::ByEveryone),
        "200 of 1,000 bytes are on the wire; the others have not left yet."
    );
    assert_eq!(say(200, Seen::ByEveryone), "All 1,000 bytes have arrived.");
    assert_eq!(say(60, Seen::BySender), "500 of 1,000 bytes have left.");
    assert_eq!(
        say(200, Seen::BySender),
        "All 1,000 bytes have left. Whether they arrive cannot be seen from here."
    );
    assert_eq!(say(60, Seen::ByReceiver), "100 bytes have arrived, and more is to come.");
}

#[test]
fn what_stands_still_stands_still_at_both_ends() {
    let held = message(Fate::Arrived { at: Time(250) }, vec![Stop { from: Time(60), to: Time(160) }]);
    assert_eq!([at(&held, 60), at(&held, 100), at(&held, 160)], [(500, 100); 3]);
    assert_eq!(at(&held, 250), (1_000, 1_000));
}

#[test]
fn what_is_lost_does_not_arrive() {
    let lost =
        message(Fate::Lost { at: Time(40), travelled: Duration(30), reason: LossReason::Cut }, Vec::new());
    assert_eq!((at(&lost, 39).1, at(&lost, 40).1, at(&lost, 500).1), (0, 0, 0));
    let progress = Progress::of(&lost, Time(500));
    assert_eq!(progress.say(Seen::ByEveryone), "Lost: the wire was cut. None of the 1,000 bytes counts.");
    assert_eq!(progress.on_the_wire(), 0);
    assert!(!progress.known(Seen::BySender).say(Seen::BySender).contains("Lost"));
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn bytes_never_go_back(
        (bytes, entered, sending, one_way) in (any::<u32>(), 0_u64..1_000, any::<u32>(), any::<u32>()),
        mut moments in prop::collection::vec(any::<u64>(), 2..9),
    ) {
        let mut message = message(Fate::InFlight, Vec::new());
        (message.bytes, message.entered_at, message.left_at) =
            (bytes, Time(entered), Time(entered + u64::from(sending)));
        message.one_way = Duration(one_way.into());
        moments.sort_unstable();
        let all: Vec<Progress> = moments.iter().map(|at| Progress::of(&message, Time(*at))).collect();
        for progress in &all {
            prop_assert!(progress.arrived <= progress.left && progress.left <= u64::from(bytes));
        }
        for pair in all.windows(2) {
            prop_assert!(pair[0].left <= pair[1].left && pair[0].arrived <= pair[1].arrived);
        }
    }
}
