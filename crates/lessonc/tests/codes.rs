//! Every code that is reported is documented, every documented one is reported, and a case shows it.

#![allow(clippy::unwrap_used, reason = "a test may fail that way")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use lessonc::codes::{Code, GROUPS, page};

/// Where codes of scenarios come from; every other code is the compiler's own.
const OF_SCENARIOS: &str = "scenario-";

/// Said of files and runs longer than a case should be; and where two other limits come first today: of Markdown that
/// the parser is not asked to know, and of numbers that no expression is long enough for.
const WITHOUT_CASE: [&str; 5] =
    ["file-too-large", "misplaced", "number-too-large", "too-few-runs", "too-many-mistakes"];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn texts(folder: &Path, extension: &str) -> Vec<String> {
    let mut texts = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() && !path.ends_with("src/codes") {
            texts.extend(self::texts(&path, extension));
        } else if path.extension().is_some_and(|found| found == extension) {
            texts.push(fs::read_to_string(&path).unwrap());
        }
    }
    texts
}

fn documented() -> BTreeMap<&'static str, &'static Code> {
    let all: Vec<&Code> = GROUPS.iter().flat_map(|group| group.codes).collect();
    let by_name: BTreeMap<&str, &Code> = all.iter().map(|code| (code.code, *code)).collect();
    assert_eq!(by_name.len(), all.len(), "a code is documented twice");
    by_name
}

/// Every quoted kebab-case word that follows `start` in the sources.
fn quoted_after(start: &str, sources: &[String]) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for source in sources {
        for (at, _) in source.match_indices(start) {
            let rest = source[at + start.len()..].trim_start();
            let word = rest.strip_prefix('"').and_then(|rest| rest.split_once('"')).map(|(word, _)| word);
            found.extend(word.map(str::to_owned));
        }
    }
    found
}

fn reported() -> BTreeSet<String> {
    let compiler = texts(&root().join("crates/lessonc/src"), "rs");
    let scenario = texts(&root().join("crates/scenario/src"), "rs");
    let mut codes = BTreeSet::new();
    for start in ["Mistake::new(", "Mistake::warning(", "self.report("] {
        codes.extend(quoted_after(start, &compiler));
    }
    codes.extend(quoted_after("", &scenario).into_iter().filter(|word| word.starts_with(OF_SCENARIOS)));
    codes.insert("too-many-mistakes".to_owned());
    codes
}

/// The codes that the cases expect, however the compiler comes by them.
fn shown() -> BTreeSet<String> {
    let cases = texts(&root().join("crates/lessonc/tests/cases"), "md").join("\n");
    let titles = cases.lines().filter_map(|line| {
        let rest = line.strip_prefix("error[").or_else(|| line.strip_prefix("warning["))?;
        Some(rest.split_once("]: ")?.0.to_owned())
    });
    titles.collect()
}

#[test]
fn every_code_is_documented_and_every_documented_code_is_reported() {
    let documented = documented();
    let reported: BTreeSet<String> = reported().union(&shown()).cloned().collect();
    assert!(reported.len() > 70, "codes are not where they should be: {reported:?}");
    let missing: Vec<&String> =
        reported.iter().filter(|code| !documented.contains_key(code.as_str())).collect();
    assert!(missing.is_empty(), "without an entry in crates/lessonc/src/codes/: {missing:?}");
    let unused: Vec<&str> = documented.keys().filter(|code| !reported.contains(**code)).copied().collect();
    assert!(unused.is_empty(), "documented and never reported: {unused:?}");
}

#[test]
fn every_code_of_the_compiler_has_a_case() {
    let shown = shown();
    let without: Vec<&str> = documented()
        .into_keys()
        .filter(|code| !code.starts_with(OF_SCENARIOS) && !WITHOUT_CASE.contains(code))
        .filter(|code| !shown.contains(*code))
        .collect();
    assert!(without.is_empty(), "no case in crates/lessonc/tests/cases/ expects {without:?}");
}

#[test]
fn an_entry_says_something() {
    for (name, code) in documented() {
        let Code { title, explanation, wrong, right, .. } = code;
        assert!(title.len() > 10 && !title.ends_with('.'), "{name}: {title}");
        assert!(explanation.ends_with('.') && explanation.len() > 25, "{name}: {explanation}");
        assert!(!wrong.is_empty() && !right.is_empty() && wrong != right, "{name}");
    }
}

/// `BLESS=1 cargo test -p lessonc --test codes` writes the page.
#[test]
fn the_page_is_written_from_the_table() {
    let path = root().join("lessons/DIAGNOSTICS.md");
    if std::env::var_os("BLESS").is_some() {
        fs::write(&path, page()).unwrap();
    }
    let written = fs::read_to_string(&path).unwrap_or_default();
    assert!(
        written == page(),
        "lessons/DIAGNOSTICS.md is not the table's: BLESS=1 cargo test -p lessonc --test codes"
    );
}
