//! The simulator at the terminal. `cargo xtask sim` and `cargo xtask bench` compile it and become it.

mod bench;
mod diagnostics;
mod failure;
mod ladder;
mod metrics;
mod numbers;
mod options;
mod play;
mod table;
mod words;

use failure::Failure;
use options::{Command, Options};
use std::io::{BufWriter, Write, stdout};
use std::process::ExitCode;

const HELP: &str = "\
simulate run FILE.toml [--seed N]      what happens, fact by fact
    --table                            the same without the summary above it
    --ladder                           messages drawn between the nodes, time running down
    --metrics                          every number that lessons can state, as JSON
    --hash                             the run's fingerprint
    --draws                            every random draw
simulate stored FILE.toml              the scenario as pages hand it to the simulator, in hexadecimal digits
simulate bench mm1 N                   the simulator's speed: 2N events, seconds, mean and p99 of the stay in seconds
simulate bench floor N                 the same of a bare loop
";

fn main() -> ExitCode {
    let mut out = BufWriter::with_capacity(1 << 16, stdout().lock());
    let done = run(&mut out).and_then(|()| Ok(out.flush()?));
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            failure.print();
            failure.exit_code()
        }
    }
}

fn run(out: &mut impl Write) -> Result<(), Failure> {
    match Options::from_command_line()?.command {
        Command::Help => Ok(out.write_all(HELP.as_bytes())?),
        Command::Run { file, seed, view } => play::run(out, &file, seed, view),
        Command::Stored { file } => play::stored(out, &file),
        Command::Bench { what, customers } => bench::run(out, what, customers),
    }
}
