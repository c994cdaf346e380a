//! News that somebody wants to hear of.

use super::{NOWHERE, Names, asking, chance};
use crate::bounds::{EVERY, HOLD, NEWS_REQUEST_BYTES, RECONNECT, REDELIVER, UPDATE_BYTES, UPDATES, UPSTREAM};
use crate::fault::Step;
use crate::read::{Chosen, Reader, Table};
use crate::{Delivery, Feed, Share};

pub(super) fn feed<'a>(reader: &mut Reader<'a>, table: &Table<'a>, names: &Names) -> Feed {
    let subscribers = table.texts("subscribers").into_iter().enumerate().map(|(place, (id, span))| {
        let path = table.path_to("subscribers").into_iter().chain([Step::Item(place)]).collect();
        names.node_called(reader, id, path, span)
    });
    Feed {
        subscribers: subscribers.collect(),
        source: names.node(reader, table, "source"),
        updates: table.small(&UPDATES),
        arrivals: chance::arrivals(table),
        update_bytes: table.small(&UPDATE_BYTES),
        delivery: delivery(reader, table, names),
        asking: asking::asking(reader, table, &NEWS_REQUEST_BYTES),
    }
}

fn delivery<'a>(reader: &mut Reader<'a>, table: &Table<'a>, names: &Names) -> Delivery {
    let unknown = Delivery::Broker { via: NOWHERE, share: Share::Each, redeliver_ns: REDELIVER.least };
    let Some(Chosen { name, table }) = table.choice("delivery") else { return unknown };
    match name {
        "polling" => Delivery::Polling { every_ns: table.number(&EVERY) },
        "long-polling" => Delivery::LongPolling { hold_ns: table.number(&HOLD) },
        "server-sent-events" => Delivery::ServerSentEvents { retry_ns: table.number(&RECONNECT) },
        "websocket" => Delivery::WebSocket {
            upstream: table.small(&UPSTREAM),
            upstream_arrivals: chance::arrivals(&table),
        },
        "push" => Delivery::Push { via: names.node(reader, &table, "via") },
        "broker" => Delivery::Broker {
            via: names.node(reader, &table, "via"),
            share: match table.choice("share") {
                Some(Chosen { name: "one", .. }) => Share::One,
                _ => Share::Each,
            },
            redeliver_ns: table.number(&REDELIVER),
        },
        "webhook" => Delivery::Webhook,
        _ => unknown,
    }
}
