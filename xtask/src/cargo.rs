//! Calls to cargo. The lock file always holds, and once everything is there no call asks the network.

use crate::failure::Failure;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// A cargo command in the checkout.
pub(crate) fn cargo(root: &Path, words: &[&str]) -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.current_dir(root).args(words);
    // Set by the cargo that runs this program for it alone; with them the next cargo would build everything anew.
    for name in ["CARGO_MANIFEST_DIR", "CARGO_MANIFEST_PATH", "CARGO_PKG_NAME"] {
        command.env_remove(name);
    }
    command
}

/// Runs to the end; what the command says goes to the terminal.
pub(crate) fn run(command: &mut Command) -> Result<(), Failure> {
    let name = command.get_program().to_string_lossy().into_owned();
    match command.status() {
        Ok(status) if status.success() => Ok(()),
        Ok(_) => Err(Failure::said_already()),
        Err(error) => Err(Failure::new(format!("could not start {name}: {error}"))),
    }
}

/// Builds what `words` say; says nothing when there is nothing to do.
pub(crate) fn build_quietly(root: &Path, words: &[&str]) -> Result<(), Failure> {
    let mut command = cargo(root, &["build", "--locked", "--offline"]);
    let started = command.args(words).stdin(Stdio::null()).stderr(Stdio::piped()).spawn();
    let mut child = started.map_err(|error| Failure::new(format!("could not start cargo: {error}")))?;
    for line in child.stderr.take().into_iter().flat_map(|stream| BufReader::new(stream).lines()) {
        let line = line.unwrap_or_default();
        if !line.trim_start().starts_with("Finished ") {
            eprintln!("{line}");
        }
    }
    match child.wait() {
        Ok(status) if status.success() => Ok(()),
        _ => Err(Failure::said_already()),
    }
}

/// Becomes the command where the system allows that, so that whoever ends this program ends the command.
pub(crate) fn become_program(command: &mut Command) -> Result<(), Failure> {
    #[cfg(unix)]
    {
        use std::os::unix::process::CommandExt;
        let error = command.exec();
        Err(Failure::new(format!("could not start {}: {error}", command.get_program().to_string_lossy())))
    }
    #[cfg(not(unix))]
    run(command)
}

/// Makes sure that every dependency is on this machine, for this machine and for `targets`. Asks the network
/// only when one is missing.
pub(crate) fn fetch(root: &Path, targets: &[&str]) -> Result<(), Failure> {
    let host = host()?;
    let fetch = |words: &[&str]| {
        let mut command = cargo(root, &["fetch", "--locked", "--target", &host]);
        for target in targets {
            command.args(["--target", target]);
        }
        command.args(words);
        command
    };
    let offline = fetch(&["--offline", "--quiet"]).stderr(Stdio::null()).status();
    if offline.is_ok_and(|status| status.success()) {
        return Ok(());
    }
    run(&mut fetch(&[])).map_err(|_| {
        Failure::new(
            "the dependencies could not be fetched: the first run needs a network; connect and run again",
        )
    })
}

/// Where cargo puts what it builds, whatever the environment or a configuration says.
pub(crate) fn target_directory(root: &Path) -> Result<PathBuf, Failure> {
    let words = ["metadata", "--no-deps", "--offline", "--format-version", "1"];
    let output = cargo(root, &words).stderr(Stdio::inherit()).output();
    let output = output.map_err(|error| Failure::new(format!("could not start cargo: {error}")))?;
    let text = String::from_utf8_lossy(&output.stdout);
    let value = text.split_once("\"target_directory\":\"").and_then(|(_, rest)| rest.split_once('"'));
    let (path, _) = value.ok_or_else(|| Failure::new("cargo metadata did not say where it builds"))?;
    // In JSON a backslash is written twice; nothing else in a path is.
    Ok(PathBuf::from(path.replace("\\\\", "\\")))
}

fn host() -> Result<String, Failure> {
    let output = Command::new("rustc").arg("-vV").output();
    let output = output.map_err(|error| Failure::new(format!("could not start rustc: {error}")))?;
    let text = String::from_utf8_lossy(&output.stdout);
    let host = text.lines().find_map(|line| line.strip_prefix("host: "));
    host.map(str::to_owned).ok_or_else(|| Failure::new("rustc -vV did not name its host"))
}
