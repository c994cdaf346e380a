//! Interventions as lines of text: what is written reads back, and what cannot be done is refused in words.

use proptest::prelude::*;
use scenario::{Action, Intervention, Names, Scenario, parse};
use trace::{Duration, Ended, Link, MessageId, Node, NodeId, Part, RequestId, Role, Time, Trace};

fn chain() -> Scenario {
    parse(include_str!("../../../lessons/scenarios/browser-web-database.toml")).expect("it is sound")
}

/// The names of a run of that scenario: browser, web, database, and a link between each two neighbours.
fn cast() -> Trace {
    let scenario = chain();
    let nodes = scenario.nodes.iter().map(|node| Node {
        id: node.id.clone(),
        name: node.name.clone(),
        role: match &node.server {
            Some(server) => Role::Server { workers: server.workers, queue_capacity: server.queue },
            None => Role::Client { timeout: None },
        },
    });
    let links = scenario.links.iter().map(|link| Link { ends: link.ends.map(NodeId), one_way: Duration(1) });
    Trace {
        nodes: nodes.collect(),
        links: links.collect(),
        facts: Vec::new(),
        measure_from: Time::ZERO,
        end: Time::ZERO,
        ended: Ended::Idle,
    }
}

fn reply(request: u32, attempt: u16) -> MessageId {
    MessageId::request(RequestId(request), attempt).reply()
}

#[test]
fn lines_say_what_is_done() {
    let (web, link) = (1, 0);
    let cases = [
        ("95ms drop 7.1 reply", 95_000_000, Action::Drop { message: reply(7, 1) }),
        ("0ms delay 40ms 7.2 reply", 0, Action::Delay { message: reply(7, 2), by_ns: 40_000_000 }),
        ("1500us hold 7.1 reply", 1_500_000, Action::Hold { message: reply(7, 1) }),
        ("1ns crash web", 1, Action::Crash { node: web, silent: false, restart_after_ns: None }),
        (
            "2ms crash web silently for 7us",
            2_000_000,
            Action::Crash { node: web, silent: true, restart_after_ns: Some(7_000) },
        ),
        ("2ms slow web 4000", 2_000_000, Action::Slow { node: web, factor: 4_000 }),
        ("2ms cut browser web all", 2_000_000, Action::Cut { link, from: None, in_flight: true }),
        ("2ms cut browser web from web", 2_000_000, Action::Cut { link, from: Some(web), in_flight: false }),
        ("2ms mend browser web", 2_000_000, Action::Mend { link }),
    ];
    let trace = cast();
    let names = Names::of(&trace);
    for (line, at_ns, action) in cases {
        let intervention = Intervention { at_ns, action };
        assert_eq!(Intervention::read(line, &names), Ok(intervention), "{line}");
        assert_eq!(intervention.line(&names).as_deref(), Some(line));
        let mut scenario = chain();
        assert_eq!(scenario.intervene(line), Ok(()));
        assert_eq!(scenario.interventions, [intervention], "{line}");
        assert_eq!(scenario.check(), Ok(()), "{line}");
    }
}

#[test]
fn ends_of_a_link_stand_in_any_order() {
    let mut scenario = chain();
    assert_eq!(scenario.intervene("2ms mend web browser"), Ok(()));
    assert_eq!(scenario.interventions, [Intervention { at_ns: 2_000_000, action: Action::Mend { link: 0 } }]);
}

#[test]
fn what_cannot_be_done_is_refused_in_words() {
    let cases = [
        ("", "reads like none"),
        ("95ms", "reads like none"),
        ("95 drop 7.1", "reads like none"),
        ("-95ms drop 7.1", "reads like none"),
        ("+95ms drop 7.1", "reads like none"),
        ("ms drop 7.1", "reads like none"),
        ("95ms drop", "reads like none"),
        ("95ms drop 0", "reads like none"),
        ("95ms drop 7.1 reply reply", "reads like none"),
        ("95ms explode web", "reads like none"),
        ("95ms crash web loudly", "reads like none"),
        ("95ms mend browser web web", "reads like none"),
        ("18446744073709551616ms drop 7", "out of range"),
        ("18446744073709551615ms drop 7", "out of range"),
        ("95ms delay 0ms 7.1", "out of range"),
        ("95ms slow web 0", "out of range"),
        ("95ms crash mainframe", "no node of that name"),
        ("95ms crash browser", "only a server"),
        ("95ms cut browser database", "no link joins"),
        ("95ms cut browser web from database", "no link joins"),
    ];
    for (line, part) in cases {
        let mut scenario = chain();
        let refused = scenario.intervene(line).expect_err(line).to_string();
        assert!(refused.contains(part), "{line:?}: {refused}");
        assert_eq!(scenario, chain(), "{line:?} changed something");
    }
}

