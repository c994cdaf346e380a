//! What holds for every run and every moment, however odd: nothing leaves its drawing, keys are unique,
//! messages only move forward, and no input panics.

mod support;

use diagram::{
    Layout, Run, Scene, Shape, Sight, Tag, Viewpoint, knows, ladder, ladder_so_far, rows, say, space, speeds,
    svg, waterfall,
};
use proptest::prelude::*;
use support::bounds::{attribute, bounds};
use support::{CLIENT, SERVER, Script, id, played};
use trace::{
    BreakerState, DiscardReason, Duration, Ended, Fact, Link, LinkId, LossReason, MessageId, Node, NodeId,
    Outcome, Part, RequestId, Role, Time, TimerKind, Trace, What,
};

/// All drawings of a moment.
fn scenes(run: &Run, at: Time) -> Vec<Scene> {
    let sight = Sight::new(run, at);
    let mut scenes = vec![
        space(&sight, Layout::Wide),
        space(&sight, Layout::Narrow),
        ladder(&sight),
        ladder_so_far(&sight),
    ];
    for layout in [Layout::Wide, Layout::Narrow] {
        scenes.push(waterfall(&sight, layout));
        scenes.push(waterfall(&Sight { viewpoint: Viewpoint::Only(CLIENT), ..sight }, layout));
        scenes.push(waterfall(
            &Sight { viewpoint: Viewpoint::Only(SERVER), ghost: Some(run), ..sight },
            layout,
        ));
    }
    let seen_by = |node| Sight { viewpoint: Viewpoint::Only(node), ..sight };
    for (node, layout) in
        [(CLIENT, Layout::Wide), (CLIENT, Layout::Narrow), (SERVER, Layout::Wide), (SERVER, Layout::Narrow)]
    {
        scenes.push(space(&seen_by(node), layout));
    }
    scenes.push(space(&seen_by(NodeId(2)), Layout::Narrow));
    scenes
}

/// Room for half the width of a stroke.
const STROKE: f64 = 2.0;

/// What holds at a moment of a run. Only what a simulator could write names each message once.
fn check(run: &Run, at: Time, sound: bool) {
    for (view, scene) in scenes(run, at).iter().enumerate() {
        let mut keys: Vec<_> = scene.shapes.iter().map(|shape| &shape.key).collect();
        keys.sort_unstable();
        let all = keys.len();
        keys.dedup();
        assert!(!sound || keys.len() == all, "keys are unique in view {view} at {at:?}");
        for shape in &scene.shapes {
            let [left, top, right, bottom] = bounds(shape);
            let (width, height) = (f64::from(scene.width), f64::from(scene.height));
            let inside =
                left >= -STROKE && top >= -STROKE && right <= width + STROKE && bottom <= height + STROKE;
            if shape.class == "hit" {
                let size = [attribute(shape, "width"), attribute(shape, "height")];
                assert!(size.iter().all(|&length| length >= 24.0), "{shape:?} is too small for a finger");
                assert!(shape.subject.is_some(), "{shape:?} is to be picked");
                continue;
            }
            assert!(inside || left > right, "view {view} at {at:?}: {shape:?} leaves {width}×{height}");
        }
        assert!(svg(scene, "dg").len() < 200_000, "a drawing is bounded");
    }
    for words in [say(run, at), knows(run, CLIENT, at), knows(run, SERVER, at), knows(run, NodeId(99), at)] {
        assert!(words.len() < 20_000, "{words}");
    }
}

/// A run of round trips that may queue, be lost or be given up, all in time order.
fn plausible() -> impl Strategy<Value = Run> {
    round_trips(0_u64..200_000)
}

/// The same, also on wires that take no time or a minute.
fn extreme() -> impl Strategy<Value = Run> {
    round_trips(prop_oneof![2 => 0_u64..200_000, 1 => Just(0), 1 => Just(60_000_000)])
}

