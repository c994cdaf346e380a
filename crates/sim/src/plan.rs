//! From the description to the parts of a run. What a scenario names but does not have is left out, so that even
//! an unchecked one runs.

use scenario::{Action, Asking, Feed, Load, Pattern, Scenario, Server, Timeouts};
use trace::{Duration, LinkId, NodeId, Role};

use crate::client::{Budget, CircuitBreaker, Pool, Throttling};
use crate::feed::FeedState;
use crate::link::{Channel, Wire};
use crate::load::LoadState;
use crate::server::Station;

/// One direction of a link.
#[derive(Debug)]
pub(crate) struct WayState {
    pub(crate) wire: Wire,
    pub(crate) channel: Channel,
    /// Nothing is left to chance on it.
    pub(crate) plain: bool,
    /// Nor does sending take time.
    pub(crate) express: bool,
    pub(crate) one_way_ns: u64,
    pub(crate) cut: bool,
    /// The fact of the cut.
    pub(crate) cut_fact: trace::FactId,
}

/// Somebody who asks: the client of a load, a server that calls another, a side of a feed.
#[derive(Debug)]
pub(crate) struct Asker {
    pub(crate) asking: Asking,
    pub(crate) client: u16,
    pub(crate) server: u16,
    pub(crate) link: u16,
    /// The way of the requests.
    pub(crate) side: u8,
    pub(crate) pool: Pool,
    pub(crate) budget: Option<Budget>,
    pub(crate) throttle: Option<Throttling>,
    pub(crate) breaker: Option<CircuitBreaker>,
    /// The server's address has been looked up before.
    pub(crate) knows_address: bool,
    /// Its requests may be done more than once.
    pub(crate) repeatable: bool,
    /// It asks once and waits for ever, over connections that are there: its tries need no book-keeping.
    pub(crate) patient: bool,
}

impl Asker {
    /// How urgent its requests are.
    #[inline(always)]
    pub(crate) fn class(&self) -> u8 {
        self.asking.priority.min(7)
    }
}

/// A call as a station makes it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct CallPlan {
    pub(crate) asker: u32,
    pub(crate) requests: u32,
    pub(crate) parallel: bool,
}

/// Everything that takes part in a run.
#[derive(Debug, Default)]
pub(crate) struct Plan {
    /// Both ways of each link: from its first end, from its second.
    pub(crate) ways: Vec<[WayState; 2]>,
    /// For each node its server part.
    pub(crate) stations: Vec<Option<Station>>,
    pub(crate) askers: Vec<Asker>,
    pub(crate) loads: Vec<LoadState>,
    pub(crate) feeds: Vec<FeedState>,
}

/// Ids of nodes and links are 16 bits wide; nothing can be said about what is beyond.
pub(crate) fn within<T>(list: &[T]) -> &[T] {
    &list[..list.len().min(usize::from(u16::MAX))]
}

impl Plan {
    pub(crate) fn new(scenario: &Scenario) -> Self {
        let mut plan = Self::default();
        let nodes = within(&scenario.nodes);
        let links = within(&scenario.links);
        plan.ways.extend(links.iter().map(|link| link.ways.each_ref().map(way)));
        plan.stations.extend(nodes.iter().map(|node| node.server.as_ref().map(Station::new)));
        for load in &scenario.loads {
            plan.add_load(scenario, load);
        }
        for (node, place) in nodes.iter().zip(0_u16..) {
            if let Some(server) = &node.server {
                plan.add_calls(scenario, place, server);
            }
        }
        for feed in within(&scenario.feeds) {
            plan.add_feed(scenario, feed);
        }
        plan
    }

    fn add_load(&mut self, scenario: &Scenario, load: &Load) {
        let Some(asker) = self.add_asker(scenario, load.client, load.server, &load.asking) else { return };
        self.loads.push(LoadState::new(load, asker));
    }

    fn add_calls(&mut self, scenario: &Scenario, place: u16, server: &Server) {
        for call in &server.calls {
            let Some(asker) = self.add_asker(scenario, place, call.server, &call.asking) else { continue };
            if let Some(Some(station)) = self.stations.get_mut(usize::from(place)) {
                let requests = call.requests;
                station.calls.push(CallPlan { asker, requests, parallel: call.parallel });
            }
        }
    }

    fn add_feed(&mut self, scenario: &Scenario, feed: &Feed) {
        if let Some(state) = FeedState::new(self, scenario, feed) {
            self.feeds.push(state);
        }
    }

