//! Operations that build a scenario: each adds a part or changes one, and what would not be sound is left undone.

mod asking;
mod chance;
mod feed;
mod intervene;
mod link;
mod load;
mod server;

use scenario::{Asking, Call, Link, Load, Node, Pattern, Scenario, Way};

use crate::bytes::Bytes;

pub(crate) use intervene::intervention;

/// No more operations than this: the rest of the input changes nothing.
const MOST_OPERATIONS: usize = 250;

/// No more machines than this, so that something happens between them.
const MOST_NODES: usize = 12;

/// A sound scenario, whatever the bytes are.
pub(crate) fn scenario(bytes: &mut Bytes) -> Scenario {
    let mut scenario = pair();
    for _ in 0..MOST_OPERATIONS {
        if bytes.is_empty() {
            break;
        }
        let before = scenario.clone();
        operation(bytes, &mut scenario);
        if scenario.check().is_err() {
            scenario = before;
        }
    }
    assert_eq!(scenario.check(), Ok(()), "only what is sound was kept");
    scenario
}

/// A client that asks a server four times.
fn pair() -> Scenario {
    let asking = Asking { request_bytes: 100, ..Asking::default() };
    Scenario {
        title: "Any".to_owned(),
        nodes: vec![node(0, true), node(1, false)],
        links: vec![link::plain(0, [0, 1])],
        loads: vec![Load { client: 1, server: 0, requests: 4, pattern: Pattern::Sequential, asking }],
        ..Scenario::default()
    }
}

fn node(place: usize, answers: bool) -> Node {
    let id = format!("node-{place}");
    Node { name: id.clone(), id, server: answers.then(server::plain) }
}

fn operation(bytes: &mut Bytes, scenario: &mut Scenario) {
    let nodes = scenario.nodes.len();
    match bytes.byte() % 24 {
        0 if nodes < MOST_NODES => add_server(bytes, scenario),
        1 if nodes < MOST_NODES => add_client(bytes, scenario),
        2 => add_load(bytes, scenario),
        3 => join(scenario, [bytes.place(nodes), bytes.place(nodes)]),
        4..=6 => {
            let place = bytes.one_of(scenario.links.len());
            if let Some(link) = scenario.links.get_mut(place) {
                link::change(bytes, link);
            }
        }
        7..=10 => {
            let place = bytes.one_of(nodes);
            if let Some(server) = scenario.nodes.get_mut(place).and_then(|node| node.server.as_mut()) {
                server::change(bytes, server);
            }
        }
        11..=15 => {
            if let Some(asking) = some_asking(bytes, scenario) {
                asking::change(bytes, asking);
            }
        }
        16 => add_call(bytes, scenario),
        17 => feed::add(bytes, scenario),
        18 => feed::change(bytes, scenario),
        19 => {
            let place = bytes.one_of(scenario.loads.len());
            if let Some(load) = scenario.loads.get_mut(place) {
                load::change(bytes, load);
            }
        }
        20 => {
            scenario.end_ns = bytes.given(Bytes::some_time_ns);
            scenario.measure_from_ns = bytes.time_ns();
        }
        _ => {
            let intervention = intervention(bytes, scenario);
            scenario.interventions.push(intervention);
        }
    }
}

/// A link between the two, unless there is one.
fn join(scenario: &mut Scenario, ends: [u16; 2]) {
    let joined = |link: &Link| link.ends == ends || link.ends == [ends[1], ends[0]];
    if !scenario.links.iter().any(joined) {
        let place = scenario.links.len();
        scenario.links.push(link::plain(place, ends));
    }
}

fn add_server(bytes: &mut Bytes, scenario: &mut Scenario) {
    let place = scenario.nodes.len();
    let other = bytes.place(place);
    scenario.nodes.push(node(place, true));
    join(scenario, [other, place as u16]);
}

fn add_client(bytes: &mut Bytes, scenario: &mut Scenario) {
    let place = scenario.nodes.len();
    let server = bytes.place(place);
    scenario.nodes.push(node(place, false));
    join(scenario, [place as u16, server]);
    let load = load::read(bytes, [place as u16, server]);
    scenario.loads.push(load);
}

/// One more load, perhaps of a server that asks on its own.
fn add_load(bytes: &mut Bytes, scenario: &mut Scenario) {
    let nodes = scenario.nodes.len();
    let ends = [bytes.place(nodes), bytes.place(nodes)];
    join(scenario, ends);
    let load = load::read(bytes, ends);
    scenario.loads.push(load);
}

/// Perhaps in a circle, which will be undone.
fn add_call(bytes: &mut Bytes, scenario: &mut Scenario) {
    let nodes = scenario.nodes.len();
    let ends = [bytes.place(nodes), bytes.place(nodes)];
    let call = Call {
        server: ends[1],
        requests: bytes.count(1_000),
        parallel: bytes.flag(),
        asking: Asking { request_bytes: 100, ..Asking::default() },
    };
    join(scenario, ends);
    let caller = scenario.nodes.get_mut(usize::from(ends[0])).and_then(|node| node.server.as_mut());
    if let Some(server) = caller {
        server.calls.push(call);
    }
}

/// How some load, call or feed asks.
fn some_asking<'a>(bytes: &mut Bytes, scenario: &'a mut Scenario) -> Option<&'a mut Asking> {
    let servers = scenario.nodes.iter_mut().filter_map(|node| node.server.as_mut());
    let calls = servers.flat_map(|server| server.calls.iter_mut().map(|call| &mut call.asking));
    let loads = scenario.loads.iter_mut().map(|load| &mut load.asking);
    let feeds = scenario.feeds.iter_mut().map(|feed| &mut feed.asking);
    let mut all: Vec<&mut Asking> = loads.chain(calls).chain(feeds).collect();
    let place = bytes.one_of(all.len());
    (place < all.len()).then(|| all.swap_remove(place))
}

/// A way that takes ten milliseconds.
fn way() -> Way {
    Way { one_way_ns: 10_000_000, ..Way::default() }
}
