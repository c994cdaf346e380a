//! The stored form: what goes in comes out, and nothing that comes in can do harm.

use proptest::prelude::*;
use scenario::{Scenario, Unreadable, parse};
use std::fs;

fn course() -> Vec<Scenario> {
    let folder =
        fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/../../lessons/scenarios")).expect("it is there");
    let paths = folder.map(|entry| entry.expect("readable").path());
    let texts = paths.filter(|path| path.extension().is_some_and(|end| end == "toml"));
    texts.map(|path| parse(&fs::read_to_string(path).expect("text")).expect("sound")).collect()
}

#[test]
fn what_was_stored_is_the_same_again() {
    let course = course();
    assert!(course.len() >= 3);
    for scenario in course {
        assert_eq!(Scenario::decode(&scenario.encode()), Ok(scenario));
    }
}

#[test]
fn the_form_is_postcards() {
    for scenario in course() {
        assert_eq!(
            postcard::to_allocvec(&scenario).expect("a vector takes any number of bytes"),
            scenario.encode()
        );
    }
}

#[test]
fn a_piece_of_a_scenario_is_none() {
    for scenario in course() {
        let bytes = scenario.encode();
        for end in 0..bytes.len() {
            assert_eq!(Scenario::decode(&bytes[..end]), Err(Unreadable));
        }
        assert_eq!(Scenario::decode(&[bytes, vec![0]].concat()), Err(Unreadable));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_are_a_scenario_or_none(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        if let Ok(scenario) = Scenario::decode(&bytes) {
            // Numbers can be written in more than one way, so the bytes need not be the same again.
            prop_assert_eq!(Scenario::decode(&scenario.encode()), Ok(scenario.clone()));
            let _ = scenario.check();
        }
    }

    #[test]
    fn a_damaged_scenario_is_checked_without_harm(
        which in any::<prop::sample::Index>(),
        place in any::<prop::sample::Index>(),
        byte in any::<u8>(),
    ) {
        let course = course();
        let mut bytes = which.get(&course).encode();
        let place = place.index(bytes.len());
        bytes[place] = byte;
        if let Ok(scenario) = Scenario::decode(&bytes) {
            let _ = scenario.check();
        }
    }
}
