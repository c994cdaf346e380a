//! Runs written by hand, fact by fact, for the tests of this crate.
#![allow(dead_code, reason = "each test file uses its own part of this")]

pub(crate) mod odd;
pub(crate) mod played;
pub(crate) mod runs;
pub(crate) mod shapes;

use std::path::Path;

use diagram::Run;
use trace::{
    Duration, Ended, Fact, Link, LinkId, LossReason, MessageId, Node, NodeId, Outcome, RequestId, Role, Time,
    TimerKind, Trace, What,
};

pub(crate) const CLIENT: NodeId = NodeId(0);
pub(crate) const SERVER: NodeId = NodeId(1);
const WIRE: LinkId = LinkId(0);

/// Times in microseconds.
pub(crate) struct Script {
    pub(crate) one_way: u64,
    pub(crate) timeout: Option<u64>,
    pub(crate) workers: u16,
    pub(crate) queue: Option<u32>,
    pub(crate) names: [String; 2],
    pub(crate) facts: Vec<Fact>,
}

pub(crate) fn us(us: u64) -> Time {
    Time(us * 1000)
}

pub(crate) fn ms(ms: u64) -> Time {
    us(ms * 1000)
}

impl Script {
    pub(crate) fn new(one_way: u64) -> Self {
        let names = ["Client".to_owned(), "Server".to_owned()];
        Self { one_way, timeout: None, workers: 1, queue: Some(3), names, facts: Vec::new() }
    }

    pub(crate) fn add(&mut self, at: u64, node: NodeId, what: What) {
        self.facts.push(Fact { at: us(at), node, what, cause: None });
    }

    /// A request message; says when it is whole at the server.
    pub(crate) fn ask(&mut self, number: u32, attempt: u16, at: u64, enters: u64, sending: u64) -> u64 {
        let message = MessageId::request(RequestId(number), attempt);
        if attempt == 1 {
            self.add(at, CLIENT, What::Wanted { request: RequestId(number) });
        }
        self.add(at, CLIENT, What::Sent { message, to: SERVER, link: WIRE, bytes: 1000 });
        if let Some(timeout) = self.timeout {
            self.add(
                at,
                CLIENT,
                What::TimerSet { message, kind: TimerKind::Attempt, until: us(at + timeout) },
            );
        }
        if enters > at {
            self.add(enters, CLIENT, What::Entered { message });
        }
        if sending > 0 {
            self.add(enters + sending, CLIENT, What::Left { message });
        }
        enters + sending + self.one_way
    }

    pub(crate) fn arrive(&mut self, id: MessageId, at: u64) {
        let (node, from) = if id.part == trace::Part::Request { (SERVER, CLIENT) } else { (CLIENT, SERVER) };
        self.add(at, node, What::Arrived { message: id, from });
    }

    pub(crate) fn queue(&mut self, id: MessageId, at: u64) {
        self.add(at, SERVER, What::Queued { message: id, length: 1 });
    }

    pub(crate) fn refuse(&mut self, id: MessageId, at: u64) {
        self.add(at, SERVER, What::Refused { message: id, status: 503 });
    }

    pub(crate) fn work(&mut self, id: MessageId, worker: u16, from: u64, to: u64) {
        self.add(from, SERVER, What::Started { message: id, worker });
        self.add(to, SERVER, What::Finished { message: id, worker });
    }

    /// A reply message; says when it is whole at the client.
    pub(crate) fn reply(&mut self, id: MessageId, at: u64, sending: u64) -> u64 {
        let message = id.reply();
        self.add(at, SERVER, What::Sent { message, to: CLIENT, link: WIRE, bytes: 2000 });
        if sending > 0 {
            self.add(at + sending, SERVER, What::Left { message });
        }
        at + sending + self.one_way
    }

    pub(crate) fn lose(&mut self, id: MessageId, at: u64, travelled: u64) {
        let node = if id.part == trace::Part::Request { CLIENT } else { SERVER };
        let travelled = Duration(travelled * 1000);
        self.add(at, node, What::Lost { message: id, link: WIRE, reason: LossReason::Chance, travelled });
    }

