//! News that the source posts: to the subscriber itself, to a push service, to a broker.

use super::*;
use crate::build::{S, then, tries};
use scenario::{Backoff, Dedup, Delivery, InProgress, Share, Timeouts};

const PUSH: Delivery = Delivery::Push { via: BETWEEN };

fn broker(share: Share) -> Delivery {
    Delivery::Broker { via: BETWEEN, share, redeliver_ns: S }
}

fn impatient(mut scenario: Scenario, attempts: u16) -> Scenario {
    let asking = &mut scenario.feeds[0].asking;
    asking.timeouts = Timeouts { attempt_ns: Some(300 * MS), ..Timeouts::default() };
    asking.retry = tries(attempts, Backoff::Immediate);
    scenario
}

#[test]
fn a_webhook_is_a_request_to_the_reader() {
    let mut scenario = feed(Delivery::Webhook, &[200, 400]);
    scenario.nodes[1].server = Some(server(1, constant(30 * MS)));
    let trace = run(&scenario);
    assert_eq!(sent(&trace, Part::Request), [200, 400]);
    assert_eq!(delivered(&trace), [(1, 280), (2, 480)], "the way, and the reader's work on it");
    assert_eq!(sent(&trace, Part::Reply), [280, 480]);
    assert_eq!(bytes(&trace, Part::Request), [500; 2]);
    assert_eq!(value(&trace, "effects"), 2.0);
    // What brought it is the request's arrival.
    for fact in trace.facts.iter().filter(|fact| matches!(fact.what, What::Delivered { .. })) {
        let cause = &trace.facts[fact.cause.expect("an arrival").0 as usize];
        assert!(matches!(cause.what, What::Arrived { .. }), "{cause:?}");
    }
}

#[test]
fn a_webhook_whose_answer_is_lost_comes_again_and_is_news_once() {
    let scenario = then(impatient(feed(Delivery::Webhook, &[200]), 3), 0, drop_message(1, 1, Part::Reply));
    let trace = run(&scenario);
    assert_eq!(sent(&trace, Part::Request), [200, 500]);
    assert_eq!(delivered(&trace), [(1, 250)]);
    assert_eq!((value(&trace, "effects"), value(&trace, "duplicates")), (2.0, 1.0));
    let mut known = scenario;
    known.feeds[0].asking.idempotency_key = true;
    let dedup = Dedup { window_ns: S, replay_ns: 0, in_progress: InProgress::Wait };
    known.nodes[1].server.as_mut().expect("a server").dedup = Some(dedup);
    let trace = run(&known);
    assert_eq!(delivered(&trace), [(1, 250)]);
    assert_eq!((value(&trace, "effects"), value(&trace, "replays")), (1.0, 1.0));
}

#[test]
fn a_webhook_that_gets_lost_is_retried_as_often_as_agreed() {
    let drops = |mut scenario: Scenario, tries: u16| {
        for attempt in 1..=tries {
            scenario = then(scenario, 0, drop_message(1, attempt, Part::Request));
        }
        scenario
    };
    let trace = run(&drops(impatient(feed(Delivery::Webhook, &[200]), 3), 2));
    assert_eq!(delivered(&trace), [(1, 850)]);
    let trace = run(&drops(impatient(feed(Delivery::Webhook, &[200]), 3), 3));
    assert_eq!(delivered(&trace), []);
    assert_eq!(value(&trace, "timed_out"), 1.0);
}

#[test]
fn a_source_that_is_down_posts_afterwards() {
    let trace = run(&then(feed(Delivery::Webhook, &[200, 600, 700]), 500, crash(SOURCE, false, Some(400))));
    assert_eq!(moments(&trace, |what| matches!(what, What::Published { .. })), [200, 600, 700]);
    assert_eq!(sent(&trace, Part::Request), [200, 900, 900]);
    assert_eq!(delivered(&trace), [(1, 250), (2, 950), (3, 950)]);
}

#[test]
fn a_push_service_passes_on() {
    let trace = run(&feed(PUSH, &[200]));
    assert_eq!(sent(&trace, Part::Request), [200]);
    assert_eq!(sent(&trace, Part::Update), [250]);
    assert_eq!(delivered(&trace), [(1, 300)], "two ways");
    assert_eq!(value(&trace, "messages"), 3.0, "nobody acknowledges the last");
}

