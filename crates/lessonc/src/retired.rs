//! `retired.toml`: ids that things had once, and what became of them.

use core::ops::Range;
use std::collections::BTreeSet;

use lesson::Redirect;

use crate::front_matter::date;
use crate::ids::{Id, InUse, Kind};
use crate::library::Library;
use crate::report::{Mistake, Report};
use crate::toml_fields::{Fields, TomlText, parse};
use crate::{Diagnostic, Source};

const PATH: &str = "retired.toml";

/// Everything that has been retired.
#[derive(Default)]
pub(crate) struct Retired {
    entries: Vec<Entry>,
    text: String,
}

struct Entry {
    id: Id,
    id_span: Range<usize>,
    page_span: Range<usize>,
    /// The id that stands for it now.
    to: Option<Id>,
    to_span: Range<usize>,
}

impl Retired {
    /// A course without the file has retired nothing.
    pub(crate) fn read(source: &dyn Source, diagnostics: &mut Vec<Diagnostic>) -> Self {
        let Some(text) = source.read(PATH) else { return Self::default() };
        let report = Report::new(PATH, &text);
        let entries = entries(&text, &report);
        diagnostics.extend(report.into_diagnostics());
        Self { entries, text }
    }

    /// Whether that id may be gone: it was retired, or the page that it was on.
    pub(crate) fn covers(&self, id: &Id) -> bool {
        self.entries.iter().any(|entry| {
            entry.id == *id || (!id.page.is_empty() && entry.id.address().as_deref() == Some(&id.page))
        })
    }

    /// The old ids of the heading or widget `id` of a page.
    pub(crate) fn aliases<'r>(&'r self, address: &str, id: &'r str) -> impl Iterator<Item = &'r str> {
        let page = address.trim_end_matches('/').to_owned();
        self.entries
            .iter()
            .filter(move |entry| entry.to.as_ref().is_some_and(|to| to.page == page && to.id == id))
            .map(|entry| entry.id.id.as_str())
    }

    /// What the heading or widget `id` of a page is called now, if it was retired.
    pub(crate) fn successor(&self, address: &str, id: &str) -> Option<&str> {
        let page = address.trim_end_matches('/');
        let entry = self.entries.iter().find(|entry| entry.id.page == page && entry.id.id == id)?;
        Some(&entry.to.as_ref()?.id)
    }

    /// Holds the retired ids against those in use.
    pub(crate) fn check(&self, in_use: &InUse, library: &Library) -> Vec<Diagnostic> {
        let report = Report::new(PATH, &self.text);
        for entry in &self.entries {
            let Entry { id, id_span, page_span, to, to_span } = entry;
            let what = id.kind.name();
            if in_use.contains(id) {
                let message = format!("`{}` was retired and is the id of a {what} again", id.id);
                report.add(
                    Mistake::new("id-reused", id_span.clone(), message)
                        .hint("old links and stored answers would mean the wrong thing: give the new one an id of its own"),
                );
            }
            let known_page =
                library.pages.values().any(|listed| listed.address.trim_end_matches('/') == id.page);
            if id.kind.is_on_a_page() && !known_page {
                let pages: Vec<&str> =
                    library.pages.values().map(|listed| listed.address.trim_end_matches('/')).collect();
                let message = format!("there is no page `{}`", id.page);
                let mistake = Mistake::new("unknown-page", page_span.clone(), message);
                report.add(mistake.meant(&id.page, pages));
            } else if let Some(to) = to
                && !in_use.contains(to)
                && !in_use.may_hide(to)
            {
                let same = in_use.ids.iter().filter(|other| other.kind == to.kind && other.page == to.page);
                let names: Vec<&str> = same.map(|other| other.id.as_str()).collect();
                let message = format!("there is no {what} `{}`", to.id);
                report.add(Mistake::new("dead-link", to_span.clone(), message).meant(&to.id, names));
            }
        }
        report.into_diagnostics()
    }

    /// The old addresses of pages that have a new one.
    pub(crate) fn redirects(&self, library: &Library) -> Vec<Redirect> {
        let redirect = |entry: &Entry| {
            let from = entry.id.address()? + "/";
            let to = entry.to.as_ref()?.address()? + "/";
            let listed = library.pages.values().find(|listed| listed.address == to)?;
            Some(Redirect { from, to, title: listed.title.clone()? })
        };
        self.entries.iter().filter_map(redirect).collect()
    }
}

fn entries(text: &str, report: &Report) -> Vec<Entry> {
    let toml = TomlText { text, offset: 0 };
    let Some(table) = parse(toml, report) else { return Vec::new() };
    let file = Fields::new(table.get_ref(), toml, 0..0, "retired.toml", report);
    let mut seen = BTreeSet::new();
    let mut entries = Vec::new();
    for fields in file.tables("retired", "a retired id") {
        let Some(entry) = entry(fields, report) else { continue };
        if !seen.insert(entry.id.clone()) {
            let message = format!("`{}` is retired twice", entry.id.id);
            report.add(Mistake::new("duplicate-id", entry.id_span.clone(), message));
        }
        entries.push(entry);
    }
    file.finish();
    entries
}

fn entry(fields: Fields, report: &Report) -> Option<Entry> {
    let kind_name = fields.need_text("kind");
    let kind = kind_name.as_ref().and_then(|name| Kind::named(name.as_str()));
    if let (Some(name), None) = (&kind_name, kind) {
        let message = format!("nothing is called a `{}`", name.as_str());
        let mistake = Mistake::new("unknown-kind", name.span.clone(), message);
        report.add(mistake.meant(name.as_str(), Kind::ALL.map(Kind::name)));
    }
    let id = fields.need_id("id");
    // Without a kind nobody knows whether there has to be a page, and a page that is given is no mistake.
    let page = match kind {
        Some(kind) if kind.is_on_a_page() => Some(fields.need_text("in")),
        Some(_) => None,
        None => fields.text("in").map(Some),
    };
    let to = fields.text("to");
    let since = fields.need_text("since").and_then(|text| date("since", &text, report));
    fields.finish();
    let (kind, id) = (kind?, id?);
    let page = match page {
        Some(page) => Some(page?),
        None => None,
    };
    since?;
    let (page_name, page_span) =
        page.map_or((String::new(), 0..0), |page| (page.as_str().to_owned(), page.span));
    let to_span = to.as_ref().map_or(0..0, |to| to.span.clone());
    Some(Entry {
        to: to.map(|to| Id::new(kind, &page_name, to.as_str())),
        id: Id::new(kind, &page_name, id.as_str()),
        id_span: id.span,
        page_span,
        to_span,
    })
}
