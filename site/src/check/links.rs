//! Links inside the site: each leads to a file, and to an id when it names one.

use super::Site;
use super::document::{Document, Tag, Target};
use super::report::Report;
use crate::not_found;

pub(crate) fn check(document: &Document, site: &Site, report: &mut Report) {
    let route = &document.route;
    for (tag, address) in document.tags().filter_map(address) {
        if address.starts_with("data:") || address.ends_with("-/reload.js") {
            continue;
        }
        let outside = address.contains("://") || address.starts_with("mailto:");
        let target = document.resolve(address);
        report.check(outside || target.as_ref().is_some_and(|target| there(target, site)), || {
            format!("{route}: <{}> leads to {address}, which is not in the site", tag.name)
        });
        report.check(route != not_found::ROUTE || outside || address.starts_with(['/', '#']), || {
            format!("{route}: {address} depends on where the page is shown")
        });
        report.check(route == not_found::ROUTE || !address.starts_with('/'), || {
            format!("{route}: {address} works only when the site stands at the root of its host")
        });
    }
}

/// The address that a tag links to or loads.
fn address(tag: &Tag) -> Option<(&Tag, &str)> {
    if tag.attribute("http-equiv") == Some("refresh") {
        return Some((tag, tag.attribute("content")?.split_once("url=")?.1));
    }
    let name = match tag.name.as_str() {
        "a" | "link" | "area" | "use" => "href",
        "script" | "img" | "iframe" | "source" => "src",
        _ => return None,
    };
    Some((tag, tag.attribute(name)?))
}

fn there(target: &Target, site: &Site) -> bool {
    if let Some(document) = site.documents.get(&target.file) {
        let id = target.fragment.as_str();
        // Scenarios travel in the simulator's fragment: it names no place there.
        id.is_empty() || id.contains('=') || document.tags().any(|tag| tag.attribute("id") == Some(id))
    } else {
        site.others.contains_key(&target.file)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wrong(documents: &[(&str, &str)]) -> usize {
        let site = Site::of(documents);
        let mut report = Report::default();
        for document in site.documents.values() {
            check(document, &site, &mut report);
        }
        report.wrong().len()
    }

    #[test]
    fn links_must_lead_somewhere() {
        let about = ("about/", "<h2 id=how></h2><a href='../'>");
        assert_eq!(wrong(&[("", "<a href='about/#how'>"), about]), 0);
        assert_eq!(wrong(&[("", "<a href='about/#why'>"), about]), 1);
        assert_eq!(wrong(&[("", "<a href='abuot/'>"), about]), 1);
        assert_eq!(wrong(&[("", "<a href='/about/'>"), about]), 1);
        assert_eq!(wrong(&[("", ""), ("404.html", "<a href='about/'>"), about]), 1);
        assert_eq!(wrong(&[("", "<a href='https://example.org/x'>")]), 0);
    }

    #[test]
    fn a_page_that_moved_must_send_readers_somewhere() {
        let moved = |to: &str| format!("<meta http-equiv=refresh content='0; url=../{to}'>");
        let about = ("about/", "");
        assert_eq!(wrong(&[("old/", &moved("about/")), about]), 0);
        assert_eq!(wrong(&[("old/", &moved("abuot/")), about]), 1);
    }
}
