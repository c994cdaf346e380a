//! Where a link in Markdown leads.
//!
//! Links to other pages are written as links to files, so that they also work where the repository is read; on
//! the page they become `~/lessons/<slug>/`, and whoever draws the page puts its own root for `~`.

use core::ops::Range;
use std::collections::{BTreeMap, BTreeSet};

use lesson::{Block, Widget};

use crate::library::{Library, ListedKind};
use crate::markdown;
use crate::page_file::{Anchor, PageFile, SaidAt};
use crate::report::{Mistake, Report};

/// What a link leads to.
pub(crate) enum Target {
    /// An address for the page.
    Address(String),
    /// The card of that slug.
    Card(String),
    /// A lesson that has no page yet.
    Unwritten,
}

/// What is at `destination`. None is reported at `span`.
pub(crate) fn resolve(destination: &str, span: Range<usize>, file: &PageFile) -> Option<Target> {
    if let Some(id) = destination.strip_prefix('#') {
        file.expect_anchor(file.report.path(), id, span);
        return Some(Target::Address(destination.to_owned()));
    }
    if let Some(rest) = destination.strip_prefix("https://") {
        if !rest.is_empty() && !destination.contains(|c: char| c.is_whitespace() || c.is_control()) {
            return Some(Target::Address(destination.to_owned()));
        }
        file.report.add(
            Mistake::new("bad-link", span, "this is not an address")
                .hint("write the whole address without spaces: https://example.org/page"),
        );
        return None;
    }
    if destination.starts_with("//") || has_scheme(destination) {
        let at = file.report.text(span.clone()).rfind(destination).map(|at| span.start + at);
        let mistake = Mistake::new("link-scheme", span, "links to other sites start with https:");
        let secure = ["http://", "//"].into_iter().find_map(|start| destination.strip_prefix(start));
        file.report.add(match secure.zip(at) {
            Some((rest, at)) => mistake.fix(at..at + destination.len(), format!("https://{rest}")),
            None => mistake.hint("write the address of a page: [words](https://…)"),
        });
        return None;
    }
    to_page(destination, span, file)
}

/// Reports the links among `anchors` that lead to a heading or widget that is not there.
pub(crate) fn check_anchors(
    anchors: &[Anchor],
    ids: &BTreeMap<String, BTreeSet<String>>,
    library: &Library,
    report: &Report,
) {
    for Anchor { path, id, span } in anchors {
        // A page that could not be read has been reported, and its ids are not known.
        let Some(ids) = ids.get(path) else { continue };
        if !ids.contains(id) {
            let message = format!("nothing in {path} has the id `{id}`");
            let address = library.pages.get(path).map_or("", |listed| &listed.address);
            let mistake = Mistake::new("dead-link", span.clone(), message)
                .hint(format!("a heading there can have it: ## … {{#{id}}}"));
            report.add(match library.retired.successor(address, id) {
                Some(new) => mistake.hint(format!("it is `{new}` now")).renamed(id, new),
                None => mistake.meant(id, ids.iter().map(String::as_str)),
            });
        }
    }
}