    /// Who asks whom, if a link joins them.
    pub(crate) fn add_asker(
        &mut self,
        scenario: &Scenario,
        client: u16,
        server: u16,
        asking: &Asking,
    ) -> Option<u32> {
        let nodes = within(&scenario.nodes).len();
        if usize::from(client) >= nodes || usize::from(server) >= nodes {
            return None;
        }
        let (link, side) = route(scenario, client, server)?;
        let asker = u32::try_from(self.askers.len()).ok()?;
        let pool = Pool::new(&asking.connections);
        let patient = pool.is_unlimited_and_open()
            && asking.timeouts == Timeouts::default()
            && asking.retry.attempts <= 1
            && asking.hedge.is_none()
            && asking.breaker.is_none()
            && asking.throttle.is_none()
            && asking.budget.is_none()
            && !copies(scenario);
        self.askers.push(Asker {
            asking: *asking,
            client,
            server,
            link,
            side,
            pool,
            patient,
            budget: asking.budget.as_ref().map(Budget::new),
            throttle: asking.throttle.as_ref().map(Throttling::new),
            breaker: asking.breaker.as_ref().map(CircuitBreaker::new),
            knows_address: false,
            repeatable: asking.retry.attempts > 1 || asking.hedge.is_some() || copies(scenario),
        });
        Some(asker)
    }
}

/// Whether the network, or somebody, makes copies of messages.
fn copies(scenario: &Scenario) -> bool {
    let by_chance = scenario.links.iter().flat_map(|link| &link.ways).any(|way| way.duplicate > 0);
    let duplicates = |action: &Action| matches!(action, Action::Duplicate { .. });
    by_chance || scenario.interventions.iter().any(|intervention| duplicates(&intervention.action))
}

/// The link between two nodes, and which of its ways leads from the first to the second.
pub(crate) fn route(scenario: &Scenario, from: u16, to: u16) -> Option<(u16, u8)> {
    (0_u16..).zip(&scenario.links).find_map(|(place, link)| match link.ends {
        ends if ends == [from, to] => Some((place, 0)),
        ends if ends == [to, from] => Some((place, 1)),
        _ => None,
    })
}

/// Not put into its caller: once for each of the two ways.
#[inline(never)]
fn way(way: &scenario::Way) -> WayState {
    let channel = Channel::new(way);
    let plain = channel.is_plain();
    WayState {
        wire: Wire::new(way),
        channel,
        plain,
        express: plain && way.bits_per_s.is_none(),
        one_way_ns: way.one_way_ns,
        cut: false,
        cut_fact: crate::book::NO_FACT,
    }
}

/// The nodes as views know them.
pub(crate) fn cast(scenario: &Scenario) -> Vec<trace::Node> {
    let role = |place: u16, server: Option<&Server>| match server {
        Some(server) => Role::Server { workers: server.workers, queue_capacity: server.queue },
        None => {
            let load = scenario.loads.iter().find(|load| load.client == place);
            Role::Client { timeout: load.and_then(|load| load.asking.timeouts.attempt_ns).map(Duration) }
        }
    };
    within(&scenario.nodes)
        .iter()
        .zip(0_u16..)
        .map(|(node, place)| trace::Node {
            id: node.id.clone(),
            name: node.name.clone(),
            role: role(place, node.server.as_ref()),
        })
        .collect()
}

/// The links as views know them. One with an end that there is not keeps its place, at nobody's side.
pub(crate) fn wires(scenario: &Scenario) -> Vec<trace::Link> {
    let nodes = within(&scenario.nodes).len();
    within(&scenario.links)
        .iter()
        .map(|link| {
            let end = |end: u16| NodeId(if usize::from(end) < nodes { end } else { 0 });
            trace::Link { ends: link.ends.map(end), one_way: Duration(link.ways[0].one_way_ns) }
        })
        .take(if nodes == 0 { 0 } else { usize::MAX })
        .collect()
}

/// How many requests all loads want.
pub(crate) fn total(scenario: &Scenario) -> u64 {
    let requests = |load: &Load| match &load.pattern {
        Pattern::Open { arrivals: scenario::Arrivals::At { ns } } => {
            u64::from(load.requests).min(ns.len() as u64)
        }
        _ => u64::from(load.requests),
    };
    scenario.loads.iter().map(requests).sum()
}

/// The number of a link in facts.
pub(crate) fn link_id(link: u16) -> LinkId {
    LinkId(link)
}
