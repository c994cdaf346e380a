//! Cards: one file for each term, with a definition, a question, and what it has to do with others.

use core::ops::Range;
use std::collections::{BTreeMap, BTreeSet};

use lesson::{Block, Card, Related, Relation, Term, Use, Widget};

use crate::front_matter::date;
use crate::library::ListedCard;
use crate::page_file::PageFile;
use crate::plain_text::without_numbers;
use crate::report::{Mistake, Report};
use crate::toml_fields::{Fields, Text};

/// The folder of the cards.
pub(crate) const FOLDER: &str = "cards";

const MAX_DEFINITION_WORDS: usize = 40;
const MIN_WORDS: usize = 60;
const MAX_WORDS: usize = 600;

const RELATIONS: [(&str, Relation); 4] = [
    ("part-of", Relation::PartOf),
    ("needs", Relation::Needs),
    ("contrasts-with", Relation::ContrastsWith),
    ("used-by", Relation::UsedBy),
];

/// What a card says of itself. Texts that are Markdown are still that.
pub(crate) struct CardHead<'t> {
    pub(crate) title: String,
    pub(crate) title_span: Range<usize>,
    pub(crate) definition: Text<'t>,
    also: Vec<Text<'t>>,
    related: Vec<RelatedEntry<'t>>,
    proper: bool,
    reviewed: String,
    pub(crate) draft: bool,
}

struct RelatedEntry<'t> {
    card: Text<'t>,
    relation: Relation,
}

/// A card whose text has been read, and that does not know the others yet.
pub(crate) struct CardDraft {
    pub(crate) card: Card,
    /// Related cards by slug, drafts left out.
    pub(crate) related: Vec<(Relation, String)>,
    pub(crate) title_span: Range<usize>,
}

/// Reads the keys of a card.
pub(crate) fn read<'t>(fields: Fields<'t>, report: &Report) -> Option<CardHead<'t>> {
    let title = without_numbers(fields.need_text("title"), report);
    let definition = fields.need_text("definition");
    let also = fields.texts("also");
    let related = fields.tables("related", "a related card");
    let related = related.into_iter().filter_map(|entry| related_entry(entry, report)).collect();
    let proper = fields.flag("proper");
    let reviewed = fields.need_text("reviewed").and_then(|text| date("reviewed", &text, report));
    let draft = fields.flag("draft");
    fields.finish();
    if let Some(definition) = &definition {
        check_definition(definition, report);
    }
    let title = title?;
    Some(CardHead {
        title: title.as_str().trim().to_owned(),
        title_span: title.span,
        definition: definition?,
        also,
        related,
        proper,
        reviewed: reviewed?,
        draft,
    })
}

fn related_entry<'t>(fields: Fields<'t>, report: &Report) -> Option<RelatedEntry<'t>> {
    let card = fields.need_id("card");
    let kind = fields.need_text("kind");
    fields.finish();
    let kind = kind?;
    let relation = RELATIONS.into_iter().find(|(name, _)| *name == kind.as_str());
    if relation.is_none() {
        let message = format!("`{}` is no kind of relation", kind.as_str());
        let mistake = Mistake::new("unknown-relation", kind.span.clone(), message);
        report.add(mistake.meant(kind.as_str(), RELATIONS.map(|(name, _)| name)));
    }
    Some(RelatedEntry { card: card?, relation: relation?.1 })
}

fn check_definition(definition: &Text, report: &Report) {
    let text = definition.as_str().trim();
    let words = text.split_whitespace().count();
    let problem = if words > MAX_DEFINITION_WORDS {
        Some(format!("a definition has at most {MAX_DEFINITION_WORDS} words, and this one has {words}"))
    } else if !text.ends_with(['.', '!', '?']) {
        Some("a definition is a whole sentence and ends with a full stop".to_owned())
    } else if sentences(text) > 1 {
        Some("a definition is one sentence".to_owned())
    } else {
        None
    };
    if let Some(problem) = problem {
        let hint = "say here what it is; the text of the card has room for the rest";
        report.add(Mistake::new("definition-shape", definition.span.clone(), problem).hint(hint));
    }
}

