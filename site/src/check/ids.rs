//! Ids: unique in their page, and there for whoever refers to them.

use super::document::Document;
use super::report::Report;
use std::collections::BTreeSet;

/// Attributes that hold one id or several, separated by spaces.
const REFERENCES: [&str; 8] = [
    "aria-labelledby",
    "aria-describedby",
    "aria-controls",
    "aria-owns",
    "aria-details",
    "aria-flowto",
    "for",
    "headers",
];

pub(crate) fn check(document: &Document, report: &mut Report) {
    let route = &document.route;
    let mut ids = BTreeSet::new();
    for id in document.tags().filter_map(|tag| tag.attribute("id")) {
        report.check(!id.is_empty() && !id.contains(char::is_whitespace), || {
            format!("{route}: `{id}` is no id")
        });
        report.check(ids.insert(id), || format!("{route}: the id `{id}` occurs twice"));
    }
    for tag in document.tags() {
        for (name, value) in tag.attributes().filter(|(name, _)| REFERENCES.contains(name)) {
            for id in value.split_whitespace() {
                report.check(ids.contains(id), || {
                    format!("{route}: <{} {name}> refers to `{id}`, which is not there", tag.name)
                });
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wrong(html: &str) -> Vec<String> {
        let mut report = Report::default();
        check(&Document::parse("", html), &mut report);
        report.wrong().to_vec()
    }

    #[test]
    fn doubles_and_broken_references_are_found() {
        assert!(wrong("<p id=a></p><p aria-labelledby='a'></p>").is_empty());
        assert_eq!(wrong("<p id=a></p><p id=a></p>").len(), 1);
        assert_eq!(wrong("<label for=b></label>").len(), 1);
    }
}
