//! Folds over runs of every kind: phases tile their span, any moment can be looked up, every fact has its reasons.

use super::{config, sound};
use proptest::prelude::*;
use trace::{FactId, Index, Outcome, State, What, consequences, spans, why};

proptest! {
    #![proptest_config(config())]

    #[test]
    fn phases_tile_their_try_and_tries_their_span(scenario in sound()) {
        let trace = sim::run(&scenario, 1);
        let wanted = trace.facts.iter().filter(|fact| matches!(fact.what, What::Wanted { .. })).count();
        let spans = spans(&trace);
        prop_assert_eq!(spans.len(), wanted);
        for span in spans {
            prop_assert!(span.from <= span.to);
            for attempt in &span.tries {
                prop_assert!(span.from <= attempt.from && attempt.to <= span.to, "{:?} in {:?}", attempt, span);
                let mut at = attempt.from;
                for phase in &attempt.phases {
                    prop_assert!(phase.from == at && phase.to > at, "{:?} in {:?}", phase, attempt);
                    at = phase.to;
                }
                prop_assert_eq!(at, attempt.to, "{:?}", attempt);
            }
            let hedged = scenario.loads.iter().any(|load| load.asking.hedge.is_some())
                || scenario.nodes.iter().filter_map(|node| node.server.as_ref()).flat_map(|server| &server.calls)
                    .any(|call| call.asking.hedge.is_some())
                || scenario.feeds.iter().any(|feed| feed.asking.hedge.is_some());
            if span.aboard.is_none() && !hedged && span.outcome != Outcome::Withheld {
                let mut stretches: Vec<_> = span.tries.iter().map(|one| (one.from, one.to)).collect();
                stretches.extend(span.pauses.iter().map(|pause| (pause.from, pause.to)));
                stretches.sort_unstable();
                let mut at = span.from;
                for (from, to) in stretches {
                    prop_assert_eq!(from, at, "a gap or an overlap in {:?}", span);
                    at = to;
                }
                prop_assert_eq!(at, span.to, "{:?}", span);
            }
        }
    }

    #[test]
    fn seeking_comes_to_the_same_as_playing(scenario in sound(), facts in any::<prop::sample::Index>()) {
        let trace = sim::run(&scenario, 1);
        let index = Index::new(&trace);
        let facts = facts.index(trace.facts.len() + 1);
        let mut played = State::before(&trace);
        for (fact, place) in trace.facts.iter().zip(0_u32..).take(facts) {
            played.take(fact, FactId(place), &trace);
        }
        prop_assert_eq!(index.state(&trace, facts), played);
    }

    #[test]
    fn every_fact_goes_back_to_a_beginning(scenario in sound(), fact in any::<prop::sample::Index>()) {
        let trace = sim::run(&scenario, 1);
        prop_assume!(!trace.facts.is_empty());
        let fact = FactId(fact.index(trace.facts.len()) as u32);
        let chain = why(&trace, fact);
        prop_assert_eq!(chain.first(), Some(&fact));
        prop_assert!(chain.is_sorted_by(|later, earlier| later > earlier));
        let beginning = chain.last().map(|last| trace.facts[last.0 as usize].cause);
        prop_assert_eq!(beginning, Some(None));
        for earlier in chain {
            prop_assert!(earlier == fact || consequences(&trace, earlier).contains(&fact));
        }
    }
}
