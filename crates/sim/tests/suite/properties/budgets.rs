//! A run that may not go on says why, whenever that is.

use super::{config, sound};
use proptest::prelude::*;
use sim::{Budget, run_within};
use trace::{Ended, What};

proptest! {
    #![proptest_config(config())]

    #[test]
    fn any_budget_ends_with_a_reason(scenario in sound(), events in 0_u64..400, facts in 0_u32..800) {
        let whole = sim::run(&scenario, 1);
        let trace = run_within(&scenario, 1, Budget { events, facts, ..Budget::default() });
        let count = |kind: fn(&What) -> bool| trace.facts.iter().filter(|fact| kind(&fact.what)).count();
        let wanted = count(|what| matches!(what, What::Wanted { .. }));
        prop_assert_eq!(wanted, count(|what| matches!(what, What::Settled { .. })));
        match trace.ended {
            Ended::EventBudget | Ended::TraceBudget | Ended::MemoryBudget => {
                // Up to its last moment, of which it may leave something out, it is how the whole run began.
                let before = trace.facts.partition_point(|fact| fact.at < trace.end);
                prop_assert!(before <= whole.facts.len());
                prop_assert_eq!(&trace.facts[..before], &whole.facts[..before]);
            }
            _ => prop_assert_eq!(&trace, &whole),
        }
        prop_assert_eq!(trace::decode(&trace::encode(&trace)), Ok(trace));
    }
}
