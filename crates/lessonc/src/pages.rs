//! All pages: first who they are, then what they say, then whether their links lead anywhere.

use std::collections::{BTreeMap, BTreeSet};

use lesson::{Article, Block, Card, Lesson, Prerequisite, Redirect, Term, Use};
use toml::Spanned;
use toml::de::DeTable;

use crate::cards::{self, CardDraft, CardHead, Reader};
use crate::front_matter::{self, ArticleHead, FrontMatter, Parts};
use crate::ids::{Id, InUse, Kind};
use crate::library::{Library, Listed, ListedCard, ListedKind};
use crate::lint::{self, Reading, Rules};
use crate::minutes::minutes;
use crate::page_file::{Outline, PageFile};
use crate::report::{Mistake, Report};
use crate::retired::Retired;
use crate::toml_fields::{At, Fields, parse};
use crate::{Diagnostic, links, markdown};

/// The largest page file.
const MAX_PAGE_BYTES: usize = 1 << 20;

/// The file of a page.
pub(crate) struct PageText {
    pub(crate) kind: PageKind,
    pub(crate) slug: String,
    pub(crate) path: String,
    pub(crate) text: String,
}

/// What sort of page a file is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum PageKind {
    /// A lesson of a unit; its place is counted through the whole course.
    Lesson {
        unit: String,
        place: usize,
    },
    Card,
    Article,
}

/// What came of all pages. Those with mistakes are left out.
#[derive(Default)]
pub(crate) struct CompiledPages {
    pub(crate) lessons: Vec<Lesson>,
    /// By title.
    pub(crate) cards: Vec<Card>,
    pub(crate) articles: Vec<Article>,
    /// Slug and title of the lessons that are checked but not published.
    pub(crate) drafts: Vec<(String, String)>,
    pub(crate) redirects: Vec<Redirect>,
    /// Everything with an id that is published.
    pub(crate) in_use: InUse,
    /// How hard each page is to read, also those with mistakes.
    pub(crate) readings: Vec<Reading>,
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
    Card(CardHead<'t>),
    Article(ArticleHead),
}

enum Page {
    Lesson(Lesson),
    Card(CardDraft),
    Article(Article),
}

/// A page whose text has been read.
struct Read<'o, 't> {
    opened: &'o Opened<'t>,
    listed: &'o Listed,
    page: Option<Page>,
    outline: Outline,
}

/// Compiles `texts`, lessons in the order of the course. `library` knows everything but the pages;
/// `planned` are the lessons that have no file yet, by the path that they will have.
pub(crate) fn compile(
    texts: &[PageText],
    mut library: Library,
    planned: Vec<(String, Listed)>,
    rules: &Rules,
    diagnostics: &mut Vec<Diagnostic>,
) -> (CompiledPages, Retired) {
    let opened: Vec<Opened> = texts.iter().map(open).collect();
    let heads: Vec<Option<Head>> = opened.iter().map(head).collect();
    report_same_ids(&opened, &heads);
    library.pages = listed(&opened, &heads);
    library.pages.extend(planned);
    library.cards = listed_cards(&opened, &heads);

    let mut pages = Vec::new();
    for (opened, head) in opened.iter().zip(&heads) {
        let (Some(parts), Some(listed)) = (&opened.parts, library.pages.get(&opened.page.path)) else {
            continue;
        };
        let (page, outline) = page(opened, head.as_ref(), parts, &library);
        pages.push(Read { opened, listed, page, outline });
    }
    let ids: BTreeMap<String, BTreeSet<String>> =
        pages.iter().map(|read| (read.opened.page.path.clone(), read.outline.ids.clone())).collect();
    for Read { opened, outline, .. } in &pages {
        links::check_anchors(&outline.anchors, &ids, &library, &opened.report);
    }
    let mut in_use = InUse::default();
    in_use.unsure.lessons =
        heads.iter().zip(&opened).any(|(head, opened)| head.is_none() && opened.is_lesson());
    pages.iter().for_each(|read| read.enter_ids(&mut in_use));
    let to_lint: Vec<lint::Page> = pages.iter().map(Read::to_lint).collect();
    let readings = lint::all(&to_lint, &library, rules, diagnostics);

    let mut compiled = sorted(pages);
    compiled.readings = readings;
    compiled.redirects = library.retired.redirects(&library);
    in_use.ids.extend(
        library.beliefs.iter().flat_map(|beliefs| beliefs.keys()).map(|id| Id::new(Kind::Belief, "", id)),
    );
    in_use.unsure.beliefs = library.beliefs.is_none();
    diagnostics.extend(library.retired.check(&in_use, &library));
    compiled.in_use = in_use;
    drop(heads);
    diagnostics.extend(opened.into_iter().flat_map(|opened| opened.report.into_diagnostics()));
    (compiled, library.retired)
}

/// The pages by what they are, with the cards that they link to.
fn sorted(pages: Vec<Read>) -> CompiledPages {
    let terms: BTreeMap<String, Term> =
        pages.iter().filter_map(|read| read.term().map(|term| (term.slug.clone(), term))).collect();
    let mut readers: Vec<Reader> = pages.iter().filter_map(Read::reader).collect();
    readers.sort_by_key(|reader| (reader.card.is_some(), !reader.page.address.starts_with("lessons/")));

    let mut compiled = CompiledPages::default();
    let mut drafts = Vec::new();
    for Read { opened, listed, page, mut outline } in pages {
        let known: Vec<Term> = outline.cards.iter().filter_map(|slug| terms.get(slug).cloned()).collect();
        let sections = core::mem::take(&mut outline.sections);
        match page {
            _ if !opened.report.is_clean() => {}
            Some(Page::Lesson(lesson)) if listed.unwritten => {
                compiled.drafts.push((lesson.slug, lesson.title));
            }
            Some(Page::Lesson(lesson)) => {
                compiled.lessons.push(Lesson { sections, terms: known, ..lesson });
            }
            Some(Page::Card(mut draft)) if !listed.unwritten => {
                (draft.card.sections, draft.card.terms) = (sections, known);
                drafts.push((draft, &opened.report));
            }
            Some(Page::Article(article)) => compiled.articles.push(Article { terms: known, ..article }),
            Some(Page::Card(_)) | None => {}
        }
    }
    compiled.cards = cards::joined(drafts, &readers, &terms);
    compiled
}

impl Opened<'_> {
    fn is_lesson(&self) -> bool {
        matches!(self.page.kind, PageKind::Lesson { .. })
    }
}

