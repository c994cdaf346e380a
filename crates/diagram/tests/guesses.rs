//! What learners said, drawn into runs and on number lines. `BLESS=1 cargo test -p diagram` accepts what changed.

mod support;

use diagram::{Compared, Guess, Layout, Scene, Sight, Subject, Tag, ladder_so_far, number_line, space, svg};
use proptest::prelude::*;
use std::fmt::Write;
use support::shapes::bounds;
use support::{CLIENT, SERVER, accept, ms, one_request};
use trace::{Duration, LinkId};

const WIRE: Subject = Subject::Link(LinkId(0));

fn told(frames: &[(&str, Scene, &str)]) -> String {
    let mut told = String::new();
    for (what, scene, class) in frames {
        let drawn = svg(scene, class).replace("><", ">\n<");
        write!(told, "== {what}\n{drawn}\n").expect("a string takes text");
    }
    told
}

fn compared(said: Option<(i64, &'static str)>, is: (i64, &'static str)) -> Compared<'static> {
    Compared { said, is, tolerance_percent: 10, time: true, mean: false }
}

#[test]
fn number_lines_look_as_accepted() {
    let is = (100_000_000, "100\u{a0}ms");
    let requests = Compared {
        said: Some((12_000_000, "12\u{a0}requests")),
        is: (4_500_000, "4.5\u{a0}requests"),
        tolerance_percent: 20,
        time: false,
        mean: true,
    };
    let frames = [
        ("larger", number_line(&compared(Some((250_000_000, "250\u{a0}ms")), is)), "dg n"),
        ("smaller", number_line(&compared(Some((20_000_000, "20\u{a0}ms")), is)), "dg n"),
        ("right", number_line(&compared(Some((104_000_000, "104\u{a0}ms")), is)), "dg n"),
        ("far apart", number_line(&compared(Some((10_000_000_000, "10\u{a0}s")), is)), "dg n"),
        ("nothing", number_line(&compared(Some((0, "0\u{a0}ms")), is)), "dg n"),
        ("shown", number_line(&compared(None, is)), "dg n"),
        ("a mean", number_line(&requests), "dg n"),
    ];
    let mut changed = Vec::new();
    accept("answers/number-lines.txt", &told(&frames), &mut changed);
    assert!(changed.is_empty(), "changed, look at them and accept with BLESS=1: {changed:#?}");
}

#[test]
fn what_was_said_is_drawn_into_the_run_as_accepted() {
    let run = one_request();
    let moment = |said, at| {
        let guess = Guess::Moment { at: ms(said), said: Duration::from_ms(said) };
        ladder_so_far(&Sight { guess: Some(guess), ..Sight::new(&run, ms(at)) }, Layout::Narrow)
    };
    let place = |said, at, layout| {
        let guess = Guess::Place { at: ms(26), said, is: Some(WIRE) };
        space(&Sight { guess: Some(guess), ..Sight::new(&run, ms(at)) }, layout)
    };
    let (client, server) = (Subject::Node(CLIENT), Subject::Node(SERVER));
    let frames = [
        ("before it", moment(100, 10), "dg"),
        ("behind it", moment(60, 122), "dg"),
        ("never reached", moment(300, 122), "dg"),
        ("far beyond", moment(9000, 122), "dg"),
        ("a place, before its moment", place(Some(server), 10, Layout::Wide), "dg w"),
        ("wrong", place(Some(server), 26, Layout::Wide), "dg w"),
        ("right, narrow", place(Some(WIRE), 26, Layout::Narrow), "dg n"),
        ("wrong, narrow", place(Some(client), 26, Layout::Narrow), "dg n"),
        ("shown", place(None, 26, Layout::Wide), "dg w"),
        ("later", place(Some(server), 80, Layout::Wide), "dg w"),
    ];
    let mut changed = Vec::new();
    accept("answers/guesses.txt", &told(&frames), &mut changed);
    assert!(changed.is_empty(), "changed, look at them and accept with BLESS=1: {changed:#?}");
}

#[test]
fn a_drawing_before_the_moment_does_not_tell_where_it_will_be() {
    let run = one_request();
    let drawn = |is| {
        let guess = Guess::Place { at: ms(60), said: Some(WIRE), is: Some(is) };
        [0, 30, 59].map(|at| space(&Sight { guess: Some(guess), ..Sight::new(&run, ms(at)) }, Layout::Wide))
    };
    assert_eq!(drawn(Subject::Node(CLIENT)), drawn(Subject::Node(SERVER)));
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_number_line_holds_any_two_numbers(
        said in proptest::option::of(any::<i64>()), is in any::<i64>(), percent in any::<u16>(), time in any::<bool>(),
    ) {
        let words = "some words that stand for a number";
        let scene = number_line(&Compared {
            said: said.map(|said| (said, words)), is: (is, words), tolerance_percent: percent, time, mean: time,
        });
        let (width, height) = (f64::from(scene.width), f64::from(scene.height));
        let mut words: Vec<[f64; 4]> = Vec::new();
        for shape in &scene.shapes {
            let [left, top, right, bottom] = bounds(shape);
            prop_assert!(left >= 0.0 && top >= 0.0 && right <= width && bottom <= height, "{:?}", shape);
            if shape.tag == Tag::Text {
                words.push([left, top, right, bottom]);
            }
        }
        for (place, one) in words.iter().enumerate() {
            for other in &words[place + 1..] {
                let apart = one[2] <= other[0] || other[2] <= one[0] || one[3] <= other[1] || other[3] <= one[1];
                prop_assert!(apart, "words run into each other: {:?}", scene.shapes);
            }
        }
    }
}
