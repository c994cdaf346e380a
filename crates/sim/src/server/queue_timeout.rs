//! How long a request may wait before it is not worth serving any more.

use scenario::QueueTimeout;

/// Maurer's rule ("Fail at Scale", ACM Queue 13(8), 2015): requests may wait long while the queue runs empty now and then;
/// once it has not for a while they may wait only shortly, because then there is a standing queue that waiting cannot clear.
#[derive(Clone, Debug)]
pub(crate) struct StandingQueue {
    rule: QueueTimeout,
    empty: bool,
    /// The last moment at which the queue was empty, unless it is now.
    last_empty: u64,
}

impl StandingQueue {
    /// Of an empty queue.
    pub(crate) fn new(rule: QueueTimeout) -> Self {
        Self { rule, empty: true, last_empty: 0 }
    }

    /// The queue has this length from `now` on. To be called after every change.
    #[inline]
    pub(crate) fn note(&mut self, now: u64, length: usize) {
        if self.empty {
            self.last_empty = now;
        }
        self.empty = length == 0;
    }

    /// How long a request whose turn it is at `now` may have waited.
    pub(crate) fn allowed_ns(&self, now: u64) -> u64 {
        let standing = !self.empty && now.saturating_sub(self.last_empty) > self.rule.interval_ns;
        if standing { self.rule.target_ns } else { self.rule.interval_ns }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn queue() -> StandingQueue {
        StandingQueue::new(QueueTimeout { target_ns: 5, interval_ns: 100 })
    }

    #[test]
    fn the_wait_is_short_once_the_queue_stands() {
        let mut queue = queue();
        assert_eq!(queue.allowed_ns(0), 100);
        assert_eq!(queue.allowed_ns(u64::MAX), 100, "it is empty still");
        queue.note(1_000, 1);
        queue.note(1_050, 2);
        assert_eq!(queue.allowed_ns(1_100), 100);
        assert_eq!(queue.allowed_ns(1_101), 5);
    }

    #[test]
    fn running_empty_makes_it_long_again() {
        let mut queue = queue();
        queue.note(0, 1);
        assert_eq!(queue.allowed_ns(500), 5);
        queue.note(500, 0);
        assert_eq!(queue.allowed_ns(900), 100);
        queue.note(900, 1);
        assert_eq!(queue.allowed_ns(1_000), 100, "it was empty until 900");
        assert_eq!(queue.allowed_ns(1_001), 5);
    }

    #[test]
    fn the_ends_of_the_range() {
        let mut queue = StandingQueue::new(QueueTimeout { target_ns: 0, interval_ns: u64::MAX });
        queue.note(0, usize::MAX);
        assert_eq!(queue.allowed_ns(u64::MAX), u64::MAX);
        let mut queue = StandingQueue::new(QueueTimeout { target_ns: 0, interval_ns: 0 });
        queue.note(u64::MAX, 1);
        assert_eq!(queue.allowed_ns(0), 0);
    }
}