impl Read<'_, '_> {
    /// What links to a card show; none for a page that is none, or is a draft.
    fn term(&self) -> Option<Term> {
        match &self.page {
            Some(Page::Card(draft)) if !self.listed.unwritten => Some(Term {
                slug: draft.card.slug.clone(),
                title: draft.card.title.clone(),
                definition: draft.card.definition.clone(),
            }),
            _ => None,
        }
    }

    fn reader(&self) -> Option<Reader> {
        let Listed { address, title, slug, kind, unwritten } = self.listed;
        (!unwritten).then_some(())?;
        Some(Reader {
            page: Use { title: title.clone()?, address: address.clone() },
            cards: self.outline.cards.clone(),
            card: (*kind == ListedKind::Card).then(|| slug.clone()),
        })
    }

    fn to_lint(&self) -> lint::Page<'_> {
        lint::Page {
            report: &self.opened.report,
            record: &self.outline.record,
            slug: &self.listed.slug,
            kind: self.listed.kind,
            draft: self.listed.unwritten,
            minutes: if let Some(Page::Lesson(lesson)) = &self.page { lesson.minutes } else { 0 },
        }
    }

    fn enter_ids(&self, in_use: &mut InUse) {
        let Listed { address, slug, kind, unwritten, .. } = self.listed;
        if !self.opened.report.is_clean() {
            in_use.unsure.pages.insert(address.trim_end_matches('/').to_owned());
        }
        if *unwritten {
            return;
        }
        let own = match kind {
            ListedKind::Lesson(_) => Kind::Lesson,
            ListedKind::Card => Kind::Card,
            ListedKind::Article => Kind::Page,
        };
        in_use.ids.insert(Id::new(own, "", slug));
        in_use.ids.extend(self.outline.headings.iter().map(|id| Id::new(Kind::Heading, address, id)));
        let blocks = match &self.page {
            Some(Page::Lesson(lesson)) => {
                in_use.ids.insert(Id::new(Kind::Answers, "", &lesson.id));
                &lesson.blocks
            }
            Some(Page::Card(draft)) => &draft.card.blocks,
            Some(Page::Article(article)) => &article.blocks,
            None => return,
        };
        for block in blocks {
            if let Block::Widget(widget) = block {
                in_use.ids.insert(Id::new(Kind::Widget, address, widget.id()));
            }
        }
    }
}

fn open(page: &PageText) -> Opened<'_> {
    let report = Report::new(&page.path, &page.text);
    let parts = if page.text.len() > MAX_PAGE_BYTES {
        report.add(Mistake::new("file-too-large", 0..0, "a page may have 1 MB").hint("split it in two"));
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
    match opened.page.kind {
        PageKind::Lesson { .. } => front_matter::read(fields, &opened.report).map(Head::Lesson),
        PageKind::Card => cards::read(fields, &opened.report).map(Head::Card),
        PageKind::Article => front_matter::read_article(fields, &opened.report).map(Head::Article),
    }
}

/// Answers are stored under the id of a lesson, so no two lessons may share one.
fn report_same_ids(opened: &[Opened], heads: &[Option<Head>]) {
    let mut first: BTreeMap<&str, &str> = BTreeMap::new();
    for (opened, head) in opened.iter().zip(heads) {
        let Some(Head::Lesson(front)) = head else { continue };
        if let Some(path) = first.get(front.id.as_str()) {
            let message = format!("`{}` is the id of {path} already", front.id);
            let mistake = Mistake::new("duplicate-id", front.id_span.clone(), message);
            opened.report.add(mistake.hint("answers are stored under it: give the newer lesson another"));
        } else {
            first.insert(&front.id, &opened.page.path);
        }
    }
}

