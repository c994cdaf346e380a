//! What joins two nodes.

use super::{NOWHERE, Names, chance};
use crate::bounds::{
    BUFFER, BY, CORRUPT, DUPLICATE, IMPROVE, LOSS, LOST_BAD, LOST_GOOD, ONE_WAY, RATE, SHARE, WORSEN,
};
use crate::fault::Step;
use crate::number::Number;
use crate::read::{Chosen, Reader, Table, narrow};
use crate::{Jitter, Link, Loss, Reorder, Way};

pub(super) fn link<'a>(reader: &mut Reader<'a>, table: &Table<'a>, names: &Names) -> Link {
    let there = way(reader, table, &Way { one_way_ns: table.number(&ONE_WAY), ..Way::default() });
    let back = table.table("back").map_or_else(|| there.clone(), |table| way(reader, &table, &there));
    Link {
        id: table.text("id").unwrap_or_default().to_owned(),
        ends: ends(reader, table, names),
        ways: [there, back],
    }
}

fn ends<'a>(reader: &mut Reader<'a>, table: &Table<'a>, names: &Names) -> [u16; 2] {
    let items = table.value("between").and_then(|value| value.get_ref().as_array());
    let ids = table.texts("between");
    let [(one, here), (other, there)] = ids.as_slice() else { return [NOWHERE; 2] };
    if items.is_none_or(|items| items.len() != 2) {
        return [NOWHERE; 2];
    }
    [(one, here, 0), (other, there, 1)].map(|(id, span, place)| {
        let path = table.path_to("between").into_iter().chain([Step::Item(place)]).collect();
        names.node_called(reader, id, path, span.clone())
    })
}

/// A key that is left out is as it is in `otherwise`.
fn way<'a>(reader: &mut Reader<'a>, table: &Table<'a>, otherwise: &Way) -> Way {
    let share = |number: &Number, otherwise: u32| table.maybe(number).map_or(otherwise, narrow);
    Way {
        one_way_ns: table.maybe(&ONE_WAY).unwrap_or(otherwise.one_way_ns),
        bits_per_s: table.maybe(&RATE).or(otherwise.bits_per_s),
        buffer_bytes: table.maybe(&BUFFER).or(otherwise.buffer_bytes),
        jitter: table.table("jitter").map(|table| jitter(&table)).or_else(|| otherwise.jitter.clone()),
        loss: loss(reader, table).unwrap_or_else(|| otherwise.loss.clone()),
        duplicate: share(&DUPLICATE, otherwise.duplicate),
        corrupt: share(&CORRUPT, otherwise.corrupt),
        reorder: table
            .table("reorder")
            .map(|table| Reorder { share: table.small(&SHARE), by_ns: table.number(&BY) })
            .or_else(|| otherwise.reorder.clone()),
    }
}

fn jitter(table: &Table<'_>) -> Jitter {
    Jitter {
        extra: chance::distribution(table.text("kind").unwrap_or_default(), table),
        overtaking: table.flag("overtaking", false),
    }
}

fn loss<'a>(reader: &mut Reader<'a>, table: &Table<'a>) -> Option<Loss> {
    if let Some(share) = table.maybe(&LOSS) {
        reader.short(table, LOSS.name, &["loss"]);
        // Also when it is zero: a knob can then turn it.
        return Some(Loss::Chance { share: narrow(share) });
    }
    let Chosen { name, table } = table.choice("loss")?;
    Some(match name {
        "chance" => Loss::Chance { share: table.small(&SHARE) },
        "bursts" => Loss::Bursts {
            worsen: table.small(&WORSEN),
            improve: table.small(&IMPROVE),
            lost_good: table.small(&LOST_GOOD),
            lost_bad: table.small(&LOST_BAD),
        },
        _ => Loss::None,
    })
}