#[test]
fn there_is_an_end_to_interventions() {
    let mut scenario = chain();
    let added = (0..2_000).take_while(|_| scenario.intervene("1ms hang web").is_ok()).count();
    assert_eq!(added, 1_000);
    assert_eq!(scenario.check(), Ok(()));
}

#[test]
fn what_has_no_name_has_no_line() {
    let trace = cast();
    let names = Names::of(&trace);
    for action in [Action::Hang { node: 9 }, Action::Mend { link: 9 }] {
        assert_eq!(Intervention { at_ns: 0, action }.line(&names), None);
    }
}

fn message() -> impl Strategy<Value = MessageId> {
    let round = 1_u8..9;
    let part = prop_oneof![
        Just(Part::Request),
        Just(Part::Reply),
        Just(Part::Reset),
        Just(Part::Cancel),
        Just(Part::Update),
        round.clone().prop_map(|round| Part::Connect { round }),
        round.prop_map(|round| Part::Secured { round }),
    ];
    (1_u32.., 1_u16.., part, any::<u8>()).prop_map(|(request, attempt, part, copy)| MessageId {
        request: RequestId(request),
        attempt,
        part,
        copy,
    })
}

/// Everything that can be done to the chain.
fn action() -> impl Strategy<Value = Action> {
    let hour = 3_600_000_000_000_u64;
    let node = 1_u16..3;
    prop_oneof![
        message().prop_map(|message| Action::Drop { message }),
        (message(), 1..=hour).prop_map(|(message, by_ns)| Action::Delay { message, by_ns }),
        message().prop_map(|message| Action::Duplicate { message }),
        message().prop_map(|message| Action::Hold { message }),
        message().prop_map(|message| Action::Release { message }),
        (node.clone(), any::<bool>(), proptest::option::of(0..=hour))
            .prop_map(|(node, silent, after)| { Action::Crash { node, silent, restart_after_ns: after } }),
        node.clone().prop_map(|node| Action::Restart { node }),
        (node.clone(), 1_u32..=1_000_000).prop_map(|(node, factor)| Action::Slow { node, factor }),
        node.clone().prop_map(|node| Action::Hang { node }),
        (node.clone(), 0_u32..=1_000_000).prop_map(|(node, share)| Action::Errors { node, share }),
        (node.clone(), 1..=hour).prop_map(|(node, length_ns)| Action::Pause { node, length_ns }),
        node.prop_map(|node| Action::Recover { node }),
        (0_u16..2, proptest::option::of(0_u16..2), any::<bool>()).prop_map(|(link, side, in_flight)| {
            Action::Cut { link, from: side.map(|side| link + side), in_flight }
        }),
        (0_u16..2).prop_map(|link| Action::Mend { link }),
        (1_u64..1_000_000_000).prop_map(|per_1000_s| Action::Rate { client: 0, per_1000_s }),
    ]
}

proptest! {
    #[test]
    fn every_intervention_reads_back(action in action(), at_ns in 0_u64..100_000_000_000_000) {
        let trace = cast();
        let names = Names::of(&trace);
        let intervention = Intervention { at_ns, action };
        let line = intervention.line(&names).expect("all names are known");
        prop_assert_eq!(Intervention::read(&line, &names), Ok(intervention), "{}", line);
    }

    #[test]
    fn any_text_is_read_or_refused(text in ".{0,60}") {
        let mut scenario = chain();
        let _ = scenario.intervene(&text);
    }

    #[test]
    fn any_words_are_read_or_refused(words in proptest::collection::vec("95ms|drop|delay|crash|cut|mend|slow|web|browser|from|all|for|7.1|reply|copy|[0-9]{1,20}(ms|us|ns)?", 0..8)) {
        let mut scenario = chain();
        if scenario.intervene(&words.join(" ")).is_ok() {
            prop_assert_eq!(scenario.interventions.len(), 1);
        }
    }
}
