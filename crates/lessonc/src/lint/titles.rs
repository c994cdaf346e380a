//! What stands for a thing that some readers cannot see: titles of figures, words of links.

use super::Page;
use crate::record::{Kind, normal};
use crate::report::Mistake;

/// Titles that say nothing of the figure.
const EMPTY_TITLES: [&str; 9] =
    ["figure", "a figure", "diagram", "picture", "image", "simulation", "run", "title", "untitled"];

/// Words that do not say where a link leads, when it has no others.
const EMPTY_LINKS: [&str; 14] = [
    "here",
    "click here",
    "click",
    "this",
    "this link",
    "this page",
    "link",
    "more",
    "read more",
    "see",
    "see here",
    "see this",
    "page",
    "it",
];

pub(super) fn check(page: &Page) {
    let titles = page.record.widgets.iter().flat_map(|shown| {
        let pieces = page.record.of(shown).iter();
        pieces.filter(|piece| piece.kind == Kind::Title).map(move |title| (shown, title))
    });
    for (shown, title) in titles {
        let text = title.text.trim();
        let message = if EMPTY_TITLES.contains(&normal(text).as_str()) {
            format!("the title “{text}” says nothing of what is to be seen")
        } else if shown.run.as_ref().is_some_and(|(id, _)| id == text) {
            "the title is the scenario's id".to_owned()
        } else {
            continue;
        };
        page.report.add(
            Mistake::new("alt-text", title.whole(), message)
                .hint("who cannot see the figure hears its title: title = \"One request, one response\""),
        );
    }
    for piece in &page.record.pieces {
        for (range, _) in &piece.links {
            let words = piece.text[range.clone()].trim();
            // A bare address is spelled out letter by letter.
            let is_address = ["https://", "http://", "www."].iter().any(|start| words.starts_with(start));
            if is_address || EMPTY_LINKS.contains(&normal(words).as_str()) {
                page.report.add(
                    Mistake::new(
                        "link-text",
                        piece.span(range.clone()),
                        format!("“{words}” does not say where the link leads"),
                    )
                    .hint("links are also read out in a list, by themselves: name the page, [how it is checked](…)"),
                );
            }
        }
    }
}
