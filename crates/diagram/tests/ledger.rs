//! What clients believe against what was done.

use std::fs;

use diagram::{Ledger, Run, Sight, Viewpoint};
use trace::{NodeId, Time};

const SHOP: NodeId = NodeId(0);
const BANK: NodeId = NodeId(1);

fn run(name: &str) -> Run {
    let path = format!("{}/../../lessons/scenarios/{name}.toml", env!("CARGO_MANIFEST_DIR"));
    let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"));
    let scenario = scenario::parse(&text).unwrap_or_else(|_| panic!("{path} is a scenario"));
    Run::new(sim::run(&scenario, 1))
}

fn told(run: &Run, at_ms: u64, viewpoint: Viewpoint) -> Vec<String> {
    let sight = Sight { viewpoint, ..Sight::new(run, Time(at_ms * 1_000_000)) };
    let lines = Ledger::new(run).lines(&sight, 0..10);
    let line = |line: diagram::Line| {
        let sign = if line.differs { " ≠" } else { "" };
        format!("#{} {} | {} | {}{sign}", line.request.0, line.believed, line.done, line.verdict)
            .replace('\u{a0}', " ")
    };
    lines.into_iter().map(line).collect()
}

#[test]
fn a_lost_reply_means_done_twice() {
    let run = run("reply-lost");
    for (at, line) in [
        (20, "#1 waits | not done | "),
        (60, "#1 waits | begun, not done | "),
        (500, "#1 waits | done once, at 100 ms | done, and the client cannot know yet ≠"),
        (
            1300,
            "#1 waits, asked 2 times | done twice, at 100 ms and at 1300 ms | done more than once, and the client does not know ≠",
        ),
        (1350, "#1 answered at 1350 ms | done twice, at 100 ms and at 1300 ms | done more than once ≠"),
    ] {
        assert_eq!(told(&run, at, Viewpoint::Everyone), [line], "{at} ms");
    }
    let totals = Ledger::new(&run).totals(&Sight::new(&run, run.end()));
    assert_eq!((totals.requests, totals.answered, totals.done_again, totals.unknown), (1, 1, 1, 0));
}

#[test]
fn a_key_keeps_it_at_once() {
    let run = run("reply-lost-with-key");
    assert_eq!(
        told(&run, 1300, Viewpoint::Everyone),
        ["#1 answered at 1300 ms | done once, at 100 ms; replayed once, not done again | both agree"]
    );
}

#[test]
fn each_side_sees_its_own_column() {
    let run = run("reply-lost");
    assert_eq!(
        told(&run, 1350, Viewpoint::Only(SHOP)),
        ["#1 answered at 1350 ms | Nobody here can know. | "]
    );
    assert_eq!(
        told(&run, 500, Viewpoint::Only(BANK)),
        ["#1 Nobody here can know. | done once, at 100 ms | "]
    );
    assert_eq!(told(&run, 20, Viewpoint::Only(BANK)), Vec::<String>::new());
}

#[test]
fn totals_add_up() {
    for name in ["retry-storm", "server-crashes", "long-polling", "browser-web-database", "five-at-once"] {
        let run = run(name);
        let ledger = Ledger::new(&run);
        for tenth in 0..=10 {
            let sight = Sight::new(&run, Time(run.end().0 / 10 * tenth));
            let totals = ledger.totals(&sight);
            assert_eq!(totals.requests, totals.answered + totals.failed + totals.waiting, "{name}");
            assert_eq!(totals.requests, totals.done_once + totals.done_again + totals.not_done, "{name}");
            assert_eq!(totals.requests, ledger.len(&sight), "{name}");
        }
    }
}
