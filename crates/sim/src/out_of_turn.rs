//! Who enters or leaves a line elsewhere than at its ends.
//!
//! `VecDeque` can do this, and moves both of its halves with code for every case of where they lie in memory, once for each
//! type of entry. Here they change places one by one, from the nearer end.

use std::collections::VecDeque;

/// Takes out the entry at a place; none if there is none.
pub(crate) fn take_out<T>(line: &mut VecDeque<T>, place: usize) -> Option<T> {
    let behind = line.len().checked_sub(place)?.checked_sub(1)?;
    if place < behind {
        for place in (0..place).rev() {
            line.swap(place, place + 1);
        }
        return line.pop_front();
    }
    for place in place..place + behind {
        line.swap(place, place + 1);
    }
    line.pop_back()
}

/// Puts an entry in at a place, or at the end if the line is not that long. Fast near the end.
pub(crate) fn put_in<T>(line: &mut VecDeque<T>, place: usize, entry: T) {
    let end = line.len();
    line.push_back(entry);
    for place in (place..end).rev() {
        line.swap(place, place + 1);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn as_the_line_itself_would_do_it(steps in prop::collection::vec((any::<bool>(), 0..12_usize), 0..60)) {
            let (mut line, mut expected) = (VecDeque::new(), VecDeque::new());
            for (entry, (enters, place)) in steps.into_iter().enumerate() {
                if enters {
                    put_in(&mut line, place, entry);
                    expected.insert(place.min(expected.len()), entry);
                } else {
                    prop_assert_eq!(take_out(&mut line, place), expected.remove(place));
                }
                prop_assert_eq!(&line, &expected);
            }
        }
    }
}
