//! What is due, and in which order things of the same moment come.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, VecDeque};
use std::num::NonZeroU64;

use crate::table::Handle;

/// Something that is due. Its kind fills a word, so that what belongs to it can be copied by words: byte by byte would make
/// the processor wait at every event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u32)]
pub(crate) enum Due {
    /// Somebody intervenes: the place in the scenario's list.
    Intervention { place: u32 },
    /// A server that crashed is up again.
    Restart { node: u16, life: u32 },
    /// The parcel on the wire has been sent to its last bit.
    LastBit { link: u16, side: u8 },
    /// A parcel is whole at the other end.
    Landing { parcel: Handle },
    /// The first bit of a reply is at the other end.
    FirstBit { parcel: Handle },
    /// A worker is done, or a refusal or replay that needs no worker is ready.
    Done { job: Handle },
    /// The first of the requests that share a server is done.
    Shared { node: u16, generation: u32 },
    /// A load begins.
    Begin { load: u32 },
    /// The next request of an open load occurs to somebody.
    Occurs { load: u32, generation: u32 },
    /// A user has thought long enough.
    Thought { load: u32, user: u32 },
    /// The address is known.
    Address { attempt: Handle },
    /// A timer of the stage that a try is in; void when the try has moved on.
    Stage { attempt: Handle, stage: u32 },
    /// A try has taken too long.
    AttemptOver { attempt: Handle },
    /// A request has taken too long.
    DeadlineOver { exchange: Handle },
    /// The wait before a retry is over.
    Retry { exchange: Handle },
    /// A request has taken so long that a further copy is sent.
    Hedge { attempt: Handle },
    /// Something new comes into being.
    News { feed: u16 },
    /// A subscriber asks for news (again).
    Poll { feed: u16, subscriber: u16 },
    /// An answer has waited long enough for news.
    HoldOver { job: Handle },
    /// A subscriber has something to say over its open way.
    Upstream { feed: u16 },
    /// A subscriber has heard nothing on its open way for too long; void when it has heard something since.
    Silence { feed: u16, subscriber: u16, heard: u32 },
    /// A broker has waited long enough for an acknowledgement.
    Redeliver { feed: u16, delivery: u32 },
}

impl Due {
    /// Order within a moment: interventions, then what comes in, then work that ends, then what clocks say. So an answer
    /// that arrives at the very end of the wait still counts, and a request that arrives as a worker gets free finds it
    /// busy.
    #[inline(always)]
    fn class(&self) -> u64 {
        match self {
            Self::Intervention { .. } | Self::Restart { .. } => 0,
            Self::LastBit { .. } | Self::Landing { .. } | Self::FirstBit { .. } => 1,
            Self::Done { .. } | Self::Shared { .. } => 2,
            _ => 3,
        }
    }
}

/// The class stands above the order of entry in one number.
const CLASS_SHIFT: u32 = 56;

/// That of a landing, see [`Due::class`].
const LANDING: NonZeroU64 = NonZeroU64::new(1 << CLASS_SHIFT).unwrap();

/// So many entries stand in order at hand. More would cost more to keep in order than a heap does.
const NEAR: usize = 16;

/// The agenda of a run. Its order is total: moment, class, then the order of entry.
#[derive(Debug)]
pub(crate) struct Agenda {
    /// What is due next, the very next at the end: before everything in `far`, and empty only if that is. Lesson-sized runs
    /// never need more. A list that could grow would ask at every entry whether it has to.
    near: [Entry; NEAR],
    /// How many of `near` there are.
    count: usize,
    far: BinaryHeap<Reverse<Entry>>,
    /// Parcels that are whole at this very moment, which need no sorting at all: their places in the order, and which they are.
    /// The first stands apart, because mostly it is the only one.
    landing: Option<(NonZeroU64, Handle)>,
    landing_later: VecDeque<(NonZeroU64, Handle)>,
    landing_ns: u64,
    entered: u64,
}

impl Default for Agenda {
    fn default() -> Self {
        Self {
            near: [Entry { at_ns: 0, place: 0, due: Due::Begin { load: 0 } }; NEAR],
            count: 0,
            far: BinaryHeap::new(),
            landing: None,
            landing_later: VecDeque::new(),
            landing_ns: 0,
            entered: 0,
        }
    }
}

