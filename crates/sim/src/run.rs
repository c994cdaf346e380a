//! The run itself: takes what is due, tells the machine concerned, writes down and schedules what follows.

use scenario::Scenario;
use trace::{Duration, Ended, FactId, MessageId, NodeId, Outcome, Part, RequestId, Time, Trace, What};

use crate::agenda::{Agenda, Due};
use crate::budget::Budget;
use crate::client::Requests;
use crate::link::{Onward, Parcel};
use crate::plan::Plan;
use crate::record::Record;
use crate::server::Job;

/// Runs `scenario` to its end. Equal input gives an equal trace, natively and in WebAssembly.
///
/// Nothing in today's scenarios is left to chance, so all seeds give the same run.
pub fn run(scenario: &Scenario, seed: u64) -> Trace {
    run_within(scenario, seed, Budget::default())
}

/// Runs `scenario` until its end or the end of `budget`, whichever comes first.
pub fn run_within(scenario: &Scenario, _seed: u64, budget: Budget) -> Trace {
    let mut run = Run {
        plan: Plan::new(scenario),
        budget,
        now: Time::ZERO,
        agenda: Agenda::default(),
        record: Record::default(),
        requests: Requests::default(),
    };
    for load in 0..run.plan.streams.len() {
        run.agenda.add(Time::ZERO, Due::Begin { load });
    }
    let ended = run.work_off();
    run.into_trace(ended)
}

/// A run under way.
pub(crate) struct Run {
    pub(crate) plan: Plan,
    budget: Budget,
    pub(crate) now: Time,
    pub(crate) agenda: Agenda,
    pub(crate) record: Record,
    requests: Requests,
}

impl Run {
    fn work_off(&mut self) -> Ended {
        let mut events = 0;
        while let Some((at, due)) = self.agenda.next() {
            if events == self.budget.events {
                return Ended::EventBudget;
            }
            if self.is_full() {
                return Ended::TraceBudget;
            }
            events += 1;
            self.now = at;
            match due {
                Due::LastBit { link, side } => self.last_bit(link, side),
                Due::Arrival { parcel } => self.arrive(parcel),
                Due::Done { node, worker } => self.finish(node, worker),
                Due::Begin { load } => self.begin(load),
                Due::Timeout { message, set } => self.time_out(message, set),
            }
        }
        Ended::Idle
    }

    fn is_full(&self) -> bool {
        self.record.len() >= self.budget.facts
    }

    pub(crate) fn write(&mut self, node: NodeId, what: What, cause: FactId) -> FactId {
        self.record.write(self.now, node, what, Some(cause))
    }

    /// A client starts: with one request, or with all of them.
    fn begin(&mut self, load: usize) {
        let at_once = self.plan.streams.get(load).map_or(0, |stream| stream.at_once());
        for _ in 0..at_once {
            if self.is_full() {
                return;
            }
            self.want(load, None);
        }
    }

    /// A client wants its next answer, and asks for it.
    fn want(&mut self, load: usize, cause: Option<FactId>) {
        let Some(stream) = self.plan.streams.get_mut(load) else { return };
        stream.to_come = stream.to_come.saturating_sub(1);
        let (route, bytes, timeout) = (stream.route, stream.request_bytes, stream.timeout);
        let request = self.requests.next_id();
        let wanted = self.record.write(self.now, route.client, What::Wanted { request }, cause);
        self.requests.open(load, wanted);
        let message = MessageId::request(request, 1);
        let (from, to, link) = (route.client, route.server, route.link);
        let sent = self.send(Parcel { id: message, from, to, link, bytes, refusal: false, fact: wanted });
        if let Some(timeout) = timeout {
            let until = self.now + timeout;
            let set = self.write(from, What::TimerSet { message, until }, sent);
            self.agenda.add(until, Due::Timeout { message, set });
        }
    }

