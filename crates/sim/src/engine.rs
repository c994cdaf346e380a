//! The run itself: takes what is due, tells the machine concerned, writes down and schedules what follows.

use std::collections::BinaryHeap;

use scenario::{Action, Scenario};
use trace::{Ended, FactId, MessageId, Metrics, Outcome, RequestId, Time, Trace, What};

use crate::agenda::Due;
use crate::book::{Book, NO_FACT};
use crate::budget::Budget;
use crate::desk::Desk;
use crate::intervene::Rule;
use crate::parts::{Attempt, Exchange, Parcel, Request};
use crate::plan::{self, Plan};
use crate::random::Dice;
use crate::table::{Handle, Table};

/// Ten years: no scenario may ask for more, and the clock holds fifty times as much.
const LAST_MOMENT_NS: u64 = 315_360_000_000_000_000;

/// Events between two looks at the memory of the run.
const SLICE: u64 = 64;

/// A run under way. Clients, servers and links know neither clock nor agenda: they are told what happened and answer
/// what follows from it; the engine's own files, one for each side, write it down and put it on the agenda.
///
/// Between a node and a link stands `transport`: whole messages at this level. Protocols that cut messages into
/// packets take its place without the two sides noticing.
#[derive(Debug)]
pub(crate) struct Engine {
    pub(crate) desk: Desk,
    pub(crate) plan: Plan,
    pub(crate) budget: Budget,
    pub(crate) parcels: Table<Parcel>,
    pub(crate) exchanges: Table<Exchange>,
    pub(crate) attempts: Table<Attempt>,
    /// Requests so far: they are numbered from 1 in the order of intent.
    pub(crate) requests: u32,
    pub(crate) settled: u64,
    pub(crate) actions: Vec<Action>,
    /// Interventions that wait for their message to be sent.
    pub(crate) rules: Vec<Rule>,
    pub(crate) events: u64,
    end_ns: u64,
    ended: Option<Ended>,
    /// Something could not be begun for lack of budget.
    curtailed: Option<Ended>,
    nodes: Vec<trace::Node>,
    links: Vec<trace::Link>,
    measure_from: Time,
}

impl Engine {
    pub(crate) fn new(scenario: &Scenario, dice: Dice, budget: Budget, keeps_facts: bool) -> Self {
        let (nodes, measure_from) = (plan::cast(scenario), Time(scenario.measure_from_ns));
        let metrics = Metrics::new(&nodes, measure_from);
        let book =
            if keeps_facts { Book::of_facts(budget.facts, metrics) } else { Book::of_numbers(metrics) };
        let mut engine = Self {
            desk: Desk::new(book, dice),
            plan: Plan::new(scenario),
            budget,
            parcels: Table::default(),
            exchanges: Table::default(),
            attempts: Table::default(),
            requests: 0,
            settled: 0,
            actions: scenario.interventions.iter().map(|intervention| intervention.action).collect(),
            rules: Vec::new(),
            events: 0,
            end_ns: scenario.end_ns.map_or(LAST_MOMENT_NS, |end| end.min(LAST_MOMENT_NS)),
            ended: None,
            curtailed: None,
            nodes,
            links: plan::wires(scenario),
            measure_from,
        };
        for (place, intervention) in (0..).zip(&scenario.interventions) {
            engine.desk.schedule(intervention.at_ns, Due::Intervention { place });
        }
        for load in (0..).zip(&engine.plan.loads).map(|(load, _)| load) {
            engine.desk.schedule(0, Due::Begin { load });
        }
        for feed in (0..).zip(&engine.plan.feeds).map(|(feed, _)| feed).collect::<Vec<u16>>() {
            engine.begin_feed(feed);
        }
        engine
    }

    /// Works off so many events; true when the run is over.
    pub(crate) fn advance(&mut self, events: u64) -> bool {
        let mut left = events;
        while self.ended.is_none() {
            if left == 0 {
                return false;
            }
            if self.events >= self.budget.events {
                self.finish_before(Ended::EventBudget);
                break;
            }
            if self.events.is_multiple_of(SLICE) && self.is_crowded() {
                self.finish_before(Ended::MemoryBudget);
                break;
            }
            // Memory is looked at now and then, and at the same events however the run is sliced.
            let to_next_look = SLICE - self.events % SLICE;
            let slice = left.min(to_next_look).min(self.budget.events.saturating_sub(self.events));
            left -= slice;
            self.work_off(slice);
        }
        true
    }

