//! From Markdown to HTML that is escaped, well formed and free of style attributes.

mod bare_number;
mod block;
mod callout;
mod card_link;
mod code;
mod details;
mod document;
mod footnote;
mod heading;
mod highlight;
mod html;
mod inline;
mod inline_scenario;
mod line_notes;
#[cfg(test)]
mod places;
mod reading;
mod table;
mod text;
mod timeline;
mod tree;
mod value;
#[cfg(test)]
mod well_formed;

use pulldown_cmark::{Event, Tag};

use crate::excerpt::Excerpt;
use crate::page_file::PageFile;
use crate::record::Kind;
use crate::report::Mistake;
use crate::toml_fields::Text;

pub(crate) use document::body;
pub(crate) use html::push_escaped;
pub(crate) use inline_scenario::{InlineScenario, inline_scenarios};
pub(crate) use value::GAP_MARK;

/// Writes one excerpt of a lesson as HTML.
#[derive(Clone, Copy)]
struct Prose<'a> {
    file: &'a PageFile<'a>,
    excerpt: &'a Excerpt<'a>,
    setting: Setting,
    /// The source of its numbers is named around it.
    cited: bool,
    /// The text may refer to footnotes.
    may_cite: bool,
}

/// Where the text stands, which decides what it may contain.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Setting {
    /// The lesson itself: everything.
    Page,
    /// In a list, quote or box of the lesson: no headings, no widgets, no boxes.
    Inside,
    /// In a text of a widget: as inside, and no callouts; a widget's time to read is counted with the widget.
    Widget,
}

impl Prose<'_> {
    fn inside(self) -> Self {
        let setting = if self.setting == Setting::Page { Setting::Inside } else { self.setting };
        Self { setting, ..self }
    }
}

/// One line of Markdown: emphasis, code, links, computed values.
pub(crate) fn line(text: &Text, file: &PageFile) -> String {
    let kind = Kind::of_key(text.key);
    file.recorder.within(kind, || inline_excerpt(&text.excerpt, file, Setting::Widget))
}

/// As [`line`], where no link can stand: in something that is pressed, or shown in another place than its page.
pub(crate) fn label(text: &Text, file: &PageFile) -> String {
    file.recorder.within(Kind::of_key(text.key), || label_excerpt(&text.excerpt, file, Setting::Widget))
}

/// The text of `html` without its tags and entities.
pub(crate) fn plain(html: &str) -> String {
    html::unescaped(&html::without_tags(html))
}

/// Paragraphs, lists and code.
pub(crate) fn paragraphs(text: &Text, file: &PageFile) -> String {
    let mut out = String::new();
    if let Some(items) = items(&text.excerpt, file) {
        let prose =
            Prose { file, excerpt: &text.excerpt, setting: Setting::Widget, may_cite: true, cited: false };
        file.recorder.within(Kind::of_key(text.key), || prose.blocks(&items, &mut out));
    }
    out
}

fn label_excerpt(excerpt: &Excerpt, file: &PageFile, setting: Setting) -> String {
    let Some(items) = items(excerpt, file) else { return String::new() };
    for (event, range) in &items {
        if let Event::Start(Tag::Link { .. }) = event {
            file.report.add(
                Mistake::new("link-misplaced", excerpt.span(range.clone()), "a link cannot stand here")
                    .hint("write the words alone, and link them in the text around"),
            );
        }
    }
    let mut out = String::new();
    let prose = Prose { file, excerpt, setting, may_cite: false, cited: false };
    file.recorder.piece(|| prose.single_line(&items, &mut out));
    out
}

fn inline_excerpt(excerpt: &Excerpt, file: &PageFile, setting: Setting) -> String {
    let mut out = String::new();
    if let Some(items) = items(excerpt, file) {
        let prose = Prose { file, excerpt, setting, may_cite: false, cited: false };
        file.recorder.piece(|| prose.single_line(&items, &mut out));
    }
    out
}

/// The parsed excerpt; none when it is nested too deep, which is reported.
fn items<'t>(excerpt: &Excerpt<'t>, file: &PageFile) -> Option<Vec<tree::Item<'t>>> {
    match tree::parse(excerpt.text) {
        Ok(items) => Some(items),
        Err(too_deep) => {
            let message = format!("this is nested more than {} levels deep", tree::MAX_DEPTH);
            let mistake = Mistake::new("nested-too-deep", excerpt.span(too_deep), message);
            file.report.add(mistake.hint("say it in fewer levels"));
            None
        }
    }
}
