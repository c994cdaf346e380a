//! Numbers that can be turned by name.

use scenario::{Scenario, UnknownKnob, parse};

fn one_request() -> Scenario {
    parse(include_str!("../../../lessons/scenarios/one-request.toml")).expect("it is sound")
}

fn wide() -> Scenario {
    parse(include_str!("data/wide.toml")).expect("it is sound")
}

#[test]
fn every_knob_of_the_list_reads_and_turns() {
    let mut scenario = one_request();
    let knobs = scenario.knobs();
    let expected = [
        ("wire.one_way_ms", Some(40)),
        ("wire.rate_mbit_per_s", Some(2)),
        ("server.service_ms", Some(30)),
        ("server.workers", Some(1)),
        ("server.queue", Some(3)),
        ("client.requests", Some(1)),
        ("client.timeout_ms", Some(200)),
        ("client.attempts", Some(1)),
    ];
    let found: Vec<_> = knobs.iter().map(|path| (path.as_str(), scenario.knob(path))).collect();
    assert_eq!(found, expected);
    for (path, value) in knobs.iter().zip(7..) {
        assert_eq!(scenario.turn(path, value), Ok(()));
        assert_eq!(scenario.knob(path), Some(value), "{path}");
    }
    assert_eq!(scenario.check(), Ok(()));
    assert_eq!(scenario.links[0].ways[0], scenario.links[0].ways[1]);
}

#[test]
fn knobs_of_the_larger_sections_read_and_turn() {
    let mut scenario = wide();
    let whole = [
        ("internet.one_way_ms", 40),
        ("internet.buffer_bytes", 64_000),
        ("air.loss_percent", 1),
        ("database.service_ms", 1),
        ("client.requests", 100),
        ("client.timeout_ms", 800),
        ("client.attempts", 3),
    ];
    for (path, value) in whole {
        assert_eq!(scenario.knob(path), Some(value), "{path}");
    }
    for (path, value) in [("web.service_mean_ms", 6), ("client.per_s", 13)] {
        assert_eq!(scenario.knob(path), None, "{path} is not a whole number");
        assert_eq!(scenario.turn(path, value), Ok(()));
        assert_eq!(scenario.knob(path), Some(value), "{path}");
    }
    assert!(scenario.knobs().iter().all(|path| scenario.clone().turn(path, 2).is_ok()));
    assert_eq!(scenario.check(), Ok(()));
    scenario.loads.remove(0);
    assert_eq!(scenario.knob("client.users"), Some(5));
}

#[test]
fn how_long_answers_are_kept_and_how_often_news_is_asked_for_can_be_turned() {
    let kept =
        parse(include_str!("../../../lessons/scenarios/reply-lost-with-key.toml")).expect("it is sound");
    let asked = parse(include_str!("../../../lessons/scenarios/polling.toml")).expect("it is sound");
    for (scenario, path, value, least) in
        [(kept, "bank.dedup_window_ms", 60_000, 0), (asked, "phone.every_ms", 1_000, 1)]
    {
        let mut scenario = scenario;
        assert!(scenario.knobs().contains(&path.to_owned()), "{path}");
        assert_eq!(scenario.knob(path), Some(value), "{path}");
        assert_eq!(scenario.turn(path, least), Ok(()), "{path}");
        assert_eq!(scenario.knob(path), Some(least), "{path}");
        assert_eq!(scenario.check(), Ok(()), "{path}");
    }
    let mut pushed =
        parse(include_str!("../../../lessons/scenarios/server-sent-events.toml")).expect("it is sound");
    assert_eq!(pushed.turn("phone.every_ms", 5), Err(UnknownKnob));
}

#[test]
fn a_way_back_of_its_own_stays_as_it_is() {
    let mut scenario = wide();
    assert_eq!(scenario.turn("internet.one_way_ms", 50), Ok(()));
    assert_eq!(scenario.turn("internet.buffer_bytes", 1_000), Ok(()));
    let [there, back] = &scenario.links[0].ways;
    assert_eq!([there.one_way_ns, back.one_way_ns], [50_000_000, 30_000_000]);
    assert_eq!([there.buffer_bytes, back.buffer_bytes], [Some(1_000); 2]);
}

#[test]
fn what_is_not_there_or_not_possible_changes_nothing() {
    let mut scenario = one_request();
    let before = scenario.clone();
    let cases = [
        ("", 1),
        ("wire", 1),
        ("wire.service_ms", 1),
        ("wire.loss_percent", 1),
        ("server.one_way_ms", 1),
        ("server.service_mean_ms", 1),
        ("client.workers", 1),
        ("client.per_s", 1),
        ("client.users", 1),
        ("server.requests", 1),
        ("moon.requests", 1),
        ("server.workers", 0),
        ("server.workers", 70_000),
        ("client.requests", 0),
        ("client.requests", 10_000_001),
        ("client.requests", 1 << 40),
        ("client.timeout_ms", 0),
        ("client.attempts", 0),
        ("wire.one_way_ms", 3_600_001),
        ("wire.one_way_ms", u64::MAX),
    ];
    for (path, value) in cases {
        assert_eq!(scenario.turn(path, value), Err(UnknownKnob), "{path} to {value}");
        assert_eq!(scenario, before);
    }
}

#[test]
fn a_timeout_that_is_left_out_is_no_knob_and_half_a_millisecond_has_no_whole_value() {
    let mut scenario = one_request();
    scenario.loads[0].asking.timeouts.attempt_ns = None;
    for way in &mut scenario.links[0].ways {
        way.one_way_ns = 500_000;
    }
    assert_eq!(scenario.knob("client.timeout_ms"), None);
    assert_eq!(scenario.turn("client.timeout_ms", 5), Err(UnknownKnob));
    assert_eq!(scenario.knob("wire.one_way_ms"), None);
    assert_eq!(scenario.turn("wire.one_way_ms", 1), Ok(()));
}

#[test]
fn all_loads_together_are_bounded() {
    let mut scenario = one_request();
    let mut other = scenario.loads[0].clone();
    other.requests = 9_999_999;
    scenario.loads.push(other);
    assert_eq!(scenario.check(), Ok(()));
    assert_eq!(scenario.turn("client.requests", 2), Err(UnknownKnob));
    scenario.loads[1].requests = 9_000_000;
    assert_eq!(scenario.turn("client.requests", 1_000_000), Ok(()));
    assert_eq!(scenario.check(), Ok(()));
    scenario.loads[1].requests += 1;
    assert!(scenario.check().is_err());
}