/// A sentence ends where a word ends with a full stop and the next one starts with a capital letter.
fn sentences(text: &str) -> usize {
    let words: Vec<&str> = text.split_whitespace().collect();
    let ends = words
        .windows(2)
        .filter(|pair| pair[0].ends_with(['.', '!', '?']) && pair[1].starts_with(char::is_uppercase));
    ends.count() + 1
}

impl CardHead<'_> {
    /// What the texts of others need to know.
    pub(crate) fn listed(&self) -> ListedCard {
        ListedCard {
            title: self.title.clone(),
            words: if self.proper { self.title.clone() } else { in_a_sentence(&self.title) },
            also: self.also.iter().map(|text| text.as_str().trim().to_owned()).collect(),
            draft: self.draft,
        }
    }

    /// The title and the other forms of the term, each with its place.
    fn forms(&self) -> impl Iterator<Item = (&str, Range<usize>)> {
        let also = self.also.iter().map(|text| (text.as_str().trim(), text.span.clone()));
        core::iter::once((self.title.as_str(), self.title_span.clone())).chain(also)
    }

    /// Puts the card together and checks what only its text tells.
    pub(crate) fn finish(
        &self,
        slug: String,
        definition: String,
        blocks: Vec<Block>,
        file: &PageFile,
    ) -> CardDraft {
        self.check_question(&blocks, file.report);
        self.check_length(file);
        let card = Card {
            description: crate::markdown::plain(&definition),
            related: Vec::new(),
            used_in: Vec::new(),
            reviewed: self.reviewed.clone(),
            sections: Vec::new(),
            terms: Vec::new(),
            also: self.listed().also,
            title: self.title.clone(),
            slug,
            definition,
            blocks,
        };
        CardDraft { related: self.related(&card.slug, file), card, title_span: self.title_span.clone() }
    }

    fn check_question(&self, blocks: &[Block], report: &Report) {
        let is_question =
            |block: &&Block| matches!(block, Block::Widget(Widget::Predict(_) | Widget::Question(_)));
        let count = blocks.iter().filter(is_question).count();
        // A question with a mistake in it is missing here, and has been reported.
        if count > 1 || (count == 0 && report.is_clean()) {
            let message = format!("a card has one question to check yourself with, this one has {count}");
            report.add(
                Mistake::new("card-question", self.title_span.clone(), message)
                    .hint("write one block that asks, such as ```quiz or ```predict"),
            );
        }
    }

    fn check_length(&self, file: &PageFile) {
        let words = file.words.get();
        if !self.draft && !(MIN_WORDS..=MAX_WORDS).contains(&words) {
            let words = if words == 1 { "one word".to_owned() } else { format!("{words} words") };
            let message = format!("the text of this card has {words}");
            file.report.add(Mistake::warning("card-length", self.title_span.clone(), message).hint(format!(
                "120 to 250 words are usual; {MIN_WORDS} is the least and {MAX_WORDS} the most"
            )));
        }
    }

    fn related(&self, own: &str, file: &PageFile) -> Vec<(Relation, String)> {
        let cards = &file.library.cards;
        let mut seen = BTreeSet::new();
        let mut related = Vec::new();
        for RelatedEntry { card, relation } in &self.related {
            let (slug, span) = (card.as_str(), card.span.clone());
            if slug == own {
                let message = "a card is not related to itself";
                file.report.add(
                    Mistake::new("card-links-itself", span, message)
                        .hint("name another card, or take it out"),
                );
            } else if !seen.insert(slug) {
                let message = format!("`{slug}` is related twice");
                file.report.add(
                    Mistake::new("duplicate-related", span, message).hint("keep the relation that says more"),
                );
            } else if let Some(listed) = cards.get(slug) {
                if !listed.draft {
                    related.push((*relation, slug.to_owned()));
                }
            } else {
                let message = format!("there is no card `{slug}`");
                let mistake = Mistake::new("unknown-card", span, message);
                file.report.add(mistake.meant(slug, cards.keys().map(String::as_str)));
            }
        }
        related
    }
}