    pub(crate) fn fire(&mut self, id: MessageId, at: u64) {
        self.add(at, CLIENT, What::TimerFired { message: id, kind: TimerKind::Attempt });
    }

    pub(crate) fn settle(&mut self, number: u32, at: u64, outcome: Outcome) {
        self.add(at, CLIENT, What::Settled { request: RequestId(number), outcome });
    }

    pub(crate) fn trace(mut self) -> Trace {
        self.facts.sort_by_key(|fact| fact.at);
        let end = self.facts.last().map_or(Time::ZERO, |fact| fact.at);
        let [client, server] = self.names;
        let timeout = self.timeout.map(|us| Duration(us * 1000));
        Trace {
            nodes: vec![
                Node { id: "client".to_owned(), name: client, role: Role::Client { timeout } },
                Node {
                    id: "server".to_owned(),
                    name: server,
                    role: Role::Server { workers: self.workers, queue_capacity: self.queue },
                },
            ],
            links: vec![Link { ends: [CLIENT, SERVER], one_way: Duration(self.one_way * 1000) }],
            facts: self.facts,
            end,
            ended: Ended::Idle,
            measure_from: Time::ZERO,
        }
    }

    pub(crate) fn run(self) -> Run {
        Run::new(self.trace())
    }

    /// A whole round trip of a request that finds a worker free. Says when the answer is there.
    pub(crate) fn round_trip(
        &mut self,
        number: u32,
        at: u64,
        sending: (u64, u64),
        work: u64,
        worker: u16,
    ) -> u64 {
        let id = MessageId::request(RequestId(number), 1);
        let there = self.ask(number, 1, at, at, sending.0);
        self.arrive(id, there);
        self.work(id, worker, there, there + work);
        let back = self.reply(id, there + work, sending.1);
        self.arrive(id.reply(), back);
        self.settle(number, back, Outcome::Answered);
        back
    }
}

pub(crate) fn id(number: u32, attempt: u16) -> MessageId {
    MessageId::request(RequestId(number), attempt)
}

/// 40 ms there, 30 ms work, 40 ms back, with bytes that take 4 and 8 ms to send.
pub(crate) fn one_request() -> Run {
    let mut script = Script { timeout: Some(200_000), ..Script::new(40_000) };
    script.round_trip(1, 0, (4_000, 8_000), 30_000, 0);
    script.run()
}

/// Five requests at once, 50 ms each way, answered at once.
pub(crate) fn five_at_once() -> Run {
    let mut script = Script { workers: 5, queue: None, ..Script::new(50_000) };
    for number in 1..=5 {
        script.round_trip(number, 0, (0, 0), 0, u16::try_from(number - 1).expect("few requests"));
    }
    script.run()
}

/// The same five, each after the answer to the one before.
pub(crate) fn five_in_turn() -> Run {
    let mut script = Script::new(50_000);
    let mut at = 0;
    for number in 1..=5 {
        at = script.round_trip(number, at, (0, 0), 0, 0);
    }
    script.run()
}

/// Five at once for a single worker that needs 30 ms for each, with a queue for three.
pub(crate) fn five_for_one_worker() -> Run {
    let mut script = Script::new(50_000);
    for number in 1..=5_u32 {
        let there = script.ask(number, 1, 0, 0, 0);
        script.arrive(id(number, 1), there);
        let back = if number == 5 {
            script.refuse(id(5, 1), there);
            script.reply(id(5, 1), there, 0)
        } else {
            let from = there + u64::from(number - 1) * 30_000;
            if number > 1 {
                script.queue(id(number, 1), there);
            }
            script.work(id(number, 1), 0, from, from + 30_000);
            script.reply(id(number, 1), from + 30_000, 0)
        };
        script.arrive(id(number, 1).reply(), back);
        script.settle(number, back, if number == 5 { Outcome::Refused } else { Outcome::Answered });
    }
    script.run()
}

