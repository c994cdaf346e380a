//! Why something happened, and what came of it.

use std::fs;

use diagram::{Run, Sight, Subject, Viewpoint, about, came_of, explained, pickable, say_as_seen, why};
use trace::{FactId, NodeId, Time, What};

const SHOP: NodeId = NodeId(0);
const BANK: NodeId = NodeId(1);

fn run(name: &str) -> Run {
    let path = format!("{}/../../lessons/scenarios/{name}.toml", env!("CARGO_MANIFEST_DIR"));
    let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"));
    let scenario = scenario::parse(&text).unwrap_or_else(|_| panic!("{path} is a scenario"));
    Run::new(sim::run(&scenario, 1))
}

fn ms(ms: u64) -> Time {
    Time(ms * 1_000_000)
}

fn find(run: &Run, wanted: impl Fn(&What) -> bool) -> FactId {
    let place = run.trace.facts.iter().position(|fact| wanted(&fact.what)).expect("it happens");
    FactId(u32::try_from(place).expect("a short run"))
}

fn plain(text: &str) -> String {
    text.replace('\u{a0}', " ")
}

fn told(steps: impl Iterator<Item = diagram::Step>) -> Vec<String> {
    steps.map(|step| plain(&format!("{}: {}", step.at, step.words))).collect()
}

/// The second try of the lost reply.
fn retry(run: &Run) -> FactId {
    find(run, |what| matches!(what, What::Sent { message, .. } if message.attempt == 2))
}

#[test]
fn a_retry_goes_back_to_who_took_the_reply_away() {
    let run = run("reply-lost");
    let sight = Sight::new(&run, ms(1200));
    assert_eq!(
        told(why(&sight, retry(&run))),
        [
            "1200 ms: The shop asks again: request 1.2.",
            "1000 ms: The shop will ask again at 1200 ms: request 1.2.",
            "1000 ms: No answer to request 1.1 in time: the shop stops waiting for it.",
            "100 ms: ✕ reply 1.1 is lost: taken off the wire.",
            "0 ms: Somebody interferes, from outside.",
        ]
    );
}

#[test]
fn who_interferes_is_called_you() {
    let run = run("reply-lost").acted_on_from(0);
    let sight = Sight::new(&run, ms(1200));
    assert_eq!(told(why(&sight, retry(&run))).last().map(String::as_str), Some("0 ms: You interfere."));
    let run = run.acted_on_from(1);
    let sight = Sight::new(&run, ms(1200));
    assert!(told(why(&sight, retry(&run))).iter().all(|step| !step.contains("You")), "the scenario's own");
}

#[test]
fn what_was_waited_for_in_vain_came_of_the_loss() {
    let run = run("reply-lost");
    let sight = Sight::new(&run, ms(1200));
    let lost = find(&run, |what| matches!(what, What::Lost { .. }));
    let (steps, _) = came_of(&sight, lost, 3);
    let steps = told(steps.into_iter());
    assert_eq!(
        steps.first().map(String::as_str),
        Some("1000 ms: No answer to request 1.1 in time: the shop stops waiting for it."),
        "{steps:?}"
    );
    assert!(steps.iter().any(|step| step.contains("will ask again")), "{steps:?}");
}

#[test]
fn who_asked_cannot_know_of_the_loss() {
    let run = run("reply-lost");
    let sight = Sight { viewpoint: Viewpoint::Only(SHOP), ..Sight::new(&run, ms(1200)) };
    assert_eq!(
        told(why(&sight, retry(&run))),
        [
            "1200 ms: The shop asks again: request 1.2.",
            "1000 ms: The shop will ask again at 1200 ms: request 1.2.",
            "1000 ms: No answer to request 1.1 in time: the shop stops waiting for it.",
            "0 ms: The shop sends request 1.1.",
            "0 ms: The shop wants a reply (#1).",
        ]
    );
}

#[test]
fn what_came_of_it_is_counted() {
    let run = run("reply-lost");
    let sight = Sight::new(&run, ms(1200));
    let (first, more) = came_of(&sight, retry(&run), 2);
    assert_eq!(
        told(first.into_iter()),
        [
            "1250 ms: Request 1.2 has arrived whole; a worker starts.",
            "1300 ms: The worker is done; reply 1.2 leaves."
        ]
    );
    assert_eq!(more, Some(1));
}

