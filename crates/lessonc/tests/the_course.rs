//! The real lessons compile: a broken one fails the tests, not only the build.

#![allow(clippy::unwrap_used, reason = "a test may fail that way")]

mod support;

use std::fs;
use std::path::{Path, PathBuf};

use support::Memory;

#[test]
fn the_course_has_no_mistakes() {
    let source = course();
    let compiled = lessonc::compile(&source);
    assert!(compiled.diagnostics.is_empty(), "{}", support::report(&source, &compiled));
    assert!(compiled.course.is_some());
    assert!(!compiled.lessons.is_empty(), "there are no lessons");
}

#[test]
fn the_examples_shown_to_authors_have_no_mistakes() {
    let mut source = course();
    let readme = source.0.get("README.md").cloned().unwrap();
    let examples: Vec<&str> =
        readme.split("````").filter_map(|part| part.strip_prefix("markdown\n")).collect();
    assert!(examples.len() >= 10, "one of each kind of widget, listings, notes, a timeline, callouts");
    let page = format!("+++\ntitle = \"T\"\ndescription = \"D\"\n+++\n{}", examples.join("\n"));
    source.0.insert("examples.md".to_owned(), page);
    // Examples are not published, so their ids are on no record.
    source.0.remove("ids.txt");
    let compiled = lessonc::compile(&source);
    assert!(compiled.diagnostics.is_empty(), "{}", support::report(&source, &compiled));
}

fn course() -> Memory {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../lessons");
    let mut source = Memory::default();
    collect(&root, &root, &mut source);
    source
}

fn collect(root: &Path, folder: &Path, into: &mut Memory) {
    let mut paths: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    for path in paths {
        if path.is_dir() {
            collect(root, &path, into);
        } else if let Ok(text) = fs::read_to_string(&path) {
            let name = path.strip_prefix(root).unwrap().to_string_lossy().replace('\\', "/");
            into.0.insert(name, text);
        }
    }
}
