//! What an HTTP message carries: JSON (RFC 8259) of an exact length, mostly filler.

use crate::opened::{FILLER, Kind};
use crate::words;
use crate::writer::Writer;

/// Writes `size` bytes of JSON: `opening` with filler in it if that fits, else as much of it as does. `opening` ends inside
/// a string that the last member of an object holds.
pub(crate) fn json(writer: &mut Writer, opening: &str, size: u64) {
    let candidates = [(opening, "\"}"), ("{\"filler\":\"", "\"}"), ("\"", "\"")];
    let fits = |(opening, closing): &(&str, &str)| (opening.len() + closing.len()) as u64 <= size;
    match candidates.into_iter().find(fits) {
        Some((opening, closing)) => {
            let filler = size - (opening.len() + closing.len()) as u64;
            writer.text(Kind::Body, words::BODY, opening.to_owned(), words::BODY_MEANS);
            writer.fill(Kind::Filler, words::FILLER, FILLER, filler, words::FILLER_MEANS);
            writer.text(Kind::Body, words::BODY_END, closing.to_owned(), words::BODY_END_MEANS);
        }
        // A number is JSON as well, and one byte long.
        None => writer.fill(Kind::Body, words::BODY, *b"0", size, words::BODY_MEANS),
    }
}

/// Writes `size` bytes of a stream of events that mean nothing yet: comments (WHATWG HTML, section 9.2.6).
pub(crate) fn comment(writer: &mut Writer, size: u64) {
    let (opening, closing) = if size < 2 { ("", "\n") } else { (":", "\n") };
    let filler = size.saturating_sub((opening.len() + closing.len()) as u64);
    writer.text(Kind::Body, words::COMMENT, opening.to_owned(), words::COMMENT_MEANS);
    writer.fill(Kind::Filler, words::FILLER, FILLER, filler, words::FILLER_MEANS);
    if size > 0 {
        writer.put(Kind::Body, words::LINE_END, closing, "", words::LINE_END_MEANS);
    }
}
