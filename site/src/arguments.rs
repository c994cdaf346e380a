//! The command line: a command, then `--name value` pairs and `--flags`.

use crate::failure::Failure;
use std::path::PathBuf;

/// The words after the program's name.
pub(crate) struct Arguments {
    words: Vec<String>,
}

impl Arguments {
    pub(crate) fn from_command_line() -> Self {
        Self { words: std::env::args().skip(1).collect() }
    }

    #[cfg(test)]
    pub(crate) fn of(words: &[&str]) -> Self {
        Self { words: words.iter().map(ToString::to_string).collect() }
    }

    /// The first word, empty when there is none.
    pub(crate) fn command(&self) -> &str {
        self.words.first().map_or("", String::as_str)
    }

    /// Whether `--name` stands anywhere.
    pub(crate) fn flag(&self, name: &str) -> bool {
        self.words.iter().any(|word| word == name)
    }

    /// The word after `--name`.
    pub(crate) fn value(&self, name: &str) -> Result<Option<&str>, Failure> {
        let Some(place) = self.words.iter().position(|word| word == name) else { return Ok(None) };
        match self.words.get(place + 1) {
            Some(value) if !value.starts_with("--") => Ok(Some(value)),
            _ => Err(Failure::new(format!("{name} needs a value behind it"))),
        }
    }

    /// A path that must be given.
    pub(crate) fn path(&self, name: &str) -> Result<PathBuf, Failure> {
        self.value(name)?.map(PathBuf::from).ok_or_else(|| Failure::new(format!("{name} PATH is missing")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_follow_their_names() {
        let arguments = Arguments::of(&["build", "--out", "dist", "--live"]);
        assert_eq!(arguments.command(), "build");
        assert_eq!(arguments.path("--out").unwrap(), PathBuf::from("dist"));
        assert!(arguments.flag("--live"));
        assert!(!arguments.flag("--report"));
        assert_eq!(arguments.value("--port").unwrap(), None);
    }

    #[test]
    fn a_name_without_value_is_refused() {
        assert!(Arguments::of(&["build", "--out"]).value("--out").is_err());
        assert!(Arguments::of(&["build", "--out", "--live"]).value("--out").is_err());
    }
}
