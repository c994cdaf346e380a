//! What must hold of a scenario's values, however it came in.

mod asking;
mod chance;
mod feed;
mod intervention;
mod link;
mod load;
mod server;
mod value;

use crate::bounds::{END, MAX_FEEDS, MAX_INTERVENTIONS, MAX_LINKS, MAX_LOADS, MAX_NODES, MEASURE_FROM};
use crate::fault::{At, Fault, What};
use crate::{Delivery, Feed, Node, Scenario};

pub(crate) use value::clipped;

/// For several rules, so that the same mistake reads the same.
pub(crate) const IMPOSSIBLE: &str = "scenario-impossible-value";

impl Scenario {
    pub(crate) fn faults(&self) -> Vec<Fault> {
        let mut check = Check { scenario: self, faults: Vec::new() };
        check.whole();
        let top = At::Top;
        for (place, node) in self.nodes.iter().enumerate().take(MAX_NODES) {
            check.node(&top.key("node").item(place), place, node);
        }
        for (place, link) in self.links.iter().enumerate().take(MAX_LINKS) {
            check.link(&top.key("link").item(place), place, link);
        }
        for (place, load) in self.loads.iter().enumerate().take(MAX_LOADS) {
            check.load(&top.key("load").item(place), place, load);
        }
        for (place, feed) in self.feeds.iter().enumerate().take(MAX_FEEDS) {
            check.feed(&top.key("feed").item(place), feed);
        }
        for (place, intervention) in self.interventions.iter().enumerate().take(MAX_INTERVENTIONS) {
            check.intervention(&top.key("intervention").item(place), intervention);
        }
        check.cycles();
        check.faults
    }
}

/// The rules, applied to one part of a scenario after another.
struct Check<'a> {
    scenario: &'a Scenario,
    faults: Vec<Fault>,
}

impl Check<'_> {
    fn whole(&mut self) {
        let scenario = self.scenario;
        self.line(&At::Top.key("title"), &scenario.title);
        self.numbers(&At::Top, &[(&MEASURE_FROM, scenario.measure_from_ns)]);
        self.given(&At::Top, &[(&END, scenario.end_ns)]);
        self.count(&At::Top.key("node"), "[[node]] sections", scenario.nodes.len(), 1, MAX_NODES);
        self.count(&At::Top.key("link"), "[[link]] sections", scenario.links.len(), 0, MAX_LINKS);
        self.count(&At::Top.key("load"), "[[load]] sections", scenario.loads.len(), 0, MAX_LOADS);
        self.count(&At::Top.key("feed"), "[[feed]] sections", scenario.feeds.len(), 0, MAX_FEEDS);
        let (done, most) = (scenario.interventions.len(), MAX_INTERVENTIONS);
        self.count(&At::Top.key("intervention"), "[[intervention]] sections", done, 0, most);
        if scenario.loads.is_empty() && scenario.feeds.is_empty() {
            let what = What::Plain("a scenario has at least one [[load]] or [[feed]]");
            self.fault(&At::Top.key("load"), "scenario-size", what);
        }
    }

    fn node(&mut self, at: &At, place: usize, node: &Node) {
        self.id(&at.key("id"), &node.id, self.scenario.nodes.iter().take(place).map(|other| &other.id));
        self.line(&at.key("name"), &node.name);
        if let Some(server) = &node.server {
            self.server(&at.key("server"), place, server);
        } else if !self.has_part(place) {
            let what = What::Named("node `", clipped(&node.id), "` neither asks nor answers");
            self.fault(&at.key("id"), "scenario-unused-node", what)
                .hinted("name it in a [[load]] or [[feed]], or give it a [node.server]");
        }
    }

    /// Whether that node has a part in a load or feed, or may be meant to: somebody in them is nowhere to be found.
    fn has_part(&self, node: usize) -> bool {
        let is_it = |&other: &u16| usize::from(other) == node || !self.exists(other);
        let in_feed = |feed: &Feed| {
            let via = match feed.delivery {
                Delivery::Push { via } | Delivery::Broker { via, .. } => via,
                _ => feed.source,
            };
            is_it(&feed.source) || is_it(&via) || feed.subscribers.iter().any(is_it)
        };
        self.scenario.loads.iter().any(|load| is_it(&load.client)) || self.scenario.feeds.iter().any(in_feed)
    }

    fn exists(&self, node: u16) -> bool {
        usize::from(node) < self.scenario.nodes.len()
    }

    /// The node of that number, which `at` names.
    fn known(&mut self, at: &At, node: u16) -> Option<&Node> {
        let found = self.scenario.nodes.get(usize::from(node));
        if found.is_none() {
            self.fault(at, "scenario-unknown-name", What::Plain("there is no such node"));
        }
        found
    }

    /// The node is there and answers.
    fn answers(&mut self, at: &At, node: u16) {
        let Some(named) = self.known(at, node) else { return };
        if named.server.is_none() {
            let what = What::Named("`", clipped(&named.id), "` is not a server");
            self.fault(at, "scenario-role", what).hinted("give that node a [node.server]");
        }
    }

    /// A link joins the two, or may be meant to: an end of one, or one of the two, is nowhere to be found.
    fn joined(&mut self, at: &At, one: u16, other: u16) {
        if !self.exists(one) || !self.exists(other) {
            return;
        }
        let meant = |ends: [u16; 2]| {
            link::same_ends(ends, [one, other]) || ends.into_iter().any(|end| !self.exists(end))
        };
        if !self.scenario.links.iter().any(|link| meant(link.ends)) {
            let names = [one, other]
                .map(|node| clipped(self.scenario.nodes.get(usize::from(node)).map_or("", |node| &node.id)));
            let what = What::Named("no link joins `", names.join("` and `"), "`");
            self.fault(at, "scenario-no-link", what).hinted("add a [[link]] between them");
        }
    }
}