impl Agenda {
    #[inline(never)]
    pub(crate) fn add(&mut self, now_ns: u64, at_ns: u64, due: Due) {
        self.add_fast(now_ns, at_ns, due);
    }

    /// [`Self::add`], put straight into its caller.
    #[inline(always)]
    pub(crate) fn add_fast(&mut self, now_ns: u64, at_ns: u64, due: Due) {
        // What should have been earlier, like a deadline that has passed, is due now: the clock does not go back.
        let at_ns = at_ns.max(now_ns);
        self.entered += 1;
        let place = due.class() << CLASS_SHIFT | self.entered;
        match self.room_for(at_ns, place) {
            Some(room) => *room = due,
            None => self.add_far(Entry { at_ns, place, due }),
        }
    }

    /// The same for what is due most often.
    #[inline(always)]
    pub(crate) fn add_landing(&mut self, now_ns: u64, at_ns: u64, parcel: Handle) {
        if at_ns > now_ns || self.landing.is_some() {
            return self.add_further_landing(now_ns, at_ns, parcel);
        }
        self.entered += 1;
        self.landing_ns = now_ns;
        self.landing = Some((LANDING | self.entered, parcel));
    }

    #[inline(never)]
    fn add_further_landing(&mut self, now_ns: u64, at_ns: u64, parcel: Handle) {
        if at_ns > now_ns {
            return self.add(now_ns, at_ns, Due::Landing { parcel });
        }
        self.entered += 1;
        self.landing_later.push_back((LANDING | self.entered, parcel));
    }

    /// Where at hand to put what is due then, if it is not for the heap. What it is, is written there by the caller: an
    /// entry that is put together elsewhere and copied at once would make the processor wait for its parts.
    #[inline(never)]
    fn room_for(&mut self, at_ns: u64, place: u64) -> Option<&mut Due> {
        let full = self.count >= NEAR;
        if full || !self.far.is_empty() {
            if self.near.first().is_some_and(|latest| latest.is_before(at_ns, place)) {
                return None;
            }
            if full {
                self.give_up_latest();
            }
        }
        // From the end, where what is due soon stands.
        let mut rest = self.near.get_mut(..=self.count)?;
        self.count += 1;
        while let [.., before, room] = rest
            && before.is_before(at_ns, place)
        {
            *room = *before;
            let last = rest.len() - 1;
            rest = &mut rest[..last];
        }
        let room = rest.last_mut()?;
        (room.at_ns, room.place) = (at_ns, place);
        Some(&mut room.due)
    }

    #[inline(never)]
    fn add_far(&mut self, entry: Entry) {
        self.far.push(Reverse(entry));
    }

    /// What is due last of all that is at hand goes to the heap.
    #[inline(never)]
    fn give_up_latest(&mut self) {
        let [latest, ..] = self.near;
        self.near.rotate_left(1);
        self.count -= 1;
        self.add_far(latest);
    }

    /// Takes off what is due first, if that is a parcel that is whole at the present moment.
    #[inline(always)]
    pub(crate) fn next_landing(&mut self) -> Option<Handle> {
        let (place, parcel) = self.landing?;
        if let Some(other) = self.near.get(self.count.wrapping_sub(1))
            && other.at_ns <= self.landing_ns
            && other.place < place.get()
        {
            return None;
        }
        self.landing = None;
        if !self.landing_later.is_empty() {
            self.landing = self.landing_later.pop_front();
        }
        Some(parcel)
    }

    /// Takes off what is due first, when [`Self::next_landing`] has said that it has nothing. What it is, is read where it
    /// stood: it would be copied for nothing but its kind.
    #[inline(always)]
    pub(crate) fn next(&mut self) -> Option<(u64, &Due)> {
        if self.count == 1 && !self.far.is_empty() {
            self.fetch();
        }
        let last = self.count.wrapping_sub(1);
        let entry = self.near.get(last)?;
        self.count = last;
        Some((entry.at_ns, &entry.due))
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.count == 0 && self.far.is_empty() && self.landing.is_none()
    }

