//! Bits on a wire: how long they take to send and to travel, and what does not fit in line.

use super::{moments, run, value};
use crate::build::{constant, far, load, pair, seconds, server};
use crate::vector::{Vector, near, vector};
use scenario::{Pattern, Scenario, Way};
use trace::{Fate, LossReason, Part, Trace, What, messages};

/// So many messages at once onto one way; answers come back at once.
fn burst(bytes: u32, count: u32, way: Way) -> Scenario {
    let mut scenario = pair(server(1_000, constant(0)), &way, load(count, Pattern::Parallel));
    scenario.loads[0].asking.request_bytes = bytes;
    scenario.links[0].ways[1] = Way::default();
    scenario
}

fn deliveries(trace: &Trace) -> Vec<Option<u64>> {
    let arrival = |message: trace::Message| match message.fate {
        Fate::Arrived { at } => Some(at.0),
        _ => None,
    };
    messages(trace).into_iter().filter(|message| message.id.part == Part::Request).map(arrival).collect()
}

#[test]
fn sending_takes_bits_over_rate() {
    for (id, place, unit_ns) in
        [("net-serialize-1500-1.6M", "/ms", 1e6), ("net-serialize-1500-1G", "/us", 1e3)]
    {
        let v = vector(id);
        let way = Way { bits_per_s: Some(v.input("rate_bps") as u64), ..Way::default() };
        let trace = run(&burst(v.whole("bytes"), 1, way));
        let left = moments(&trace, |what| matches!(what, What::Left { .. }));
        assert_eq!(left, [(v.expected(place) * unit_ns) as u64], "{id}");
    }
}

#[test]
fn light_in_glass() {
    let v = vector("net-propagation");
    for (km, rtt_ms) in v.inputs("km").into_iter().zip(v.expected_list("/rtt_ms")) {
        let scenario =
            pair(server(1, constant(0)), &far(seconds(km / 200_000.0)), load(1, Pattern::Sequential));
        near("round trip", value(&run(&scenario), "response_ms"), rtt_ms, 5e-4);
    }
}

fn bottleneck(v: Vector) -> Way {
    let bits_per_s = Some(v.input("rate_bps") as u64);
    Way { one_way_ns: v.ns("one_way_ms"), bits_per_s, ..Way::default() }
}

#[test]
fn a_bottleneck_lets_packets_through_one_by_one() {
    let v = vector("scn-bottleneck-fifo");
    let trace = run(&burst(v.whole("bytes"), v.whole("packets"), bottleneck(v)));
    assert_eq!(deliveries(&trace), v.expected_ns_list("/deliver_ms"));
}

#[test]
fn what_does_not_fit_in_line_is_dropped() {
    let v = vector("scn-droptail");
    let same_link = vector("scn-bottleneck-fifo");
    let bytes = same_link.whole("bytes");
    let buffer_bytes = Some(u64::from(v.whole("buffer_packets") * bytes));
    let way = Way { buffer_bytes, ..bottleneck(same_link) };
    let trace = run(&burst(bytes, v.whole("packets"), way));
    let deliveries = deliveries(&trace);
    assert_eq!(deliveries.iter().flatten().count() as f64, v.expected("/delivered"));
    assert_eq!(deliveries[..3], same_link.expected_ns_list("/deliver_ms"));
    let dropped = moments(&trace, |what| matches!(what, What::Lost { reason: LossReason::BufferFull, .. }));
    assert_eq!(dropped, [0, 0]);
    let dropped = (0..5).filter(|&at| deliveries[at as usize].is_none());
    assert_eq!(dropped.map(f64::from).collect::<Vec<_>>(), v.expected_list("/dropped"));
}

/// The last message that still finds room waits for as long as the whole buffer takes to send.
fn longest_wait(v: Vector, bits_per_s: f64) -> f64 {
    let (bytes, buffer) = (1_024, v.whole("buffer_bytes"));
    let way =
        Way { bits_per_s: Some(bits_per_s as u64), buffer_bytes: Some(u64::from(buffer)), ..Way::default() };
    let count = buffer / bytes + 3;
    let trace = run(&burst(bytes, count, way));
    assert_eq!(value(&trace, "lost"), 2.0, "one is being sent, the others fill the buffer");
    let entered = moments(&trace, |what| matches!(what, What::Entered { .. }));
    entered.into_iter().max().expect("messages waited") as f64 / 1e9
}

#[test]
fn a_full_buffer_is_a_delay() {
    let v = vector("net-buffer-delay");
    near("DSL", longest_wait(v, 8.0 * v.input("rate_Bps")) * 1e3, v.expected("/ms"), 5e-4);
    let v = vector("net-bufferbloat");
    near("uplink", longest_wait(v, v.input("rate_bps")), v.expected("/s"), 5e-4);
}
