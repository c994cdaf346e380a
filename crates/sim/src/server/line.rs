//! Requests that wait for a worker, in the order in which they will get one.

use std::collections::VecDeque;

use crate::out_of_turn::take_out;
use scenario::Discipline;

/// Classes of urgency; a class beyond the last counts as the last.
const CLASSES: usize = 8;

/// One line. A request stands in it at most once; the bound on its length is the caller's.
#[derive(Clone, Debug)]
pub(crate) struct Line {
    order: Order,
    /// In order of arrival; unused with classes.
    jobs: VecDeque<u32>,
    /// One line for each class, most urgent first; empty without classes.
    classes: Vec<VecDeque<u32>>,
}

#[derive(Clone, Copy, Debug)]
enum Order {
    Fifo,
    Lifo,
    AdaptiveLifo { above: u32 },
    Priority,
}

impl Line {
    /// An empty line. Nobody waits with [`Discipline::Sharing`]; a line made for it is first come, first served.
    pub(crate) fn new(discipline: Discipline) -> Self {
        let order = match discipline {
            Discipline::Fifo | Discipline::Sharing => Order::Fifo,
            Discipline::Lifo => Order::Lifo,
            Discipline::AdaptiveLifo { above } => Order::AdaptiveLifo { above },
            Discipline::Priority => Order::Priority,
        };
        let classes = if let Order::Priority = order { vec![VecDeque::new(); CLASSES] } else { Vec::new() };
        Self { order, jobs: VecDeque::new(), classes }
    }

    /// A request comes in. Its class (0 is the most urgent) matters with [`Discipline::Priority`] only.
    #[inline]
    pub(crate) fn push(&mut self, job: u32, class: u8) {
        if let Order::Priority = self.order {
            self.classes[usize::from(class).min(CLASSES - 1)].push_back(job);
        } else {
            self.jobs.push_back(job);
        }
    }

    /// Whose turn it is, taken out of the line.
    #[inline]
    pub(crate) fn pop(&mut self) -> Option<u32> {
        match self.order {
            Order::Fifo => self.jobs.pop_front(),
            Order::Lifo => self.jobs.pop_back(),
            Order::AdaptiveLifo { above } if self.jobs.len() > above as usize => self.jobs.pop_back(),
            Order::AdaptiveLifo { .. } => self.jobs.pop_front(),
            Order::Priority => self.classes.iter_mut().find_map(VecDeque::pop_front),
        }
    }

    /// Takes a request out of turn; false if it is not in the line.
    ///
    /// Looks from the oldest on, because who gives up has mostly waited longest.
    pub(crate) fn remove(&mut self, job: u32) -> bool {
        std::iter::once(&mut self.jobs).chain(&mut self.classes).any(|jobs| {
            let place = jobs.iter().position(|&other| other == job);
            place.and_then(|place| take_out(jobs, place)).is_some()
        })
    }

    #[inline]
    pub(crate) fn len(&self) -> usize {
        self.jobs.len() + self.classes.iter().map(VecDeque::len).sum::<usize>()
    }

    #[cfg(test)]
    fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Nobody is left.
    pub(crate) fn clear(&mut self) {
        self.jobs.clear();
        self.classes.iter_mut().for_each(VecDeque::clear);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn line(discipline: Discipline, jobs: &[(u32, u8)]) -> Line {
        let mut line = Line::new(discipline);
        jobs.iter().for_each(|&(job, class)| line.push(job, class));
        line
    }

    /// Everybody, in the order in which they are served.
    fn served(line: &mut Line) -> Vec<u32> {
        std::iter::from_fn(|| line.pop()).collect()
    }

    #[test]
    fn each_discipline_has_its_order() {
        let jobs = [(1, 7), (2, 0), (3, 7), (4, 0), (5, 3)];
        assert_eq!(served(&mut line(Discipline::Fifo, &jobs)), [1, 2, 3, 4, 5]);
        assert_eq!(served(&mut line(Discipline::Sharing, &jobs)), [1, 2, 3, 4, 5]);
        assert_eq!(served(&mut line(Discipline::Lifo, &jobs)), [5, 4, 3, 2, 1]);
        assert_eq!(served(&mut line(Discipline::Priority, &jobs)), [2, 4, 5, 1, 3]);
    }

    #[test]
    fn adaptive_lifo_turns_round_when_the_line_gets_long() {
        let jobs = [(1, 0), (2, 0), (3, 0), (4, 0), (5, 0)];
        assert_eq!(served(&mut line(Discipline::AdaptiveLifo { above: 3 }, &jobs)), [5, 4, 1, 2, 3]);
        assert_eq!(served(&mut line(Discipline::AdaptiveLifo { above: 0 }, &jobs)), [5, 4, 3, 2, 1]);
        assert_eq!(served(&mut line(Discipline::AdaptiveLifo { above: u32::MAX }, &jobs)), [1, 2, 3, 4, 5]);
    }

    #[test]
    fn a_class_beyond_the_last_is_the_last() {
        let mut line = line(Discipline::Priority, &[(u32::MAX, u8::MAX), (1, 7), (2, 6)]);
        assert_eq!(line.len(), 3);
        assert_eq!(served(&mut line), [2, u32::MAX, 1]);
        assert!(line.is_empty());
    }

    #[test]
    fn a_request_can_leave_out_of_turn() {
        for discipline in [Discipline::Fifo, Discipline::Priority] {
            let mut line = line(discipline, &[(1, 1), (2, 1), (3, 1)]);
            assert!(line.remove(2));
            assert!(!line.remove(2));
            assert_eq!(served(&mut line), [1, 3]);
            assert!(!line.remove(1));
        }
    }

    fn disciplines() -> impl Strategy<Value = Discipline> {
        prop_oneof![
            Just(Discipline::Fifo),
            Just(Discipline::Lifo),
            (0..6_u32).prop_map(|above| Discipline::AdaptiveLifo { above }),
            Just(Discipline::Priority),
        ]
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        /// Whoever comes in leaves exactly once: by turn, out of turn, or with all the others.
        #[test]
        fn nobody_is_lost(
            discipline in disciplines(),
            steps in prop::collection::vec((0..4_u8, any::<u8>()), 0..80),
        ) {
            let mut line = Line::new(discipline);
            let (mut inside, mut next) = (std::collections::BTreeSet::new(), 0);
            for (step, x) in steps {
                match step {
                    0 | 1 => {
                        line.push(next, x);
                        inside.insert(next);
                        next += 1;
                    }
                    2 => match line.pop() {
                        Some(job) => prop_assert!(inside.remove(&job)),
                        None => prop_assert!(inside.is_empty()),
                    },
                    _ => {
                        let job = u32::from(x) % (next + 1);
                        prop_assert_eq!(line.remove(job), inside.remove(&job));
                    }
                }
                prop_assert_eq!(line.len(), inside.len());
            }
            let mut rest = served(&mut line);
            rest.sort_unstable();
            prop_assert_eq!(rest, inside.into_iter().collect::<Vec<_>>());
        }
    }
}
