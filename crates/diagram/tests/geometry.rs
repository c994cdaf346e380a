//! What holds for every run and every moment, however odd: nothing leaves its drawing, keys are unique,
//! messages only move forward, and no input panics.

mod support;

use diagram::{
    Guess, Layout, Run, Scene, Shape, Sight, Subject, Tag, Theory, Viewpoint, charts, knows, ladder_so_far,
    rows, say, space, speeds, svg, waterfall,
};
use proptest::prelude::*;
use support::runs::{extreme, nonsense, plausible};
use support::shapes::{STROKE, attribute, bounds, ladders};
use support::{CLIENT, SERVER, Script, id, played};
use trace::{Duration, LinkId, NodeId, Time};

/// All drawings of a moment.
fn scenes(run: &Run, at: Time) -> Vec<Scene> {
    let sight = Sight::new(run, at);
    let mut scenes = vec![space(&sight, Layout::Wide), space(&sight, Layout::Narrow)];
    scenes.extend(ladders(&sight));
    let first = run.messages.first().map(|message| Subject::Message(message.id));
    for layout in [Layout::Wide, Layout::Narrow] {
        scenes.push(space(&Sight { in_steps: true, ..sight }, layout));
        scenes.push(waterfall(&sight, layout));
        scenes.push(waterfall(&Sight { viewpoint: Viewpoint::Only(CLIENT), ..sight }, layout));
        scenes.push(waterfall(
            &Sight { viewpoint: Viewpoint::Only(SERVER), ghost: Some(run), ..sight },
            layout,
        ));
    }
    let theory = Theory {
        server: SERVER,
        per_1000_s: 5_000,
        service_mean: Duration::from_ms(100),
        workers: 1,
        trips: Duration(7),
    };
    for viewpoint in [Viewpoint::Everyone, Viewpoint::Only(CLIENT), Viewpoint::Only(SERVER)] {
        let sight = Sight { viewpoint, ghost: Some(run), picked: first, ..sight };
        scenes.extend(charts(&sight, Some(&theory)).into_iter().map(|chart| chart.scene));
    }
    let seen_by = |node| Sight { viewpoint: Viewpoint::Only(node), ..sight };
    for (node, layout) in
        [(CLIENT, Layout::Wide), (CLIENT, Layout::Narrow), (SERVER, Layout::Wide), (SERVER, Layout::Narrow)]
    {
        scenes.push(space(&seen_by(node), layout));
    }
    scenes.push(space(&seen_by(NodeId(2)), Layout::Narrow));
    scenes.extend(guessed(&sight));
    scenes
}

/// The same moment with what a learner said about it, and with places to point at.
fn guessed(sight: &Sight<'_>) -> Vec<Scene> {
    let (run, at) = (sight.run, sight.at);
    let places =
        [Subject::Node(CLIENT), Subject::Link(LinkId(0)), Subject::Node(SERVER), Subject::Link(LinkId(7))];
    let mut scenes = Vec::new();
    for layout in [Layout::Wide, Layout::Narrow] {
        for said in places {
            let guess = Guess::Place { at, said: Some(said), is: Some(places[1]) };
            scenes.push(space(&Sight { guess: Some(guess), ..*sight }, layout));
        }
    }
    for said in [Time::ZERO, run.end(), Time(at.0.saturating_mul(2)), Time(u64::MAX)] {
        let guess = Guess::Moment { at: said, said: Duration(said.0) };
        scenes.extend(ladders(&Sight { guess: Some(guess), ..*sight }));
    }
    scenes
}

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
        let so_far = |run| ladder_so_far(&Sight::new(run, at), Layout::Narrow);
        assert_eq!(so_far(&one), so_far(&five), "at {ms} ms");
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

#[test]
fn labels_on_the_wire_keep_out_of_each_other() {
    for run in played::all() {
        for at in (0..1000).step_by(7).map(support::ms).filter(|&at| at <= run.end()) {
            for layout in [Layout::Wide, Layout::Narrow] {
                let scene = space(&Sight::new(&run, at), layout);
                let label = |shape: &&Shape| shape.key.starts_with('m') && shape.key.contains(" name");
                let labels: Vec<&Shape> = scene.shapes.iter().filter(label).collect();
                for (one, rest) in labels.iter().zip(1..) {
                    for other in labels.iter().skip(rest) {
                        let (own, its) = (bounds(one), bounds(other));
                        // Letters are as wide as they are: the rough width is a bit more.
                        let apart = own[2] <= its[0] + 8.0 || its[2] <= own[0] + 8.0;
                        let above = own[3] <= its[1] + 3.0 || its[3] <= own[1] + 3.0;
                        assert!(apart || above, "{one:?}\n{other:?} at {at:?}");
                    }
                }
            }
        }
    }
}

#[test]
fn how_many_more_wait_is_never_cut_off() {
    for count in [4, 7, 12, 99, 140, 1200] {
        let mut script = Script { workers: 1, queue: None, ..Script::new(40_000) };
        for number in 1..=count {
            let there = script.ask(number, 1, u64::from(number), u64::from(number), 0);
            script.arrive(id(number, 1), there);
            script.queue(id(number, 1), there);
        }
        let run = script.run();
        for layout in [Layout::Wide, Layout::Narrow] {
            let scene = space(&Sight::new(&run, run.end()), layout);
            let drawn = scene.shapes.iter().filter(|shape| shape.class == "held").count();
            let rest = scene.shapes.iter().find(|shape| shape.key.contains("rest"));
            let rest = rest.and_then(|shape| shape.text.as_deref()).unwrap_or("+0");
            let more: usize = rest.trim_start_matches('+').parse().expect("a whole number");
            assert_eq!(drawn + more, usize::try_from(count).expect("few"), "{rest}");
        }
    }
}
