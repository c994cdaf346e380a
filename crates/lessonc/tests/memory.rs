//! What is known is not run again, and nothing else is taken for known.

#![allow(clippy::unwrap_used, reason = "a test may fail that way")]

mod support;

use lessonc::{Memo, Source, compile, compile_with};
use support::{LESSON, Memory, course};

/// Two scenarios: one settled, one that chance plays a part in.
fn with_numbers() -> Memory {
    let mut source = course();
    let trip = source.read("scenarios/trip.toml").unwrap();
    let queue = trip
        .replace("service_ms = 20", "service = { kind = \"exponential\", mean_ms = 20 }")
        .replace("requests = 1", "requests = 50");
    source.0.insert("scenarios/queue.toml".to_owned(), queue);
    let text = "{{trip.makespan_ms}} {{trip.work_ms}} {{queue.response_ms:to 100}}\n
```figure\nid = \"run\"\ntitle = \"A trip\"\nscenario = \"trip\"\nmoment_ms = 1\n```\n";
    source.0.insert("unit/one.md".to_owned(), format!("{LESSON}\n{text}"));
    source
}

/// How many runs it takes to compile `source` with what `memo` knows.
fn runs(source: &Memory, memo: &mut Memo) -> u64 {
    let before = memo.runs();
    let compiled = compile_with(source, memo);
    assert_eq!(compiled, compile(source), "what is remembered changes nothing");
    assert!(compiled.course.is_some(), "{}", support::report(source, &compiled));
    memo.runs() - before
}

#[test]
fn a_second_compilation_runs_nothing() {
    let (source, mut memo) = (with_numbers(), Memo::default());
    // The trip for its numbers and for its end, the queue as often as its mean needs.
    assert!(runs(&source, &mut memo) >= 2 + 32);
    assert_eq!(runs(&source, &mut memo), 0);
    let mut again = Memo::from_bytes(&memo.to_bytes());
    assert_eq!(runs(&source, &mut again), 0);
}

#[test]
fn questions_about_runs_run_nothing_twice() {
    let case = include_str!("cases/questions-good.md");
    let (_, rest) = case.split_once("````md about.md\n").unwrap();
    let mut source = course();
    source.0.insert("about.md".to_owned(), rest.split_once("\n````\n").unwrap().0.to_owned());
    let mut memo = Memo::default();
    let first = runs(&source, &mut memo);
    assert!(first >= 8, "a task has two runs, and others have one each: {first}");
    let mut again = Memo::from_bytes(&memo.to_bytes());
    assert_eq!(runs(&source, &mut again), 0);
}

#[test]
fn a_changed_scenario_runs_alone() {
    let (mut source, mut memo) = (with_numbers(), Memo::default());
    runs(&source, &mut memo);
    let trip = source.0.get_mut("scenarios/trip.toml").unwrap();
    *trip = trip.replace("one_way_ms = 40", "one_way_ms = 41");
    assert_eq!(runs(&source, &mut memo), 2);
    let text = source.0.get_mut("unit/one.md").unwrap();
    text.push_str("\nAnd {{trip.response_max_ms}}.\n");
    assert_eq!(runs(&source, &mut memo), 0, "all numbers of a run are known");
}

#[test]
fn what_is_no_memory_is_an_empty_one() {
    let source = with_numbers();
    let all = runs(&source, &mut Memo::default());
    for bytes in [&b""[..], b"roundtrip lessons memory 1 0000000000000000\n", &[0xff; 4096]] {
        assert_eq!(runs(&source, &mut Memo::from_bytes(bytes)), all);
    }
}
