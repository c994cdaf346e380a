//! HTTP messages: a request or status line, header fields, an empty line, a body.

use super::{Class, Line};

pub(super) fn lines(code: &str) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut in_head = false;
    for text in code.lines() {
        let mut line = Line::default();
        if is_version(first_word(text)) {
            in_head = true;
            status_line(text, &mut line);
        } else if text.rsplit(' ').next().is_some_and(is_version) {
            in_head = true;
            request_line(text, &mut line);
        } else if in_head {
            in_head = !text.is_empty();
            field(text, &mut line);
        } else {
            line.push(text, None);
        }
        lines.push(line);
    }
    lines
}

fn status_line(text: &str, line: &mut Line) {
    let (version, status) = text.split_at(first_word(text).len());
    line.push(version, Some(Class::Constant));
    let status_from = status.len() - status.trim_start().len();
    line.push(&status[..status_from], None);
    line.push(&status[status_from..], Some(Class::Keyword));
}

fn request_line(text: &str, line: &mut Line) {
    let (method, rest) = text.split_at(first_word(text).len());
    let (target, version) = rest.split_at(rest.rfind(' ').map_or(0, |at| at + 1));
    line.push(method, Some(Class::Keyword));
    line.push(target, None);
    line.push(version, Some(Class::Constant));
}

/// A header field. The fields that stand for a start line since HTTP/2 begin with a colon.
fn field(text: &str, line: &mut Line) {
    let from = usize::from(text.starts_with(':'));
    let name = text[from..].find(':').map_or(0, |at| from + at);
    line.push(&text[..name], Some(Class::Attribute));
    line.push(&text[name..], None);
}

fn first_word(text: &str) -> &str {
    text.split(' ').next().unwrap_or_default()
}

fn is_version(word: &str) -> bool {
    word.strip_prefix("HTTP/").is_some_and(|version| {
        !version.is_empty() && version.bytes().all(|b| b.is_ascii_digit() || b == b'.')
    })
}
