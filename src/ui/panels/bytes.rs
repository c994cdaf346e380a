//! The bytes of a message as a listing: their numbers, and the same as text.

use wire::{Opened, Progress};

use crate::ui::figure::escape;

/// So many bytes are listed; who wants to see a pattern need not see all of it.
pub(super) const LISTED: u64 = 512;

const ROW: usize = 16;

/// Where a byte is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    Arrived,
    OnTheWire,
    NotSent,
    Lost,
}

impl Place {
    /// Where a byte of a message is.
    pub(super) fn of(byte: u64, progress: Progress) -> Self {
        match progress {
            _ if byte >= progress.left => Self::NotSent,
            Progress { lost: Some(_), .. } => Self::Lost,
            _ if byte >= progress.arrived => Self::OnTheWire,
            _ => Self::Arrived,
        }
    }

    /// What the styles call it.
    pub(super) fn class(self) -> &'static str {
        match self {
            Self::Arrived => "there",
            Self::OnTheWire => "under-way",
            Self::NotSent => "here",
            Self::Lost => "gone",
        }
    }
}

/// The first bytes in rows, as HTML. Each stretch of a row says which piece it belongs to and where it is; those of the piece
/// `marked` stand out.
pub(super) fn listing(opened: &Opened, progress: Progress, marked: Option<usize>) -> String {
    let bytes = opened.bytes(0..LISTED);
    let mut html = String::new();
    for (row, number) in bytes.chunks(ROW).zip(0_u64..) {
        let first = number * ROW as u64;
        html.push_str("<div>");
        for (half, number) in row.chunks(ROW / 2).zip(0_u64..) {
            let first = first + number * ROW as u64 / 2;
            let stretches = stretches(opened, progress, first, half);
            html.push_str(&format!("<b>{first:04x}</b>"));
            for (class, write) in [("hex", hex as fn(&[u8]) -> String), ("text", text)] {
                html.push_str(&format!("<span class=\"{class}\">"));
                for (piece, place, bytes) in &stretches {
                    let mark = if marked == Some(*piece) { " marked" } else { "" };
                    let place = place.class();
                    html.push_str(&format!(
                        "<i class=\"{place}{mark}\" data-piece=\"{piece}\">{}</i>",
                        write(bytes)
                    ));
                }
                html.push_str("</span>");
            }
        }
        html.push_str("</div>");
    }
    html
}

/// Neighbours of one piece that are at the same place.
fn stretches<'a>(
    opened: &Opened,
    progress: Progress,
    first: u64,
    mut bytes: &'a [u8],
) -> Vec<(usize, Place, &'a [u8])> {
    let about = |byte: u64| (opened.piece_of(byte).unwrap_or_default(), Place::of(byte, progress));
    let (mut at, mut found) = (first, Vec::new());
    while !bytes.is_empty() {
        let (piece, place) = about(at);
        let length = (1..bytes.len()).find(|length| about(at + *length as u64) != (piece, place));
        let (stretch, rest) = bytes.split_at(length.unwrap_or(bytes.len()));
        found.push((piece, place, stretch));
        at += stretch.len() as u64;
        bytes = rest;
    }
    found
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x} ")).collect()
}

/// Bytes as text, with a dot for those that show nothing.
fn text(bytes: &[u8]) -> String {
    let shown = |byte: &u8| if (0x20..0x7f).contains(byte) { char::from(*byte) } else { '·' };
    escape(&bytes.iter().map(shown).collect::<String>())
}
