//! One node's view is drawn from what happened at that node, and from nothing else: what it cannot know does not show.

mod support;

use diagram::{Layout, Run, Scene, Sight, Viewpoint, space};
use support::{CLIENT, SERVER, Script, id, ms, played};
use trace::{Ended, Fact, NodeId, Outcome, Time, Trace, What};

fn seen_by(node: NodeId, run: &Run, at: Time) -> [Scene; 2] {
    let sight = Sight { viewpoint: Viewpoint::Only(node), ..Sight::new(run, at) };
    [space(&sight, Layout::Wide), space(&sight, Layout::Narrow)]
}

/// One request of a client that gives up after 200 ms; `rest` is what it cannot see.
fn asked(rest: impl FnOnce(&mut Script, u64)) -> Run {
    let mut script = Script { timeout: Some(200_000), ..Script::new(40_000) };
    let there = script.ask(1, 1, 0, 0, 0);
    rest(&mut script, there);
    script.fire(id(1, 1), 200_000);
    script.settle(1, 200_000, Outcome::TimedOut);
    script.run()
}

fn request_lost() -> Run {
    asked(|script, _| script.lose(id(1, 1), 20_000, 20_000))
}

fn reply_lost() -> Run {
    asked(|script, there| {
        script.arrive(id(1, 1), there);
        script.work(id(1, 1), 0, there, there + 30_000);
        script.reply(id(1, 1), there + 30_000, 0);
        script.lose(id(1, 1).reply(), there + 50_000, 20_000);
    })
}

fn server_slow() -> Run {
    asked(|script, there| {
        script.arrive(id(1, 1), there);
        script.work(id(1, 1), 0, there, there + 900_000);
        script.reply(id(1, 1), there + 900_000, 0);
    })
}

#[test]
fn a_client_cannot_tell_why_no_answer_comes() {
    for at in (0..=230).map(ms) {
        let lost = seen_by(CLIENT, &request_lost(), at);
        assert_eq!(lost, seen_by(CLIENT, &reply_lost(), at), "at {at}");
        assert_eq!(lost, seen_by(CLIENT, &server_slow(), at), "at {at}");
    }
}

#[test]
fn a_server_cannot_tell_what_became_of_its_reply() {
    let arrives = asked(|script, there| {
        script.arrive(id(1, 1), there);
        script.work(id(1, 1), 0, there, there + 30_000);
        let back = script.reply(id(1, 1), there + 30_000, 0);
        script.arrive(id(1, 1).reply(), back);
    });
    for at in (0..=230).map(ms) {
        assert_eq!(seen_by(SERVER, &arrives, at), seen_by(SERVER, &reply_lost(), at), "at {at}");
    }
}

/// Whether a fact is one of the network, though it stands at a node.
fn is_out_of_sight(fact: &Fact) -> bool {
    matches!(
        fact.what,
        What::Lost { .. }
            | What::Entered { .. }
            | What::Left { .. }
            | What::Copied { .. }
            | What::Delayed { .. }
            | What::Held { .. }
            | What::Released { .. }
            | What::Cut { .. }
            | What::Mended { .. }
            | What::Intervened { .. }
    )
}

/// The run as it would be if nothing but what a node has noticed by a moment had ever happened.
fn noticed(trace: &Trace, node: NodeId, at: Time) -> Run {
    let own = |fact: &&Fact| fact.node == node && fact.at <= at && !is_out_of_sight(fact);
    let facts = trace.facts.iter().filter(own).cloned().collect();
    Run::new(Trace { facts, end: at, ended: Ended::Idle, ..trace.clone() })
}

#[test]
fn nothing_else_than_what_a_node_noticed_is_drawn() {
    let written =
        [support::lost_reply(), support::late_reply(), support::five_for_one_worker(), support::slow_wire()];
    for run in written.into_iter().chain(played::all()) {
        let events = &run.moments().events;
        // The first ones, and some all over the run.
        let later = events.iter().step_by(events.len() / 12 + 1);
        let moments = events.iter().take(12).chain(later).flat_map(|&at| [at, Time(at.0 + 777_777)]);
        for at in moments {
            for node in
                (0..run.trace.nodes.len()).map(|place| NodeId(u16::try_from(place).expect("few nodes")))
            {
                let own = noticed(&run.trace, node, at);
                assert_eq!(seen_by(node, &run, at), seen_by(node, &own, at), "{} at {at}", run.name(node));
            }
        }
    }
}
