//! `cargo xtask compile`: the wasm of the development loop and the program that draws the pages.

use crate::cargo::{cargo, run as run_cargo};
use crate::failure::Failure;
use crate::options::Options;
use crate::workspace::{Profile, WASM, Workspace};
use std::thread;

pub(crate) fn run(options: &Options) -> Result<(), Failure> {
    options.allow(&[])?;
    both(&Workspace::find()?, Profile::Development)
}

/// The wasm and the `site` program, side by side: they share no folder that cargo locks, and towards the
/// end of either build one core is idle.
pub(crate) fn both(workspace: &Workspace, profile: Profile) -> Result<(), Failure> {
    thread::scope(|scope| {
        let native = scope.spawn(|| site(workspace));
        let wasm = wasm(workspace, profile);
        let native = native.join().unwrap_or_else(|_| Err(Failure::new("the build of `site` was cut short")));
        wasm.and(native)
    })
}

/// The two programs for the browser. The application is built without its `ssr` half.
pub(crate) fn wasm(workspace: &Workspace, profile: Profile) -> Result<(), Failure> {
    run_cargo(&mut cargo(
        &workspace.root,
        &[
            "build",
            "--locked",
            "--offline",
            "--target",
            WASM,
            "--profile",
            profile.name(),
            "--package",
            "roundtrip",
            "--features",
            "roundtrip/hydrate",
            "--bin",
            "roundtrip",
            "--package",
            "sim-worker",
            "--bin",
            "sim-worker",
        ],
    ))
}

fn site(workspace: &Workspace) -> Result<(), Failure> {
    run_cargo(&mut cargo(&workspace.root, &["build", "--locked", "--offline", "--package", "site"]))
}
