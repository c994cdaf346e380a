//! `cargo xtask audit`: the slow, exact measurements, for a table with a date. Not part of the tests. The browser
//! packages must be there, as `cargo xtask test` leaves them.

use crate::cargo::{cargo, run as run_program};
use crate::failure::Failure;
use crate::options::Options;
use crate::progress::Progress;
use crate::site;
use crate::workspace::{Profile, Workspace};
use std::process::Command;

pub(crate) fn run(options: &Options) -> Result<(), Failure> {
    options.allow(&[])?;
    let workspace = Workspace::find()?;
    let mut progress = Progress::new(site::PREPARE_STEPS + 4);
    site::prepare(&workspace, Profile::Release, &mut progress)?;
    progress.step("Building the pages", || site::build(&workspace, &workspace.dist(), None))?;
    progress.step("Measuring pages, speed and sizes, into AUDIT.md (about 5 minutes)", || {
        run_program(Command::new("node").current_dir(&workspace.root).arg("tests/browser/audit.mjs"))
    })?;
    progress.step("Measuring other simulators beside ours, into AUDIT.md (about 3 minutes)", || {
        let mut measure = Command::new("node");
        measure.current_dir(&workspace.root).arg("tests/peers/measure.mjs");
        run_program(measure.arg(workspace.target.join("peers")))
    })?;
    progress.step("Long random tests of the pure crates (about 10 minutes)", || {
        let words =
            ["test", "--locked", "--offline", "--release", "--package", "lessonc", "--package", "sim"];
        run_program(cargo(&workspace.root, &words).env("PROPTEST_CASES", "100000"))
    })
}
