//! What went wrong, in words for the person at the terminal.

use std::fmt;
use std::path::Path;

/// A message of one or more lines that says what failed and, where there is one, the remedy.
#[derive(Debug)]
pub(crate) struct Failure {
    message: String,
}

impl Failure {
    pub(crate) fn new(message: impl Into<String>) -> Self {
        Self { message: message.into() }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.message)
    }
}

/// Turns an error about a file into a [`Failure`] that names the file.
pub(crate) trait At<T> {
    /// `doing` is a verb, for example `read`.
    fn at(self, doing: &str, path: &Path) -> Result<T, Failure>;
}

impl<T, E: fmt::Display> At<T> for Result<T, E> {
    fn at(self, doing: &str, path: &Path) -> Result<T, Failure> {
        self.map_err(|error| Failure::new(format!("could not {doing} {}: {error}", path.display())))
    }
}
