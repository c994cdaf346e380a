//! Scenarios of every kind: small ones, in which much happens at once.

mod action;
mod asking;
mod feed;
mod server;

use crate::build::{MS, node, share};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use scenario::{Arrivals, Call, Distribution, Jitter, Link, Load, Loss, Pattern, Reorder, Scenario, Way};

pub(crate) use action::intervention;
pub(crate) use asking::asking;
use feed::feed;
pub(crate) use server::server;

/// Servers stand first, then clients.
const MOST_SERVERS: usize = 3;
const MOST_CLIENTS: u16 = 3;

/// Times on a coarse grid, so that many things happen at the same moment.
pub(crate) fn time_ns() -> impl Strategy<Value = u64> + Clone {
    prop_oneof![Just(0), (0_u64..8).prop_map(|tens| tens * 10 * MS), 0_u64..100 * MS]
}

fn some_time_ns() -> impl Strategy<Value = u64> + Clone {
    time_ns().prop_map(|ns| ns.max(1))
}

fn part() -> impl Strategy<Value = u32> {
    prop_oneof![3 => Just(0), 1 => Just(share(1.0)), 3 => 0..share(0.5)]
}

pub(crate) fn distribution() -> BoxedStrategy<Distribution> {
    prop_oneof![
        4 => time_ns().prop_map(|ns| Distribution::Constant { ns }),
        1 => (time_ns(), time_ns())
            .prop_map(|(a, b)| Distribution::Uniform { least_ns: a.min(b), most_ns: a.max(b) }),
        2 => some_time_ns().prop_map(|mean_ns| Distribution::Exponential { mean_ns }),
        1 => (some_time_ns(), time_ns())
            .prop_map(|(mean_ns, deviation_ns)| Distribution::Normal { mean_ns, deviation_ns }),
        1 => (1_u16..5, some_time_ns()).prop_map(|(stages, mean_ns)| Distribution::Erlang { stages, mean_ns }),
        1 => (some_time_ns(), 1_000_u32..9_000)
            .prop_map(|(mean_ns, cs2)| Distribution::Hyperexponential { mean_ns, cs2 }),
        1 => (some_time_ns(), 1_u32..9_000).prop_map(|(mean_ns, cs2)| Distribution::Lognormal { mean_ns, cs2 }),
        1 => (1_u64..50 * MS, 1_u64..50 * MS, 100_u32..3_000)
            .prop_map(|(least_ns, more, shape)| Distribution::Pareto { least_ns, most_ns: least_ns + more, shape }),
        1 => vec((time_ns(), 1_u32..4), 1..4).prop_map(|list| {
            let (lengths_ns, weights) = list.into_iter().unzip();
            Distribution::Empirical { lengths_ns, weights }
        }),
    ]
    .boxed()
}

fn loss() -> impl Strategy<Value = Loss> {
    prop_oneof![
        4 => Just(Loss::None),
        2 => part().prop_map(|share| Loss::Chance { share }),
        1 => (1..share(1.0), 1..share(1.0), part(), part()).prop_map(|(worsen, improve, lost_good, lost_bad)| {
            Loss::Bursts { worsen, improve, lost_good, lost_bad }
        }),
    ]
}

prop_compose! {
    fn jitter()(extra in distribution(), overtaking in any::<bool>()) -> Jitter {
        Jitter { extra, overtaking }
    }
}

fn reorder() -> impl Strategy<Value = Reorder> {
    (part(), some_time_ns()).prop_map(|(share, by_ns)| Reorder { share, by_ns })
}

/// Mostly plain ways: with everything at once little would ever arrive.
pub(crate) fn way() -> BoxedStrategy<Way> {
    let plain = (time_ns(), option::of(10_000_u64..10_000_000), option::weighted(0.3, 0_u64..5_000));
    let chance =
        (option::weighted(0.3, jitter()), loss(), part(), part(), option::weighted(0.2, reorder()), 0..3_u8);
    let way = |((one_way_ns, bits_per_s, buffer_bytes), chance): ((u64, _, _), (_, _, _, _, _, u8))| {
        let mut way = Way { one_way_ns, bits_per_s, buffer_bytes, ..Way::default() };
        if chance.5 == 0 {
            (way.jitter, way.loss, way.duplicate, way.corrupt, way.reorder, _) = chance;
        }
        way
    };
    (plain, chance).prop_map(way).boxed()
}

