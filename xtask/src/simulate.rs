//! `cargo xtask sim` and `cargo xtask bench`: the simulator at the terminal. Standard output is all its own, so what is
//! done before it runs is said on standard error.

use crate::cargo::{self, become_program, build_quietly};
use crate::failure::Failure;
use crate::options::Options;
use crate::setup;
use crate::workspace::{Profile, WASI, Workspace};
use std::ffi::OsStr;
use std::path::PathBuf;
use std::process::Command;

/// `cargo xtask sim FILE …`: every word behind `sim` is the program's.
pub(crate) fn run(options: &Options) -> Result<(), Failure> {
    let program = native(&Workspace::find()?)?;
    become_program(Command::new(program).arg("run").args(options.rest()))
}

/// `cargo xtask bench … [--wasm]`: with `--wasm` as it ships, in Node.js.
pub(crate) fn bench(options: &Options) -> Result<(), Failure> {
    let workspace = Workspace::find()?;
    let words = options.rest().filter(|word| *word != "--wasm");
    if options.has("--wasm") {
        let program = wasm(&workspace)?;
        let runner = workspace.root.join("tests/wasm/run-wasi.mjs");
        let node = [OsStr::new("--no-warnings"), runner.as_os_str(), program.as_os_str()];
        become_program(Command::new("node").args(node).arg("bench").args(words))
    } else {
        become_program(Command::new(native(&workspace)?).arg("bench").args(words))
    }
}

fn native(workspace: &Workspace) -> Result<PathBuf, Failure> {
    cargo::fetch(&workspace.root, &[])?;
    build_quietly(&workspace.root, &["--package", "sim-terminal", "--bin", "simulate", "--release"])?;
    Ok(workspace.target.join("release").join(format!("simulate{}", std::env::consts::EXE_SUFFIX)))
}

fn wasm(workspace: &Workspace) -> Result<PathBuf, Failure> {
    setup::rust_target(WASI)?;
    cargo::fetch(&workspace.root, &[WASI])?;
    let profile = Profile::Release.name();
    let words = ["--package", "sim-terminal", "--bin", "simulate", "--target", WASI, "--profile", profile];
    build_quietly(&workspace.root, &words)?;
    Ok(workspace.target.join(WASI).join(profile).join("simulate.wasm"))
}