fn round_trips(one_way: impl Strategy<Value = u64>) -> impl Strategy<Value = Run> {
    let trip = (0_u64..400_000, 0_u64..30_000, 0_u64..60_000, 0_u64..30_000, 0_u8..6);
    let names = prop_oneof!["Client", "[A-Za-z ]{0,200}", "\\PC{0,200}"];
    let workers = prop_oneof![4 => 0_u16..12, 1 => Just(1000)];
    let queue = prop::option::of(prop_oneof![4 => 0_u32..9, 1 => Just(1_000_000)]);
    let script = (one_way, prop::option::of(1_u64..300_000), workers, queue, names);
    (script, prop::collection::vec(trip, 0..60)).prop_map(
        |((one_way, timeout, workers, queue, name), trips)| {
            let names = [name, "Server".to_owned()];
            let mut script = Script { timeout, workers, queue, names, ..Script::new(one_way) };
            for (number, (at, sending, work, back_sending, fate)) in (1..).zip(trips) {
                let own = id(number, 1);
                let there = script.ask(number, 1, at, at + sending / 2, sending);
                if fate == 0 {
                    script.lose(own, at + sending / 2 + one_way / 2, one_way / 2);
                    script.settle(number, at + 500_000, Outcome::TimedOut);
                    continue;
                }
                script.arrive(own, there);
                if fate == 1 {
                    script.refuse(own, there);
                } else {
                    script.queue(own, there);
                    script.work(own, workers.saturating_sub(1).min(3), there + work / 3, there + work);
                }
                let back = script.reply(own, there + work, back_sending);
                if fate == 2 {
                    script.lose(own.reply(), there + work, 0);
                } else {
                    script.arrive(own.reply(), back);
                }
                if let Some(timeout) = timeout {
                    script.fire(own, at + timeout);
                }
                script.settle(number, back, Outcome::Answered);
            }
            script.run()
        },
    )
}

fn any_message() -> impl Strategy<Value = MessageId> {
    let part = (0_u8..9, 1_u8..3).prop_map(|(part, round)| match part {
        0 => Part::Reply,
        1 => Part::Connect { round },
        2 => Part::Accept { round },
        3 => Part::Secure { round },
        4 => Part::Secured { round },
        5 => Part::Reset,
        6 => Part::Cancel,
        7 => Part::Update,
        _ => Part::Request,
    });
    let part = prop_oneof![Just(Part::Request), Just(Part::Reply), part];
    (0_u32..9, 0_u16..4, part, 0_u8..3).prop_map(|(request, attempt, part, copy)| MessageId {
        request: RequestId(request),
        attempt,
        part,
        copy,
    })
}

fn about_a_message() -> impl Strategy<Value = What> {
    let time = prop_oneof![0_u64..1_000_000_000, any::<u64>()];
    (any_message(), time, 0_u16..6, 0_u8..24).prop_map(|(message, time, small, kind)| {
        let (to, link, until) = (NodeId(small % 4), LinkId(small % 3), Time(time));
        let timer = if small < 3 { TimerKind::Attempt } else { TimerKind::FirstByte };
        let reason = if small < 3 { LossReason::Cut } else { LossReason::Corrupted };
        match kind {
            0 | 1 => What::Sent { message, to, link, bytes: 7 },
            2 => What::Entered { message },
            3 => What::Left { message },
            4 => What::Arrived { message, from: NodeId(small) },
            5 => What::Lost { message, link: LinkId(small), reason, travelled: Duration(time) },
            6 => What::Queued { message, length: u32::from(small) },
            7 => What::Refused { message, status: small },
            8 => What::Started { message, worker: small * 9000 },
            9 => What::Finished { message, worker: small },
            10 => What::TimerSet { message, kind: timer, until },
            11 => What::TimerFired { message, kind: timer },
            12 => What::Copied { message, to, link, bytes: 7 },
            13 => What::Delayed { message, by: Duration(time) },
            14 => What::Held { message },
            15 => What::Released { message },
            16 => What::Erred { message, status: small },
            17 => What::Replayed { message },
            18 => What::Parked { message },
            19 => What::Discarded { message, reason: DiscardReason::Expired },
            20 => What::BackedOff { message, until },
            21 => What::BudgetSpent { message },
            22 => What::Blocked { message },
            _ => What::LookedUp { message, until },
        }
    })
}