    /// Gets the next few entries out of the heap, before the last one at hand is taken off.
    #[inline(never)]
    fn fetch(&mut self) {
        // The one at hand is due before them.
        let mut fetched = 1;
        for room in self.near.iter_mut().skip(1).take(NEAR / 2) {
            let Some(Reverse(entry)) = self.far.pop() else { break };
            *room = entry;
            fetched += 1;
        }
        self.count = fetched;
        if let Some(near) = self.near.get_mut(..fetched) {
            near.reverse();
        }
    }
}

#[derive(Clone, Copy, Debug)]
struct Entry {
    at_ns: u64,
    place: u64,
    due: Due,
}

impl Entry {
    fn key(&self) -> (u64, u64) {
        (self.at_ns, self.place)
    }

    #[inline(always)]
    fn is_before(&self, at_ns: u64, place: u64) -> bool {
        self.at_ns < at_ns || self.at_ns == at_ns && self.place < place
    }
}

impl PartialEq for Entry {
    fn eq(&self, other: &Self) -> bool {
        self.key() == other.key()
    }
}

impl Eq for Entry {}

impl PartialOrd for Entry {
    #[inline]
    fn partial_cmp(&self, other: &Self) -> Option<core::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Entry {
    #[inline]
    fn cmp(&self, other: &Self) -> core::cmp::Ordering {
        self.key().cmp(&other.key())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn next(agenda: &mut Agenda) -> Option<(u64, Due)> {
        let now_ns = agenda.landing_ns;
        let landing = agenda.next_landing().map(|parcel| (now_ns, Due::Landing { parcel }));
        landing.or_else(|| agenda.next().map(|(at_ns, due)| (at_ns, *due)))
    }

    fn order(agenda: &mut Agenda) -> Vec<(u64, Due)> {
        std::iter::from_fn(|| next(agenda)).collect()
    }

    #[test]
    fn moment_then_class_then_order_of_entry() {
        let begin = |load| Due::Begin { load };
        let bit = |link| Due::LastBit { link, side: 0 };
        let done = Due::Done { job: Handle::NOTHING };
        let act = Due::Intervention { place: 0 };
        let entries =
            [(2, bit(9)), (1, begin(7)), (1, done), (1, begin(5)), (1, bit(2)), (1, act), (1, bit(1))];
        let mut agenda = Agenda::default();
        for (at, due) in entries {
            agenda.add(0, at, due);
        }
        let expected =
            [(1, act), (1, bit(2)), (1, bit(1)), (1, done), (1, begin(7)), (1, begin(5)), (2, bit(9))];
        assert_eq!(order(&mut agenda), expected);
    }

    #[test]
    fn many_entries_come_in_the_order_of_few() {
        let mut agenda = Agenda::default();
        let mut expected = Vec::new();
        let (mut word, mut now) = (1_u64, 0);
        for load in 0..2_000_u32 {
            word = word.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            let at = now + (word >> 60);
            agenda.add(now, at, Due::Begin { load });
            expected.push((at, load));
            if word & 3 == 0 {
                let (at, due) = next(&mut agenda).expect("something was added");
                let first =
                    (0..expected.len()).min_by_key(|&place| (expected[place].0, place)).expect("not empty");
                let (expected_at, load) = expected.remove(first);
                assert_eq!((at, due), (expected_at, Due::Begin { load }));
                now = at;
            }
        }
        expected.sort_by_key(|&(at, _)| at);
        let rest: Vec<(u64, Due)> = expected.iter().map(|&(at, load)| (at, Due::Begin { load })).collect();
        assert_eq!(order(&mut agenda), rest);
    }

    #[test]
    fn arrivals_of_this_moment_keep_their_place() {
        let bit = |link| Due::LastBit { link, side: 0 };
        let mut parcels = crate::table::Table::default();
        let [one, two] = [(); 2].map(|()| parcels.insert(()));
        let mut agenda = Agenda::default();
        agenda.add(0, 5, bit(1));
        agenda.add(0, 5, Due::Begin { load: 0 });
        agenda.add_landing(5, 5, one);
        agenda.add(5, 5, Due::Intervention { place: 0 });
        agenda.add(5, 5, bit(3));
        agenda.add_landing(5, 5, two);
        let (one, two) = (Due::Landing { parcel: one }, Due::Landing { parcel: two });
        let expected = [Due::Intervention { place: 0 }, bit(1), one, bit(3), two, Due::Begin { load: 0 }];
        assert_eq!(order(&mut agenda), expected.map(|due| (5, due)));
    }
}
