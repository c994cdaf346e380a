//! Adds up how many tests passed and failed, from what the test programs print.

use std::fmt;
use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};

/// Tests that ran.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Count {
    passed: usize,
    failed: usize,
}

impl Count {
    /// A step that is one test itself.
    pub(crate) fn of_step(passed: bool) -> Result<Self, Self> {
        if passed { Ok(Self { passed: 1, failed: 0 }) } else { Err(Self { passed: 0, failed: 1 }) }
    }

    pub(crate) fn add(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
    }

    /// For a step that failed before any of its tests could.
    pub(crate) fn at_least_one_failed(self) -> Self {
        Self { failed: self.failed.max(1), ..self }
    }

    /// What one line of output adds: the summaries of cargo, of Node.js, and of our own programs.
    fn of_line(line: &str) -> Self {
        let line = line.trim();
        if let Some(rest) = line.strip_prefix("test result: ") {
            return Self { passed: before(rest, " passed"), failed: before(rest, " failed") };
        }
        let node =
            line.strip_prefix("# ").or_else(|| line.strip_prefix("ℹ ")).and_then(|rest| rest.split_once(' '));
        match node {
            Some(("pass", number)) => Self { passed: number.parse().unwrap_or(0), failed: 0 },
            Some(("fail", number)) => Self { passed: 0, failed: number.parse().unwrap_or(0) },
            _ if line.ends_with(" failed") && line.contains(" passed, ") => {
                Self { passed: before(line, " passed"), failed: before(line, " failed") }
            }
            _ => Self::default(),
        }
    }
}

impl fmt::Display for Count {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{} passed, {} failed", self.passed, self.failed)
    }
}

/// The number that stands right before `word`.
fn before(line: &str, word: &str) -> usize {
    let Some((head, _)) = line.split_once(word) else { return 0 };
    head.rsplit(' ').next().and_then(|number| number.parse().ok()).unwrap_or(0)
}

/// Runs a test program; shows what it prints and counts along.
pub(crate) fn counted(command: &mut Command) -> Result<Count, Count> {
    let mut count = Count::default();
    let mut child = match command.stdout(Stdio::piped()).spawn() {
        Ok(child) => child,
        Err(error) => {
            eprintln!("could not start {}: {error}", command.get_program().to_string_lossy());
            return Err(count);
        }
    };
    for line in child.stdout.take().into_iter().flat_map(|stream| BufReader::new(stream).lines()) {
        let line = line.unwrap_or_default();
        println!("{line}");
        count.add(Count::of_line(&line));
    }
    let succeeded = child.wait().is_ok_and(|status| status.success());
    if succeeded && count.failed == 0 { Ok(count) } else { Err(count) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn summaries_are_read() {
        let count = |passed, failed| Count { passed, failed };
        assert_eq!(
            Count::of_line("test result: FAILED. 12 passed; 3 failed; 0 ignored; 0 measured"),
            count(12, 3)
        );
        assert_eq!(Count::of_line("# pass 7"), count(7, 0));
        assert_eq!(Count::of_line("ℹ fail 2"), count(0, 2));
        assert_eq!(Count::of_line("40 passed, 1 failed"), count(40, 1));
        assert_eq!(Count::of_line("test a_test_that_passed, then failed ... ok"), count(0, 0));
    }

    #[test]
    fn a_step_that_broke_off_counts_as_failed() {
        assert_eq!(Count::default().at_least_one_failed().to_string(), "0 passed, 1 failed");
    }
}
