//! News that a subscriber asks for: every so often, or again at once.

use super::*;
use crate::build::{S, then, tries};
use scenario::{Backoff, Delivery, Timeouts};

const POLLING: Delivery = Delivery::Polling { every_ns: S };

fn long_polling(hold_ms: u64) -> Delivery {
    Delivery::LongPolling { hold_ns: hold_ms * MS }
}

#[test]
fn polling_asks_on_its_beat_and_brings_what_there_is() {
    let trace = run(&feed(POLLING, &[300, 1_020, 1_040, 1_051]));
    assert_eq!(sent(&trace, Part::Request), [0, 1_000, 2_000], "and not again once it has everything");
    assert_eq!(sent(&trace, Part::Reply), [50, 1_050, 2_050]);
    assert_eq!(delivered(&trace), [(1, 1_100), (2, 1_100), (3, 1_100), (4, 2_100)]);
    assert_eq!(bytes(&trace, Part::Reply), [1, 1_501, 501], "one byte, and 500 for each update");
    assert_eq!(value(&trace, "messages"), 6.0);
    assert_eq!(value(&trace, "updates"), 4.0);
}

#[test]
fn polling_delays_by_half_a_beat_on_average() {
    // Evenly spread over the beat, seen from the server.
    let at: Vec<u64> = (0..1_000).map(|n| 51 + n * 1_001).collect();
    let trace = run(&feed(POLLING, &at));
    let own = value(&trace, "delay_ms") - 50.0;
    assert!((own - 500.0).abs() <= 1.0, "{own}");
    assert!(value(&trace, "delay_max_ms") <= 1_050.0);
}

#[test]
fn polling_skips_its_beat_while_an_answer_is_open() {
    let mut scenario = feed(POLLING, &[300, 2_700]);
    scenario.nodes[0].server.as_mut().expect("a server").service = constant(1_950 * MS);
    let trace = run(&scenario);
    // The answer to the first question is there at 2,050, the second goes out with the beat after that.
    assert_eq!(sent(&trace, Part::Request), [0, 3_000]);
    assert_eq!(delivered(&trace), [(1, 2_050), (2, 5_050)]);
}

#[test]
fn polling_loses_nothing_with_an_answer_and_keeps_its_beat() {
    let mut scenario = feed(POLLING, &[300]);
    scenario.feeds[0].asking.timeouts = Timeouts { attempt_ns: Some(300 * MS), ..Timeouts::default() };
    let trace = run(&then(scenario, 0, drop_message(2, 1, Part::Reply)));
    assert_eq!(sent(&trace, Part::Request), [0, 1_000, 2_000]);
    assert_eq!(delivered(&trace), [(1, 2_100)]);
    assert_eq!(value(&trace, "timed_out"), 1.0);
}

#[test]
fn polling_retries_as_any_request() {
    let mut scenario = feed(POLLING, &[300]);
    scenario.feeds[0].asking.timeouts = Timeouts { attempt_ns: Some(300 * MS), ..Timeouts::default() };
    scenario.feeds[0].asking.retry = tries(2, Backoff::Fixed { ns: 10 * MS });
    let trace = run(&then(scenario, 0, drop_message(2, 1, Part::Reply)));
    assert_eq!(sent(&trace, Part::Request), [0, 1_000, 1_310]);
    assert_eq!(delivered(&trace), [(1, 1_410)]);
}

#[test]
fn polling_takes_no_notice_of_an_answer_that_comes_too_late() {
    let mut scenario = feed(POLLING, &[300]);
    scenario.feeds[0].asking.timeouts = Timeouts { attempt_ns: Some(99 * MS), ..Timeouts::default() };
    let first = then(scenario, 0, Action::Delay { message: message(3, 1, Part::Request), by_ns: 0 });
    let trace = sim::run(&Scenario { end_ns: Some(4 * S), ..first }, 1);
    assert_eq!(sent(&trace, Part::Request).len(), 5);
    assert_eq!(delivered(&trace), [], "every answer takes 100 ms");
}

#[test]
fn long_polling_answers_when_there_is_news() {
    let trace = run(&feed(long_polling(30_000), &[1_000]));
    assert_eq!(sent(&trace, Part::Request), [0]);
    assert_eq!(moments(&trace, |what| matches!(what, What::Parked { .. })), [50]);
    assert_eq!(sent(&trace, Part::Reply), [1_000]);
    assert_eq!(delivered(&trace), [(1, 1_050)], "one way");
    assert_eq!(value(&trace, "messages"), 2.0);
}

