//! Calls to the `site` program.

use crate::cargo::run;
use crate::compile;
use crate::failure::Failure;
use crate::progress::Progress;
use crate::workspace::{Profile, WASM, Workspace};
use crate::{cargo, setup};
use std::ffi::OsStr;
use std::path::Path;
use std::process::Command;

/// The steps of [`prepare`].
pub(crate) const PREPARE_STEPS: usize = 2;

/// Everything that must be there before `site` can be called.
pub(crate) fn prepare(
    workspace: &Workspace,
    profile: Profile,
    progress: &mut Progress,
) -> Result<(), Failure> {
    progress.step(
        "Looking for the tools and the dependencies (the first time about half a minute)",
        || {
            setup::rust_target(WASM)?;
            cargo::fetch(&workspace.root, &[WASM])
        },
    )?;
    progress.step("Compiling the site builder and the course's wasm (the first time 3 to 5 minutes)", || {
        compile::both(workspace, profile)
    })
}

/// `site` with what each of its commands wants to know.
pub(crate) fn command(workspace: &Workspace, name: &str, profile: Profile, out: &Path) -> Command {
    let mut command = Command::new(workspace.site_program());
    command.arg(name);
    for (option, value) in [
        ("--root", workspace.root.as_os_str()),
        ("--wasm", workspace.wasm(profile).as_os_str()),
        ("--out", out.as_os_str()),
    ] {
        command.args([OsStr::new(option), value]);
    }
    command
}

/// Builds into `out` for visitors.
pub(crate) fn build(workspace: &Workspace, out: &Path, site_url: Option<&str>) -> Result<(), Failure> {
    let mut command = command(workspace, "build", Profile::Release, out);
    if let Some(site_url) = site_url {
        command.args(["--site-url", site_url]);
    }
    run(&mut command)
}
