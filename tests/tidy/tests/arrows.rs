//! Which package may use which.

use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::process::Command;
use tidy::root;

/// The left may use the right, of the packages in this workspace. Tests may use more.
const ARROWS: [(&str, &[&str]); 19] = [
    ("trace", &[]),
    ("diagnostic", &[]),
    ("scenario", &["trace"]),
    ("sim", &["scenario", "trace"]),
    ("theory", &[]),
    ("diagram", &["theory", "trace"]),
    ("wire", &["trace"]),
    ("lesson", &["scenario", "trace"]),
    ("learner", &["lesson"]),
    ("lessonc", &["diagnostic", "lesson", "scenario", "sim", "trace"]),
    ("roundtrip", &["diagram", "learner", "lesson", "scenario", "sim", "trace", "wire"]),
    ("floor", &[]),
    ("sim-terminal", &["diagnostic", "floor", "scenario", "sim", "trace"]),
    ("sim-worker", &["scenario", "sim", "trace"]),
    ("author", &["lessonc"]),
    ("site", &["author", "lesson", "lessonc", "roundtrip"]),
    ("fuzz-cases", &["lessonc", "scenario", "sim", "trace"]),
    ("xtask", &[]),
    ("tidy", &[]),
];

/// Nothing under `crates/` reaches a browser or a user interface, not even through others.
const BROWSER: [&str; 6] =
    ["leptos", "web-sys", "js-sys", "wasm-bindgen", "wasm-bindgen-futures", "gloo-timers"];

/// A package of the workspace with what it depends on outside of tests.
struct Package {
    in_crates: bool,
    uses: BTreeSet<String>,
}

fn packages() -> BTreeMap<String, Package> {
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--no-deps", "--offline", "--format-version", "1"])
        .current_dir(root())
        .output()
        .expect("cargo runs this test");
    let metadata: Value = serde_json::from_slice(&output.stdout).expect("cargo metadata prints JSON");
    let list = metadata["packages"].as_array().expect("metadata has packages");
    list.iter().map(package).collect()
}

fn package(value: &Value) -> (String, Package) {
    let name = value["name"].as_str().unwrap_or_default().to_owned();
    let manifest = value["manifest_path"].as_str().unwrap_or_default().replace('\\', "/");
    let dependencies = value["dependencies"].as_array().expect("a package has dependencies");
    let uses = dependencies
        .iter()
        .filter(|dependency| dependency["kind"].as_str() != Some("dev"))
        .map(|dependency| dependency["name"].as_str().unwrap_or_default().to_owned())
        .collect();
    (name, Package { in_crates: manifest.contains("/crates/"), uses })
}

#[test]
fn packages_use_only_what_they_may() {
    let allowed: BTreeMap<&str, &[&str]> = ARROWS.into();
    let packages = packages();
    for (name, package) in &packages {
        let allowed = allowed.get(name.as_str()).unwrap_or_else(|| panic!("{name} has no line in ARROWS"));
        for used in package.uses.iter().filter(|used| packages.contains_key(*used)) {
            assert!(allowed.contains(&used.as_str()), "{name} must not use {used}");
        }
    }
    for name in allowed.keys() {
        assert!(packages.contains_key(*name), "{name} has a line in ARROWS but is no package");
    }
}

#[test]
fn pure_crates_reach_no_browser() {
    let lock = fs::read_to_string(root().join("Cargo.lock")).expect("the lock file is committed");
    let lock: toml::Table = lock.parse().expect("cargo writes TOML");
    let mut graph: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for entry in lock["package"].as_array().expect("the lock file lists packages") {
        let name = entry["name"].as_str().unwrap_or_default().to_owned();
        let uses = entry.get("dependencies").and_then(|list| list.as_array()).cloned().unwrap_or_default();
        // `name`, or `name version` where two versions are locked.
        let uses = uses.iter().filter_map(|used| used.as_str()?.split(' ').next().map(str::to_owned));
        graph.entry(name).or_default().extend(uses);
    }
    // The lock file does not tell what only tests use; the manifests do.
    let packages = packages();
    for (name, package) in &packages {
        graph.insert(name.clone(), package.uses.iter().cloned().collect());
    }
    for (name, _) in packages.iter().filter(|(_, package)| package.in_crates) {
        let mut seen: BTreeSet<String> = BTreeSet::new();
        let mut open = graph[name].clone();
        while let Some(next) = open.pop() {
            assert!(!BROWSER.contains(&next.as_str()), "{name} reaches {next}");
            if seen.insert(next.clone()) {
                open.extend(graph.get(&next).into_iter().flatten().cloned());
            }
        }
    }
}
