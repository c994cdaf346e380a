//! Seeking gives the same as replaying, and replays little.

use proptest::prelude::*;
use trace::{FactId, Index, State, Time, Trace};

use crate::script::{ms, two_requests};
use crate::walk::{walk, walks};

/// Calls `check` with the state after every number of facts.
fn replay(trace: &Trace, mut check: impl FnMut(usize, &State)) {
    let mut state = State::before(trace);
    check(0, &state);
    for (fact, place) in trace.facts.iter().zip(0_u32..) {
        state.take(fact, FactId(place), trace);
        check(place as usize + 1, &state);
    }
}

#[test]
fn facts_of_a_moment_belong_to_it() {
    let run = two_requests();
    let until = [0, 1, 2, 40, 99].map(|at| run.facts_until(ms(at)));
    assert_eq!(until, [5, 5, 7, 24, 24]);
    let index = Index::new(&run);
    assert_eq!(index.state_at(&run, ms(14)).queue(crate::script::SERVER).len(), 1);
    assert_eq!(index.state(&run, usize::MAX), index.state(&run, 24));
}

/// A run of about so many facts, from a fixed chain of numbers.
fn long_walk(steps: u64, arrivals: bool) -> Trace {
    let mut word = 7_u64;
    let steps: Vec<(u8, u16, u8)> = (0..steps)
        .map(|_| {
            word = word.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            let [step, pick, again, later, ..] = word.to_be_bytes();
            // Without arrivals messages pile up on the network.
            let step = if arrivals { step % 16 } else { step % 2 };
            (step, u16::from_be_bytes([pick, again]), later % 4)
        })
        .collect();
    walk(&steps)
}

#[test]
fn seeking_in_a_long_run_replays_few_facts() {
    let run = long_walk(80_000, true);
    assert!(run.facts.len() > 100_000);
    let index = Index::new(&run);
    let mut most = 0;
    replay(&run, |facts, state| {
        let there = state.flying().len() + state.open_requests().len();
        let there = there + state.queue(crate::script::SERVER).len().min(1);
        most = most.max(index.replayed(facts).saturating_sub(there));
        if facts % 9_973 == 0 {
            assert_eq!(&index.state(&run, facts), state, "after {facts} facts");
        }
    });
    assert!(most <= 256, "{most} facts more than there is to copy");
}

#[test]
fn checkpoints_stay_within_bounds_where_everything_piles_up() {
    let run = long_walk(30_000, false);
    let index = Index::new(&run);
    let last = run.facts.len();
    let state = index.state(&run, last);
    assert_eq!(state.flying().len(), 30_000);
    assert!(index.replayed(last) <= state.flying().len() + state.open_requests().len());
    // One for every 256 facts would be more than 300, and each as large as all that has piled up by then.
    let (mut checkpoints, mut facts) = (0, last);
    while facts > 0 {
        facts -= index.replayed(facts).max(1);
        checkpoints += 1;
    }
    assert!(checkpoints < 60, "{checkpoints} checkpoints");
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn seeking_gives_what_replaying_gives(run in walks(1_500)) {
        let index = Index::new(&run);
        replay(&run, |facts, state| assert_eq!(&index.state(&run, facts), state, "after {facts} facts"));
        for at in [0, 1, run.end.0 / 2, run.end.0, u64::MAX] {
            let at = Time(at);
            let facts = run.facts.iter().filter(|fact| fact.at <= at).count();
            prop_assert_eq!(index.state_at(&run, at), index.state(&run, facts));
        }
    }
}
