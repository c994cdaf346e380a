//! What a page may not do: styles in attributes, scripts in the text, anything from another site.

use super::document::{Document, Piece, Tag};
use super::report::Report;
use crate::not_found;

pub(crate) fn check(document: &Document, report: &mut Report) {
    let route = &document.route;
    for tag in document.tags() {
        let name = &tag.name;
        report.check(tag.attribute("style").is_none(), || {
            format!("{route}: <{name}> has a style attribute, which the policy blocks")
        });
        if let Some((handler, _)) = tag.attributes().find(|(key, _)| key.starts_with("on")) {
            report.check(false, || {
                format!("{route}: <{name} {handler}> is an inline script, which the policy blocks")
            });
        }
        report.check(!external(tag), || format!("{route}: <{name}> loads from another site"));
        report.check(route != not_found::ROUTE || !loads(tag), || format!("{route}: <{name}> loads a file"));
        report.check(!["base", "iframe", "object", "embed"].contains(&name.as_str()), || {
            format!("{route}: <{name}> has no place in a page")
        });
    }
    for pair in document.pieces.windows(2) {
        if let [Piece::Open(tag, _), Piece::Text(text)] = pair {
            report.check(!is_code(tag) || text.trim().is_empty(), || {
                format!("{route}: an inline script, which the policy blocks")
            });
        }
    }
}

/// Data blocks are scripts in name only.
fn is_code(tag: &Tag) -> bool {
    let data = tag.attribute("type").is_some_and(|kind| kind.ends_with("json"));
    tag.name == "script" && !data
}

fn loads(tag: &Tag) -> bool {
    let address = match tag.name.as_str() {
        "link" => tag.attribute("href"),
        "a" => None,
        _ => tag.attribute("src"),
    };
    address.is_some_and(|address| !address.starts_with("data:"))
}

fn external(tag: &Tag) -> bool {
    let canonical = tag.attribute("rel") == Some("canonical");
    let address = if tag.name == "link" { tag.attribute("href") } else { tag.attribute("src") };
    let elsewhere = |address: &str| address.contains("://") || address.starts_with("//");
    !canonical && address.is_some_and(|address| !address.starts_with("data:") && elsewhere(address))
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
    fn what_the_policy_would_block_is_found() {
        assert_eq!(wrong("<a href='https://example.org/'>x</a><script src='a.js'></script>"), 0);
        assert_eq!(wrong("<script type='application/json'>{}</script>"), 0);
        assert_eq!(wrong("<link rel=icon href='data:image/svg+xml,x://'>"), 0);
        assert_eq!(wrong("<p style='top:0'></p>"), 1);
        assert_eq!(wrong("<p onclick='f()'></p>"), 1);
        assert_eq!(wrong("<script>f()</script>"), 1);
        assert_eq!(wrong("<img src='https://example.org/a.png'>"), 1);
        assert_eq!(wrong("<link href='//example.org/a.css' rel=stylesheet>"), 1);
    }
}
