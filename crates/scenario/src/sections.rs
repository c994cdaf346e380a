//! The sections of a scenario's text, each read into its part of the model.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::fault::{Place, Section};
use crate::read::{Reader, Table};
use crate::{Link, Load, Node, Pattern, Scenario, Server, Service};

/// The form that this program reads.
const VERSION: u64 = 1;

/// A node that is not there: no list is that long, so the rules see it as unknown.
const NOWHERE: u16 = u16::MAX;

/// Reads everything there is; what is missing or wrong is noted, and something possible put in its place.
pub(crate) fn scenario<'a>(reader: &mut Reader<'a>, top: &Table<'a>) -> Scenario {
    reader.open(top, &["version", "title", "node", "link", "load"]);
    version(reader, top);
    let title = reader.text(top, "title");
    let nodes: Vec<Node> =
        list(reader, top, "node", Section::Node).iter().map(|table| node(reader, table)).collect();
    let links = list(reader, top, "link", Section::Link);
    let links = links.iter().map(|table| link(reader, table, &nodes)).collect();
    let loads = list(reader, top, "load", Section::Load);
    let loads = loads.iter().map(|table| load(reader, table, &nodes)).collect();
    Scenario { title, nodes, links, loads }
}

fn version<'a>(reader: &mut Reader<'a>, top: &Table<'a>) {
    let place = Place { section: Section::Top, key: "version" };
    let Some(value) = reader.optional(top, "version") else {
        let message = "a scenario begins with `version = 1`".to_owned();
        return reader.problem(place, "scenario-missing-version", top.span.clone(), message);
    };
    if reader.optional_count(top, "version").is_some_and(|version| version != VERSION) {
        let message = format!("this version is not known; the only one so far is {VERSION}");
        reader.problem(place, "scenario-unknown-version", value.span(), message);
    }
}

/// The tables of `[[key]]`, in order.
fn list<'a>(
    reader: &mut Reader<'a>,
    top: &Table<'a>,
    key: &'static str,
    section: fn(usize) -> Section,
) -> Vec<Table<'a>> {
    let Some(value) = reader.optional(top, key) else { return Vec::new() };
    let DeValue::Array(items) = value.get_ref() else {
        reader.wrong(top, key, value, &format!("a list of sections, written [[{key}]]"));
        return Vec::new();
    };
    let mut tables = Vec::new();
    for (at, item) in items.iter().enumerate() {
        match table(item, section(at)) {
            Some(table) => tables.push(table),
            None => reader.wrong(top, key, item, &format!("a list of sections, written [[{key}]]")),
        }
    }
    tables
}

fn table<'a>(value: &'a Spanned<DeValue<'a>>, section: Section) -> Option<Table<'a>> {
    let entries: &'a DeTable<'a> = value.get_ref().as_table()?;
    Some(Table { section, entries, span: value.span() })
}

fn node<'a>(reader: &mut Reader<'a>, table: &Table<'a>) -> Node {
    reader.open(table, &["id", "name", "server"]);
    let (id, name) = (reader.text(table, "id"), reader.text(table, "name"));
    let server = reader.optional(table, "server").and_then(|value| server(reader, table, value));
    Node { id, name, server }
}

fn server<'a>(reader: &mut Reader<'a>, node: &Table<'a>, value: &'a Spanned<DeValue<'a>>) -> Option<Server> {
    let Section::Node(at) = node.section else { return None };
    let Some(table) = table(value, Section::Server(at)) else {
        reader.wrong(node, "server", value, "a section, written [node.server]");
        // Still a server, so that nobody complains that it is none.
        return Some(Server { workers: 1, queue: None, service: Service::Fixed { ns: 1 }, reply_bytes: 1 });
    };
    reader.open(&table, &["workers", "queue", "service_ms", "reply_bytes"]);
    Some(Server {
        workers: reader.count(&table, "workers").try_into().unwrap_or(u16::MAX),
        queue: reader.optional_count(&table, "queue").map(small),
        service: Service::Fixed { ns: reader.millionths(&table, "service_ms") },
        reply_bytes: small(reader.count(&table, "reply_bytes")),
    })
}

fn link<'a>(reader: &mut Reader<'a>, table: &Table<'a>, nodes: &[Node]) -> Link {
    reader.open(table, &["id", "between", "one_way_ms", "rate_mbit_per_s"]);
    Link {
        id: reader.text(table, "id"),
        ends: ends(reader, table, nodes),
        one_way_ns: reader.millionths(table, "one_way_ms"),
        bits_per_s: reader.optional_millionths(table, "rate_mbit_per_s"),
    }
}

fn ends<'a>(reader: &mut Reader<'a>, table: &Table<'a>, nodes: &[Node]) -> [u16; 2] {
    let key = "between";
    let Some(value) = reader.required(table, key) else { return [NOWHERE; 2] };
    let names = value.get_ref().as_array().map(|array| array.iter().collect::<Vec<_>>());
    let Some([one, other]) = names.as_deref() else {
        reader.wrong(table, key, value, "the ids of two nodes, written [\"client\", \"server\"]");
        return [NOWHERE; 2];
    };
    [*one, *other].map(|name| named(reader, table, key, name, nodes))
}

fn load<'a>(reader: &mut Reader<'a>, table: &Table<'a>, nodes: &[Node]) -> Load {
    let keys = ["client", "server", "requests", "pattern", "request_bytes", "timeout_ms"];
    reader.open(table, &keys);
    let mut side = |key| match reader.required(table, key) {
        Some(value) => named(reader, table, key, value, nodes),
        None => NOWHERE,
    };
    let (client, server) = (side("client"), side("server"));
    Load {
        client,
        server,
        requests: small(reader.count(table, "requests")),
        pattern: pattern(reader, table),
        request_bytes: small(reader.count(table, "request_bytes")),
        timeout_ns: reader.optional_millionths(table, "timeout_ms"),
    }
}

fn pattern<'a>(reader: &mut Reader<'a>, table: &Table<'a>) -> Pattern {
    let Some(value) = reader.required(table, "pattern") else { return Pattern::Sequential };
    match value.get_ref().as_str() {
        Some("sequential") => Pattern::Sequential,
        Some("parallel") => Pattern::Parallel,
        _ => {
            reader.wrong(table, "pattern", value, "\"sequential\" or \"parallel\"");
            Pattern::Sequential
        }
    }
}

/// The place of the node that `value` names.
fn named<'a>(
    reader: &mut Reader<'a>,
    table: &Table<'a>,
    key: &'static str,
    value: &Spanned<DeValue<'a>>,
    nodes: &[Node],
) -> u16 {
    let Some(id) = value.get_ref().as_str() else {
        reader.wrong(table, key, value, "the id of a node");
        return NOWHERE;
    };
    if let Some(place) = nodes.iter().position(|node| node.id == id) {
        return u16::try_from(place).unwrap_or(NOWHERE);
    }
    let message = format!("there is no node `{}`", crate::value::clipped(id));
    reader.problem(Place { section: table.section, key }, "scenario-unknown-name", value.span(), message);
    let ids: Vec<&str> = nodes.iter().map(|node| node.id.as_str()).take(8).collect();
    if let Some(problem) = reader.problems.last_mut().filter(|_| !ids.is_empty()) {
        problem.hint = Some(format!("the nodes are {}", ids.join(", ")));
    }
    NOWHERE
}

fn small(number: u64) -> u32 {
    number.try_into().unwrap_or(u32::MAX)
}
