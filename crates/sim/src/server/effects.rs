//! Which requests have taken effect, so that a second time can be told from the first.

use std::collections::VecDeque;

use super::by_request::ByRequest;

/// More than this are not remembered; repetitions come sooner.
const MOST: usize = 100_000;

/// The effects of one server, of requests that may be repeated.
#[derive(Clone, Debug, Default)]
pub(crate) struct Effects {
    requests: ByRequest<()>,
    oldest: VecDeque<u32>,
}

impl Effects {
    /// A request takes effect; true if it has before.
    #[inline(never)]
    pub(crate) fn again(&mut self, request: u32) -> bool {
        if !self.requests.insert(request, ()) {
            return true;
        }
        self.oldest.push_back(request);
        if self.oldest.len() > MOST
            && let Some(oldest) = self.oldest.pop_front()
        {
            self.requests.remove(oldest);
        }
        false
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_second_time_is_told_from_the_first() {
        let mut effects = Effects::default();
        assert_eq!([7, 8, 7, 7, 8].map(|request| effects.again(request)), [false, false, true, true, true]);
        for request in 0..2 * 100_000 {
            effects.again(request);
        }
        assert_eq!(effects.oldest.len(), MOST);
        assert!(!effects.again(7), "it is forgotten");
    }
}
