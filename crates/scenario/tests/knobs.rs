//! Numbers that can be turned by name, and the check for scenarios that come in as data.

use scenario::{Scenario, UnknownKnob, parse};

/// Something that makes a sound scenario unsound.
type Break = fn(&mut Scenario);

fn one_request() -> Scenario {
    parse(include_str!("../../../lessons/scenarios/one-request.toml")).expect("it is sound")
}

#[test]
fn every_knob_of_the_list_reads_and_turns() {
    let mut scenario = one_request();
    let knobs = scenario.knobs();
    let expected =
        ["wire.one_way_ms", "server.service_ms", "server.workers", "client.requests", "client.timeout_ms"];
    assert_eq!(knobs, expected);
    let before = knobs.iter().map(|path| scenario.knob(path)).collect::<Vec<_>>();
    assert_eq!(before, [Some(40), Some(30), Some(1), Some(1), Some(200)]);
    for (path, value) in knobs.iter().zip(7..) {
        assert_eq!(scenario.turn(path, value), Ok(()));
        assert_eq!(scenario.knob(path), Some(value), "{path}");
    }
    assert_eq!(scenario.check(), Ok(()));
}

#[test]
fn what_is_not_there_or_not_possible_changes_nothing() {
    let mut scenario = one_request();
    let before = scenario.clone();
    let cases = [
        ("", 1),
        ("wire", 1),
        ("wire.service_ms", 1),
        ("server.one_way_ms", 1),
        ("client.workers", 1),
        ("server.requests", 1),
        ("moon.requests", 1),
        ("server.workers", 0),
        ("server.workers", 70_000),
        ("client.requests", 0),
        ("client.requests", 1 << 40),
        ("client.timeout_ms", 0),
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
    scenario.loads[0].timeout_ns = None;
    scenario.links[0].one_way_ns = 500_000;
    assert_eq!(scenario.knob("client.timeout_ms"), None);
    assert_eq!(scenario.turn("client.timeout_ms", 5), Err(UnknownKnob));
    assert_eq!(scenario.knob("wire.one_way_ms"), None);
    assert_eq!(scenario.turn("wire.one_way_ms", 1), Ok(()));
}

#[test]
fn data_is_held_to_the_same_rules_as_text() {
    let broken: [(Break, &str); 8] = [
        (|scenario| scenario.nodes.clear(), "[[node]]"),
        (|scenario| scenario.loads.clear(), "[[load]]"),
        (|scenario| scenario.links[0].ends = [0, 9], "node 9"),
        (|scenario| scenario.links[0].ends = [1, 1], "itself"),
        (|scenario| scenario.links.clear(), "no link"),
        (|scenario| scenario.loads.push(scenario.loads[0].clone()), "already has a load"),
        (|scenario| scenario.nodes[1].server = None, "is not a server"),
        (|scenario| scenario.nodes[0].name = "two\nlines".to_owned(), "one line"),
    ];
    for (breaks, part) in broken {
        let mut scenario = one_request();
        breaks(&mut scenario);
        let reasons = scenario.check().expect_err("the scenario is broken");
        assert!(reasons.iter().any(|reason| reason.contains(part)), "{reasons:?} should mention {part:?}");
    }
}

#[test]
fn all_loads_together_are_bounded() {
    let text = include_str!("../../../lessons/scenarios/one-request.toml").to_owned();
    let second = r#"
[[node]]
id = "other"
name = "Other"
[[link]]
id = "wire-2"
between = ["other", "server"]
one_way_ms = 1
[[load]]
client = "other"
server = "server"
requests = 9_999
pattern = "parallel"
request_bytes = 1
"#;
    let mut scenario = parse(&(text + second)).expect("10,000 in all are possible");
    assert_eq!(scenario.turn("client.requests", 2), Err(UnknownKnob));
    assert_eq!(scenario.turn("other.requests", 9_000), Ok(()));
    assert_eq!(scenario.turn("client.requests", 1_000), Ok(()));
}