fn arrivals() -> impl Strategy<Value = Arrivals> {
    prop_oneof![
        (1_000_u64..200_000).prop_map(|per_1000_s| Arrivals::Poisson { per_1000_s }),
        (1_000_u64..200_000).prop_map(|per_1000_s| Arrivals::Paced { per_1000_s }),
        distribution().prop_map(|gap| Arrivals::Gaps { gap }),
        vec(time_ns(), 12).prop_map(|mut ns| {
            ns.sort_unstable();
            Arrivals::At { ns }
        }),
    ]
}

fn pattern() -> impl Strategy<Value = Pattern> {
    prop_oneof![
        Just(Pattern::Sequential),
        Just(Pattern::Parallel),
        (1_u32..4).prop_map(|size| Pattern::Batched { size }),
        arrivals().prop_map(|arrivals| Pattern::Open { arrivals }),
        (1_u32..4, distribution()).prop_map(|(users, think)| Pattern::Closed { users, think }),
    ]
}

prop_compose! {
    fn call()(at in 0_usize..9, requests in 1_u32..3, parallel in any::<bool>(), asking in asking()) -> (usize, Call) {
        (at, Call { server: 0, requests, parallel, asking })
    }
}

/// Everything but interventions. Boxed in parts: otherwise the stack has to hold it all at once.
pub(crate) fn undisturbed() -> impl Strategy<Value = Scenario> {
    let servers = vec(server(), 1..=MOST_SERVERS);
    let ways = vec([way(), way()], 15);
    let loads = vec((0..MOST_CLIENTS, 0_usize..9, 1_u32..8, pattern().boxed(), asking().boxed()), 1..4);
    let rest = (
        vec(call().boxed(), 0..3),
        option::weighted(0.25, feed().boxed()),
        option::weighted(0.3, 50..600_u64),
    );
    (servers, ways, loads, rest, prop_oneof![3 => Just(0), 1 => time_ns()]).prop_map(
        |(mut servers, ways, loads, (calls, feed, end), measure_from_ns)| {
            let count = servers.len();
            for (at, mut call) in calls {
                // Only onward, so that calls form no cycle.
                let caller = at % count;
                if caller + 1 < count {
                    call.server = (caller + 1) as u16;
                    servers[caller].calls.push(call);
                }
            }
            let mut scenario = Scenario { title: "Any".to_owned(), measure_from_ns, ..Scenario::default() };
            for (at, server) in servers.into_iter().enumerate() {
                scenario.nodes.push(node(&format!("server-{at}"), Some(server)));
            }
            // Every client has a load; who is left over belongs to any of them.
            let clients = loads[0].0.min(loads.len() as u16 - 1) + 1;
            scenario.nodes.extend((0..clients).map(|at| node(&format!("client-{at}"), None)));
            let nodes = scenario.nodes.len() as u16;
            let pairs = (0..nodes).flat_map(|one| (one + 1..nodes).map(move |other| [one, other]));
            let joined = pairs.filter(|ends| usize::from(ends[0]) < count).zip(ways);
            scenario.links = joined
                .map(|(ends, ways)| Link { id: format!("link-{}-{}", ends[0], ends[1]), ends, ways })
                .collect();
            for (at, (any, server, requests, pattern, asking)) in (0..).zip(loads) {
                let (client, server) =
                    (if at < clients { at } else { any % clients }, (server % count) as u16);
                scenario.loads.push(Load {
                    client: count as u16 + client,
                    server,
                    requests,
                    pattern,
                    asking,
                });
            }
            scenario.feeds.extend(feed.filter(|_| count == MOST_SERVERS));
            // News can be asked for without end.
            scenario.end_ns = end.or((!scenario.feeds.is_empty()).then_some(2_000)).map(|ms| ms * MS);
            scenario
        },
    )
}

/// Everything.
pub(crate) fn scenario() -> impl Strategy<Value = Scenario> {
    undisturbed().prop_flat_map(|scenario| {
        let interventions = vec(intervention(&scenario), 0..4);
        interventions.prop_map(move |interventions| Scenario { interventions, ..scenario.clone() })
    })
}