#[test]
fn nothing_picked_means_the_latest() {
    let run = run("reply-lost");
    let at = |at| {
        explained(&Sight::new(&run, ms(at)))
            .and_then(|fact| run.trace.facts.get(fact.0 as usize))
            .map(|fact| fact.at)
    };
    assert_eq!(at(1100), Some(ms(1000)));
    assert_eq!(at(1200), Some(ms(1200)));
    let picked = |name: &str| Sight { picked: name.parse().ok(), ..Sight::new(&run, ms(60)) };
    let of = |name: &str| {
        explained(&picked(name)).and_then(|fact| run.trace.facts.get(fact.0 as usize)).map(|fact| fact.at)
    };
    assert_eq!(of("message 1.1"), Some(ms(50)), "the latest of it");
    assert_eq!(of("message 1.2"), Some(ms(1000)), "its first, when it is still to come");
    assert_eq!(of("message 9.9"), None);
    assert_eq!(of("event 4000000000"), None);
}

#[test]
fn a_chain_never_fails() {
    for name in ["retry-storm", "server-crashes", "long-polling", "browser-web-database"] {
        let run = run(name);
        for viewpoint in [Viewpoint::Everyone, Viewpoint::Only(SHOP), Viewpoint::Only(BANK)] {
            let sight = Sight { viewpoint, ..Sight::new(&run, run.end()) };
            for place in (0..run.trace.facts.len()).step_by(97) {
                let fact = FactId(u32::try_from(place).expect("a short run"));
                let chain: Vec<_> = why(&sight, fact).collect();
                assert!(chain.is_sorted_by(|one, next| one.fact > next.fact), "{name} {place}");
                let _ = came_of(&sight, fact, 3);
            }
        }
    }
}

#[test]
fn what_is_picked_is_told_up_to_the_moment() {
    let run = run("reply-lost");
    let line = |name: &str, at| {
        let sight = Sight::new(&run, ms(at));
        let about = about(&sight, name.parse().expect("a name")).expect("it is in the run");
        plain(&format!("{}: {}", about.name, about.line))
    };
    assert_eq!(line("message 1.1 reply", 20), "reply 1.1: will be sent at 100 ms");
    assert_eq!(line("message 1.1", 20), "request 1.1: sent at 0 ms, on its way to the bank");
    assert_eq!(line("message 1.1", 60), "request 1.1: sent at 0 ms, arrived at 50 ms");
    assert_eq!(line("message 1.1 reply", 120), "reply 1.1: sent at 100 ms, lost at 100 ms");
    assert_eq!(line("link 0", 0), "the wire between the shop and the bank: one way takes 50 ms");
    assert!(about(&Sight::new(&run, ms(0)), Subject::Node(NodeId(9))).is_none());
}

#[test]
fn who_asked_does_not_see_what_became_of_it() {
    let run = run("reply-lost");
    let sight = Sight { viewpoint: Viewpoint::Only(SHOP), ..Sight::new(&run, ms(120)) };
    let about = about(&sight, "message 1.1".parse().expect("a name")).expect("it is in the run");
    assert_eq!(plain(&about.line), "sent at 0 ms, nobody here can know more");
    assert_eq!(
        plain(&say_as_seen(&Sight { at: ms(100), ..sight })),
        "Shop: “I sent #1.1 at 0 ms. No answer yet.”"
    );
}

#[test]
fn what_is_under_way_can_be_picked() {
    let run = run("reply-lost");
    let names = |at, viewpoint| {
        let sight = Sight { viewpoint, ..Sight::new(&run, ms(at)) };
        pickable(&sight).into_iter().map(|(subject, name)| format!("{subject} = {name}")).collect::<Vec<_>>()
    };
    assert_eq!(
        names(20, Viewpoint::Everyone),
        [
            "message 1.1 = request 1.1",
            "node 0 = Shop",
            "node 1 = Bank",
            "link 0 = the wire between the shop and the bank"
        ]
    );
    assert_eq!(names(20, Viewpoint::Only(BANK)).len(), 3, "what is still to come it cannot know");
    assert_eq!(names(60, Viewpoint::Everyone).len(), 3);
}
