//! Numbers of a scenario that can be changed by name, without writing TOML.

use crate::fault::{Place, Section};
use crate::{Scenario, Service};

/// There is no number of that name in this scenario, or the value is not possible for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownKnob;

impl core::fmt::Display for UnknownKnob {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("no such knob in this scenario, or no possible value for it")
    }
}

impl core::error::Error for UnknownKnob {}

const NS_PER_MS: u64 = 1_000_000;

impl Scenario {
    /// Every path that [`Self::knob`] and [`Self::turn`] know in this scenario.
    pub fn knobs(&self) -> Vec<String> {
        let mut paths = Vec::new();
        for link in &self.links {
            paths.push(format!("{}.one_way_ms", link.id));
        }
        for node in self.nodes.iter().filter(|node| node.server.is_some()) {
            paths.extend(["service_ms", "workers"].map(|key| format!("{}.{key}", node.id)));
        }
        for load in &self.loads {
            let Some(client) = self.nodes.get(usize::from(load.client)) else { continue };
            paths.push(format!("{}.requests", client.id));
            if load.timeout_ns.is_some() {
                paths.push(format!("{}.timeout_ms", client.id));
            }
        }
        paths
    }

    /// The number at `path`: `<link>.one_way_ms`, `<server>.service_ms`, `<client>.requests`, …. `None` also for a
    /// number that is left out, or that is not a whole one in the unit of its name.
    pub fn knob(&self, path: &str) -> Option<u64> {
        let place = self.place(path)?;
        let value = self.value(place)?;
        let scale = scale(place.key);
        (value % scale == 0).then_some(value / scale)
    }

    /// Changes the number at `path`. On failure nothing has changed.
    pub fn turn(&mut self, path: &str, value: u64) -> Result<(), UnknownKnob> {
        let place = self.place(path).ok_or(UnknownKnob)?;
        let before = self.value(place).ok_or(UnknownKnob)?;
        let value = value.checked_mul(scale(place.key)).ok_or(UnknownKnob)?;
        let fits = self.set(place, value).is_some();
        // A place can break its own rule only; `requests` can also make a later load exceed the sum of all.
        let broken = |at: Place| at == place || at.key == "requests" && place.key == "requests";
        if fits && !self.faults().iter().any(|fault| broken(fault.place)) {
            return Ok(());
        }
        let _ = self.set(place, before);
        Err(UnknownKnob)
    }

    fn place(&self, path: &str) -> Option<Place> {
        let (id, key) = path.split_once('.')?;
        let node = || self.nodes.iter().position(|node| node.id == id);
        let load = || {
            let client = node()?;
            self.loads.iter().position(|load| usize::from(load.client) == client)
        };
        Some(match key {
            "one_way_ms" => {
                let link = self.links.iter().position(|link| link.id == id)?;
                Place { section: Section::Link(link), key: "one_way_ms" }
            }
            "service_ms" => Place { section: Section::Server(node()?), key: "service_ms" },
            "workers" => Place { section: Section::Server(node()?), key: "workers" },
            "requests" => Place { section: Section::Load(load()?), key: "requests" },
            "timeout_ms" => Place { section: Section::Load(load()?), key: "timeout_ms" },
            _ => return None,
        })
    }

    fn value(&self, place: Place) -> Option<u64> {
        match (place.section, place.key) {
            (Section::Link(at), _) => Some(self.links.get(at)?.one_way_ns),
            (Section::Server(at), key) => {
                let server = self.nodes.get(at)?.server.as_ref()?;
                let Service::Fixed { ns } = server.service;
                Some(if key == "workers" { server.workers.into() } else { ns })
            }
            (Section::Load(at), "requests") => Some(self.loads.get(at)?.requests.into()),
            (Section::Load(at), _) => self.loads.get(at)?.timeout_ns,
            (Section::Top | Section::Node(_), _) => None,
        }
    }

    fn set(&mut self, place: Place, value: u64) -> Option<()> {
        match (place.section, place.key) {
            (Section::Link(at), _) => self.links.get_mut(at)?.one_way_ns = value,
            (Section::Server(at), "workers") => {
                self.nodes.get_mut(at)?.server.as_mut()?.workers = u16::try_from(value).ok()?;
            }
            (Section::Server(at), _) => {
                self.nodes.get_mut(at)?.server.as_mut()?.service = Service::Fixed { ns: value };
            }
            (Section::Load(at), "requests") => {
                self.loads.get_mut(at)?.requests = u32::try_from(value).ok()?;
            }
            (Section::Load(at), _) => self.loads.get_mut(at)?.timeout_ns = Some(value),
            (Section::Top | Section::Node(_), _) => return None,
        }
        Some(())
    }
}

fn scale(key: &str) -> u64 {
    if key.ends_with("_ms") { NS_PER_MS } else { 1 }
}
