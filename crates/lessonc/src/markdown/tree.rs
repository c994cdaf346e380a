//! The events of the Markdown parser as a tree: slices of the event list, nothing copied.

use core::ops::Range;

use pulldown_cmark::{Event, Options, Parser, Tag, TextMergeWithOffset};

/// Deeper than any sensible text; also bounds the recursion of the writer.
pub(super) const MAX_DEPTH: usize = 24;

/// An event and the bytes of the text it comes from.
pub(super) type Item<'t> = (Event<'t>, Range<usize>);

/// An element with what it contains, or something that contains nothing.
pub(super) enum Node<'i, 't> {
    Element { tag: &'i Tag<'t>, range: Range<usize>, inside: &'i [Item<'t>] },
    Leaf { event: &'i Event<'t>, range: Range<usize> },
}

/// The events of `text`; where it is nested too deep, the range of the culprit.
pub(super) fn parse(text: &str) -> Result<Vec<Item<'_>>, Range<usize>> {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_WIKILINKS;
    let events = TextMergeWithOffset::new(Parser::new_ext(text, options).into_offset_iter());
    let mut depth = 0_usize;
    let mut items = Vec::new();
    for (event, range) in events {
        match event {
            Event::Start(_) if depth == MAX_DEPTH => return Err(range),
            Event::Start(_) => depth += 1,
            Event::End(_) => depth = depth.saturating_sub(1),
            _ => {}
        }
        items.push((event, range));
    }
    Ok(items)
}

/// The nodes at the top of `items`, each with its place among the items.
pub(super) fn nodes<'i, 't>(items: &'i [Item<'t>]) -> impl Iterator<Item = (Range<usize>, Node<'i, 't>)> {
    let mut at = 0;
    core::iter::from_fn(move || {
        let (event, range) = items.get(at)?;
        let start = at;
        let Event::Start(tag) = event else {
            at += 1;
            return Some((start..at, Node::Leaf { event, range: range.clone() }));
        };
        let end = matching_end(items, start);
        at = (end + 1).min(items.len());
        let inside = &items[start + 1..end];
        Some((start..at, Node::Element { tag, range: range.clone(), inside }))
    })
}

/// Where the element that starts at `start` ends. The parser balances its events.
fn matching_end(items: &[Item], start: usize) -> usize {
    let mut depth = 0_usize;
    for (at, (event, _)) in items.iter().enumerate().skip(start) {
        match event {
            Event::Start(_) => depth += 1,
            Event::End(_) => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth == 0 {
            return at;
        }
    }
    items.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elements_hold_what_is_inside_them() {
        let items = parse("one *two*\n\n- three\n").expect("not deep");
        let kinds: Vec<(usize, usize)> = nodes(&items)
            .map(|(_, node)| match node {
                Node::Element { inside, range, .. } => (inside.len(), range.start),
                Node::Leaf { range, .. } => (0, range.start),
            })
            .collect();
        assert_eq!(kinds, [(4, 0), (3, 11)]);
    }

    #[test]
    fn a_tower_of_quotes_is_refused() {
        assert!(parse(&"> ".repeat(MAX_DEPTH - 1)).is_ok());
        assert!(parse(&format!("{}x", "> ".repeat(MAX_DEPTH * 2))).is_err());
    }
}
