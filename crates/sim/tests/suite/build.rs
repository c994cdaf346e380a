//! Scenarios built in code, for tests that vary them.

use scenario::{Link, Load, Node, Pattern, Scenario, Server, Service};

pub(crate) const MS: u64 = 1_000_000;

pub(crate) fn client(id: &str) -> Node {
    Node { id: id.to_owned(), name: id.to_owned(), server: None }
}

pub(crate) fn server(workers: u16, queue: Option<u32>, service_ns: u64) -> Node {
    let service = Service::Fixed { ns: service_ns };
    let server = Server { workers, queue, service, reply_bytes: 1 };
    Node { id: "server".to_owned(), name: "server".to_owned(), server: Some(server) }
}

/// From node `at` to node 0, which is the server in these scenarios.
pub(crate) fn link(at: u16, one_way_ns: u64, bits_per_s: Option<u64>) -> Link {
    Link { id: format!("wire-{at}"), ends: [at, 0], one_way_ns, bits_per_s }
}

pub(crate) fn load(client: u16, requests: u32, pattern: Pattern) -> Load {
    Load { client, server: 0, requests, pattern, request_bytes: 1, timeout_ns: None }
}

/// One client, one server, one link.
pub(crate) fn pair(server: Node, link: Link, load: Load) -> Scenario {
    let nodes = vec![server, client("client")];
    Scenario { title: "A pair".to_owned(), nodes, links: vec![link], loads: vec![load] }
}
