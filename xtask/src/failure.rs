//! Why a command stopped.

/// A line for the person at the terminal, with the remedy where there is one.
#[derive(Debug)]
pub(crate) struct Failure {
    message: String,
}

impl Failure {
    pub(crate) fn new(message: impl Into<String>) -> Self {
        Self { message: message.into() }
    }

    /// For programs that have said everything themselves.
    pub(crate) fn said_already() -> Self {
        Self { message: String::new() }
    }

    pub(crate) fn print(&self) {
        if !self.message.is_empty() {
            eprintln!("error: {}", self.message);
        }
    }
}
