//! The lessons on disk, handed to the lesson compiler.

use crate::failure::Failure;
use crate::project::Project;
use lesson::{Article, Card, Course, Lesson, Redirect};
use lessonc::{Diagnostic, Form, Source};
use std::fs;
use std::path::PathBuf;

/// The course with everything that is written.
pub(crate) struct Lessons {
    pub course: Course,
    pub lessons: Vec<Lesson>,
    pub cards: Vec<Card>,
    pub articles: Vec<Article>,
    pub redirects: Vec<Redirect>,
}

/// Compiles everything under `lessons/`. Fails with all mistakes of all files, not with the first.
pub(crate) fn compile(project: &Project) -> Result<Lessons, Failure> {
    let disk = Disk { root: project.lessons() };
    let compiled = lessonc::compile(&disk);
    let mut report = String::new();
    for diagnostic in &compiled.diagnostics {
        let text = disk.read(&diagnostic.path).unwrap_or_default();
        // From the checkout's root, so that a terminal can open the place with a click.
        let from_root = Diagnostic { path: format!("lessons/{}", diagnostic.path), ..diagnostic.clone() };
        report += lessonc::render(&from_root, &text, Form::Full).trim_end();
        report += "\n\n";
    }
    let count = compiled.diagnostics.len();
    match compiled.course {
        Some(course) => {
            eprint!("{report}");
            let lessonc::Compiled { lessons, cards, articles, redirects, .. } = compiled;
            Ok(Lessons { course, lessons, cards, articles, redirects })
        }
        None => {
            let noun = if count == 1 { "mistake" } else { "mistakes" };
            Err(Failure::new(format!("{report}{count} {noun} in lessons/")))
        }
    }
}

/// A folder as the lesson compiler sees it.
struct Disk {
    root: PathBuf,
}

impl Source for Disk {
    fn read(&self, path: &str) -> Option<String> {
        fs::read_to_string(self.root.join(path)).ok()
    }

    /// Sorted, because the order on disk differs between machines.
    fn list(&self, folder: &str) -> Vec<String> {
        let Ok(entries) = fs::read_dir(self.root.join(folder)) else { return Vec::new() };
        let mut names: Vec<String> = entries
            .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
            .filter(|name| !name.starts_with('.'))
            .collect();
        names.sort();
        names
    }
}
