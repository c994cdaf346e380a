//! Counts what was checked and keeps what was wrong.

use crate::failure::Failure;

/// The result of many checks.
#[derive(Default)]
pub(crate) struct Report {
    passed: usize,
    wrong: Vec<String>,
}

impl Report {
    /// Notes one check; `message` says what is wrong when it does not hold.
    pub(crate) fn check(&mut self, holds: bool, message: impl FnOnce() -> String) {
        if holds { self.passed += 1 } else { self.wrong.push(message()) }
    }

    /// Prints the counts in the form that `cargo xtask test` adds up; fails when anything was wrong.
    pub(crate) fn finish(self, what: &str) -> Result<(), Failure> {
        for message in &self.wrong {
            println!("{message}");
        }
        println!("{} passed, {} failed", self.passed, self.wrong.len());
        if self.wrong.is_empty() {
            Ok(())
        } else {
            Err(Failure::new(format!("{what}: {} wrong", self.wrong.len())))
        }
    }

    #[cfg(test)]
    pub(crate) fn wrong(&self) -> &[String] {
        &self.wrong
    }
}
