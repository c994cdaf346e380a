//! Closed forms and golden timelines, to the nanosecond.

use crate::build::{MS, client, link, load, pair, server};
use scenario::{Pattern, Scenario};
use serde_json::Value;
use trace::{Fate, Part, Trace, What, messages};

fn vector(id: &str) -> Value {
    let file: Value = serde_json::from_str(include_str!("data/vectors.json")).expect("the vectors are JSON");
    let vectors = file["vectors"].as_array().expect("there is a list of vectors");
    vectors.iter().find(|vector| vector["id"] == id).expect("the vector is in the file").clone()
}

fn number(vector: &Value, path: &str) -> u64 {
    vector.pointer(path).and_then(Value::as_u64).expect("a whole number stands there")
}

/// A decimal of milliseconds as nanoseconds.
fn ns(milliseconds: &Value) -> u64 {
    let value = milliseconds.as_f64().expect("a number of milliseconds");
    (value * 1e6 + 0.5) as u64
}

fn run(scenario: &Scenario) -> Trace {
    scenario.check().expect("the test's scenario is sound");
    sim::run(scenario, 1)
}

/// When workers were done, by request; none for those that never were served.
fn finish_times(trace: &Trace, requests: u32) -> Vec<Option<u64>> {
    let finish = |request| {
        let mut facts = trace.facts.iter();
        facts
            .find(|fact| matches!(fact.what, What::Finished { message, .. } if message.request.0 == request))
            .map(|fact| fact.at.0)
    };
    (1..=requests).map(finish).collect()
}

#[test]
fn two_workers_serve_in_order() {
    let vector = vector("scn-queue-c2");
    let workers = u16::try_from(number(&vector, "/inputs/workers")).expect("few workers");
    let requests = u32::try_from(number(&vector, "/inputs/requests")).expect("few requests");
    let service = number(&vector, "/inputs/service_ms") * MS;
    let load = load(1, requests, Pattern::Parallel);
    let trace = run(&pair(server(workers, None, service), link(1, 0, None), load));
    let expected = vector["expected"]["finish_ms"].as_array().expect("a list");
    let expected: Vec<Option<u64>> = expected.iter().map(|ms| Some(ns(ms))).collect();
    assert_eq!(finish_times(&trace, requests), expected);
}

#[test]
fn a_full_waiting_room_turns_away() {
    let vector = vector("scn-queue-cap");
    let arrivals = vector["inputs"]["arrive_ms"].as_array().expect("a list");
    let places = u32::try_from(number(&vector, "/inputs/queue")).expect("a small queue");
    let service = number(&vector, "/inputs/service_ms") * MS;
    // One client for each arrival, as far away as its request is to be late.
    let mut scenario =
        pair(server(1, Some(places), service), link(1, 0, None), load(1, 1, Pattern::Sequential));
    scenario.nodes.truncate(1);
    scenario.links.clear();
    scenario.loads.clear();
    for (arrival, at) in arrivals.iter().zip(1_u16..) {
        scenario.nodes.push(client(&format!("client-{at}")));
        scenario.links.push(link(at, ns(arrival), None));
        scenario.loads.push(load(at, 1, Pattern::Sequential));
    }
    let trace = run(&scenario);
    let expected = vector["expected"]["finish_ms"].as_array().expect("a list");
    let expected: Vec<Option<u64>> = expected.iter().map(|ms| (!ms.is_null()).then(|| ns(ms))).collect();
    assert_eq!(finish_times(&trace, 5), expected);
    let refused: Vec<u64> = trace
        .facts
        .iter()
        .filter_map(|fact| match fact.what {
            What::Refused { message, status: 503 } => Some(u64::from(message.request.0) - 1),
            _ => None,
        })
        .collect();
    let rejected = vector["expected"]["rejected"].as_array().expect("a list");
    assert_eq!(refused, rejected.iter().filter_map(Value::as_u64).collect::<Vec<_>>());
}

#[test]
fn a_bottleneck_lets_packets_through_one_by_one() {
    let vector = vector("scn-bottleneck-fifo");
    let packets = u32::try_from(number(&vector, "/inputs/packets")).expect("few packets");
    let wire = link(1, number(&vector, "/inputs/one_way_ms") * MS, Some(number(&vector, "/inputs/rate_bps")));
    let mut load = load(1, packets, Pattern::Parallel);
    load.request_bytes = u32::try_from(number(&vector, "/inputs/bytes")).expect("a small packet");
    let trace = run(&pair(server(9, None, 0), wire, load));
    let delivered: Vec<u64> = messages(&trace)
        .into_iter()
        .filter(|message| message.id.part == Part::Request)
        .filter_map(|message| if let Fate::Arrived { at } = message.fate { Some(at.0) } else { None })
        .collect();
    let expected = vector["expected"]["deliver_ms"].as_array().expect("a list");
    assert_eq!(delivered, expected.iter().map(ns).collect::<Vec<_>>());
}

#[test]
fn sending_takes_bits_over_rate() {
    for (id, expected_ns) in [("net-serialize-1500-1.6M", 7_500_000), ("net-serialize-1500-1G", 12_000)] {
        let vector = vector(id);
        let mut load = load(1, 1, Pattern::Sequential);
        load.request_bytes = u32::try_from(number(&vector, "/inputs/bytes")).expect("a small packet");
        let wire = link(1, 0, Some(number(&vector, "/inputs/rate_bps")));
        let trace = run(&pair(server(1, None, 0), wire, load));
        let expected = &vector["expected"];
        let stated = expected.get("ms").map_or_else(|| ns(&expected["us"]) / 1_000, ns);
        assert_eq!(stated, expected_ns, "{id}: the unit is understood");
        assert_eq!(messages(&trace)[0].left_at.0, expected_ns, "{id}");
    }
}

#[test]
fn on_an_open_connection_the_first_byte_takes_one_round_trip_and_the_work() {
    let vector = vector("ttfb-warm");
    let wire = link(1, number(&vector, "/inputs/rtt_ms") * MS / 2, None);
    let server = server(1, None, number(&vector, "/inputs/server_ms") * MS);
    let trace = run(&pair(server, wire, load(1, 1, Pattern::Sequential)));
    let measured = trace::measure(&trace, "ttfb_ms").expect("there is an answer");
    assert_eq!(Some(measured.value), vector["expected"]["ms"].as_f64());
}

#[test]
fn thirty_objects_share_six_workers() {
    let vector = vector("h2-server-c");
    let wire = link(1, number(&vector, "/inputs/rtt_ms") * MS / 2, None);
    let workers = u16::try_from(number(&vector, "/inputs/workers")).expect("few workers");
    let server = server(workers, None, number(&vector, "/inputs/server_ms") * MS);
    let objects = u32::try_from(number(&vector, "/inputs/objects")).expect("few objects");
    let trace = run(&pair(server, wire, load(1, objects, Pattern::Parallel)));
    let measured = trace::measure(&trace, "makespan_ms").expect("there are answers");
    assert_eq!(Some(measured.value), vector["expected"]["ms"].as_f64());
}
