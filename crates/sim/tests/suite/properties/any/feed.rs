//! News by every way of delivery.

use super::{arrivals, asking, some_time_ns};
use crate::build::MS;
use proptest::prelude::*;
use scenario::{Delivery, Feed, Share};

fn delivery(via: u16) -> impl Strategy<Value = Delivery> {
    prop_oneof![
        (10 * MS..100 * MS).prop_map(|every_ns| Delivery::Polling { every_ns }),
        some_time_ns().prop_map(|hold_ns| Delivery::LongPolling { hold_ns }),
        some_time_ns().prop_map(|retry_ns| Delivery::ServerSentEvents { retry_ns }),
        (0_u32..4, arrivals())
            .prop_map(|(upstream, upstream_arrivals)| Delivery::WebSocket { upstream, upstream_arrivals }),
        Just(Delivery::Webhook),
        Just(Delivery::Push { via }),
        (any::<bool>(), 50 * MS..200 * MS).prop_map(move |(each, redeliver_ns)| {
            let share = if each { Share::Each } else { Share::One };
            Delivery::Broker { via, share, redeliver_ns }
        }),
    ]
}

/// From the first server to the second, over the third where one is needed in between.
pub(super) fn feed() -> impl Strategy<Value = Feed> {
    (1_u32..5, arrivals(), 1_u32..5_000, delivery(2), asking()).prop_map(
        |(updates, arrivals, update_bytes, delivery, asking)| Feed {
            source: 0,
            subscribers: vec![1],
            updates,
            arrivals,
            update_bytes,
            delivery,
            asking,
        },
    )
}
