//! News on an open line: server-sent events (HTML Standard, section 9.2) and WebSocket frames (RFC 6455, section 5.2).

use crate::opened::{FILLER, Kind, Opened};
use crate::peers;
use crate::story::Meant;
use crate::words;
use crate::writer::Writer;

/// `data: ` and the two line feeds.
const LEAST_EVENT: u64 = 8;

/// A last frame of text.
const FINAL_TEXT: u8 = 0x81;
const MASKED: u8 = 0x80;

/// An event of `size` bytes; none if that is too few.
pub(crate) fn event(meant: &Meant, update: Option<u32>, size: u64) -> Option<Opened> {
    let mut writer = Writer::default();
    let mut filler = size.checked_sub(LEAST_EVENT)?;
    let id = update.map(|update| format!("id: {update}\n")).filter(|id| id.len() as u64 <= filler);
    if let Some(id) = id {
        filler -= id.len() as u64;
        writer.text(Kind::Header, words::EVENT_ID, id, words::EVENT_ID_MEANS);
    }
    writer.text(Kind::Header, words::EVENT_DATA, "data: ".to_owned(), words::EVENT_DATA_MEANS);
    writer.fill(Kind::Filler, words::FILLER, FILLER, filler, words::FILLER_MEANS);
    writer.put(Kind::Blank, words::EVENT_END, "\n\n", "", words::EVENT_END_MEANS);
    let mut notes = vec![words::EVENT_OR_FRAME];
    if meant.secured {
        notes.push(words::http::SECURED);
    }
    writer.finish(words::EVENT, notes, size)
}

/// A frame of `size` bytes. There is none of some sizes, because a longer content needs a longer field for its length, and
/// the shortest one that does must be used.
pub(crate) fn frame(meant: &Meant, masked: bool, size: u64) -> Option<Opened> {
    let key = if masked { 4 } else { 0 };
    let content = |head: u64| size.checked_sub(head + key);
    let short = content(2).filter(|content| *content < 126).map(|content| (content, content, Vec::new()));
    let middle = || {
        let content = content(4).filter(|content| (126..=0xffff).contains(content))?;
        Some((content, 126, u16::try_from(content).ok()?.to_be_bytes().to_vec()))
    };
    let long = || {
        let content = content(10).filter(|content| *content > 0xffff)?;
        Some((content, 127, content.to_be_bytes().to_vec()))
    };
    let (content, told, longer) = short.or_else(middle).or_else(long)?;
    let mask = if masked { MASKED } else { 0 };
    let told = u8::try_from(told).ok()?;
    let mut writer = Writer::default();
    writer.put(Kind::Field, words::FRAME_START, [FINAL_TEXT], "81", words::FRAME_START_MEANS);
    let shown = format!("{}, {told}", if masked { "masked" } else { "not masked" });
    writer.put(Kind::Field, words::FRAME_LENGTH, [mask | told], shown, words::FRAME_LENGTH_MEANS);
    let length = words::bytes(content);
    writer.put(Kind::Field, words::FRAME_LONGER, longer, length, words::FRAME_LONGER_MEANS);
    if masked {
        let key: [u8; 4] = peers::drawn_bytes(meant.id, 7);
        writer.put(Kind::Field, words::FRAME_MASK, key, hex(&key), words::FRAME_MASK_MEANS);
        // The filler is a multiple of four long, so that its masked form repeats as it does.
        let filler: Vec<u8> = FILLER.iter().zip(key.iter().cycle()).map(|(byte, key)| byte ^ key).collect();
        writer.fill(Kind::Filler, words::FRAME_CONTENT, filler, content, words::FRAME_CONTENT_MASKED);
    } else {
        writer.fill(Kind::Filler, words::FRAME_CONTENT, FILLER, content, words::FILLER_MEANS);
    }
    let notes = if meant.secured { vec![words::http::SECURED] } else { Vec::new() };
    writer.finish(words::FRAME, notes, size)
}

/// Bytes as pairs of digits.
pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect::<Vec<_>>().join(" ")
}
