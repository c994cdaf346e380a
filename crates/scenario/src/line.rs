//! An intervention as one line of text: how it travels in an order to the simulator, and in a page's address.

use core::fmt;
use core::fmt::Write;

use trace::{MessageId, Role, Trace};

use crate::bounds::{AT, BY, FOR, MAX_INTERVENTIONS, PER_S, RESTART_AFTER, SHARE, SLOW_FACTOR};
use crate::number::Number;
use crate::{Action, Intervention, Scenario};

/// Units of time in lines, the coarsest first.
const UNITS: [(&str, u64); 3] = [("ms", 1_000_000), ("us", 1_000), ("ns", 1)];

/// What the nodes of a run are called, and which of them each link joins. Lines name a link by its ends.
#[derive(Clone, Debug)]
pub struct Names<'a> {
    nodes: Vec<Named<'a>>,
    links: Vec<[u16; 2]>,
}

#[derive(Clone, Copy, Debug)]
struct Named<'a> {
    id: &'a str,
    answers: bool,
}

/// Why a line is no intervention in this run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Refused(&'static str);

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

impl core::error::Error for Refused {}

const UNREADABLE: Refused = Refused("it reads like none; one is `95ms drop 7.1 reply`");
const NO_NODE: Refused = Refused("there is no node of that name");
const NO_SERVER: Refused = Refused("only a server can do that");
const NO_LINK: Refused = Refused("no link joins these two");
const OUT_OF_RANGE: Refused = Refused("a number in it is out of range");
const TOO_MANY: Refused = Refused("there are too many of them");

impl<'a> Names<'a> {
    /// The names in a trace, which are those of its scenario.
    pub fn of(trace: &'a Trace) -> Self {
        let answers = |role: &Role| matches!(role, Role::Server { .. });
        let nodes = trace.nodes.iter().map(|node| Named { id: &node.id, answers: answers(&node.role) });
        let links = trace.links.iter().map(|link| link.ends.map(|end| end.0));
        Self { nodes: nodes.collect(), links: links.collect() }
    }

    fn of_scenario(scenario: &'a Scenario) -> Self {
        let nodes = scenario.nodes.iter().map(|node| Named { id: &node.id, answers: node.server.is_some() });
        let links = scenario.links.iter().map(|link| link.ends);
        Self { nodes: nodes.collect(), links: links.collect() }
    }

    fn id(&self, node: u16) -> Option<&str> {
        self.nodes.get(usize::from(node)).map(|node| node.id)
    }

    #[inline(never)]
    fn node(&self, id: &str) -> Result<u16, Refused> {
        let place = self.nodes.iter().position(|node| node.id == id);
        place.and_then(|place| u16::try_from(place).ok()).ok_or(NO_NODE)
    }

    #[inline(never)]
    fn server(&self, id: &str) -> Result<u16, Refused> {
        let node = self.node(id)?;
        let answers = self.nodes.get(usize::from(node)).is_some_and(|node| node.answers);
        if answers { Ok(node) } else { Err(NO_SERVER) }
    }

    #[inline(never)]
    fn link(&self, one: &str, other: &str) -> Result<u16, Refused> {
        let (one, other) = (self.node(one)?, self.node(other)?);
        let joins = |ends: &[u16; 2]| *ends == [one, other] || *ends == [other, one];
        let place = self.links.iter().position(joins);
        place.and_then(|place| u16::try_from(place).ok()).ok_or(NO_LINK)
    }
}

impl Scenario {
    /// Adds what a line says to what is done in this scenario. On failure nothing has changed.
    pub fn intervene(&mut self, line: &str) -> Result<(), Refused> {
        let intervention = Intervention::read(line, &Names::of_scenario(self))?;
        if self.interventions.len() >= MAX_INTERVENTIONS {
            return Err(TOO_MANY);
        }
        self.interventions.push(intervention);
        Ok(())
    }
}

impl Intervention {
    /// Reads what [`Self::line`] writes.
    pub fn read(line: &str, names: &Names<'_>) -> Result<Self, Refused> {
        let mut words = Words(line);
        let at_ns = words.time(&AT)?;
        let action = words.action(names)?;
        // Whatever stands behind an action is a mistake.
        if words.0.is_empty() { Ok(Self { at_ns, action }) } else { Err(UNREADABLE) }
    }

