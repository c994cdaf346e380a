//! `cargo xtask check`: are the pages in `dist/` sound?

use crate::cargo::run as run_program;
use crate::failure::Failure;
use crate::options::Options;
use crate::site;
use crate::workspace::{Profile, Workspace};

pub(crate) fn run(options: &Options) -> Result<(), Failure> {
    options.allow(&[])?;
    let workspace = Workspace::find()?;
    if !workspace.dist().exists() || !workspace.site_program().exists() {
        return Err(Failure::new("nothing to check yet: run `cargo xtask build` first"));
    }
    run_program(&mut site::command(&workspace, "check", Profile::Release, &workspace.dist()))
}
