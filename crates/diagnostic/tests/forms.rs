//! What each form looks like, for every kind of place.

use core::ops::Range;

use diagnostic::{Diagnostic, Fix, Form, Severity, position, render};
use proptest::prelude::*;
use proptest::test_runner::Config;

fn mistake(span: Range<usize>) -> Diagnostic {
    Diagnostic {
        path: "a/b.md".to_owned(),
        span,
        severity: Severity::Error,
        code: "unknown-key",
        message: "there is no such key".to_owned(),
        label: None,
        hint: None,
        fix: None,
    }
}

fn labelled(span: Range<usize>) -> Diagnostic {
    Diagnostic { label: Some("here".to_owned()), ..mistake(span) }
}

fn fixed(span: Range<usize>, change: Range<usize>, text: &str) -> Diagnostic {
    Diagnostic { fix: Some(Fix { span: change, text: text.to_owned() }), ..mistake(span) }
}

/// What stands below the title, which is the same in all of these.
fn full(diagnostic: &Diagnostic, text: &str) -> String {
    let rendered = render(diagnostic, text, Form::Full);
    let (title, rest) = rendered.split_once('\n').expect("a title");
    assert_eq!(title, "error[unknown-key]: there is no such key");
    rest.to_owned()
}

const TWO_LINES: &str = "one\nünd tow = 1\n";

#[test]
fn the_place_is_marked_and_the_change_is_shown() {
    let diagnostic = Diagnostic {
        label: Some("one of the keys".to_owned()),
        hint: Some("did you mean `two`?".to_owned()),
        ..fixed(9..12, 9..12, "two")
    };
    let expected = " --> a/b.md:2:5
  |
2 | ünd tow = 1
  |     ^^^ one of the keys
  |
hint: did you mean `two`?
  |
2 - ünd tow = 1
2 + ünd two = 1
  |
";
    assert_eq!(full(&diagnostic, TWO_LINES), expected);
}

#[test]
fn a_hint_without_a_change_stands_below() {
    let diagnostic = Diagnostic { hint: Some("first\nsecond".to_owned()), ..mistake(9..12) };
    let expected =
        " --> a/b.md:2:5\n  |\n2 | ünd tow = 1\n  |     ^^^\n  |\n  = hint: first\n          second\n";
    assert_eq!(full(&diagnostic, TWO_LINES), expected);
}

#[test]
fn a_change_may_put_in_or_take_out() {
    let change = |diagnostic: &Diagnostic| {
        let shown = full(diagnostic, TWO_LINES);
        shown.split_once("  |\nhint: ").expect("a change").1.to_owned()
    };
    assert_eq!(change(&fixed(9..12, 4..4, "id = 1\n")), "add this\n  |\n2 + id = 1\n  |\n");
    assert_eq!(change(&fixed(9..12, 4..9, "")), "take this out\n  |\n2 - ünd tow = 1\n2 + tow = 1\n  |\n");
}

#[test]
fn a_change_of_endless_lines_is_told_in_words() {
    let text = format!("{}MARK{}", "a ".repeat(900), "b ".repeat(900));
    let shown = full(&fixed(1800..1804, 1800..1804, "X"), &text);
    assert!(shown.ends_with("  = hint: write X\n"), "{shown}");
    assert!(shown.lines().all(|line| line.chars().count() < 150), "{shown}");
    let lines: Vec<&str> = shown.lines().collect();
    let column = lines[3].find('^').expect("a mark");
    assert_eq!(&lines[2][column..column + 4], "MARK");
}

#[test]
fn several_lines_are_joined_and_many_are_folded() {
    let text = "line of text\n".repeat(40);
    let expected = " --> a/b.md:1:6
  |
1 |   line of text
  |  ______^
2 | | line of text
  | |____^ here
";
    assert_eq!(full(&labelled(5..17), &text), expected);
    let folded = full(&labelled(0..500), &text);
    assert!(folded.contains("...") && folded.lines().count() < 12, "{folded}");
}

