//! ```` ```scenario an-id ````: a scenario that stands in the page that needs it.

use core::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, Tag};

use super::code::first_line;
use super::tree::{self, Item, Node, nodes};
use crate::excerpt::Excerpt;
use crate::toml_fields::TomlText;

/// The word after the fence.
pub(super) const NAME: &str = "scenario";

/// A scenario as a page has it.
pub(crate) struct InlineScenario<'t> {
    /// What stands behind the word, an id if all is well.
    pub(crate) id: &'t str,
    /// Where its fence stands in the file.
    pub(crate) fence: Range<usize>,
    pub(crate) toml: TomlText<'t>,
}

/// Those at the top level of a page, in order. Elsewhere they are reported when the page is written.
pub(crate) fn inline_scenarios<'t>(body: &Excerpt<'t>) -> Vec<InlineScenario<'t>> {
    // A page that is nested too deep is reported when it is written.
    let Ok(items) = tree::parse(body.text) else { return Vec::new() };
    let scenario = |(_, node): (_, Node)| {
        let Node::Element { tag: Tag::CodeBlock(CodeBlockKind::Fenced(info)), range, inside } = node else {
            return None;
        };
        is_scenario(info).then_some(())?;
        let line = first_line(body.text, &range);
        let fence = body.text.get(line.clone())?;
        let id = fence.trim_start_matches(['`', '~', ' ']).strip_prefix(NAME)?.trim();
        let content = content(inside, &range);
        let toml = TomlText { text: body.text.get(content.clone())?, offset: body.span(content).start };
        Some(InlineScenario { id, fence: body.span(line), toml })
    };
    nodes(&items).filter_map(scenario).collect()
}

/// Whether a fence opens a scenario.
pub(super) fn is_scenario(info: &str) -> bool {
    info.split_whitespace().next() == Some(NAME)
}

/// Where the text between the fences stands in the excerpt.
pub(super) fn content(inside: &[Item], block: &Range<usize>) -> Range<usize> {
    match (inside.first(), inside.last()) {
        (Some((Event::Text(_), first)), Some((Event::Text(_), last))) => first.start..last.end,
        _ => block.end..block.end,
    }
}
