//! The lessons on disk, handed to the lesson compiler.

use crate::failure::Failure;
use crate::project::Project;
use author::{Compiler, Disk, Findings, form_for_stderr};
use lesson::{Article, Card, Course, Lesson, Redirect};

/// The course with everything that is written.
pub(crate) struct Lessons {
    pub course: Course,
    pub lessons: Vec<Lesson>,
    pub cards: Vec<Card>,
    pub articles: Vec<Article>,
    pub redirects: Vec<Redirect>,
}

/// Compiles everything under `lessons/`. Fails with all mistakes of all files, not with the first; warnings are
/// printed and stop nothing.
pub(crate) fn compile(project: &Project) -> Result<Lessons, Failure> {
    let disk = Disk::new(&project.lessons());
    let compiled = Compiler::new().compile(&disk);
    let findings = Findings::new(&compiled, &disk, form_for_stderr());
    match compiled.course {
        Some(course) => {
            eprint!("{}", findings.text);
            let lessonc::Compiled { lessons, cards, articles, redirects, .. } = compiled;
            Ok(Lessons { course, lessons, cards, articles, redirects })
        }
        None => Err(Failure::new(format!("{}{findings} in lessons/", findings.text))),
    }
}
