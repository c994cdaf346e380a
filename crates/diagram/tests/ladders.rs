//! Ladders of what rarely happens, drawn, and what holds for all of them. `BLESS=1 cargo test -p diagram` accepts what changed.

mod support;

use diagram::{Layout, Run, Shape, Sight, Subject, Tag, Viewpoint, ladder, ladder_so_far, svg};
use proptest::prelude::*;
use support::odd;
use support::runs::plausible;
use support::shapes::{STROKE, bounds, ladders};
use support::{CLIENT, SERVER, us};
use trace::{Fact, MessageId, NodeId, Time, Trace, What};

type Story = (&'static str, fn() -> Run, &'static [u64]);

/// Each run with its moments in milliseconds.
const STORIES: &[Story] = &[
    ("held", odd::held, &[60, 200, 400]),
    ("silent-crash", odd::silent_crash, &[120, 520]),
    ("hung", odd::hung, &[150, 400]),
    ("slow-and-paused", odd::slow_and_paused, &[300]),
    ("cut-one-way", odd::cut_one_way, &[300]),
    ("silence", odd::silence, &[20, 1500, 3290]),
    ("connecting", odd::connecting, &[300]),
    ("big-reply", odd::big_reply, &[500]),
    ("million-to-one", odd::million_to_one, &[1000]),
    ("no-trip", odd::no_trip, &[20]),
    ("fifty-at-once", odd::fifty_at_once, &[60]),
    ("long", odd::long, &[0, 5000]),
    ("many-nodes", odd::many_nodes, &[300]),
    ("news", odd::news, &[400]),
    ("breaker", odd::breaker, &[500]),
    ("hedge", odd::hedge, &[300]),
    ("cut-short", odd::cut_short, &[122]),
];

fn accept(name: &str, drawn: &str, changed: &mut Vec<String>) {
    let file = format!("ladder-{name}.svg");
    support::accept(&file, &drawn.replace("><", ">\n<"), changed);
}

#[test]
fn rare_things_look_as_accepted() {
    let mut changed = Vec::new();
    for (name, run, moments) in STORIES {
        let run = run();
        for &moment in *moments {
            let sight = Sight::new(&run, us(moment * 1000));
            accept(
                &format!("{name}-{moment:04}"),
                &svg(&ladder(&sight, Layout::Narrow), "dg ladder"),
                &mut changed,
            );
            let so_far = svg(&ladder_so_far(&sight, Layout::Narrow), "dg ladder");
            accept(&format!("{name}-{moment:04}-so-far"), &so_far, &mut changed);
        }
    }
    assert!(changed.is_empty(), "changed, look at them and accept with BLESS=1: {changed:#?}");
}

#[test]
fn sights_look_as_accepted() {
    let mut changed = Vec::new();
    let (lost, one, crash, many) =
        (support::lost_reply(), support::one_request(), odd::silent_crash(), odd::many_nodes());
    let only =
        |run, ms: u64, node| Sight { viewpoint: Viewpoint::Only(node), ..Sight::new(run, us(ms * 1000)) };
    let sights = [
        ("client-150", only(&lost, 150, CLIENT)),
        ("client-360", only(&lost, 360, CLIENT)),
        ("server-360", only(&lost, 360, SERVER)),
        ("server-crash-520", only(&crash, 520, SERVER)),
        ("middle-300", only(&many, 300, NodeId(1))),
        ("before-150", Sight { ghost: Some(&one), ..Sight::new(&lost, us(150_000)) }),
        ("before-360", Sight { ghost: Some(&one), ..Sight::new(&lost, us(360_000)) }),
        ("picked-event", picked("event 8", &lost)),
        ("picked-message", picked("message 1.1 reply", &lost)),
    ];
    for (name, sight) in sights {
        accept(&format!("sight-{name}"), &svg(&ladder(&sight, Layout::Narrow), "dg ladder"), &mut changed);
    }
    assert!(changed.is_empty(), "changed, look at them and accept with BLESS=1: {changed:#?}");
}

fn picked<'a>(what: &str, run: &'a Run) -> Sight<'a> {
    let picked = what.parse::<Subject>().ok();
    Sight { picked, ..Sight::new(run, us(276_000)) }
}

