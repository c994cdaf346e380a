//! Why a command stopped.

use std::io;
use std::process::ExitCode;

/// What the person at the terminal reads, and what the calling program gets.
#[derive(Debug)]
pub(crate) enum Failure {
    /// What was asked for makes no sense, with the way out: an unknown option, a file that cannot be read.
    Usage(String),
    /// Mistakes in a scenario, ready to print.
    Mistakes(String),
    /// The run itself fell short of what was asked.
    Run(String),
    /// Nobody reads any more, as behind `| head`.
    ReaderGone,
}

impl Failure {
    pub(crate) fn print(&self) {
        match self {
            Self::Usage(message) | Self::Run(message) => eprintln!("error: {message}"),
            Self::Mistakes(rendered) => eprint!("{rendered}"),
            Self::ReaderGone => {}
        }
    }

    pub(crate) fn exit_code(&self) -> ExitCode {
        match self {
            Self::Usage(_) | Self::Mistakes(_) => ExitCode::from(2),
            Self::Run(_) => ExitCode::FAILURE,
            Self::ReaderGone => ExitCode::SUCCESS,
        }
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        if error.kind() == io::ErrorKind::BrokenPipe {
            Self::ReaderGone
        } else {
            Self::Run(format!("the output could not be written: {error}"))
        }
    }
}
