//! Replies, each of an exact size.

use super::body;
use super::head::{BLANK, Field, Fit, Head};
use crate::opened::{FILLER_TOKEN, Kind, Opened};
use crate::story::{Meant, Sense};
use crate::words::{self, http as means};
use crate::writer::Writer;

/// What the example's key is answered with (RFC 6455, section 1.3).
const SOCKET_ACCEPT: &str = "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=";

/// `Server: `, the shortest value and the end of the line.
const SHORTEST_SERVER: u64 = 11;

/// A reply of `size` bytes; none if that is too few.
pub(crate) fn reply(meant: &Meant, size: u64) -> Option<Opened> {
    match meant.sense {
        Sense::Answer { status } => answer(meant, status, size),
        Sense::Streaming => streaming(meant, size),
        Sense::Switched => switched(meant, size),
        _ => None,
    }
}

fn head(status: u16, fields: Vec<Field>) -> Head {
    let start = format!("HTTP/1.1 {status} {}", reason(status));
    Head { start, start_meaning: means::status_line(status), fields }
}

fn answer(meant: &Meant, status: u16, size: u64) -> Option<Opened> {
    // Three digits, or it is no status.
    let mut head = head((100..=999).contains(&status).then_some(status)?, Vec::new());
    let fails = status >= 400;
    let opening = if fails {
        format!("{{\"title\":\"{}\",\"status\":{status},\"detail\":\"", reason(status))
    } else {
        format!("{{\"request\":{},\"filler\":\"", meant.id.request.0)
    };
    let (kind, meaning) = if fails {
        ("application/problem+json", means::CONTENT_TYPE_PROBLEM)
    } else {
        ("application/json", means::CONTENT_TYPE)
    };
    let optional = vec![
        Field::new("Content-Type", kind, meaning),
        Field::new("Cache-Control", "no-store", means::NO_STORE),
        Field::new("Server", "roundtrip/1.0", means::SERVER),
    ];
    head.furnish(optional, size, 18 + 8 + BLANK + opening.len() as u64);
    let fit = head.fit(size)?;
    if fit.body == 0 {
        head.fields.retain(|field| field.name != "Content-Type");
    }
    let mut writer = Writer::default();
    let blank = if fit.body == 0 { means::BLANK_NOTHING } else { means::BLANK_BODY };
    head.write(&mut writer, Some(fit), (words::STATUS_LINE, means::CONTENT_LENGTH, blank));
    body::json(&mut writer, &opening, fit.body);
    let mut notes = notes(meant);
    notes.push(means::NO_DATE);
    if status == 503 {
        notes.push(means::NO_RETRY_AFTER);
    }
    writer.finish(words::HTTP_REPLY, notes, size)
}

/// The beginning of a reply that does not end: no length, because nobody knows it (RFC 9112, section 6.3, point 8).
fn streaming(meant: &Meant, size: u64) -> Option<Opened> {
    let mut head = head(200, vec![Field::new("Content-Type", "text/event-stream", means::EVENT_STREAM)]);
    let optional = vec![Field::new("Cache-Control", "no-store", means::NO_STORE)];
    head.furnish(optional, size, BLANK);
    let body = size.checked_sub(head.size() + BLANK)?;
    let mut writer = Writer::default();
    head.write(&mut writer, None::<Fit>, (words::STATUS_LINE, "", means::BLANK_STREAM));
    body::comment(&mut writer, body);
    let mut notes = notes(meant);
    notes.push(means::STREAM_OR_SOCKET);
    writer.finish(words::HTTP_REPLY, notes, size)
}

/// From here on it is a WebSocket (RFC 6455, section 4.2.2). There is no body, so what is too much stands in the head.
fn switched(meant: &Meant, size: u64) -> Option<Opened> {
    let fields = vec![
        Field::new("Connection", "Upgrade", means::CONNECTION_UPGRADE),
        Field::new("Upgrade", "websocket", means::UPGRADED),
        Field::new("Sec-WebSocket-Accept", SOCKET_ACCEPT, means::SOCKET_ACCEPT),
    ];
    let mut head = head(101, fields);
    let over = size.checked_sub(head.size() + BLANK)?;
    if (1..SHORTEST_SERVER).contains(&over) {
        head.start.extend((0..over).map(|_| '.'));
    }
    let filler = size.checked_sub(head.size() + BLANK)?;
    let mut writer = Writer::default();
    writer.text(Kind::StartLine, words::STATUS_LINE, format!("{}\r\n", head.start), head.start_meaning);
    for Field { name, value, meaning } in head.fields {
        writer.text(Kind::Header, name, format!("{name}: {value}\r\n"), meaning);
    }
    if filler > 0 {
        writer.text(Kind::Header, "Server", "Server: ".to_owned(), means::SERVER);
        writer.fill(
            Kind::Field,
            words::FILLER,
            FILLER_TOKEN,
            filler - (SHORTEST_SERVER - 1),
            means::COOKIE_FILLER,
        );
        writer.put(Kind::Blank, words::FIELD_END, "\r\n", "", means::FIELD_END);
    }
    writer.put(Kind::Blank, words::BLANK, "\r\n", "", means::BLANK_SOCKET);
    writer.finish(words::HTTP_REPLY, notes(meant), size)
}

fn notes(meant: &Meant) -> Vec<&'static str> {
    meant.secured.then_some(means::SECURED).into_iter().collect()
}

/// What a status is called (RFC 9110, section 15; 429: RFC 6585).
fn reason(status: u16) -> &'static str {
    match status {
        101 => "Switching Protocols",
        200 => "OK",
        409 => "Conflict",
        429 => "Too Many Requests",
        500 => "Internal Server Error",
        503 => "Service Unavailable",
        _ => match status / 100 {
            1 => "Informational",
            2 => "Success",
            3 => "Redirection",
            4 => "Client Error",
            _ => "Server Error",
        },
    }
}
