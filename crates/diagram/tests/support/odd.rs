//! Runs in which things happen that are rare in lessons, written by hand. Times in microseconds.

use diagram::Run;
use trace::{
    BreakerState, DiscardReason, Duration, Ended, Link, LinkId, LossReason, MessageId, Node, NodeId, Outcome,
    Part, RequestId, Role, Time, TimerKind, Trace, What,
};

use super::{CLIENT, SERVER, Script, id, us};

const WIRE: LinkId = LinkId(0);

fn message(number: u32, part: Part) -> MessageId {
    MessageId { part, ..id(number, 1) }
}

/// The first request is held on its way; the second reply is delayed; of the third request the network makes a copy.
pub(crate) fn held() -> Run {
    let mut script = Script::new(40_000);
    let own = id(1, 1);
    script.ask(1, 1, 0, 0, 0);
    script.add(20_000, CLIENT, What::Held { message: own });
    script.add(90_000, CLIENT, What::Released { message: own });
    script.arrive(own, 110_000);
    script.work(own, 0, 110_000, 140_000);
    let back = script.reply(own, 140_000, 0);
    script.arrive(own.reply(), back);
    script.settle(1, back, Outcome::Answered);
    let own = id(2, 1);
    let there = script.ask(2, 1, 200_000, 200_000, 0);
    script.arrive(own, there);
    script.reply(own, there, 0);
    script.add(250_000, SERVER, What::Delayed { message: own.reply(), by: Duration::from_ms(60) });
    script.arrive(own.reply(), 340_000);
    script.settle(2, 340_000, Outcome::Answered);
    let own = id(3, 1);
    let there = script.ask(3, 1, 360_000, 360_000, 0);
    let copy = MessageId { copy: 1, ..own };
    script.add(370_000, CLIENT, What::Copied { message: copy, to: SERVER, link: WIRE, bytes: 1000 });
    script.arrive(own, there);
    script.arrive(copy, there);
    let back = script.reply(own, there, 0);
    script.arrive(own.reply(), back);
    script.settle(3, back, Outcome::Answered);
    script.run()
}

/// The machine goes down with a request in work, stays silent, and loses the next one as well.
pub(crate) fn silent_crash() -> Run {
    let mut script = Script { timeout: Some(200_000), ..Script::new(40_000) };
    let there = script.ask(1, 1, 0, 0, 0);
    script.arrive(id(1, 1), there);
    script.add(there, SERVER, What::Started { message: id(1, 1), worker: 0 });
    script.add(60_000, SERVER, What::Crashed { silent: true });
    script.add(60_000, SERVER, What::Discarded { message: id(1, 1), reason: DiscardReason::NodeDown });
    script.fire(id(1, 1), 200_000);
    script.ask(1, 2, 210_000, 210_000, 0);
    let (link, travelled) = (WIRE, Duration::from_ms(40));
    script.add(
        250_000,
        CLIENT,
        What::Lost { message: id(1, 2), link, reason: LossReason::NodeDown, travelled },
    );
    script.add(320_000, SERVER, What::Restarted);
    script.fire(id(1, 2), 410_000);
    let there = script.ask(1, 3, 410_000, 410_000, 0);
    script.arrive(id(1, 3), there);
    script.work(id(1, 3), 0, there, there + 30_000);
    let back = script.reply(id(1, 3), there + 30_000, 0);
    script.arrive(id(1, 3).reply(), back);
    script.settle(1, back, Outcome::Answered);
    script.run()
}

/// The server takes the request in and never answers.
pub(crate) fn hung() -> Run {
    let mut script = Script { timeout: Some(300_000), ..Script::new(40_000) };
    script.add(20_000, SERVER, What::Hung);
    let there = script.ask(1, 1, 0, 0, 0);
    script.arrive(id(1, 1), there);
    script.add(there, SERVER, What::Started { message: id(1, 1), worker: 0 });
    script.fire(id(1, 1), 300_000);
    script.settle(1, 300_000, Outcome::TimedOut);
    script.add(400_000, SERVER, What::Recovered);
    script.run()
}

pub(crate) fn slow_and_paused() -> Run {
    let mut script = Script::new(40_000);
    script.add(0, SERVER, What::Slowed { thousandths: 2500 });
    script.round_trip(1, 0, (0, 0), 75_000, 0);
    script.add(160_000, SERVER, What::Recovered);
    script.add(220_000, SERVER, What::Paused { until: us(280_000) });
    script.round_trip(2, 160_000, (0, 0), 90_000, 0);
    script.run()
}

/// What the client sends is lost for a while; the server's last reply still arrives.
pub(crate) fn cut_one_way() -> Run {
    let mut script = Script { timeout: Some(150_000), ..Script::new(40_000) };
    script.round_trip(1, 0, (0, 0), 30_000, 0);
    script.add(60_000, CLIENT, What::Cut { link: WIRE, from: Some(CLIENT) });
    script.ask(2, 1, 120_000, 120_000, 0);
    let (link, reason) = (WIRE, LossReason::Cut);
    script.add(120_000, CLIENT, What::Lost { message: id(2, 1), link, reason, travelled: Duration::ZERO });
    script.add(200_000, CLIENT, What::Mended { link: WIRE });
    script.fire(id(2, 1), 270_000);
    script.settle(2, 270_000, Outcome::TimedOut);
    script.round_trip(3, 280_000, (0, 0), 30_000, 0);
    script.run()
}

