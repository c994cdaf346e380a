//! What must hold of a scenario's values, however it came in.

use std::collections::BTreeMap;

use crate::bounds::{
    BITS_PER_S, LOADS, MAX_LINKS, MESSAGE_BYTES, NODES, QUEUE, REQUESTS, TIME_NS, TIMEOUT_NS, WORKERS,
};
use crate::fault::{Fault, Section};
use crate::value::clipped;
use crate::{Link, Load, Node, Scenario, Server, Service};

impl Scenario {
    pub(crate) fn faults(&self) -> Vec<Fault> {
        let mut check = Check::default();
        check.top(self);
        for (at, node) in self.nodes.iter().enumerate().take(*NODES.end()) {
            check.node(self, at, node);
        }
        for (at, link) in self.links.iter().enumerate().take(MAX_LINKS) {
            check.link(self, at, link);
        }
        for (at, load) in self.loads.iter().enumerate().take(*LOADS.end()) {
            check.load(self, at, load);
        }
        check.faults
    }
}

/// The rules, applied one section after another.
#[derive(Default)]
pub(crate) struct Check {
    pub(crate) faults: Vec<Fault>,
    /// Ids so far, each with the kind of thing that has it.
    pub(crate) ids: BTreeMap<String, &'static str>,
}

impl Check {
    fn top(&mut self, scenario: &Scenario) {
        self.name(Section::Top, "title", "the scenario", &scenario.title);
        let (least, most) = (*NODES.start(), *NODES.end());
        self.number_of("node", scenario.nodes.len(), least, most);
        self.number_of("link", scenario.links.len(), 0, MAX_LINKS);
        self.number_of("load", scenario.loads.len(), *LOADS.start(), *LOADS.end());
    }

    fn number_of(&mut self, key: &'static str, count: usize, least: usize, most: usize) {
        if !(least..=most).contains(&count) {
            let message =
                format!("a scenario has from {least} to {most} [[{key}]] sections, this one has {count}");
            self.fault(Section::Top, key, "scenario-size", message);
        }
    }

    fn node(&mut self, scenario: &Scenario, at: usize, node: &Node) {
        let section = Section::Node(at);
        self.id(section, "node", &node.id);
        self.name(section, "name", &format!("node `{}`", node.id), &node.name);
        if let Some(server) = &node.server {
            self.server(Section::Server(at), &node.id, server);
        } else if !asks(scenario, at) {
            let message = format!("node `{}` neither asks nor answers", node.id);
            self.fault(section, "id", "scenario-unused-node", message)
                .hinted("name it as the client of a [[load]], or give it a [node.server]");
        }
    }

    fn server(&mut self, section: Section, id: &str, server: &Server) {
        let who = format!("server `{id}`");
        let Service::Fixed { ns } = server.service;
        self.within(section, "workers", &who, server.workers.into(), &WORKERS);
        self.within(section, "service_ms", &who, ns, &TIME_NS);
        self.within(section, "reply_bytes", &who, server.reply_bytes.into(), &MESSAGE_BYTES);
        if let Some(queue) = server.queue {
            self.within(section, "queue", &who, queue.into(), &QUEUE);
        }
    }

    fn link(&mut self, scenario: &Scenario, at: usize, link: &Link) {
        let section = Section::Link(at);
        let who = format!("link `{}`", link.id);
        self.id(section, "link", &link.id);
        self.within(section, "one_way_ms", &who, link.one_way_ns, &TIME_NS);
        if let Some(rate) = link.bits_per_s {
            self.within(section, "rate_mbit_per_s", &who, rate, &BITS_PER_S);
        }
        for end in link.ends {
            self.known(scenario, section, "between", &who, end);
        }
        if link.ends[0] == link.ends[1] {
            let message = format!("{who} joins a node to itself");
            self.fault(section, "between", "scenario-impossible-value", message);
        } else if scenario.links.iter().take(at).any(|other| joins(other, link.ends)) {
            let message = format!("{who} joins two nodes that a link above already joins");
            self.fault(section, "between", "scenario-two-links", message);
        }
    }

