//! All words about the pieces of a message. A second language is a second one of this file and its folder.

pub(crate) mod http;
pub(crate) mod segment;
pub(crate) mod tls;

use trace::{LossReason, Part};

use crate::progress::{Progress, Seen};
use crate::story::Sense;

pub(crate) const HTTP_REQUEST: &str = "HTTP/1.1 request";
pub(crate) const HTTP_REPLY: &str = "HTTP/1.1 reply";
pub(crate) const EVENT: &str = "Server-sent event";
pub(crate) const FRAME: &str = "WebSocket frame";
pub(crate) const TCP_SEGMENT: &str = "TCP segment in an IP packet";
pub(crate) const TLS_RECORDS: &str = "TLS 1.3 records";
pub(crate) const ABSTRACT: &str = "Message";

pub(crate) const REQUEST_LINE: &str = "Request line";
pub(crate) const STATUS_LINE: &str = "Status line";
pub(crate) const BLANK: &str = "Empty line";
pub(crate) const FIELD_END: &str = "End of the line";
pub(crate) const LINE_END: &str = "End of the line";
pub(crate) const BODY: &str = "Body";
pub(crate) const BODY_END: &str = "End of the body";
pub(crate) const FILLER: &str = "Filler";
pub(crate) const COMMENT: &str = "Comment";
pub(crate) const WHOLE: &str = "The whole message";
pub(crate) const EVENT_ID: &str = "id";
pub(crate) const EVENT_DATA: &str = "data";
pub(crate) const EVENT_END: &str = "End of the event";

pub(crate) const NO_BYTES: &str = "A message of no bytes. There is nothing to open.";
pub(crate) const BODY_MEANS: &str =
    "What the message is sent for, as JSON (RFC 8259). The run has a size for it and no content.";
pub(crate) const BODY_END_MEANS: &str =
    "Closes the text and the object of the JSON (RFC 8259, sections 4 and 7).";
pub(crate) const FILLER_MEANS: &str = "Stands for the content. The simulator knows how much is sent, and not what, so the rest of the size is this text, \
     over and over.";
pub(crate) const COMMENT_MEANS: &str = "A line that begins with a colon is a comment. It opens the stream and means nothing (HTML Standard, section 9.2.6).";
pub(crate) const LINE_END_MEANS: &str = "One byte, the line feed. It ends the line.";
pub(crate) const EVENT_ID_MEANS: &str = "The number of this update. After a break the client names the last one it has, in Last-Event-ID (HTML Standard, \
     section 9.2.6).";
pub(crate) const EVENT_DATA_MEANS: &str =
    "What is new follows, up to the end of the line (HTML Standard, section 9.2.6).";
pub(crate) const EVENT_END_MEANS: &str =
    "Two line feeds. The first ends the line; the empty line after it hands the event to the page.";
pub(crate) const EVENT_OR_FRAME: &str = "The run does not say whether this line is a stream of events or a WebSocket on which only one side speaks. It is \
     written as an event.";
pub(crate) const FRAME_START: &str = "Final, text";
pub(crate) const FRAME_START_MEANS: &str =
    "One bit says that the message ends with this frame, four bits that it is text (RFC 6455, section 5.2).";
pub(crate) const FRAME_LENGTH: &str = "Mask and length";
pub(crate) const FRAME_LENGTH_MEANS: &str = "One bit says whether the content is masked. The other seven are its length: up to 125 as it is, 126 if the next two \
     bytes hold it, 127 if the next eight do (RFC 6455, section 5.2).";
pub(crate) const FRAME_LONGER: &str = "Longer length";
pub(crate) const FRAME_LONGER_MEANS: &str =
    "How long the content is, because seven bits were too few for it.";
pub(crate) const FRAME_MASK: &str = "Masking key";
pub(crate) const FRAME_MASK_MEANS: &str = "A client masks what it sends: each byte is combined with one of these four. So a page cannot choose the bytes that \
     machines on the way see (RFC 6455, section 5.3).";