/// Trips of 5 ms, a time-out of 250 ms, and a pause of three seconds.
pub(crate) fn silence() -> Run {
    let mut script = Script { timeout: Some(250_000), ..Script::new(5_000) };
    script.ask(1, 1, 0, 0, 0);
    script.lose(id(1, 1), 3_000, 3_000);
    script.fire(id(1, 1), 250_000);
    script.add(250_000, CLIENT, What::BackedOff { message: id(1, 2), until: us(3_250_000) });
    let there = script.ask(1, 2, 3_250_000, 3_250_000, 0);
    script.arrive(id(1, 2), there);
    script.work(id(1, 2), 0, there, there + 30_000);
    let back = script.reply(id(1, 2), there + 30_000, 0);
    script.arrive(id(1, 2).reply(), back);
    script.settle(1, back, Outcome::Answered);
    script.run()
}

/// A connection is opened and secured before the request; a second one is refused by the machine.
pub(crate) fn connecting() -> Run {
    let mut script = Script::new(30_000);
    script.add(0, CLIENT, What::Wanted { request: RequestId(1) });
    let round = 1;
    let parts = [
        (Part::Connect { round }, Part::Accept { round }),
        (Part::Secure { round }, Part::Secured { round }),
    ];
    for (place, (out, back)) in (0..).zip(parts) {
        let at = 60_000 * place;
        let (out, back) = (message(1, out), message(1, back));
        script.add(at, CLIENT, What::Sent { message: out, to: SERVER, link: WIRE, bytes: 60 });
        script.add(at + 30_000, SERVER, What::Arrived { message: out, from: CLIENT });
        script.add(at + 30_000, SERVER, What::Sent { message: back, to: CLIENT, link: WIRE, bytes: 60 });
        script.add(at + 60_000, CLIENT, What::Arrived { message: back, from: SERVER });
    }
    let own = id(1, 1);
    script.add(120_000, CLIENT, What::Sent { message: own, to: SERVER, link: WIRE, bytes: 500 });
    script.arrive(own, 150_000);
    let back = script.reply(own, 150_000, 0);
    script.arrive(own.reply(), back);
    script.settle(1, back, Outcome::Answered);
    script.add(220_000, CLIENT, What::Wanted { request: RequestId(2) });
    let (out, reset) = (message(2, Part::Connect { round }), message(2, Part::Reset));
    script.add(220_000, CLIENT, What::Sent { message: out, to: SERVER, link: WIRE, bytes: 60 });
    script.add(250_000, SERVER, What::Arrived { message: out, from: CLIENT });
    script.add(250_000, SERVER, What::Sent { message: reset, to: CLIENT, link: WIRE, bytes: 40 });
    script.add(280_000, CLIENT, What::Arrived { message: reset, from: SERVER });
    script.settle(2, 280_000, Outcome::Broken);
    script.add(300_000, CLIENT, What::Wanted { request: RequestId(3) });
    script.run()
}

/// A small request and a reply that takes most of a second to go onto the wire.
pub(crate) fn big_reply() -> Run {
    let mut script = Script { timeout: Some(2_000_000), ..Script::new(40_000) };
    script.round_trip(1, 0, (1_000, 800_000), 30_000, 0);
    script.run()
}

/// A trip of a microsecond in a run of a second.
pub(crate) fn million_to_one() -> Run {
    let mut script = Script { timeout: Some(1_000_000), ..Script::new(1) };
    script.round_trip(1, 0, (0, 0), 999_998, 0);
    script.run()
}

pub(crate) fn no_trip() -> Run {
    let mut script = Script::new(0);
    script.round_trip(1, 0, (0, 0), 10_000, 0);
    script.round_trip(2, 10_000, (0, 0), 10_000, 0);
    script.run()
}

pub(crate) fn fifty_at_once() -> Run {
    let mut script = Script { workers: 4, queue: None, ..Script::new(50_000) };
    for number in 1..=50 {
        let there = script.ask(number, 1, 0, 0, 0);
        let (own, worker) = (id(number, 1), u16::try_from(number % 4).expect("few workers"));
        script.arrive(own, there);
        if number > 4 {
            script.queue(own, there);
        }
        let from = there + u64::from((number - 1) / 4) * 5_000;
        script.work(own, worker, from, from + 5_000);
        let back = script.reply(own, from + 5_000, 0);
        script.arrive(own.reply(), back);
        script.settle(number, back, Outcome::Answered);
    }
    script.run()
}

/// Five hundred requests, each after the last.
pub(crate) fn long() -> Run {
    let mut script = Script::new(5_000);
    let mut at = 0;
    for number in 1..=500 {
        at = script.round_trip(number, at, (0, 0), 10_000, 0);
    }
    script.run()
}

