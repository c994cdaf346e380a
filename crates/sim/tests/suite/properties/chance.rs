//! A scenario that leaves nothing to chance, by its own word, runs alike with every seed.

use super::{config, sound};
use proptest::prelude::*;
use scenario::{
    Action, Arrivals, Asking, Backoff, Choice, Delivery, Distribution, Lines, Loss, Pattern, Scenario,
};

/// The scenario with everything certain that need not be left to chance.
fn settled(mut scenario: Scenario) -> Scenario {
    for server in scenario.nodes.iter_mut().filter_map(|node| node.server.as_mut()) {
        server.service = Distribution::Constant { ns: 7_000_000 };
        server.errors = 0;
        if let Lines::PerWorker { choice: choice @ (Choice::Random | Choice::ShortestOf { .. }) } =
            &mut server.lines
        {
            *choice = Choice::Shortest;
        }
        server.calls.iter_mut().for_each(|call| settle(&mut call.asking));
    }
    for way in scenario.links.iter_mut().flat_map(|link| &mut link.ways) {
        (way.loss, way.duplicate, way.corrupt, way.reorder) = (Loss::None, 0, 0, None);
        if let Some(jitter) = &mut way.jitter {
            jitter.extra = Distribution::Constant { ns: 1_000 };
        }
    }
    for load in &mut scenario.loads {
        settle(&mut load.asking);
        match &mut load.pattern {
            Pattern::Open { arrivals } => pace(arrivals),
            Pattern::Closed { think, .. } => *think = Distribution::Constant { ns: 3_000_000 },
            Pattern::Sequential | Pattern::Parallel | Pattern::Batched { .. } => {}
        }
    }
    for feed in &mut scenario.feeds {
        settle(&mut feed.asking);
        pace(&mut feed.arrivals);
        if let Delivery::WebSocket { upstream_arrivals, .. } = &mut feed.delivery {
            pace(upstream_arrivals);
        }
    }
    scenario.interventions.retain(|one| !matches!(one.action, Action::Errors { .. }));
    scenario
}

fn settle(asking: &mut Asking) {
    asking.throttle = None;
    if let Backoff::FullJitter { base_ns, cap_ns }
    | Backoff::EqualJitter { base_ns, cap_ns }
    | Backoff::DecorrelatedJitter { base_ns, cap_ns } = asking.retry.backoff
    {
        asking.retry.backoff = Backoff::Exponential { base_ns, cap_ns };
    }
    if let Backoff::Grpc { .. } = asking.retry.backoff {
        asking.retry.backoff = Backoff::Immediate;
    }
}

fn pace(arrivals: &mut Arrivals) {
    if let Arrivals::Poisson { .. } | Arrivals::Gaps { .. } = arrivals {
        *arrivals = Arrivals::Paced { per_1000_s: 40_000 };
    }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn without_chance_all_seeds_give_one_run(scenario in sound().prop_map(settled), seed in 2_u64..) {
        prop_assert!(!scenario.leaves_to_chance());
        prop_assert!(sim::run(&scenario, 1) == sim::run(&scenario, seed));
    }
}
