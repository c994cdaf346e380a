//! ```` ```order ````: things to bring into order.

use core::ops::Range;

use lesson::{Item, Kind, Sequence, Swap};

use super::asking::{Count, Ids, belief, paragraphs, posed};
use super::offered::offered;
use crate::page_file::PageFile;
use crate::report::Mistake;
use crate::toml_fields::Fields;

pub(super) const ITEMS: Count = Count {
    code: "part-count",
    who: "an order",
    what: "items",
    range: 3..=7,
    example: "[[item]]\nid = \"a\"\ntext = \"…\"",
};

const SWAPS: Count = Count {
    code: "part-count",
    who: "an order",
    what: "swaps",
    range: 1..=12,
    example: "[[swap]]\nbefore = \"b\"\nafter = \"a\"\nbelief = \"…\"\nreply = \"…\"",
};

pub(super) fn read(fields: &Fields, question: &str, file: &PageFile) -> Option<Kind> {
    let tables = fields.tables("item", "an item");
    ITEMS.check(tables.len(), fields, file);
    let mut ids = Ids::default();
    let items: Vec<Option<Item>> = tables
        .into_iter()
        .map(|item| {
            let (id, text) = (ids.take(&item, "item", file), posed("text", "posed", &item, file));
            item.finish();
            Some(Item { id: id?, text: text? })
        })
        .collect();
    let swaps = swaps(fields, &ids, file);
    let items: Vec<Item> = items.into_iter().collect::<Option<_>>()?;
    let names: Vec<&str> = items.iter().map(|item| item.id.as_str()).collect();
    let swaps = wrong_swaps(swaps, &names, file);
    let offered = offered(question, &names, |order| order.is_sorted());
    Some(Kind::Sequence(Sequence { offered, items, swaps }))
}

/// Wrong orders of a block, each with its place in the file.
pub(super) fn swaps(fields: &Fields, ids: &Ids, file: &PageFile) -> Vec<(Swap, Range<usize>)> {
    let swaps = fields.tables("swap", "a swap");
    SWAPS.check(swaps.len(), fields, file);
    let read = |fields: Fields| {
        let (before, after) = (fields.need_text("before"), fields.need_text("after"));
        let (belief, reply) = (belief(&fields, file), paragraphs("reply", &fields, file));
        let span = fields.span();
        fields.finish();
        let (before, after) = (before?, after?);
        let known = [&before, &after].map(|name| ids.know(name, "item", file));
        let (before, after) = (before.as_str().to_owned(), after.as_str().to_owned());
        (known == [true; 2]).then_some((Swap { before, after, belief: belief?, reply: reply? }, span))
    };
    swaps.into_iter().filter_map(read).collect()
}

/// The swaps that are wrong in `order`; one that is right is reported.
pub(super) fn wrong_swaps(swaps: Vec<(Swap, Range<usize>)>, order: &[&str], file: &PageFile) -> Vec<Swap> {
    let place = |id: &str| order.iter().position(|other| *other == id);
    for (swap, span) in &swaps {
        if place(&swap.before) <= place(&swap.after) {
            let message = format!("`{}` does come before `{}`", swap.before, swap.after);
            let mistake = Mistake::new("swap-is-right", span.clone(), message);
            file.report.add(mistake.hint("`before` is what people put first although it comes later"));
        }
    }
    swaps.into_iter().map(|(swap, _)| swap).collect()
}
