//! Terms that a lesson uses before it says what they are. The first use links to the term's card.

use core::ops::Range;
use std::collections::BTreeSet;

use super::Page;
use crate::library::Library;
use crate::record::{Kind, Phrases, Piece};
use crate::report::Mistake;

/// The terms that have a card, each with the card's slug.
pub(super) struct Terms<'l> {
    library: &'l Library,
    phrases: Phrases<&'l str>,
}

/// Where a piece has to do with a term.
struct Meeting<'a> {
    at: Range<usize>,
    slug: &'a str,
    is_link: bool,
}

impl<'l> Terms<'l> {
    pub(super) fn new(library: &'l Library) -> Self {
        let mut phrases = Phrases::default();
        for (slug, card) in library.cards.iter().filter(|(_, card)| !card.draft) {
            phrases.add(&card.words, slug.as_str());
            card.also.iter().for_each(|also| phrases.add(also, slug.as_str()));
        }
        Self { library, phrases }
    }

    /// Reports the first use of each term that no link has introduced.
    pub(super) fn check(&self, page: &Page) {
        if !page.is_lesson() {
            return;
        }
        let pieces = &page.record.pieces;
        let linked: BTreeSet<&str> = pieces.iter().flat_map(card_links).map(|link| link.slug).collect();
        let opening = opening(page);
        let mut known = BTreeSet::new();
        for (at, piece) in pieces.iter().enumerate().filter(|(_, piece)| may_link(piece)) {
            // What is to be predicted before anything has been said is asked in words that are explained afterwards.
            if opening.contains(&at) {
                continue;
            }
            for meeting in self.meetings(piece) {
                if known.insert(meeting.slug) && !meeting.is_link {
                    self.report(page, piece, &meeting, linked.contains(meeting.slug));
                }
            }
        }
    }

    /// Links to cards and uses of terms, in the order of the text.
    fn meetings<'a>(&'a self, piece: &'a Piece) -> Vec<Meeting<'a>> {
        let uses = self.phrases.find(&piece.text).into_iter();
        let uses = uses.filter(|(at, _)| !piece.is_code(at) && !piece.is_link(at));
        let uses = uses.map(|(at, slug)| Meeting { at, slug, is_link: false });
        let mut meetings: Vec<Meeting> = card_links(piece).chain(uses).collect();
        meetings.sort_by_key(|meeting| meeting.at.start);
        meetings
    }

    fn report(&self, page: &Page, piece: &Piece, Meeting { at, slug, .. }: &Meeting, is_linked: bool) {
        let term = &piece.text[at.clone()];
        let span = piece.span(at.clone());
        let message = if is_linked {
            format!("“{term}” is used before the link that introduces it")
        } else {
            format!("“{term}” has a card, and this lesson does not link to it")
        };
        let mistake = Mistake::warning("term-before-introduction", span.clone(), message);
        let is_own_name = self.library.cards.get(*slug).is_some_and(|card| card.words == term);
        let link = if is_own_name { format!("[[{slug}]]") } else { format!("[[{slug}|{term}]]") };
        page.report.add(match piece.kind {
            Kind::Prompt | Kind::Option | Kind::Statement | Kind::Posed | Kind::Hint => {
                mistake.hint("introduce the term in the text before the question, or ask without it")
            }
            // A bar ends the cell of a table.
            Kind::Cell => mistake.hint(format!("link the first use: {}", link.replace('|', "\\|"))),
            _ if page.report.text(span.clone()) == term => {
                mistake.hint("the first use of a term links to its card").fix(span, link)
            }
            _ => mistake.hint(format!("link the first use: {link}")),
        });
    }
}

/// Whether a first use in that piece counts: where a term may be linked, and in questions.
fn may_link(piece: &Piece) -> bool {
    let never = [Kind::Head, Kind::Heading(2), Kind::Heading(3), Kind::Listing, Kind::Title, Kind::Summary];
    !never.contains(&piece.kind)
}

/// The links of a piece that lead to cards.
fn card_links(piece: &Piece) -> impl Iterator<Item = Meeting<'_>> {
    piece.links.iter().filter_map(|(at, to)| {
        let (folder, file) = to.rsplit_once('/')?;
        let slug = file.strip_suffix(".md").filter(|_| folder.ends_with("cards"))?;
        Some(Meeting { at: at.clone(), slug, is_link: true })
    })
}

/// The pieces of the question that a lesson begins with; none if it begins with something else.
fn opening(page: &Page) -> Range<usize> {
    let first = page.record.widgets.first().filter(|shown| shown.asked.is_some());
    let pieces = first.map_or(0..0, |shown| shown.pieces.clone());
    let is_first = page.record.pieces.iter().take(pieces.start).all(|piece| piece.kind == Kind::Head);
    if is_first { pieces } else { 0..0 }
}
