//! Builds the site again: pages through the renderer, code through cargo.

use super::status::Rendered;
use crate::project::Project;
use crate::publish::beside;
use std::fs;
use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::{Command, Stdio};

/// What is needed to build.
pub(crate) struct Workshop {
    pub project: Project,
    renderer: PathBuf,
}

impl Workshop {
    pub(crate) fn new(project: Project, renderer: PathBuf) -> Self {
        Self { project, renderer }
    }

    /// Draws all pages and puts them in place; the diagnostics when that fails.
    pub(crate) fn render(&self) -> Result<Rendered, String> {
        let mut command = Command::new(&self.renderer);
        command.arg("build").arg("--live");
        command.arg("--root").arg(&self.project.root);
        command.arg("--wasm").arg(&self.project.wasm);
        command.arg("--out").arg(&self.project.out);
        run(&mut command)?;
        let notes = beside(&self.project.out, "notes");
        let text = fs::read_to_string(&notes).map_err(|error| format!("{}: {error}", notes.display()))?;
        Rendered::from_notes(&text).ok_or_else(|| format!("{} is not whole", notes.display()))
    }

    /// Compiles the wasm and the renderer; the compiler's words when that fails.
    pub(crate) fn compile(&self) -> Result<(), String> {
        let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
        let mut command = Command::new(cargo);
        command.args(["xtask", "compile"]).current_dir(&self.project.root);
        run(&mut command)
    }
}

/// Runs to the end. What it says on standard error is shown at once, and returned when it fails.
fn run(command: &mut Command) -> Result<(), String> {
    let name = command.get_program().to_string_lossy().into_owned();
    let mut child =
        command.stderr(Stdio::piped()).spawn().map_err(|error| format!("could not start {name}: {error}"))?;
    let mut said = String::new();
    for line in child.stderr.take().into_iter().flat_map(|stream| BufReader::new(stream).lines()) {
        let line = line.unwrap_or_default();
        eprintln!("{line}");
        said += &line;
        said.push('\n');
    }
    match child.wait() {
        Ok(status) if status.success() => Ok(()),
        Ok(_) if !said.is_empty() => Err(said),
        Ok(status) => Err(format!("{name}: {status}")),
        Err(error) => Err(format!("{name}: {error}")),
    }
}
