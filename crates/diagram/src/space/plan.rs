//! Who stands where: which connections are drawn, in which rows, and which of them share a node.

use trace::{LinkId, NodeId, Role};

use crate::{Run, Viewpoint};

use super::metrics::{FIRST, Metrics, NARROW, SECOND, WIDE};
use super::{Layout, MOST_LINKS};

/// What stands at the left end of a wire.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Left {
    /// A client.
    Circle,
    /// A server that asks another one; it answers in a row of its own.
    Square,
    /// The node of the row above: a line leads down from it.
    Above,
    /// The server of the wire before, in the same row.
    Station,
}

/// One connection in its place.
pub(super) struct Seat {
    pub(super) link: LinkId,
    pub(super) client: NodeId,
    pub(super) server: NodeId,
    pub(super) metrics: &'static Metrics,
    pub(super) row: i64,
    pub(super) left: Left,
    /// How many rows below this one begin at the same client.
    pub(super) branches: i64,
    /// So many rows share the server at the right end; none if it has been drawn in a row above.
    pub(super) rows: i64,
}

/// The seats, the number of rows, and the number of connections that there are.
pub(super) struct Plan {
    pub(super) seats: Vec<Seat>,
    pub(super) rows: i64,
    pub(super) links: usize,
}

/// Rows from top to bottom. Connections that share a node follow each other, and draw it once.
pub(super) fn plan(run: &Run, layout: Layout, viewpoint: Viewpoint) -> Plan {
    let known = known(run, viewpoint);
    let links = known.len();
    let ends = in_order(known.into_iter().take(MOST_LINKS).map(|link| Ends::of(run, link)).collect());
    let metrics = match layout {
        Layout::Wide => &WIDE,
        Layout::Narrow => &NARROW,
    };
    if let ([first, second], Layout::Wide) = (ends.as_slice(), layout)
        && first.server == second.client
        && first.client != second.server
        && first.client != first.server
    {
        let one = seat(run, first, &FIRST, 0);
        let two = Seat { left: Left::Station, ..seat(run, second, &SECOND, 0) };
        return Plan { seats: vec![one, two], rows: 1, links };
    }
    let mut seats: Vec<Seat> = Vec::new();
    for (own, row) in ends.iter().zip(0..) {
        let mut next = seat(run, own, metrics, row);
        let same_server = seats.iter_mut().rev().find(|seat| seat.rows > 0);
        if let Some(first) = same_server.filter(|first| first.server == own.server) {
            first.rows += 1;
            next.rows = 0;
        }
        let same_client = seats.iter_mut().rev().find(|seat| seat.left != Left::Above);
        if let Some(first) = same_client.filter(|first| first.client == own.client) {
            first.branches += 1;
            next.left = Left::Above;
        }
        seats.push(next);
    }
    let rows = i64::try_from(seats.len()).unwrap_or(1);
    Plan { seats, rows, links }
}

/// A node knows the connections that it is at the end of.
fn known(run: &Run, viewpoint: Viewpoint) -> Vec<LinkId> {
    let all = || run.trace.links.iter().zip(0_u16..).map(|(link, place)| (LinkId(place), link.ends));
    let own = match viewpoint {
        Viewpoint::Everyone => Vec::new(),
        Viewpoint::Only(node) => all().filter(|(_, ends)| ends.contains(&node)).map(|(id, _)| id).collect(),
    };
    if own.is_empty() { all().map(|(id, _)| id).collect() } else { own }
}

fn seat(run: &Run, own: &Ends, metrics: &'static Metrics, row: i64) -> Seat {
    let left = if is_server(run, own.client) { Left::Square } else { Left::Circle };
    let &Ends { link, client, server } = own;
    Seat { link, client, server, metrics, row, left, branches: 0, rows: 1 }
}

struct Ends {
    link: LinkId,
    client: NodeId,
    server: NodeId,
}

impl Ends {
    /// Who asks on a link, and who answers: told by what they are, else by the messages, else by their order.
    fn of(run: &Run, link: LinkId) -> Self {
        let ends = run.trace.links.get(usize::from(link.0)).map_or([NodeId(0), NodeId(1)], |link| link.ends);
        let (client, server) = match ends.map(|node| is_server(run, node)) {
            [false, true] => (ends[0], ends[1]),
            [true, false] => (ends[1], ends[0]),
            _ => run.ends(link),
        };
        Self { link, client, server }
    }
}

fn is_server(run: &Run, node: NodeId) -> bool {
    let role = run.trace.nodes.get(usize::from(node.0)).map(|node| &node.role);
    matches!(role, Some(Role::Server { .. }))
}

/// Each connection beside one that it shares a node with, where there is one.
fn in_order(mut rest: Vec<Ends>) -> Vec<Ends> {
    // A chain begins with who is asked by nobody.
    let head = rest.iter().position(|own| rest.iter().all(|other| other.server != own.client));
    let mut order: Vec<Ends> = Vec::new();
    let mut next = head.unwrap_or(0);
    while next < rest.len() {
        let own = rest.remove(next);
        let beside = |wanted: &dyn Fn(&Ends) -> bool| rest.iter().position(wanted);
        next = beside(&|other| other.server == own.server)
            .or_else(|| beside(&|other| other.client == own.client))
            .or_else(|| beside(&|other| other.client == own.server))
            .unwrap_or(0);
        order.push(own);
    }
    order
}
