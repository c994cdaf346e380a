//! The project's commands. Each does its own set-up, says what it is doing, and may be repeated.
//!
//! Only the standard library: this program is compiled before anything else can be said.

mod audit;
mod build;
mod cargo;
mod check;
mod compile;
mod failure;
mod frames;
mod options;
mod progress;
mod serve;
mod setup;
mod simulate;
mod site;
mod test;
mod workspace;

use failure::Failure;
use options::Options;
use std::process::ExitCode;

const HELP: &str = "\
cargo xtask serve [--port 8000]        build the course and serve it here, with live reload
cargo xtask build [--site-url URL]     build the course into dist/, for any static host
cargo xtask test                       every test, browser tests included
cargo xtask check [--watch] [--format full|short|ci] [--strict]
                                       check the lessons, and every number that they state
cargo xtask check --record             the same, and write which ids there are into lessons/ids.txt
cargo xtask check --explain CODE       what a diagnostic means
cargo xtask check --pages              check the pages in dist/
cargo xtask new lesson UNIT/SLUG [\"Title\"]
cargo xtask new card SLUG [\"Title\"]   begin a lesson or a card, as a draft
cargo xtask audit                      the slow, exact measurements
cargo xtask sim FILE.toml [--seed N] [--table | --ladder | --metrics | --hash | --draws]
                                       run a scenario and show what happens
cargo xtask bench mm1|floor N [--wasm] the simulator's speed with N customers, and that of a bare loop: prints events,
                                       seconds, mean and 99th percentile of the stay in seconds
cargo xtask bench frames               what the live diagram costs in Chromium: a frame, a jump, the longest tasks";

fn main() -> ExitCode {
    match run(&Options::from_command_line()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            failure.print();
            ExitCode::FAILURE
        }
    }
}

fn run(options: &Options) -> Result<(), Failure> {
    match options.command() {
        "serve" => serve::run(options),
        "build" => build::run(options),
        "check" => check::run(options),
        "new" => check::new(options),
        "test" => test::run(options),
        "audit" => audit::run(options),
        "sim" => simulate::run(options),
        "bench" if options.rest().next() == Some("frames") => frames::run(options),
        "bench" => simulate::bench(options),
        // For the development server, when code has changed.
        "compile" => compile::run(options),
        // For the hook in Trunk.toml.
        "trunk" => build::into_trunk(options),
        "" | "help" | "-h" | "--help" => {
            println!("{HELP}");
            Ok(())
        }
        other => Err(Failure::new(format!("there is no `cargo xtask {other}`\n{HELP}"))),
    }
}
