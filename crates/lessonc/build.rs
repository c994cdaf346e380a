//! The fingerprint of the simulator: remembered numbers are those of this engine, or they are forgotten.

use std::fs;
use std::path::{Path, PathBuf};

/// What a run depends on.
const ENGINE: [&str; 3] = ["../scenario/src", "../sim/src", "../trace/src"];

#[allow(clippy::disallowed_methods, reason = "a build script reads the sources that it is there for")]
fn main() {
    let mut files = Vec::new();
    for folder in ENGINE {
        println!("cargo::rerun-if-changed={folder}");
        collect(Path::new(folder), &mut files);
    }
    files.sort();
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for file in files {
        let content = fs::read(&file).unwrap_or_default();
        for byte in file.to_string_lossy().bytes().chain(content) {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
        }
    }
    println!("cargo::rustc-env=ENGINE_FINGERPRINT={hash:016x}");
}

#[allow(clippy::disallowed_methods, reason = "as above")]
fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for path in entries.filter_map(|entry| Some(entry.ok()?.path())) {
        if path.is_dir() {
            collect(&path, files);
        } else {
            files.push(path);
        }
    }
}