    /// As it travels: `95ms drop 7.1 reply`, `120ms crash server`, `1500us cut client server from server`. None for what
    /// concerns a node or link that has no name.
    pub fn line(&self, names: &Names<'_>) -> Option<String> {
        let id = |node: u16| names.id(node);
        let mut line = time(self.at_ns);
        let told = match self.action {
            Action::Drop { message } => write!(line, " drop {}", message.full()),
            Action::Delay { message, by_ns } => write!(line, " delay {} {}", time(by_ns), message.full()),
            Action::Duplicate { message } => write!(line, " duplicate {}", message.full()),
            Action::Hold { message } => write!(line, " hold {}", message.full()),
            Action::Release { message } => write!(line, " release {}", message.full()),
            Action::Crash { node, silent, restart_after_ns } => {
                let silent = if silent { " silently" } else { "" };
                let back = restart_after_ns.map(|after| [" for ", &time(after)].concat());
                write!(line, " crash {}{silent}{}", id(node)?, back.unwrap_or_default())
            }
            Action::Restart { node } => write!(line, " restart {}", id(node)?),
            Action::Slow { node, factor } => write!(line, " slow {} {factor}", id(node)?),
            Action::Hang { node } => write!(line, " hang {}", id(node)?),
            Action::Errors { node, share } => write!(line, " errors {} {share}", id(node)?),
            Action::Pause { node, length_ns } => write!(line, " pause {} {}", id(node)?, time(length_ns)),
            Action::Recover { node } => write!(line, " recover {}", id(node)?),
            Action::Cut { link, from, in_flight } => {
                let [one, other] = *names.links.get(usize::from(link))?;
                let all = if in_flight { " all" } else { "" };
                let _ = write!(line, " cut {} {}{all}", id(one)?, id(other)?);
                from.map_or(Ok(()), |from| write!(line, " from {}", id(from).unwrap_or_default()))
            }
            Action::Mend { link } => {
                let [one, other] = *names.links.get(usize::from(link))?;
                write!(line, " mend {} {}", id(one)?, id(other)?)
            }
            Action::Rate { client, per_1000_s } => write!(line, " rate {} {per_1000_s}", id(client)?),
        };
        told.ok().map(|()| line)
    }
}

/// A length of time in the coarsest unit that leaves it whole.
fn time(ns: u64) -> String {
    let unit = UNITS.into_iter().find(|(_, size)| ns.is_multiple_of(*size));
    let (name, size) = unit.unwrap_or(("ns", 1));
    [(ns / size).to_string().as_str(), name].concat()
}

/// The words of a line that have not been read yet.
struct Words<'a>(&'a str);

impl<'a> Words<'a> {
    #[inline(never)]
    fn next(&mut self) -> Result<&'a str, Refused> {
        let (word, rest) = self.0.split_once(' ').unwrap_or((self.0, ""));
        self.0 = rest;
        if word.is_empty() { Err(UNREADABLE) } else { Ok(word) }
    }

    /// The next word, if it is this one.
    #[inline(never)]
    fn says(&mut self, word: &str) -> bool {
        let mut rest = Words(self.0);
        let there = rest.next() == Ok(word);
        if there {
            self.0 = rest.0;
        }
        there
    }

    #[inline(never)]
    fn number(&mut self, number: &Number) -> Result<u64, Refused> {
        held(self.next()?, 1, number)
    }

    fn small(&mut self, number: &Number) -> Result<u32, Refused> {
        u32::try_from(self.number(number)?).map_err(|_| OUT_OF_RANGE)
    }

    #[inline(never)]
    fn time(&mut self, number: &Number) -> Result<u64, Refused> {
        let word = self.next()?;
        let unit = UNITS.into_iter().find_map(|(name, size)| Some((word.strip_suffix(name)?, size)));
        let (digits, size) = unit.ok_or(UNREADABLE)?;
        held(digits, size, number)
    }

    /// All that is left.
    fn message(&mut self) -> Result<MessageId, Refused> {
        core::mem::take(&mut self.0).parse().map_err(|_| UNREADABLE)
    }

    fn action(&mut self, names: &Names<'_>) -> Result<Action, Refused> {
        let verb = self.next()?;
        // Looked up once for all that can be done to a server.
        let of_server =
            matches!(verb, "crash" | "restart" | "slow" | "hang" | "errors" | "pause" | "recover");
        let node = if of_server { names.server(self.next()?)? } else { 0 };
        Ok(match verb {
            "drop" => Action::Drop { message: self.message()? },
            "delay" => Action::Delay { by_ns: self.time(&BY)?, message: self.message()? },
            "duplicate" => Action::Duplicate { message: self.message()? },
            "hold" => Action::Hold { message: self.message()? },
            "release" => Action::Release { message: self.message()? },
            "crash" => Action::Crash {
                node,
                silent: self.says("silently"),
                restart_after_ns: if self.says("for") { Some(self.time(&RESTART_AFTER)?) } else { None },
            },
            "restart" => Action::Restart { node },
            "slow" => Action::Slow { node, factor: self.small(&SLOW_FACTOR)? },
            "hang" => Action::Hang { node },
            "errors" => Action::Errors { node, share: self.small(&SHARE)? },
            "pause" => Action::Pause { node, length_ns: self.time(&FOR)? },
            "recover" => Action::Recover { node },
            "cut" => {
                let link = names.link(self.next()?, self.next()?)?;
                let in_flight = self.says("all");
                let from = if self.says("from") { Some(names.node(self.next()?)?) } else { None };
                let ends = names.links.get(usize::from(link));
                if from.is_some_and(|from| ends.is_none_or(|ends| !ends.contains(&from))) {
                    return Err(NO_LINK);
                }
                Action::Cut { link, from, in_flight }
            }
            "mend" => Action::Mend { link: names.link(self.next()?, self.next()?)? },
            "rate" => Action::Rate { client: names.node(self.next()?)?, per_1000_s: self.number(&PER_S)? },
            _ => return Err(UNREADABLE),
        })
    }
}

/// A whole number, `size` times what its digits say, within its bounds.
fn held(digits: &str, size: u64, number: &Number) -> Result<u64, Refused> {
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(UNREADABLE);
    }
    let value = digits.parse::<u64>().ok().and_then(|value| value.checked_mul(size));
    value.filter(|&value| number.holds(value)).ok_or(OUT_OF_RANGE)
}
