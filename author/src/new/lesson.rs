//! `new lesson UNIT/SLUG ["Title"]`

use super::course_file::{self, Entered};
use super::{belief, check_slug, quoted, words_of, write_new};
use crate::failure::Failure;
use crate::today::today;
use std::fs;
use std::path::Path;

const TEMPLATE: &str = include_str!("lesson.md");

pub(crate) fn lesson(root: &Path, unit: &str, slug: &str, title: Option<&str>) -> Result<(), Failure> {
    check_slug(slug)?;
    let lessons = root.join("lessons");
    let course = lessons.join("course.toml");
    let text = fs::read_to_string(&course)
        .map_err(|error| Failure::Usage(format!("could not read {}: {error}", course.display())))?;
    let Entered { text, planned } = course_file::enter(&text, unit, slug, title)?;
    let title = title.map(str::to_owned).or(planned).unwrap_or_else(|| words_of(slug));
    let path = lessons.join(unit).join(format!("{slug}.md"));
    write_new(&path, &written(slug, title.trim(), &belief(&lessons)?))?;
    fs::write(&course, text)
        .map_err(|error| Failure::Work(format!("could not write {}: {error}", course.display())))?;
    println!("lessons/{unit}/{slug}.md is a draft; lessons/course.toml names it.");
    println!("`cargo xtask check --watch` says what is still wrong, `cargo xtask serve` shows the pages.");
    Ok(())
}

fn written(slug: &str, title: &str, belief: &str) -> String {
    TEMPLATE
        .replace("SLUG", slug)
        .replace("TITLE", &quoted(title))
        .replace("TODAY", &today())
        .replace("BELIEF", belief)
}
