//! `cargo xtask build`: the course as a folder for any static host.

use crate::failure::Failure;
use crate::options::Options;
use crate::progress::Progress;
use crate::site;
use crate::workspace::{Profile, Workspace};
use std::path::PathBuf;

pub(crate) fn run(options: &Options) -> Result<(), Failure> {
    options.allow(&["--site-url"])?;
    let site_url = options.value("--site-url")?;
    let workspace = Workspace::find()?;
    into(&workspace, &workspace.dist(), site_url)?;
    println!("\n  The course is in dist/: copy it to any static host.\n");
    Ok(())
}

/// As a hook of Trunk: the same site in the folder that Trunk is about to publish.
pub(crate) fn into_trunk(options: &Options) -> Result<(), Failure> {
    options.allow(&[])?;
    let staging = std::env::var_os("TRUNK_STAGING_DIR").ok_or_else(|| {
        Failure::new("`cargo xtask trunk` is for the hook in Trunk.toml; use `cargo xtask build`")
    })?;
    into(&Workspace::find()?, &PathBuf::from(staging), None)
}

fn into(workspace: &Workspace, out: &std::path::Path, site_url: Option<&str>) -> Result<(), Failure> {
    let mut progress = Progress::new(site::PREPARE_STEPS + 1);
    site::prepare(workspace, Profile::Release, &mut progress)?;
    progress.step("Building the pages (a few seconds)", || site::build(workspace, out, site_url))
}
