//! What a good editor would notice: nothing here is wrong for a machine, all of it is for a reader.

mod beliefs;
mod feedback;
mod grade;
mod headings;
mod house_words;
mod negatives;
mod option_bank;
mod options;
mod pace;
mod scenarios;
mod sentences;
mod spoiler;
mod syllables;
mod titles;

use crate::record::Record;
use crate::report::Report;

pub(crate) use beliefs::check as beliefs;
pub use grade::Reading;
pub(crate) use house_words::HouseWords;
pub(crate) use scenarios::unused as unused_scenarios;

/// A page that has been read.
pub(crate) struct Page<'a> {
    pub(crate) report: &'a Report<'a>,
    pub(crate) record: &'a Record,
    /// The slug of a lesson; none for other pages.
    pub(crate) lesson: Option<&'a str>,
    pub(crate) draft: bool,
}

/// Looks at each page by itself, and then at the questions of all of them.
pub(crate) fn pages(pages: &[Page], words: &HouseWords) {
    for page in pages {
        spoiler::check(page);
        options::check(page);
        negatives::check(page);
        feedback::check(page);
        headings::check(page);
        titles::check(page);
        sentences::check(page);
        pace::check(page);
        words.check(page);
    }
    option_bank::check(pages);
}

/// How hard a page is to read.
pub(crate) fn reading(path: &str, record: &Record, minutes: u16) -> Reading {
    grade::reading(path, record, minutes)
}