    /// Works off so many events, or fewer if the run ends with one of them.
    fn work_off(&mut self, events: u64) {
        for _ in 0..events {
            if let Some(reason) = self.curtailed {
                return self.finish(reason);
            }
            if let Some(parcel) = self.desk.agenda.next_landing() {
                if self.desk.book.is_full() {
                    return self.finish(Ended::TraceBudget);
                }
                self.events += 1;
                self.land(parcel);
                continue;
            }
            let Some((at_ns, due)) = self.desk.agenda.next() else { return self.finish(Ended::Idle) };
            if at_ns > self.end_ns {
                self.desk.now_ns = self.end_ns;
                return self.finish(Ended::Deadline);
            }
            if self.desk.book.is_full() {
                return self.finish(Ended::TraceBudget);
            }
            self.events += 1;
            self.desk.now_ns = at_ns;
            match *due {
                Due::Landing { parcel } => self.land(parcel),
                Due::Done { job } => self.done(job),
                Due::Occurs { load, generation } => self.occurs(load, generation),
                Due::LastBit { link, side } => self.last_bit(link, side),
                other => self.rarely_due(other),
            }
        }
    }

    /// Ends the run before its next event, unless there is none.
    fn finish_before(&mut self, budget: Ended) {
        self.finish(if self.desk.agenda.is_empty() { Ended::Idle } else { budget });
    }

    #[inline(never)]
    fn rarely_due(&mut self, due: Due) {
        match due {
            Due::Intervention { place } => self.intervene(place),
            Due::Restart { node, life } => self.restart_after_crash(node, life),
            Due::FirstBit { parcel } => self.first_bit(parcel),
            Due::Shared { node, generation } => self.shared_done(node, generation),
            Due::Begin { load } => self.begin_load(load),
            Due::Thought { load, user } => self.want_of_load(load, user, NO_FACT),
            Due::Address { attempt } => self.address_found(attempt),
            Due::Stage { attempt, stage } => self.stage_over(attempt, stage),
            Due::AttemptOver { attempt } => self.attempt_over(attempt),
            Due::DeadlineOver { exchange } => self.deadline_over(exchange),
            Due::Retry { exchange } => self.retry(exchange),
            Due::Hedge { attempt } => self.hedge(attempt),
            Due::News { feed } => self.news(feed),
            Due::Poll { feed, subscriber } => self.poll(feed, subscriber),
            Due::HoldOver { job } => self.hold_over(job),
            Due::Upstream { feed } => self.upstream(feed),
            Due::Silence { feed, subscriber, heard } => self.silence(feed, subscriber, heard),
            Due::Redeliver { feed, delivery } => self.redeliver(feed, delivery),
            Due::Landing { .. } | Due::Done { .. } | Due::Occurs { .. } | Due::LastBit { .. } => {}
        }
    }

    /// More under way than a run may hold.
    fn is_crowded(&self) -> bool {
        let most = self.budget.alive as usize;
        let kept = self.plan.feeds.iter().map(|feed| feed.keeps()).sum::<usize>();
        self.exchanges.len() > most || self.parcels.len() > most || kept > most
    }

    /// Whether nothing more may be begun. Who therefore leaves something out says so with [`Self::curtail`].
    pub(crate) fn is_over_budget(&self) -> bool {
        // Requests may come and go within one moment, withheld by their own client.
        self.desk.book.is_full() || self.is_crowded() || u64::from(self.requests) >= self.budget.events
    }

    /// Something was left out for lack of budget: the run ends for that reason, whatever else is due.
    pub(crate) fn curtail(&mut self) {
        self.curtailed = Some(if self.desk.book.is_full() {
            Ended::TraceBudget
        } else if self.is_crowded() {
            Ended::MemoryBudget
        } else {
            Ended::EventBudget
        });
    }

    pub(crate) fn write(&mut self, node: u16, what: What, cause: FactId) -> FactId {
        self.desk.write(node, what, cause)
    }

