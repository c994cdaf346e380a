//! Frames of the space view, one file for each story. `BLESS=1 cargo test -p diagram` accepts what changed.

mod support;

use std::fmt::Write;

use diagram::{Layout, Run, Sight, Viewpoint, space, svg};
use support::{CLIENT, SERVER, accept, played, us};
use trace::NodeId;

type Story = (&'static str, fn() -> Run, &'static [u64]);

/// Each run with its moments in milliseconds.
const STORIES: &[Story] = &[
    ("one-request", support::one_request, &[0, 2, 26, 42, 54, 80, 110, 122]),
    ("five-at-once", support::five_at_once, &[0, 20, 50, 75, 100]),
    ("five-in-turn", support::five_in_turn, &[0, 130, 380, 500]),
    ("five-for-one-worker", support::five_for_one_worker, &[30, 60, 90, 130, 190, 220]),
    ("lost-reply", support::lost_reply, &[90, 96, 150, 210, 276, 360]),
    ("late-reply", support::late_reply, &[60, 130, 160]),
    ("lost-request", support::lost_request, &[10, 20, 70, 100]),
    ("crowd", support::crowd, &[30]),
    ("slow-wire", support::slow_wire, &[20, 60]),
    ("empty", support::empty, &[0]),
    ("chain", played::chain, &[15, 40, 60, 95]),
    ("many-clients", || played::fan(true), &[5, 25, 45]),
    ("many-servers", || played::fan(false), &[5, 25]),
    ("crash", played::crash, &[225, 240, 330, 400, 545]),
    ("silent-crash", played::silent_crash, &[70, 120]),
    ("ill", played::ill, &[60, 200, 330, 500, 820]),
    ("cut", played::cut, &[60, 210, 280, 920]),
    ("handled", played::handled, &[30, 60, 100, 170]),
    ("refused", played::refused, &[20, 50, 100, 170]),
    ("connections", played::connections, &[10, 40, 80, 130, 170, 220]),
    ("hedged", played::hedged, &[110, 150, 190]),
    ("feed", played::feed, &[30, 420, 920]),
    ("breaker", played::breaker, &[250, 500, 1000]),
    ("lossy", played::lossy, &[130, 200, 320, 600]),
    ("thousand", played::thousand, &[20, 39, 60, 100]),
];

/// Both sizes of one sight, each under a line that says what it is.
fn frames(what: &str, sight: &Sight<'_>, told: &mut String) {
    for (size, layout, class) in [("wide", Layout::Wide, "dg w"), ("narrow", Layout::Narrow, "dg n")] {
        let drawn = svg(&space(sight, layout), class).replace("><", ">\n<");
        write!(told, "== {what}, {size}\n{drawn}\n").expect("a string takes text");
    }
}

#[test]
fn frames_look_as_accepted() {
    let mut changed = Vec::new();
    for (name, run, moments) in STORIES {
        let (run, mut told) = (run(), String::new());
        for &moment in *moments {
            frames(&format!("{moment} ms"), &Sight::new(&run, us(moment * 1000)), &mut told);
        }
        accept(&format!("space/{name}.txt"), &told, &mut changed);
    }
    assert!(changed.is_empty(), "changed, look at them and accept with BLESS=1: {changed:#?}");
}

#[test]
fn each_side_sees_only_its_own() {
    let mut changed = Vec::new();
    let stories: [(&str, Run, &[NodeId], &[u64]); 2] = [
        ("lost-reply-seen-by", support::lost_reply(), &[CLIENT, SERVER], &[0, 20, 60, 96, 210, 276, 360]),
        ("chain-seen-by", played::chain(), &[NodeId(0), NodeId(1), NodeId(2)], &[60]),
    ];
    for (name, run, nodes, moments) in stories {
        let mut told = String::new();
        for &node in nodes {
            for &moment in moments {
                let viewpoint = Viewpoint::Only(node);
                let sight = Sight { viewpoint, ..Sight::new(&run, us(moment * 1000)) };
                frames(&format!("{moment} ms, {}", run.name(node)), &sight, &mut told);
            }
        }
        accept(&format!("space/{name}.txt"), &told, &mut changed);
    }
    assert!(changed.is_empty(), "changed, look at them and accept with BLESS=1: {changed:#?}");
}

#[test]
fn another_run_stands_faintly_behind() {
    let (now, before) = (support::lost_reply(), support::one_request());
    let (mut changed, mut told) = (Vec::new(), String::new());
    for moment in [20, 96, 115] {
        let sight = Sight { ghost: Some(&before), ..Sight::new(&now, us(moment * 1000)) };
        frames(&format!("{moment} ms"), &sight, &mut told);
    }
    accept("space/ghost.txt", &told, &mut changed);
    assert!(changed.is_empty(), "changed, look at them and accept with BLESS=1: {changed:#?}");
}

#[test]
fn who_sees_no_travel_sees_the_way_of_what_has_arrived() {
    for layout in [Layout::Wide, Layout::Narrow] {
        let run = support::one_request();
        let words = |at, in_steps| {
            let scene = space(&Sight { in_steps, ..Sight::new(&run, at) }, layout);
            scene.shapes.into_iter().filter_map(|shape| shape.text).collect::<Vec<_>>()
        };
        for &at in &run.moments().events {
            let (travelling, stepping) = (words(at, false), words(at, true));
            let arrives = run.moments().arrivals.contains(&at);
            assert_eq!(
                stepping.len(),
                travelling.len() + usize::from(arrives),
                "{layout:?} {at}: {stepping:?}"
            );
            assert_eq!(
                stepping.iter().any(|word| word.contains(" took ")),
                arrives && layout == Layout::Wide
            );
        }
    }
}