pub(crate) const FRAME_CONTENT: &str = "Content";
pub(crate) const FRAME_CONTENT_MASKED: &str =
    "Stands for the content, masked: filler, combined byte by byte with the masking key.";

/// A number with commas between its thousands: `11,488`.
pub fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// `1 byte`, `11,488 bytes`.
pub(crate) fn bytes(count: u64) -> String {
    let noun = if count == 1 { "byte" } else { "bytes" };
    format!("{} {noun}", grouped(count))
}

/// Why there are no fields to show.
pub(crate) fn too_odd(sense: &Sense, size: u64) -> String {
    let size = bytes(size);
    match sense {
        Sense::Segment(_) => {
            format!("A bare TCP segment; none is {size} long with the fields that it would need.")
        }
        Sense::Hello | Sense::ServerHello | Sense::Sealed => {
            format!(
                "Part of securing a connection. {size} do not fit what TLS sends here, so it is not written out."
            )
        }
        Sense::Frame { .. } => format!("A message over a WebSocket. No single frame is {size} long."),
        Sense::Event { .. } => format!("News on an open stream, in {size}: too few for an event."),
        Sense::Unknown(Part::Connect { .. } | Part::Accept { .. }) => format!(
            "A further round trip to open a connection, sent as one message of {size}. TCP needs one round trip alone, so \
             there is no field to show."
        ),
        Sense::Unknown(_) => format!("One message of {size}."),
        Sense::Answer { .. } | Sense::Streaming | Sense::Switched => {
            format!("A reply of {size}: too few for a status line of HTTP/1.1 and the fields that it needs.")
        }
        _ => format!(
            "A request of {size}: too few for a request line of HTTP/1.1 and the fields that it needs."
        ),
    }
}

impl Progress {
    /// Where the bytes are, in a sentence.
    pub fn say(self, seen: Seen) -> String {
        let Self { size, left, arrived, lost } = self;
        let waiting = size.saturating_sub(left);
        match seen {
            Seen::BySender if left == size => {
                format!("All {} have left. Whether they arrive cannot be seen from here.", bytes(size))
            }
            Seen::BySender => format!("{} of {} have left.", grouped(left), bytes(size)),
            Seen::ByReceiver if arrived == size => format!("All {} have arrived.", bytes(size)),
            // How long it will be stands in its head; before that nobody here knows.
            Seen::ByReceiver => format!("{} have arrived, and more is to come.", bytes(arrived)),
            Seen::ByEveryone => match lost {
                Some(reason) => format!("{} None of the {} counts.", gone(reason), bytes(size)),
                None if arrived == size => format!("All {} have arrived.", bytes(size)),
                None if left == 0 => format!("None of the {} has left yet.", bytes(size)),
                None if waiting == 0 && arrived == 0 => format!("All {} are on the wire.", bytes(size)),
                None if waiting == 0 => {
                    format!(
                        "{} of {} have arrived; the others are on the wire.",
                        grouped(arrived),
                        bytes(size)
                    )
                }
                None if arrived == 0 => {
                    format!(
                        "{} of {} are on the wire; the others have not left yet.",
                        grouped(left),
                        bytes(size)
                    )
                }
                None => format!(
                    "{} of {} have arrived, {} are on the wire, {} have not left yet.",
                    grouped(arrived),
                    bytes(size),
                    grouped(self.on_the_wire()),
                    grouped(waiting)
                ),
            },
        }
    }
}

fn gone(reason: LossReason) -> &'static str {
    match reason {
        LossReason::Chance | LossReason::Dropped => "Lost on the way.",
        LossReason::BufferFull => "Lost before the wire: its buffer was full.",
        LossReason::Cut => "Lost: the wire was cut.",
        LossReason::NodeDown => "It arrived where nobody was running.",
        LossReason::Corrupted => "It arrived damaged and was thrown away.",
    }
}