#[test]
fn a_push_service_keeps_what_it_cannot_pass_on() {
    let cut = Action::Cut { link: FROM_BETWEEN, from: None, in_flight: false };
    let scenario = then(feed(PUSH, &[200, 300, 2_000]), 100, cut);
    let trace = run(&then(scenario, 1_000, Action::Mend { link: FROM_BETWEEN }));
    assert_eq!(sent(&trace, Part::Update), [1_000, 1_000, 2_050]);
    assert_eq!(delivered(&trace), [(1, 1_050), (2, 1_050), (3, 2_100)]);
    assert_eq!(value(&trace, "lost"), 0.0);

    let trace = run(&then(feed(PUSH, &[200]), 100, crash(READER, true, Some(900))));
    assert_eq!(delivered(&trace), [(1, 1_050)]);
    // Kept over a crash of its own.
    let down = then(feed(PUSH, &[200]), 100, crash(READER, true, Some(900)));
    let trace = run(&then(down, 500, crash(BETWEEN, false, Some(1_000))));
    assert_eq!(delivered(&trace), [(1, 1_550)]);
}

#[test]
fn a_push_that_gets_lost_is_lost() {
    let trace = run(&then(feed(PUSH, &[200]), 0, drop_message(2, 1, Part::Update)));
    assert_eq!(delivered(&trace), []);
}

#[test]
fn a_broker_waits_for_the_readers_word() {
    let trace = run(&feed(broker(Share::Each), &[200]));
    assert_eq!(sent(&trace, Part::Update), [250]);
    assert_eq!(delivered(&trace), [(1, 300)]);
    // The source's answer, and the reader's.
    assert_eq!(sent(&trace, Part::Reply), [250, 300]);
    assert_eq!(bytes(&trace, Part::Reply), [1, 60]);
    assert_eq!(value(&trace, "messages"), 4.0);
}

#[test]
fn a_broker_sends_again_what_got_lost() {
    let trace = run(&then(feed(broker(Share::Each), &[200]), 0, drop_message(2, 1, Part::Update)));
    assert_eq!(sent(&trace, Part::Update), [250, 1_250]);
    assert_eq!(delivered(&trace), [(1, 1_300)]);
    let twice = trace.facts.iter().filter_map(|fact| match fact.what {
        What::Sent { message, .. } if message.part == Part::Update => {
            Some((message.request.0, message.attempt))
        }
        _ => None,
    });
    assert_eq!(twice.collect::<Vec<_>>(), [(2, 1), (2, 2)], "the same message, another try");
}

#[test]
fn a_broker_that_does_not_hear_the_word_sends_again_and_it_counts_once() {
    let trace = run(&then(feed(broker(Share::Each), &[200]), 0, drop_message(2, 1, Part::Reply)));
    assert_eq!(sent(&trace, Part::Update), [250, 1_250]);
    assert_eq!(delivered(&trace), [(1, 300)]);
    let acknowledged = sent(&trace, Part::Reply);
    assert_eq!(acknowledged, [250, 300, 1_300], "each arrival is");
    assert_eq!(value(&trace, "delivered"), 1.0);
}

#[test]
fn a_broker_gives_each_the_news_or_one_in_turn() {
    let mut scenario = feed(broker(Share::Each), &[200, 400, 600]);
    scenario.feeds[0].subscribers = vec![READER, SECOND];
    let trace = run(&scenario);
    assert_eq!(delivered(&trace), [(1, 300), (2, 500), (3, 700)]);
    assert_eq!(delivered(&trace), delivered_to(&trace, SECOND));
    assert_eq!(value(&trace, "delivered"), 6.0);
    scenario.feeds[0].delivery = broker(Share::One);
    let trace = run(&scenario);
    assert_eq!(delivered(&trace), [(1, 300), (3, 700)]);
    assert_eq!(delivered_to(&trace, SECOND), [(2, 500)]);
}

#[test]
fn a_broker_keeps_what_it_has_over_a_crash() {
    let lost = then(feed(broker(Share::Each), &[200]), 0, drop_message(2, 1, Part::Update));
    let trace = run(&then(lost.clone(), 500, crash(BETWEEN, false, Some(2_000))));
    assert_eq!(sent(&trace, Part::Update), [250, 2_500], "as soon as it is up again");
    assert_eq!(delivered(&trace), [(1, 2_550)]);
    let trace = run(&then(lost, 500, crash(BETWEEN, false, Some(100))));
    assert_eq!(delivered(&trace), [(1, 1_300)], "it was up again in time");
}

#[test]
fn a_publication_that_comes_twice_is_passed_on_twice_unless_it_is_known() {
    let scenario = then(impatient(feed(broker(Share::Each), &[200]), 3), 0, drop_message(1, 1, Part::Reply));
    let trace = run(&scenario);
    assert_eq!(sent(&trace, Part::Update), [250, 550]);
    assert_eq!(delivered(&trace), [(1, 300)]);
    let mut known = scenario;
    known.feeds[0].asking.idempotency_key = true;
    assert_eq!(sent(&run(&known), Part::Update), [250]);
}

#[test]
fn a_broker_gives_up_some_time() {
    let trace = run(&then(feed(broker(Share::Each), &[200]), 100, crash(READER, true, None)));
    assert_eq!(sent(&trace, Part::Update).len(), 101);
    assert_eq!(delivered(&trace), []);
}
