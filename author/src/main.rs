//! The commands of authors. `cargo xtask check` and `cargo xtask new` compile this program and become it.

mod arguments;
mod check;
mod explain;
mod failure;
mod new;
mod readings;
mod today;
mod watch;

use arguments::{Arguments, Command};
use failure::Failure;
use std::process::ExitCode;

fn main() -> ExitCode {
    match Arguments::from_command_line().and_then(|arguments| run(&arguments)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            failure.print();
            failure.exit_code()
        }
    }
}

fn run(arguments: &Arguments) -> Result<(), Failure> {
    let root = &arguments.root;
    match &arguments.command {
        Command::Check(options) if options.watch => watch::command(root, options),
        Command::Check(options) => check::command(root, options),
        Command::Explain(code) => explain::command(code),
        Command::NewLesson { unit, slug, title } => new::lesson(root, unit, slug, title.as_deref()),
        Command::NewCard { slug, title } => new::card(root, slug, title.as_deref()),
    }
}
