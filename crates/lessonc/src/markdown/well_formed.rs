//! Whatever an author writes, what has been written as HTML so far is well formed and cannot escape its place.

use lesson::Block;
use proptest::prelude::*;

use super::body;
use crate::excerpt::Excerpt;
use crate::library::Library;
use crate::page_file::PageFile;
use crate::report::Report;

/// Elements that have no end tag.
const VOID: [&str; 2] = ["br", "hr"];

/// What lessons are made of, and what could break them.
pub(super) const FRAGMENTS: [&str; 50] = [
    "\n",
    "\n\n",
    " ",
    "word",
    "100 ms",
    "*",
    "**",
    "`",
    "```\n",
    "```quiz\n",
    "- ",
    "1. ",
    "> ",
    "> [!KEY]\n",
    "> [!NOTE]\n> x",
    "> [!SHORT]\n> - x",
    "## a {#a}\n",
    "### b {#b}\n",
    "## Questions {#faq}\n",
    "# h\n",
    "<details><summary>s</summary>\n\n",
    "</details>\n\n",
    "<b>",
    "<!-- c -->",
    "[a](#a)",
    "[b](x.md)",
    "[c](https://e.org)",
    "![i](i.png)",
    "Table: c\n\n",
    "| a | b |\n| --- | ---: |\n| 1 | 2 |\n",
    "{{a.b}}",
    "{{",
    "}}",
    "&amp;",
    "&",
    "[[",
    "]]",
    "![[a|",
    "<",
    "\"",
    "é–",
    "    ",
    "---\n",
    "```python title=\"a\" notes\nx # (1)\n```\n\n1. n\n\n",
    "```http\nGET / HTTP/1.1\nA: <b>\n",
    "Timeline: t\n\n- **1991** a\n- **1992** b\n\n",
    "> [!INTERVIEW]\n> x\n\n",
    "## r {#reading}\n\n- [a](https://e.org): b\n",
    "x[^f]",
    "\n\n[^f]: note\n\n",
];

fn html(text: &str) -> String {
    let report = Report::new("a.md", text);
    let library = Library::default();
    let file = PageFile::new(&report, &library);
    let body = body(&Excerpt::verbatim(text, 0), &file);
    let pieces = body.blocks.into_iter().map(|block| match block {
        Block::Html(html) => {
            if let Err(problem) = balanced(&html) {
                panic!("{problem} in {html}\nfrom {text:?}");
            }
            html
        }
        Block::Still(_) | Block::Widget(_) => String::new(),
    });
    pieces.collect()
}

/// Checks that tags close in order and that nothing unescaped is left.
fn balanced(html: &str) -> Result<(), String> {
    let mut open = Vec::new();
    let mut rest = html;
    while let Some(start) = rest.find('<') {
        if rest[..start].contains('>') {
            return Err("a bare >".to_owned());
        }
        let end = rest.find('>').ok_or("a tag without end")?;
        let tag = &rest[start + 1..end];
        rest = &rest[end + 1..];
        if !tag.matches('"').count().is_multiple_of(2) || tag.contains(" style=") || tag.contains(" on") {
            return Err(format!("a bad tag <{tag}>"));
        }
        let name = tag.trim_start_matches('/').split_whitespace().next().unwrap_or_default();
        match tag.strip_prefix('/') {
            Some(_) if open.pop() == Some(name) => {}
            Some(_) => return Err(format!("a misplaced </{name}>")),
            None if tag.ends_with('/') || VOID.contains(&name) => {}
            None => open.push(name),
        }
    }
    if rest.contains('>') {
        return Err("a bare >".to_owned());
    }
    if open.is_empty() { Ok(()) } else { Err(format!("open at the end: {open:?}")) }
}

#[test]
fn the_checker_can_tell() {
    assert!(balanced("<p>a<br>b</p>").is_ok());
    for bad in ["<p>", "</p>", "<p><em></p></em>", "a > b", "<p style=\"x\"></p>"] {
        assert!(balanced(bad).is_err(), "{bad}");
    }
}

#[test]
fn text_stays_text() {
    assert_eq!(html("a &lt;script&gt; b"), "<p>a &lt;script&gt; b</p>\n");
    assert_eq!(html("`</p>`"), "<p><code>&lt;/p&gt;</code></p>\n");
    assert_eq!(
        html("[x](https://e.org/\"onload=)"),
        "<p><a href=\"https://e.org/&quot;onload=\">x</a></p>\n"
    );
}

proptest! {
    #[test]
    fn html_is_well_formed_whatever_stands_in_a_lesson(
        picks in prop::collection::vec(0..FRAGMENTS.len(), 0..40)
    ) {
        let text: String = picks.into_iter().map(|pick| FRAGMENTS[pick]).collect();
        html(&text);
    }
}
