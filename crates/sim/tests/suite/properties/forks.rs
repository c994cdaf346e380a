//! The same run with something done to it: nothing before that moment changes, and afterwards only what follows from it.

use super::any::{asking, distribution, intervention, server, time_ns, way};
use super::{config, seen_at, sound};
use crate::build::{MS, link, load, node};
use proptest::prelude::*;
use scenario::{
    Action, Arrivals, Asking, Distribution, Intervention, Load, Loss, Pattern, Retry, Scenario, Server, Way,
};
use trace::{MessageId, NodeId, Part, RequestId, Trace};

fn before(trace: &Trace, at_ns: u64) -> &[trace::Fact] {
    &trace.facts[..trace.facts.partition_point(|fact| fact.at.0 < at_ns)]
}

fn one_more() -> impl Strategy<Value = (Scenario, Intervention)> {
    sound().prop_flat_map(|scenario| {
        let intervention = intervention(&scenario);
        (Just(scenario), intervention)
    })
}

/// A client with its server, twice, side by side.
fn strangers() -> impl Strategy<Value = Scenario> {
    let half = || (server(), way(), way(), 1_u32..8, asking().boxed(), time_ns());
    (half(), half()).prop_map(|halves| {
        let mut scenario = Scenario { title: "Strangers".to_owned(), ..Scenario::default() };
        for ((server, there, back, requests, asking, gap), at) in [halves.0, halves.1].into_iter().zip([0, 2])
        {
            scenario.nodes.push(node(&format!("server-{at}"), Some(server)));
            scenario.nodes.push(node(&format!("client-{at}"), None));
            let mut link = link([at + 1, at], &there);
            link.ways[1] = back;
            scenario.links.push(link);
            let arrivals = Arrivals::Gaps { gap: Distribution::Exponential { mean_ns: gap.max(1) } };
            let pattern = if gap % 2 == 0 { Pattern::Open { arrivals } } else { Pattern::Sequential };
            scenario.loads.push(Load { client: at + 1, server: at, requests, pattern, asking });
        }
        scenario
    })
}

fn drop_one(request: u32, part: Part) -> Action {
    Action::Drop { message: MessageId { request: RequestId(request), attempt: 1, part, copy: 0 } }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn nothing_before_an_intervention_changes((scenario, added) in one_more(), seed in 1_u64..9) {
        let mut disturbed = scenario.clone();
        disturbed.interventions.push(added);
        prop_assume!(disturbed.check().is_ok());
        let (base, fork) = (sim::run(&scenario, seed), sim::run(&disturbed, seed));
        let end = base.end.0.min(fork.end.0);
        let at_ns = added.at_ns.min(end);
        prop_assert_eq!(before(&base, at_ns), before(&fork, at_ns));
    }

    /// Two conversations that share neither machines nor links do not notice what happens to each other.
    #[test]
    fn strangers_do_not_notice(scenario in strangers(), request in 1_u32..16, reply in any::<bool>(), at in time_ns()) {
        prop_assume!(scenario.check().is_ok());
        let part = if reply { Part::Reply } else { Part::Request };
        let mut disturbed = scenario.clone();
        disturbed.interventions.push(Intervention { at_ns: at, action: drop_one(request, part) });
        let (base, fork) = (sim::run(&scenario, 1), sim::run(&disturbed, 1));
        let half = |trace: &Trace, nodes: [u16; 2]| seen_at(trace, |node: NodeId| nodes.contains(&node.0));
        let hit = base != fork;
        let same = [[0, 1], [2, 3]].map(|nodes| half(&base, nodes) == half(&fork, nodes));
        prop_assert!(same[0] || same[1], "both halves changed");
        // The intervention is itself a fact, so a run in which nothing was hit may differ by that alone.
        prop_assert!(hit || same == [true, true]);
    }

    /// With a worker for everybody and wires without a line, requests meet nowhere: dropping a message of one changes no
    /// fact about another, though service, jitter, loss and back-off are all left to chance.
    #[test]
    fn chance_belongs_to_each_request(
        service in distribution(), extra in distribution(), lost in 0_u32..300_000, retry in asking(),
        victim in 1_u32..12, reply in any::<bool>(), seed in any::<u64>(),
    ) {
        let server = Server { errors: lost / 2, ..crate::build::server(64, service) };
        let way = Way {
            one_way_ns: 5 * MS,
            jitter: Some(scenario::Jitter { extra, overtaking: true }),
            loss: Loss::Chance { share: lost },
            duplicate: lost / 3,
            ..Way::default()
        };
        let retry = Retry { attempts: 2, ..retry.retry };
        let mut asking = Asking { retry, ..crate::build::asking() };
        asking.timeouts.attempt_ns = Some(70 * MS);
        let moments = (0..12).map(|at| at * 13 * MS).collect();
        let mut load = load(12, Pattern::Open { arrivals: Arrivals::At { ns: moments } });
        load.asking = asking;
        let scenario = crate::build::pair(server, &way, load);
        scenario.check().expect("sound");
        let part = if reply { Part::Reply } else { Part::Request };
        let disturbed = crate::build::then(scenario.clone(), 0, drop_one(victim, part));
        let others = |trace: &Trace| -> Vec<_> {
            let facts = trace.facts.iter();
            let facts = facts.filter(|fact| fact.what.request().is_some_and(|request| request.0 != victim));
            facts.map(|fact| (fact.at, fact.node, worker_apart(&fact.what))).collect()
        };
        prop_assert_eq!(others(&sim::run(&scenario, seed)), others(&sim::run(&disturbed, seed)));
    }
}

/// Which worker takes up a request depends on who is there; that is all that may differ.
fn worker_apart(what: &trace::What) -> trace::What {
    match *what {
        trace::What::Started { message, .. } => trace::What::Started { message, worker: 0 },
        trace::What::Finished { message, .. } => trace::What::Finished { message, worker: 0 },
        ref other => other.clone(),
    }
}