fn about_something_else() -> impl Strategy<Value = What> {
    (0_u32..9, any::<u64>(), 0_u16..6, 0_u8..14).prop_map(|(request, time, small, kind)| {
        let (link, until, request) = (LinkId(small % 3), Time(time), RequestId(request));
        let outcomes = [Outcome::TimedOut, Outcome::Failed, Outcome::Broken, Outcome::Withheld];
        match kind {
            0 | 1 => What::Wanted { request },
            2 => What::Settled { request, outcome: outcomes[usize::from(small) % 4] },
            3 => What::Batched { request, into: RequestId(u32::from(small)) },
            4 => What::Breaker { to: NodeId(small), state: BreakerState::Open },
            5 => What::Intervened { intervention: small },
            6 => What::Crashed { silent: small < 3 },
            7 => What::Restarted,
            8 => What::Slowed { thousandths: u32::from(small) * 500 },
            9 => What::Failing { share: u32::from(small) },
            10 => What::Paused { until },
            11 => What::Cut { link, from: (small < 3).then_some(NodeId(small)) },
            12 => What::Published { feed: small, update: 1 },
            _ => What::Delivered { feed: small, update: 1 },
        }
    })
}

fn any_fact() -> impl Strategy<Value = Fact> {
    let time = prop_oneof![0_u64..1_000_000_000, any::<u64>()];
    let what = prop_oneof![3 => about_a_message(), 1 => about_something_else()];
    (time, 0_u16..6, what).prop_map(|(at, node, what)| Fact {
        at: Time(at),
        node: NodeId(node),
        what,
        cause: None,
    })
}

