//! What a good editor would notice: nothing here is wrong for a machine, all of it is for a reader.

mod beliefs;
mod feedback;
mod grade;
mod headings;
mod hints;
mod house_words;
mod negatives;
mod option_bank;
mod options;
mod pace;
mod scenarios;
mod sentences;
mod spoiler;
mod syllables;
mod terms;
mod titles;

use crate::course::{CourseFile, Kept};
use crate::library::{Library, ListedKind};
use crate::record::Record;
use crate::report::Report;
use crate::{Diagnostic, Source};

pub use grade::Reading;
use house_words::HouseWords;

/// A page that has been read.
pub(crate) struct Page<'a> {
    pub(crate) report: &'a Report<'a>,
    pub(crate) record: &'a Record,
    pub(crate) slug: &'a str,
    pub(crate) kind: ListedKind,
    pub(crate) draft: bool,
    /// How long it takes; 0 for a page that is no lesson.
    pub(crate) minutes: u16,
}

/// What the authors of the course have agreed on.
pub(crate) struct Rules<'s> {
    source: &'s dyn Source,
    words: HouseWords,
    /// Scenarios that need no page; none when `course.toml` could not be read, and then none is asked for.
    kept_scenarios: Option<Kept>,
}

impl<'s> Rules<'s> {
    pub(crate) fn read(
        source: &'s dyn Source,
        course: Option<&CourseFile>,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Self {
        let words = HouseWords::read(source, diagnostics);
        Self { source, words, kept_scenarios: course.map(|course| course.keep_scenarios.clone()) }
    }
}

impl Page<'_> {
    fn is_lesson(&self) -> bool {
        matches!(self.kind, ListedKind::Lesson(_))
    }
}

/// Looks at each page by itself, and then at all of them together. Gives back how hard each is to read.
pub(crate) fn all(
    pages: &[Page],
    library: &Library,
    rules: &Rules,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Reading> {
    let terms = terms::Terms::new(library);
    for page in pages {
        spoiler::check(page);
        options::check(page);
        negatives::check(page);
        feedback::check(page);
        headings::check(page);
        hints::check(page);
        titles::check(page);
        sentences::check(page);
        pace::check(page);
        rules.words.check(page);
        terms.check(page);
    }
    option_bank::check(pages);
    scenarios::check(&library.scenarios, rules, diagnostics);
    if let Some(beliefs) = &library.beliefs {
        beliefs::check(beliefs, pages, library, rules.source, diagnostics);
    }
    pages.iter().map(|page| grade::reading(page.report.path(), page.record, page.minutes)).collect()
}
