//! Headings: each with an id that its author wrote, because addresses and links depend on it.

use core::ops::Range;

use lesson::Section;
use pulldown_cmark::{Event, Tag};

use super::tree::Item;
use super::{Prose, Setting};
use crate::ident::{is_id, proposal};
use crate::record::Kind;
use crate::report::Mistake;

impl Prose<'_> {
    pub(super) fn heading(
        self,
        level: usize,
        id: Option<&str>,
        inside: &[Item],
        range: Range<usize>,
        out: &mut String,
    ) {
        let span = self.excerpt.span(range.clone());
        if self.setting != Setting::Page {
            let mistake =
                Mistake::new("heading-misplaced", span, "a heading cannot stand inside something else");
            self.file.report.add(mistake.hint("move it out, or make it a paragraph in **bold**"));
            return;
        }
        if !(2..=3).contains(&level) {
            let message = if level == 1 {
                "the title of a lesson stands in its front matter"
            } else {
                "a lesson has two levels of headings"
            };
            let mistake = Mistake::new("heading-level", span, message);
            let marks = source_of(self.excerpt.text, &range).bytes().take_while(|&byte| byte == b'#').count();
            self.file.report.add(if marks == level {
                let marks = self.excerpt.span(range.start..range.start + marks);
                mistake.fix(marks, if level == 1 { "##" } else { "###" })
            } else {
                mistake.hint("use ## or ###")
            });
            return;
        }
        if inside.iter().any(|(event, _)| matches!(event, Event::Start(Tag::Link { .. }))) {
            let message = "the outline links to a heading, so it cannot hold a link itself";
            self.file.report.add(
                Mistake::new("heading-with-link", span.clone(), message)
                    .hint("put the link in the text below"),
            );
        }
        let level = level.clamp(2, 3);
        self.heading_id(level, id, range);
        let id = id.filter(|id| is_id(id)).unwrap_or("unnamed");
        let mut title = String::new();
        let recorder = &self.file.recorder;
        let kind = if level == 2 { Kind::Heading(2) } else { Kind::Heading(3) };
        let prose = Self { may_cite: false, ..self };
        recorder.within(kind, || recorder.piece(|| prose.inline(inside, &mut title)));
        let old_ids = self.file.old_ids(id);
        out.push_str(&format!("<h{level} id=\"{id}\">{old_ids}{title}</h{level}>\n"));
        self.file.title_heading(id, &title);
        if level == 2 {
            self.file.begin_section(Section { id: id.to_owned(), title });
        }
    }

    fn heading_id(self, level: usize, id: Option<&str>, range: Range<usize>) {
        let span = self.excerpt.span(range.clone());
        let source = source_of(self.excerpt.text, &range).trim_end();
        match id {
            Some(id) if is_id(id) => self.file.take_heading(id, span),
            Some(id) => {
                let message = format!("`{id}` is not an id");
                self.file.report.add(
                    Mistake::new("bad-id", span, message)
                        .label("small letters, digits and hyphens, starting with a letter")
                        .renamed(id, &proposal(id)),
                );
            }
            None => {
                let line = source.lines().next().unwrap_or_default().trim_end();
                let words = line.trim_start_matches('#').trim();
                let written = format!("{} {words} {{#{}}}", "#".repeat(level), proposal(words));
                let fixed = self.excerpt.span(range.start..range.start + line.len());
                let mistake = Mistake::new("heading-without-id", span, "this heading has no id");
                self.file.report.add(mistake.fix(fixed, written));
            }
        }
    }
}

fn source_of<'t>(text: &'t str, range: &Range<usize>) -> &'t str {
    text.get(range.clone()).unwrap_or_default()
}
