//! A toy of a client–server system that writes facts down and tells a collector, as an engine does: each from what it knows
//! at the moment, neither from the other.

use std::collections::{BTreeMap, VecDeque};

use proptest::prelude::*;
use trace::{
    DiscardReason, Duration, Ended, Fact, FactId, Link, LinkId, LossReason, MessageId, Metrics, Node, NodeId,
    Outcome, Part, RequestId, Role, Time, Trace, What,
};

const SERVER: NodeId = NodeId(2);
const LINK: LinkId = LinkId(0);
/// How long a reply takes to be sent.
const REPLY_SENDING: u64 = 2;

/// What the toy is to do. Times are single nanoseconds.
#[derive(Clone, Debug)]
pub(crate) struct Toy {
    workers: u16,
    places: usize,
    timeout: u64,
    tries: u16,
    /// Whether the server knows a request again that has taken effect.
    remembers: bool,
    crash: u64,
    measure_from: u64,
    end: u64,
    asks: Vec<Ask>,
}

#[derive(Clone, Debug)]
struct Ask {
    client: u16,
    at: u64,
    /// How many travel in its message besides it.
    others: u32,
    work: u64,
    trip: u64,
    /// Messages that are lost, a bit for each in the order of sending.
    losses: u8,
}

pub(crate) fn toys() -> impl Strategy<Value = Toy> {
    let ask = (0_u16..2, 0_u64..80, 0_u32..3, 0_u64..12, 0_u64..6, prop_oneof![Just(0_u8), 0_u8..])
        .prop_map(|(client, at, others, work, trip, losses)| Ask { client, at, others, work, trip, losses });
    let server = (1_u16..4, 0_usize..4, any::<bool>(), 0_u64..200);
    let client = (1_u64..40, 1_u16..4);
    (server, client, 0_u64..60, 0_u64..150, proptest::collection::vec(ask, 0..12)).prop_map(
        |((workers, places, remembers, crash), (timeout, tries), measure_from, end, asks)| Toy {
            workers,
            places,
            timeout,
            tries,
            remembers,
            crash,
            measure_from,
            end,
            asks,
        },
    )
}

/// What happened, and what the collector was told.
pub(crate) fn play(toy: &Toy) -> (Trace, Metrics) {
    let node = |id: &str, role| Node { id: id.to_owned(), name: id.to_owned(), role };
    let client = || Role::Client { timeout: None };
    let nodes = vec![
        node("ann", client()),
        node("bob", client()),
        node("server", Role::Server { workers: toy.workers, queue_capacity: None }),
    ];
    let mut play = Play {
        toy,
        now: 0,
        agenda: BTreeMap::new(),
        entries: 0,
        facts: Vec::new(),
        metrics: Metrics::new(&nodes, Time(toy.measure_from)),
        requests: BTreeMap::new(),
        queue: VecDeque::new(),
        serving: Vec::new(),
    };
    play.run();
    play.metrics.end(Time(toy.end), Ended::Deadline);
    let links = vec![Link { ends: [NodeId(0), SERVER], one_way: Duration(1) }];
    let (measure_from, end) = (Time(toy.measure_from), Time(toy.end));
    (Trace { nodes, links, facts: play.facts, measure_from, end, ended: Ended::Deadline }, play.metrics)
}

enum Event {
    Want(usize),
    Arrive(MessageId),
    Done(MessageId),
    Left(MessageId),
    Back { reply: MessageId, refused: bool, made_by: u64 },
    Timeout(MessageId),
    Crash,
}

struct Open {
    ask: Ask,
    settled: bool,
    first_byte: bool,
    sendings: u32,
    /// How long the last execution that took effect took.
    effect: Option<u64>,
}

struct Play<'a> {
    toy: &'a Toy,
    now: u64,
    agenda: BTreeMap<(u64, u32), Event>,
    entries: u32,
    facts: Vec<Fact>,
    metrics: Metrics,
    requests: BTreeMap<RequestId, Open>,
    queue: VecDeque<(MessageId, u64)>,
    serving: Vec<(MessageId, u64)>,
}

