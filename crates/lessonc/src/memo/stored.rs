//! The memory as bytes: for which simulator, what is known, and a sum over all of it.

use std::collections::BTreeMap;

use super::{Entry, Key, Known, What, hash};
use crate::sample::Sample;

/// What the bytes start with: form, version of the form, and the simulator that the numbers come from.
const HEAD: &str = concat!("roundtrip lessons memory 1 ", env!("ENGINE_FINGERPRINT"), "\n");

/// More numbers than any scenario has.
const MOST_NUMBERS: usize = 1 << 20;

pub(super) fn write<'m>(entries: impl Iterator<Item = (&'m Key, &'m Entry)>) -> Vec<u8> {
    let mut bytes = HEAD.as_bytes().to_vec();
    for (key, entry) in entries {
        word(&mut bytes, key.scenario);
        let (kind, of) = match key.what {
            What::End { seed } => (1, seed),
            What::Run { seed } => (2, seed),
            What::Runs { count } => (3, count.into()),
            What::Place { seed } => (4, seed),
        };
        word(&mut bytes, kind);
        word(&mut bytes, of);
        match &entry.known {
            Known::End(number) | Known::Place(number) => word(&mut bytes, *number),
            Known::Run(values) => {
                word(&mut bytes, values.len() as u64);
                for value in values {
                    word(&mut bytes, value.unwrap_or(f64::NAN).to_bits());
                }
            }
            Known::Runs(samples) => {
                word(&mut bytes, samples.len() as u64);
                for sample in samples {
                    word(&mut bytes, sample.count.into());
                    word(&mut bytes, sample.mean.to_bits());
                    word(&mut bytes, sample.squares.to_bits());
                }
            }
        }
    }
    let sum = hash(&bytes);
    word(&mut bytes, sum);
    bytes
}

/// None unless every byte is as it was written.
pub(super) fn read(bytes: &[u8]) -> Option<BTreeMap<Key, Entry>> {
    let (content, sum) = bytes.split_last_chunk::<8>()?;
    let mut rest = content.strip_prefix(HEAD.as_bytes())?;
    if hash(content) != u64::from_le_bytes(*sum) {
        return None;
    }
    let mut entries = BTreeMap::new();
    while !rest.is_empty() {
        let (scenario, kind, of) = (take(&mut rest)?, take(&mut rest)?, take(&mut rest)?);
        let (what, known) = match kind {
            1 => (What::End { seed: of }, Known::End(take(&mut rest)?)),
            2 => (What::Run { seed: of }, Known::Run(list(&mut rest, value)?)),
            3 => (What::Runs { count: of.try_into().ok()? }, Known::Runs(list(&mut rest, sample)?)),
            4 => (What::Place { seed: of }, Known::Place(take(&mut rest)?)),
            _ => return None,
        };
        entries.insert(Key { scenario, what }, Entry { known, used: false });
    }
    Some(entries)
}

fn word(bytes: &mut Vec<u8>, word: u64) {
    bytes.extend_from_slice(&word.to_le_bytes());
}

fn take(rest: &mut &[u8]) -> Option<u64> {
    let (word, after) = rest.split_first_chunk::<8>()?;
    *rest = after;
    Some(u64::from_le_bytes(*word))
}

fn list<T>(rest: &mut &[u8], read: fn(&mut &[u8]) -> Option<T>) -> Option<Vec<T>> {
    let length = usize::try_from(take(rest)?).ok().filter(|&length| length <= MOST_NUMBERS)?;
    (0..length).map(|_| read(rest)).collect()
}

fn value(rest: &mut &[u8]) -> Option<Option<f64>> {
    take(rest).map(f64::from_bits).map(|value| Some(value).filter(|value| value.is_finite()))
}

fn sample(rest: &mut &[u8]) -> Option<Sample> {
    let count = take(rest)?.try_into().ok()?;
    let (mean, squares) = (f64::from_bits(take(rest)?), f64::from_bits(take(rest)?));
    Some(Sample { count, mean, squares })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Memo;

    fn memory() -> Memo {
        let mut memo = Memo::default();
        let sample = Sample { count: 32, mean: 1.5, squares: 0.25 };
        for (scenario, what, known) in [
            (7, What::End { seed: 3 }, Known::End(99)),
            (8, What::Run { seed: 1 }, Known::Run(vec![Some(1.25), None])),
            (8, What::Runs { count: 32 }, Known::Runs(vec![sample])),
            (9, What::Place { seed: 1 }, Known::Place(1 << 32)),
        ] {
            memo.remember(Key { scenario, what }, known);
        }
        memo
    }

    #[test]
    fn what_was_written_is_read() {
        let memo = memory();
        let mut again = Memo::from_bytes(&memo.to_bytes());
        for (key, entry) in &memo.entries {
            assert_eq!(again.recall(*key), Some(&entry.known));
        }
    }

    #[test]
    fn any_damage_empties_the_memory() {
        let bytes = memory().to_bytes();
        for at in 0..bytes.len() {
            let mut damaged = bytes.clone();
            damaged[at] ^= 1;
            assert!(Memo::from_bytes(&damaged).entries.is_empty(), "byte {at}");
            assert!(Memo::from_bytes(&bytes[..at]).entries.is_empty(), "cut at {at}");
        }
    }

    #[test]
    fn of_what_nobody_asked_for_only_some_is_kept() {
        let mut memo = Memo::default();
        for scenario in 0..1000 {
            memo.remember(Key { scenario, what: What::End { seed: 1 } }, Known::End(0));
        }
        memo.begin();
        assert!(memo.recall(Key { scenario: 999, what: What::End { seed: 1 } }).is_some());
        let kept = Memo::from_bytes(&memo.to_bytes());
        assert_eq!(kept.entries.len(), super::super::MOST_UNUSED + 1);
    }
}
