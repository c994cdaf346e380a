//! The way onto a link: one parcel is sent at a time, the others wait in line until the buffer is full.

use std::collections::VecDeque;

use crate::out_of_turn::take_out;
use scenario::Way;

const NS_PER_S: u64 = 1_000_000_000;

/// What follows from handing over a parcel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Onward {
    /// Bits take no time to send: it is on its way as a whole.
    Whole,
    /// It begins now, and its last bit leaves after so many ns.
    Sending(u64),
    /// It waits for those before it.
    Waiting,
    /// There is no room for it: it is lost ("drop tail").
    Full,
}

/// The sending end of one direction of a link. Parcels are known by their handles.
#[derive(Debug)]
pub(crate) struct Wire {
    bits_per_s: Option<u64>,
    buffer_bytes: u64,
    sending: Option<u32>,
    waiting: VecDeque<Waiting>,
    waiting_bytes: u64,
    /// What sending has come to beyond whole nanoseconds, in parts of a nanosecond over `bits_per_s`. Carried from
    /// parcel to parcel while the wire is busy, so that rounding never adds up; a pause forgets it, so that
    /// parcels which never met cannot move each other.
    remainder: u64,
}

#[derive(Clone, Copy, Debug)]
struct Waiting {
    parcel: u32,
    bytes: u32,
}

impl Wire {
    pub(crate) fn new(way: &Way) -> Self {
        // A rate of zero would never send anything; checked scenarios have none.
        let bits_per_s = way.bits_per_s.map(|rate| rate.max(1));
        let buffer_bytes = way.buffer_bytes.unwrap_or(u64::MAX);
        Self {
            bits_per_s,
            buffer_bytes,
            sending: None,
            waiting: VecDeque::new(),
            waiting_bytes: 0,
            remainder: 0,
        }
    }

    /// Takes a parcel of so many bytes. What is being sent does not count towards the buffer.
    #[inline]
    pub(crate) fn hand_over(&mut self, parcel: u32, bytes: u32) -> Onward {
        let Some(rate) = self.bits_per_s else { return Onward::Whole };
        if self.sending.is_none() {
            self.remainder = 0;
            return Onward::Sending(self.begin(parcel, bytes, rate));
        }
        let waiting_bytes = self.waiting_bytes.saturating_add(u64::from(bytes));
        if waiting_bytes > self.buffer_bytes {
            return Onward::Full;
        }
        self.waiting_bytes = waiting_bytes;
        self.waiting.push_back(Waiting { parcel, bytes });
        Onward::Waiting
    }

    /// The last bit of the parcel being sent has left: that parcel, and the one that begins now with the ns it takes.
    #[inline]
    pub(crate) fn last_bit(&mut self) -> (Option<u32>, Option<(u32, u64)>) {
        let sent = self.sending.take();
        let Some(rate) = self.bits_per_s else { return (sent, None) };
        let next = self.waiting.pop_front().map(|Waiting { parcel, bytes }| {
            self.waiting_bytes = self.waiting_bytes.saturating_sub(u64::from(bytes));
            (parcel, self.begin(parcel, bytes, rate))
        });
        (sent, next)
    }

    /// The parcel that is being sent.
    #[cfg(test)]
    fn sending(&self) -> Option<u32> {
        self.sending
    }

    /// The parcels in line, the next one first.
    #[cfg(test)]
    fn waiting(&self) -> impl Iterator<Item = u32> {
        self.waiting.iter().map(|waiting| waiting.parcel)
    }

    /// Takes a parcel out of the line; false if it does not stand there.
    pub(crate) fn remove_waiting(&mut self, parcel: u32) -> bool {
        let place = self.waiting.iter().position(|waiting| waiting.parcel == parcel);
        let Some(removed) = place.and_then(|place| take_out(&mut self.waiting, place)) else { return false };
        self.waiting_bytes = self.waiting_bytes.saturating_sub(u64::from(removed.bytes));
        true
    }

