//! How large a scenario may be. Every bound keeps a run short enough for a page and its clock far from overflow.

use core::ops::RangeInclusive;

/// Far more than any scenario a person writes; keeps the cost of reading hostile text small.
pub const MAX_TEXT_BYTES: usize = 256 << 10;

/// More mistakes than this help nobody.
pub(crate) const MAX_PROBLEMS: usize = 100;

/// A figure with more machines than this cannot be read.
pub(crate) const NODES: RangeInclusive<usize> = 1..=64;

/// Enough to join every node of a full figure to two others.
pub(crate) const MAX_LINKS: usize = 128;

/// One for each client; without any, nothing would happen.
pub(crate) const LOADS: RangeInclusive<usize> = 1..=64;

/// All loads together. At no more than 14 facts a request, the trace stays within its own budget.
pub(crate) const REQUESTS: RangeInclusive<u64> = 1..=10_000;

/// More hands than a queue of [`REQUESTS`] could keep busy would change nothing.
pub(crate) const WORKERS: RangeInclusive<u64> = 1..=10_000;

/// Longer than any queue of [`REQUESTS`] could grow. No places at all is a server that refuses when busy.
pub(crate) const QUEUE: RangeInclusive<u64> = 0..=1_000_000;

/// One hour. Ten thousand in a row are 3.6 × 10^16 ns, a five-hundredth of what the clock holds.
pub(crate) const TIME_NS: RangeInclusive<u64> = 0..=3_600_000_000_000;

/// A client that waits for no time at all would give up before it asked.
pub(crate) const TIMEOUT_NS: RangeInclusive<u64> = 1..=*TIME_NS.end();

/// 100 MB. At the lowest rate ten thousand of them take 8 × 10^18 ns, which the clock still holds.
pub(crate) const MESSAGE_BYTES: RangeInclusive<u64> = 1..=100_000_000;

/// From 1 kbit/s to 1 Tbit/s. Without a rate, bits take no time to send.
pub(crate) const BITS_PER_S: RangeInclusive<u64> = 1_000..=1_000_000_000_000;

/// Ids stand in knob paths and tests: short, and one way to write them.
pub(crate) const MAX_ID_CHARS: usize = 32;

/// One line of a list, or a label in a figure.
pub(crate) const MAX_NAME_CHARS: usize = 120;
