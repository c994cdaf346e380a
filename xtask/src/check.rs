//! `cargo xtask check` and `cargo xtask new`: the commands of authors, in a program of their own that is compiled in
//! seconds. With `--pages`: are the pages in `dist/` sound?

use crate::cargo::{self, become_program, build_quietly, run as run_program};
use crate::failure::Failure;
use crate::options::Options;
use crate::site;
use crate::workspace::{Profile, Workspace};
use std::process::Command;

/// `cargo xtask check …`: every word is the program's, except `--pages`.
pub(crate) fn run(options: &Options) -> Result<(), Failure> {
    if options.has("--pages") { pages(options) } else { become_program(&mut program(options)?) }
}

/// `cargo xtask new lesson|card …`
pub(crate) fn new(options: &Options) -> Result<(), Failure> {
    become_program(&mut program(options)?)
}

/// The program for authors, which knows the words after `cargo xtask`.
fn program(options: &Options) -> Result<Command, Failure> {
    let workspace = Workspace::find()?;
    cargo::fetch(&workspace.root, &[])?;
    let mut command = lessons(&workspace)?;
    command.arg(options.command()).args(options.rest());
    Ok(command)
}

/// The same without its words.
pub(crate) fn lessons(workspace: &Workspace) -> Result<Command, Failure> {
    build_quietly(&workspace.root, &["--package", "author", "--bin", "lessons"])?;
    let name = format!("lessons{}", std::env::consts::EXE_SUFFIX);
    let mut command = Command::new(workspace.target.join("debug").join(name));
    command.arg("--root").arg(&workspace.root);
    Ok(command)
}

fn pages(options: &Options) -> Result<(), Failure> {
    options.allow(&["--pages"])?;
    let workspace = Workspace::find()?;
    if !workspace.dist().exists() || !workspace.site_program().exists() {
        return Err(Failure::new("nothing to check yet: run `cargo xtask build` first"));
    }
    run_program(&mut site::command(&workspace, "check", Profile::Release, &workspace.dist()))
}
