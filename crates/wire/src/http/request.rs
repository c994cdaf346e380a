//! Requests, each of an exact size.

use super::body;
use super::head::{BLANK, Field, Head};
use crate::opened::{FILLER_TOKEN, Kind, Opened};
use crate::story::{Meant, Sense};
use crate::words::{self, http as means};
use crate::writer::Writer;

/// `Cookie: filler=`, the shortest value and the end of the line.
const SHORTEST_COOKIE: u64 = 18;

/// What makes a target longer by a few bytes.
const QUERY: &str = "filler-filler-filler";

/// The key of the example in RFC 6455, section 1.3; a real one is drawn at random.
const SOCKET_KEY: &str = "dGhlIHNhbXBsZSBub25jZQ==";

/// A request of `size` bytes; none if that is too few.
pub(crate) fn request(meant: &Meant, size: u64) -> Option<Opened> {
    match meant.sense {
        Sense::Order { keyed, batch } => {
            let key = keyed.then(|| {
                let key = format!("\"request-{}\"", meant.id.request.0);
                Field::new("Idempotency-Key", key, means::IDEMPOTENCY_KEY)
            });
            let batch = if batch > 1 { format!(",\"requests\":{batch}") } else { String::new() };
            let (number, attempt) = (meant.id.request.0, meant.id.attempt);
            let opening = format!("{{\"request\":{number},\"try\":{attempt}{batch},\"filler\":\"");
            let with_body = post(meant, "/orders", key, &opening, size);
            with_body
                .or_else(|| get(meant, "/orders", Vec::new(), size))
                .or_else(|| get(meant, "/", Vec::new(), size))
        }
        Sense::Post { update } => {
            let number = update.map(|update| format!("\"update\":{update},")).unwrap_or_default();
            post(meant, "/news", None, &format!("{{{number}\"filler\":\""), size)
        }
        Sense::Poll { after } => {
            let target = format!("/news?after={after}");
            let fields = vec![Field::new("Accept", "application/json", means::ACCEPT)];
            get(meant, &target, fields.clone(), size).or_else(|| get(meant, "/news", fields, size))
        }
        Sense::Stream { after } => {
            let mut fields = vec![Field::new("Accept", "text/event-stream", means::ACCEPT_STREAM)];
            if after > 0 {
                fields.push(Field::new("Last-Event-ID", after.to_string(), means::LAST_EVENT_ID));
            }
            get(meant, "/news", fields, size)
        }
        Sense::Upgrade => upgrade(meant, size),
        _ => None,
    }
}

fn head(meant: &Meant, method: &str, target: &str) -> Head {
    Head {
        start: format!("{method} {target} HTTP/1.1"),
        start_meaning: means::request_line(method),
        fields: vec![Field::new("Host", meant.host.as_str(), means::HOST)],
    }
}

/// Which request this is, and which try (W3C Trace Context, section 3.2).
fn trace_parent(meant: &Meant) -> Field {
    let (request, attempt) = (meant.id.request.0, meant.id.attempt);
    let value = format!("00-{request:032x}-{request:08x}{attempt:08x}-01");
    Field::new("traceparent", value, means::trace_parent(request, attempt))
}

fn agent() -> Field {
    Field::new("User-Agent", "roundtrip/1.0", means::USER_AGENT)
}

fn post(meant: &Meant, target: &str, key: Option<Field>, opening: &str, size: u64) -> Option<Opened> {
    let mut head = head(meant, "POST", target);
    // What stays free for the length of the body, the empty line and a body worth its name.
    let reserved = 18 + 8 + BLANK + opening.len() as u64;
    let keyless = key.is_some();
    let mut optional: Vec<Field> = key.into_iter().collect();
    optional.push(Field::new("Content-Type", "application/json", means::CONTENT_TYPE));
    optional.extend([trace_parent(meant), Field::new("Accept", "application/json", means::ACCEPT), agent()]);
    head.furnish(optional, size, reserved);
    let keyless = keyless && !head.fields.iter().any(|field| field.name == "Idempotency-Key");
    let fit = head.fit(size).filter(|fit| fit.body > 0)?;
    let mut writer = Writer::default();
    head.write(&mut writer, Some(fit), (words::REQUEST_LINE, means::CONTENT_LENGTH, means::BLANK_BODY));
    body::json(&mut writer, opening, fit.body);
    let mut notes = notes(meant);
    if keyless {
        notes.push(means::NO_ROOM_FOR_KEY);
    }
    writer.finish(words::HTTP_REQUEST, notes, size)
}

fn get(meant: &Meant, target: &str, mut optional: Vec<Field>, size: u64) -> Option<Opened> {
    let mut bare = head(meant, "GET", target);
    optional.extend([trace_parent(meant), agent()]);
    bare.furnish(optional, size, BLANK);
    let over = size.checked_sub(bare.size() + BLANK)?;
    if (1..SHORTEST_COOKIE).contains(&over) {
        let mark = if target.contains('?') { '&' } else { '?' };
        let filler: String =
            [mark].into_iter().chain(QUERY.chars()).take(usize::try_from(over).ok()?).collect();
        bare.start = format!("GET {target}{filler} HTTP/1.1");
    }
    let cookie = size.checked_sub(bare.size() + BLANK)?;
    let mut writer = Writer::default();
    let names = (words::REQUEST_LINE, means::CONTENT_LENGTH, means::BLANK_NOTHING);
    if cookie == 0 {
        bare.write(&mut writer, None, names);
        return writer.finish(words::HTTP_REQUEST, notes(meant), size);
    }
    // The filler stands in the head, so it is written before the empty line.
    let Head { start, start_meaning, fields } = bare;
    writer.text(Kind::StartLine, words::REQUEST_LINE, format!("{start}\r\n"), start_meaning);
    for Field { name, value, meaning } in fields {
        writer.text(Kind::Header, name, format!("{name}: {value}\r\n"), meaning);
    }
    writer.text(Kind::Header, "Cookie", "Cookie: filler=".to_owned(), means::COOKIE);
    writer.fill(
        Kind::Field,
        words::FILLER,
        FILLER_TOKEN,
        cookie - (SHORTEST_COOKIE - 1),
        means::COOKIE_FILLER,
    );
    writer.put(Kind::Blank, words::FIELD_END, "\r\n", "", means::FIELD_END);
    writer.put(Kind::Blank, words::BLANK, "\r\n", "", means::BLANK_NOTHING);
    writer.finish(words::HTTP_REQUEST, notes(meant), size)
}

/// Asks to go on as a WebSocket (RFC 6455, section 4.1).
fn upgrade(meant: &Meant, size: u64) -> Option<Opened> {
    let fields = vec![
        Field::new("Connection", "Upgrade", means::CONNECTION_UPGRADE),
        Field::new("Upgrade", "websocket", means::UPGRADE),
        Field::new("Sec-WebSocket-Version", "13", means::SOCKET_VERSION),
        Field::new("Sec-WebSocket-Key", SOCKET_KEY, means::SOCKET_KEY),
    ];
    let opened = get(meant, "/news", fields, size)?;
    // Half a handshake is none.
    opened.pieces.iter().any(|piece| piece.name == "Sec-WebSocket-Key").then_some(opened)
}

fn notes(meant: &Meant) -> Vec<&'static str> {
    let again = (meant.id.attempt > 1).then_some(means::SAME_REQUEST_AGAIN);
    again.into_iter().chain(meant.secured.then_some(means::SECURED)).collect()
}
