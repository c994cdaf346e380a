//! What runs have given before, by content: only what has changed is run again.
//!
//! A scenario is known by the hash of its stored form, and the simulator by that of its sources, so nothing has to be
//! told when to forget.

mod stored;

use std::collections::BTreeMap;

use scenario::Scenario;

use crate::sample::Sample;

/// What is kept of things that the last compilation did not ask for: scenarios come and go while they are edited.
const MOST_UNUSED: usize = 256;

/// Numbers of runs, to be kept between compilations of the same course. Whatever bytes it is read from, it never gives a
/// number that the simulator of this build would not give.
#[derive(Clone, Debug, Default)]
pub struct Memo {
    entries: BTreeMap<Key, Entry>,
    runs: u64,
}

/// Which number, of which scenario.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Key {
    pub(crate) scenario: u64,
    pub(crate) what: What,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum What {
    /// When the traced run with this seed ends, in nanoseconds.
    End { seed: u64 },
    /// All measures of one run.
    Run { seed: u64 },
    /// All measures over runs with the seeds from 1 on.
    Runs { count: u32 },
    /// Where a message is at a moment of the run with this seed; the two are part of what the scenario is known by.
    Place { seed: u64 },
}

/// What is remembered.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Known {
    End(u64),
    /// In the order of [`crate::runs::names`]; none where a run gives nothing.
    Run(Vec<Option<f64>>),
    Runs(Vec<Sample>),
    Place(u64),
}

#[derive(Clone, Debug, PartialEq)]
struct Entry {
    known: Known,
    used: bool,
}

impl Memo {
    /// Reads what [`Memo::to_bytes`] wrote. Bytes of another simulator, of another version or with damage are an empty memory.
    pub fn from_bytes(bytes: &[u8]) -> Self {
        Self { entries: stored::read(bytes).unwrap_or_default(), runs: 0 }
    }

    /// All that was asked for since [`compile_with`](crate::compile_with) last began, and a little more.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut unused = 0;
        let kept = self.entries.iter().filter(|(_, entry)| {
            unused += usize::from(!entry.used);
            entry.used || unused <= MOST_UNUSED
        });
        stored::write(kept)
    }

    /// How many runs there were so far, because their numbers were not known.
    pub fn runs(&self) -> u64 {
        self.runs
    }

    /// Nothing has been asked for yet.
    pub(crate) fn begin(&mut self) {
        for entry in self.entries.values_mut() {
            entry.used = false;
        }
    }

    pub(crate) fn recall(&mut self, key: Key) -> Option<&Known> {
        let entry = self.entries.get_mut(&key)?;
        entry.used = true;
        Some(&entry.known)
    }

    pub(crate) fn remember(&mut self, key: Key, known: Known) {
        self.entries.insert(key, Entry { known, used: true });
    }

    pub(crate) fn count_runs(&mut self, runs: u64) {
        self.runs = self.runs.saturating_add(runs);
    }
}

/// By what a scenario is known: its content.
pub(crate) fn fingerprint(scenario: &Scenario) -> u64 {
    hash(&scenario.encode())
}

/// By what a question about a moment of its runs is known.
pub(crate) fn fingerprint_with(scenario: u64, question: &str) -> u64 {
    let mut bytes = scenario.to_le_bytes().to_vec();
    bytes.extend_from_slice(question.as_bytes());
    hash(&bytes)
}

/// FNV-1a.
fn hash(bytes: &[u8]) -> u64 {
    const OFFSET_BASIS: u64 = 0xcbf2_9ce4_8422_2325;
    const PRIME: u64 = 0x0000_0100_0000_01b3;
    bytes.iter().fold(OFFSET_BASIS, |hash, &byte| (hash ^ u64::from(byte)).wrapping_mul(PRIME))
}
