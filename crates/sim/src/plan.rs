//! From the description to the parts of a run. What a scenario names but does not have is left out, so that even
//! an unchecked one runs.

use scenario::{Node, Scenario};
use trace::{Duration, LinkId, NodeId, Role};

use crate::client::Stream;
use crate::link::Wire;
use crate::server::Station;

/// The way from a client to its server.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Route {
    pub(crate) client: NodeId,
    pub(crate) server: NodeId,
    pub(crate) link: LinkId,
}

/// Everything that takes part in a run.
pub(crate) struct Plan {
    pub(crate) nodes: Vec<trace::Node>,
    pub(crate) links: Vec<trace::Link>,
    /// Both directions of each link: from its first end, from its second.
    pub(crate) wires: Vec<[Wire; 2]>,
    /// For each node its server part.
    pub(crate) stations: Vec<Option<Station>>,
    pub(crate) streams: Vec<Stream>,
}

impl Plan {
    pub(crate) fn new(scenario: &Scenario) -> Self {
        // Ids of nodes and links are 16 bits wide; nothing can be said about what is beyond.
        let (nodes, links) = (within(&scenario.nodes), within(&scenario.links));
        let joined: Vec<&scenario::Link> =
            links.iter().filter(|link| link.ends.iter().all(|&end| usize::from(end) < nodes.len())).collect();
        Self {
            nodes: nodes.iter().zip(0..).map(|(node, place)| cast(scenario, node, place)).collect(),
            links: joined.iter().map(|link| described(link)).collect(),
            wires: joined
                .iter()
                .map(|link| [Wire::new(link.bits_per_s), Wire::new(link.bits_per_s)])
                .collect(),
            stations: nodes.iter().map(|node| node.server.as_ref().map(Station::new)).collect(),
            streams: scenario.loads.iter().filter_map(|load| stream(load, nodes, &joined)).collect(),
        }
    }
}

fn within<T>(list: &[T]) -> &[T] {
    &list[..list.len().min(usize::from(u16::MAX))]
}

fn cast(scenario: &Scenario, node: &Node, place: u16) -> trace::Node {
    let role = match &node.server {
        Some(server) => Role::Server { workers: server.workers, queue_capacity: server.queue },
        None => {
            let load = scenario.loads.iter().find(|load| load.client == place);
            Role::Client { timeout: load.and_then(|load| load.timeout_ns).map(Duration) }
        }
    };
    trace::Node { id: node.id.clone(), name: node.name.clone(), role }
}

fn described(link: &scenario::Link) -> trace::Link {
    trace::Link { ends: link.ends.map(NodeId), one_way: Duration(link.one_way_ns) }
}

fn stream(load: &scenario::Load, nodes: &[Node], links: &[&scenario::Link]) -> Option<Stream> {
    let (client, server) = (load.client, load.server);
    let answers = |node: u16| nodes.get(usize::from(node)).map(|node| node.server.is_some());
    if answers(client) != Some(false) || answers(server) != Some(true) {
        return None;
    }
    let link =
        links.iter().position(|link| link.ends == [client, server] || link.ends == [server, client])?;
    let link = LinkId(u16::try_from(link).ok()?);
    Some(Stream {
        route: Route { client: NodeId(client), server: NodeId(server), link },
        pattern: load.pattern,
        request_bytes: load.request_bytes,
        timeout: load.timeout_ns.map(Duration),
        to_come: load.requests,
    })
}
