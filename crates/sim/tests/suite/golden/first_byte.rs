//! How long until the first byte, with everything that has to be opened before.

use super::{run, value};
use crate::build::{closed, constant, far, load, pair, server};
use crate::vector::vector;
use scenario::{Connections, Pattern};

/// What each way of connecting costs in round trips: to open, and to secure on top of that.
const WAYS: [(&str, u8, u8); 10] = [
    ("ttfb-http-cold", 1, 0),
    ("ttfb-https-tls13-cold", 1, 1),
    ("ttfb-https-tls12-cold", 1, 2),
    ("ttfb-https-tls12-resumed", 1, 1),
    ("ttfb-https-tls13-0rtt", 1, 0),
    ("ttfb-tfo-tls13", 0, 1),
    ("ttfb-tfo-tls13-0rtt", 0, 0),
    ("ttfb-h3-1rtt", 1, 0),
    ("ttfb-h3-0rtt", 0, 0),
    ("ttfb-hrr", 1, 2),
];

#[test]
fn on_a_new_connection() {
    for (id, connect, secure) in WAYS {
        let v = vector(id);
        let server = server(1, constant(v.ns("server_ms")));
        let mut scenario = pair(server, &far(v.ns("rtt_ms") / 2), load(1, Pattern::Sequential));
        scenario.loads[0].asking.connections = closed(v.ns("dns_ms"), connect, secure);
        assert_eq!(value(&run(&scenario), "ttfb_ms"), v.expected("/ms"), "{id}");
    }
}

#[test]
fn on_an_open_connection() {
    let v = vector("ttfb-warm");
    let server = server(1, constant(v.ns("server_ms")));
    let scenario = pair(server, &far(v.ns("rtt_ms") / 2), load(1, Pattern::Sequential));
    assert_eq!(value(&run(&scenario), "ttfb_ms"), v.expected("/ms"));
}

/// An upgrade is a request like any other; its answer opens the way for messages.
#[test]
fn until_a_websocket_is_open() {
    let v = vector("ttfb-ws-open");
    let mut scenario = pair(server(1, constant(0)), &far(v.ns("rtt_ms") / 2), load(1, Pattern::Sequential));
    scenario.loads[0].asking.connections = closed(v.ns("dns_ms"), 1, 1);
    assert_eq!(value(&run(&scenario), "response_ms"), v.expected("/ms"));
}

/// The second request finds the connection open, or does not, if it serves one only.
#[test]
fn only_the_first_use_pays() {
    let v = vector("ttfb-https-tls13-cold");
    let warm = vector("ttfb-warm").expected("/ms");
    for (reuse, second) in [(true, warm), (false, v.expected("/ms") - v.input("dns_ms"))] {
        let server = server(1, constant(v.ns("server_ms")));
        let mut scenario = pair(server, &far(v.ns("rtt_ms") / 2), load(2, Pattern::Sequential));
        scenario.loads[0].asking.connections = Connections { reuse, ..closed(v.ns("dns_ms"), 1, 1) };
        let both = value(&run(&scenario), "makespan_ms");
        let again = [v.expected("/ms") + second, v.expected("/ms") + second + v.input("dns_ms")];
        // Whether the address is remembered for a new connection is not laid down here.
        assert!(again[..if reuse { 1 } else { 2 }].contains(&both), "{both} against {again:?}");
    }
}

/// Every millisecond of distance costs as many milliseconds as the way is travelled.
#[test]
fn distance_adds_up_by_round_trips() {
    for (id, connect, secure) in WAYS {
        let v = vector(id);
        let at = |rtt_ns: u64| {
            let server = server(1, constant(v.ns("server_ms")));
            let mut scenario = pair(server, &far(rtt_ns / 2), load(1, Pattern::Sequential));
            scenario.loads[0].asking.connections = closed(v.ns("dns_ms"), connect, secure);
            value(&run(&scenario), "ttfb_ms")
        };
        let trips = f64::from(connect + secure + 1);
        assert_eq!(at(v.ns("rtt_ms") + 10_000_000) - at(v.ns("rtt_ms")), 10.0 * trips, "{id}");
    }
}
