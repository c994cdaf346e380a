//! The whole course at once: files in, model and mistakes out.

use core::cell::RefCell;
use std::rc::Rc;

use lesson::{Article, Card, Course, Entry, Lesson, Redirect, Unit};

use crate::course::{self, CourseFile, LessonEntry};
use crate::ident::is_id;
use crate::library::{Library, Listed, ListedKind};
use crate::lint::{Reading, Rules};
use crate::memo::Memo;
use crate::pages::{self, CompiledPages, PageKind, PageText};
use crate::report::{Mistake, Report};
use crate::retired::Retired;
use crate::scenarios::Scenarios;
use crate::{Diagnostic, Severity, Source, beliefs, cards, front_matter, ids, markdown};

/// Addresses that are no page of prose.
const TAKEN: [&str; 2] = ["cards", "lessons"];

/// Files for authors beside the pages.
const NO_PAGES: [&str; 2] = ["DIAGNOSTICS", "README"];

/// What [`compile`] made.
#[derive(Clone, Debug, PartialEq)]
pub struct Compiled {
    /// None when there is any error anywhere: half a course is not to be published.
    pub course: Option<Course>,
    /// The lessons without mistakes, in the order of the course. Drafts are checked and left out.
    pub lessons: Vec<Lesson>,
    /// The cards, by title. Drafts are checked and left out.
    pub cards: Vec<Card>,
    /// The pages without mistakes that are no lessons: the files directly in `lessons/`.
    pub articles: Vec<Article>,
    /// Addresses that pages had once.
    pub redirects: Vec<Redirect>,
    /// The text that `ids.txt` should have.
    pub ids: String,
    /// All mistakes of all files, by file and place.
    pub diagnostics: Vec<Diagnostic>,
    /// How long and how hard each page is, in the order of the course.
    pub readings: Vec<Reading>,
}

/// Compiles everything that `source` has, and runs all that it states something about.
pub fn compile(source: &dyn Source) -> Compiled {
    compile_with(source, &mut Memo::default())
}

/// The same, but what `memo` knows is not run again. It then knows all of this course.
pub fn compile_with(source: &dyn Source, memo: &mut Memo) -> Compiled {
    memo.begin();
    let shared = Rc::new(RefCell::new(core::mem::take(memo)));
    let compiled = compiled(source, &shared);
    *memo = shared.take();
    compiled
}

fn compiled(source: &dyn Source, memo: &Rc<RefCell<Memo>>) -> Compiled {
    let mut diagnostics = Vec::new();
    let beliefs = beliefs::read(source, &mut diagnostics);
    let mut scenarios = Scenarios::read(source, Rc::clone(memo), &mut diagnostics);
    let course_text = source.read(course::PATH);
    let course_report = Report::new(course::PATH, course_text.as_deref().unwrap_or_default());
    let course = match &course_text {
        Some(text) => course::read(text, &course_report),
        None => {
            course_report.add(
                Mistake::new("file-missing", 0..0, "there is no course.toml")
                    .hint("write one with title, description and one [[unit]]"),
            );
            None
        }
    };
    let (mut texts, planned) = course.as_ref().map_or_else(Default::default, |course| {
        (lesson_texts(course, source, &course_report), planned(course))
    });
    texts.extend(texts_in("", source, &mut diagnostics));
    texts.extend(texts_in(cards::FOLDER, source, &mut diagnostics));
    if let Some(course) = &course {
        diagnostics.extend(unlisted(course, source));
    }
    diagnostics.extend(course_report.into_diagnostics());

    for page in &texts {
        diagnostics.extend(inline_scenarios(page, &mut scenarios));
    }
    let retired = Retired::read(source, &mut diagnostics);
    let rules = Rules::read(source, course.as_ref(), &mut diagnostics);
    let library = Library { scenarios, beliefs, retired, ..Library::default() };
    let (mut compiled, retired) = pages::compile(&texts, library, planned, &rules, &mut diagnostics);
    compiled.in_use.unsure.lessons |= course.is_none();
    diagnostics.extend(ids::check(source, &compiled.in_use, &retired));
    diagnostics.sort_by(|a, b| (&a.path, a.span.start, a.span.end).cmp(&(&b.path, b.span.start, b.span.end)));
    diagnostics.dedup();
    let is_publishable = diagnostics.iter().all(|found| found.severity != Severity::Error);
    let course = course.filter(|_| is_publishable).map(|course| assembled(course, &compiled));
    Compiled {
        course,
        lessons: compiled.lessons,
        cards: compiled.cards,
        articles: compiled.articles,
        redirects: compiled.redirects,
        ids: compiled.in_use.record(),
        diagnostics,
        readings: compiled.readings,
    }
}

/// Takes in the scenarios that stand in a page, and gives what is wrong with them.
fn inline_scenarios(page: &PageText, scenarios: &mut Scenarios) -> Vec<Diagnostic> {
    let report = Report::new(&page.path, &page.text);
    // Front matter that cannot be told from the text is reported when the page is read.
    let unheard = Report::new(&page.path, &page.text);
    if let Some(parts) = front_matter::split(&page.text, &unheard) {
        for inline in markdown::inline_scenarios(&parts.body) {
            scenarios.add_inline(&inline, &report);
        }
    }
    report.into_diagnostics()
}

