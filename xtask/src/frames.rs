//! `cargo xtask bench frames`: what the live diagram costs a browser. Not part of the tests.

use crate::cargo::run as run_program;
use crate::failure::Failure;
use crate::options::Options;
use crate::progress::Progress;
use crate::site;
use crate::test::browsers;
use crate::workspace::{Profile, Workspace};
use std::process::Command;

/// Frames, jumps and the longest tasks, of the course as visitors get it.
pub(crate) fn run(options: &Options) -> Result<(), Failure> {
    options.allow(&[])?;
    let workspace = Workspace::find()?;
    let mut progress = Progress::new(site::PREPARE_STEPS + 3);
    site::prepare(&workspace, Profile::Release, &mut progress)?;
    progress.step("Building the pages", || site::build(&workspace, &workspace.dist(), None))?;
    progress.step("Looking for Chromium and the browser packages", || {
        browsers::debian_packages()?;
        let installed = browsers::packages(&workspace);
        installed.map(drop).map_err(|_| Failure::new("the browser packages are not there".to_owned()))
    })?;
    progress.step("Playing, seeking and using figures (about 2 minutes)", || {
        ["frames", "tasks"].iter().try_for_each(|what| {
            let script = format!("tests/browser/{what}.mjs");
            run_program(Command::new("node").current_dir(&workspace.root).arg(script))
        })
    })
}
