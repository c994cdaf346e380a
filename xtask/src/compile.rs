//! `cargo xtask compile`: the wasm of the development loop and the program that draws the pages.

use crate::cargo::{cargo, run as run_cargo};
use crate::failure::Failure;
use crate::options::Options;
use crate::workspace::{Profile, WASM, Workspace};
use std::env;
use std::path::PathBuf;
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
    let mut build = cargo(&workspace.root, &["build", "--locked", "--offline", "--target", WASM]);
    build.args(["--profile", profile.name()]);
    build.args(["--package", "roundtrip", "--features", "roundtrip/hydrate", "--bin", "roundtrip"]);
    build.args(["--package", "sim-worker", "--bin", "sim-worker"]);
    if let (Profile::Release, Some(flags)) = (profile, without_places()) {
        build.args(["--config", &flags]);
    }
    run_cargo(&mut build)
}

/// Panics name the file that they come from. With this the names begin at cargo's registry, not at the root of this machine's
/// disk: the same sources give the same files everywhere, and nobody is told where they were built.
fn without_places() -> Option<String> {
    let home = env::var_os("CARGO_HOME").map(PathBuf::from);
    let home = home.or_else(|| Some(env::home_dir()?.join(".cargo")))?;
    let registry = home.join("registry").join("src");
    // A literal string of TOML, so that no separator needs escaping; who has a quote in it keeps the place.
    let registry = registry.to_str().filter(|place| !place.contains('\''))?;
    Some(format!("target.{WASM}.rustflags=['--remap-path-prefix={registry}=']"))
}

fn site(workspace: &Workspace) -> Result<(), Failure> {
    run_cargo(&mut cargo(&workspace.root, &["build", "--locked", "--offline", "--package", "site"]))
}
