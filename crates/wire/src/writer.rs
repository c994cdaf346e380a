//! Writes a message piece by piece.

use crate::opened::{Content, Kind, Opened, Piece};

/// The pieces so far.
#[derive(Debug, Default)]
pub(crate) struct Writer {
    pieces: Vec<Piece>,
    at: u64,
}

impl Writer {
    /// Bytes that are not text, or not text alone. Nothing is written for none.
    pub(crate) fn put(
        &mut self,
        kind: Kind,
        name: &'static str,
        bytes: impl Into<Vec<u8>>,
        shown: impl Into<String>,
        meaning: impl Into<String>,
    ) {
        let bytes = bytes.into();
        let length = bytes.len() as u64;
        self.push(kind, name, Content::These(bytes), length, shown.into(), meaning.into());
    }

    /// Bytes that show themselves.
    pub(crate) fn text(&mut self, kind: Kind, name: &'static str, bytes: String, meaning: impl Into<String>) {
        let shown = bytes.trim_end_matches(['\r', '\n']).to_owned();
        self.put(kind, name, bytes, shown, meaning);
    }

    /// `length` bytes of a pattern.
    pub(crate) fn fill(
        &mut self,
        kind: Kind,
        name: &'static str,
        pattern: impl Into<Vec<u8>>,
        length: u64,
        meaning: impl Into<String>,
    ) {
        let pattern = pattern.into();
        let readable = pattern.iter().all(|byte| (0x20..0x7f).contains(byte));
        let shown: String = match usize::try_from(length) {
            Ok(length) if readable && length <= pattern.len() => {
                pattern.iter().take(length).map(|&byte| char::from(byte)).collect()
            }
            _ if readable => pattern.iter().map(|&byte| char::from(byte)).chain(['…']).collect(),
            _ => "…".to_owned(),
        };
        self.push(kind, name, Content::Repeated(pattern), length, shown, meaning.into());
    }

    /// The message, if it has become as long as it should be.
    pub(crate) fn finish(
        self,
        protocol: &'static str,
        notes: Vec<&'static str>,
        size: u64,
    ) -> Option<Opened> {
        (self.at == size && size > 0).then_some(Opened { protocol, pieces: self.pieces, notes })
    }

    fn push(
        &mut self,
        kind: Kind,
        name: &'static str,
        content: Content,
        length: u64,
        shown: String,
        meaning: String,
    ) {
        if length == 0 {
            return;
        }
        let end = self.at.saturating_add(length);
        self.pieces.push(Piece { range: self.at..end, kind, name, shown, meaning, content });
        self.at = end;
    }
}