    /// Hands a parcel to its link; `parcel.fact` is why.
    pub(crate) fn send(&mut self, mut parcel: Parcel) -> FactId {
        let what = What::Sent { message: parcel.id, to: parcel.to, link: parcel.link, bytes: parcel.bytes };
        let sent = self.write(parcel.from, what, parcel.fact);
        parcel.fact = sent;
        let link = usize::from(parcel.link.0);
        let side = self.side_of(link, parcel.from);
        let Some(wire) = self.plan.wires.get_mut(link).map(|wires| &mut wires[side]) else { return sent };
        match wire.hand_over(parcel) {
            Onward::Whole(parcel) => self.propagate(parcel),
            Onward::Sending(length) => self.agenda.add(self.now + length, Due::LastBit { link, side }),
            Onward::Waiting => {}
        }
        sent
    }

    /// The last bit of a parcel left; the next one in line goes onto the wire.
    fn last_bit(&mut self, link: usize, side: usize) {
        let Some(wire) = self.plan.wires.get_mut(link).map(|wires| &mut wires[side]) else { return };
        let (sent, next) = wire.last_bit();
        let Some(mut parcel) = sent else { return };
        let left = self.write(parcel.from, What::Left { message: parcel.id }, parcel.fact);
        parcel.fact = left;
        self.propagate(parcel);
        if let Some(length) = next {
            self.enter(link, side, left);
            self.agenda.add(self.now + length, Due::LastBit { link, side });
        }
    }

    /// The first bit of a parcel that had to wait goes onto the wire, because the one before it has left.
    fn enter(&mut self, link: usize, side: usize, left: FactId) {
        let Some(parcel) = self.plan.wires.get_mut(link).and_then(|wires| wires[side].sending()) else {
            return;
        };
        let what = What::Entered { message: parcel.id };
        parcel.fact = self.record.write(self.now, parcel.from, what, Some(left));
    }

    fn propagate(&mut self, parcel: Parcel) {
        let one_way =
            self.plan.links.get(usize::from(parcel.link.0)).map_or(Duration::ZERO, |link| link.one_way);
        self.agenda.add(self.now + one_way, Due::Arrival { parcel });
    }

    fn side_of(&self, link: usize, from: NodeId) -> usize {
        usize::from(self.plan.links.get(link).is_some_and(|link| link.ends[0] != from))
    }

    /// A message is whole at the other end.
    fn arrive(&mut self, parcel: Parcel) {
        let what = What::Arrived { message: parcel.id, from: parcel.from };
        let arrived = self.write(parcel.to, what, parcel.fact);
        match parcel.id.part {
            Part::Request => {
                let (message, client, link) = (parcel.id, parcel.from, parcel.link);
                self.admit(parcel.to, Job { message, client, link, fact: arrived });
            }
            Part::Reply => {
                let outcome = if parcel.refusal { Outcome::Refused } else { Outcome::Answered };
                self.settle(parcel.id.request, outcome, arrived);
            }
        }
    }

    /// A wait is over. If the client has its answer by then, this is nothing.
    fn time_out(&mut self, message: MessageId, set: FactId) {
        let load = self.requests.open_load(message.request);
        if let Some(stream) = load.and_then(|load| self.plan.streams.get(load)) {
            let client = stream.route.client;
            let fired = self.write(client, What::TimerFired { message }, set);
            self.settle(message.request, Outcome::TimedOut, fired);
        }
    }

    /// A request is over for its client, and the next may begin. What comes in later changes nothing.
    fn settle(&mut self, request: RequestId, outcome: Outcome, cause: FactId) {
        let Some(load) = self.requests.settle(request) else { return };
        let Some(stream) = self.plan.streams.get(load) else { return };
        let continues = stream.continues();
        let settled = self.write(stream.route.client, What::Settled { request, outcome }, cause);
        if continues {
            self.want(load, Some(settled));
        }
    }

    /// Whoever still waits learns that the run is over.
    fn into_trace(mut self, ended: Ended) -> Trace {
        let end = if ended == Ended::Idle { self.record.last_at() } else { self.now };
        let outcome = Outcome::Unfinished;
        for (request, open) in self.requests.unsettled() {
            let Some(stream) = self.plan.streams.get(open.load) else { continue };
            let what = What::Settled { request, outcome };
            self.record.write(end, stream.route.client, what, Some(open.wanted));
        }
        let Plan { nodes, links, .. } = self.plan;
        Trace { nodes, links, facts: self.record.into_facts(), end, ended }
    }
}
