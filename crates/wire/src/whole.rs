//! A message that no protocol describes: as many bytes as were sent, and an honest word about them.

use crate::opened::{FILLER, Kind, Opened};
use crate::story::Meant;
use crate::words;
use crate::writer::Writer;

/// All of the message as one piece; no piece for a message of no bytes.
pub(crate) fn whole(meant: &Meant, size: u64) -> Opened {
    let mut writer = Writer::default();
    writer.fill(Kind::Whole, words::WHOLE, FILLER, size, words::too_odd(&meant.sense, size));
    let empty = Opened { protocol: words::ABSTRACT, pieces: Vec::new(), notes: vec![words::NO_BYTES] };
    writer.finish(words::ABSTRACT, Vec::new(), size).unwrap_or(empty)
}
