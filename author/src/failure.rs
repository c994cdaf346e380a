//! Why a command stopped.

use std::process::ExitCode;

/// What the author reads, and what the calling program gets.
#[derive(Debug)]
pub(crate) enum Failure {
    /// What was asked for makes no sense, with the way out.
    Usage(String),
    /// It made sense and could not be done.
    Work(String),
    /// The lessons have mistakes, which have been printed.
    Mistakes,
}

impl Failure {
    pub(crate) fn print(&self) {
        match self {
            Self::Usage(message) | Self::Work(message) => eprintln!("error: {message}"),
            Self::Mistakes => {}
        }
    }

    pub(crate) fn exit_code(&self) -> ExitCode {
        match self {
            Self::Usage(_) => ExitCode::from(2),
            Self::Work(_) | Self::Mistakes => ExitCode::FAILURE,
        }
    }
}
