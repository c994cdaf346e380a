//! A timeline: `Timeline: what grew`, and a list of moments, each with its time in bold.

use core::ops::Range;

use pulldown_cmark::Tag;

use super::Prose;
use super::block::is_inline;
use super::tree::{Item, Node, nodes};
use crate::record::Kind;
use crate::report::Mistake;

/// What starts the paragraph before the list.
pub(super) const MARK: &str = "Timeline: ";

const HINT: &str =
    "Timeline: what is told\n\n- **1991** what happened, in one line\n- **1996** what came next";

impl Prose<'_> {
    pub(super) fn timeline(self, caption: &[Item], list: &[Item], range: Range<usize>, out: &mut String) {
        out.push_str("<figure class=\"timeline\"><figcaption>");
        self.recorded(Kind::Caption, caption, out);
        out.push_str("</figcaption>\n<ol>\n");
        let mut count = 0;
        for (_, node) in nodes(list) {
            let Node::Element { tag: Tag::Item, range, inside } = node else { continue };
            count += 1;
            self.moment(inside, range, out);
        }
        out.push_str("</ol></figure>\n");
        if count < 2 {
            self.timeline_shape(range, "a timeline has two moments or more");
        }
    }

    /// One moment: its time in bold, and one line of text.
    fn moment(self, item: &[Item], range: Range<usize>, out: &mut String) {
        let mut parts = nodes(item);
        let (inside, is_one) = match parts.next() {
            Some((_, Node::Element { tag: Tag::Paragraph, inside, .. })) => (inside, parts.next().is_none()),
            _ => (item, parts.all(|(_, node)| is_inline(&node))),
        };
        let mut parts = nodes(inside);
        let Some((place, Node::Element { tag: Tag::Strong, inside: time, .. })) = parts.next() else {
            self.timeline_shape(range, "a moment starts with its time in bold");
            return;
        };
        if !is_one {
            self.timeline_shape(range, "a moment is one line");
            return;
        }
        let (mut when, mut words) = (String::new(), String::new());
        self.recorded(Kind::Cell, time, &mut when);
        self.recorded(Kind::Item, &inside[place.end..], &mut words);
        if words.trim().is_empty() {
            self.timeline_shape(range, "this moment says nothing after its time");
            return;
        }
        out.push_str(&format!("<li><b class=\"when\">{when}</b> <span>{}</span></li>\n", words.trim_start()));
    }

    pub(super) fn timeline_shape(self, range: Range<usize>, message: &str) {
        let mistake = Mistake::new("timeline-shape", self.excerpt.span(range), message).hint(HINT);
        self.file.report.add(mistake);
    }
}
