//! How late news arrives, by the way it is fetched or sent.

use super::{run, value};
use crate::build::{MS, asking, constant, far, link, node, seconds, server};
use crate::vector::{near, vector};
use scenario::{Arrivals, Delivery, Feed, Scenario, Share};

/// A source, somebody who wants to hear, and somebody in between who knows both.
fn feed(one_way_ns: u64, updates: u32, arrivals: Arrivals, delivery: Delivery) -> Scenario {
    let subscribers = vec![1];
    Scenario {
        title: "News".to_owned(),
        nodes: vec![
            node("source", Some(server(1_000, constant(0)))),
            node("reader", Some(server(1_000, constant(0)))),
            node("between", Some(server(1_000, constant(0)))),
        ],
        links: [[0, 1], [0, 2], [2, 1]].map(|ends| link(ends, &far(one_way_ns))).to_vec(),
        feeds: vec![Feed {
            source: 0,
            subscribers,
            updates,
            arrivals,
            update_bytes: 1,
            delivery,
            asking: asking(),
        }],
        ..Scenario::default()
    }
}

#[test]
fn asking_every_so_often() {
    let v = vector("poll-latency");
    let every_ns = seconds(v.input("T_s"));
    let arrivals = Arrivals::Poisson { per_1000_s: 70 };
    let scenario = feed(v.ns("one_way_ms"), 1_500, arrivals, Delivery::Polling { every_ns });
    let extra = value(&run(&scenario), "delay_ms") / 1e3 - v.input("one_way_ms") / 1e3;
    near("half the interval, beside the way itself", extra, v.expected("/poll_mean_s"), 0.04);
}

/// The worst moment is just after an answer has left: it travels, the next question travels, the next answer travels.
#[test]
fn asking_again_at_once() {
    let v = vector("poll-latency");
    let way = v.ns("one_way_ms");
    let delivery = Delivery::LongPolling { hold_ns: seconds(30.0) };
    let just_after = Arrivals::At { ns: vec![1_000 * MS, 1_000 * MS + 1] };
    let trace = run(&feed(way, 2, just_after, delivery.clone()));
    assert_eq!(value(&trace, "delay_max_ms"), v.expected("/longpoll_worst_ms") - 1e-6);
    let alone = run(&feed(way, 1, Arrivals::At { ns: vec![1_000 * MS] }, delivery));
    assert_eq!(value(&alone, "delay_ms"), v.input("one_way_ms"), "a question was waiting");
}

/// Where nobody has to ask, news takes the way and no more.
#[test]
fn being_told() {
    let way = 50 * MS;
    let moments = Arrivals::At { ns: vec![1_000 * MS, 1_001 * MS, 5_000 * MS] };
    let paced = Arrivals::Paced { per_1000_s: 1_000 };
    let told = [
        (Delivery::ServerSentEvents { retry_ns: MS }, 50.0),
        (Delivery::WebSocket { upstream: 3, upstream_arrivals: paced }, 50.0),
        (Delivery::Webhook, 50.0),
        (Delivery::Push { via: 2 }, 100.0),
        (Delivery::Broker { via: 2, share: Share::Each, redeliver_ns: 1_000 * MS }, 100.0),
    ];
    for (delivery, delay_ms) in told {
        let trace = run(&feed(way, 3, moments.clone(), delivery.clone()));
        assert_eq!(value(&trace, "delivered"), 3.0, "{delivery:?}");
        assert_eq!(value(&trace, "delay_max_ms"), delay_ms, "{delivery:?}");
    }
}
