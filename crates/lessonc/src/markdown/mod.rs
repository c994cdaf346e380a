//! From Markdown to HTML that is escaped, well formed and free of style attributes.

mod bare_number;
mod block;
mod callout;
mod code;
mod details;
mod document;
mod heading;
mod html;
mod inline;
mod table;
mod text;
mod tree;
mod value;
#[cfg(test)]
mod well_formed;

use crate::excerpt::Excerpt;
use crate::page_file::PageFile;
use crate::report::Mistake;
use crate::toml_fields::Text;

pub(crate) use document::body;

/// Writes one excerpt of a lesson as HTML.
#[derive(Clone, Copy)]
struct Prose<'a> {
    file: &'a PageFile<'a>,
    excerpt: &'a Excerpt<'a>,
    setting: Setting,
    /// The source of its numbers is named around it.
    cited: bool,
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
    inline_excerpt(&text.excerpt, file, Setting::Widget)
}

/// Paragraphs, lists and code.
pub(crate) fn paragraphs(text: &Text, file: &PageFile) -> String {
    let mut out = String::new();
    if let Some(items) = items(&text.excerpt, file) {
        Prose { file, excerpt: &text.excerpt, setting: Setting::Widget, cited: false }
            .blocks(&items, &mut out);
    }
    out
}

fn inline_excerpt(excerpt: &Excerpt, file: &PageFile, setting: Setting) -> String {
    let mut out = String::new();
    if let Some(items) = items(excerpt, file) {
        Prose { file, excerpt, setting, cited: false }.single_line(&items, &mut out);
    }
    out
}

/// The parsed excerpt; none when it is nested too deep, which is reported.
fn items<'t>(excerpt: &Excerpt<'t>, file: &PageFile) -> Option<Vec<tree::Item<'t>>> {
    match tree::parse(excerpt.text) {
        Ok(items) => Some(items),
        Err(too_deep) => {
            let message = format!("this is nested more than {} levels deep", tree::MAX_DEPTH);
            file.report.add(Mistake::new("nested-too-deep", excerpt.span(too_deep), message));
            None
        }
    }
}
