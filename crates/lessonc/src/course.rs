//! `course.toml`: what the course is called, and its units and lessons in order.

use core::ops::Range;
use std::collections::BTreeSet;

use crate::plain_text::without_numbers;
use crate::report::{Mistake, Report};
use crate::toml_fields::{At, Fields, Text, TomlText, parse};

pub(crate) const PATH: &str = "course.toml";

/// The course as its file says, before the lessons are read.
pub(crate) struct CourseFile {
    pub(crate) title: String,
    pub(crate) description: String,
    pub(crate) site_url: Option<String>,
    pub(crate) report_to: Option<String>,
    pub(crate) units: Vec<UnitEntry>,
    pub(crate) keep_scenarios: Kept,
}

/// Names of scenarios that stand there for something else than a page.
pub(crate) type Kept = Vec<At<String>>;

/// A unit as the file says.
pub(crate) struct UnitEntry {
    pub(crate) id: String,
    pub(crate) title: String,
    pub(crate) line: String,
    pub(crate) lessons: Vec<LessonEntry>,
}

/// A place in a unit as the file says.
pub(crate) enum LessonEntry {
    /// There is a file for it.
    Written(At<String>),
    /// There is none yet; with the slug that it will have, when that is known.
    Planned { slug: Option<String>, title: String },
}

/// Reads what can be read. Texts that are missing are reported and left empty, so that the lessons can be
/// checked all the same.
pub(crate) fn read(text: &str, report: &Report) -> Option<CourseFile> {
    let toml = TomlText { text, offset: 0 };
    let table = parse(toml, report)?;
    let file = Fields::new(table.get_ref(), toml, 0..0, "course.toml", report);
    let plain = |fields: &Fields, key| owned(without_numbers(fields.need_text(key), report));
    let (title, description) = (plain(&file, "title"), plain(&file, "description"));
    let site_url = file.text("site_url").and_then(|url| site_url(&url, report));
    let report_to = file.text("report_to").and_then(|to| report_to(&to, report));
    let mut seen = Seen::default();
    let units: Vec<UnitEntry> = file
        .tables("unit", "a unit")
        .into_iter()
        .filter_map(|unit| read_unit(unit, &mut seen, report))
        .collect();
    if units.is_empty() {
        report.add(
            Mistake::new("course-empty", 0..0, "the course has no units")
                .hint("[[unit]]\nid = \"absolute-basics\"\ntitle = \"…\"\nline = \"…\"\nlessons = []"),
        );
    }
    let keep_scenarios = file
        .texts("keep_scenarios")
        .into_iter()
        .map(|id| At { value: id.as_str().to_owned(), span: id.span })
        .collect();
    file.finish();
    Some(CourseFile { title, description, site_url, report_to, units, keep_scenarios })
}

/// Names that may stand only once.
#[derive(Default)]
struct Seen {
    units: BTreeSet<String>,
    slugs: BTreeSet<String>,
}

fn read_unit(unit: Fields, seen: &mut Seen, report: &Report) -> Option<UnitEntry> {
    let id = unit.need_id("id");
    let (title, line) = (owned(unit.need_text("title")), owned(unit.need_text("line")));
    let lessons = unit
        .tables("lessons", "a lesson of a unit")
        .into_iter()
        .filter_map(|entry| read_entry(entry, seen, report))
        .collect();
    unit.finish();
    let id = id?;
    if !seen.units.insert(id.as_str().to_owned()) {
        duplicate("unit", id.as_str(), id.span.clone(), report);
    }
    Some(UnitEntry { id: id.as_str().to_owned(), title, line, lessons })
}

fn read_entry(entry: Fields, seen: &mut Seen, report: &Report) -> Option<LessonEntry> {
    let planned = entry.text("planned");
    let has_slug = planned.is_none() || entry.text("slug").is_some();
    let slug = has_slug.then(|| entry.need_id("slug"));
    entry.finish();
    let slug = match slug {
        Some(slug) => Some(slug?),
        None => None,
    };
    if let Some(slug) = &slug
        && !seen.slugs.insert(slug.as_str().to_owned())
    {
        duplicate("lesson", slug.as_str(), slug.span.clone(), report);
        return None;
    }
    match (planned, slug) {
        (Some(title), slug) => Some(LessonEntry::Planned {
            slug: slug.map(|slug| slug.as_str().to_owned()),
            title: title.as_str().trim().to_owned(),
        }),
        (None, Some(slug)) => {
            Some(LessonEntry::Written(At { value: slug.as_str().to_owned(), span: slug.span }))
        }
        (None, None) => None,
    }
}

fn duplicate(what: &str, id: &str, span: Range<usize>, report: &Report) {
    report.add(
        Mistake::new("duplicate-id", span, format!("there is another {what} `{id}`"))
            .label("each needs its own"),
    );
}

/// The address of the site: with a scheme and a slash at its end.
fn site_url(url: &Text, report: &Report) -> Option<String> {
    let address = url.as_str();
    let host = address.strip_prefix("https://").or_else(|| address.strip_prefix("http://"));
    let plain = !address.contains(|c: char| c.is_whitespace() || matches!(c, '?' | '#' | '"' | '<' | '>'));
    if plain && host.is_some_and(|host| host.len() > 1 && !host.starts_with('/') && host.ends_with('/')) {
        return Some(address.to_owned());
    }
    report.add(
        Mistake::new("bad-site-url", url.span.clone(), "`site_url` is not the address of a folder")
            .label("https://…/, with a slash at its end")
            .hint("leave it out if the address is not known yet"),
    );
    None
}

/// Where reports about questions go: a form on the web, or a mailbox.
fn report_to(to: &Text, report: &Report) -> Option<String> {
    let address = to.as_str();
    let rest = address.strip_prefix("https://").or_else(|| {
        address.strip_prefix("mailto:").filter(|mailbox| mailbox.contains('@') && !mailbox.contains('/'))
    });
    let plain = !address.contains(|c: char| c.is_whitespace() || matches!(c, '#' | '"' | '<' | '>'));
    if plain && rest.is_some_and(|rest| rest.len() > 1 && !rest.starts_with('/')) {
        return Some(address.to_owned());
    }
    report.add(
        Mistake::new("bad-report-to", to.span.clone(), "`report_to` is neither a web page nor a mailbox")
            .label("https://… or mailto:…")
            .hint("leave it out if readers are to send their reports in their own way"),
    );
    None
}

fn owned(text: Option<Text>) -> String {
    text.map(|text| text.as_str().trim().to_owned()).unwrap_or_default()
}
