//! Things known about requests, by their numbers, which mostly come and go in order.

use std::collections::VecDeque;

use crate::out_of_turn::{put_in, take_out};

/// Sorted by request. As new requests have the highest numbers and old ones go first, both ends stay cheap; a tree would
/// be several times the code.
#[derive(Clone, Debug)]
pub(crate) struct ByRequest<T> {
    entries: VecDeque<(u32, T)>,
}

impl<T> Default for ByRequest<T> {
    fn default() -> Self {
        Self { entries: VecDeque::new() }
    }
}

impl<T> ByRequest<T> {
    fn place(&self, request: u32) -> Result<usize, usize> {
        self.entries.binary_search_by_key(&request, |&(number, _)| number)
    }

    pub(crate) fn find_mut(&mut self, request: u32) -> Option<&mut T> {
        let place = self.place(request).ok()?;
        self.entries.get_mut(place).map(|(_, entry)| entry)
    }

    /// Puts something in that was not there; false, and nothing changes, if it was.
    pub(crate) fn insert(&mut self, request: u32, entry: T) -> bool {
        let absent = self.place(request);
        if let Err(place) = absent {
            put_in(&mut self.entries, place, (request, entry));
        }
        absent.is_err()
    }

    pub(crate) fn remove(&mut self, request: u32) -> Option<T> {
        let place = self.place(request).ok()?;
        take_out(&mut self.entries, place).map(|(_, entry)| entry)
    }

    pub(crate) fn retain(&mut self, stays: impl FnMut(&(u32, T)) -> bool) {
        self.entries.retain(stays);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn in_any_order_of_coming_and_going() {
        let mut known = ByRequest::default();
        for request in [5, 1, 9, 3] {
            assert!(known.insert(request, request * 10));
        }
        assert!(!known.insert(3, 0), "it is there already");
        assert_eq!(known.find_mut(3), Some(&mut 30));
        assert_eq!([1, 4, 9, 1].map(|request| known.remove(request)), [Some(10), None, Some(90), None]);
        known.retain(|&(request, _)| request > 3);
        assert_eq!(known.find_mut(3), None);
        assert_eq!(known.find_mut(5), Some(&mut 50));
    }
}