/// The reply is lost at 95 ms, the client gives up at 200 ms and asks again 50 ms later.
pub(crate) fn lost_reply() -> Run {
    let mut script = Script { timeout: Some(200_000), ..Script::new(40_000) };
    let there = script.ask(1, 1, 0, 0, 0);
    script.arrive(id(1, 1), there);
    script.work(id(1, 1), 0, there, there + 30_000);
    script.reply(id(1, 1), there + 30_000, 2_000);
    script.lose(id(1, 1).reply(), 95_000, 25_000);
    script.fire(id(1, 1), 200_000);
    let there = script.ask(1, 2, 250_000, 250_000, 0);
    script.arrive(id(1, 2), there);
    script.work(id(1, 2), 0, there, there + 30_000);
    let back = script.reply(id(1, 2), there + 30_000, 2_000);
    script.arrive(id(1, 2).reply(), back);
    script.settle(1, back, Outcome::Answered);
    script.run()
}

/// The client gives up at 100 ms; the reply comes at 160 ms.
pub(crate) fn late_reply() -> Run {
    let mut script = Script { timeout: Some(100_000), ..Script::new(50_000) };
    let there = script.ask(1, 1, 0, 0, 0);
    script.arrive(id(1, 1), there);
    script.work(id(1, 1), 0, there, there + 60_000);
    let back = script.reply(id(1, 1), there + 60_000, 0);
    script.fire(id(1, 1), 100_000);
    script.settle(1, 100_000, Outcome::TimedOut);
    script.arrive(id(1, 1).reply(), back);
    script.run()
}

/// The request is lost half-way; nobody ever answers.
pub(crate) fn lost_request() -> Run {
    let mut script = Script { timeout: Some(100_000), ..Script::new(40_000) };
    script.ask(1, 1, 0, 0, 0);
    script.lose(id(1, 1), 20_000, 20_000);
    script.fire(id(1, 1), 100_000);
    script.settle(1, 100_000, Outcome::TimedOut);
    script.run()
}

/// Two hundred requests at once.
pub(crate) fn crowd() -> Run {
    let mut script = Script { workers: 200, queue: None, ..Script::new(50_000) };
    for number in 1..=200 {
        script.round_trip(
            number,
            u64::from(number % 7) * 6_000,
            (0, 0),
            20_000,
            u16::try_from(number - 1).expect("few requests"),
        );
    }
    script.run()
}

/// Five requests that must leave one after the other.
pub(crate) fn slow_wire() -> Run {
    let mut script = Script { queue: None, ..Script::new(40_000) };
    for number in 1..=5_u32 {
        let enters = u64::from(number - 1) * 9_600;
        let there = script.ask(number, 1, 0, enters, 9_600);
        script.arrive(id(number, 1), there);
        script.work(id(number, 1), 0, there, there + 5_000);
        let back = script.reply(id(number, 1), there + 5_000, 2_000);
        script.arrive(id(number, 1).reply(), back);
        script.settle(number, back, Outcome::Answered);
    }
    script.run()
}

/// A run in which nothing exists and nothing happens.
pub(crate) fn empty() -> Run {
    Run::new(Trace {
        nodes: vec![],
        links: vec![],
        facts: vec![],
        end: Time::ZERO,
        ended: Ended::Idle,
        measure_from: Time::ZERO,
    })
}

/// Compares a snapshot with the accepted one, or accepts it.
pub(crate) fn accept(name: &str, now: &str, changed: &mut Vec<String>) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/snapshots").join(name);
    if std::env::var_os("BLESS").is_some() {
        std::fs::create_dir_all(path.parent().expect("a file in a folder")).expect("a folder for snapshots");
        std::fs::write(&path, now).expect("a snapshot can be written");
    } else if std::fs::read_to_string(&path).ok().as_deref() != Some(now) {
        changed.push(name.to_owned());
    }
}
