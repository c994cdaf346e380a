//! Replays what fuzzing has found worth keeping: inputs that reach something of their own, and former findings.

use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

/// What is kept for one reading of the bytes. An empty or lost folder would let everything pass.
fn replay(reading: fn(&[u8]), name: &str, least: usize) {
    let kept = files(&folder("corpus").join(name));
    assert!(kept.len() >= least, "only {} files in corpus/{name}", kept.len());
    let findings = files(&folder("findings").join(name));
    assert_none(failing(reading, kept.into_iter().chain(findings).collect()));
}

/// Those for which something does not hold that must.
fn failing(reading: fn(&[u8]), paths: Vec<PathBuf>) -> Vec<String> {
    let fails = |path: &PathBuf| {
        let data = fs::read(path).expect("a file of the checkout can be read");
        catch_unwind(AssertUnwindSafe(|| reading(&data))).is_err()
    };
    paths.into_iter().filter(fails).map(|path| path.display().to_string()).collect()
}

fn assert_none(failing: Vec<String>) {
    assert!(failing.is_empty(), "\n{}", failing.join("\n"));
}

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

/// Sorted, so that a failure is the same everywhere.
fn files(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let mut paths: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    paths.sort();
    paths
}

/// What authors write, and a file with every key there is: where fuzzing began.
#[test]
fn texts_that_people_wrote() {
    for (folder, least) in [("../../lessons/scenarios", 10), ("../../crates/scenario/tests/data", 1)] {
        let mut texts = files(&self::folder(folder));
        texts.retain(|path| path.extension().is_some_and(|extension| extension == "toml"));
        assert!(texts.len() >= least, "only {} scenarios in {folder}", texts.len());
        assert_none(failing(fuzz_cases::scenario_text, texts));
    }
}

#[test]
fn texts_that_fuzzing_kept() {
    replay(fuzz_cases::scenario_text, "scenario_text", 300);
}

#[test]
fn operations_that_fuzzing_kept() {
    replay(fuzz_cases::operations, "operations", 300);
}

#[test]
fn lessons_that_fuzzing_kept() {
    replay(fuzz_cases::lesson_text, "lesson_text", 30);
}

/// The course itself, one file at a time.
#[test]
fn lessons_that_people_wrote() {
    for folder in ["../../lessons/absolute-basics", "../../lessons/cards", "../../lessons"] {
        let mut texts = files(&self::folder(folder));
        texts.retain(|path| path.extension().is_some_and(|extension| extension == "md"));
        assert!(!texts.is_empty(), "no lessons in {folder}");
        assert_none(failing(fuzz_cases::lesson_text, texts));
    }
}