    fn begin(&mut self, parcel: u32, bytes: u32, rate: u64) -> u64 {
        self.sending = Some(parcel);
        let parts =
            u64::from(bytes).checked_mul(8 * NS_PER_S).and_then(|parts| parts.checked_add(self.remainder));
        if let Some(parts) = parts {
            self.remainder = parts % rate;
            return parts / rate;
        }
        let parts = u128::from(bytes) * u128::from(8 * NS_PER_S) + u128::from(self.remainder);
        self.remainder = (parts % u128::from(rate)) as u64;
        u64::try_from(parts / u128::from(rate)).unwrap_or(u64::MAX)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn wire(bits_per_s: Option<u64>, buffer_bytes: Option<u64>) -> Wire {
        Wire::new(&Way { bits_per_s, buffer_bytes, ..Way::default() })
    }

    #[test]
    fn parcels_leave_in_order_one_after_the_other() {
        let mut wire = wire(Some(1_600_000), None);
        assert_eq!(wire.hand_over(1, 1500), Onward::Sending(7_500_000));
        assert_eq!(wire.hand_over(2, 3000), Onward::Waiting);
        assert_eq!(wire.sending(), Some(1));
        assert_eq!(wire.last_bit(), (Some(1), Some((2, 15_000_000))));
        assert_eq!(wire.last_bit(), (Some(2), None));
        assert_eq!(wire.last_bit(), (None, None));
        assert_eq!(wire.sending(), None);
    }

    #[test]
    fn without_a_rate_nothing_waits_whatever_the_buffer() {
        let mut wire = wire(None, Some(0));
        assert_eq!(wire.hand_over(1, u32::MAX), Onward::Whole);
        assert_eq!(wire.hand_over(2, u32::MAX), Onward::Whole);
        assert_eq!(wire.last_bit(), (None, None));
    }

    #[test]
    fn parts_of_a_nanosecond_add_up_while_busy_and_are_forgotten_in_a_pause() {
        // 8 bits at 3 Gbit/s take 2 2/3 ns.
        let mut wire = wire(Some(3_000_000_000), None);
        let mut lengths = Vec::new();
        if let Onward::Sending(length) = wire.hand_over(1, 1) {
            lengths.push(length);
        }
        for parcel in 2..=6 {
            wire.hand_over(parcel, 1);
        }
        lengths.extend(std::iter::from_fn(|| wire.last_bit().1).map(|(_, length)| length));
        assert_eq!(lengths, [2, 3, 3, 2, 3, 3], "6 × 2 2/3 ns are 16 ns");
        wire.hand_over(7, 1);
        wire.last_bit();
        assert_eq!(wire.hand_over(8, 1), Onward::Sending(2));
    }

    #[test]
    fn great_sizes_and_rates_stay_exact() {
        let mut wide = wire(Some(u64::MAX), None);
        assert_eq!(wide.hand_over(1, u32::MAX), Onward::Sending(1), "8 · (2^32 − 1) · 10^9 is 1.86 · 2^64");
        wide.hand_over(2, u32::MAX);
        assert_eq!(wide.last_bit().1, Some((2, 2)), "0.86 left over twice are 1.72: one more");

        let mut slow = wire(Some(7), None);
        assert_eq!(slow.hand_over(1, u32::MAX), Onward::Sending(4_908_534_051_428_571_428));
    }

    #[test]
    fn a_rate_of_zero_is_slow_and_not_a_division_by_it() {
        assert_eq!(wire(Some(0), None).hand_over(1, 1), Onward::Sending(8_000_000_000));
        assert_eq!(wire(Some(0), None).hand_over(1, u32::MAX), Onward::Sending(u64::MAX));
    }

    #[test]
    fn of_five_together_a_buffer_for_two_lets_three_through() {
        let mut wire = wire(Some(1_600_000), Some(3000));
        let onward: Vec<Onward> = (0..5).map(|parcel| wire.hand_over(parcel, 1500)).collect();
        let (begun, waits, lost) = (Onward::Sending(7_500_000), Onward::Waiting, Onward::Full);
        assert_eq!(onward, [begun, waits, waits, lost, lost]);
        let sent: Vec<u32> = std::iter::from_fn(|| wire.last_bit().0).collect();
        assert_eq!(sent, [0, 1, 2]);
    }

    #[test]
    fn the_buffer_counts_bytes_and_takes_what_just_fits() {
        let mut wire = wire(Some(8), Some(100));
        wire.hand_over(1, 1_000_000);
        assert_eq!(wire.hand_over(2, 101), Onward::Full, "alone too much");
        assert_eq!(wire.hand_over(3, 60), Onward::Waiting);
        assert_eq!(wire.hand_over(4, 41), Onward::Full);
        assert_eq!(wire.hand_over(5, 40), Onward::Waiting, "just fits");
        assert_eq!(wire.hand_over(6, 0), Onward::Waiting, "nothing always fits");
        assert_eq!(wire.hand_over(7, 1), Onward::Full);
        wire.last_bit();
        assert_eq!(wire.hand_over(8, 60), Onward::Waiting, "parcel 3 has left the line");
        assert!(wire.waiting().eq([5, 6, 8]));
    }

    #[test]
    fn without_a_buffer_a_parcel_is_sent_at_once_or_lost() {
        let mut wire = wire(Some(8), Some(0));
        assert_eq!(wire.hand_over(1, 1), Onward::Sending(1_000_000_000));
        assert_eq!(wire.hand_over(2, 1), Onward::Full);
        wire.last_bit();
        assert_eq!(wire.hand_over(3, 1), Onward::Sending(1_000_000_000));
    }

    #[test]
    fn a_parcel_taken_out_of_the_line_leaves_its_room() {
        let mut wire = wire(Some(8), Some(100));
        for parcel in 1..=3 {
            wire.hand_over(parcel, 50);
        }
        assert!(!wire.remove_waiting(1), "it is being sent");
        assert!(wire.remove_waiting(2));
        assert!(!wire.remove_waiting(2));
        assert_eq!(wire.hand_over(4, 50), Onward::Waiting);
        assert!(wire.waiting().eq([3, 4]));
        assert_eq!(wire.last_bit(), (Some(1), Some((3, 50_000_000_000))));
    }

    #[derive(Clone, Debug)]
    enum Step {
        HandOver(u32),
        LastBit,
        Remove(usize),
    }

    fn step() -> impl Strategy<Value = Step> {
        prop_oneof![
            3 => (0_u32..3_000).prop_map(Step::HandOver),
            2 => Just(Step::LastBit),
            1 => (0_usize..4).prop_map(Step::Remove),
        ]
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        /// Against a plain list of who waits, and against the exact time that the bits of a busy spell take.
        #[test]
        fn a_wire_is_a_line_with_a_bound(
            rate in 1_u64..20_000_000_000,
            buffer in 0_u64..8_000,
            steps in prop::collection::vec(step(), 0..200),
        ) {
            let mut wire = wire(Some(rate), Some(buffer));
            let mut line: VecDeque<(u32, u32)> = VecDeque::new();
            let mut sending = None;
            let (mut spell_bytes, mut spell_ns) = (0_u128, 0_u128);
            for (parcel, step) in (0..).zip(steps) {
                let in_line: u64 = line.iter().map(|(_, bytes)| u64::from(*bytes)).sum();
                let begun = match step {
                    Step::HandOver(bytes) => match wire.hand_over(parcel, bytes) {
                        Onward::Sending(length) => {
                            prop_assert!(sending.is_none());
                            (spell_bytes, spell_ns) = (0, 0);
                            Some((parcel, bytes, length))
                        }
                        onward => {
                            prop_assert!(sending.is_some());
                            let fits = in_line + u64::from(bytes) <= buffer;
                            prop_assert_eq!(onward, if fits { Onward::Waiting } else { Onward::Full });
                            if fits {
                                line.push_back((parcel, bytes));
                            }
                            None
                        }
                    },
                    Step::LastBit => {
                        let (sent, next) = wire.last_bit();
                        prop_assert_eq!(sent, sending.take());
                        let expected = line.pop_front();
                        prop_assert_eq!(next.map(|(parcel, _)| parcel), expected.map(|(parcel, _)| parcel));
                        next.zip(expected).map(|((parcel, length), (_, bytes))| (parcel, bytes, length))
                    }
                    Step::Remove(place) => {
                        let known = line.remove(place).map(|(parcel, _)| parcel);
                        prop_assert_eq!(wire.remove_waiting(known.unwrap_or(u32::MAX)), known.is_some());
                        None
                    }
                };
                if let Some((parcel, bytes, length)) = begun {
                    sending = Some(parcel);
                    spell_bytes += u128::from(bytes);
                    spell_ns += u128::from(length);
                    prop_assert_eq!(spell_ns, spell_bytes * 8 * u128::from(NS_PER_S) / u128::from(rate));
                }
                prop_assert_eq!(wire.sending(), sending);
                prop_assert!(wire.waiting().eq(line.iter().map(|(parcel, _)| *parcel)));
            }
        }
    }
}
