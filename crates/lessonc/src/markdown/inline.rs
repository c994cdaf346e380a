//! Markdown within a line: emphasis, code, links, computed values.

use core::ops::Range;

use pulldown_cmark::{Event, LinkType, Tag};

use super::Prose;
use super::html::{push_escaped, push_space};
use super::tree::{Item, Node, nodes};
use crate::links::{self, Target};
use crate::record::Mark;
use crate::report::Mistake;

impl Prose<'_> {
    /// Writes what stands within one paragraph, heading or cell.
    pub(super) fn inline(self, items: &[Item], out: &mut String) {
        self.bare_numbers(items);
        self.pieces(items, out);
    }

    /// Writes a part of that.
    fn pieces(self, items: &[Item], out: &mut String) {
        let mut breaks = false;
        for (_, node) in nodes(items) {
            if core::mem::take(&mut breaks) {
                let next = match &node {
                    Node::Leaf { event: Event::Text(text), .. } => text,
                    _ => "",
                };
                push_space(out, next, "\n");
            }
            match node {
                Node::Leaf { event: Event::SoftBreak, .. } => {
                    self.file.recorder.space();
                    breaks = true;
                }
                Node::Leaf { event, range } => self.inline_leaf(event, range, out),
                Node::Element { tag, range, inside } => self.inline_element(tag, range, inside, out),
            }
        }
    }

    /// As [`Prose::inline`], for a text that must be one paragraph.
    pub(super) fn single_line(self, items: &[Item], out: &mut String) {
        for (place, node) in nodes(items) {
            match node {
                Node::Element { tag: Tag::Paragraph, inside, .. } if place.start == 0 => {
                    self.inline(inside, out)
                }
                Node::Element { range, .. } | Node::Leaf { range, .. } => {
                    let span = self.excerpt.span(range);
                    self.file.report.add(
                        Mistake::new("one-line-only", span, "only a single paragraph can stand here")
                            .hint("emphasis, code and links may stand in it; put the rest where there is room for it"),
                    );
                    return;
                }
            }
        }
    }

    fn inline_leaf(self, event: &Event, range: Range<usize>, out: &mut String) {
        match event {
            Event::Text(text) => self.text(text, range, out),
            Event::Code(code) => {
                out.push_str("<code>");
                push_escaped(out, code);
                self.file.recorder.code(code, self.excerpt.span(range));
                out.push_str("</code>");
            }
            Event::FootnoteReference(label) => self.footnote_reference(label, range, out),
            Event::HardBreak => {
                self.file.recorder.space();
                out.push_str("<br>");
            }
            Event::InlineHtml(html) | Event::Html(html) if html.starts_with("<!--") => {}
            Event::InlineHtml(_) | Event::Html(_) => self.raw_html(range),
            _ => self.unsupported(range),
        }
    }

    fn inline_element(self, tag: &Tag, range: Range<usize>, inside: &[Item], out: &mut String) {
        match tag {
            Tag::Emphasis => self.wrapped("em", inside, out),
            Tag::Strong => self.wrapped("strong", inside, out),
            Tag::Link { link_type: LinkType::Email, .. } => {
                let mistake = Mistake::new(
                    "link-scheme",
                    self.excerpt.span(range),
                    "links to other sites start with https:",
                );
                self.file.report.add(mistake.hint("write the address as code, or link to a page"));
            }
            Tag::Link { link_type: LinkType::WikiLink { has_pothole }, dest_url, .. } => {
                self.card_link(dest_url, has_pothole.then_some(inside), range, out);
            }
            Tag::Link { dest_url, .. } => self.link(dest_url, range, inside, out),
            Tag::Image { .. } => {
                self.file.report.add(
                    Mistake::new("image", self.excerpt.span(range), "a lesson has no image files").hint(
                        "draw it from a scenario: a ```figure block has a picture, a table and a live form",
                    ),
                );
            }
            _ => self.unsupported(range),
        }
    }

    fn link(self, destination: &str, range: Range<usize>, inside: &[Item], out: &mut String) {
        let mut label = String::new();
        let (mark, words) = (Mark::Link(destination.to_owned()), Self { may_cite: false, ..self });
        self.file.recorder.marked(mark, || words.pieces(inside, &mut label));
        if label.trim().is_empty() {
            let mistake = Mistake::new(
                "link-empty",
                self.excerpt.span(range.clone()),
                "this link has no words to follow",
            );
            self.file.report.add(mistake.label("[words that say where it leads](…)"));
        }
        match links::resolve(destination, self.excerpt.span(range.clone()), self.file) {
            Some(Target::Address(address)) => {
                out.push_str("<a href=\"");
                push_escaped(out, &address);
                out.push_str("\">");
                out.push_str(&label);
                out.push_str("</a>");
            }
            Some(Target::Card(slug)) => self.term(&slug, &label, range, out),
            Some(Target::Unwritten) => out.push_str(&format!("<span class=\"planned\">{label}</span>")),
            None => out.push_str(&label),
        }
    }

    fn wrapped(self, name: &str, inside: &[Item], out: &mut String) {
        out.push_str(&format!("<{name}>"));
        self.file.recorder.marked(Mark::Emphasis, || self.pieces(inside, out));
        out.push_str(&format!("</{name}>"));
    }

    pub(super) fn raw_html(self, range: Range<usize>) {
        self.file.report.add(
            Mistake::new("raw-html", self.excerpt.span(range), "HTML cannot stand in a lesson").hint(
                "only <details> with its <summary> is known; write `<b>` as code if you mean the signs",
            ),
        );
    }

    pub(super) fn unsupported(self, range: Range<usize>) {
        let mistake = Mistake::new("misplaced", self.excerpt.span(range), "this cannot stand here");
        self.file.report.add(mistake.hint("paragraphs, lists, quotes and listings can"));
    }
}
