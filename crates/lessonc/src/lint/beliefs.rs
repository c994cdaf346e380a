//! Beliefs that no question catches.

use std::collections::BTreeSet;

use super::Page;
use crate::beliefs::{Beliefs, PATH};
use crate::library::Library;
use crate::report::{Mistake, Report};
use crate::{Diagnostic, Source};

/// Reports beliefs that a lesson should catch and does not, and beliefs that nothing uses.
pub(super) fn check(
    beliefs: &Beliefs,
    pages: &[Page],
    library: &Library,
    source: &dyn Source,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let text = source.read(PATH).unwrap_or_default();
    let report = Report::new(PATH, &text);
    let used: BTreeSet<&str> = pages.iter().flat_map(caught).collect();
    for (id, belief) in beliefs {
        for lesson in &belief.lessons {
            let slug = lesson.value.as_str();
            let written = pages.iter().find(|page| page.is_lesson() && page.slug == slug);
            match written {
                Some(page) if page.draft || caught(page).any(|caught| caught == id) => {}
                Some(_) => report.add(
                    Mistake::new(
                        "belief-uncaught",
                        lesson.span.clone(),
                        format!("no question of `{}` catches this belief", lesson.value),
                    )
                    .hint(format!("a wrong option or a known wrong number there: belief = \"{id}\"")),
                ),
                // A lesson that is only planned will catch it when it is written.
                None if library.lessons().any(|listed| listed.slug == slug) => {}
                None => {
                    let message = format!("there is no lesson `{slug}`");
                    let slugs = library.lessons().map(|listed| listed.slug.as_str());
                    let mistake = Mistake::new("unknown-lesson", lesson.span.clone(), message);
                    report.add(mistake.hint("course.toml names the lessons").meant(slug, slugs));
                }
            }
        }
        if belief.lessons.is_empty() && !used.contains(id.as_str()) {
            report.add(
                Mistake::warning("belief-unused", belief.span.clone(), "no answer stands for this belief")
                    .hint("name the lesson that is to catch it, lesson = \"…\", or take it out"),
            );
        }
    }
    diagnostics.extend(report.into_diagnostics());
}

/// The beliefs that the answers of a page stand for.
fn caught<'a>(page: &'a Page<'a>) -> impl Iterator<Item = &'a str> {
    page.record.widgets.iter().flat_map(|shown| &shown.beliefs).map(String::as_str)
}
