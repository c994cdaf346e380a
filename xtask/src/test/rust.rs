//! The steps that are cargo's.

use super::count::{Count, counted};
use crate::cargo::{cargo, run};
use crate::workspace::{WASI, WASM, Workspace};

/// The crates that run the same everywhere.
const PURE: [&str; 6] = ["diagram", "learner", "lesson", "scenario", "sim", "trace"];

pub(crate) fn formatting(workspace: &Workspace) -> Result<Count, Count> {
    step(workspace, &["fmt", "--all", "--check"])
}

pub(crate) fn lints(workspace: &Workspace) -> Result<Count, Count> {
    step(
        workspace,
        &["clippy", "--locked", "--offline", "--workspace", "--all-targets", "--", "--deny", "warnings"],
    )
}

/// The browser's half of the application is compiled for no other target.
pub(crate) fn browser_lints(workspace: &Workspace) -> Result<Count, Count> {
    step(
        workspace,
        &[
            "clippy",
            "--locked",
            "--offline",
            "--target",
            WASM,
            "--package",
            "roundtrip",
            "--features",
            "roundtrip/hydrate",
            "--package",
            "sim-worker",
            "--",
            "--deny",
            "warnings",
        ],
    )
}

pub(crate) fn tests(workspace: &Workspace) -> Result<Count, Count> {
    counted(&mut cargo(&workspace.root, &["test", "--locked", "--offline", "--workspace"]))
}

pub(crate) fn wasm_tests(workspace: &Workspace) -> Result<Count, Count> {
    let mut command = cargo(&workspace.root, &["test", "--locked", "--offline", "--target", WASI]);
    for name in PURE {
        command.args(["--package", name]);
    }
    let runner = workspace.root.join("tests/wasm/run-wasi.mjs");
    let runner = format!("node --no-warnings {}", runner.display());
    counted(command.env("CARGO_TARGET_WASM32_WASIP1_RUNNER", runner))
}

fn step(workspace: &Workspace, words: &[&str]) -> Result<Count, Count> {
    Count::of_step(run(&mut cargo(&workspace.root, words)).is_ok())
}
