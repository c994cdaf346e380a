//! Numbers of a scenario that can be changed by name, without writing TOML.

use crate::bounds::{
    ATTEMPTS, BUFFER, DEDUP_WINDOW, EVERY, LOSS, MEAN, ONE_WAY, PER_S, QUEUE, RATE, REQUESTS, SERVICE,
    TIMEOUT, USERS, WORKERS,
};
use crate::number::Number;
use crate::{Arrivals, Delivery, Distribution, Feed, Load, Loss, Pattern, Scenario, Server, Way};

/// There is no number of that name in this scenario, or the value is not possible for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownKnob;

impl core::fmt::Display for UnknownKnob {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("no such knob in this scenario, or no possible value for it")
    }
}

impl core::error::Error for UnknownKnob {}

/// The mean of a drawn service, which has a key of its own inside `service`.
const SERVICE_MEAN: Number = Number { name: "service_mean_ms", ..MEAN };

/// How long a server keeps its answers, which has a key of its own inside `dedup`.
const KEPT: Number = Number { name: "dedup_window_ms", ..DEDUP_WINDOW };

const OF_LINKS: [&str; 4] = [ONE_WAY.name, RATE.name, BUFFER.name, LOSS.name];
const OF_SERVERS: [&str; 5] = [SERVICE.name, SERVICE_MEAN.name, WORKERS.name, QUEUE.name, KEPT.name];
const OF_LOADS: [&str; 5] = [REQUESTS.name, TIMEOUT.name, ATTEMPTS.name, PER_S.name, USERS.name];
const OF_FEEDS: [&str; 1] = [EVERY.name];

/// A number of the scenario that can be read and changed.
struct Slot<'a> {
    number: &'static Number,
    there: Field<'a>,
    /// The same number of a link's way back, as long as both ways are alike.
    back: Option<Field<'a>>,
}

enum Field<'a> {
    Tiny(&'a mut u16),
    Small(&'a mut u32),
    Large(&'a mut u64),
}

impl Scenario {
    /// Every path that [`Self::knob`] and [`Self::turn`] know in this scenario.
    pub fn knobs(&self) -> Vec<String> {
        let links = self.links.iter().map(|link| (&link.id, &OF_LINKS[..]));
        let servers = self.nodes.iter().filter(|node| node.server.is_some());
        let servers = servers.map(|node| (&node.id, &OF_SERVERS[..]));
        let first = |place: usize| {
            let client = self.loads[place].client;
            !self.loads.iter().take(place).any(|before| before.client == client)
        };
        let clients = (0..self.loads.len()).filter(|&place| first(place));
        let clients = clients.filter_map(|place| self.nodes.get(usize::from(self.loads[place].client)));
        let clients = clients.map(|node| (&node.id, &OF_LOADS[..]));
        let asks_for_news = |place: usize| self.feeds.iter().any(|feed| subscribes(feed, place));
        let subscribers = self.nodes.iter().enumerate().filter(|&(place, _)| asks_for_news(place));
        let subscribers = subscribers.map(|(_, node)| (&node.id, &OF_FEEDS[..]));
        let mut scratch = self.clone();
        let mut paths = Vec::new();
        for (id, keys) in links.chain(servers).chain(clients).chain(subscribers) {
            let there = keys.iter().filter(|key| scratch.slot(id, key).is_some());
            paths.extend(there.map(|key| [id, ".", key].concat()));
        }
        paths
    }

    /// The number at `path`: `<link>.one_way_ms`, `<server>.service_ms`, `<client>.requests`, …. `None` also for a
    /// number that is left out, or that is not a whole one in the unit of its name.
    pub fn knob(&self, path: &str) -> Option<u64> {
        let (id, key) = path.split_once('.')?;
        let mut scratch = self.clone();
        let slot = scratch.slot(id, key)?;
        let (value, scale) = (slot.there.value(), slot.number.scale);
        (value % scale == 0).then_some(value / scale)
    }

    /// The number at `path` as the text of the scenario has it, whole or not. `None` when there is no such number.
    pub fn number(&self, path: &str) -> Option<f64> {
        let (id, key) = path.split_once('.')?;
        let mut scratch = self.clone();
        let slot = scratch.slot(id, key)?;
        #[expect(clippy::cast_precision_loss, reason = "numbers of scenarios are far below 2^53")]
        let (value, scale) = (slot.there.value() as f64, slot.number.scale as f64);
        Some(value / scale)
    }

    /// Changes the number at `path`. On failure nothing has changed.
    pub fn turn(&mut self, path: &str, value: u64) -> Result<(), UnknownKnob> {
        let (id, key) = path.split_once('.').ok_or(UnknownKnob)?;
        let all: u64 = self.loads.iter().map(|load| u64::from(load.requests)).sum();
        let Slot { number, mut there, back } = self.slot(id, key).ok_or(UnknownKnob)?;
        let value =
            value.checked_mul(number.scale).filter(|&value| number.holds(value)).ok_or(UnknownKnob)?;
        // Besides its own bounds, this one has a bound together with others.
        if number.name == REQUESTS.name && all - there.value() + value > REQUESTS.most {
            return Err(UnknownKnob);
        }
        there.set(value);
        if let Some(mut back) = back {
            back.set(value);
        }
        Ok(())
    }

    fn slot(&mut self, id: &str, key: &str) -> Option<Slot<'_>> {
        let Self { links, nodes, loads, feeds, .. } = self;
        let link = links.iter_mut().find(|link| link.id == id).and_then(|link| {
            let [there, back] = &mut link.ways;
            let (number, there) = of_way(there, key)?;
            let back = of_way(back, key).map(|(_, back)| back);
            Some(Slot { number, back: back.filter(|back| back.value() == there.value()), there })
        });
        if link.is_some() {
            return link;
        }
        let place = nodes.iter().position(|node| node.id == id)?;
        let server = nodes.get_mut(place)?.server.as_mut();
        let load = loads.iter_mut().find(|load| usize::from(load.client) == place);
        let feed = feeds.iter_mut().find(|feed| subscribes(feed, place));
        let found = server.and_then(|server| of_server(server, key));
        let found = found.or_else(|| of_load(load?, key)).or_else(|| of_feed(feed?, key));
        found.map(|(number, there)| Slot { number, there, back: None })
    }
}

impl Field<'_> {
    fn value(&self) -> u64 {
        match self {
            Self::Tiny(field) => (**field).into(),
            Self::Small(field) => (**field).into(),
            Self::Large(field) => **field,
        }
    }

    /// The value is within the number's bounds, which fit the field.
    fn set(&mut self, value: u64) {
        match self {
            Self::Tiny(field) => **field = value.try_into().unwrap_or(u16::MAX),
            Self::Small(field) => **field = value.try_into().unwrap_or(u32::MAX),
            Self::Large(field) => **field = value,
        }
    }
}