    fn load(&mut self, scenario: &Scenario, at: usize, load: &Load) {
        let section = Section::Load(at);
        let who = name_of(scenario, load.client);
        let before: u64 = scenario.loads.iter().take(at).map(|load| u64::from(load.requests)).sum();
        self.within(section, "requests", &who, load.requests.into(), &REQUESTS);
        if at > 0
            && REQUESTS.contains(&load.requests.into())
            && before + u64::from(load.requests) > *REQUESTS.end()
        {
            let message = format!("all loads together may have at most {} requests", REQUESTS.end());
            self.fault(section, "requests", "scenario-impossible-value", message);
        }
        self.within(section, "request_bytes", &who, load.request_bytes.into(), &MESSAGE_BYTES);
        if let Some(timeout) = load.timeout_ns {
            self.within(section, "timeout_ms", &who, timeout, &TIMEOUT_NS);
        }
        self.client(scenario, at, load, &who);
        self.route(scenario, section, load, &who);
    }

    fn client(&mut self, scenario: &Scenario, at: usize, load: &Load, who: &str) {
        let section = Section::Load(at);
        let Some(client) = self.known(scenario, section, "client", "a load", load.client) else { return };
        if client.server.is_some() {
            let message = format!("{who} is a server and cannot also be the client of a load");
            self.fault(section, "client", "scenario-role", message);
        }
        if scenario.loads.iter().take(at).any(|other| other.client == load.client) {
            let message = format!("{who} already has a load above; a client has one");
            self.fault(section, "client", "scenario-two-loads", message);
        }
    }

    fn route(&mut self, scenario: &Scenario, section: Section, load: &Load, who: &str) {
        let Some(server) = self.known(scenario, section, "server", "a load", load.server) else { return };
        if server.server.is_none() {
            let message = format!("{who} asks `{}`, which is not a server", server.id);
            self.fault(section, "server", "scenario-role", message).hinted("give that node a [node.server]");
        } else if !may_be_joined(scenario, load) {
            let message = format!("no link joins {who} and `{}`", server.id);
            self.fault(section, "server", "scenario-no-link", message).hinted("add a [[link]] between them");
        }
    }

    fn known<'a>(
        &mut self,
        scenario: &'a Scenario,
        section: Section,
        key: &'static str,
        who: &str,
        node: u16,
    ) -> Option<&'a Node> {
        let found = scenario.nodes.get(usize::from(node));
        if found.is_none() {
            let message = format!("{who} names node {node}, and there is none");
            self.fault(section, key, "scenario-unknown-name", message);
        }
        found
    }
}

fn joins(link: &Link, ends: [u16; 2]) -> bool {
    link.ends == ends || link.ends == [ends[1], ends[0]]
}

/// Whether a link joins the two, or may be meant to: one of its ends, or the client, is none that there is.
fn may_be_joined(scenario: &Scenario, load: &Load) -> bool {
    let unknown = |&node: &u16| usize::from(node) >= scenario.nodes.len();
    let meant = |link: &Link| joins(link, [load.client, load.server]) || link.ends.iter().any(unknown);
    unknown(&load.client) || scenario.links.iter().any(meant)
}

/// Whether a load starts at that node, or may be meant to: its client is none that there is.
fn asks(scenario: &Scenario, node: usize) -> bool {
    let clients = scenario.loads.iter().map(|load| usize::from(load.client));
    clients.into_iter().any(|client| client == node || client >= scenario.nodes.len())
}

fn name_of(scenario: &Scenario, node: u16) -> String {
    match scenario.nodes.get(usize::from(node)) {
        Some(node) => format!("client `{}`", clipped(&node.id)),
        None => "a client".to_owned(),
    }
}
