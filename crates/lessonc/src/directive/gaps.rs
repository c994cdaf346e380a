//! ```` ```gaps ````: a text with words to fill in.

use std::collections::BTreeSet;

use lesson::{Gap, Gaps, Kind, KnownWord, Piece};

use super::asking::{Count, Ids, belief, paragraphs};
use crate::markdown::{self, GAP_MARK};
use crate::page_file::PageFile;
use crate::report::Mistake;
use crate::toml_fields::{At, Fields, Text};

const GAPS: Count = Count {
    code: "part-count",
    who: "a text with gaps",
    what: "gaps",
    range: 1..=6,
    example: "[[gap]]\nid = \"a\"\naccept = [\"client\"]\nfeedback = \"…\"",
};

pub(super) fn read(fields: &Fields, _: &str, file: &PageFile) -> Option<Kind> {
    let text = fields.need_text("text");
    let (html, places) = match &text {
        Some(text) => file.with_gaps(|| markdown::label(&Text { key: "posed", ..text.clone() }, file)),
        None => (String::new(), Vec::new()),
    };
    let tables = fields.tables("gap", "a gap");
    GAPS.check(tables.len(), fields, file);
    let mut ids = Ids::default();
    let gaps: Vec<Option<Gap>> = tables.into_iter().map(|gap| read_gap(gap, &mut ids, file)).collect();
    let sound = check_places(&places, &ids, fields, file);
    let order: Vec<&str> = places.iter().map(|place| place.value.as_str()).collect();
    let pieces = pieces(&html, &order);
    let whole = pieces.iter().all(|piece| if let Piece::Html(html) = piece { is_whole(html) } else { true });
    if let (false, Some(text)) = (whole, &text) {
        let message = "a gap stands in the middle of something emphasised";
        let mistake = Mistake::new("gap-inside", text.span.clone(), message);
        file.report.add(mistake.hint("end the emphasis before the gap, and begin it again after it"));
    }
    let gaps: Vec<Gap> = gaps.into_iter().collect::<Option<_>>()?;
    // As the text has them, whatever the order of their tables.
    let in_order = order.iter().filter_map(|id| gaps.iter().find(|gap| gap.id == *id).cloned()).collect();
    (sound && whole && text.is_some()).then_some(Kind::Gaps(Gaps { pieces, gaps: in_order }))
}

/// Whether every gap of the text is described once, and every described one is in the text.
fn check_places(places: &[At<String>], ids: &Ids, fields: &Fields, file: &PageFile) -> bool {
    let mut sound = true;
    let mut seen = BTreeSet::new();
    for At { value: id, span } in places {
        let problem = if !ids.iter().any(|known| known == id) {
            Mistake::new("unknown-part", span.clone(), format!("there is no [[gap]] `{id}` in this block"))
                .meant(id, ids.iter())
        } else if !seen.insert(id.as_str()) {
            Mistake::new("duplicate-id", span.clone(), format!("the gap `{id}` is in the text already"))
                .label("each needs its own")
        } else {
            continue;
        };
        file.report.add(problem);
        sound = false;
    }
    for id in ids.iter().filter(|id| !places.iter().any(|place| place.value == *id)) {
        let message = format!("the gap `{id}` is nowhere in the text");
        let mistake = Mistake::new("gap-unused", fields.span(), message);
        file.report.add(mistake.hint(format!("write {{{{gap: {id}}}}} where the word is missing")));
        sound = false;
    }
    sound
}

/// The text between the gaps, and the gaps.
fn pieces(html: &str, order: &[&str]) -> Vec<Piece> {
    let mut pieces = Vec::new();
    // Of the parts, every second one is the name of a gap.
    for (place, part) in html.split(GAP_MARK).enumerate() {
        if place % 2 == 0 {
            if !part.is_empty() {
                pieces.push(Piece::Html(part.to_owned()));
            }
        } else if let Some(gap) = order.iter().position(|id| *id == part) {
            pieces.push(Piece::Gap(gap));
        }
    }
    pieces
}