/// Fills in what the places are called that questions are about, and reports those that are not there.
pub(crate) fn name_said(blocks: &mut [Block], file: &PageFile) {
    let mut titles = file.heading_titles();
    titles.extend(blocks.iter().filter_map(|block| {
        let figure = match block {
            Block::Still(still) => &still.figure,
            Block::Widget(Widget::Figure(figure)) => figure,
            Block::Widget(Widget::Analogy(analogy)) => &analogy.figure,
            Block::Widget(Widget::Explorer(explorer)) => &explorer.figure,
            Block::Widget(Widget::Predict(predict)) => &predict.figure,
            Block::Widget(Widget::Question(_)) | Block::Html(_) => return None,
        };
        let mut title = String::new();
        markdown::push_escaped(&mut title, &figure.title);
        Some((block.id()?.to_owned(), title))
    }));
    for SaidAt { question, id, span } in file.take_said() {
        if titles.contains_key(&id) && question != id {
            continue;
        }
        let message = format!("no heading and no figure of this page has the id `{id}`");
        let mistake = Mistake::new("dead-link", span, message);
        let address = file.library.pages.get(file.report.path()).map_or("", |listed| &listed.address);
        file.report.add(match file.library.retired.successor(address, &id) {
            Some(new) => mistake.hint(format!("it is `{new}` now")).renamed(&id, new),
            None => mistake.meant(&id, titles.keys().map(String::as_str)),
        });
    }
    for block in blocks {
        let said = match block {
            Block::Widget(Widget::Question(question)) => &mut question.said,
            Block::Widget(Widget::Predict(predict)) => &mut predict.said,
            _ => continue,
        };
        if let Some(said) = said {
            said.title = titles.get(&said.id).cloned().unwrap_or_default();
        }
    }
}

fn to_page(destination: &str, span: Range<usize>, file: &PageFile) -> Option<Target> {
    let (path, id) = match destination.split_once('#') {
        Some((path, id)) => (path, Some(id)),
        None => (destination, None),
    };
    let pages = &file.library.pages;
    let target = joined(file.report.path(), path);
    let Some((target, listed)) = target.and_then(|target| pages.get_key_value(&target)) else {
        let message = format!("`{path}` is no page of the course");
        let paths: Vec<String> = pages.keys().map(|page| relative(file.report.path(), page)).collect();
        let mistake = Mistake::new("dead-link", span, message).label("relative to this file");
        file.report.add(mistake.meant(path, paths.iter().map(String::as_str)));
        return None;
    };
    if listed.kind == ListedKind::Card && (id.is_none() || listed.unwritten) {
        return Some(Target::Card(listed.slug.clone()));
    }
    if listed.unwritten {
        return Some(Target::Unwritten);
    }
    if let Some(id) = id {
        file.expect_anchor(target, id, span);
    }
    let anchor = id.map(|id| format!("#{id}")).unwrap_or_default();
    Some(Target::Address(format!("~/{}{anchor}", listed.address)))
}

/// `path` as seen from the file `from`; none when it leaves `lessons/`.
fn joined(from: &str, path: &str) -> Option<String> {
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in path.split('/') {
        match part {
            "." => {}
            ".." => {
                parts.pop()?;
            }
            _ => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

/// The path to write in the file `from` for the file `to`.
fn relative(from: &str, to: &str) -> String {
    let folder = from.rfind('/').map_or("", |slash| &from[..=slash]);
    match to.strip_prefix(folder) {
        Some(name) => name.to_owned(),
        None => format!("{}{to}", "../".repeat(folder.matches('/').count())),
    }
}

fn has_scheme(destination: &str) -> bool {
    destination.split_once(':').is_some_and(|(scheme, _)| {
        !scheme.is_empty()
            && scheme.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'-' | b'.'))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_relative_to_the_file() {
        for (path, expected) in [
            ("b.md", Some("unit/b.md")),
            ("./b.md", Some("unit/b.md")),
            ("../other/b.md", Some("other/b.md")),
            ("../../b.md", None),
        ] {
            assert_eq!(joined("unit/a.md", path).as_deref(), expected, "{path}");
        }
    }

    #[test]
    fn a_proposed_path_leads_to_the_file() {
        for (from, to) in [("unit/a.md", "unit/b.md"), ("unit/a.md", "about.md"), ("about.md", "unit/a.md")] {
            assert_eq!(joined(from, &relative(from, to)).as_deref(), Some(to), "{from} to {to}");
        }
    }

    #[test]
    fn a_scheme_ends_at_the_first_colon() {
        assert!(has_scheme("mailto:a@b"));
        assert!(has_scheme("javascript:x"));
        assert!(!has_scheme("a/b:c.md"));
        assert!(!has_scheme("b.md"));
    }
}
