//! Runs for properties: such as a simulator could write, and such as none would.

use diagram::Run;
use proptest::prelude::*;
use trace::{
    BreakerState, DiscardReason, Duration, Ended, Fact, Link, LinkId, LossReason, MessageId, Node, NodeId,
    Outcome, Part, RequestId, Role, Time, TimerKind, Trace, What,
};

use super::{Script, id};

/// A run of round trips that may queue, be lost or be given up, all in time order.
pub(crate) fn plausible() -> impl Strategy<Value = Run> {
    round_trips(0_u64..200_000)
}

/// The same, also on wires that take no time or a minute.
pub(crate) fn extreme() -> impl Strategy<Value = Run> {
    round_trips(prop_oneof![2 => 0_u64..200_000, 1 => Just(0), 1 => Just(60_000_000)])
}

fn round_trips(one_way: impl Strategy<Value = u64>) -> impl Strategy<Value = Run> {
    let trip = (0_u64..400_000, 0_u64..30_000, 0_u64..60_000, 0_u64..30_000, 0_u8..6);
    let names = prop_oneof!["Client", "[A-Za-z ]{0,200}", "\\PC{0,200}"];
    let workers = prop_oneof![4 => 0_u16..12, 1 => Just(1000)];
    let queue = prop::option::of(prop_oneof![4 => 0_u32..9, 1 => Just(1_000_000)]);
    let script = (one_way, prop::option::of(1_u64..300_000), workers, queue, names);
    (script, prop::collection::vec(trip, 0..60)).prop_map(
        |((one_way, timeout, workers, queue, name), trips)| {
            let names = [name, "Server".to_owned()];
            let mut script = Script { timeout, workers, queue, names, ..Script::new(one_way) };
            for (number, (at, sending, work, back_sending, fate)) in (1..).zip(trips) {
                let own = id(number, 1);
                let there = script.ask(number, 1, at, at + sending / 2, sending);
                if fate == 0 {
                    script.lose(own, at + sending / 2 + one_way / 2, one_way / 2);
                    script.settle(number, at + 500_000, Outcome::TimedOut);
                    continue;
                }
                script.arrive(own, there);
                if fate == 1 {
                    script.refuse(own, there);
                } else {
                    script.queue(own, there);
                    script.work(own, workers.saturating_sub(1).min(3), there + work / 3, there + work);
                }
                let back = script.reply(own, there + work, back_sending);
                if fate == 2 {
                    script.lose(own.reply(), there + work, 0);
                } else {
                    script.arrive(own.reply(), back);
                }
                if let Some(timeout) = timeout {
                    script.fire(own, at + timeout);
                }
                script.settle(number, back, Outcome::Answered);
            }
            script.run()
        },
    )
}

pub(crate) fn any_message() -> impl Strategy<Value = MessageId> {
    let part = (0_u8..9, 1_u8..3).prop_map(|(part, round)| match part {
        0 => Part::Reply,
        1 => Part::Connect { round },
        2 => Part::Accept { round },
        3 => Part::Secure { round },
        4 => Part::Secured { round },
        5 => Part::Reset,
        6 => Part::Cancel,
        7 => Part::Update,
        _ => Part::Request,
    });
    let part = prop_oneof![Just(Part::Request), Just(Part::Reply), part];
    (0_u32..9, 0_u16..4, part, 0_u8..3).prop_map(|(request, attempt, part, copy)| MessageId {
        request: RequestId(request),
        attempt,
        part,
        copy,
    })
}