/// Facts that no simulator would write, in any order of events, with any cast.
fn nonsense() -> impl Strategy<Value = Run> {
    let role = prop_oneof![
        Just(Role::Client { timeout: None }),
        (any::<u16>(), any::<Option<u32>>())
            .prop_map(|(workers, queue_capacity)| Role::Server { workers, queue_capacity }),
    ];
    let node = ("\\PC{0,30}", role).prop_map(|(name, role)| Node { id: name.clone(), name, role });
    let link = (0_u16..6, 0_u16..6, any::<u64>())
        .prop_map(|(one, other, ns)| Link { ends: [NodeId(one), NodeId(other)], one_way: Duration(ns) });
    let parts = (prop::collection::vec(node, 0..7), prop::collection::vec(link, 0..6));
    (parts, prop::collection::vec(any_fact(), 0..80)).prop_map(|((nodes, links), mut facts)| {
        facts.sort_by_key(|fact| fact.at);
        let end = facts.last().map_or(Time::ZERO, |fact| fact.at);
        Run::new(Trace { nodes, links, facts, end, ended: Ended::EventBudget, measure_from: Time::ZERO })
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 160, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nothing_leaves_its_drawing(run in extreme(), per_mille in 0_u64..=1000) {
        check(&run, Time(run.end().0 / 1000 * per_mille), true);
        for &event in run.moments().events.iter().take(6) {
            check(&run, event, true);
        }
    }

    #[test]
    fn no_trace_and_no_moment_panics(run in nonsense(), at in any::<u64>()) {
        check(&run, Time(at), false);
        check(&run, run.end(), false);
        prop_assert!(speeds(run.auto_speed()).is_sorted());
        prop_assert!(rows(&run).iter().map(|row| row.at).is_sorted());
    }

    #[test]
    fn shown_time_goes_with_the_run(run in plausible(), from in 0_u64..=1000, to in 0_u64..=1000) {
        shown_time(&run, [from, to].map(|per_mille| Time(run.end().0 / 1000 * per_mille)));
    }

    #[test]
    fn shown_time_of_nonsense_holds_too(run in nonsense(), from in any::<u64>(), to in any::<u64>()) {
        shown_time(&run, [from, to].map(|at| Time(at).min(run.end())));
    }

    #[test]
    fn a_message_only_moves_forward(run in plausible(), from in 0_u64..900, step in 1_u64..100) {
        let at = |per_mille: u64| Time(run.end().0 / 1000 * per_mille);
        let (before, after) = (space(&Sight::new(&run, at(from)), Layout::Wide), space(&Sight::new(&run, at(from + step)), Layout::Wide));
        let is_tag = |shape: &&Shape| shape.class == "req" || shape.class == "rep";
        for tag in before.shapes.iter().filter(is_tag) {
            let Some(later) = after.shapes.iter().find(|shape| shape.key == tag.key) else { continue };
            let (one, other) = (bounds(tag), bounds(later));
            if tag.class == "req" {
                prop_assert!(other[2] >= one[2] && other[0] >= one[0], "{tag:?} {later:?}");
            } else {
                prop_assert!(other[2] <= one[2] && other[0] <= one[0], "{tag:?} {later:?}");
            }
            prop_assert_eq!((one[1], one[3]), (other[1], other[3]), "keeps its row");
        }
    }

    #[test]
    fn shapes_keep_their_order(run in plausible(), from in 0_u64..1000, to in 0_u64..1000) {
        let at = |per_mille: u64| Time(run.end().0 / 1000 * per_mille);
        for (one, other) in scenes(&run, at(from)).iter().zip(scenes(&run, at(to)).iter()) {
            // Labels may merge, so their order is that of the merged ones; shapes proper never change places.
            let keys = |scene: &Scene| -> Vec<String> {
                scene.shapes.iter().filter(|shape| shape.tag != Tag::Text).map(|shape| shape.key.clone()).collect()
            };
            let (one, other) = (keys(one), keys(other));
            let common: Vec<_> = one.iter().filter(|key| other.contains(key)).collect();
            let same: Vec<_> = other.iter().filter(|key| one.contains(key)).collect();
            prop_assert_eq!(common, same);
        }
    }
}

fn shown_time(run: &Run, mut moments: [Time; 2]) {
    moments.sort();
    let [from, to] = moments;
    let timeline = run.timeline();
    assert!(timeline.total() <= run.end().0);
    assert!(timeline.shown(from) <= timeline.shown(to));
    assert!(timeline.shown(to) - timeline.shown(from) <= to.since(from).0, "never slower than the model");
    assert!(timeline.moment(timeline.shown(from)) <= from);
    for event in run.trace.facts.iter().map(|fact| fact.at).chain([Time::ZERO, run.end()]) {
        assert_eq!(timeline.moment(timeline.shown(event)), event);
        assert_eq!(timeline.cut_at(event), None, "every event is kept");
    }
    if timeline.cut_at(from).is_none() {
        assert_eq!(timeline.moment(timeline.shown(from)), from);
    }
    let speed = run.auto_speed();
    for elapsed_us in [0, 16_000, 10_000_000_000] {
        let forward = timeline.advance(from, elapsed_us, speed, true);
        assert!(forward >= from && forward <= run.end());
        assert!(timeline.advance(from, elapsed_us, speed, false) <= from);
    }
    let known = timeline.until(to);
    // Inside of a cut that ends at `to` both round down, which may differ by the last nanosecond.
    let moved = known.shown(from).abs_diff(timeline.shown(from));
    assert!(moved <= 1, "what has been shown stays in its place");
    assert!(known.cuts().iter().all(|cut| cut.to <= to));
}

#[test]
fn played_runs_stay_in_their_drawings() {
    for run in played::all() {
        let end = run.end().0.max(1);
        for part in 0..=12_u64 {
            check(&run, Time(end / 12 * part), true);
        }
        // The beginning is where most happens.
        for ms in (0..400).step_by(37) {
            check(&run, support::ms(ms), true);
        }
    }
}

#[test]
fn a_crowd_is_drawn_with_few_shapes() {
    let run = played::thousand();
    for ms in [5, 20, 39, 60, 100, 130] {
        for layout in [Layout::Wide, Layout::Narrow] {
            let scene = space(&Sight::new(&run, support::ms(ms)), layout);
            let tags = scene.shapes.iter().filter(|shape| matches!(shape.class, "req" | "rep" | "late"));
            assert!(tags.count() <= 40, "at {ms} ms");
            assert!(scene.shapes.len() < 250, "{} shapes at {ms} ms", scene.shapes.len());
        }
    }
}

#[test]
fn a_run_that_tells_more_than_it_should_not_give_away_its_end() {
    // Until the last answer is there, a prediction's ladder is the same whether one or five round trips follow.
    let (one, five) = (single(), support::five_in_turn());
    for ms in [0, 20, 60, 90] {
        let at = support::ms(ms);
        assert_eq!(ladder_so_far(&Sight::new(&one, at)), ladder_so_far(&Sight::new(&five, at)), "at {ms} ms");
    }
}

fn single() -> Run {
    let mut script = Script::new(50_000);
    script.round_trip(1, 0, (0, 0), 0, 0);
    script.run()
}

#[test]
fn a_lesson_sized_run_plays_at_a_speed_that_can_be_followed() {
    assert_eq!(support::one_request().auto_speed(), Duration::from_ms(20));
    assert_eq!(support::five_at_once().auto_speed(), Duration::from_ms(20));
    assert_eq!(support::five_in_turn().auto_speed(), Duration::from_ms(50));
}
