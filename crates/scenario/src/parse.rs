//! From TOML to a scenario, with every mistake found on the way.

use core::ops::Range;
use std::collections::BTreeSet;

use toml::de::DeTable;

use crate::bounds::{MAX_PROBLEMS, MAX_TEXT_BYTES};
use crate::declare::TOP;
use crate::read::{Reader, Table};
use crate::{Problem, Scenario, build};

/// Reads a scenario. On failure: all problems, in the order of the text.
pub fn parse(text: &str) -> Result<Scenario, Vec<Problem>> {
    if text.len() > MAX_TEXT_BYTES {
        let message = format!("a scenario has at most {MAX_TEXT_BYTES} bytes");
        return Err(vec![Problem {
            code: "scenario-too-long",
            span: 0..0,
            message,
            hint: None,
            names: Vec::new(),
        }]);
    }
    let (document, errors) = DeTable::parse_recoverable(text);
    let syntax: Vec<Problem> = errors.iter().map(|error| syntax_problem(text, error)).collect();
    let mut reader = Reader::default();
    let table = Table { path: Vec::new(), entries: Some(document.get_ref()), span: 0..first_line(text) };
    reader.shape(&TOP, table.clone());
    let scenario = build::scenario(&mut reader, &table);
    let mut problems = if syntax.is_empty() {
        let broken: Vec<Problem> =
            scenario.faults().iter().filter_map(|fault| reader.located(fault)).collect();
        reader.problems.into_iter().chain(broken).collect()
    } else {
        certain(text, syntax, reader.problems)
    };
    if problems.is_empty() {
        return Ok(scenario);
    }
    for problem in &mut problems {
        problem.span = inside(text, problem.span.clone());
    }
    problems.sort_by_key(|problem| problem.span.start);
    problems.truncate(MAX_PROBLEMS);
    Err(problems)
}

fn syntax_problem(text: &str, error: &toml::de::Error) -> Problem {
    let span = error.span().unwrap_or(text.len()..text.len());
    Problem {
        code: "scenario-syntax",
        span,
        message: error.message().to_owned(),
        hint: None,
        names: Vec::new(),
    }
}

/// With a mistake in the TOML itself, keys and names may be missing only because of it. What stays is what
/// stands in the text beyond doubt: unknown keys and values of a wrong kind, on other lines.
fn certain(text: &str, syntax: Vec<Problem>, others: Vec<Problem>) -> Vec<Problem> {
    let ends: Vec<usize> = text.match_indices('\n').map(|(at, _)| at).collect();
    let line = |at: usize| ends.partition_point(|&end| end < at);
    let broken: BTreeSet<usize> =
        syntax.iter().flat_map(|problem| [line(problem.span.start), line(problem.span.end)]).collect();
    let stays = |problem: &Problem| {
        matches!(
            problem.code,
            "scenario-unknown-key"
                | "scenario-wrong-type"
                | "scenario-impossible-value"
                | "scenario-unknown-version"
        ) && !broken.contains(&line(problem.span.start))
    };
    let others: Vec<Problem> = others.into_iter().filter(stays).collect();
    syntax.into_iter().chain(others).collect()
}

fn first_line(text: &str) -> usize {
    text.find('\n').unwrap_or(text.len())
}

/// The same span, within the text and between characters.
fn inside(text: &str, span: Range<usize>) -> Range<usize> {
    let start = text.floor_char_boundary(span.start);
    let end = text.ceil_char_boundary(span.end.max(start));
    start..end
}
