//! Quotes, and the quotes that are callouts: `> [!SHORT]`, `> [!KEY]`, `> [!NOTE]`, `> [!INTERVIEW]`.

use core::ops::Range;

use lesson::Section;
use pulldown_cmark::{Event, Tag};

use super::tree::{Item, Node, nodes};
use super::{Prose, Setting};
use crate::record::Place;
use crate::report::Mistake;
use crate::words;

/// The flag that marks a key idea.
const FLAG: &str = "<svg viewBox=\"0 0 20 12\" aria-hidden=\"true\"><path d=\"M0 0h12l8 6-8 6H0z\"/></svg>";

const NAMES: [&str; 4] = ["SHORT", "KEY", "NOTE", "INTERVIEW"];

/// The first line of a callout.
struct Marker<'t> {
    name: &'t str,
    range: Range<usize>,
    /// Nothing else stands on its line, as Git hosts also want it.
    alone: bool,
}

impl Prose<'_> {
    pub(super) fn quote(self, inside: &[Item], range: Range<usize>, out: &mut String) {
        self.file.recorder.inside(Place::Callout, || self.any_quote(inside, range, out));
    }

    fn any_quote(self, inside: &[Item], range: Range<usize>, out: &mut String) {
        let Some(marker) = marker(self.excerpt.text, range.clone()) else {
            out.push_str("<blockquote>\n");
            self.inside().blocks(inside, out);
            out.push_str("</blockquote>\n");
            return;
        };
        let span = self.excerpt.span(marker.range.clone());
        if !marker.alone {
            let message = "the name of a callout stands alone on its line";
            let hint = format!("> [!{}]\n> …", marker.name);
            self.file.report.add(Mistake::new("callout-shape", span, message).hint(hint));
            return;
        }
        let inside = after_marker(inside, marker.range.end);
        match (marker.name, self.setting) {
            ("SHORT", Setting::Page) => self.short(&inside, span, out),
            ("KEY", Setting::Page | Setting::Inside) => self.key(&inside, span, out),
            ("NOTE", Setting::Page | Setting::Inside) => self.note(&inside, span, out),
            ("INTERVIEW", Setting::Page) => self.interview(&inside, span, out),
            (name, _) if NAMES.contains(&name) => {
                let message = format!("[!{name}] cannot stand here");
                let hint = "[!KEY] and [!NOTE] stand in the lesson and in its boxes and lists, the others only in the lesson";
                self.file.report.add(Mistake::new("callout-misplaced", span, message).hint(hint));
            }
            (name, _) => {
                let message = format!("there is no callout [!{name}]");
                self.file.report.add(Mistake::new("unknown-callout", span, message).meant(name, NAMES));
            }
        }
    }

    fn short(self, inside: &[Item], span: Range<usize>, out: &mut String) {
        self.file.take_id("short", span.clone());
        let mut parts = nodes(inside);
        if !matches!(
            (parts.next(), parts.next()),
            (Some((_, Node::Element { tag: Tag::List(None), .. })), None)
        ) {
            self.shape(span, "the short version is one list", "> [!SHORT]\n> - one line\n> - another");
            return;
        }
        out.push_str(
            "<section class=\"short\" aria-labelledby=\"short\">\n<h2 class=\"label\" id=\"short\">",
        );
        out.push_str(words::SHORT_VERSION);
        out.push_str("</h2>\n");
        self.file.begin_section(Section { id: "short".to_owned(), title: words::SHORT_VERSION.to_owned() });
        self.inside().blocks(inside, out);
        out.push_str("</section>\n");
    }

    fn key(self, inside: &[Item], span: Range<usize>, out: &mut String) {
        let mut parts = nodes(inside);
        let (Some((_, Node::Element { tag: Tag::Paragraph, inside, .. })), None) =
            (parts.next(), parts.next())
        else {
            self.shape(span, "a key idea is one paragraph", "> [!KEY]\n> One sentence.");
            return;
        };
        out.push_str("<aside class=\"key\"><p class=\"label\">");
        out.push_str(FLAG);
        out.push_str(words::KEY_IDEA);
        out.push_str("</p>");
        self.paragraph("<p>", inside, out);
        out.push_str("</aside>\n");
    }

    fn note(self, inside: &[Item], span: Range<usize>, out: &mut String) {
        let mut written = false;
        for (_, node) in nodes(inside) {
            let Node::Element { tag: Tag::Paragraph, inside, .. } = node else {
                self.shape(span, "a note is made of paragraphs", "> [!NOTE]\n> A remark.");
                return;
            };
            self.paragraph("<p class=\"note\">", inside, out);
            written = true;
        }
        if !written {
            self.shape(span, "this note says nothing", "> [!NOTE]\n> A remark.");
        }
    }

    fn interview(self, inside: &[Item], span: Range<usize>, out: &mut String) {
        self.file.take_id("interview", span.clone());
        let mut written = false;
        for (_, node) in nodes(inside) {
            written = matches!(node, Node::Element { tag: Tag::Paragraph | Tag::List(_), .. });
            if !written {
                break;
            }
        }
        if !written {
            let hint = "> [!INTERVIEW]\n> What is asked, and what a good answer says.";
            self.shape(span, "this box is made of paragraphs and lists", hint);
            return;
        }
        out.push_str(
            "<aside class=\"interview\" aria-labelledby=\"interview\"><p class=\"label\" id=\"interview\">",
        );
        out.push_str(words::INTERVIEW);
        out.push_str("</p>\n");
        self.inside().blocks(inside, out);
        out.push_str("</aside>\n");
    }

    fn shape(self, span: Range<usize>, message: &str, hint: &str) {
        self.file.report.add(Mistake::new("callout-shape", span, message).hint(hint));
    }
}

