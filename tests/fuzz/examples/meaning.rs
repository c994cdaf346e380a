//! Prints what an input of `operations` stands for: `cargo run -p fuzz-cases --example meaning FILE`.

use std::process::ExitCode;
use std::{env, fs};

fn main() -> ExitCode {
    let Some(data) = env::args_os().nth(1).and_then(|path| fs::read(path).ok()) else {
        eprintln!("give it a file that can be read");
        return ExitCode::FAILURE;
    };
    println!("{}", fuzz_cases::meaning(&data));
    ExitCode::SUCCESS
}