#[test]
fn a_long_run_is_drawn_where_the_moment_is() {
    let run = odd::long();
    for per_mille in [0, 333, 500, 1000] {
        let at = trace::Time(run.end().0 / 1000 * per_mille);
        let scene = ladder(&Sight::new(&run, at), Layout::Narrow);
        let drawn = scene.shapes.iter().filter(|shape| shape.class == "req" || shape.class == "soon").count();
        assert!((10..200).contains(&drawn), "{drawn} at {at}");
        let said =
            scene.shapes.iter().find(|shape| shape.key == "shown").and_then(|shape| shape.text.as_deref());
        assert!(said.is_some_and(|said| said.ends_with("of 1,000")), "{said:?}");
    }
}

#[test]
fn a_node_never_sees_a_cross_on_the_wire() {
    let run = support::lost_reply();
    for node in [CLIENT, SERVER] {
        let sight = Sight { viewpoint: Viewpoint::Only(node), ..Sight::new(&run, run.end()) };
        let scene = ladder(&sight, Layout::Narrow);
        assert!(scene.shapes.iter().all(|shape| shape.class != "x" && !shape.key.ends_with("noticed")));
        assert!(scene.shapes.iter().any(|shape| shape.text.as_deref() == Some("?")));
    }
}

/// What a node can know of a run up to a moment, as a run of its own: the facts at the node, and the sendings of what
/// has come to it.
fn known(run: &Run, node: NodeId, at: Time) -> Run {
    let came: Vec<MessageId> = run
        .trace
        .facts
        .iter()
        .filter(|fact| fact.node == node && fact.at <= at)
        .filter_map(|fact| if let What::Arrived { message, .. } = fact.what { Some(message) } else { None })
        .collect();
    let knows = |fact: &&Fact| match fact.what {
        What::Lost { .. } => false,
        What::Sent { message, .. } if fact.node != node => came.contains(&message),
        _ => fact.node == node && fact.at <= at,
    };
    let facts = run.trace.facts.iter().filter(knows).cloned().collect();
    Run::new(Trace { facts, end: at, ..run.trace.clone() })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_ladder_of_a_node_shows_only_what_it_knows(run in plausible(), tens_of_ms in 0_u64..90) {
        let at = support::ms(tens_of_ms * 10).min(support::ms(run.end().0 / 10_000_000 * 10));
        for node in [CLIENT, SERVER] {
            let known = known(&run, node, at);
            let only = |run| Sight { viewpoint: Viewpoint::Only(node), ..Sight::new(run, at) };
            let view = |run| ladder(&only(run), Layout::Narrow);
            prop_assert_eq!(view(&run), view(&known));
        }
    }

    #[test]
    fn words_on_a_ladder_do_not_cover_each_other(run in plausible(), other in plausible(), per_mille in 0_u64..=1000) {
        let at = Time(run.end().0 / 1000 * per_mille);
        let with_ghost = Sight { ghost: Some(&other), ..Sight::new(&run, at) };
        for scene in ladders(&Sight::new(&run, at)).into_iter().chain([ladder(&with_ghost, Layout::Narrow)]) {
            let texts: Vec<&Shape> =
                scene.shapes.iter().filter(|shape| shape.tag == Tag::Text && !shape.class.contains("on")).collect();
            for (place, one) in texts.iter().enumerate() {
                for other in texts.iter().skip(place + 1) {
                    let ([left, top, right, bottom], [l, t, r, b]) = (bounds(one), bounds(other));
                    let apart = right <= l + 4.0 || r <= left + 4.0 || bottom <= t + 2.0 || b <= top + 2.0;
                    prop_assert!(apart, "{one:?} {other:?}");
                }
            }
        }
    }

    #[test]
    fn what_is_compared_stays_in_the_drawing(run in plausible(), before in plausible(), per_mille in 0_u64..=1000) {
        let at = Time(run.end().0 / 1000 * per_mille);
        let scene = ladder(&Sight { ghost: Some(&before), ..Sight::new(&run, at) }, Layout::Narrow);
        let mut keys: Vec<_> = scene.shapes.iter().map(|shape| &shape.key).collect();
        let all = keys.len();
        keys.sort_unstable();
        keys.dedup();
        prop_assert_eq!(keys.len(), all);
        for shape in &scene.shapes {
            let [left, top, right, bottom] = bounds(shape);
            let (width, height) = (f64::from(scene.width), f64::from(scene.height));
            let inside = left >= -STROKE && top >= -STROKE && right <= width + STROKE && bottom <= height + STROKE;
            prop_assert!(inside || left > right, "{shape:?} leaves {width}×{height}");
        }
    }
}
