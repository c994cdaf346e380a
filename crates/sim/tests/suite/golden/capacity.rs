//! Workers, places to wait, connections.

use super::{by_request, finished, moments, run, settled, value};
use crate::build::{at_ms, constant, far, load, pair, queue, server};
use crate::vector::{Vector, vector};
use scenario::{Connections, Discipline, Pattern};
use trace::{Trace, What};

/// Five requests, one after the other, for one worker and a few places.
fn five_arrivals(v: Vector, discipline: Discipline) -> Trace {
    let mut server = server(1, constant(v.ns("service_ms")));
    (server.queue, server.discipline) = (Some(v.whole("queue")), discipline);
    let moments: Vec<u64> = v.inputs("arrive_ms").into_iter().map(|ms| ms as u64).collect();
    run(&queue(server, 5, at_ms(&moments)))
}

#[test]
fn two_workers_serve_in_order() {
    let v = vector("scn-queue-c2");
    let workers = u16::try_from(v.whole("workers")).expect("few workers");
    let requests = v.whole("requests");
    let server = server(workers, constant(v.ns("service_ms")));
    let trace = run(&queue(server, requests, Pattern::Parallel));
    assert_eq!(by_request(&trace, requests, finished), v.expected_ns_list("/finish_ms"));
}

#[test]
fn a_full_waiting_room_turns_away() {
    let v = vector("scn-queue-cap");
    let trace = five_arrivals(v, Discipline::Fifo);
    assert_eq!(by_request(&trace, 5, finished), v.expected_ns_list("/finish_ms"));
    let refused = by_request(&trace, 5, |what| matches!(what, What::Refused { status: 503, .. }));
    let refused: Vec<f64> = (0..5).filter(|&at| refused[at as usize].is_some()).map(f64::from).collect();
    assert_eq!(refused, v.expected_list("/rejected"));
}

#[test]
fn who_came_last_goes_first() {
    let v = vector("scn-lifo-cap");
    let trace = five_arrivals(v, Discipline::Lifo);
    assert_eq!(by_request(&trace, 5, finished), v.expected_ns_list("/finish_ms"));
}

#[test]
fn the_seventh_waits_for_a_connection() {
    let v = vector("scn-h1-queue-7th");
    let requests = v.whole("requests");
    let server = server(100, constant(v.ns("server_ms")));
    let mut scenario = pair(server, &far(v.ns("rtt_ms") / 2), load(requests, Pattern::Parallel));
    let most = Some(u16::try_from(v.whole("conns")).expect("few connections"));
    scenario.loads[0].asking.connections = Connections { most, ..Connections::default() };
    let trace = run(&scenario);
    assert_eq!(by_request(&trace, requests, settled), v.expected_ns_list("/finish_ms"));
    let blocked = moments(&trace, |what| matches!(what, What::Blocked { .. }));
    let sent = by_request(&trace, requests, |what| matches!(what, What::Sent { .. }));
    assert_eq!(blocked, [0]);
    assert_eq!(sent[6], Some(v.expected_ns("/blocked_ms")));
}

#[test]
fn thirty_objects() {
    let v = vector("h1-six-conns");
    let objects = |v: Vector, workers: u16, most: Option<u16>| {
        let server = server(workers, constant(v.ns("server_ms")));
        let way = far(v.ns("rtt_ms") / 2);
        let mut scenario = pair(server, &way, load(v.whole("objects"), Pattern::Parallel));
        scenario.loads[0].asking.connections = Connections { most, ..Connections::default() };
        value(&run(&scenario), "makespan_ms")
    };
    let most = u16::try_from(v.whole("conns")).expect("few connections");
    assert_eq!(objects(v, 100, Some(most)), v.expected("/ms"), "six connections, one request each at a time");
    let v = vector("h2-thirty");
    assert_eq!(objects(v, 100, None), v.expected("/ms"), "all at once");
    let v = vector("h2-server-c");
    let workers = u16::try_from(v.whole("workers")).expect("few workers");
    assert_eq!(objects(v, workers, None), v.expected("/ms"), "all at once, but few workers");
}
