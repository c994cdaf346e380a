//! A whole lesson: prose and boxes collected into pieces of HTML, with widgets between them.

use core::ops::Range;

use lesson::Block;
use pulldown_cmark::{CodeBlockKind, Tag};

use super::code::first_line;
use super::details::{Mark, marks};
use super::inline_scenario::{content, is_scenario};
use super::tree::{Item, Node, nodes};
use super::{Prose, Setting, label_excerpt};
use crate::directive;
use crate::excerpt::Excerpt;
use crate::page_file::PageFile;
use crate::record::{Kind, Place};
use crate::report::Mistake;
use crate::toml_fields::TomlText;

/// The id of the section whose boxes are questions with answers.
const FAQ: &str = "faq";

/// The compiled text of a lesson.
#[derive(Default)]
pub(crate) struct Body {
    pub(crate) blocks: Vec<Block>,
}

/// Compiles the text after the front matter.
pub(crate) fn body(excerpt: &Excerpt, file: &PageFile) -> Body {
    let Some(items) = super::items(excerpt, file) else { return Body::default() };
    let prose = Prose { file, excerpt, setting: Setting::Page, may_cite: true, cited: false };
    let mut document =
        Document { prose, body: Body::default(), html: String::new(), faqs: false, open: None };
    prose.define_footnotes(&items);
    prose.check_reading(&items);
    document.read(&items);
    document.finish(&items)
}

struct Document<'a> {
    prose: Prose<'a>,
    body: Body,
    /// HTML since the last widget.
    html: String,
    /// A group of questions is open at its end.
    faqs: bool,
    open: Option<OpenBox>,
}

/// Where a run of prose ends.
enum Stop {
    Scenario,
    Widget(&'static str),
    /// Boxes begin and end here.
    Boxes,
    /// It is written at the end of the page.
    Footnote,
}

/// A box that has begun.
struct OpenBox {
    is_faq: bool,
    html: String,
    span: Range<usize>,
}

impl Document<'_> {
    fn read(&mut self, items: &[Item]) {
        let mut prose_from = 0;
        for (place, node) in nodes(items) {
            let Node::Element { tag, range, inside } = node else { continue };
            let stop = match tag {
                Tag::HtmlBlock => Stop::Boxes,
                Tag::FootnoteDefinition(_) => Stop::Footnote,
                Tag::CodeBlock(CodeBlockKind::Fenced(info)) if self.open.is_none() => {
                    if is_scenario(info) {
                        Stop::Scenario
                    } else if let Some(name) = directive::NAMES.into_iter().find(|name| *name == info.trim())
                    {
                        Stop::Widget(name)
                    } else {
                        continue;
                    }
                }
                _ => continue,
            };
            self.prose(&items[prose_from..place.start]);
            prose_from = place.end;
            match stop {
                Stop::Widget(name) => self.widget(name, inside, range),
                Stop::Boxes => self.boxes(range),
                // Footnotes come at the end, and a scenario is for the widgets that name it.
                Stop::Footnote | Stop::Scenario => {}
            }
        }
        self.prose(&items[prose_from..]);
    }

    fn finish(mut self, items: &[Item]) -> Body {
        if let Some(open) = &self.open {
            self.prose.file.report.add(
                Mistake::new("box-open", open.span.clone(), "this box does not end")
                    .hint("write </details> on a line of its own, with an empty line before it"),
            );
            self.close_box();
        }
        self.end_faqs();
        self.prose.footnotes(items, &mut self.html);
        self.flush();
        self.body
    }

    /// Prose of the page or of the open box.
    fn prose(&mut self, items: &[Item]) {
        if items.is_empty() {
            return;
        }
        let mut html = String::new();
        match &mut self.open {
            Some(open) => {
                let prose = self.prose.inside();
                prose.file.recorder.inside(Place::Box, || prose.blocks(items, &mut open.html));
            }
            None => {
                self.prose.blocks(items, &mut html);
                self.end_faqs();
                self.html.push_str(&html);
            }
        }
    }