impl Play<'_> {
    fn run(&mut self) {
        self.plan(self.toy.crash, Event::Crash);
        for (place, ask) in self.toy.asks.iter().enumerate() {
            self.plan(ask.at, Event::Want(place));
        }
        while let Some(((at, _), event)) = self.agenda.pop_first() {
            if at > self.toy.end {
                break;
            }
            self.now = at;
            self.happen(event);
        }
        self.now = self.toy.end;
        for id in self.requests.keys().copied().collect::<Vec<_>>() {
            self.settle(id, Outcome::Unfinished, None);
        }
    }

    fn happen(&mut self, event: Event) {
        match event {
            Event::Want(place) => self.want(place),
            Event::Arrive(message) => self.serve(message),
            Event::Done(message) => self.finish(message),
            Event::Left(message) => {
                self.write(SERVER, What::Left { message }, None);
            }
            Event::Back { reply, refused, made_by } => self.answer(reply, refused, made_by),
            Event::Timeout(message) => self.time_out(message),
            Event::Crash => self.crash(),
        }
    }

    fn want(&mut self, place: usize) {
        let ask = self.toy.asks[place].clone();
        let first = RequestId(u32::try_from(place).expect("few") * 4 + 1);
        let client = NodeId(ask.client);
        for id in 0..=ask.others {
            self.write(client, What::Wanted { request: RequestId(first.0 + id) }, None);
            self.metrics.wanted(client, Time(self.now));
        }
        for id in 1..=ask.others {
            self.write(client, What::Batched { request: RequestId(first.0 + id), into: first }, None);
        }
        let open = Open { ask, settled: false, first_byte: false, sendings: 0, effect: None };
        self.requests.insert(first, open);
        self.ask(MessageId::request(first, 1));
    }

    fn ask(&mut self, message: MessageId) {
        let client = NodeId(self.requests[&message.request].ask.client);
        self.metrics.attempt(client, message.attempt > 1);
        if let Some(arrives) = self.send(client, message, None) {
            self.plan(arrives, Event::Arrive(message));
        }
        self.plan(self.now + self.toy.timeout, Event::Timeout(message));
    }

    /// Hands a message to the link; the answer is when it arrives, if it does.
    fn send(&mut self, from: NodeId, message: MessageId, cause: Option<FactId>) -> Option<u64> {
        let open = self.requests.get_mut(&message.request).expect("it was wanted");
        let lost = open.sendings < 8 && open.ask.losses & (1 << open.sendings) > 0;
        open.sendings += 1;
        let trip = open.ask.trip;
        let client = NodeId(open.ask.client);
        let to = if from == SERVER { client } else { SERVER };
        self.write(from, What::Sent { message, to, link: LINK, bytes: 7 }, cause);
        self.metrics.sent(7);
        if lost {
            let travelled = Duration::ZERO;
            self.write(from, What::Lost { message, link: LINK, reason: LossReason::Chance, travelled }, None);
            self.metrics.lost();
            return None;
        }
        if message.part != Part::Reply {
            return Some(self.now + trip);
        }
        self.plan(self.now + REPLY_SENDING, Event::Left(message));
        Some(self.now + REPLY_SENDING + trip)
    }

    fn serve(&mut self, message: MessageId) {
        let client = NodeId(self.requests[&message.request].ask.client);
        self.write(SERVER, What::Arrived { message, from: client }, None);
        let known = self.requests[&message.request].effect.filter(|_| self.toy.remembers);
        if let Some(work) = known {
            let fact = self.write(SERVER, What::Replayed { message }, None);
            self.metrics.replayed(SERVER);
            self.reply(message, false, work, fact);
        } else if self.serving.len() < usize::from(self.toy.workers) {
            self.start(message, self.now);
        } else if self.queue.len() < self.toy.places {
            self.queue.push_back((message, self.now));
            let length = self.waiting();
            self.write(SERVER, What::Queued { message, length }, None);
            self.metrics.queued(SERVER, Time(self.now), length);
        } else {
            let fact = self.write(SERVER, What::Refused { message, status: 503 }, None);
            self.reply(message, true, 0, fact);
        }
    }

    fn start(&mut self, message: MessageId, since: u64) {
        self.serving.push((message, self.now));
        self.write(SERVER, What::Started { message, worker: 0 }, None);
        let (waited, busy) = (Duration(self.now - since), self.busy());
        self.metrics.started(SERVER, Time(self.now), waited, busy);
        self.plan(self.now + self.requests[&message.request].ask.work, Event::Done(message));
    }

    fn finish(&mut self, message: MessageId) {
        let Some(place) = self.serving.iter().position(|(served, _)| *served == message) else { return };
        let work = self.now - self.serving.remove(place).1;
        let open = self.requests.get_mut(&message.request).expect("it was wanted");
        let again = open.effect.replace(work).is_some();
        let others = open.ask.others;
        let busy = self.busy();
        self.metrics.finished(SERVER, Time(self.now), again, busy);
        (0..others).for_each(|_| self.metrics.finished_too(SERVER, again));
        let fact = self.write(SERVER, What::Finished { message, worker: 0 }, None);
        self.reply(message, false, work, fact);
        if let Some((next, since)) = self.queue.pop_front() {
            self.metrics.queued(SERVER, Time(self.now), self.waiting());
            self.start(next, since);
        }
    }

    fn reply(&mut self, message: MessageId, refused: bool, made_by: u64, cause: FactId) {
        let reply = message.reply();
        if let Some(arrives) = self.send(SERVER, reply, Some(cause)) {
            self.plan(arrives, Event::Back { reply, refused, made_by });
        }
    }

    fn answer(&mut self, reply: MessageId, refused: bool, made_by: u64) {
        let open = self.requests.get_mut(&reply.request).expect("it was wanted");
        let (client, wanted, others) = (NodeId(open.ask.client), Time(open.ask.at), open.ask.others);
        let (first, settled) = (!core::mem::replace(&mut open.first_byte, true), open.settled);
        let fact = self.write(client, What::Arrived { message: reply, from: SERVER }, None);
        if settled {
            return;
        }
        if first {
            let first_bit = Time(self.now - REPLY_SENDING);
            (0..=others).for_each(|_| self.metrics.first_byte(client, wanted, first_bit));
        }
        if refused && reply.attempt < self.toy.tries {
            return;
        }
        let outcome = if refused { Outcome::Refused } else { Outcome::Answered };
        if !refused {
            self.metrics.useful(SERVER, Duration(made_by));
        }
        self.settle(reply.request, outcome, Some(fact));
    }

    fn time_out(&mut self, message: MessageId) {
        if self.requests[&message.request].settled {
        } else if message.attempt < self.toy.tries {
            self.ask(MessageId { attempt: message.attempt + 1, ..message });
        } else {
            self.settle(message.request, Outcome::TimedOut, None);
        }
    }

    fn settle(&mut self, first: RequestId, outcome: Outcome, cause: Option<FactId>) {
        let open = self.requests.get_mut(&first).expect("it was wanted");
        if core::mem::replace(&mut open.settled, true) {
            return;
        }
        let (client, wanted, others) = (NodeId(open.ask.client), Time(open.ask.at), open.ask.others);
        for id in 0..=others {
            let request = RequestId(first.0 + id);
            self.write(client, What::Settled { request, outcome }, cause);
            self.metrics.settled(client, wanted, Time(self.now), outcome);
        }
    }

    fn crash(&mut self) {
        self.write(SERVER, What::Crashed { silent: true }, None);
        let reason = DiscardReason::NodeDown;
        while let Some((message, _)) = self.serving.pop() {
            self.write(SERVER, What::Discarded { message, reason }, None);
            let busy = self.busy();
            self.metrics.interrupted(SERVER, Time(self.now), busy);
        }
        while let Some((message, _)) = self.queue.pop_front() {
            self.write(SERVER, What::Discarded { message, reason }, None);
            self.metrics.queued(SERVER, Time(self.now), self.waiting());
        }
    }

    fn busy(&self) -> u32 {
        u32::try_from(self.serving.len()).expect("few")
    }

    fn waiting(&self) -> u32 {
        u32::try_from(self.queue.len()).expect("few")
    }

    fn plan(&mut self, at: u64, event: Event) {
        self.entries += 1;
        self.agenda.insert((at, self.entries), event);
    }

    fn write(&mut self, node: NodeId, what: What, cause: Option<FactId>) -> FactId {
        let place = FactId(u32::try_from(self.facts.len()).expect("few"));
        self.facts.push(Fact { at: Time(self.now), node, what, cause });
        place
    }
}
