//! Every file in `tests/cases` is a test: fenced blocks with a path are files of a course, the blocks named
//! `diagnostics`, `model` and `ids` hold what comes of them, and the text around says why.
//!
//! `BLESS=1 cargo test -p lessonc --test cases` writes what comes out into the files, to be read before it is kept.

#![allow(clippy::unwrap_used, reason = "a test may fail that way")]

mod support;

use std::fs;
use std::path::{Path, PathBuf};

const FENCE: &str = "````";

/// A case: lines, and where its fenced blocks are.
struct Case {
    path: PathBuf,
    blocks: Vec<Fenced>,
}

struct Fenced {
    /// The last word of the line that opens it.
    name: String,
    content: String,
}

#[test]
fn every_case_says_what_comes_out() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let mut paths: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    assert!(paths.len() > 10, "the cases are not where they should be");
    let failures: Vec<String> = paths.into_iter().filter_map(|path| check(&read(path))).collect();
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

/// What is wrong with a case, if anything is.
fn check(case: &Case) -> Option<String> {
    let mut source = support::course();
    let is_expectation = |name: &str| matches!(name, "diagnostics" | "model" | "ids");
    for block in case.blocks.iter().filter(|block| !is_expectation(&block.name)) {
        source.0.insert(block.name.clone(), block.content.clone());
    }
    let compiled = lessonc::compile(&source);
    for found in &compiled.diagnostics {
        let leads_on = found.label.is_some() || found.hint.is_some() || found.fix.is_some();
        assert!(leads_on, "{}: {found:?} says neither what was expected nor what to do", case.path.display());
    }
    let mut found = Vec::new();
    for block in case.blocks.iter().filter(|block| is_expectation(&block.name)) {
        let actual = match block.name.as_str() {
            "diagnostics" => support::report(&source, &compiled),
            "ids" => compiled.ids.clone(),
            _ => support::model(&compiled),
        };
        if actual.trim() != block.content.trim() {
            found.push((block, actual));
        }
    }
    if found.is_empty() {
        return None;
    }
    if std::env::var_os("BLESS").is_some() {
        let mut text = fs::read_to_string(&case.path).unwrap();
        for (block, actual) in &found {
            let old = format!("{}\n{}{FENCE}", block.name, block.content);
            text = text.replace(&old, &format!("{}\n{}\n{FENCE}", block.name, actual.trim()));
        }
        fs::write(&case.path, text).unwrap();
        return None;
    }
    let shown = found
        .iter()
        .map(|(block, actual)| format!("expected {}:\n{}\nfound:\n{actual}", block.name, block.content));
    Some(format!("{}\n{}", case.path.display(), shown.collect::<String>()))
}

fn read(path: PathBuf) -> Case {
    let text = fs::read_to_string(&path).unwrap();
    let mut blocks = Vec::new();
    let mut open: Option<Fenced> = None;
    for line in text.lines() {
        match &mut open {
            Some(block) if line == FENCE => {
                blocks.push(Fenced { name: block.name.clone(), content: block.content.clone() });
                open = None;
            }
            Some(block) => block.content.push_str(&format!("{line}\n")),
            None if line.starts_with(FENCE) => {
                let name = line.split_whitespace().last().unwrap_or_default().to_owned();
                open = Some(Fenced { name, content: String::new() });
            }
            None => {}
        }
    }
    assert!(open.is_none(), "{}: a block does not end", path.display());
    assert!(
        blocks.iter().any(|block| matches!(block.name.as_str(), "diagnostics" | "model" | "ids")),
        "{}: nothing is expected",
        path.display()
    );
    Case { path, blocks }
}
