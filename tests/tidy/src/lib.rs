//! The files of the checkout, for tests that read them.

use std::fs;
use std::path::{Path, PathBuf};

/// A text file of the checkout.
pub struct TextFile {
    /// From the checkout's root, with `/` between its parts.
    pub path: String,
    pub text: String,
}

/// Made by tools or fetched by them.
const SKIPPED: [&str; 5] = ["target", "dist", "node_modules", "dist.next", "dist.old"];

/// The folder with the workspace's `Cargo.toml`.
pub fn root() -> PathBuf {
    let package = Path::new(env!("CARGO_MANIFEST_DIR"));
    package.ancestors().nth(2).unwrap_or(package).to_owned()
}

/// All readable text files under `folder`, sorted by path.
pub fn files(folder: &str) -> Vec<TextFile> {
    let mut found = Vec::new();
    walk(&root().join(folder), folder, &mut found);
    found.sort_by(|a, b| a.path.cmp(&b.path));
    found
}

/// Those whose names end in `.extension`.
pub fn files_with(folder: &str, extension: &str) -> Vec<TextFile> {
    let end = format!(".{extension}");
    files(folder).into_iter().filter(|file| file.path.ends_with(&end)).collect()
}

fn walk(folder: &Path, prefix: &str, found: &mut Vec<TextFile>) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        let path = if prefix.is_empty() { name.clone() } else { format!("{prefix}/{name}") };
        if entry.path().is_dir() {
            if !name.starts_with('.') && !SKIPPED.contains(&name.as_str()) {
                walk(&entry.path(), &path, found);
            }
        } else if let Ok(text) = fs::read_to_string(entry.path()) {
            found.push(TextFile { path, text });
        }
    }
}
