//! Markdown from paragraph to list.

use core::ops::Range;

use pulldown_cmark::{Event, Tag};

use super::Prose;
use super::table::caption;
use super::tree::{Item, Node, nodes};
use crate::report::Mistake;

impl Prose<'_> {
    /// Writes paragraphs, lists, tables and whatever else stands one below the other.
    pub(super) fn blocks(self, items: &[Item], out: &mut String) {
        let mut caption_before: Option<(Vec<Item>, Range<usize>)> = None;
        // The items of a tight list hold their text without a paragraph around it.
        let mut loose_from: Option<usize> = None;
        for (place, node) in nodes(items) {
            if is_inline(&node) {
                loose_from.get_or_insert(place.start);
                continue;
            }
            if let Some(from) = loose_from.take() {
                self.inline(&items[from..place.start], out);
            }
            match node {
                Node::Element { tag: Tag::Table(alignments), range, inside } => {
                    self.table(alignments, inside, range, caption_before.take().map(|(items, _)| items), out);
                }
                node => {
                    self.caption_without_table(caption_before.take());
                    match node {
                        Node::Element { tag: Tag::Paragraph, range, inside } => match caption(inside) {
                            Some(words) => caption_before = Some((words, range)),
                            None => self.paragraph("<p>", inside, out),
                        },
                        node => self.block(node, out),
                    }
                }
            }
        }
        self.caption_without_table(caption_before);
        if let Some(from) = loose_from {
            self.inline(&items[from..], out);
        }
    }

    /// Writes a paragraph with `open` as its start tag, unless nothing is in it.
    pub(super) fn paragraph(self, open: &str, inside: &[Item], out: &mut String) {
        if !inside.is_empty() {
            out.push_str(open);
            self.inline(inside, out);
            out.push_str("</p>\n");
        }
    }

    fn block(self, node: Node, out: &mut String) {
        match node {
            Node::Element { tag, range, inside } => match tag {
                Tag::Heading { level, id, .. } => {
                    self.heading(*level as usize, id.as_deref(), inside, range, out);
                }
                Tag::BlockQuote(_) => self.quote(inside, range, out),
                Tag::CodeBlock(kind) => self.code(kind, inside, range, out),
                Tag::List(start) => self.list(*start, inside, out),
                Tag::HtmlBlock => self.html_block(range),
                Tag::FootnoteDefinition(_) => self.footnote_misplaced(range),
                _ => self.unsupported(range),
            },
            Node::Leaf { event: Event::Rule, .. } => out.push_str("<hr>\n"),
            Node::Leaf { range, .. } => self.unsupported(range),
        }
    }

    fn list(self, start: Option<u64>, inside: &[Item], out: &mut String) {
        let (open, close) = match start {
            None => ("<ul>\n".to_owned(), "</ul>\n"),
            Some(1) => ("<ol>\n".to_owned(), "</ol>\n"),
            Some(first) => (format!("<ol start=\"{first}\">\n"), "</ol>\n"),
        };
        out.push_str(&open);
        for (_, node) in nodes(inside) {
            if let Node::Element { tag: Tag::Item, inside, .. } = node {
                out.push_str("<li>");
                self.inside().cited_by(inside).blocks(inside, out);
                out.push_str("</li>\n");
            }
        }
        out.push_str(close);
    }

    /// HTML that the page does not take apart itself: a box in a place where none can stand, a comment, or worse.
    fn html_block(self, range: Range<usize>) {
        let html = self.excerpt.text.get(range.clone()).unwrap_or_default().trim();
        if html.starts_with("<details") || html.starts_with("</details") {
            self.file.report.add(
                Mistake::new(
                    "box-misplaced",
                    self.excerpt.span(range),
                    "a box cannot stand inside something else",
                )
                .hint("move it out of the list, quote or box around it"),
            );
        } else if !(html.starts_with("<!--") && html.ends_with("-->")) {
            self.raw_html(range);
        }
    }

    fn caption_without_table(self, caption: Option<(Vec<Item>, Range<usize>)>) {
        if let Some((_, range)) = caption {
            let message = "a caption stands directly before its table";
            let mistake = Mistake::new("caption-without-table", self.excerpt.span(range), message);
            self.file.report.add(mistake.hint("leave one empty line between the caption and the table"));
        }
    }
}

fn is_inline(node: &Node) -> bool {
    match node {
        Node::Leaf { event, .. } => !matches!(event, Event::Rule),
        Node::Element { tag, .. } => {
            matches!(tag, Tag::Emphasis | Tag::Strong | Tag::Link { .. } | Tag::Image { .. })
        }
    }
}