/// Six machines in a row, of which the last two hardly speak.
pub(crate) fn many_nodes() -> Run {
    let names = ["Browser", "Web server", "Shop", "Database", "Mail", "Clock"];
    let mut facts = Vec::new();
    let mut add = |ms: u64, node: u16, what: What| {
        facts.push(trace::Fact { at: us(ms * 1000), node: NodeId(node), what, cause: None });
    };
    let trips = [(1, 0, 1, 40), (2, 1, 2, 80), (3, 2, 3, 120)];
    for (number, from, to, at) in trips {
        let (own, link) = (id(number, 1), LinkId(from));
        add(at, from, What::Wanted { request: RequestId(number) });
        add(at, from, What::Sent { message: own, to: NodeId(to), link, bytes: 500 });
        add(at + 40, to, What::Arrived { message: own, from: NodeId(from) });
    }
    for (number, from, to, at) in trips.into_iter().rev() {
        let (own, link, back) = (id(number, 1).reply(), LinkId(from), 320 - at);
        add(back, to, What::Sent { message: own, to: NodeId(from), link, bytes: 500 });
        add(back + 40, from, What::Arrived { message: own, from: NodeId(to) });
        add(back + 40, from, What::Settled { request: RequestId(number), outcome: Outcome::Answered });
    }
    facts.sort_by_key(|fact| fact.at);
    let client = Role::Client { timeout: None };
    let server = Role::Server { workers: 1, queue_capacity: None };
    let nodes = names.iter().map(|name| Node {
        id: (*name).to_owned(),
        name: (*name).to_owned(),
        role: if *name == "Browser" { client.clone() } else { server.clone() },
    });
    let link = |from: u16| Link { ends: [NodeId(from), NodeId(from + 1)], one_way: Duration::from_ms(40) };
    Run::new(Trace {
        nodes: nodes.collect(),
        links: (0..5).map(link).collect(),
        facts,
        measure_from: Time::ZERO,
        end: us(320_000),
        ended: Ended::Idle,
    })
}

/// The client hears of news that it did not ask for.
pub(crate) fn news() -> Run {
    let mut script = Script::new(40_000);
    for (update, at) in [(1, 50_000), (2, 250_000)] {
        let own = message(update, Part::Update);
        script.add(at, SERVER, What::Published { feed: 0, update });
        script.add(at, SERVER, What::Sent { message: own, to: CLIENT, link: WIRE, bytes: 300 });
        script.add(at + 40_000, CLIENT, What::Arrived { message: own, from: SERVER });
        script.add(at + 40_000, CLIENT, What::Delivered { feed: 0, update });
    }
    script.add(400_000, CLIENT, What::Wanted { request: RequestId(9) });
    script.run()
}

/// Two errors open the breaker; the next request is not even sent; then one is let through.
pub(crate) fn breaker() -> Run {
    let mut script = Script::new(40_000);
    for (number, at) in [(1, 0), (2, 100_000)] {
        let own = id(number, 1);
        let there = script.ask(number, 1, at, at, 0);
        script.arrive(own, there);
        script.add(there, SERVER, What::Erred { message: own, status: 500 });
        let back = script.reply(own, there, 0);
        script.arrive(own.reply(), back);
        script.settle(number, back, Outcome::Failed);
    }
    let state = |state| What::Breaker { to: SERVER, state };
    script.add(180_000, CLIENT, state(BreakerState::Open));
    script.add(250_000, CLIENT, What::Wanted { request: RequestId(3) });
    script.settle(3, 250_000, Outcome::Withheld);
    script.add(380_000, CLIENT, state(BreakerState::HalfOpen));
    let back = script.round_trip(4, 400_000, (0, 0), 20_000, 0);
    script.add(back, CLIENT, state(BreakerState::Closed));
    script.run()
}

/// The first try takes long, so a second one is sent beside it; a deadline stands over both.
pub(crate) fn hedge() -> Run {
    let mut script = Script { workers: 2, ..Script::new(40_000) };
    let own = id(1, 1);
    let there = script.ask(1, 1, 0, 0, 0);
    script.add(0, CLIENT, What::TimerSet { message: own, kind: TimerKind::Deadline, until: us(400_000) });
    script.arrive(own, there);
    script.work(own, 0, there, there + 200_000);
    script.add(100_000, CLIENT, What::TimerFired { message: own, kind: TimerKind::Hedge });
    let other = id(1, 2);
    let there = script.ask(1, 2, 100_000, 100_000, 0);
    script.arrive(other, there);
    script.work(other, 1, there, there + 30_000);
    let back = script.reply(other, there + 30_000, 0);
    script.arrive(other.reply(), back);
    script.settle(1, back, Outcome::Answered);
    let back = script.reply(own, 240_000, 0);
    script.arrive(own.reply(), back);
    script.run()
}

/// A run that had more events than a run may have.
pub(crate) fn cut_short() -> Run {
    let mut script = Script::new(40_000);
    script.round_trip(1, 0, (4_000, 8_000), 30_000, 0);
    Run::new(Trace { ended: Ended::EventBudget, ..script.trace() })
}
