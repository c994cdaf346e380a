//! Replays what fuzzing has found worth keeping: inputs that reach something of their own, and former findings.

use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

/// What is kept for one reading of the bytes. An empty or lost folder would let everything pass.
fn replay(reading: fn(&[u8]), name: &str, least: usize) {
    let kept = files(&folder("corpus").join(name));
    assert!(kept.len() >= least, "only {} files in corpus/{name}", kept.len());
    let failing: Vec<String> = kept
        .into_iter()
        .chain(files(&folder("findings").join(name)))
        .filter(|path| {
            let data = fs::read(path).expect("a file of the checkout can be read");
            catch_unwind(AssertUnwindSafe(|| reading(&data))).is_err()
        })
        .map(|path| path.display().to_string())
        .collect();
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

#[test]
fn texts_that_fuzzing_kept() {
    replay(fuzz_cases::scenario_text, "scenario_text", 50);
}

#[test]
fn operations_that_fuzzing_kept() {
    replay(fuzz_cases::operations, "operations", 50);
}
