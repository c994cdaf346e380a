//! The options of one question: told apart by what they say, not by how they look or where they stand.

use core::ops::Range;
use std::collections::BTreeSet;

use super::Page;
use crate::record::{Asked, Kind, Phrases, Piece, Shown, normal, words};
use crate::report::Mistake;

/// An option of this many percent of the next one’s length stands out.
const STANDS_OUT_PERCENT: usize = 125;
/// The longest option may have this many times the characters of the shortest, in tenths.
const MAX_SPREAD_TENTHS: usize = 25;
/// Differences of fewer characters are seen by nobody.
const SEEN_CHARACTERS: usize = 8;

/// Options that are about the other options.
const SWEEPING: [&str; 8] = [
    "all of the above",
    "none of the above",
    "both of the above",
    "any of the above",
    "neither of the above",
    "either of the above",
    "all the above",
    "both the above",
];

/// The same in words that also stand in ordinary sentences, “as both of them ask”: only when the option says little else.
const SWEEPING_ALONE: [&str; 22] = [
    "all of these",
    "none of these",
    "both of these",
    "any of these",
    "neither of these",
    "all of them",
    "none of them",
    "both of them",
    "all of the others",
    "any of the others",
    "none of the others",
    "all options",
    "both options",
    "every option",
    "all other options",
    "all the options",
    "all of the options",
    "none of the options",
    "none of the other options",
    "all answers",
    "both answers",
    "none of the answers",
];

/// An option of so many words says nothing beside what it sweeps together.
const LITTLE: usize = 5;

const PLACES: [&str; 10] =
    ["first", "second", "third", "fourth", "fifth", "sixth", "last", "previous", "next", "upper"];

pub(super) fn check(page: &Page) {
    let sweeping = Sweeping {
        always: phrases(SWEEPING.iter().map(|&text| text.to_owned())),
        alone: phrases(SWEEPING_ALONE.iter().map(|&text| text.to_owned())),
    };
    let options =
        PLACES.iter().flat_map(|place| ["option", "choice"].map(|thing| format!("{place} {thing}")));
    let placed = phrases(options.chain(["the above".to_owned(), "the below".to_owned()]));
    for shown in &page.record.widgets {
        let pieces = page.record.of(shown);
        for piece in pieces {
            match piece.kind {
                Kind::Option => option(page, piece, &sweeping, &placed),
                Kind::Feedback | Kind::Explanation if is_choice(shown) => by_place(page, piece, &placed),
                _ => {}
            }
        }
        let (kind, rights) = match &shown.asked {
            Some(Asked::Choice { rights, .. } | Asked::Several { rights }) => (Kind::Option, rights),
            Some(Asked::Place { rights }) => (Kind::Option, rights),
            Some(Asked::Statements { holds }) => (Kind::Statement, holds),
            _ => continue,
        };
        let options: Vec<&Piece> = pieces.iter().filter(|piece| piece.kind == kind).collect();
        same(page, &options);
        // What places are called is not for the author to choose.
        let is_place = matches!(shown.asked, Some(Asked::Place { .. }));
        if options.len() == rights.len() && !is_place {
            lengths(page, &options, rights);
        }
    }
}

struct Sweeping {
    always: Phrases<()>,
    alone: Phrases<()>,
}

/// How long an option looks.
pub(super) fn length(option: &Piece) -> usize {
    option.text.trim().chars().count()
}

fn is_choice(shown: &Shown) -> bool {
    matches!(shown.asked, Some(Asked::Choice { .. } | Asked::Several { .. }))
}

fn phrases(texts: impl Iterator<Item = String>) -> Phrases<()> {
    let mut phrases = Phrases::default();
    for text in texts {
        phrases.add(&text, ());
    }
    phrases
}

fn option(page: &Page, piece: &Piece, sweeping: &Sweeping, placed: &Phrases<()>) {
    let said_alone = words(&piece.text).len() <= LITTLE;
    let alone = if said_alone { sweeping.alone.find(&piece.text) } else { Vec::new() };
    let found = sweeping.always.find(&piece.text).into_iter().chain(alone).map(|(range, ())| range);
    if let Some(range) = found.chain(letters(&piece.text)).next() {
        let text = &piece.text[range.clone()];
        page.report.add(
            Mistake::new(
                "option-all-none",
                piece.span(range.clone()),
                format!("“{text}” is no answer of its own"),
            )
            .hint(
                "who sees two right ones need not think about the rest: \
                       write what would be true, or ask two questions",
            ),
        );
    } else {
        by_place(page, piece, placed);
    }
}

