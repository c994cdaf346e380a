//! From tables of the text to the model. Which keys there are has been seen to; here they get their meaning.

mod asking;
mod chance;
mod feed;
mod intervention;
mod link;
mod load;
mod server;

use core::ops::Range;

use crate::bounds::{END, MEASURE_FROM};
use crate::check::clipped;
use crate::fault::Path;
use crate::read::{Reader, Table};
use crate::{Link, Node, Scenario};

/// A node or link that is not there: no list is that long, so the rules see it as unknown.
const NOWHERE: u16 = u16::MAX;

/// Reads everything there is. What is missing or wrong has been noted; something possible takes its place.
pub(crate) fn scenario<'a>(reader: &mut Reader<'a>, top: &Table<'a>) -> Scenario {
    let tables = top.tables("node");
    let id = |table: &Table<'a>| table.text("id").unwrap_or_default().to_owned();
    let nodes = tables.iter().map(|table| Node {
        id: id(table),
        name: table.text("name").unwrap_or_default().to_owned(),
        server: None,
    });
    let mut names = Names { nodes: nodes.collect(), links: Vec::new() };
    // Servers name other nodes, so all names come first.
    let servers: Vec<_> = tables.iter().map(|table| server::server(reader, table, &names)).collect();
    names.links = top.tables("link").iter().map(|table| link::link(reader, table, &names)).collect();
    let loads = top.tables("load").iter().map(|table| load::load(reader, table, &names)).collect();
    let feeds = top.tables("feed").iter().map(|table| feed::feed(reader, table, &names)).collect();
    let interventions = top.tables("intervention");
    let interventions =
        interventions.iter().map(|table| intervention::intervention(reader, table, &names)).collect();
    let Names { mut nodes, links } = names;
    for (node, server) in nodes.iter_mut().zip(servers) {
        node.server = server;
    }
    Scenario {
        title: top.text("title").unwrap_or_default().to_owned(),
        end_ns: top.maybe(&END),
        measure_from_ns: top.number(&MEASURE_FROM),
        nodes,
        links,
        loads,
        feeds,
        interventions,
    }
}

/// What can be named.
struct Names {
    nodes: Vec<Node>,
    links: Vec<Link>,
}

impl Names {
    /// The place of the node that `key` names.
    fn node<'a>(&self, reader: &mut Reader<'a>, table: &Table<'a>, key: &'static str) -> u16 {
        let Some((id, value)) = table.text(key).zip(table.value(key)) else { return NOWHERE };
        self.node_called(reader, id, table.path_to(key), value.span())
    }

    fn node_called(&self, reader: &mut Reader<'_>, id: &str, path: Path, span: Range<usize>) -> u16 {
        named(reader, "node", self.nodes.iter().map(|node| node.id.as_str()), id, path, span)
    }

    /// The place of the link that `key` names.
    fn link<'a>(&self, reader: &mut Reader<'a>, table: &Table<'a>, key: &'static str) -> u16 {
        let Some((id, value)) = table.text(key).zip(table.value(key)) else { return NOWHERE };
        let ids = self.links.iter().map(|link| link.id.as_str());
        named(reader, "link", ids, id, table.path_to(key), value.span())
    }
}

fn named<'b>(
    reader: &mut Reader<'_>,
    kind: &str,
    mut ids: impl Iterator<Item = &'b str> + Clone,
    id: &str,
    path: Path,
    span: Range<usize>,
) -> u16 {
    let known: Vec<&str> = ids.clone().take(8).collect();
    if let Some(place) = ids.position(|other| other == id) {
        return u16::try_from(place).unwrap_or(NOWHERE);
    }
    let message = format!("there is no {kind} `{}`", clipped(id));
    reader.problem(path, "scenario-unknown-name", span, message);
    if !known.is_empty() {
        reader.hint(format!("the {kind}s are {}", known.join(", ")));
        reader.names(known.into_iter());
    }
    NOWHERE
}
