//! Causes, consequences, and where two runs part.

use proptest::prelude::*;
use trace::{FactId, Trace, What, consequences, first_divergence, why};

use crate::script::two_requests;
use crate::walk::walks;

#[test]
fn an_answer_is_there_because_of_everything_before_it() {
    let run = two_requests();
    let chain = why(&run, FactId(21)).into_iter().map(|id| id.0).collect::<Vec<_>>();
    assert_eq!(chain, [21, 20, 15, 13, 12, 9, 8, 5, 1, 0]);
    assert_eq!(why(&run, FactId(24)), []);
    // The worker became free for the second request when the first was done: that is what its chain says.
    let chain = why(&run, FactId(19)).into_iter().map(|id| id.0).collect::<Vec<_>>();
    assert_eq!(chain, [19, 18, 17, 16, 14, 12, 9, 8, 5, 1, 0]);
}

#[test]
fn consequences_are_all_that_a_fact_led_to() {
    let run = two_requests();
    let after = |id| consequences(&run, FactId(id)).into_iter().map(|id| id.0).collect::<Vec<_>>();
    assert_eq!(after(18), [19]);
    assert_eq!(after(3), [4, 22, 23]);
    assert_eq!(after(23), [0; 0]);
    assert_eq!(after(99), [0; 0]);
}

#[test]
fn causes_that_go_round_in_a_circle_end() {
    let mut run = two_requests();
    run.facts[0].cause = Some(FactId(1));
    assert_eq!(why(&run, FactId(1)), [FactId(1), FactId(0)]);
    run.facts[5].cause = Some(FactId(5));
    assert_eq!(why(&run, FactId(5)), [FactId(5)]);
    assert!(!consequences(&run, FactId(5)).contains(&FactId(5)));
}

#[test]
fn runs_part_at_the_first_fact_that_differs() {
    let one = two_requests();
    assert_eq!(first_divergence(&one, &one.clone()), None);
    let mut other = one.clone();
    other.facts[7].cause = None;
    other.facts[9].what = What::Restarted;
    assert_eq!(first_divergence(&one, &other), Some(7));
    let shorter = Trace { facts: one.facts[..5].to_vec(), ..one.clone() };
    assert_eq!((first_divergence(&one, &shorter), first_divergence(&shorter, &one)), (Some(5), Some(5)));
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn causes_and_consequences_are_two_sides_of_one_thing(run in walks(120), pick in any::<prop::sample::Index>()) {
        prop_assume!(!run.facts.is_empty());
        let ids = || (0..).map(FactId).take(run.facts.len());
        let fact = FactId(u32::try_from(pick.index(run.facts.len())).expect("few"));
        let led_to: Vec<FactId> = ids().filter(|&id| id != fact && why(&run, id).contains(&fact)).collect();
        prop_assert_eq!(consequences(&run, fact), led_to);
        prop_assert!(why(&run, fact).is_sorted_by(|later, earlier| earlier < later));
    }
}
