//! ```` ```match ````: things that belong together.

use std::collections::BTreeSet;

use lesson::{Extra, Kind, Matching, Pair};

use super::asking::{Count, Ids, belief, paragraphs, posed, posed_plain};
use super::offered::offered;
use crate::page_file::PageFile;
use crate::report::Mistake;
use crate::toml_fields::Fields;

const PAIRS: Count = Count {
    code: "part-count",
    who: "a match",
    what: "pairs",
    range: 3..=7,
    example: "[[pair]]\nid = \"a\"\nleft = \"…\"\nright = \"…\"\nbelief = \"…\"\nfeedback = \"…\"",
};

const EXTRAS: Count = Count {
    code: "part-count",
    who: "a match",
    what: "extras",
    range: 0..=3,
    example: "keep the tempting ones",
};

pub(super) fn read(fields: &Fields, question: &str, file: &PageFile) -> Option<Kind> {
    let (pairs, extras) = (fields.tables("pair", "a pair"), fields.tables("extra", "an extra"));
    PAIRS.check(pairs.len(), fields, file);
    EXTRAS.check(extras.len(), fields, file);
    let mut ids = Ids::default();
    let mut rights = BTreeSet::new();
    let pairs: Vec<Option<Pair>> =
        pairs.into_iter().map(|pair| read_pair(pair, &mut ids, &mut rights, file)).collect();
    let extras: Vec<Option<Extra>> = extras
        .into_iter()
        .map(|extra| {
            let (id, text) = (ids.take(&extra, "part", file), posed_plain("text", &extra, file));
            alone("text", &extra, text.as_deref(), &mut rights, file);
            extra.finish();
            Some(Extra { id: id?, text: text? })
        })
        .collect();
    let pairs: Vec<Pair> = pairs.into_iter().collect::<Option<_>>()?;
    let extras: Vec<Extra> = extras.into_iter().collect::<Option<_>>()?;
    let names = pairs.iter().map(|pair| pair.id.as_str()).chain(extras.iter().map(|extra| extra.id.as_str()));
    let names: Vec<&str> = names.collect();
    // With the extras left out, the right column must not stand beside the left one.
    let beside = |order: &[usize]| order.iter().filter(|&&place| place < pairs.len()).is_sorted();
    let offered = offered(question, &names, beside);
    let offered =
        offered.into_iter().filter_map(|place| names.get(place).map(|id| (*id).to_owned())).collect();
    Some(Kind::Matching(Matching { pairs, extras, offered }))
}

fn read_pair(fields: Fields, ids: &mut Ids, rights: &mut BTreeSet<String>, file: &PageFile) -> Option<Pair> {
    let id = ids.take(&fields, "part", file);
    let left = posed("left", "posed", &fields, file);
    let right = posed_plain("right", &fields, file);
    alone("right", &fields, right.as_deref(), rights, file);
    let (belief, feedback) = (belief(&fields, file), paragraphs("feedback", &fields, file));
    fields.finish();
    Some(Pair { id: id?, left: left?, right: right?, belief: belief?, feedback: feedback? })
}

/// Reports a text of the right column that stands there already: nobody could tell the two apart.
fn alone(
    key: &'static str,
    fields: &Fields,
    text: Option<&str>,
    rights: &mut BTreeSet<String>,
    file: &PageFile,
) {
    if let Some(text) = text
        && !rights.insert(text.trim().to_lowercase())
    {
        let span = fields.span_of(key).unwrap_or(fields.span());
        let mistake = Mistake::new("match-ambiguous", span, format!("“{text}” stands in the list already"));
        file.report
            .add(mistake.hint("each part of the list belongs to one thing: say what tells the two apart"));
    }
}
