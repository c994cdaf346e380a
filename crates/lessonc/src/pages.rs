//! All pages: first who they are, then what they say, then whether their links lead anywhere.

use std::collections::BTreeMap;

use lesson::{Article, Lesson};
use toml::Spanned;
use toml::de::DeTable;

use crate::beliefs::Beliefs;
use crate::front_matter::{self, ArticleHead, FrontMatter, Parts};
use crate::library::{Library, Listed};
use crate::lint::{self, HouseWords, Reading};
use crate::minutes::minutes;
use crate::nearest::suggestion;
use crate::page_file::{Outline, PageFile};
use crate::record::Record;
use crate::report::{Mistake, Report};
use crate::scenarios::Scenarios;
use crate::toml_fields::{At, Fields, parse};
use crate::{Diagnostic, Source, links, markdown};

/// The largest page file.
const MAX_PAGE_BYTES: usize = 1 << 20;

/// The file of a page.
pub(crate) struct PageText {
    /// The unit of a lesson; none for a page that is no lesson.
    pub(crate) unit: Option<String>,
    pub(crate) slug: String,
    pub(crate) path: String,
    pub(crate) text: String,
}

/// What came of all pages. Those with mistakes are left out.
pub(crate) struct CompiledPages {
    pub(crate) lessons: Vec<Lesson>,
    pub(crate) articles: Vec<Article>,
    /// Slug and title of the lessons that are checked but not published.
    pub(crate) drafts: Vec<(String, String)>,
    /// How hard each page is to read, also those with mistakes.
    pub(crate) readings: Vec<Reading>,
    /// What the pages may name, and what they have named.
    pub(crate) library: Library,
}

/// A page whose front matter has been found.
struct Opened<'t> {
    page: &'t PageText,
    report: Report<'t>,
    parts: Option<Parts<'t>>,
    table: Option<Spanned<DeTable<'t>>>,
}

enum Head<'t> {
    Lesson(FrontMatter<'t>),
    Article(ArticleHead),
}

enum Page {
    Lesson(Lesson),
    Article(Article),
}

/// Compiles `texts`, lessons in the order of the course.
pub(crate) fn compile(
    texts: &[PageText],
    scenarios: Scenarios,
    beliefs: Option<Beliefs>,
    words: &HouseWords,
    source: &dyn Source,
    diagnostics: &mut Vec<Diagnostic>,
) -> CompiledPages {
    let opened: Vec<Opened> = texts.iter().map(open).collect();
    let heads: Vec<Option<Head>> = opened.iter().map(head).collect();
    report_same_ids(&opened, &heads);
    let library = Library { scenarios, beliefs, pages: listed(&opened, &heads) };

    let mut ids = BTreeMap::new();
    let mut anchors = Vec::new();
    let mut pages = Vec::new();
    let mut records: Vec<(&Opened, Record)> = Vec::new();
    let mut readings = Vec::new();
    for (opened, head) in opened.iter().zip(&heads) {
        let Some(parts) = &opened.parts else { continue };
        let (page, outline) = page(opened, head.as_ref(), parts, &library);
        ids.insert(opened.page.path.clone(), outline.ids);
        let minutes = match &page {
            Some(Page::Lesson(lesson)) => lesson.minutes,
            _ => 0,
        };
        readings.push(lint::reading(&opened.page.path, &outline.record, minutes));
        records.push((opened, outline.record));
        anchors.push((&opened.report, outline.anchors));
        pages.extend(page.map(|page| (page, &opened.report)));
    }
    for (report, anchors) in anchors {
        links::check_anchors(&anchors, &ids, report);
    }

    lint(&records, &library, words, source, diagnostics);

    let (mut lessons, mut articles, mut drafts) = (Vec::new(), Vec::new(), Vec::new());
    for (page, report) in pages {
        let is_draft = library.pages.get(report.path()).is_some_and(|listed| listed.draft);
        match page {
            _ if !report.is_clean() => {}
            Page::Lesson(lesson) if is_draft => drafts.push((lesson.slug, lesson.title)),
            Page::Lesson(lesson) => lessons.push(lesson),
            Page::Article(article) => articles.push(article),
        }
    }
    drop(heads);
    diagnostics.extend(opened.into_iter().flat_map(|opened| opened.report.into_diagnostics()));
    CompiledPages { lessons, articles, drafts, readings, library }
}

/// What a good editor would notice in all of it.
fn lint(
    records: &[(&Opened, Record)],
    library: &Library,
    words: &HouseWords,
    source: &dyn Source,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let page = |(opened, record)| {
        let opened: &Opened = opened;
        let draft = library.pages.get(&opened.page.path).is_some_and(|listed| listed.draft);
        let lesson = opened.page.unit.as_ref().map(|_| opened.page.slug.as_str());
        lint::Page { report: &opened.report, record, lesson, draft }
    };
    let pages: Vec<lint::Page> = records.iter().map(|(opened, record)| page((opened, record))).collect();
    lint::pages(&pages, words);
    if let Some(beliefs) = &library.beliefs {
        lint::beliefs(beliefs, &pages, source, diagnostics);
    }
}

