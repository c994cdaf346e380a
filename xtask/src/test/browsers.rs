//! Browsers, Node.js and the packages that the stories need.

use super::count::{Count, counted};
use crate::cargo::run;
use crate::failure::Failure;
use crate::workspace::{Profile, Workspace};
use std::fs;
use std::path::PathBuf;
use std::process::{Command, Stdio};

/// Programs, and the Debian packages that bring them.
const PROGRAMS: [(&str, &str); 7] = [
    ("node", "nodejs"),
    ("npm", "npm"),
    ("chromium", "chromium"),
    ("firefox-esr", "firefox-esr"),
    ("WebKitWebDriver", "webkit2gtk-driver"),
    ("Xvfb", "xvfb"),
    ("dbus-run-session", "dbus"),
];

/// The oldest Node.js that the stories are written for.
const NODE_MAJOR: u32 = 20;

/// Installs what is missing where that is allowed, else names it.
pub(crate) fn debian_packages() -> Result<(), Failure> {
    let missing: Vec<&str> =
        PROGRAMS.iter().filter(|(program, _)| !on_path(program)).map(|(_, package)| *package).collect();
    if !missing.is_empty() {
        let names = missing.join(" ");
        if !(on_path("apt-get") && is_root()) {
            return Err(Failure::new(format!(
                "the browser tests need {names}: run `sudo apt-get install {names}` (Debian), then this again"
            )));
        }
        println!("      installing {names}");
        let apt = |words: &[&str]| {
            run(Command::new("apt-get").args(words).env("DEBIAN_FRONTEND", "noninteractive"))
        };
        // Lists may be old without harm: the install decides.
        let _ = apt(&["update", "-qq"]);
        let mut words = vec!["install", "-y", "-qq", "--no-install-recommends"];
        words.extend(missing);
        apt(&words).map_err(|_| {
            Failure::new(format!(
                "apt-get could not install {names}: is there a network? Then run this again"
            ))
        })?;
    }
    node_is_new_enough()
}

/// The npm packages of `tests/browser`, as its lock file has them; again only when that file has changed.
pub(crate) fn packages(workspace: &Workspace) -> Result<Count, Count> {
    let folder = stories_folder(workspace);
    let lock = fs::read(folder.join("package-lock.json")).unwrap_or_default();
    let stamp = folder.join("node_modules/.installed-lock.json");
    if fs::read(&stamp).is_ok_and(|installed| installed == lock) {
        return Count::of_step(true);
    }
    // The browsers come from Debian; no package has to run a script of its own.
    let words = ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline"];
    let done = run(Command::new("npm").args(words).current_dir(&folder)).is_ok();
    if done {
        // Without the stamp the next run only installs again.
        let _ = fs::write(&stamp, lock);
    } else {
        eprintln!("npm could not install the packages of tests/browser: the first run needs a network");
    }
    Count::of_step(done)
}

pub(crate) fn stories(workspace: &Workspace) -> Result<Count, Count> {
    let words = ["--test", "--test-reporter=spec", "--test-concurrency=2"];
    let mut node = Command::new("node");
    // Compiled by the tests of its own package.
    node.env(
        "SIMULATE",
        workspace.target.join("debug").join(format!("simulate{}", std::env::consts::EXE_SUFFIX)),
    );
    // The development server, which a story starts over a copy of the lessons.
    node.env("SITE", workspace.site_program()).env("WASM", workspace.wasm(Profile::Release));
    counted(node.args(words).current_dir(stories_folder(workspace)))
}

fn stories_folder(workspace: &Workspace) -> PathBuf {
    workspace.root.join("tests/browser")
}

fn on_path(program: &str) -> bool {
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path).any(|folder| folder.join(program).is_file())
}

fn is_root() -> bool {
    let id = Command::new("id").arg("-u").stderr(Stdio::null()).output();
    id.is_ok_and(|output| output.stdout.trim_ascii() == b"0")
}

fn node_is_new_enough() -> Result<(), Failure> {
    let output = Command::new("node").arg("--version").output();
    let version =
        output.map(|output| String::from_utf8_lossy(&output.stdout).trim().to_owned()).unwrap_or_default();
    let major = version.trim_start_matches('v').split('.').next().and_then(|major| major.parse::<u32>().ok());
    if major.is_some_and(|major| major >= NODE_MAJOR) {
        return Ok(());
    }
    Err(Failure::new(format!(
        "the tests need Node.js {NODE_MAJOR} or newer and `node --version` says `{version}`: \
         install a newer one, for example from https://nodejs.org"
    )))
}