fn of_way<'a>(way: &'a mut Way, key: &str) -> Option<(&'static Number, Field<'a>)> {
    Some(match key {
        "one_way_ms" => (&ONE_WAY, Field::Large(&mut way.one_way_ns)),
        "rate_mbit_per_s" => (&RATE, Field::Large(way.bits_per_s.as_mut()?)),
        "buffer_bytes" => (&BUFFER, Field::Large(way.buffer_bytes.as_mut()?)),
        "loss_percent" => match &mut way.loss {
            Loss::Chance { share } => (&LOSS, Field::Small(share)),
            Loss::None | Loss::Bursts { .. } => return None,
        },
        _ => return None,
    })
}

fn of_server<'a>(server: &'a mut Server, key: &str) -> Option<(&'static Number, Field<'a>)> {
    Some(match key {
        "workers" => (&WORKERS, Field::Tiny(&mut server.workers)),
        "queue" => (&QUEUE, Field::Small(server.queue.as_mut()?)),
        "dedup_window_ms" => (&KEPT, Field::Large(&mut server.dedup.as_mut()?.window_ns)),
        "service_ms" => match &mut server.service {
            Distribution::Constant { ns } => (&SERVICE, Field::Large(ns)),
            _ => return None,
        },
        "service_mean_ms" => match &mut server.service {
            Distribution::Exponential { mean_ns }
            | Distribution::Normal { mean_ns, .. }
            | Distribution::Erlang { mean_ns, .. }
            | Distribution::Hyperexponential { mean_ns, .. }
            | Distribution::Lognormal { mean_ns, .. } => (&SERVICE_MEAN, Field::Large(mean_ns)),
            _ => return None,
        },
        _ => return None,
    })
}

/// Whether a node, by its place, wants the updates of this feed.
fn subscribes(feed: &Feed, place: usize) -> bool {
    feed.subscribers.iter().any(|&subscriber| usize::from(subscriber) == place)
}

fn of_feed<'a>(feed: &'a mut Feed, key: &str) -> Option<(&'static Number, Field<'a>)> {
    match (key, &mut feed.delivery) {
        ("every_ms", Delivery::Polling { every_ns }) => Some((&EVERY, Field::Large(every_ns))),
        _ => None,
    }
}

fn of_load<'a>(load: &'a mut Load, key: &str) -> Option<(&'static Number, Field<'a>)> {
    Some(match key {
        "requests" => (&REQUESTS, Field::Small(&mut load.requests)),
        "timeout_ms" => (&TIMEOUT, Field::Large(load.asking.timeouts.attempt_ns.as_mut()?)),
        "attempts" => (&ATTEMPTS, Field::Tiny(&mut load.asking.retry.attempts)),
        "per_s" => match &mut load.pattern {
            Pattern::Open { arrivals: Arrivals::Poisson { per_1000_s } | Arrivals::Paced { per_1000_s } } => {
                (&PER_S, Field::Large(per_1000_s))
            }
            _ => return None,
        },
        "users" => match &mut load.pattern {
            Pattern::Closed { users, .. } => (&USERS, Field::Small(users)),
            _ => return None,
        },
        _ => return None,
    })
}
