//! Interventions of every kind.

use super::{part, some_time_ns, time_ns};
use crate::build::MS;
use proptest::option;
use proptest::prelude::*;
use scenario::{Action, Arrivals, Intervention, Load, Pattern, Scenario};
use trace::{MessageId, Part, RequestId};

fn message() -> impl Strategy<Value = MessageId> {
    let part = prop_oneof![
        3 => Just(Part::Request),
        3 => Just(Part::Reply),
        1 => Just(Part::Connect { round: 1 }),
        1 => Just(Part::Secured { round: 1 }),
        1 => Just(Part::Update),
    ];
    (1_u32..15, 1_u16..3, part, 0_u8..2).prop_map(|(request, attempt, part, copy)| MessageId {
        request: RequestId(request),
        attempt,
        part,
        copy,
    })
}

/// `node` is a server, `link` any of them, `client` has a load whose rate can be turned.
fn action(node: u16, link: u16, client: Option<u16>) -> BoxedStrategy<Action> {
    let rate = client.map_or(Action::Recover { node }, |client| Action::Rate { client, per_1000_s: 50_000 });
    prop_oneof![
        4 => message().prop_map(|message| Action::Drop { message }),
        1 => (message(), some_time_ns()).prop_map(|(message, by_ns)| Action::Delay { message, by_ns }),
        1 => message().prop_map(|message| Action::Duplicate { message }),
        1 => message().prop_map(|message| Action::Hold { message }),
        1 => message().prop_map(|message| Action::Release { message }),
        2 => (any::<bool>(), option::of(time_ns()))
            .prop_map(move |(silent, restart_after_ns)| Action::Crash { node, silent, restart_after_ns }),
        1 => Just(Action::Restart { node }),
        1 => (100_u32..5_000).prop_map(move |factor| Action::Slow { node, factor }),
        1 => Just(Action::Hang { node }),
        1 => part().prop_map(move |share| Action::Errors { node, share }),
        1 => some_time_ns().prop_map(move |length_ns| Action::Pause { node, length_ns }),
        1 => Just(Action::Recover { node }),
        1 => (option::of(Just(node)), any::<bool>())
            .prop_map(move |(from, in_flight)| Action::Cut { link, from, in_flight }),
        1 => Just(Action::Mend { link }),
        1 => Just(rate),
    ]
    .boxed()
}

pub(crate) fn intervention(scenario: &Scenario) -> BoxedStrategy<Intervention> {
    let turns = |arrivals: &Arrivals| matches!(arrivals, Arrivals::Poisson { .. } | Arrivals::Paced { .. });
    let open = |load: &&Load| matches!(&load.pattern, Pattern::Open { arrivals } if turns(arrivals));
    let client = scenario.loads.iter().find(open).map(|load| load.client);
    let servers = scenario.nodes.iter().filter(|node| node.server.is_some()).count();
    let links = scenario.links.clone();
    (0..links.len(), any::<bool>(), 0_u64..400 * MS, time_ns(), any::<bool>())
        .prop_flat_map(move |(link, end, at, grid, coarse)| {
            // The first end of each link is a server.
            let [first, second] = links[link].ends;
            let node = if end && usize::from(second) < servers { second } else { first };
            let at_ns = if coarse { grid } else { at };
            action(node, link as u16, client).prop_map(move |action| Intervention { at_ns, action })
        })
        .boxed()
}
