//! Who wants what answered, and when.

use super::{Names, asking, chance};
use crate::bounds::{BATCH_SIZE, REQUEST_BYTES, REQUESTS, THINK, USERS};
use crate::read::{Reader, Table};
use crate::{Load, Pattern};

pub(super) fn load<'a>(reader: &mut Reader<'a>, table: &Table<'a>, names: &Names) -> Load {
    Load {
        client: names.node(reader, table, "client"),
        server: names.node(reader, table, "server"),
        requests: table.small(&REQUESTS),
        pattern: pattern(reader, table),
        asking: asking::asking(reader, table, &REQUEST_BYTES),
    }
}

fn pattern<'a>(reader: &mut Reader<'a>, table: &Table<'a>) -> Pattern {
    let Some(chosen) = table.choice("pattern") else { return Pattern::Sequential };
    let table = chosen.table;
    match chosen.name {
        "parallel" => Pattern::Parallel,
        "batched" => Pattern::Batched { size: table.small(&BATCH_SIZE) },
        // Without arrivals something is missing, and has been noted.
        "open" if table.has("arrivals") => Pattern::Open { arrivals: chance::arrivals(&table) },
        "closed" => Pattern::Closed {
            users: table.small(&USERS),
            think: chance::length(reader, &table, "think", &THINK),
        },
        _ => Pattern::Sequential,
    }
}
