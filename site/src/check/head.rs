//! What every page says about itself, and the policy it sets.

use super::document::{Document, Tag};
use super::report::Report;
use crate::policy::policy;

pub(crate) fn check(document: &Document, report: &mut Report) {
    let route = &document.route;
    report.check(document.text_of("title").is_some_and(|title| !title.trim().is_empty()), || {
        format!("{route}: no title")
    });
    let description = document.tags().find(|tag| named(tag, "description"));
    report.check(description.is_some_and(|tag| !content(tag).trim().is_empty()), || {
        format!("{route}: no description")
    });
    let language = document.tags().find(|tag| tag.name == "html").and_then(|tag| tag.attribute("lang"));
    report.check(language.is_some_and(|language| !language.is_empty()), || format!("{route}: no language"));
    let policies: Vec<&Tag> = document
        .tags()
        .filter(|tag| tag.attribute("http-equiv") == Some("Content-Security-Policy"))
        .collect();
    let expected = policy(document.text_of("style").unwrap_or_default());
    report.check(matches!(policies.as_slice(), [only] if content(only) == expected), || {
        format!("{route}: its policy is not the one that its inline style needs")
    });
    report.check(document.tags().filter(|tag| tag.name == "style").count() == 1, || {
        format!("{route}: not exactly one inline style; the policy names one hash")
    });
    let headings = document.tags().filter(|tag| tag.name == "h1").count();
    report.check(headings == 1, || format!("{route}: {headings} first-level headings instead of one"));
}

fn named(tag: &Tag, name: &str) -> bool {
    tag.name == "meta" && tag.attribute("name") == Some(name)
}

fn content(tag: &Tag) -> &str {
    tag.attribute("content").unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wrong(html: &str) -> usize {
        let mut report = Report::default();
        check(&Document::parse("", html), &mut report);
        report.wrong().len()
    }

    #[test]
    fn a_changed_style_is_found() {
        let page = |style: &str| {
            format!(
                "<html lang=\"en\"><meta http-equiv=\"Content-Security-Policy\" content=\"{}\"><title>A</title>\
                 <meta name=\"description\" content=\"B\"><style>{style}</style><h1>A</h1>",
                policy("p{}")
            )
        };
        assert_eq!(wrong(&page("p{}")), 0);
        assert_eq!(wrong(&page("q{}")), 1);
        assert_eq!(wrong("<p>"), 6);
    }
}
