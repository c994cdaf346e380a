//! Scenarios that come in as data, and not as text.

use scenario::{Action, Intervention, Scenario, parse};
use serde_json::Value;

/// Something that makes a sound scenario unsound.
type Break = fn(&mut Scenario);

fn wide() -> Scenario {
    parse(include_str!("data/wide.toml")).expect("it is sound")
}

#[test]
fn data_is_held_to_the_same_rules_as_text() {
    let broken: [(Break, &str); 18] = [
        (|scenario| scenario.nodes.clear(), "node: there may be from 1 to 64"),
        (|scenario| scenario.links[0].ends = [0, 9], "link 1, between: there is no such node"),
        (|scenario| scenario.links[0].ends = [1, 1], "itself"),
        (|scenario| scenario.links.clear(), "no link joins `client` and `web`"),
        (|scenario| scenario.nodes[1].server = None, "`web` is not a server"),
        (|scenario| scenario.nodes[0].name = "two\nlines".to_owned(), "node 1, name: this must be one line"),
        (|scenario| scenario.loads[0].client = scenario.loads[0].server, "a node cannot ask itself"),
        (
            |scenario| scenario.loads[1].asking.retry.attempts = 0,
            "load 2, retry, attempts: `attempts` must be from 1 to",
        ),
        (|scenario| scenario.links[0].ways[1].one_way_ns = u64::MAX, "link 1, back, one_way_ms"),
        (|scenario| scenario.feeds[0].subscribers.clear(), "feed 1, subscribers: there may be from 1 to 1"),
        (|scenario| scenario.feeds[0].subscribers = vec![1], "a source need not tell itself"),
        (|scenario| scenario.feeds[6].subscribers = vec![4, 4], "in the list already"),
        (|scenario| scenario.nodes.resize(100, scenario.nodes[0].clone()), "from 1 to 64 [[node]] sections"),
        (|scenario| scenario.interventions.resize(1_001, scenario.interventions[0]), "[[intervention]]"),
        (
            |scenario| {
                let action = Action::Mend { link: 9 };
                scenario.interventions.push(Intervention { at_ns: 0, action });
            },
            "there is no such link",
        ),
        (
            |scenario| {
                let call = scenario.nodes[1].server.as_ref().expect("a server").calls[1].clone();
                scenario.nodes[2].server.as_mut().expect("a server").calls.push(call);
            },
            "no link joins `database` and `broker`",
        ),
        (
            |scenario| {
                let mut call = scenario.nodes[1].server.as_ref().expect("a server").calls[0].clone();
                call.server = 1;
                scenario.nodes[2].server.as_mut().expect("a server").calls.push(call);
            },
            "in the end this server waits for itself",
        ),
        (
            |scenario| {
                scenario.loads.clear();
                scenario.feeds.clear();
            },
            "at least one [[load]] or [[feed]]",
        ),
    ];
    for (breaks, part) in broken {
        let mut scenario = wide();
        breaks(&mut scenario);
        let reasons = scenario.check().err().unwrap_or_default();
        assert!(reasons.iter().any(|reason| reason.contains(part)), "{reasons:?} should mention {part:?}");
    }
}

#[test]
fn a_node_asks_or_answers_or_has_a_part_in_a_feed() {
    let text = include_str!("../../../lessons/scenarios/polling.toml");
    let mut scenario = parse(text).expect("it is sound");
    scenario.nodes.push(scenario::Node { id: "idle".to_owned(), name: "Idle".to_owned(), server: None });
    let reasons = scenario.check().err().unwrap_or_default();
    assert_eq!(reasons, ["node 3, id: node `idle` neither asks nor answers"]);
}

/// Every number of the data, as far up as its field goes, breaks a rule: there is none that nobody looks at.
#[test]
fn no_number_is_without_bounds() {
    let sound = serde_json::to_value(wide()).expect("plain data");
    let mut places = Vec::new();
    numbers(&sound, String::new(), &mut places);
    assert!(places.len() > 300, "{} numbers", places.len());
    for place in places {
        // A message may be one that never comes.
        if place.contains("/message/") {
            continue;
        }
        let greatest = [u64::MAX, u32::MAX.into(), u16::MAX.into(), u8::MAX.into()];
        let scenario = greatest.into_iter().find_map(|number| {
            let mut data = sound.clone();
            *data.pointer_mut(&place)? = number.into();
            serde_json::from_value::<Scenario>(data).ok()
        });
        let scenario = scenario.expect("one of them fits");
        assert!(scenario.check().is_err(), "{place}");
    }
}

fn numbers(value: &Value, place: String, found: &mut Vec<String>) {
    match value {
        Value::Number(_) => found.push(place),
        Value::Array(items) => {
            for (at, item) in items.iter().enumerate() {
                numbers(item, format!("{place}/{at}"), found);
            }
        }
        Value::Object(entries) => {
            for (key, item) in entries {
                numbers(item, format!("{place}/{key}"), found);
            }
        }
        _ => {}
    }
}

#[test]
fn everything_survives_as_data() {
    let scenario = wide();
    let json = serde_json::to_string(&scenario).expect("plain data");
    assert_eq!(serde_json::from_str::<Scenario>(&json).expect("its own JSON"), scenario);
}
