//! Builds, serves and checks the site. `cargo xtask` compiles this program and the wasm, then calls it.

mod arguments;
mod budgets;
mod build;
mod bundle;
mod check;
mod compression;
mod document;
mod escape;
mod failure;
mod fingerprint;
mod lessons;
mod moved;
mod names;
mod not_found;
mod offers;
mod policy;
mod project;
mod publish;
mod script;
mod serve;
mod shell;
mod sitemap;
mod sizes;
mod split;
mod stylesheet;

use arguments::Arguments;
use failure::Failure;
use std::process::ExitCode;

fn main() -> ExitCode {
    match run(Arguments::from_command_line()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("{failure}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: Arguments) -> Result<(), Failure> {
    match arguments.command() {
        "build" => build::command(&arguments),
        "serve" => serve::command(&arguments),
        "check" => check::command(&arguments),
        "budgets" => budgets::command(&arguments),
        other => Err(Failure::new(format!(
            "site: no command `{other}`; there are build, serve, check and budgets"
        ))),
    }
}
