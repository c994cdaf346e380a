//! The section with the id `reading`: one list of what to read next, each with what it gives.

use core::ops::Range;

use pulldown_cmark::{Event, Tag};

use super::Prose;
use super::tree::{Item, Node, nodes};
use crate::report::Mistake;

/// The id of the section.
pub(super) const ID: &str = "reading";

const HINT: &str = "- [HTTP Semantics](https://…): what one finds there, in one line";

/// What the section has so far.
#[derive(Default)]
struct Parts {
    list: bool,
    /// Something that is no list.
    other: bool,
}

impl Prose<'_> {
    /// Checks the section among the items of the page, if it has one.
    pub(super) fn check_reading(self, items: &[Item]) {
        let mut heading = None;
        let mut parts = Parts::default();
        for (_, node) in nodes(items) {
            match node {
                Node::Element { tag: Tag::Heading { id, level, .. }, range, .. } if *level as usize <= 2 => {
                    self.end_reading(heading.take(), &parts);
                    heading = (id.as_deref() == Some(ID)).then_some(range);
                    parts = Parts::default();
                }
                _ if heading.is_none() => {}
                Node::Element { tag: Tag::FootnoteDefinition(_), .. } => {}
                Node::Element { tag: Tag::List(None), range, inside } => {
                    if core::mem::replace(&mut parts.list, true) {
                        self.reading_shape(range, "what to read next is one list");
                    }
                    for (_, item) in nodes(inside) {
                        self.check_entry(item);
                    }
                }
                Node::Element { range, .. } | Node::Leaf { range, .. } => {
                    if !core::mem::replace(&mut parts.other, true) {
                        self.reading_shape(range, "what to read next is one list and nothing else");
                    }
                }
            }
        }
        self.end_reading(heading, &parts);
    }

    fn end_reading(self, heading: Option<Range<usize>>, parts: &Parts) {
        if let Some(range) = heading.filter(|_| !parts.list && !parts.other) {
            self.reading_shape(range, "this section is the list of what to read next");
        }
    }

    /// An entry starts with a link to another site, and says what one finds there.
    fn check_entry(self, item: Node) {
        let Node::Element { tag: Tag::Item, range, inside } = item else { return };
        let inside = match nodes(inside).next() {
            Some((_, Node::Element { tag: Tag::Paragraph, inside, .. })) => inside,
            _ => inside,
        };
        let mut parts = nodes(inside);
        let is_outside = |address: &str| address.starts_with("https://");
        match parts.next() {
            Some((_, Node::Element { tag: Tag::Link { dest_url, .. }, .. })) if is_outside(dest_url) => {}
            _ => return self.reading_shape(range, "an entry starts with a link to another site"),
        }
        let says_something = parts.any(|(_, node)| match node {
            Node::Leaf { event: Event::Text(text) | Event::Code(text), .. } => {
                text.contains(char::is_alphanumeric)
            }
            Node::Leaf { .. } => false,
            Node::Element { .. } => true,
        });
        if !says_something {
            self.reading_shape(range, "an entry says what one finds there");
        }
    }

    fn reading_shape(self, range: Range<usize>, message: &str) {
        let range = super::code::first_line(self.excerpt.text, &range);
        let mistake = Mistake::new("reading-shape", self.excerpt.span(range), message).hint(HINT);
        self.file.report.add(mistake);
    }
}
