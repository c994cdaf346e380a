//! From text to values: tables with their places, and every mistake on the way.

mod shape;
mod table;

use core::ops::Range;

use crate::Problem;
use crate::check::IMPOSSIBLE;
use crate::fault::{Fault, Path, Step, What};

pub(crate) use table::{Chosen, Table, narrow};

/// Remembers where each table was and what was wrong.
#[derive(Default)]
pub(crate) struct Reader<'a> {
    pub(crate) problems: Vec<Problem>,
    tables: Vec<Table<'a>>,
    /// Places that a problem already names, so that no rule complains about the same value again.
    reported: Vec<Path>,
    /// Values that stand elsewhere, because their key is short for another.
    shorts: Vec<Short>,
}

/// A key that stands for a value further inside.
struct Short {
    path: Path,
    name: &'static str,
    span: Range<usize>,
}

impl<'a> Reader<'a> {
    pub(crate) fn problem(&mut self, path: Path, code: &'static str, span: Range<usize>, message: String) {
        self.reported.push(path);
        self.problems.push(Problem { code, span, message, hint: None, names: Vec::new() });
    }

    /// What could have been written, for the problem that was noted last.
    pub(crate) fn hint(&mut self, hint: String) {
        if let Some(problem) = self.problems.last_mut() {
            problem.hint = Some(hint);
        }
    }

    /// What there is, for the problem that was noted last.
    pub(crate) fn names<'b>(&mut self, names: impl Iterator<Item = &'b str>) {
        if let Some(problem) = self.problems.last_mut() {
            problem.names = names.map(str::to_owned).collect();
        }
    }

    /// `name` in `table` is short for what would stand at `path` in it.
    pub(crate) fn short(&mut self, table: &Table<'a>, name: &'static str, path: &[&'static str]) {
        if let Some(value) = table.value(name) {
            let inside = path.iter().map(|key| Step::Key(key));
            let path = table.path.iter().copied().chain(inside).collect();
            self.shorts.push(Short { path, name, span: value.span() });
        }
    }

    /// The fault as a problem of the text, unless one that is noted already explains it.
    pub(crate) fn located(&self, fault: &Fault) -> Option<Problem> {
        let relation = fault.code == IMPOSSIBLE && matches!(fault.what, What::Plain(_));
        let explained = |reported: &Path| {
            let about_an_item =
                matches!(reported.split_last(), Some((Step::Item(_), list)) if *list == fault.path);
            let beside = relation && parent(reported) == parent(&fault.path);
            fault.path.starts_with(reported) || about_an_item || beside
        };
        if self.reported.iter().any(explained) {
            return None;
        }
        let mut problem = Problem {
            code: fault.code,
            span: 0..0,
            message: fault.message(),
            hint: fault.hint.map(str::to_owned),
            names: Vec::new(),
        };
        for end in (0..=fault.path.len()).rev() {
            let (before, after) = fault.path.split_at(end);
            if let Some(short) = self.shorts.iter().find(|short| short.path == before) {
                problem.span = short.span.clone();
                problem.message = fault.message_about(short.name);
                return Some(problem);
            }
            if let Some(table) = self.tables.iter().find(|table| table.path == before) {
                let value = table.span_within(after);
                if value.is_none() && !after.is_empty() && before.contains(&Step::Key("back")) {
                    // As on the way there, where the same fault is found.
                    return None;
                }
                problem.span = value.unwrap_or_else(|| table.span.clone());
                return Some(problem);
            }
        }
        Some(problem)
    }
}

fn parent(path: &[Step]) -> &[Step] {
    path.split_last().map_or(path, |(_, parent)| parent)
}