/// Options by their letters: “A and B”, “B or C”.
fn letters(text: &str) -> Option<Range<usize>> {
    let words = words(text);
    let is_letter = |text: &str| text.len() == 1 && text.starts_with(|c| ('A'..='F').contains(&c));
    let found = words.windows(3).find(|three| {
        is_letter(three[0].text) && matches!(three[1].text, "and" | "or") && is_letter(three[2].text)
    })?;
    // A question may name its parties A and B, and then says more of them.
    (words.len() <= 4).then(|| found[0].range.start..found[2].range.end)
}

/// Words that point to an option by its place, which may change when the question is asked again.
fn by_place(page: &Page, piece: &Piece, placed: &Phrases<()>) {
    let ends = |range: &Range<usize>| {
        !piece.text[range.end..].trim_start().starts_with(|c: char| c.is_alphanumeric())
    };
    let alone = words(&piece.text)
        .into_iter()
        .filter(|word| {
            piece.kind == Kind::Option && matches!(word.text, "above" | "below") && ends(&word.range)
        })
        .map(|word| word.range);
    let found = placed.find(&piece.text).into_iter().map(|(range, ())| range).chain(alone).next();
    if let Some(range) = found {
        let text = &piece.text[range.clone()];
        page.report.add(
            Mistake::new(
                "option-by-place",
                piece.span(range.clone()),
                format!("“{text}” points to an option by its place"),
            )
            .hint("name it by what it says; options may change places when a question is asked again"),
        );
    }
}

fn same(page: &Page, options: &[&Piece]) {
    let mut seen = BTreeSet::new();
    for option in options {
        if !seen.insert(normal(&option.text)) {
            page.report.add(
                Mistake::new("option-duplicate", option.whole(), "another option says the same")
                    .hint("give every option a thought of its own"),
            );
        }
    }
}

/// Right ones that stand out by their length from all wrong ones, and options that are much longer than others.
fn lengths(page: &Page, options: &[&Piece], rights: &[bool]) {
    let sizes = |wanted: bool| -> Vec<usize> {
        let own = options.iter().zip(rights).filter(|(_, right)| **right == wanted);
        own.map(|(option, _)| length(option)).collect()
    };
    let (right, wrong) = (sizes(true), sizes(false));
    let first_right = options.iter().zip(rights).find(|(_, right)| **right).map(|(option, _)| *option);
    if let (Some(first), Some((which, size, next))) = (first_right, standing_out(&right, &wrong)) {
        let who = if right.len() == 1 { "the right option is" } else { "the right options are" };
        let message = format!("{who} the {which} by far: {size} characters, the next has {next}");
        page.report.add(
            Mistake::warning("option-length", first.whole(), message)
                .hint("who knows nothing picks the one that stands out; write the options alike in length"),
        );
        return;
    }
    let longest = options.iter().max_by_key(|option| length(option));
    let least = options.iter().map(|option| length(option)).min();
    let (Some(odd), Some(least)) = (longest, least) else { return };
    let most = length(odd);
    if seen(most, least) && most * 10 > least * MAX_SPREAD_TENTHS {
        let message = format!("this option has {most} characters and the shortest has {least}");
        page.report.add(
            Mistake::warning("option-length", odd.whole(), message)
                .hint("options of like length are judged by what they say"),
        );
    }
}

/// Whether all of `right` are longer by far than all of `wrong`, or shorter: the size of the nearest, and that of the next.
fn standing_out(right: &[usize], wrong: &[usize]) -> Option<(&'static str, usize, usize)> {
    let (least, most) = (*right.iter().min()?, *right.iter().max()?);
    let (shortest, longest) = (*wrong.iter().min()?, *wrong.iter().max()?);
    if seen(least, longest) && least * 100 > longest * STANDS_OUT_PERCENT {
        Some(("longest", least, longest))
    } else if seen(shortest, most) && shortest * 100 > most * STANDS_OUT_PERCENT {
        Some(("shortest", most, shortest))
    } else {
        None
    }
}

/// Whether a difference in length shows.
fn seen(more: usize, less: usize) -> bool {
    more >= less + SEEN_CHARACTERS
}
