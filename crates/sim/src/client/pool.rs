//! The connections from one asker to one server, and the line of those who wait for one.

use std::collections::VecDeque;

use crate::out_of_turn::take_out;
use scenario::Connections;

/// Which connections are in use, which are open and idle, and who waits. One connection carries one request
/// at a time.
///
/// Of several idle connections the one used last is used next, as in Go's `net/http`: so those that are
/// not needed stay idle. Those open from the beginning follow in the order of their numbers.
#[derive(Clone, Debug)]
pub(crate) struct Pool {
    most: u32,
    reuse: bool,
    free: bool,
    /// Connections from this number on have never been used.
    unused: u32,
    /// Whether those are open.
    unused_open: bool,
    /// Open and idle, the one used last at the end.
    idle: Vec<u32>,
    /// Used before, and not open any more.
    closed: Vec<u32>,
    in_use: u32,
    waiting: VecDeque<u32>,
}

/// What an attempt gets from the pool.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Taken {
    /// An open connection.
    Ready { connection: u32 },
    /// A connection that has to be opened first.
    Open { connection: u32 },
    /// All are in use: [`Pool::wait`].
    None,
}

impl Pool {
    /// A pool as it is when the run begins.
    pub(crate) fn new(connections: &Connections) -> Self {
        Self {
            most: connections.most.map_or(u32::MAX, u32::from),
            reuse: connections.reuse,
            free: connections.most.is_none() && connections.open && connections.reuse,
            unused: 0,
            unused_open: connections.open,
            idle: Vec::new(),
            closed: Vec::new(),
            in_use: 0,
            waiting: VecDeque::new(),
        }
    }

    /// Whether there is always an open connection, so that the pool need not be asked at all. Then nothing
    /// breaks either: a server that comes back is met by further open connections.
    pub(crate) fn is_unlimited_and_open(&self) -> bool {
        self.free
    }

    /// Takes a connection, if there is one: an idle one before one that has to be opened.
    pub(crate) fn take(&mut self) -> Taken {
        let any_unused = self.unused < self.most;
        let taken = if let Some(connection) = self.idle.pop() {
            Taken::Ready { connection }
        } else if any_unused && self.unused_open {
            Taken::Ready { connection: self.take_unused() }
        } else if let Some(connection) = self.closed.pop() {
            Taken::Open { connection }
        } else if any_unused {
            Taken::Open { connection: self.take_unused() }
        } else {
            return Taken::None;
        };
        self.in_use += 1;
        taken
    }

    /// Puts an attempt that got no connection at the end of the line.
    pub(crate) fn wait(&mut self, attempt: u32) {
        self.waiting.push_back(attempt);
    }

    /// A connection is not needed any more. `usable` = open, and nothing more will come over it that the next
    /// request could take for its own answer. Gives the attempt that has waited longest; it has left the line
    /// and must [`Pool::take`] before anyone else does.
    pub(crate) fn give_back(&mut self, connection: u32, usable: bool) -> Option<u32> {
        self.in_use = self.in_use.saturating_sub(1);
        if usable && self.reuse {
            self.idle.push(connection);
        } else {
            self.closed.push(connection);
        }
        self.waiting.pop_front()
    }

    /// Takes an attempt out of the line; false if it was not in it. Fast for those near the front, who
    /// usually give up first.
    pub(crate) fn stop_waiting(&mut self, attempt: u32) -> bool {
        let place = self.waiting.iter().position(|waiting| *waiting == attempt);
        place.is_some_and(|place| take_out(&mut self.waiting, place).is_some())
    }

    /// The server's end of all connections is gone: the idle ones have to be opened anew. Those in use must
    /// be given back as unusable by whoever uses them.
    pub(crate) fn broken_all(&mut self) {
        self.unused_open = false;
        // The one used last stays the first to be used again.
        self.closed.append(&mut self.idle);
    }

    /// How many connections are in use, those being opened included.
    #[cfg(test)]
    fn in_use(&self) -> u32 {
        self.in_use
    }

