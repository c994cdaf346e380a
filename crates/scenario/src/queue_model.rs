//! Whether a scenario is a queue that theory has a closed form for.

use serde::{Deserialize, Serialize};

use crate::{
    Arrivals, Asking, Connections, Discipline, Distribution, Lines, Link, Load, Loss, Node, Pattern, Retry,
    Scenario, Server, Timeouts, Way,
};

/// M/M/c with a constant way there and back: arrivals that know nothing of each other, exponential service, workers with
/// one line without limit, and nothing else that could touch a request.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct QueueModel {
    /// The server's place in [`Scenario::nodes`].
    pub server: u16,
    pub per_1000_s: u64,
    pub service_mean_ns: u64,
    pub workers: u16,
    /// The trips there and back.
    pub trips_ns: [u64; 2],
    /// The ids of client, server and link, which the paths of knobs begin with.
    ids: [String; 3],
}

impl QueueModel {
    /// The same scenario with a number changed as [`Scenario::turn`] changes it. None when that number is unknown here: then
    /// nobody can say what theory would give.
    pub fn turned(mut self, path: &str, value: u64) -> Option<Self> {
        let (id, key) = path.split_once('.')?;
        let [client, server, link] = &self.ids;
        match key {
            "per_s" if id == client => self.per_1000_s = value.checked_mul(1000)?,
            "requests" if id == client => {}
            "workers" if id == server => self.workers = value.try_into().ok()?,
            "service_mean_ms" if id == server => self.service_mean_ns = value.checked_mul(1_000_000)?,
            "one_way_ms" if id == link => {
                let [there, back] = self.trips_ns;
                let turned = value.checked_mul(1_000_000)?;
                self.trips_ns = [turned, if there == back { turned } else { back }];
            }
            _ => return None,
        }
        Some(self)
    }
}

impl Scenario {
    /// The queue that this scenario is, if it is one and nothing more.
    pub fn queue_model(&self) -> Option<QueueModel> {
        let ([load], [link]) = (self.loads.as_slice(), self.links.as_slice()) else { return None };
        if !(self.interventions.is_empty() && self.feeds.is_empty()) {
            return None;
        }
        let node = |place: u16| self.nodes.get(usize::from(place));
        let (client, node) = (node(load.client)?, node(load.server)?);
        let server = node.server.as_ref()?;
        let joins = link.ends == [load.client, load.server] || link.ends == [load.server, load.client];
        let plain = joins && link.ways.iter().all(way) && asking(&load.asking) && line(server);
        let (per_1000_s, service_mean_ns) = (arrivals(load)?, service(server)?);
        plain.then(|| QueueModel {
            server: load.server,
            per_1000_s,
            service_mean_ns,
            workers: server.workers,
            trips_ns: [link.ways[0].one_way_ns, link.ways[1].one_way_ns],
            ids: ids(client, node, link),
        })
    }
}

fn ids(client: &Node, server: &Node, link: &Link) -> [String; 3] {
    [client.id.clone(), server.id.clone(), link.id.clone()]
}

fn arrivals(load: &Load) -> Option<u64> {
    match load.pattern {
        Pattern::Open { arrivals: Arrivals::Poisson { per_1000_s } } => Some(per_1000_s),
        _ => None,
    }
}

fn service(server: &Server) -> Option<u64> {
    match server.service {
        Distribution::Exponential { mean_ns } => Some(mean_ns),
        _ => None,
    }
}

/// Every field is named, so that a new one has to be thought about.
fn line(server: &Server) -> bool {
    let Server {
        workers,
        queue,
        discipline,
        lines,
        service: _,
        reply_bytes: _,
        refusal_ns: _,
        retry_after_ns: _,
        errors,
        limit,
        skip_expired: _,
        queue_timeout,
        warm_up,
        pause,
        dedup: _,
        calls,
    } = server;
    queue.is_none()
        && *discipline == Discipline::Fifo
        && (*lines == Lines::Shared || *workers == 1)
        && *errors == 0
        && limit.is_none()
        && queue_timeout.is_none()
        && warm_up.is_none()
        && pause.is_none()
        && calls.is_empty()
}

fn asking(asking: &Asking) -> bool {
    let Asking {
        request_bytes: _,
        priority: _,
        connections,
        timeouts,
        retry,
        budget: _,
        throttle,
        hedge,
        breaker,
        idempotency_key: _,
    } = asking;
    *connections == Connections::default()
        && *timeouts == Timeouts::default()
        && retry.attempts == Retry::default().attempts
        && throttle.is_none()
        && hedge.is_none()
        && breaker.is_none()
}

fn way(way: &Way) -> bool {
    let Way { one_way_ns: _, bits_per_s, buffer_bytes: _, jitter, loss, duplicate, corrupt, reorder } = way;
    let loses = !matches!(loss, Loss::None | Loss::Chance { share: 0 });
    bits_per_s.is_none()
        && jitter.is_none()
        && !loses
        && *duplicate == 0
        && *corrupt == 0
        && reorder.is_none()
}