    fn boxes(&mut self, range: Range<usize>) {
        for (mark, range) in marks(self.prose.excerpt.text, range) {
            let span = self.prose.excerpt.span(range.clone());
            match mark {
                Mark::Open { .. } if self.open.is_some() => {
                    self.report(
                        "box-misplaced",
                        span,
                        "a box cannot stand in a box",
                        "end the one before it first",
                    );
                }
                Mark::Open { summary } => self.open_box(summary, span),
                Mark::Close if self.open.is_some() => self.close_box(),
                Mark::Close => self.report("box-not-open", span, "no box is open here", "take this line out"),
                Mark::Unknown => self.unknown(range),
            }
        }
    }

    fn unknown(&self, range: Range<usize>) {
        let html = self.prose.excerpt.text.get(range.clone()).unwrap_or_default();
        if html.starts_with("<details") {
            let message = "a box starts with <details> and its <summary>";
            let hint = "<details><summary>Go deeper: …</summary>";
            self.report("box-without-summary", self.prose.excerpt.span(range), message, hint);
        } else if html.starts_with('<') {
            self.prose.raw_html(first_line(self.prose.excerpt.text, &range));
        } else {
            let message = "text directly after a tag is not read as Markdown";
            let hint = "leave an empty line after </summary> and before </details>";
            self.report("box-layout", self.prose.excerpt.span(range), message, hint);
        }
    }

    fn open_box(&mut self, summary: Range<usize>, span: Range<usize>) {
        let is_faq = self.prose.file.current_section().as_deref() == Some(FAQ);
        let file = self.prose.file;
        let summary = self.prose.excerpt.part(summary);
        let words = file.recorder.within(Kind::Summary, || label_excerpt(&summary, file, Setting::Inside));
        if words.trim().is_empty() {
            let hint = "<summary>Go deeper: …</summary>";
            self.report("box-without-summary", span.clone(), "the summary of a box says what is in it", hint);
        }
        let class = if is_faq { "faq" } else { "deeper" };
        let html = format!("<details class=\"{class}\"><summary>{words}</summary>");
        self.open = Some(OpenBox { is_faq, html, span });
    }

    fn close_box(&mut self) {
        let Some(open) = self.open.take() else { return };
        if open.is_faq && !self.faqs {
            self.html.push_str("<div class=\"faqs\">\n");
            self.faqs = true;
        } else if !open.is_faq {
            self.end_faqs();
        }
        self.html.push_str(&open.html);
        self.html.push_str("</details>\n");
    }

    fn end_faqs(&mut self) {
        if core::mem::take(&mut self.faqs) {
            self.html.push_str("</div>\n");
        }
    }

    fn widget(&mut self, name: &'static str, inside: &[Item], range: Range<usize>) {
        let text = self.prose.excerpt.text;
        let span = self.prose.excerpt.span(first_line(text, &range));
        let content = content(inside, &range);
        let toml = TomlText {
            text: text.get(content.clone()).unwrap_or_default(),
            offset: self.prose.excerpt.span(content).start,
        };
        let file = self.prose.file;
        let read = || directive::read(name, toml, span.clone(), file);
        if let Some(block) = file.recorder.widget(name, span.clone(), read) {
            if let Some(id) = block.id() {
                file.footnotes.borrow_mut().end_widget(id);
                let old_ids = file.old_ids(id);
                if !old_ids.is_empty() {
                    self.end_faqs();
                    self.html.push_str(&old_ids);
                }
            }
            self.flush();
            self.body.blocks.push(block);
        }
    }

    fn flush(&mut self) {
        self.end_faqs();
        let html = core::mem::take(&mut self.html);
        if !html.trim().is_empty() {
            self.body.blocks.push(Block::Html(html));
        }
    }

    fn report(&self, code: &'static str, span: Range<usize>, message: &str, hint: &str) {
        self.prose.file.report.add(Mistake::new(code, span, message).hint(hint));
    }
}

impl Body {
    pub(crate) fn widgets(&self) -> usize {
        self.blocks.iter().filter(|block| matches!(block, Block::Widget(_))).count()
    }
}