pub(crate) fn about_a_message() -> impl Strategy<Value = What> {
    let time = prop_oneof![0_u64..1_000_000_000, any::<u64>()];
    (any_message(), time, 0_u16..6, 0_u8..24).prop_map(|(message, time, small, kind)| {
        let (to, link, until) = (NodeId(small % 4), LinkId(small % 3), Time(time));
        let timer = if small < 3 { TimerKind::Attempt } else { TimerKind::FirstByte };
        let reason = if small < 3 { LossReason::Cut } else { LossReason::Corrupted };
        match kind {
            0 | 1 => What::Sent { message, to, link, bytes: 7 },
            2 => What::Entered { message },
            3 => What::Left { message },
            4 => What::Arrived { message, from: NodeId(small) },
            5 => What::Lost { message, link: LinkId(small), reason, travelled: Duration(time) },
            6 => What::Queued { message, length: u32::from(small) },
            7 => What::Refused { message, status: small },
            8 => What::Started { message, worker: small * 9000 },
            9 => What::Finished { message, worker: small },
            10 => What::TimerSet { message, kind: timer, until },
            11 => What::TimerFired { message, kind: timer },
            12 => What::Copied { message, to, link, bytes: 7 },
            13 => What::Delayed { message, by: Duration(time) },
            14 => What::Held { message },
            15 => What::Released { message },
            16 => What::Erred { message, status: small },
            17 => What::Replayed { message },
            18 => What::Parked { message },
            19 => What::Discarded { message, reason: DiscardReason::Expired },
            20 => What::BackedOff { message, until },
            21 => What::BudgetSpent { message },
            22 => What::Blocked { message },
            _ => What::LookedUp { message, until },
        }
    })
}

pub(crate) fn about_something_else() -> impl Strategy<Value = What> {
    (0_u32..9, any::<u64>(), 0_u16..6, 0_u8..14).prop_map(|(request, time, small, kind)| {
        let (link, until, request) = (LinkId(small % 3), Time(time), RequestId(request));
        let outcomes = [Outcome::TimedOut, Outcome::Failed, Outcome::Broken, Outcome::Withheld];
        match kind {
            0 | 1 => What::Wanted { request },
            2 => What::Settled { request, outcome: outcomes[usize::from(small) % 4] },
            3 => What::Batched { request, into: RequestId(u32::from(small)) },
            4 => What::Breaker { to: NodeId(small), state: BreakerState::Open },
            5 => What::Intervened { intervention: small },
            6 => What::Crashed { silent: small < 3 },
            7 => What::Restarted,
            8 => What::Slowed { thousandths: u32::from(small) * 500 },
            9 => What::Failing { share: u32::from(small) },
            10 => What::Paused { until },
            11 => What::Cut { link, from: (small < 3).then_some(NodeId(small)) },
            12 => What::Published { feed: small, update: 1 },
            _ => What::Delivered { feed: small, update: 1 },
        }
    })
}

pub(crate) fn any_fact() -> impl Strategy<Value = Fact> {
    let time = prop_oneof![0_u64..1_000_000_000, any::<u64>()];
    let what = prop_oneof![3 => about_a_message(), 1 => about_something_else()];
    (time, 0_u16..6, what).prop_map(|(at, node, what)| Fact {
        at: Time(at),
        node: NodeId(node),
        what,
        cause: None,
    })
}

/// Facts that no simulator would write, in any order of events, with any cast.
pub(crate) fn nonsense() -> impl Strategy<Value = Run> {
    let role = prop_oneof![
        Just(Role::Client { timeout: None }),
        (any::<u16>(), any::<Option<u32>>())
            .prop_map(|(workers, queue_capacity)| Role::Server { workers, queue_capacity }),
    ];
    let node = ("\\PC{0,30}", role).prop_map(|(name, role)| Node { id: name.clone(), name, role });
    let link = (0_u16..6, 0_u16..6, any::<u64>())
        .prop_map(|(one, other, ns)| Link { ends: [NodeId(one), NodeId(other)], one_way: Duration(ns) });
    let parts = (prop::collection::vec(node, 0..7), prop::collection::vec(link, 0..6));
    (parts, prop::collection::vec(any_fact(), 0..80)).prop_map(|((nodes, links), mut facts)| {
        facts.sort_by_key(|fact| fact.at);
        let end = facts.last().map_or(Time::ZERO, |fact| fact.at);
        Run::new(Trace { nodes, links, facts, end, ended: Ended::EventBudget, measure_from: Time::ZERO })
    })
}