/// The marker of the quote at `range`, if its first line starts like one.
fn marker(text: &str, range: Range<usize>) -> Option<Marker<'_>> {
    let line = text.get(range.clone())?.lines().next()?;
    let content = line.trim_start_matches(|c: char| c == '>' || c.is_whitespace());
    let start = range.start + line.len() - content.len();
    let close = content.find(']')?;
    let name = content[..close].strip_prefix("[!")?;
    let alone = content[close + 1..].trim().is_empty();
    let is_name = !name.is_empty() && name.len() <= 20 && name.bytes().all(|b| b.is_ascii_alphabetic());
    is_name.then_some(Marker { name, range: start..start + close + 1, alone })
}

/// The content of a callout without its first line, and without the paragraph that held nothing else.
fn after_marker<'t>(inside: &[Item<'t>], marker_end: usize) -> Vec<Item<'t>> {
    let is_marker =
        |item: &&Item| !matches!(item.0, Event::Start(_) | Event::End(_)) && item.1.start < marker_end;
    let last = inside.iter().enumerate().filter(|(_, item)| is_marker(item)).map(|(at, _)| at).next_back();
    let Some(last) = last else { return inside.to_vec() };
    let mut rest = &inside[last + 1..];
    if let [(Event::SoftBreak | Event::HardBreak, _), after @ ..] = rest {
        rest = after;
    }
    if let [(Event::End(_), _), after @ ..] = rest {
        return after.to_vec();
    }
    inside.first().into_iter().chain(rest).cloned().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_name_in_brackets_marks_a_callout() {
        let name = |text: &'static str| marker(text, 0..text.len()).map(|marker| (marker.name, marker.alone));
        assert_eq!(name("> [!KEY]\n> x"), Some(("KEY", true)));
        assert_eq!(name("> > [!KEY] x"), Some(("KEY", false)));
        assert_eq!(name("> [!]"), None);
        assert_eq!(name("> [a link]"), None);
        assert_eq!(name("> x [!KEY]"), None);
    }
}
