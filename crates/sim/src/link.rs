//! One direction of a link: one parcel goes onto the wire at a time, the others wait in line.

use std::collections::VecDeque;

use trace::{Duration, FactId, LinkId, MessageId, NodeId};

const NS_PER_S: u128 = 1_000_000_000;

/// A message on its way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Parcel {
    pub(crate) id: MessageId,
    pub(crate) from: NodeId,
    pub(crate) to: NodeId,
    pub(crate) link: LinkId,
    pub(crate) bytes: u32,
    /// For replies: whether it is a refusal.
    pub(crate) refusal: bool,
    /// The last fact about it, which causes the next.
    pub(crate) fact: FactId,
}

/// What follows from handing over a parcel.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Onward {
    /// Bits take no time to send: it is on the wire as a whole.
    Whole(Parcel),
    /// It goes onto the wire, and its last bit follows after so long.
    Sending(Duration),
    /// It waits for those before it.
    Waiting,
}

/// One direction of a link.
#[derive(Debug)]
pub(crate) struct Wire {
    bits_per_s: Option<u64>,
    sending: Option<Parcel>,
    waiting: VecDeque<Parcel>,
    /// What sending has come to beyond whole nanoseconds, in parts of a nanosecond over `bits_per_s`. Carried from
    /// parcel to parcel while the wire is busy, so that rounding never adds up; a pause forgets it, so that
    /// parcels which never met cannot move each other.
    remainder: u128,
}

impl Wire {
    pub(crate) fn new(bits_per_s: Option<u64>) -> Self {
        // A rate of zero would never send anything; checked scenarios have none.
        let bits_per_s = bits_per_s.map(|rate| rate.max(1));
        Self { bits_per_s, sending: None, waiting: VecDeque::new(), remainder: 0 }
    }

    /// Takes a parcel.
    pub(crate) fn hand_over(&mut self, parcel: Parcel) -> Onward {
        let Some(rate) = self.bits_per_s else { return Onward::Whole(parcel) };
        if self.sending.is_some() {
            self.waiting.push_back(parcel);
            return Onward::Waiting;
        }
        self.remainder = 0;
        Onward::Sending(self.begin(parcel, rate))
    }

    /// The last bit of the parcel being sent has left: that parcel, and how long the next one takes to send, which
    /// stays at hand for [`Self::sending`].
    pub(crate) fn last_bit(&mut self) -> (Option<Parcel>, Option<Duration>) {
        let sent = self.sending.take();
        let next = self.bits_per_s.and_then(|rate| self.waiting.pop_front().map(|next| (next, rate)));
        (sent, next.map(|(next, rate)| self.begin(next, rate)))
    }

    /// The parcel that is going onto the wire.
    pub(crate) fn sending(&mut self) -> Option<&mut Parcel> {
        self.sending.as_mut()
    }

    fn begin(&mut self, parcel: Parcel, rate: u64) -> Duration {
        let rate = u128::from(rate);
        let parts = u128::from(parcel.bytes) * 8 * NS_PER_S + self.remainder;
        self.remainder = parts % rate;
        self.sending = Some(parcel);
        Duration(u64::try_from(parts / rate).unwrap_or(u64::MAX))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parcel(request: u32, bytes: u32) -> Parcel {
        let id = MessageId::request(trace::RequestId(request), 1);
        let (from, to, link) = (NodeId(0), NodeId(1), LinkId(0));
        Parcel { id, from, to, link, bytes, refusal: false, fact: FactId(0) }
    }

    #[test]
    fn parcels_leave_in_order_one_after_the_other() {
        let mut wire = Wire::new(Some(1_600_000));
        assert_eq!(wire.hand_over(parcel(1, 1500)), Onward::Sending(Duration(7_500_000)));
        assert_eq!(wire.hand_over(parcel(2, 3000)), Onward::Waiting);
        assert_eq!(wire.last_bit(), (Some(parcel(1, 1500)), Some(Duration(15_000_000))));
        assert_eq!(wire.last_bit(), (Some(parcel(2, 3000)), None));
        assert_eq!(wire.last_bit(), (None, None));
    }

    #[test]
    fn parts_of_a_nanosecond_add_up_while_busy_and_are_forgotten_in_a_pause() {
        // 8 bits at 3 Gbit/s take 2 2/3 ns.
        let mut wire = Wire::new(Some(3_000_000_000));
        let mut lengths = Vec::new();
        if let Onward::Sending(length) = wire.hand_over(parcel(1, 1)) {
            lengths.push(length.0);
        }
        for request in 2..=6 {
            wire.hand_over(parcel(request, 1));
        }
        lengths.extend(std::iter::from_fn(|| wire.last_bit().1).map(|length| length.0));
        assert_eq!(lengths, [2, 3, 3, 2, 3, 3], "6 × 2 2/3 ns are 16 ns");
        wire.hand_over(parcel(7, 1));
        wire.last_bit();
        assert_eq!(wire.hand_over(parcel(8, 1)), Onward::Sending(Duration(2)));
    }

    #[test]
    fn a_rate_of_zero_is_slow_and_not_a_division_by_it() {
        let mut wire = Wire::new(Some(0));
        assert_eq!(wire.hand_over(parcel(1, 1)), Onward::Sending(Duration(8_000_000_000)));
        let mut wire = Wire::new(Some(0));
        assert_eq!(wire.hand_over(parcel(1, u32::MAX)), Onward::Sending(Duration(u64::MAX)));
    }
}
