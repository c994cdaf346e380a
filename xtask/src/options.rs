//! The command line.

use crate::failure::Failure;

/// The words after `cargo xtask`.
pub(crate) struct Options {
    words: Vec<String>,
}

impl Options {
    pub(crate) fn from_command_line() -> Self {
        Self { words: std::env::args().skip(1).collect() }
    }

    pub(crate) fn command(&self) -> &str {
        self.words.first().map_or("", String::as_str)
    }

    /// All words after the command, for a program that knows them.
    pub(crate) fn rest(&self) -> impl Iterator<Item = &str> {
        self.words.iter().skip(1).map(String::as_str)
    }

    pub(crate) fn has(&self, name: &str) -> bool {
        self.rest().any(|word| word == name)
    }

    /// The word after `--name`.
    pub(crate) fn value(&self, name: &str) -> Result<Option<&str>, Failure> {
        let Some(place) = self.words.iter().position(|word| word == name) else { return Ok(None) };
        let value = self.words.get(place + 1).filter(|word| !word.starts_with("--"));
        value
            .map(|word| Some(word.as_str()))
            .ok_or_else(|| Failure::new(format!("{name} needs a value behind it")))
    }

    /// Refuses what the command does not know: a mistyped option must not be passed over.
    pub(crate) fn allow(&self, names: &[&str]) -> Result<(), Failure> {
        let unknown =
            self.words.iter().find(|word| word.starts_with("--") && !names.contains(&word.as_str()));
        match unknown {
            Some(word) => Err(Failure::new(format!("cargo xtask {} does not know {word}", self.command()))),
            None => Ok(()),
        }
    }
}
