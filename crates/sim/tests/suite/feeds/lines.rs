//! News over a way that stays open: server-sent events and WebSockets.

use super::*;
use crate::build::then;
use scenario::{Backoff, Delivery, Retry, Timeouts};
use trace::TimerKind;

fn events(retry_ms: u64) -> Delivery {
    Delivery::ServerSentEvents { retry_ns: retry_ms * MS }
}

fn socket(upstream_at_ms: &[u64]) -> Delivery {
    let ns = upstream_at_ms.iter().map(|ms| ms * MS).collect();
    Delivery::WebSocket { upstream: upstream_at_ms.len() as u32, upstream_arrivals: Arrivals::At { ns } }
}

/// Updates sent to the reader, and messages that it sends.
fn told(trace: &Trace, from: u16) -> Vec<u64> {
    let here = |fact: &&trace::Fact| {
        fact.node == NodeId(from)
            && matches!(fact.what, What::Sent { message, .. } if message.part == Part::Update)
    };
    trace.facts.iter().filter(here).map(|fact| ms(fact.at.0)).collect()
}

#[test]
fn events_are_sent_as_they_come() {
    let trace = run(&feed(events(1_000), &[20, 400, 900]));
    assert_eq!(sent(&trace, Part::Request), [0]);
    assert_eq!(sent(&trace, Part::Reply), [50], "the answer that never ends begins");
    // The first was there before the question; it follows the opening of the answer.
    assert_eq!(told(&trace, SOURCE), [50, 400, 900]);
    assert_eq!(delivered(&trace), [(1, 100), (2, 450), (3, 950)]);
    assert_eq!(bytes(&trace, Part::Update), [500; 3]);
    assert_eq!(value(&trace, "messages"), 5.0);
    assert_eq!(value(&trace, "answered"), 1.0);
    let request = |part| sent_names(&trace, part);
    assert_eq!(request(Part::Update), [2, 3, 4], "each is a message of its own");
}

fn sent_names(trace: &Trace, part: Part) -> Vec<u32> {
    let name = |fact: &trace::Fact| match fact.what {
        What::Sent { message, .. } if message.part == part => Some(message.request.0),
        _ => None,
    };
    trace.facts.iter().filter_map(name).collect()
}

#[test]
fn after_a_crash_the_reader_asks_again_and_gets_what_it_missed() {
    let scenario = feed(events(1_000), &[200, 600, 700, 2_000]);
    let trace = run(&then(scenario, 500, crash(SOURCE, false, Some(50))));
    assert_eq!(sent(&trace, Part::Reset), [500]);
    // There at 550, a second's wait, and the question names the update that the reader has.
    assert_eq!(sent(&trace, Part::Request), [0, 1_550]);
    assert_eq!(told(&trace, SOURCE), [200, 1_600, 1_600, 2_000]);
    assert_eq!(delivered(&trace), [(1, 250), (2, 1_650), (3, 1_650), (4, 2_050)]);
}

#[test]
fn an_update_on_its_way_survives_the_crash_of_its_source() {
    let trace = run(&then(feed(events(1_000), &[480, 600]), 500, crash(SOURCE, false, Some(50))));
    assert_eq!(delivered(&trace), [(1, 530), (2, 1_650)]);
    assert_eq!(told(&trace, SOURCE), [480, 1_600], "and is not sent again");
}

#[test]
fn after_a_silent_crash_nobody_knows() {
    let trace = run(&then(feed(events(1_000), &[200, 600]), 500, crash(SOURCE, true, Some(50))));
    assert_eq!(sent(&trace, Part::Request), [0]);
    assert_eq!(delivered(&trace), [(1, 250)]);
}

#[test]
fn a_clock_for_silence_finds_out() {
    let mut scenario = feed(events(100), &[200, 600]);
    scenario.feeds[0].asking.timeouts = Timeouts { idle_ns: Some(700 * MS), ..Timeouts::default() };
    let trace = run(&then(scenario, 500, crash(SOURCE, true, Some(50))));
    let fired = |what: &What| matches!(what, What::TimerFired { kind: TimerKind::Idle, .. });
    assert_eq!(moments(&trace, fired), [950], "700 ms after the last it heard");
    assert_eq!(sent(&trace, Part::Request), [0, 1_050]);
    assert_eq!(delivered(&trace), [(1, 250), (2, 1_150)]);
}

