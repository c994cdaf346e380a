//! Ladders with lines between others, narrow and wide. `BLESS=1 cargo test -p diagram` accepts what changed.

mod support;

use diagram::{Layout, Run, Scene, Shape, Sight, Tag, Viewpoint, ladder, ladder_so_far, svg};
use proptest::prelude::*;
use support::shapes::{STROKE, bounds, ladders};
use support::{odd, played};
use trace::{Node, NodeId, Time, Trace};

const LAYOUTS: [(&str, Layout); 2] = [("narrow", Layout::Narrow), ("wide", Layout::Wide)];

#[test]
fn chains_look_as_accepted() {
    let mut changed = Vec::new();
    let (chain, fan) = (played::chain(), played::fan(true));
    for (name, run, moments) in [("chain", &chain, [64, 135, 193]), ("fan", &fan, [40, 75, 140])] {
        for (width, layout) in LAYOUTS {
            let mut accept = |name: String, scene: &Scene| {
                let drawn = svg(scene, "dg ladder").replace("><", ">\n<");
                support::accept(&format!("ladder-{name}-{width}.svg"), &drawn, &mut changed);
            };
            for ms in moments {
                accept(format!("{name}-{ms:03}"), &ladder(&Sight::new(run, support::ms(ms)), layout));
            }
            let at = support::ms(moments[0]);
            accept(format!("{name}-so-far"), &ladder_so_far(&Sight::new(run, at), layout));
            let only = Sight { viewpoint: Viewpoint::Only(NodeId(1)), ..Sight::new(run, at) };
            accept(format!("{name}-middle"), &ladder(&only, layout));
        }
    }
    assert!(changed.is_empty(), "changed, look at them and accept with BLESS=1: {changed:#?}");
}

#[test]
fn two_nodes_are_drawn_alike_everywhere() {
    for run in [support::lost_reply(), odd::silence(), support::crowd()] {
        let at = Time(run.end().0 / 2);
        for viewpoint in [Viewpoint::Everyone, Viewpoint::Only(NodeId(1))] {
            let sight = Sight { viewpoint, ..Sight::new(&run, at) };
            assert_eq!(ladder(&sight, Layout::Wide), ladder(&sight, Layout::Narrow));
            assert_eq!(ladder_so_far(&sight, Layout::Wide), ladder_so_far(&sight, Layout::Narrow));
        }
    }
}

#[test]
fn each_server_has_its_own_queue() {
    let run = played::chain();
    let scene = ladder(&Sight::new(&run, support::ms(40)), Layout::Wide);
    let bars = |key: &str| scene.shapes.iter().filter(|shape| shape.key.ends_with(key)).count();
    // Two wait for a worker of the web server, and two for one of the database.
    assert_eq!(bars(" queue"), 4);
    let told = scene.shapes.iter().filter(|shape| shape.text.as_deref() == Some("queue"));
    assert_eq!(told.count(), 2);
}

fn names() -> impl Strategy<Value = Vec<String>> {
    let name = prop_oneof!["[A-Za-z ]{1,12}", "[A-Za-z ]{0,200}", "\\PC{0,200}"];
    prop::collection::vec(name, 6)
}

/// A run of three and more nodes, with other names.
fn several(which: usize, names: &[String]) -> Run {
    let run = match which {
        0 => played::chain(),
        1 => played::fan(true),
        2 => played::fan(false),
        _ => odd::many_nodes(),
    };
    let Trace { nodes, facts, links, measure_from, end, ended } = run.trace;
    let named = |(node, name): (Node, &String)| Node { name: name.clone(), ..node };
    let nodes = nodes.into_iter().zip(names).map(named).collect();
    Run::new(Trace { nodes, facts, links, measure_from, end, ended })
}

fn words(scene: &Scene) -> Vec<&Shape> {
    let texts = scene.shapes.iter().filter(|shape| shape.tag == Tag::Text && !shape.class.contains("on"));
    texts.collect()
}

/// Whether two shapes are apart, but for so much.
fn apart(one: &Shape, other: &Shape, [across, down]: [f64; 2]) -> bool {
    let ([left, top, right, bottom], [l, t, r, b]) = (bounds(one), bounds(other));
    right <= l + across || r <= left + across || bottom <= t + down || b <= top + down
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn words_cover_neither_each_other_nor_bars(which in 0..4_usize, names in names(), per_mille in 0_u64..=1000) {
        let run = several(which, &names);
        let at = Time(run.end().0 / 1000 * per_mille);
        for scene in ladders(&Sight::new(&run, at)) {
            let words = words(&scene);
            for (place, one) in words.iter().enumerate() {
                for other in words.iter().skip(place + 1) {
                    prop_assert!(apart(one, other, [4.0, 2.0]), "{one:?} {other:?}");
                }
            }
            let bars = scene.shapes.iter().filter(|shape| matches!(shape.class, "wait" | "work"));
            for bar in bars {
                for one in &words {
                    prop_assert!(apart(one, bar, [1.0, 3.0]), "{one:?} {bar:?}");
                }
            }
        }
    }

    #[test]
    fn names_of_any_length_stay_in_the_drawing(which in 0..4_usize, names in names(), per_mille in 0_u64..=1000) {
        let run = several(which, &names);
        let at = Time(run.end().0 / 1000 * per_mille);
        for scene in ladders(&Sight::new(&run, at)) {
            for shape in &scene.shapes {
                let [left, top, right, bottom] = bounds(shape);
                let inside = left >= -STROKE && top >= -STROKE && right <= f64::from(scene.width) + STROKE;
                prop_assert!((inside && bottom <= f64::from(scene.height) + STROKE) || left > right, "{shape:?}");
            }
        }
    }
}