fn listed(opened: &[Opened], heads: &[Option<Head>]) -> BTreeMap<String, Listed> {
    let list = opened.iter().zip(heads).map(|(opened, head)| {
        let PageText { kind, slug, path, .. } = opened.page;
        let (address, kind) = match kind {
            PageKind::Lesson { place, .. } => (format!("lessons/{slug}/"), ListedKind::Lesson(*place)),
            PageKind::Card => (format!("cards/{slug}/"), ListedKind::Card),
            PageKind::Article => (format!("{slug}/"), ListedKind::Article),
        };
        let (title, unwritten) = match head {
            Some(Head::Lesson(front)) => (Some(front.title.clone()), front.draft),
            Some(Head::Card(head)) => (Some(head.title.clone()), head.draft),
            Some(Head::Article(head)) => (Some(head.title.clone()), false),
            None => (None, false),
        };
        (path.clone(), Listed { slug: slug.clone(), address, title, kind, unwritten })
    });
    list.collect()
}

fn listed_cards(opened: &[Opened], heads: &[Option<Head>]) -> BTreeMap<String, ListedCard> {
    let cards = opened.iter().zip(heads).filter_map(|(opened, head)| match head {
        Some(Head::Card(head)) => Some((opened.page.slug.as_str(), head, &opened.report)),
        _ => None,
    });
    cards::check_forms(cards);
    let all = opened.iter().zip(heads).filter(|(opened, _)| opened.page.kind == PageKind::Card);
    all.map(|(opened, head)| {
        let slug = &opened.page.slug;
        let card = match head {
            Some(Head::Card(head)) => head.listed(),
            // Its own mistakes have been reported; links to it are not to be doubted.
            _ => ListedCard { title: slug.clone(), words: slug.clone(), also: Vec::new(), draft: false },
        };
        (slug.clone(), card)
    })
    .collect()
}

/// One page. Its text is read even when its head is broken, so that all mistakes show at once.
fn page(opened: &Opened, head: Option<&Head>, parts: &Parts, library: &Library) -> (Option<Page>, Outline) {
    let file = PageFile::new(&opened.report, library);
    let slug = opened.page.slug.clone();
    let texts = match head {
        Some(Head::Lesson(front)) => Some((
            markdown::line(&front.subtitle, &file),
            front.objectives.iter().map(|text| markdown::line(text, &file)).collect(),
            prerequisites(&front.prerequisites, &file),
        )),
        _ => None,
    };
    let definition = match head {
        Some(Head::Card(head)) => markdown::label(&head.definition, &file),
        _ => String::new(),
    };
    let mut body = markdown::body(&parts.body, &file);
    links::name_said(&mut body.blocks, &file);
    let minutes = minutes(file.words.get(), body.widgets());
    let page = match (head, texts, &opened.page.kind) {
        (
            Some(Head::Lesson(front)),
            Some((subtitle, objectives, prerequisites)),
            PageKind::Lesson { unit, .. },
        ) => Some(Page::Lesson(Lesson {
            id: front.id.clone(),
            slug,
            title: front.title.clone(),
            subtitle,
            description: front.description.clone(),
            unit: unit.clone(),
            prerequisites,
            objectives,
            reviewed: front.reviewed.clone(),
            minutes,
            sections: Vec::new(),
            terms: Vec::new(),
            blocks: body.blocks,
        })),
        (Some(Head::Card(head)), ..) => Some(Page::Card(head.finish(slug, definition, body.blocks, &file))),
        (Some(Head::Article(head)), ..) => Some(Page::Article(Article {
            slug,
            title: head.title.clone(),
            description: head.description.clone(),
            terms: Vec::new(),
            blocks: body.blocks,
        })),
        _ => None,
    };
    (page, file.into_outline())
}

/// The lessons to read first, each earlier in the course.
fn prerequisites(slugs: &[At<String>], file: &PageFile) -> Vec<Prerequisite> {
    let lessons = file.library.lessons();
    let own_place = file.library.pages.get(file.report.path()).and_then(Listed::place);
    let mut found = Vec::new();
    for At { value: slug, span } in slugs {
        match lessons.clone().find(|listed| listed.slug == *slug) {
            Some(first) if first.place() < own_place => {
                let address = (!first.unwritten).then(|| first.address.clone());
                found.extend(first.title.clone().map(|title| Prerequisite { title, address }));
            }
            Some(_) => {
                let message = format!("`{slug}` does not come before this lesson");
                file.report.add(
                    Mistake::new("prerequisite-order", span.clone(), message)
                        .hint("name earlier lessons only, or change the order in course.toml"),
                );
            }
            None => {
                let message = format!("there is no lesson `{slug}`");
                let slugs = lessons.clone().map(|listed| listed.slug.as_str());
                let mistake = Mistake::new("unknown-lesson", span.clone(), message);
                file.report.add(mistake.hint("course.toml names the lessons").meant(slug, slugs));
            }
        }
    }
    found
}
