//! What has come to an end at each node, in the order of time, so that counts up to any moment are looked up.

use std::collections::BTreeMap;

use trace::{NodeId, Outcome, Time};

/// Everything counted, by node.
#[derive(Clone, Debug, Default)]
pub(crate) struct Tallies {
    nodes: BTreeMap<NodeId, Tally>,
}

/// What is counted at one node.
#[derive(Clone, Debug, Default)]
pub(crate) struct Tally {
    /// The requests that it makes, by their places, in order.
    pub(crate) wanted: Vec<u32>,
    /// When its requests ended, however they did.
    pub(crate) settled: Vec<Time>,
    pub(crate) answered: Vec<Time>,
    pub(crate) refused: Vec<Time>,
    /// An error came back, the connection broke, or the client did not even ask.
    pub(crate) failed: Vec<Time>,
    /// Each with the first request, by its place, of all that it had given up on by then.
    pub(crate) given_up: Vec<(Time, u32)>,
    /// What its workers finished.
    pub(crate) finished: Vec<Done>,
    /// When it turned a request away.
    pub(crate) turned_away: Vec<Time>,
}

/// A piece of work that is done, with all that were done by then.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Done {
    pub(crate) at: Time,
    /// Its place among the stays.
    pub(crate) visit: u32,
    /// The lowest and the highest number of a request.
    lowest: u32,
    highest: u32,
    /// Whether all were first tries, each of another request.
    plain: bool,
}

impl Tallies {
    /// What is counted at a node; nothing where nothing happened.
    pub(crate) fn of(&self, node: NodeId) -> Option<&Tally> {
        self.nodes.get(&node)
    }

    pub(crate) fn at_node(&mut self, node: NodeId) -> &mut Tally {
        self.nodes.entry(node).or_default()
    }
}

impl Tally {
    pub(crate) fn settle(&mut self, at: Time, outcome: Outcome, request: u32) {
        self.settled.push(at);
        match outcome {
            Outcome::Answered => self.answered.push(at),
            Outcome::Refused => self.refused.push(at),
            Outcome::Failed | Outcome::Broken | Outcome::Withheld => self.failed.push(at),
            Outcome::TimedOut => {
                let first = self.given_up.last().map_or(request, |&(_, first)| first.min(request));
                self.given_up.push((at, first));
            }
            Outcome::Unfinished => {}
        }
    }

    /// Adds a piece of work. `plain` = a first try, the only one of its name.
    pub(crate) fn finish(&mut self, at: Time, visit: u32, number: u32, plain: bool) {
        let first = Done { at, visit, lowest: number, highest: number, plain: true };
        let before = self.finished.last().copied().unwrap_or(first);
        self.finished.push(Done {
            at,
            visit,
            lowest: before.lowest.min(number),
            highest: before.highest.max(number),
            plain: before.plain && plain,
        });
    }
}

/// How many of these moments have come.
pub(crate) fn until(times: &[Time], at: Time) -> usize {
    times.partition_point(|&time| time <= at)
}

/// The pieces of work that a server has finished by a moment.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Finished<'a> {
    done: &'a [Done],
}

impl<'a> Finished<'a> {
    pub(crate) fn new(tally: Option<&'a Tally>, at: Time) -> Self {
        let all = tally.map_or(&[][..], |tally| &tally.finished);
        Self { done: all.get(..all.partition_point(|done| done.at <= at)).unwrap_or_default() }
    }

    pub(crate) fn len(&self) -> usize {
        self.done.len()
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.done.is_empty()
    }

    /// When the last one was finished.
    pub(crate) fn last_at(&self) -> Option<Time> {
        self.done.last().map(|done| done.at)
    }

    /// The places of the stays, if there are no more than so many, in the order of arrival.
    pub(crate) fn few(&self, most: usize) -> Option<Vec<u32>> {
        let few = (self.done.len() <= most).then_some(self.done)?;
        let mut places: Vec<u32> = few.iter().map(|done| done.visit).collect();
        places.sort_unstable();
        Some(places)
    }

    /// The first and the last number, if it was the first tries of requests that follow each other, and of no other.
    pub(crate) fn span(&self) -> Option<(u32, u32)> {
        let last = self.done.last().filter(|last| last.plain)?;
        let between = usize::try_from(last.highest - last.lowest).ok()?;
        (self.done.len() == between.checked_add(1)?).then_some((last.lowest, last.highest))
    }
}
