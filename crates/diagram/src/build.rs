//! Reading a run, at once or a little at a time.

use std::cmp::Reverse;
use std::sync::OnceLock;

use trace::{FactId, Journeys, Message, NodeId, Part, Time, Trace};

use crate::condition::Conditions;
use crate::lanes::{self, Place};
use crate::losses::Losses;
use crate::spells::Spells;
use crate::story::RowIndex;
use crate::under_way::UnderWay;
use crate::visits::Stays;
use crate::waits::Waits;
use crate::{Cast, Moments, Run, Timeline, crowd, space};

/// A run that is read a little at a time, so that a page that waits for a long one can do other things in between.
#[derive(Debug)]
pub struct RunBuilder {
    trace: Trace,
    /// Facts that have been read.
    read: usize,
    journeys: Journeys,
    stays: Stays,
    spells: Spells,
    conditions: Conditions,
    losses: Losses,
    waits: Waits,
    messages: Option<Vec<Message>>,
    places: Option<Vec<Place>>,
    tracers: Option<Vec<Option<Place>>>,
    late_from: Option<Vec<Option<Time>>>,
    under_way: Option<UnderWay>,
    row_index: RowIndex,
}

impl RunBuilder {
    pub fn new(trace: Trace) -> Self {
        Self {
            conditions: Conditions::new(&trace),
            losses: Losses::new(&trace),
            waits: Waits::default(),
            trace,
            read: 0,
            journeys: Journeys::default(),
            stays: Stays::default(),
            spells: Spells::default(),
            messages: None,
            places: None,
            tracers: None,
            late_from: None,
            under_way: None,
            row_index: RowIndex::default(),
        }
    }

    /// Does as much as so many facts take, or one of the few steps that cannot be divided. Each of these takes about as long
    /// as a tenth of the whole. True when nothing is left.
    pub fn advance(&mut self, facts: usize) -> bool {
        if self.read < self.trace.facts.len() {
            self.read_facts(facts.max(1));
            return false;
        }
        let Some(messages) = &self.messages else {
            self.messages = Some(core::mem::take(&mut self.journeys).finish(&self.trace));
            return false;
        };
        let Some(places) = &self.places else {
            self.places = Some(lanes::places(messages));
            return false;
        };
        if self.tracers.is_none() {
            let links = self.trace.links.len().min(space::MOST_LINKS);
            self.tracers = Some(crowd::tracers(messages, places, links));
            return false;
        }
        let Some(late_from) = &self.late_from else {
            self.late_from = Some(messages.iter().map(|message| late_from(message, &self.stays)).collect());
            return false;
        };
        if self.under_way.is_none() {
            self.under_way = Some(UnderWay::new(&self.trace, messages, &self.stays, late_from));
            return false;
        }
        self.row_index.read(&self.trace, &self.stays, facts.max(1))
    }

    /// The run; what is left is read at once.
    pub fn finish(mut self) -> Run {
        while !self.advance(usize::MAX) {}
        let moments = Moments::new(&self.trace, self.row_index.moments());
        let grain_ns = grain(&moments.events, self.trace.end);
        let messages = self.messages.unwrap_or_default();
        let timeline = Timeline::new(&self.trace, &messages);
        let busiest = busiest(&self.trace, &messages);
        Run {
            trace: self.trace,
            messages,
            stays: self.stays,
            spells: self.spells,
            conditions: self.conditions,
            losses: self.losses,
            waits: self.waits.in_order(),
            tracers: self.tracers.unwrap_or_default(),
            busiest,
            places: self.places.unwrap_or_default(),
            late_from: self.late_from.unwrap_or_default(),
            under_way: self.under_way.unwrap_or_default(),
            row_index: self.row_index,
            cast: Cast::default(),
            moments,
            timeline,
            grain_ns,
            yours_from: None,
            spans: OnceLock::new(),
            by_request: OnceLock::new(),
            charts: OnceLock::new(),
        }
    }

    fn read_facts(&mut self, facts: usize) {
        let first = FactId(u32::try_from(self.read).unwrap_or(u32::MAX));
        let rest = self.trace.facts.get(self.read..).unwrap_or_default();
        for (fact, place) in rest.iter().take(facts).zip(first.0..) {
            self.journeys.take(fact, FactId(place), &self.trace);
            self.stays.take(fact);
            self.spells.take(fact);
            self.conditions.take(fact, &self.trace);
            self.losses.take(fact);
            self.waits.take(fact);
        }
        self.read = self.read.saturating_add(facts).min(self.trace.facts.len());
    }
}

/// The moment from which on nobody waits for a reply that is still to come.
fn late_from(message: &Message, stays: &Stays) -> Option<Time> {
    if message.id.part != Part::Reply {
        return None;
    }
    let gone = lanes::gone_at(message);
    let gave_up = stays.try_of(message.id).and_then(|own| own.fired);
    let settled = stays.request(message.id.request).and_then(|request| request.settled).map(|(at, _)| at);
    [gave_up, settled].into_iter().flatten().min().filter(|&over| over < gone)
}

/// The nodes by how many messages they send and get; those with as many in the order of the run.
fn busiest(trace: &Trace, messages: &[Message]) -> Vec<NodeId> {
    let mut counts: Vec<(usize, NodeId)> =
        (0..=u16::MAX).zip(&trace.nodes).map(|(node, _)| (0, NodeId(node))).collect();
    for message in messages {
        for end in [message.from, message.to] {
            if let Some((count, _)) = counts.get_mut(usize::from(end.0)) {
                *count += 1;
            }
        }
    }
    counts.sort_by_key(|&(count, _)| Reverse(count));
    counts.into_iter().map(|(_, node)| node).collect()
}

/// The coarsest power of ten that all events are multiples of, and at most a hundredth of the run.
fn grain(events: &[Time], end: Time) -> u64 {
    let mut grain = 1_u64;
    while grain <= end.0 / 1000 && events.iter().all(|event| event.0 % (grain * 10) == 0) {
        grain *= 10;
    }
    grain
}