    fn take_unused(&mut self) -> u32 {
        self.unused += 1;
        self.unused - 1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pool(most: Option<u16>, open: bool, reuse: bool) -> Pool {
        Pool::new(&Connections { most, open, reuse, ..Connections::default() })
    }

    fn ready(connection: u32) -> Taken {
        Taken::Ready { connection }
    }

    fn open(connection: u32) -> Taken {
        Taken::Open { connection }
    }

    #[test]
    fn only_the_default_needs_no_pool() {
        assert!(pool(None, true, true).is_unlimited_and_open());
        for other in [pool(Some(9), true, true), pool(None, false, true), pool(None, true, false)] {
            assert!(!other.is_unlimited_and_open());
        }
    }

    #[test]
    fn the_first_use_opens_and_later_ones_do_not() {
        let mut pool = pool(None, false, true);
        assert_eq!(pool.take(), open(0));
        assert_eq!(pool.take(), open(1));
        assert_eq!(pool.in_use(), 2);
        assert_eq!(pool.give_back(0, true), None);
        assert_eq!(pool.take(), ready(0));
        assert_eq!(pool.take(), open(2));
    }

    #[test]
    fn the_one_used_last_comes_first() {
        let mut pool = pool(Some(3), true, true);
        assert_eq!([pool.take(), pool.take(), pool.take()], [ready(0), ready(1), ready(2)]);
        for connection in [1, 0, 2] {
            pool.give_back(connection, true);
        }
        assert_eq!([pool.take(), pool.take(), pool.take()], [ready(2), ready(0), ready(1)]);
    }

    #[test]
    fn idle_ones_come_before_those_never_used() {
        let mut pool = pool(Some(5), true, true);
        pool.take();
        pool.give_back(0, true);
        assert_eq!(pool.take(), ready(0));
    }

    #[test]
    fn without_reuse_each_request_opens_its_own() {
        let mut cold = pool(Some(2), false, false);
        for _ in 0..3 {
            assert_eq!(cold.take(), open(0));
            cold.give_back(0, true);
        }
        let mut warm = pool(Some(1), true, false);
        assert_eq!(warm.take(), ready(0), "this one was open at the beginning");
        warm.give_back(0, true);
        assert_eq!(warm.take(), open(0));
    }

    #[test]
    fn who_waits_longest_goes_next() {
        let mut pool = pool(Some(1), true, true);
        assert_eq!(pool.take(), ready(0));
        assert_eq!(pool.take(), Taken::None);
        for attempt in [7, 8, 9] {
            pool.wait(attempt);
        }
        assert!(pool.stop_waiting(8));
        assert!(!pool.stop_waiting(8), "not in the line any more");
        assert_eq!(pool.give_back(0, true), Some(7));
        assert_eq!(pool.take(), ready(0));
        assert_eq!(pool.give_back(0, false), Some(9));
        assert_eq!(pool.take(), open(0), "the one that broke");
        assert_eq!(pool.give_back(0, true), None);
        assert_eq!(pool.in_use(), 0);
    }

    #[test]
    fn after_a_crash_all_are_opened_anew() {
        let mut pool = pool(Some(4), true, true);
        for _ in 0..3 {
            pool.take();
        }
        pool.give_back(1, true);
        pool.give_back(0, true);
        pool.broken_all();
        assert_eq!(pool.give_back(2, false), None);
        let taken = [pool.take(), pool.take(), pool.take(), pool.take()];
        assert_eq!(taken, [open(2), open(0), open(1), open(3)]);
        assert_eq!(pool.take(), Taken::None);
        pool.give_back(3, true);
        assert_eq!(pool.take(), ready(3), "open again, and reused");
    }

    #[test]
    fn none_at_all_are_none_at_all() {
        let mut pool = pool(Some(0), true, true);
        assert_eq!(pool.take(), Taken::None);
        assert_eq!(pool.in_use(), 0);
    }

    /// Whatever is done, nobody gets a connection that another has, and there are never more than allowed.
    #[test]
    fn no_connection_is_given_out_twice() {
        use crate::random::{Purpose, below, word};

        for (most, open, reuse) in [(Some(3), true, true), (Some(3), false, false), (None, false, true)] {
            let mut pool = pool(most, open, reuse);
            let mut held = Vec::new();
            let mut line = VecDeque::new();
            for step in 0..20_000 {
                let dealt = word(1, 5, Purpose::Line, step);
                let mut next = None;
                if dealt.is_multiple_of(64) {
                    pool.broken_all();
                } else if dealt.is_multiple_of(2) || held.is_empty() {
                    next = Some(step as u32);
                } else {
                    let connection = held.swap_remove(below(dealt, held.len() as u64) as usize);
                    next = pool.give_back(connection, !dealt.is_multiple_of(3));
                    assert_eq!(next, line.pop_front());
                }
                if let Some(attempt) = next {
                    match pool.take() {
                        Taken::Ready { connection } | Taken::Open { connection } => {
                            assert!(!held.contains(&connection), "step {step}");
                            held.push(connection);
                        }
                        Taken::None => {
                            assert_eq!(Some(held.len()), most.map(usize::from));
                            line.push_back(attempt);
                            pool.wait(attempt);
                        }
                    }
                }
                assert_eq!(pool.in_use() as usize, held.len());
                assert!(most.is_none_or(|most| held.len() <= usize::from(most)));
            }
        }
    }
}