/// The worst case of RFC 6202, section 2.2: the answer before it has just left. It travels, the next question travels, and
/// the answer to that.
#[test]
fn long_polling_takes_three_ways_at_worst() {
    let mut scenario = feed(long_polling(30_000), &[1_000, 1_000]);
    scenario.feeds[0].arrivals = Arrivals::At { ns: vec![1_000 * MS, 1_000 * MS + 1] };
    let trace = run(&scenario);
    assert_eq!(delivered(&trace), [(1, 1_050), (2, 1_150)]);
    assert_eq!(value(&trace, "delay_max_ms"), 150.0 - 1e-6);
    assert_eq!(sent(&trace, Part::Request), [0, 1_050], "at once again, and not once it has everything");
}

#[test]
fn long_polling_answers_nothing_after_a_while_and_is_asked_again() {
    let trace = run(&feed(long_polling(400), &[1_000]));
    // Parked from 50 to 450, from 550 to 950; the third question comes after the update.
    assert_eq!(sent(&trace, Part::Request), [0, 500, 1_000]);
    assert_eq!(sent(&trace, Part::Reply), [450, 950, 1_050]);
    assert_eq!(bytes(&trace, Part::Reply), [1, 1, 501]);
    assert_eq!(delivered(&trace), [(1, 1_100)]);
}

#[test]
fn long_polling_needs_no_worker_to_wait() {
    let mut scenario = feed(long_polling(30_000), &[1_000]);
    scenario.nodes[0].server = Some(server(1, constant(0)));
    scenario.links.push(link([SOURCE, SECOND], &far(50 * MS)));
    scenario.feeds[0].subscribers = vec![READER, SECOND];
    let trace = run(&scenario);
    assert_eq!(delivered(&trace), [(1, 1_050)]);
    assert_eq!(delivered_to(&trace, SECOND), [(1, 1_050)], "all who wait are answered");
    assert_eq!(value(&trace, "utilisation"), 0.0);
}

#[test]
fn long_polling_pauses_after_a_failure() {
    // The crash at 500 breaks the question that waits; the reset is there at 550. Without a back-off the pause is a second.
    let trace = run(&then(feed(long_polling(30_000), &[700]), 500, crash(SOURCE, false, Some(100))));
    assert_eq!(sent(&trace, Part::Reset), [500]);
    assert_eq!(sent(&trace, Part::Request), [0, 1_550]);
    assert_eq!(delivered(&trace), [(1, 1_650)]);
    let mut scenario = feed(long_polling(30_000), &[700]);
    scenario.feeds[0].asking.retry = tries(1, Backoff::Exponential { base_ns: 40 * MS, cap_ns: S });
    let trace = run(&then(scenario, 500, crash(SOURCE, false, Some(200))));
    // The questions at 590 and 770 find nobody there: one waits 40, then 80, then 160 ms.
    assert_eq!(sent(&trace, Part::Request), [0, 590, 770]);
    assert_eq!(delivered(&trace), [(1, 870)]);
}

#[test]
fn a_server_that_hangs_answers_those_who_wait_when_it_recovers() {
    let hung = then(feed(long_polling(2_000), &[700]), 500, Action::Hang { node: SOURCE });
    let trace = run(&then(hung.clone(), 3_000, Action::Recover { node: SOURCE }));
    assert_eq!(delivered(&trace), [(1, 3_050)]);
    let nothing = run(&hung);
    assert_eq!(delivered(&nothing), []);
    assert_eq!(value(&nothing, "unfinished"), 1.0);
}

#[test]
fn who_asks_a_server_that_never_comes_back_gives_up_some_time() {
    for delivery in [POLLING, long_polling(1_000), Delivery::ServerSentEvents { retry_ns: 0 }] {
        let trace = run(&then(feed(delivery, &[700]), 500, crash(SOURCE, false, None)));
        let asked = sent(&trace, Part::Request).len();
        assert!((1_000..1_010).contains(&asked), "{asked} questions");
        assert_eq!(delivered(&trace), []);
    }
}

#[test]
fn who_waits_for_ever_for_a_lost_answer_does_not_keep_the_run_from_ending() {
    let trace = run(&then(feed(POLLING, &[300]), 0, drop_message(2, 1, Part::Reply)));
    assert_eq!(sent(&trace, Part::Request), [0, 1_000], "no further question while this one is open");
    assert_eq!(value(&trace, "unfinished"), 1.0);
    let trace = run(&then(feed(POLLING, &[300]), 200, crash(READER, false, None)));
    assert_eq!(sent(&trace, Part::Request), [0]);
}

#[test]
fn polling_goes_on_with_its_beat_when_the_reader_is_up_again() {
    let trace = run(&then(feed(POLLING, &[300]), 200, crash(READER, false, Some(1_500))));
    assert_eq!(sent(&trace, Part::Request), [0, 2_000]);
    assert_eq!(delivered(&trace), [(1, 2_100)]);
}
