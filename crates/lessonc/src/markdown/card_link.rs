//! `[[card]]` and `[[card|words]]`: links to the card of a term.

use core::ops::Range;

use super::Prose;
use super::tree::Item;
use crate::record::Mark;
use crate::report::Mistake;

impl Prose<'_> {
    /// Writes a link to the card `name`, with `words` or else with the card's own title.
    pub(super) fn card_link(self, name: &str, words: Option<&[Item]>, range: Range<usize>, out: &mut String) {
        // In a table the bar between card and words is written `\|`, and its backslash comes along.
        let slug = if words.is_some() { name.trim_end_matches('\\') } else { name };
        let Some(card) = self.file.library.cards.get(slug) else {
            let message = format!("there is no card `{slug}`");
            let names = self.file.library.cards.keys().map(String::as_str);
            let mistake = Mistake::new("unknown-card", self.excerpt.span(range), message);
            self.file.report.add(mistake.meant(slug, names));
            return;
        };
        let mut label = String::new();
        self.file.recorder.marked(Mark::Link(format!("cards/{slug}.md")), || match words {
            Some(words) => self.inline(words, &mut label),
            None => self.text(&card.words, range.clone(), &mut label),
        });
        if label.trim().is_empty() {
            self.file.report.add(
                Mistake::new(
                    "link-empty",
                    self.excerpt.span(range.clone()),
                    "this link has no words to follow",
                )
                .hint(format!("[[{slug}]] or [[{slug}|other words]]")),
            );
        }
        self.term(slug, &label, range, out);
    }

    /// Writes `label` as a link to the card `slug`, which exists.
    pub(super) fn term(self, slug: &str, label: &str, range: Range<usize>, out: &mut String) {
        let library = self.file.library;
        let span = self.excerpt.span(range);
        if library.card_in(self.file.report.path()) == Some(slug) {
            self.file.report.add(
                Mistake::new("card-links-itself", span, "this link leads to the card that it stands on")
                    .hint("write the words alone"),
            );
            return;
        }
        if let Some(card) = library.cards.get(slug).filter(|card| card.draft) {
            let message = format!("the card “{}” is a draft and has no page yet", card.title);
            let hint = "the words are shown without a link until the draft is published";
            self.file.report.add(Mistake::warning("link-to-draft", span, message).hint(hint));
            out.push_str(label);
            return;
        }
        self.file.use_card(slug);
        out.push_str(&format!("<a class=\"term\" href=\"~/cards/{slug}/\" data-card=\"{slug}\" aria-describedby=\"term-{slug}\">{label}</a>"));
    }

    /// Two brackets that no link came of.
    pub(super) fn open_card_link(self, span: Range<usize>) {
        self.file.report.add(
            Mistake::new("card-link-open", span, "this link to a card does not end")
                .label("[[card]] or [[card|words]]; in a table [[card\\|words]]")
                .hint("write `[[` as code if you mean the signs themselves"),
        );
    }
}