/// The files of the lessons that the course names. Files that are not there are reported at their names.
fn lesson_texts(course: &CourseFile, source: &dyn Source, report: &Report) -> Vec<PageText> {
    let mut texts = Vec::new();
    let mut places = 0..;
    for unit in &course.units {
        let names = source.list(&unit.id);
        for (entry, place) in unit.lessons.iter().zip(places.by_ref()) {
            let LessonEntry::Written(slug) = entry else { continue };
            let path = format!("{}/{}.md", unit.id, slug.value);
            let Some(text) = source.read(&path) else {
                let stems = names.iter().filter_map(|name| name.strip_suffix(".md"));
                report.add(
                    Mistake::new("file-missing", slug.span.clone(), format!("there is no lessons/{path}"))
                        .meant(&slug.value, stems),
                );
                continue;
            };
            let kind = PageKind::Lesson { unit: unit.id.clone(), place };
            texts.push(PageText { kind, slug: slug.value.clone(), path, text });
        }
    }
    texts
}

/// The lessons that have a slug and no file yet, by the path that they will have.
fn planned(course: &CourseFile) -> Vec<(String, Listed)> {
    let mut planned = Vec::new();
    let entries = course.units.iter().flat_map(|unit| unit.lessons.iter().map(move |entry| (unit, entry)));
    for (place, (unit, entry)) in entries.enumerate() {
        let LessonEntry::Planned { slug: Some(slug), title } = entry else { continue };
        let listed = Listed {
            slug: slug.clone(),
            address: format!("lessons/{slug}/"),
            title: Some(title.clone()),
            kind: ListedKind::Lesson(place),
            unwritten: true,
        };
        planned.push((format!("{}/{slug}.md", unit.id), listed));
    }
    planned
}

/// The cards, or the pages that are neither lesson nor card. The name of the file is the address, so it has to
/// be an id.
fn texts_in(folder: &str, source: &dyn Source, diagnostics: &mut Vec<Diagnostic>) -> Vec<PageText> {
    let mut names = source.list(folder);
    names.sort();
    let (kind, prefix) = match folder {
        "" => (PageKind::Article, String::new()),
        _ => (PageKind::Card, format!("{folder}/")),
    };
    let mut texts = Vec::new();
    for name in names {
        let Some(slug) = name.strip_suffix(".md").filter(|stem| !NO_PAGES.contains(stem)) else { continue };
        let path = format!("{prefix}{name}");
        let Some(text) = source.read(&path) else { continue };
        if !is_id(slug) || (kind == PageKind::Article && TAKEN.contains(&slug)) {
            let report = Report::new(&path, &text);
            let message = format!("a page cannot have the address {prefix}{slug}/");
            report.add(Mistake::new("bad-id", 0..0, message).hint("rename the file"));
            diagnostics.extend(report.into_diagnostics());
            continue;
        }
        texts.push(PageText { kind: kind.clone(), slug: slug.to_owned(), path, text });
    }
    texts
}

/// Files in the folder of a unit that the unit does not name: forgotten, or misspelt there.
fn unlisted(course: &CourseFile, source: &dyn Source) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for unit in &course.units {
        let is_listed = |stem: &str| {
            unit.lessons.iter().any(|entry| matches!(entry, LessonEntry::Written(slug) if slug.value == stem))
        };
        for name in source.list(&unit.id) {
            let Some(stem) = name.strip_suffix(".md").filter(|stem| *stem != "README" && !is_listed(stem))
            else {
                continue;
            };
            let path = format!("{}/{name}", unit.id);
            let report = Report::new(&path, "");
            report.add(
                Mistake::new("lesson-unlisted", 0..0, "course.toml does not name this lesson")
                    .hint(format!("{{ slug = \"{stem}\" }} among the lessons of the unit `{}`", unit.id)),
            );
            found.extend(report.into_diagnostics());
        }
    }
    found
}

/// The course as it is shown. A draft is named like a lesson that is still to be written.
fn assembled(course: CourseFile, compiled: &CompiledPages) -> Course {
    let entry = |entry| match entry {
        LessonEntry::Planned { title, .. } => Some(Entry::Planned { title }),
        LessonEntry::Written(slug) => {
            match compiled.lessons.iter().find(|lesson| lesson.slug == slug.value) {
                Some(lesson) => Some(Entry::Written {
                    slug: slug.value,
                    title: lesson.title.clone(),
                    minutes: lesson.minutes,
                }),
                None => compiled
                    .drafts
                    .iter()
                    .find(|(draft, _)| *draft == slug.value)
                    .map(|(_, title)| Entry::Planned { title: title.clone() }),
            }
        }
    };
    let units = course.units.into_iter().zip(1..).map(|(unit, number)| Unit {
        id: unit.id,
        number,
        title: unit.title,
        line: unit.line,
        lessons: unit.lessons.into_iter().filter_map(entry).collect(),
    });
    Course {
        title: course.title,
        description: course.description,
        site_url: course.site_url,
        report_to: course.report_to,
        units: units.collect(),
    }
}
