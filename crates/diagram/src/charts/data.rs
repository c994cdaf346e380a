//! What charts are drawn from: worked out once for a run, when a chart is first asked for.

use trace::{Duration, Gauge, NodeId, Outcome, RequestId, Role, Step, Time};

use super::level::Level;
use crate::Run;

/// The levels and the outcomes of a run.
#[derive(Clone, Debug)]
pub(crate) struct Data {
    /// Of each node that answers.
    pub(super) servers: Vec<Server>,
    pub(super) in_flight: Level,
    /// Requests under way: of those clients that serve nobody themselves, and of each node that asks.
    pub(super) open: Level,
    /// Those clients; what servers ask each other is their own affair. Where only servers ask, all of them.
    pub(super) outside: Vec<NodeId>,

    pub(super) open_of: Vec<(NodeId, Level)>,
    /// In the order in which they ended.
    pub(super) responses: Vec<Response>,
}

/// The levels of a node that answers.
#[derive(Clone, Debug)]
pub(super) struct Server {
    pub(super) node: NodeId,
    pub(super) waiting: Level,
    pub(super) busy: Level,
    pub(super) workers: u16,
}

/// A request that has an outcome.
#[derive(Clone, Copy, Debug)]
pub(super) struct Response {
    pub(super) at: Time,
    pub(super) client: NodeId,
    pub(super) request: RequestId,
    /// From the intent on, not from when it was sent.
    pub(super) lasting: Duration,
    pub(super) outcome: Outcome,
    /// Whether it was wanted after the system had filled up.
    pub(super) counts: bool,
}

impl Data {
    pub(crate) fn new(run: &Run) -> Self {
        let (trace, end) = (&run.trace, run.end());
        let gauges = trace::gauges(trace);
        let levels = gauges.waiting.into_iter().zip(gauges.busy);
        let nodes = (0_u16..).map(NodeId).zip(&trace.nodes).zip(levels);
        let servers = nodes.filter_map(|((node, about), (waiting, busy))| match about.role {
            Role::Server { workers, .. } => {
                Some(Server { node, waiting: Level::new(waiting, end), busy: Level::new(busy, end), workers })
            }
            Role::Client { .. } => None,
        });
        let clients = clients(run);
        let asks_only = |node: &NodeId| {
            let about = trace.nodes.get(usize::from(node.0));
            about.is_some_and(|about| matches!(about.role, Role::Client { .. }))
        };
        let outside: Vec<NodeId> = clients.iter().copied().filter(asks_only).collect();
        let outside = if outside.is_empty() { clients.clone() } else { outside };
        let open_by: Vec<(NodeId, Level)> =
            clients.into_iter().map(|node| (node, open_of(run, &[node]))).collect();
        let open = match (open_by.as_slice(), outside.as_slice()) {
            // Where one asks, it is looked at once.
            ([(one, level)], [other]) if one == other => level.clone(),
            _ => open_of(run, &outside),
        };
        Self {
            servers: servers.collect(),
            in_flight: Level::new(gauges.in_flight, end),
            open,
            open_of: open_by,
            outside,
            responses: responses(run),
        }
    }
}

/// The nodes that ask, in the order of the run's nodes.
fn clients(run: &Run) -> Vec<NodeId> {
    let mut clients: Vec<NodeId> = run.spans().iter().map(|span| span.client).collect();
    clients.sort_unstable();
    clients.dedup();
    clients
}

fn open_of(run: &Run, nodes: &[NodeId]) -> Level {
    let own = run.spans().iter().filter(|span| nodes.contains(&span.client));
    let mut changes: Vec<(Time, bool)> = own
        .flat_map(|span| {
            let settled = span.settled.map(|_| (span.to, false));
            [Some((span.from, true)), settled].into_iter().flatten()
        })
        .collect();
    changes.sort_by_key(|&(at, _)| at);
    let (mut steps, mut level): (Vec<Step>, u32) = (Vec::new(), 0);
    for (at, more) in changes {
        level = if more { level.saturating_add(1) } else { level.saturating_sub(1) };
        match steps.last_mut() {
            Some(last) if last.at == at => last.level = level,
            _ => steps.push(Step { at, level }),
        }
    }
    Level::new(Gauge { steps }, run.end())
}

fn responses(run: &Run) -> Vec<Response> {
    let settled = run.spans().iter().filter(|span| span.settled.is_some());
    let settled = settled.filter(|span| span.outcome != Outcome::Unfinished);
    let mut responses: Vec<Response> = settled
        .map(|span| Response {
            at: span.to,
            client: span.client,
            request: span.request,
            lasting: span.to.since(span.from),
            outcome: span.outcome,
            counts: span.from >= run.trace.measure_from,
        })
        .collect();
    responses.sort_by_key(|response| response.at);
    responses
}