/// Whether every element that begins in `html` ends in it.
fn is_whole(html: &str) -> bool {
    let mut open = 0_usize;
    for (at, _) in html.match_indices('<') {
        let Some(rest) = html.get(at + 1..) else { continue };
        if rest.starts_with('/') {
            let Some(less) = open.checked_sub(1) else { return false };
            open = less;
        } else if !rest.starts_with("br>") {
            open += 1;
        }
    }
    open == 0
}

fn read_gap(fields: Fields, ids: &mut Ids, file: &PageFile) -> Option<Gap> {
    let id = ids.take(&fields, "gap", file);
    let accept = words("accept", &fields);
    if accept.is_empty() && !fields.has("accept") {
        let mistake = Mistake::new("missing-key", fields.span(), "a gap needs `accept`");
        file.report.add(fields.adding(mistake, "accept = [\"…\"]"));
    } else if accept.is_empty() {
        let span = fields.span_of("accept").unwrap_or(fields.span());
        let mistake = Mistake::new("part-count", span, "no word fills this gap");
        file.report.add(mistake.hint("accept = [\"client\"], with every spelling that counts"));
    }
    let options = words("options", &fields);
    let known: Vec<Option<KnownWord>> = fields
        .tables("known", "a known word")
        .into_iter()
        .map(|known| read_known(known, (&accept, &options), file))
        .collect();
    let feedback = paragraphs("feedback", &fields, file);
    if !options.is_empty() {
        check_options(&options, &accept, &fields, file);
    }
    fields.finish();
    Some(Gap {
        id: id?,
        options,
        accept: (!accept.is_empty()).then_some(accept)?,
        known: known.into_iter().collect::<Option<_>>()?,
        feedback: feedback?,
    })
}

/// One of the words to choose from counts, another one does not.
fn check_options(options: &[String], accept: &[String], fields: &Fields, file: &PageFile) {
    let right = options.iter().filter(|option| has(accept, option)).count();
    if right != 1 || options.len() < 2 {
        let message = format!("of {} words to choose from {right} count", options.len());
        let span = fields.span_of("options").unwrap_or(fields.span());
        let mistake = Mistake::new("right-count", span, message);
        file.report.add(mistake.hint("one of them stands in `accept`, and at least one does not"));
    }
}

fn read_known(
    fields: Fields,
    (accept, options): (&[String], &[String]),
    file: &PageFile,
) -> Option<KnownWord> {
    let texts = fields.texts("words");
    if texts.is_empty() {
        let mistake = Mistake::new("missing-key", fields.span(), "a known word needs `words`");
        file.report.add(fields.adding(mistake, "words = [\"…\"]"));
    }
    for text in &texts {
        let word = text.as_str().trim();
        if has(accept, word) {
            let mistake =
                Mistake::new("known-is-right", text.span.clone(), format!("`{word}` counts as right"));
            file.report.add(mistake.hint("a known answer is one that is wrong"));
        } else if !options.is_empty() && !has(options, word) {
            let message = format!("`{word}` is none of the words to choose from");
            let mistake = Mistake::new("unknown-part", text.span.clone(), message);
            file.report.add(mistake.meant(word, options.iter().map(String::as_str)));
        }
    }
    let (belief, reply) = (belief(&fields, file), paragraphs("reply", &fields, file));
    fields.finish();
    let words = texts.iter().map(|text| text.as_str().trim().to_owned()).collect();
    Some(KnownWord { words, belief: belief?, reply: reply? })
}

fn words(key: &'static str, fields: &Fields) -> Vec<String> {
    fields.texts(key).iter().map(|text| text.as_str().trim().to_owned()).collect()
}

/// In whatever case.
fn has(words: &[String], word: &str) -> bool {
    words.iter().any(|known| known.to_lowercase() == word.trim().to_lowercase())
}
