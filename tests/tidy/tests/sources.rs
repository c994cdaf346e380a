//! What every source file keeps to.

use tidy::{TextFile, files, files_with};

const LONGEST_FILE_LINES: usize = 400;

/// Switches on the bans that `clippy.toml` lists.
const PURE: &str = "#![cfg_attr(not(test), deny(clippy::disallowed_methods, clippy::disallowed_types))]";

/// Fails with everything that is wrong, not with the first.
fn assert_none(wrong: &[String]) {
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

fn rust() -> Vec<TextFile> {
    let found = files_with("", "rs");
    assert!(found.len() > 50, "the checkout has more Rust files than {}", found.len());
    found
}

#[test]
fn every_module_says_what_it_is_for() {
    let header = |file: &TextFile| {
        let first = file.text.lines().next().unwrap_or_default();
        first.starts_with("//! ") && first.len() > 12
    };
    let wrong = rust().into_iter().filter(|file| !header(file));
    assert_none(&wrong.map(|file| format!("{} does not open with `//!`", file.path)).collect::<Vec<_>>());
}

#[test]
fn no_file_is_too_long() {
    let lengths = rust().into_iter().map(|file| (file.text.lines().count(), file.path));
    let wrong = lengths.filter(|(lines, _)| *lines > LONGEST_FILE_LINES);
    assert_none(&wrong.map(|(lines, path)| format!("{path} has {lines} lines")).collect::<Vec<_>>());
}

#[test]
fn pure_crates_switch_the_bans_on() {
    let roots = rust()
        .into_iter()
        .filter(|file| file.path.starts_with("crates/") && file.path.ends_with("/src/lib.rs"));
    let wrong = roots.filter(|file| !file.text.contains(PURE));
    assert_none(&wrong.map(|file| format!("{} lacks {PURE}", file.path)).collect::<Vec<_>>());
}

#[test]
fn browser_types_stay_on_the_platform() {
    let mut wrong = Vec::new();
    for file in rust() {
        let inside = file.path.starts_with("src/") || file.path.starts_with("crates/");
        if !inside || file.path.starts_with("src/platform/") {
            continue;
        }
        for name in ["web_sys", "js_sys"] {
            if mentions(&code(&file.text), name) {
                wrong.push(format!("{} uses {name} outside of src/platform/", file.path));
            }
        }
    }
    assert_none(&wrong);
}

#[test]
fn views_carry_no_inline_style() {
    let mut wrong = Vec::new();
    for file in rust().iter().filter(|file| file.path.starts_with("src/")) {
        for mark in [" style=", " style:", "attr:style"] {
            if code(&file.text).contains(mark) {
                wrong.push(format!("{} has `{mark}`, which the policy blocks", file.path));
            }
        }
    }
    assert_none(&wrong);
}

#[test]
fn nothing_unfinished_and_no_place_of_one_machine() {
    // In halves, so that this file does not hold them.
    let marks = [
        ["TO", "DO"].concat(),
        ["FIX", "ME"].concat(),
        ["XX", "X:"].concat(),
        ["/wo", "rk/"].concat(),
        ["/ro", "ot/"].concat(),
        ["/ho", "me/"].concat(),
    ];
    let mut wrong = Vec::new();
    for file in files("") {
        let held = marks.iter().filter(|mark| file.text.contains(mark.as_str()));
        wrong.extend(held.map(|mark| format!("{} holds `{mark}`", file.path)));
    }
    assert_none(&wrong);
}

/// Without line comments, which may name what code must not use.
fn code(text: &str) -> String {
    text.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n")
}

fn mentions(text: &str, name: &str) -> bool {
    text.contains(&format!("{name}::")) || text.contains(&format!("use {name}"))
}