#[test]
fn the_mark_stands_under_its_text() {
    for (span, text, expected) in [
        // A tab is as wide as four spaces, a wide character as two.
        (5..8, "a\tb\tcd\te\r\nf\r\n", "1 | a    b    cd    e\n  |            ^^^^^^\n"),
        (3..9, "日本語です\n", "1 | 日本語です\n  |   ^^^^\n"),
        // The end of a file, with and without a line end.
        (3..3, "ab\n", "2 |\n  | ^\n"),
        (2..2, "ab", "1 | ab\n  |   ^\n"),
        // A line end by itself.
        (2..4, "ab\r\ncd", "1 | ab\n  |   ^\n"),
    ] {
        let shown = full(&mistake(span.clone()), text);
        assert!(shown.ends_with(expected), "{span:?} of {text:?}:\n{shown}");
    }
}

#[test]
fn a_file_without_text_has_no_lines_to_show() {
    assert_eq!(full(&labelled(0..0), "").trim_end(), "--> a/b.md:1:1");
}

#[test]
fn colours_change_nothing_but_colours() {
    let diagnostic = Diagnostic { hint: Some("h".to_owned()), ..fixed(9..12, 9..12, "two") };
    let coloured = render(&diagnostic, TWO_LINES, Form::Coloured);
    let mut plain = String::new();
    for part in coloured.split('\u{1b}') {
        plain +=
            part.strip_prefix('[').map_or(part, |rest| rest.split_once('m').map_or("", |(_, text)| text));
    }
    assert_ne!(coloured, plain);
    let lines = |text: &str| text.lines().map(|line| line.trim_end().to_owned()).collect::<Vec<_>>();
    assert_eq!(lines(&plain), lines(&render(&diagnostic, TWO_LINES, Form::Full)));
}

#[test]
fn short_is_one_line() {
    let error = Diagnostic { message: "a\nb".to_owned(), ..mistake(9..12) };
    assert_eq!(render(&error, TWO_LINES, Form::Short), "a/b.md:2:5: unknown-key a b\n");
    let warning = Diagnostic { severity: Severity::Warning, ..error };
    assert_eq!(render(&warning, TWO_LINES, Form::Short), "a/b.md:2:5: warning unknown-key a b\n");
}

#[test]
fn workflow_commands_are_escaped() {
    let diagnostic = Diagnostic {
        path: "a,b:c%.md".to_owned(),
        message: "5 % off: a, b\r\nc".to_owned(),
        hint: Some("h".to_owned()),
        ..fixed(9..12, 9..12, "two")
    };
    assert_eq!(
        render(&diagnostic, TWO_LINES, Form::Ci),
        "::error file=a%2Cb%3Ac%25.md,line=2,col=5,endLine=2,endColumn=8,title=unknown-key\
         ::5 %25 off: a, b%0D%0Ac%0Ahint: h%0Awrite: two\n"
    );
    let warning = Diagnostic { severity: Severity::Warning, ..mistake(2..8) };
    assert_eq!(
        render(&warning, TWO_LINES, Form::Ci),
        "::warning file=a/b.md,line=1,col=3,endLine=2,endColumn=4,title=unknown-key::there is no such key\n"
    );
}

proptest! {
    #![proptest_config(Config { failure_persistence: None, ..Config::default() })]

    #[test]
    fn any_place_of_any_text_can_be_written(
        text in "([ab \\t\\r\\n]|\\PC|[\\x00-\\x1f]|[日é–🏁\u{200d}\u{301}\u{2028}\u{202e}]){0,60}",
        words in "(\\PC|[\\n\\x00-\\x1f]){0,12}",
        places in prop::array::uniform4(0..240_usize),
    ) {
        let [start, end, from, to] = places;
        let diagnostic = Diagnostic {
            label: Some(words.clone()),
            message: words.clone(),
            hint: (start % 2 == 0).then(|| words.clone()),
            ..fixed(start..end, from..to, &words)
        };
        for form in [Form::Full, Form::Coloured, Form::Short, Form::Ci] {
            let rendered = render(&diagnostic, &text, form);
            prop_assert!(rendered.ends_with('\n'));
        }
        let (line, column) = position(&text, start);
        let shown = render(&diagnostic, &text, Form::Short);
        let head = format!("a/b.md:{line}:{column}: unknown-key ");
        prop_assert!(shown.starts_with(&head));
        prop_assert_eq!(shown.lines().count(), 1);
        prop_assert_eq!(render(&diagnostic, &text, Form::Ci).lines().count(), 1);
        let place = format!("--> a/b.md:{line}:{column}\n");
        let full = render(&diagnostic, &text, Form::Full);
        prop_assert!(full.contains(&place), "{} {:?}", full, text);
    }
}
