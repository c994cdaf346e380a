//! Elements: each closed where it was opened, and only where HTML allows it. A browser repairs the rest in
//! silence, and then the page's tree is not the one that the widgets expect.

use super::document::{Document, Piece};
use super::report::Report;

const VOID: [&str; 13] =
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"];

/// Elements whose start ends an open `<p>`.
const ENDS_PARAGRAPH: [&str; 29] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "details",
    "dialog",
    "div",
    "dl",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "main",
    "nav",
    "ol",
    "p",
    "pre",
    "section",
    "table",
    "ul",
];

/// Elements that cannot stand inside one another.
const INTERACTIVE: [&str; 6] = ["a", "button", "select", "textarea", "summary", "label"];

pub(crate) fn check(document: &Document, report: &mut Report) {
    let route = &document.route;
    for error in &document.errors {
        report.check(false, || format!("{route}: {error}"));
    }
    report.check(matches!(document.pieces.first(), Some(Piece::Doctype(name)) if name == "html"), || {
        format!("{route}: does not begin with <!doctype html>")
    });
    let mut open: Vec<&str> = Vec::new();
    for piece in &document.pieces {
        match piece {
            Piece::Open(tag, closed) => {
                let name = tag.name.as_str();
                let foreign = foreign(&open) || name == "svg";
                let trouble = if foreign { None } else { trouble(name, &open) };
                report.check(trouble.is_none(), || {
                    format!("{route}: <{name}> in {}: {}", path(&open), trouble.unwrap_or_default())
                });
                report.check(!closed || foreign || VOID.contains(&name), || {
                    format!("{route}: <{name}/> does not close itself in HTML")
                });
                if !(VOID.contains(&name) || foreign && *closed) {
                    open.push(name);
                }
            }
            Piece::Close(name) => {
                let last = open.last().copied();
                report.check(last == Some(name), || {
                    format!("{route}: </{name}> where {} is open", path(&open))
                });
                if let Some(place) = open.iter().rposition(|candidate| candidate == name) {
                    open.truncate(place);
                }
            }
            Piece::Text(_) | Piece::Doctype(_) => {}
        }
    }
    report.check(open.is_empty(), || format!("{route}: {} is never closed", path(&open)));
}

/// Inside SVG other rules hold, up to where it embeds HTML again.
fn foreign(open: &[&str]) -> bool {
    open.iter().rev().find(|name| ["svg", "foreignobject", "foreignObject"].contains(name)) == Some(&"svg")
}

fn trouble(name: &str, open: &[&str]) -> Option<&'static str> {
    let parent = open.last().copied().unwrap_or_default();
    let in_list = ["ul", "ol", "menu"].contains(&parent);
    let in_table = ["table", "thead", "tbody", "tfoot", "tr"].contains(&parent);
    let interactive = INTERACTIVE.contains(&name) && open.iter().any(|outer| INTERACTIVE.contains(outer));
    // A control inside its own label is how labels work, and links may stand in a summary.
    let allowed = parent == "label" && ["select", "textarea"].contains(&name)
        || open.contains(&"summary") && name == "a";
    match name {
        _ if ENDS_PARAGRAPH.contains(&name) && open.contains(&"p") => Some("a paragraph cannot hold it"),
        _ if interactive && !allowed => Some("one control cannot stand inside another"),
        "li" if !in_list => Some("belongs into a list"),
        _ if in_list && name != "li" => Some("a list holds only items"),
        "tr" if !["thead", "tbody", "tfoot"].contains(&parent) => Some("belongs into thead, tbody or tfoot"),
        "td" | "th" if parent != "tr" => Some("belongs into a row"),
        "caption" | "thead" | "tbody" | "tfoot" if parent != "table" => Some("belongs into a table"),
        _ if in_table
            && !["td", "th", "tr", "caption", "thead", "tbody", "tfoot", "colgroup"].contains(&name) =>
        {
            Some("a table holds only rows and cells")
        }
        "dt" | "dd" if !["dl", "div"].contains(&parent) => Some("belongs into a description list"),
        "summary" if parent != "details" => Some("belongs into details"),
        "option" if !["select", "datalist", "optgroup"].contains(&parent) => Some("belongs into a select"),
        "legend" if parent != "fieldset" => Some("belongs into a fieldset"),
        _ => None,
    }
}

fn path(open: &[&str]) -> String {
    if open.is_empty() { "nothing".to_owned() } else { open.join(" > ") }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wrong(body: &str) -> Vec<String> {
        let mut report = Report::default();
        check(&Document::parse("", &format!("<!doctype html><body>{body}</body>")), &mut report);
        report.wrong().to_vec()
    }

    #[test]
    fn sound_markup_passes() {
        let body = "<p>a<br>b</p><ul><li><p>c</p></li></ul><details><summary>d</summary><div></div></details>\
            <table><caption>e</caption><tbody><tr><th scope=row>f</th><td>g</td></tr></tbody></table>\
            <svg><g><path d=''/></g><title>h</title></svg><label>i<input></label><!>";
        assert_eq!(wrong(body), Vec::<String>::new());
    }

    #[test]
    fn each_fault_is_found() {
        for body in [
            "<p><div></div></p>",
            "<p>",
            "</p>",
            "<div/>",
            "<b><i></b></i>",
            "<a href=x><button></button></a>",
            "<li></li>",
            "<ul><p></p></ul>",
            "<table><tr><td></td></tr></table>",
            "<p id=a id=b></p>",
            "<summary></summary>",
        ] {
            assert!(!wrong(body).is_empty(), "{body}");
        }
    }
}
