//! Frames of known runs, drawn and told. `BLESS=1 cargo test -p diagram` accepts what changed.

mod support;

use std::fmt::Write;

use diagram::{Layout, Run, Sight, knows, ladder, ladder_so_far, rows, say, spent, svg, waterfall};
use support::{CLIENT, SERVER, accept, us};
use trace::Time;

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
];

#[test]
fn frames_look_as_accepted() {
    let mut changed = Vec::new();
    for (name, run, moments) in STORIES {
        let run = run();
        for &moment in *moments {
            let at = us(moment * 1000);
            let views = [
                ("ladder", svg(&ladder(&Sight::new(&run, at), Layout::Narrow), "dg ladder")),
                ("waterfall", svg(&waterfall(&Sight::new(&run, at), Layout::Narrow), "dg waterfall")),
                ("so-far", svg(&ladder_so_far(&Sight::new(&run, at), Layout::Narrow), "dg ladder")),
            ];
            for (view, drawn) in views {
                accept(&format!("{name}-{moment:03}-{view}.svg"), &drawn.replace("><", ">\n<"), &mut changed);
            }
        }
    }
    assert!(changed.is_empty(), "changed, look at them and accept with BLESS=1: {changed:#?}");
}

#[test]
fn runs_read_as_accepted() {
    let mut changed = Vec::new();
    for (name, run, moments) in STORIES {
        let run = run();
        let mut told = String::new();
        for row in rows(&run) {
            writeln!(told, "{} | {} | {} | {}", row.at, row.from, row.to, row.what)
                .expect("a string takes text");
        }
        let events = run.moments().events.iter().copied();
        let moments = moments.iter().map(|&ms| us(ms * 1000)).chain(events.take(40));
        let mut moments: Vec<Time> = moments.collect();
        moments.sort_unstable();
        moments.dedup();
        for at in moments {
            let (client, server) = (knows(&run, CLIENT, at), knows(&run, SERVER, at));
            writeln!(told, "\n{at}: {}\n  client: {client}\n  server: {server}", say(&run, at))
                .expect("a string takes text");
        }
        writeln!(told, "\nwhat the time went to").expect("a string takes text");
        for row in spent(&Sight::new(&run, run.end())) {
            let lasting = row.lasting.map_or(String::new(), |lasting| format!(" for {lasting}"));
            let hidden = if row.inside { "  " } else { "" };
            writeln!(told, "{hidden}{} {} from {}{lasting}", row.name, row.what, row.from)
                .expect("a string takes text");
        }
        accept(&format!("{name}.txt"), &told.replace('\u{a0}', " "), &mut changed);
    }
    assert!(changed.is_empty(), "changed, read them and accept with BLESS=1: {changed:#?}");
}
