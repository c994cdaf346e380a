//! Markdown from paragraph to list.

use core::ops::Range;

use pulldown_cmark::{Event, Tag};

use super::code::Info;
use super::tree::{Item, Node, nodes};
use super::{Prose, Setting, reading, table, timeline};
use crate::record::Kind;
use crate::report::Mistake;

impl Prose<'_> {
    /// Writes paragraphs, lists, tables and whatever else stands one below the other.
    pub(super) fn blocks(self, items: &[Item], out: &mut String) {
        // The items of a tight list hold their text without a paragraph around it.
        let mut loose_from: Option<usize> = None;
        let mut parts = nodes(items).peekable();
        while let Some((place, node)) = parts.next() {
            if is_inline(&node) {
                loose_from.get_or_insert(place.start);
                continue;
            }
            if let Some(from) = loose_from.take() {
                self.file.recorder.piece(|| self.inline(&items[from..place.start], out));
            }
            let took_next = self.block(node, parts.peek().map(|(_, next)| next), out);
            if took_next {
                parts.next();
            }
        }
        if let Some(from) = loose_from {
            self.file.recorder.piece(|| self.inline(&items[from..], out));
        }
    }

    /// Writes what stands within one line, as a piece of that kind.
    pub(super) fn recorded(self, kind: Kind, items: &[Item], out: &mut String) {
        let recorder = &self.file.recorder;
        recorder.within(kind, || recorder.piece(|| self.inline(items, out)));
    }

    /// Writes a paragraph with `open` as its start tag, unless nothing is in it.
    pub(super) fn paragraph(self, open: &str, inside: &[Item], out: &mut String) {
        if !inside.is_empty() {
            out.push_str(open);
            self.file.recorder.piece(|| self.inline(inside, out));
            out.push_str("</p>\n");
        }
    }

    /// Writes a block, and tells whether the `next` one belongs to it and was written as well.
    fn block(self, node: Node, next: Option<&Node>, out: &mut String) -> bool {
        match node {
            Node::Element { tag, range, inside } => match tag {
                Tag::Paragraph => return self.paragraph_or_caption(inside, range, next, out),
                Tag::CodeBlock(kind) => {
                    let notes = match next {
                        Some(Node::Element { tag: Tag::List(Some(_)), inside, .. })
                            if Info::of(kind).notes =>
                        {
                            Some(*inside)
                        }
                        _ => None,
                    };
                    self.code(kind, inside, range, notes, out);
                    return notes.is_some();
                }
                Tag::Heading { level, id, .. } => {
                    self.heading(*level as usize, id.as_deref(), inside, range, out);
                }
                Tag::Table(alignments) => self.table(alignments, inside, range, None, out),
                Tag::BlockQuote(_) => self.quote(inside, range, out),
                Tag::List(start) => self.list(*start, inside, out),
                Tag::HtmlBlock => self.html_block(range),
                Tag::FootnoteDefinition(_) => self.footnote_misplaced(range),
                _ => self.unsupported(range),
            },
            Node::Leaf { event: Event::Rule, .. } => out.push_str("<hr>\n"),
            Node::Leaf { range, .. } => self.unsupported(range),
        }
        false
    }

    /// A paragraph, unless it is what a table or a timeline after it is about.
    fn paragraph_or_caption(
        self,
        inside: &[Item],
        range: Range<usize>,
        next: Option<&Node>,
        out: &mut String,
    ) -> bool {
        if let Some(words) = caption(inside, table::MARK) {
            if let Some(Node::Element { tag: Tag::Table(alignments), range, inside }) = next {
                self.table(alignments, inside, range.clone(), Some(words), out);
                return true;
            }
            let message = "a caption stands directly before its table";
            let mistake = Mistake::new("caption-without-table", self.excerpt.span(range), message);
            self.file.report.add(mistake.hint("leave one empty line between the caption and the table"));
        } else if let Some(words) = caption(inside, timeline::MARK) {
            if let Some(Node::Element { tag: Tag::List(None), range, inside }) = next {
                self.timeline(&words, inside, range.clone(), out);
                return true;
            }
            self.timeline_shape(range, "a timeline is a list with dots directly after this line");
        } else {
            self.paragraph("<p>", inside, out);
        }
        false
    }

    fn list(self, start: Option<u64>, inside: &[Item], out: &mut String) {
        let is_reading = self.setting == Setting::Page
            && start.is_none()
            && self.file.current_section().as_deref() == Some(reading::ID);
        let (open, close) = match start {
            None if is_reading => ("<ul class=\"reading\">\n".to_owned(), "</ul>\n"),
            None => ("<ul>\n".to_owned(), "</ul>\n"),
            Some(1) => ("<ol>\n".to_owned(), "</ol>\n"),
            Some(first) => (format!("<ol start=\"{first}\">\n"), "</ol>\n"),
        };
        out.push_str(&open);
        for (_, node) in nodes(inside) {
            if let Node::Element { tag: Tag::Item, inside, .. } = node {
                out.push_str("<li>");
                self.file.recorder.within(Kind::Item, || self.inside().cited_by(inside).blocks(inside, out));
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
}

/// What a paragraph says behind `mark`, if it starts with it.
fn caption<'t>(paragraph: &[Item<'t>], mark: &str) -> Option<Vec<Item<'t>>> {
    let (Event::Text(first), range) = paragraph.first()? else { return None };
    let words = first.strip_prefix(mark)?;
    let mut items = paragraph.to_vec();
    items[0] = (Event::Text(words.to_owned().into()), range.end.saturating_sub(words.len())..range.end);
    Some(items)
}

pub(super) fn is_inline(node: &Node) -> bool {
    match node {
        Node::Leaf { event, .. } => !matches!(event, Event::Rule),
        Node::Element { tag, .. } => {
            matches!(tag, Tag::Emphasis | Tag::Strong | Tag::Link { .. } | Tag::Image { .. })
        }
    }
}
