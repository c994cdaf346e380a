//! Who is free: the workers of one server.

const BITS: usize = u64::BITS as usize;

/// A set of free workers, of which the lowest is mostly found at once however many there are.
#[derive(Clone, Debug)]
pub(crate) struct Workers {
    count: u16,
    busy: u32,
    /// A bit for each worker: set = free.
    free: Vec<u64>,
    /// Nobody in the words of `free` before this one is free.
    first: usize,
}

impl Workers {
    /// All free.
    pub(crate) fn new(count: u16) -> Self {
        let mut workers = Self { count, busy: 0, free: Vec::new(), first: 0 };
        workers.reset();
        workers
    }

    /// The free worker with the lowest number; it stays free until it is taken.
    #[inline(always)]
    pub(crate) fn lowest_free(&mut self) -> Option<u16> {
        if self.busy >= u32::from(self.count) {
            return None;
        }
        while *self.free.get(self.first)? == 0 {
            self.first += 1;
        }
        let bit = self.free.get(self.first)?.trailing_zeros() as usize;
        u16::try_from(self.first * BITS + bit).ok()
    }

    /// The worker has something to do from now on. Nothing changes if it already has, or does not exist.
    #[inline(always)]
    pub(crate) fn take(&mut self, worker: u16) {
        let (word, bit) = place(worker);
        let Some(free) = self.free.get_mut(word) else { return };
        if *free & bit != 0 {
            *free ^= bit;
            self.busy += 1;
        }
    }

    /// The worker has nothing to do any more. Nothing changes if it had nothing, or does not exist.
    #[inline(always)]
    pub(crate) fn free(&mut self, worker: u16) {
        let (word, bit) = place(worker);
        let Some(free) = self.free.get_mut(word) else { return };
        if worker < self.count && *free & bit == 0 {
            *free ^= bit;
            self.busy -= 1;
            self.first = self.first.min(word);
        }
    }

    /// How many have something to do.
    #[inline(always)]
    pub(crate) fn busy(&self) -> u32 {
        self.busy
    }

    /// Whether this one has nothing to do; false if it does not exist.
    pub(crate) fn is_free(&self, worker: u16) -> bool {
        let (word, bit) = place(worker);
        self.free.get(word).is_some_and(|free| free & bit != 0)
    }

    /// All free again, as after a crash.
    pub(crate) fn reset(&mut self) {
        let count = usize::from(self.count);
        self.busy = 0;
        self.free.clear();
        self.free.resize(count.div_ceil(BITS), u64::MAX);
        self.first = 0;
        if let (Some(last), rest @ 1..) = (self.free.last_mut(), count % BITS) {
            *last = (1 << rest) - 1;
        }
    }
}

fn place(worker: u16) -> (usize, u64) {
    let worker = usize::from(worker);
    (worker / BITS, 1 << (worker % BITS))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_lowest_free_worker_is_first() {
        let mut workers = Workers::new(3);
        workers.take(0);
        workers.take(1);
        assert_eq!(workers.lowest_free(), Some(2));
        workers.free(0);
        assert_eq!(workers.lowest_free(), Some(0));
        assert!(workers.is_free(0) && !workers.is_free(1) && !workers.is_free(3));
        assert_eq!(workers.busy(), 1);
    }

    #[test]
    fn as_many_as_can_be_numbered() {
        let mut workers = Workers::new(u16::MAX);
        for worker in 0..u16::MAX {
            assert_eq!(workers.lowest_free(), Some(worker));
            workers.take(worker);
        }
        assert_eq!((workers.lowest_free(), workers.busy()), (None, 65_535));
        workers.free(65_534);
        assert_eq!(workers.lowest_free(), Some(65_534));
        workers.free(u16::MAX);
        assert_eq!(workers.busy(), 65_534, "there is no worker of that number");
        workers.reset();
        assert_eq!((workers.lowest_free(), workers.busy()), (Some(0), 0));
    }

    #[test]
    fn without_workers_nobody_is_free() {
        let mut workers = Workers::new(0);
        workers.take(0);
        workers.free(0);
        assert_eq!((workers.lowest_free(), workers.busy()), (None, 0));
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn it_is_a_set(count in 0..300_u16, steps in prop::collection::vec((any::<bool>(), 0..310_u16), 0..600)) {
            let mut workers = Workers::new(count);
            let mut free: BTreeSet<u16> = (0..count).collect();
            for (take, worker) in steps {
                if take {
                    workers.take(worker);
                    free.remove(&worker);
                } else {
                    workers.free(worker);
                    if worker < count {
                        free.insert(worker);
                    }
                }
                prop_assert_eq!(workers.lowest_free(), free.first().copied());
                prop_assert_eq!(workers.busy() as usize, usize::from(count) - free.len());
            }
        }
    }
}
