//! What is known under the names of messages, found at once.

use crate::{MessageId, Part};

/// Values by the names of messages. There is no way to walk through it, so the order in which it keeps them shows nowhere.
#[derive(Clone, Debug)]
pub struct ByMessage<T> {
    /// A name stands at the place that follows from its number, or at the next free one. Always a power of two of them.
    slots: Vec<Option<(MessageId, T)>>,
    taken: usize,
}

impl<T> Default for ByMessage<T> {
    fn default() -> Self {
        Self { slots: Vec::new(), taken: 0 }
    }
}

impl<T: Copy> ByMessage<T> {
    /// The value under a name.
    #[inline]
    pub fn find(&self, name: MessageId) -> Option<T> {
        match self.slots.get(self.place(name)) {
            Some(Some((own, value))) if *own == name => Some(*value),
            _ => None,
        }
    }

    /// The value under a name, to be changed; it is `first` if there was none.
    pub fn entry(&mut self, name: MessageId, first: T) -> &mut T {
        if self.taken * 2 >= self.slots.len() {
            self.grow();
        }
        let place = self.place(name);
        let slot = &mut self.slots[place];
        if slot.is_none() {
            self.taken += 1;
        }
        let (_, value) = slot.get_or_insert((name, first));
        value
    }

    /// Puts a value under a name, and says which one stood there.
    pub fn insert(&mut self, name: MessageId, value: T) -> Option<T> {
        let before = self.find(name);
        *self.entry(name, value) = value;
        before
    }

    /// Where a name stands, or where it would be put.
    fn place(&self, name: MessageId) -> usize {
        let last = self.slots.len().wrapping_sub(1);
        let mut place = spread(name) & last;
        while let Some(Some((own, _))) = self.slots.get(place) {
            if *own == name {
                break;
            }
            place = (place + 1) & last;
        }
        place
    }

    fn grow(&mut self) {
        let slots = vec![None; (self.slots.len() * 2).max(16)];
        let before = core::mem::replace(&mut self.slots, slots);
        for (name, value) in before.into_iter().flatten() {
            let place = self.place(name);
            if let Some(slot) = self.slots.get_mut(place) {
                *slot = Some((name, value));
            }
        }
    }
}

/// A number that is far from those of similar names.
fn spread(name: MessageId) -> usize {
    let MessageId { request, attempt, part, copy } = name;
    let part = match part {
        Part::Request => 0,
        Part::Reply => 1,
        Part::Connect { round } => 2 | u64::from(round) << 4,
        Part::Accept { round } => 3 | u64::from(round) << 4,
        Part::Secure { round } => 4 | u64::from(round) << 4,
        Part::Secured { round } => 5 | u64::from(round) << 4,
        Part::Reset => 6,
        Part::Cancel => 7,
        Part::Update => 8,
    };
    let number = u64::from(request.0) << 32 | u64::from(attempt) << 16 ^ part << 4 ^ u64::from(copy);
    // Of the product with a number of no pattern (2^64 divided by the golden ratio) the upper half depends on all bits.
    (number.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 32) as usize
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::*;
    use crate::RequestId;

    fn names() -> impl Strategy<Value = MessageId> {
        let parts = prop_oneof![
            Just(Part::Request),
            Just(Part::Reply),
            Just(Part::Cancel),
            (0_u8..3).prop_map(|round| Part::Connect { round }),
        ];
        let numbers = prop_oneof![0_u32..20, Just(u32::MAX)];
        (numbers, 0_u16..3, parts, 0_u8..3).prop_map(|(request, attempt, part, copy)| MessageId {
            request: RequestId(request),
            attempt,
            part,
            copy,
        })
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn every_name_keeps_its_value(
            put in prop::collection::vec((names(), any::<u32>()), 0..200),
            asked in prop::collection::vec(names(), 0..50),
        ) {
            let (mut found, mut expected) = (ByMessage::default(), BTreeMap::new());
            for (name, value) in put {
                prop_assert_eq!(found.insert(name, value), expected.insert(name, value));
            }
            for name in asked.iter().chain(expected.keys()) {
                prop_assert_eq!(found.find(*name), expected.get(name).copied());
            }
        }
    }
}
