//! The folder `lessons/` as the lesson compiler sees it.

use lessonc::Source;
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// Reads each file and folder once, so that what is reported is shown in the text that was compiled.
pub struct Disk {
    root: PathBuf,
    texts: RefCell<BTreeMap<String, Option<String>>>,
    folders: RefCell<BTreeMap<String, Vec<String>>>,
}

impl Disk {
    /// The folder itself, for example `lessons`.
    pub fn new(root: &Path) -> Self {
        Self { root: root.to_owned(), texts: RefCell::default(), folders: RefCell::default() }
    }

    /// How many files have been read.
    pub fn files(&self) -> usize {
        self.texts.borrow().values().flatten().count()
    }

    /// Whether everything that was read is still so on disk.
    pub fn is_current(&self) -> bool {
        self.texts.borrow().iter().all(|(path, text)| *text == read(&self.root, path))
            && self.folders.borrow().iter().all(|(path, names)| *names == list(&self.root, path))
    }
}

impl Source for Disk {
    fn read(&self, path: &str) -> Option<String> {
        let mut texts = self.texts.borrow_mut();
        texts.entry(path.to_owned()).or_insert_with(|| read(&self.root, path)).clone()
    }

    fn list(&self, folder: &str) -> Vec<String> {
        let mut folders = self.folders.borrow_mut();
        folders.entry(folder.to_owned()).or_insert_with(|| list(&self.root, folder)).clone()
    }
}

fn read(root: &Path, path: &str) -> Option<String> {
    fs::read_to_string(root.join(path)).ok()
}

/// Sorted, because the order on disk differs between machines.
fn list(root: &Path, folder: &str) -> Vec<String> {
    let Ok(entries) = fs::read_dir(root.join(folder)) else { return Vec::new() };
    let mut names: Vec<String> = entries
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .filter(|name| !name.starts_with('.'))
        .collect();
    names.sort();
    names
}
