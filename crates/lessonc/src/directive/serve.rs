//! ```` ```serve ````: be the server, and answer each request with a status.

use std::collections::BTreeSet;

use lesson::{Arrival, Kind, Serve, Status, StatusReply};

use super::asking::{Count, Ids};
use crate::markdown;
use crate::page_file::PageFile;
use crate::record;
use crate::report::Mistake;
use crate::toml_fields::{At, Fields, Names, Text};

const STATUSES: Count = Count {
    code: "part-count",
    who: "a server",
    what: "statuses to choose from",
    range: 2..=8,
    example: "statuses = [\"200 OK\", \"404 Not Found\"]",
};

const REQUESTS: Count = Count {
    code: "part-count",
    who: "a server",
    what: "requests to answer",
    range: 1..=8,
    example: "[[request]]\nid = \"a\"\nmessage = \"GET / HTTP/1.1\"\nsituation = \"…\"\nright = [200]",
};

/// Codes of answers.
const CODES: core::ops::RangeInclusive<u16> = 100..=599;

pub(super) fn read(fields: &Fields, _: &str, file: &PageFile) -> Option<Kind> {
    let statuses = statuses(fields, file);
    let requests = fields.tables("request", "a request");
    REQUESTS.check(requests.len(), fields, file);
    let mut ids = Ids::default();
    let arrivals: Vec<Option<Arrival>> =
        requests.into_iter().map(|request| arrival(request, &statuses, &mut ids, file)).collect();
    Some(Kind::Serve(Serve { arrivals: arrivals.into_iter().collect::<Option<_>>()?, statuses }))
}

/// The statuses that can be read.
fn statuses(fields: &Fields, file: &PageFile) -> Vec<Status> {
    let texts = fields.texts("statuses");
    STATUSES.check(texts.len(), fields, file);
    let mut statuses: Vec<Status> = Vec::new();
    for text in texts {
        let parts = text.as_str().trim().split_once(' ');
        let status = parts.and_then(|(code, name)| {
            let code = code.parse().ok().filter(|code| CODES.contains(code))?;
            Some(Status { code, name: name.trim().to_owned() })
        });
        match status {
            None => {
                let mistake = Mistake::new("status-malformed", text.span, "a status is a code and its words");
                file.report.add(mistake.hint("\"404 Not Found\""));
            }
            Some(status) if statuses.iter().any(|other| other.code == status.code) => {
                let message = format!("{} is offered already", status.code);
                file.report.add(
                    Mistake::new("duplicate-status", text.span, message)
                        .hint("a request is answered by code: each stands once, with one wording"),
                );
            }
            Some(status) => statuses.push(status),
        }
    }
    statuses
}

fn arrival(fields: Fields, statuses: &[Status], ids: &mut Ids, file: &PageFile) -> Option<Arrival> {
    let id = ids.take(&fields, "request", file);
    let message = fields.need_text("message").and_then(|text| message(&text, file));
    let situation =
        fields.need_text("situation").map(|text| markdown::paragraphs(&Text { key: "posed", ..text }, file));
    let right = right(&fields, statuses, file);
    let replies = fields.need_names("replies");
    let beliefs = fields.need_names("beliefs");
    let span = fields.span();
    fields.finish();
    let codes: BTreeSet<u16> = right.iter().flatten().copied().collect();
    let (replies, beliefs) = (replies?, beliefs?);
    let offered = |code: u16| statuses.iter().any(|status| status.code == code);
    let replies = by_code(&replies, &offered, file);
    let beliefs = by_code(&beliefs, &offered, file);
    for (code, belief) in beliefs.iter().filter(|(code, _)| codes.contains(code)) {
        let message = format!("{code} is right, so it stands for no wrong belief");
        let mistake = Mistake::new("right-with-belief", belief.span.clone(), message);
        file.report.add(mistake.hint("take this line out, or take the code out of `right`"));
    }
    if beliefs.is_empty() {
        let mistake =
            Mistake::new("missing-key", span.clone(), "no wrong answer to this request stands for a belief");
        file.report.add(mistake.hint("[request.beliefs]\n500 = \"the id of a belief\""));
    }
    let beliefs: Vec<(u16, String)> =
        beliefs.iter().filter_map(|(code, name)| Some((*code, file.belief(name)?))).collect();
    let read = |status: &Status| {
        let code = status.code;
        let Some((_, reply)) = replies.iter().find(|(of, _)| *of == code) else {
            let message = format!("nothing is said to {code}");
            let mistake = Mistake::new("reply-missing", span.clone(), message);
            file.report
                .add(mistake.hint(format!("in [request.replies]: {code} = \"what the client does then\"")));
            return None;
        };
        let belief = beliefs.iter().find(|(of, _)| *of == code).map(|(_, belief)| belief.clone());
        Some(StatusReply { code, belief, reply: markdown::paragraphs(reply, file) })
    };
    let replies: Vec<Option<StatusReply>> = statuses.iter().map(read).collect();
    Some(Arrival {
        id: id?,
        message: message?,
        situation: situation?,
        right: right?,
        replies: replies.into_iter().collect::<Option<_>>()?,
    })
}