    /// Whoever still waits learns that the run is over.
    fn finish(&mut self, ended: Ended) {
        if self.ended.is_some() {
            return;
        }
        let end_ns = if ended == Ended::Idle { self.desk.book.last_ns() } else { self.desk.now_ns };
        self.desk.now_ns = end_ns;
        self.ended = Some(ended);
        for (request, first, size) in self.open_requests() {
            let Some(client) = self.plan.askers.get(request.asker as usize).map(|asker| asker.client) else {
                continue;
            };
            for request_id in (first.0..first.0.saturating_add(size)).map(RequestId) {
                let what = What::Settled { request: request_id, outcome: Outcome::Unfinished };
                self.write(client, what, request.wanted);
                self.desk.book.settled(end_ns, client, request.wanted_ns, Outcome::Unfinished);
            }
        }
        self.finish_work();
        self.desk.book.metrics.end(Time(end_ns), ended);
    }

    /// Requests without an outcome, with the first of their numbers and how many they are, in the order of intent.
    fn open_requests(&self) -> Vec<(Request, RequestId, u32)> {
        let asked = self.exchanges.iter();
        let asked = asked.map(|(_, exchange)| (exchange.request, exchange.first, exchange.header.size));
        let patient = self.parcels.iter().filter(|(_, parcel)| parcel.header.patient && !parcel.gone);
        let patient = patient.map(|(_, parcel)| (parcel.request, parcel.id.request, parcel.header.size));
        let open: Vec<_> = asked.chain(patient).collect();
        let names = (0..).zip(&open).map(|(place, (_, first, _))| (u64::from(first.0), place));
        in_order(names.collect())
            .into_iter()
            .filter_map(|(_, place)| open.get(place as usize).copied())
            .collect()
    }

    /// The parcels of a kind, in the order of their names.
    pub(crate) fn parcels_where(&self, wanted: &dyn Fn(&Parcel) -> bool) -> Vec<Handle> {
        let found = self.parcels.iter().filter(|(_, parcel)| wanted(parcel));
        let names = found.map(|(handle, parcel)| {
            let MessageId { request, attempt, copy, .. } = parcel.id;
            let name = u64::from(request.0) << 32 | u64::from(attempt) << 16 | u64::from(copy);
            (name, handle.index())
        });
        in_order(names.collect()).into_iter().map(|(_, index)| self.parcels.handle(index)).collect()
    }

    /// The requests of a kind that are open and not patient, in the order of intent.
    pub(crate) fn exchanges_where(&self, wanted: &dyn Fn(&Exchange) -> bool) -> Vec<Handle> {
        let found = self.exchanges.iter().filter(|(_, exchange)| wanted(exchange));
        let names = found.map(|(handle, exchange)| (u64::from(exchange.first.0), handle.index()));
        in_order(names.collect()).into_iter().map(|(_, index)| self.exchanges.handle(index)).collect()
    }

    /// The two ends of a link.
    pub(crate) fn link_ends(&self, link: u16) -> Option<[u16; 2]> {
        self.links.get(usize::from(link)).map(|link| link.ends.map(|end| end.0))
    }

    /// Ends the run before its time, because nobody waits for it any more.
    pub(crate) fn cancel(&mut self) {
        if self.ended.is_none() {
            self.finish(Ended::Cancelled);
        }
    }

    pub(crate) fn into_trace(self) -> Trace {
        let end = Time(self.desk.now_ns);
        let (facts, _) = self.desk.book.into_parts();
        let ended = self.ended.unwrap_or(Ended::Cancelled);
        Trace { nodes: self.nodes, links: self.links, facts, end, ended, measure_from: self.measure_from }
    }

    pub(crate) fn into_metrics(self) -> Metrics {
        self.desk.book.into_parts().1
    }
}

/// Places by name; of equal names in the order of places. By heap, which the agenda needs anyway: the sorts of the standard
/// library would weigh as much as a tenth of this crate, for lists that hardly ever have more than a few entries.
#[inline(never)]
fn in_order(names: Vec<(u64, u32)>) -> Vec<(u64, u32)> {
    BinaryHeap::from(names).into_sorted_vec()
}
