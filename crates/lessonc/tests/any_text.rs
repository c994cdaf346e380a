//! No text makes the compiler panic, and no diagnostic points outside its file.

#![allow(clippy::unwrap_used, reason = "a test may fail that way")]

mod support;

use lessonc::{Form, Severity, Source, compile, position, render};
use proptest::prelude::*;
use support::{LESSON, Memory, course};

/// A lesson with prose, figures and the like, to be damaged.
const WHOLE: &str = include_str!("cases/good-lesson.md");

/// A page with every kind of question, likewise.
const QUESTIONS: &str = include_str!("cases/questions-good.md");

/// What may stand after a fence.
const NAMES: [&str; 17] = [
    "analogy", "compose", "explorer", "figure", "free", "gaps", "match", "number", "order", "point",
    "predict", "quiz", "serve", "several", "still", "task", "truths",
];

/// Whether everything that is reported can be shown; gives back how much there was.
fn check(source: &Memory) -> usize {
    let compiled = compile(source);
    for diagnostic in &compiled.diagnostics {
        let text = source.read(&diagnostic.path).unwrap_or_default();
        let span = diagnostic.span.clone();
        assert!(span.start <= span.end && text.get(span).is_some(), "{diagnostic:?} in {text:?}");
        let (line, column) = position(&text, diagnostic.span.start);
        let first = format!("{}:{line}:{column}: ", diagnostic.path);
        let short = render(diagnostic, &text, Form::Short);
        assert!(short.starts_with(&first) && short.contains(diagnostic.code), "{diagnostic:?}");
        assert!(render(diagnostic, &text, Form::Full).contains(&diagnostic.message), "{diagnostic:?}");
        if let Some(fix) = &diagnostic.fix {
            assert!(
                text.get(fix.span.clone()).is_some_and(|old| old != fix.text),
                "{diagnostic:?} in {text:?}"
            );
        }
        assert!(!diagnostic.message.contains('\n'), "{diagnostic:?}");
    }
    let is_error = |found: &lessonc::Diagnostic| found.severity == Severity::Error;
    assert_eq!(compiled.course.is_some(), !compiled.diagnostics.iter().any(is_error));
    compiled.diagnostics.len()
}

fn with(path: &str, text: &str) -> Memory {
    let mut source = course();
    source.0.insert(path.to_owned(), text.to_owned());
    source
}

/// The nearest place in `text` that is between characters.
fn boundary(text: &str, at: usize) -> usize {
    text.floor_char_boundary(at.min(text.len()))
}

/// The file of that path in a case.
fn file_of(case: &'static str, path: &str) -> &'static str {
    let (_, rest) = case.split_once(&format!("````md {path}\n")).unwrap();
    rest.split_once("\n````\n").unwrap().0
}

fn whole_lesson() -> &'static str {
    file_of(WHOLE, "unit/one.md")
}

fn all_questions() -> &'static str {
    file_of(QUESTIONS, "about.md")
}

/// `text` with parts of it taken out and others put in their places.
fn damaged(text: &'static str, cuts: &[(usize, usize, usize)]) -> String {
    let mut damaged = text.to_owned();
    for &(at, length, from) in cuts {
        let (start, end) = (boundary(&damaged, at), boundary(&damaged, at + length));
        damaged.replace_range(start..end, &text[boundary(text, from)..boundary(text, from + length)]);
    }
    damaged
}

#[test]
fn the_samples_are_what_they_should_be() {
    assert_eq!(check(&course()), 0);
    assert_eq!(
        check(&with("unit/one.md", &format!("{}\n", whole_lesson()))),
        1,
        "only its link to about.md is dead"
    );
    assert_eq!(check(&with("about.md", &format!("{}\n", all_questions()))), 0);
}

#[test]
fn an_empty_folder_is_a_mistake_and_not_a_panic() {
    assert!(check(&Memory::default()) > 0);
}

#[test]
fn large_and_repetitive_texts_are_refused_or_read_in_time() {
    for fragment in [
        "> ",
        "- ",
        "*a ",
        "[",
        "<details>",
        "{{",
        "{{gap: a}} ",
        "{{trip.makespan_ms}} ",
        "5 ms ",
        "5 ms. ",
        "1–2-",
        "one ",
        "half a second ",
        "5 ms.[^a] ",
        "`",
        "| a ",
        "\n\n```quiz\n```\n\n",
        "<",
        "&",
        "[a](",
        "[`a` server](#a) *e.g.* ",
        "A. ",
        "“. ",
        "1,0.",
        "## a\n\n",
        "![",
        "[^",
        "[^a]",
        "\n\n[^a]: b\n\n",
        "\n\n```python notes\na # (1)\n```\n\n1. a\n\n",
        "\n\n```html\n<a b='c'>\n```\n\n",
        "\0",
    ] {
        let text = format!("{LESSON}{}", fragment.repeat(20_000));
        check(&with("unit/one.md", &text));
    }
    let text = format!("{LESSON}{}", "word ".repeat(300_000));
    assert_eq!(check(&with("unit/one.md", &text)), 1, "a file over a megabyte");
}

proptest! {
    #[test]
    fn any_text_is_read(text in "\\PC*|[\\x00-\\x7f\u{80}-\u{2ff}]*") {
        for path in ["unit/one.md", "course.toml", "beliefs.toml", "scenarios/trip.toml", "about.md"] {
            check(&with(path, &text));
        }
        check(&with("unit/one.md", &format!("{LESSON}{text}")));
        let blocks = NAMES.map(|name| format!("\n```{name}\n{text}\n```\n")).concat();
        check(&with("unit/one.md", &format!("{LESSON}{blocks}")));
    }

    #[test]
    fn a_damaged_lesson_is_read(
        cuts in prop::collection::vec((0..4000_usize, 0..40_usize, 0..4000_usize), 1..6)
    ) {
        check(&with("unit/one.md", &damaged(whole_lesson(), &cuts)));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn damaged_questions_are_read(
        cuts in prop::collection::vec((0..9000_usize, 0..40_usize, 0..9000_usize), 1..6)
    ) {
        check(&with("about.md", &damaged(all_questions(), &cuts)));
    }
}