#[test]
fn a_clock_for_silence_stops_with_the_last_update() {
    let mut scenario = feed(events(100), &[200, 600]);
    scenario.feeds[0].asking.timeouts = Timeouts { idle_ns: Some(700 * MS), ..Timeouts::default() };
    let trace = run(&scenario);
    assert!(moments(&trace, |what| matches!(what, What::TimerFired { .. })).is_empty());
    assert_eq!(trace.end.0, 650 * MS);
}

#[test]
fn a_lost_update_is_missing_until_the_way_is_opened_anew() {
    let scenario = then(feed(events(1_000), &[200, 400, 3_000]), 0, drop_message(2, 1, Part::Update));
    assert_eq!(delivered(&run(&scenario)), [(2, 450), (3, 3_050)]);
    let trace = run(&then(scenario, 500, crash(SOURCE, false, Some(50))));
    assert_eq!(delivered(&trace), [(2, 450), (1, 1_650), (3, 3_050)]);
    assert_eq!(
        told(&trace, SOURCE),
        [200, 400, 1_600, 1_600, 3_000],
        "the second comes twice and counts once"
    );
}

/// The first try's answer is late, so there are two open ways until the source learns that one of them is not wanted.
#[test]
fn a_way_that_nobody_wants_is_told_off() {
    let mut scenario = feed(events(1_000), &[400, 800]);
    scenario.feeds[0].asking.timeouts = Timeouts { attempt_ns: Some(120 * MS), ..Timeouts::default() };
    scenario.feeds[0].asking.retry = Retry { attempts: 2, ..Retry::default() };
    let late = Action::Delay { message: message(1, 1, Part::Reply), by_ns: 60 * MS };
    let trace = run(&then(scenario, 0, late));
    assert_eq!(sent(&trace, Part::Request), [0, 120]);
    assert_eq!(told(&trace, SOURCE), [400, 400, 800]);
    assert_eq!(sent(&trace, Part::Reset), [450]);
    assert_eq!(delivered(&trace), [(1, 450), (2, 850)]);
}

#[test]
fn a_reader_that_was_down_asks_when_it_is_up_again() {
    let trace = run(&then(feed(events(1_000), &[200, 600, 900]), 500, crash(READER, false, Some(200))));
    // The update at 600 meets a machine without the process; from its reset the source knows that the way is gone.
    assert_eq!(sent(&trace, Part::Reset), [650]);
    assert_eq!(sent(&trace, Part::Request), [0, 700]);
    assert_eq!(delivered(&trace), [(1, 250), (2, 800), (3, 950)]);
}

#[test]
fn a_socket_takes_messages_both_ways() {
    let trace = run(&feed(socket(&[30, 60, 300]), &[20, 400]));
    assert_eq!(sent(&trace, Part::Request), [0]);
    assert_eq!(told(&trace, SOURCE), [50, 400]);
    assert_eq!(told(&trace, READER), [100, 100, 300], "what occurred before the way was open waits for it");
    assert_eq!(delivered(&trace), [(1, 100), (2, 450)]);
    assert_eq!(value(&trace, "messages"), 7.0);
    assert_eq!(value(&trace, "delivered"), 2.0, "the reader's own messages are not news");
}

#[test]
fn a_socket_that_breaks_is_opened_anew_after_the_pause_of_its_retries() {
    let mut scenario = feed(socket(&[]), &[200, 600]);
    let trace = run(&then(scenario.clone(), 500, crash(SOURCE, false, Some(50))));
    assert_eq!(sent(&trace, Part::Request), [0, 1_550], "a second, where there is none");
    scenario.feeds[0].asking.retry.backoff = Backoff::Fixed { ns: 20 * MS };
    let trace = run(&then(scenario, 500, crash(SOURCE, false, Some(50))));
    assert_eq!(sent(&trace, Part::Request), [0, 570]);
    assert_eq!(delivered(&trace), [(1, 250), (2, 670)]);
}

/// Who says something over a socket learns that the other end has forgotten it.
#[test]
fn a_source_that_does_not_know_a_socket_says_so() {
    let trace = run(&then(feed(socket(&[700]), &[200, 900]), 500, crash(SOURCE, true, Some(50))));
    assert_eq!(told(&trace, READER), [700]);
    assert_eq!(sent(&trace, Part::Reset), [750]);
    assert_eq!(sent(&trace, Part::Request), [0, 1_800]);
    assert_eq!(delivered(&trace), [(1, 250), (2, 1_900)]);
}
