//! Messages: when each end of them was where.

use trace::{Duration, Fate, LossReason, Message, Stop, Time, What, messages};

use crate::script::{CLIENT, LINK, SERVER, arrived, lost, ms, named, sent, trace, two_requests};

fn moments(message: &Message) -> [u64; 4] {
    [message.sent_at.0, message.entered_at.0, message.left_at.0, message.one_way.0].map(|ns| ns / 1_000_000)
}

#[test]
fn journeys_tell_when_each_end_of_a_message_was_where() {
    let messages = messages(&two_requests());
    let journeys: Vec<_> = messages.iter().map(moments).collect();
    assert_eq!(journeys, [[0, 0, 2, 10], [0, 2, 4, 10], [17, 17, 19, 10], [22, 22, 24, 10]]);
    let fates: Vec<Fate> = messages.iter().map(|message| message.fate).collect();
    let arrived = |at| Fate::Arrived { at: ms(at) };
    let travelled = Duration::from_ms(3);
    let lost = Fate::Lost { at: ms(25), travelled, reason: LossReason::Dropped };
    assert_eq!(fates, [arrived(12), arrived(14), arrived(29), lost]);
    let names: Vec<String> = messages.iter().map(|message| message.id.full().to_string()).collect();
    assert_eq!(names, ["1.1", "2.1", "1.1 reply", "2.1 reply"]);
}

#[test]
fn a_copy_is_a_message_of_its_own_at_the_place_of_its_original() {
    let copied = What::Copied { message: named("1 copy 1"), to: SERVER, link: LINK, bytes: 100 };
    let run = trace([
        (0, CLIENT, sent("1"), None),
        (4, CLIENT, What::Left { message: named("1") }, Some(0)),
        (6, CLIENT, copied, Some(0)),
        (9, CLIENT, lost("1", 9), Some(1)),
        (16, SERVER, arrived("1 copy 1"), Some(2)),
    ]);
    let [original, copy] = messages(&run).try_into().expect("two messages");
    assert_eq!(moments(&original), [0, 0, 4, 10]);
    assert_eq!(moments(&copy), [6, 0, 4, 12]);
    assert_eq!(copy.fate, Fate::Arrived { at: ms(16) });
    assert_eq!((copy.from, copy.to, copy.fact.0), (CLIENT, SERVER, 2));
}

#[test]
fn a_message_that_is_held_stands_still() {
    let message = named("1");
    let run = trace([
        (0, CLIENT, sent("1"), None),
        (3, CLIENT, What::Held { message }, Some(0)),
        (8, CLIENT, What::Released { message }, Some(1)),
        (15, SERVER, arrived("1"), Some(2)),
        (20, CLIENT, sent("2"), None),
        (24, CLIENT, What::Held { message: named("2") }, Some(4)),
        (30, CLIENT, What::Wanted { request: message.request }, None),
    ]);
    let [released, held] = messages(&run).try_into().expect("two messages");
    assert_eq!(released.stops, [Stop { from: ms(3), to: ms(8) }]);
    assert_eq!(released.one_way, Duration::from_ms(10));
    let stood = |from, to| released.stood(ms(from), ms(to)).0 / 1_000_000;
    assert_eq!([stood(0, 3), stood(0, 5), stood(4, 20), stood(8, 9), stood(9, 3)], [0, 2, 4, 0, 0]);
    assert_eq!(held.stops, [Stop { from: ms(24), to: ms(30) }]);
}

#[test]
fn a_delay_is_part_of_the_way() {
    let delayed = What::Delayed { message: named("1"), by: Duration::from_ms(5) };
    let mut run = trace([
        (0, CLIENT, sent("1"), None),
        (0, CLIENT, delayed, Some(0)),
        (15, SERVER, arrived("1"), Some(1)),
    ]);
    assert_eq!(messages(&run)[0].one_way, Duration::from_ms(15));
    run.facts.pop();
    assert_eq!(messages(&run)[0].one_way, Duration::from_ms(15), "known before it arrives");
}

#[test]
fn what_never_went_onto_the_wire_did_not_enter_before_its_end() {
    let run = trace([
        (0, CLIENT, sent("1"), None),
        (0, CLIENT, sent("2"), None),
        (0, CLIENT, sent("3"), None),
        (1, CLIENT, lost("3", 0), Some(2)),
        (5, CLIENT, What::Left { message: named("1") }, Some(0)),
        (7, CLIENT, What::Wanted { request: named("4").request }, None),
    ]);
    let entered: Vec<Time> = messages(&run).iter().map(|message| message.entered_at).collect();
    assert_eq!(
        entered,
        [ms(0), ms(0), ms(1)],
        "the second one's entry is missing, so it began when it was sent"
    );
    let left: Vec<Time> = messages(&run).iter().map(|message| message.left_at).collect();
    assert_eq!(left, [ms(5), ms(7), ms(1)]);
}

#[test]
fn messages_of_one_name_are_told_apart_by_their_order() {
    let run = trace([
        (0, CLIENT, sent("1"), None),
        (4, CLIENT, sent("1"), None),
        (10, SERVER, arrived("1"), Some(0)),
        (12, CLIENT, lost("1", 8), Some(1)),
        (13, CLIENT, lost("1", 8), Some(1)),
    ]);
    let fates: Vec<Fate> = messages(&run).iter().map(|message| message.fate).collect();
    let lost = Fate::Lost { at: ms(12), travelled: Duration::from_ms(8), reason: LossReason::Dropped };
    assert_eq!(fates, [Fate::Arrived { at: ms(10) }, lost]);
}
