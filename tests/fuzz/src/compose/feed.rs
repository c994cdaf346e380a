//! Feeds of every delivery.

use scenario::{Arrivals, Asking, Delivery, Feed, Scenario, Share};

use super::chance::arrivals;
use super::join;
use crate::bytes::Bytes;

/// A feed between any nodes, and the links that it needs.
pub(super) fn add(bytes: &mut Bytes, scenario: &mut Scenario) {
    let nodes = scenario.nodes.len();
    let source = bytes.place(nodes);
    let mut subscribers = vec![bytes.place(nodes)];
    let delivery = delivery(bytes, nodes);
    if matches!(delivery, Delivery::Broker { .. }) {
        let more = bytes.one_of(4);
        subscribers.extend((0..more).map(|_| bytes.place(nodes)));
    }
    for &subscriber in &subscribers {
        match delivery {
            Delivery::Push { via } | Delivery::Broker { via, .. } => join(scenario, [via, subscriber]),
            _ => join(scenario, [source, subscriber]),
        }
    }
    if let Delivery::Push { via } | Delivery::Broker { via, .. } = delivery {
        join(scenario, [source, via]);
    }
    scenario.feeds.push(Feed {
        source,
        subscribers,
        updates: bytes.count(1_000_000),
        arrivals: arrivals(bytes),
        update_bytes: bytes.size(),
        delivery,
        asking: Asking { request_bytes: 100, ..Asking::default() },
    });
}

/// One property, between the same nodes.
pub(super) fn change(bytes: &mut Bytes, scenario: &mut Scenario) {
    let nodes = scenario.nodes.len();
    let place = bytes.one_of(scenario.feeds.len());
    let Some(feed) = scenario.feeds.get_mut(place) else { return };
    match bytes.byte() % 4 {
        0 => feed.updates = bytes.count(1_000_000),
        1 => feed.arrivals = arrivals(bytes),
        2 => feed.update_bytes = bytes.size(),
        _ => feed.delivery = delivery(bytes, nodes),
    }
}

fn delivery(bytes: &mut Bytes, nodes: usize) -> Delivery {
    match bytes.byte() % 7 {
        0 => Delivery::Polling { every_ns: bytes.some_time_ns() },
        1 => Delivery::LongPolling { hold_ns: bytes.some_time_ns() },
        2 => Delivery::ServerSentEvents { retry_ns: bytes.time_ns() },
        3 => {
            let upstream = bytes.count(1_000_000) - 1;
            let nothing = Arrivals::At { ns: Vec::new() };
            let upstream_arrivals = if upstream == 0 { nothing } else { arrivals(bytes) };
            Delivery::WebSocket { upstream, upstream_arrivals }
        }
        4 => Delivery::Webhook,
        5 => Delivery::Push { via: bytes.place(nodes) },
        _ => Delivery::Broker {
            via: bytes.place(nodes),
            share: if bytes.flag() { Share::Each } else { Share::One },
            redeliver_ns: bytes.some_time_ns(),
        },
    }
}
