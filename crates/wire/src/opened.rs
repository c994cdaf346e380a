//! A message that was opened: its pieces, and any stretch of its bytes.

use core::ops::Range;

/// So many bytes are handed out at once, at most.
pub const MOST_AT_ONCE: u64 = 65_536;

/// What stands for the content that a run does not have. One row of a usual listing of bytes.
pub(crate) const FILLER: &[u8] = b"this is filler, ";

/// The same where spaces and commas may not stand.
pub(crate) const FILLER_TOKEN: &[u8] = b"this-is-filler--";

/// A message in pieces.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opened {
    /// What it is, in a few words: `HTTP request`, `TCP segment`.
    pub protocol: &'static str,
    /// In the order of the bytes, without gap or overlap.
    pub pieces: Vec<Piece>,
    /// What the simulator leaves out of this message, in sentences.
    pub notes: Vec<&'static str>,
}

/// Bytes that mean something together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// Counted from the message's first byte.
    pub range: Range<u64>,
    pub kind: Kind,
    pub name: &'static str,
    /// What the bytes say: the line of text itself, or the value of a field that is not text.
    pub shown: String,
    /// What it is there for.
    pub meaning: String,
    pub(crate) content: Content,
}

/// What part of a message a piece is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The first line of an HTTP message.
    StartLine,
    /// A field line of its head.
    Header,
    /// The empty line between head and body, or the end of another line.
    Blank,
    /// A part of a head that is not text, or filler in it.
    Field,
    /// What the message carries.
    Body,
    /// Bytes in the place of what the run does not have.
    Filler,
    /// Encrypted bytes.
    Sealed,
    /// All of a message that no protocol describes.
    Whole,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Content {
    These(Vec<u8>),
    /// Again and again, for as long as the piece is.
    Repeated(Vec<u8>),
}

impl Kind {
    /// Whether it stands in front of what the message carries.
    pub fn is_head(self) -> bool {
        matches!(self, Self::StartLine | Self::Header | Self::Blank | Self::Field)
    }

    /// Whether what its bytes show tells what it is, so that it needs no name beside it.
    pub fn names_itself(self) -> bool {
        matches!(self, Self::StartLine | Self::Header | Self::Body)
    }
}

impl Opened {
    /// How many bytes the message has.
    pub fn size(&self) -> u64 {
        self.pieces.last().map_or(0, |piece| piece.range.end)
    }

    /// How many of them stand in front of what it carries.
    pub fn head_size(&self) -> u64 {
        let head = self.pieces.iter().filter(|piece| piece.kind.is_head());
        head.map(|piece| piece.range.end - piece.range.start).sum()
    }

    /// The place in [`Self::pieces`] of the piece that a byte belongs to.
    pub fn piece_of(&self, byte: u64) -> Option<usize> {
        let place = self.pieces.partition_point(|piece| piece.range.end <= byte);
        (place < self.pieces.len()).then_some(place)
    }

    /// Some of the bytes: those of the range that there are, [`MOST_AT_ONCE`] at most.
    pub fn bytes(&self, range: Range<u64>) -> Vec<u8> {
        let end = range.end.min(self.size()).min(range.start.saturating_add(MOST_AT_ONCE));
        let mut bytes = Vec::new();
        for piece in &self.pieces {
            let (from, to) = (piece.range.start.max(range.start), piece.range.end.min(end));
            bytes.extend((from..to).filter_map(|byte| piece.byte(byte - piece.range.start)));
        }
        bytes
    }
}

impl Piece {
    fn byte(&self, place: u64) -> Option<u8> {
        match &self.content {
            Content::These(bytes) => bytes.get(usize::try_from(place).ok()?).copied(),
            Content::Repeated(pattern) => {
                let place = place.checked_rem(u64::try_from(pattern.len()).ok()?)?;
                pattern.get(usize::try_from(place).ok()?).copied()
            }
        }
    }
}