/// A request as it goes over the wire: it starts with method, target and version.
fn message(text: &Text, file: &PageFile) -> Option<String> {
    let message = text.as_str().trim();
    let first = message.lines().next().unwrap_or_default();
    let parts: Vec<&str> = first.split(' ').collect();
    let sound = matches!(parts[..], [method, target, version]
        if !method.is_empty() && method.bytes().all(|byte| byte.is_ascii_uppercase())
            && !target.is_empty() && version.starts_with("HTTP/"));
    if !sound {
        let mistake = Mistake::new(
            "message-malformed",
            text.span.clone(),
            "a request starts with method, target and version",
        );
        file.report.add(mistake.hint("GET /menu HTTP/1.1"));
        return None;
    }
    file.recorder.plain(record::Kind::Listing, message, text.span.clone());
    Some(message.to_owned())
}

/// The codes that count, each of them offered.
fn right(fields: &Fields, statuses: &[Status], file: &PageFile) -> Option<Vec<u16>> {
    let codes = fields.wholes("right")?;
    if codes.is_empty() {
        let mistake = Mistake::new("missing-key", fields.span(), "a request needs `right`");
        file.report.add(fields.adding(mistake, "right = [200]"));
        return None;
    }
    let known = |At { value, span }: &At<u64>| {
        let found = statuses.iter().map(|status| status.code).find(|code| u64::from(*code) == *value);
        if found.is_none() {
            unknown(&value.to_string(), span.clone(), file);
        }
        found
    };
    let found: Vec<Option<u16>> = codes.iter().map(known).collect();
    let found: Vec<u16> = found.into_iter().collect::<Option<_>>()?;
    if found.len() == statuses.len() {
        let span = fields.span_of("right").unwrap_or(fields.span());
        let mistake =
            Mistake::new("right-count", span, "every status counts here, so there is nothing to choose");
        file.report.add(mistake.hint("leave out what is wrong"));
    }
    Some(found)
}

/// Texts under codes that are offered; others are reported.
fn by_code<'n, 't>(
    names: &'n Names<'t>,
    offered: &dyn Fn(u16) -> bool,
    file: &PageFile,
) -> Vec<(u16, &'n Text<'t>)> {
    let entry = |(key, text): &'n (At<String>, Option<Text<'t>>)| {
        let code = key.value.parse().ok().filter(|code| offered(*code));
        if code.is_none() {
            unknown(&key.value, key.span.clone(), file);
        }
        Some((code?, text.as_ref()?))
    };
    names.entries.iter().filter_map(entry).collect()
}

fn unknown(written: &str, span: core::ops::Range<usize>, file: &PageFile) {
    let message = format!("{written} is none of the statuses to choose from");
    file.report.add(Mistake::new("unknown-part", span, message).hint("`statuses` lists them all"));
}