/// A title as it stands in the middle of a sentence: `Round trip` is a word there, `HTTP` and `Q` are not.
fn in_a_sentence(title: &str) -> String {
    let mut characters = title.chars();
    match (characters.next(), characters.next()) {
        (Some(first), Some(second)) if second.is_lowercase() => {
            first.to_lowercase().chain(title.chars().skip(1)).collect()
        }
        _ => title.to_owned(),
    }
}

/// A term belongs to one card, or a link could not tell which one is meant.
pub(crate) fn check_forms<'c>(cards: impl Iterator<Item = (&'c str, &'c CardHead<'c>, &'c Report<'c>)>) {
    let mut owners: BTreeMap<String, &str> = BTreeMap::new();
    for (slug, head, report) in cards {
        for (form, span) in head.forms() {
            match owners.get(&form.to_lowercase()) {
                Some(owner) => {
                    let message = format!("`{form}` is a form of the card `{owner}` already");
                    report.add(
                        Mistake::new("duplicate-term", span, message)
                            .label("a link by this word could not tell which card is meant")
                            .hint("leave the form to the card whose term it is"),
                    );
                }
                None => {
                    owners.insert(form.to_lowercase(), slug);
                }
            }
        }
    }
}

/// Where a page leads to: itself, and the cards that it links to.
pub(crate) struct Reader {
    pub(crate) page: Use,
    pub(crate) cards: BTreeSet<String>,
    /// The slug of the page when it is a card.
    pub(crate) card: Option<String>,
}

/// The cards in the order of their titles, knowing each other and who uses them.
pub(crate) fn joined(
    drafts: Vec<(CardDraft, &Report)>,
    readers: &[Reader],
    terms: &BTreeMap<String, Term>,
) -> Vec<Card> {
    let relations: BTreeMap<String, BTreeSet<String>> = drafts
        .iter()
        .map(|(draft, _)| {
            (draft.card.slug.clone(), draft.related.iter().map(|(_, slug)| slug.clone()).collect())
        })
        .collect();
    let leads_to = |reader: &Reader, slug: &str| {
        let related = reader.card.as_ref().and_then(|card| relations.get(card));
        reader.cards.contains(slug) || related.is_some_and(|related| related.contains(slug))
    };
    let mut cards: Vec<Card> = Vec::new();
    for (CardDraft { mut card, related, title_span }, report) in drafts {
        let uses: Vec<&Reader> = readers.iter().filter(|reader| leads_to(reader, &card.slug)).collect();
        if uses.is_empty() {
            report.add(
                Mistake::warning("card-unused", title_span, "nothing links to this card")
                    .hint(format!("[[{}]] where a lesson first uses the term", card.slug)),
            );
        }
        let is_related = |reader: &Reader| {
            reader.card.as_ref().is_some_and(|other| related.iter().any(|(_, slug)| slug == other))
        };
        card.used_in =
            uses.into_iter().filter(|reader| !is_related(reader)).map(|reader| reader.page.clone()).collect();
        card.related = related
            .into_iter()
            .filter_map(|(relation, slug)| Some(Related { relation, term: terms.get(&slug)?.clone() }))
            .collect();
        cards.push(card);
    }
    cards.sort_by_key(|card| (card.title.to_lowercase(), card.slug.clone()));
    cards
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_in_a_sentence_keeps_the_capitals_of_names() {
        for (title, words) in [
            ("Round trip", "round trip"),
            ("HTTP methods", "HTTP methods"),
            ("API", "API"),
            ("Client–server model", "client–server model"),
            ("Q", "Q"),
            ("", ""),
        ] {
            assert_eq!(in_a_sentence(title), words);
        }
    }

    #[test]
    fn abbreviations_do_not_end_a_sentence() {
        assert_eq!(sentences("A program, e.g. a browser, that asks."), 1);
        assert_eq!(sentences("It asks. It waits."), 2);
    }
}