fn open(page: &PageText) -> Opened<'_> {
    let report = Report::new(&page.path, &page.text);
    let parts = if page.text.len() > MAX_PAGE_BYTES {
        report.add(Mistake::new("file-too-large", 0..0, "a page may have 1 MB"));
        None
    } else {
        front_matter::split(&page.text, &report)
    };
    let table = parts.as_ref().and_then(|parts| parse(parts.head, &report));
    Opened { page, report, parts, table }
}

fn head<'o>(opened: &'o Opened<'_>) -> Option<Head<'o>> {
    let (parts, table) = (opened.parts.as_ref()?, opened.table.as_ref()?);
    let fence = 0..opened.page.text.lines().next().map_or(0, str::len);
    let fields = Fields::new(table.get_ref(), parts.head, fence, "front matter", &opened.report);
    match opened.page.unit {
        Some(_) => front_matter::read(fields, &opened.report).map(Head::Lesson),
        None => front_matter::read_article(fields).map(Head::Article),
    }
}

/// Answers are stored under the id of a lesson, so no two lessons may share one.
fn report_same_ids(opened: &[Opened], heads: &[Option<Head>]) {
    let mut first: BTreeMap<&str, &str> = BTreeMap::new();
    for (opened, head) in opened.iter().zip(heads) {
        let Some(Head::Lesson(front)) = head else { continue };
        if let Some(path) = first.get(front.id.as_str()) {
            let message = format!("`{}` is the id of {path} already", front.id);
            opened.report.add(Mistake::new("duplicate-id", front.id_span.clone(), message));
        } else {
            first.insert(&front.id, &opened.page.path);
        }
    }
}

fn listed(opened: &[Opened], heads: &[Option<Head>]) -> BTreeMap<String, Listed> {
    let list = opened.iter().zip(heads).enumerate().map(|(place, (opened, head))| {
        let PageText { unit, slug, path, .. } = opened.page;
        let listed = Listed {
            slug: slug.clone(),
            address: if unit.is_some() { format!("lessons/{slug}/") } else { format!("{slug}/") },
            title: head.as_ref().map(|head| match head {
                Head::Lesson(front) => front.title.clone(),
                Head::Article(head) => head.title.clone(),
            }),
            place: unit.as_ref().map(|_| place),
            draft: matches!(head, Some(Head::Lesson(front)) if front.draft),
        };
        (path.clone(), listed)
    });
    list.collect()
}

/// One page. Its text is read even when its head is broken, so that all mistakes show at once.
fn page(opened: &Opened, head: Option<&Head>, parts: &Parts, library: &Library) -> (Option<Page>, Outline) {
    let file = PageFile::new(&opened.report, library);
    let slug = opened.page.slug.clone();
    let unit = opened.page.unit.clone().unwrap_or_default();
    let texts = match head {
        Some(Head::Lesson(front)) => Some((
            markdown::line(&front.subtitle, &file),
            front.objectives.iter().map(|text| markdown::line(text, &file)).collect(),
            prerequisites(&front.prerequisites, &file),
        )),
        _ => None,
    };
    let body = markdown::body(&parts.body, &file);
    let minutes = minutes(file.words.get(), body.widgets());
    let mut outline = file.into_outline();
    let page = match (head, texts) {
        (Some(Head::Lesson(front)), Some((subtitle, objectives, prerequisites))) => {
            Some(Page::Lesson(Lesson {
                id: front.id.clone(),
                slug,
                title: front.title.clone(),
                subtitle,
                description: front.description.clone(),
                unit,
                prerequisites,
                objectives,
                reviewed: front.reviewed.clone(),
                minutes,
                sections: core::mem::take(&mut outline.sections),
                blocks: body.blocks,
            }))
        }
        (Some(Head::Article(head)), _) => Some(Page::Article(Article {
            slug,
            title: head.title.clone(),
            description: head.description.clone(),
            blocks: body.blocks,
        })),
        _ => None,
    };
    (page, outline)
}

/// The titles of the lessons to read first, each earlier in the course.
fn prerequisites(slugs: &[At<String>], file: &PageFile) -> Vec<String> {
    let lessons = file.library.lessons();
    let own_place = file.library.pages.get(file.report.path()).and_then(|own| own.place);
    let mut titles = Vec::new();
    for At { value: slug, span } in slugs {
        match lessons.clone().find(|listed| listed.slug == *slug) {
            Some(first) if first.place < own_place => titles.extend(first.title.clone()),
            Some(_) => {
                let message = format!("`{slug}` does not come before this lesson");
                file.report.add(Mistake::new("prerequisite-order", span.clone(), message));
            }
            None => {
                let message = format!("there is no lesson `{slug}`");
                let hint = suggestion(slug, lessons.clone().map(|listed| listed.slug.as_str()));
                file.report.add(Mistake::new("unknown-lesson", span.clone(), message).maybe_hint(hint));
            }
        }
    }
    titles
}
