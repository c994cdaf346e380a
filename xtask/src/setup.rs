//! What must be on the machine before anything can be built.

use crate::cargo;
use crate::failure::Failure;
use std::path::PathBuf;
use std::process::{Command, Stdio};

/// Makes sure that the compiler can make code for `target`, installing what is missing where rustup can.
pub(crate) fn rust_target(target: &str) -> Result<(), Failure> {
    if installed(target)? {
        return Ok(());
    }
    let has_rustup =
        Command::new("rustup").arg("--version").stdout(Stdio::null()).stderr(Stdio::null()).status();
    if !has_rustup.is_ok_and(|status| status.success()) {
        return Err(Failure::new(format!(
            "this Rust cannot compile for {target} and there is no rustup to add it: install Rust from \
             https://rustup.rs, or your system's package with the standard library for {target}"
        )));
    }
    eprintln!("      adding {target} to Rust");
    cargo::run(Command::new("rustup").args(["target", "add", target])).map_err(|_| {
        Failure::new(format!(
            "rustup could not add {target}: it needs a network the first time; connect and run again, or run \
             `rustup target add {target}` yourself"
        ))
    })
}

/// Looks at the compiler's own folder, so that it also works where Rust came without rustup.
fn installed(target: &str) -> Result<bool, Failure> {
    let output = Command::new("rustc").args(["--print", "sysroot"]).output();
    let output = output
        .map_err(|error| Failure::new(format!("could not start rustc: {error}; is Rust installed?")))?;
    let sysroot = PathBuf::from(String::from_utf8_lossy(&output.stdout).trim());
    let lib = sysroot.join("lib/rustlib").join(target).join("lib");
    Ok(lib.read_dir().is_ok_and(|mut entries| entries.next().is_some()))
}
