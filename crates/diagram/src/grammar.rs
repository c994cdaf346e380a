//! How words are put together: numbers of messages, lists, names, sentences.

use trace::{MessageId, Part};

use crate::Cast;

/// A message's key in drawings: equal from moment to moment.
pub(crate) fn key(id: MessageId) -> String {
    let part = match id.part {
        Part::Request => "q".to_owned(),
        Part::Reply => "p".to_owned(),
        Part::Connect { round } => format!("o{round}"),
        Part::Accept { round } => format!("a{round}"),
        Part::Secure { round } => format!("s{round}"),
        Part::Secured { round } => format!("d{round}"),
        Part::Reset => "r".to_owned(),
        Part::Cancel => "x".to_owned(),
        Part::Update => "u".to_owned(),
    };
    let copy = if id.copy == 0 { String::new() } else { format!("c{}", id.copy) };
    format!("m{}.{}{part}{copy}", id.request.0, id.attempt)
}

pub(crate) fn number(id: MessageId) -> String {
    format!("#{id}")
}

/// `#1.1`, `#1–#5`, `#1.1, #3.1`, or how many.
pub(crate) fn numbers(cast: &Cast, ids: &[MessageId]) -> String {
    let part = ids.first().map_or(Part::Request, |id| id.part);
    match (ids, span(ids)) {
        ([one], _) => number(*one),
        (_, Some((first, last))) => format!("#{first}–#{last}"),
        ([one, two], None) => format!("{}, {}", number(*one), number(*two)),
        _ => format!("{} {}", ids.len(), cast.noun(part, ids.len())),
    }
}

/// `1.1`, `1 to 5`, `1.1 and 3.1`: behind “request” or “requests”; nothing when it would be too long a list.
pub(crate) fn list(ids: &[MessageId]) -> Option<String> {
    match (ids, span(ids)) {
        ([one], _) => Some(one.to_string()),
        (_, Some((first, last))) => Some(format!("{first} to {last}")),
        ([one, two], None) => Some(format!("{one} and {two}")),
        ([one, two, three], None) => Some(format!("{one}, {two} and {three}")),
        _ => None,
    }
}

/// First and last request, if these are first tries of requests that follow each other.
fn span(ids: &[MessageId]) -> Option<(u32, u32)> {
    let mut numbers: Vec<u32> = ids.iter().map(|id| id.request.0).collect();
    numbers.sort_unstable();
    let in_turn =
        numbers.iter().zip(numbers.iter().skip(1)).all(|(one, next)| one.checked_add(1) == Some(*next));
    let plain = ids.iter().all(|id| id.attempt == 1 && id.copy == 0);
    let (first, last) = (numbers.first()?, numbers.last()?);
    (numbers.len() > 1 && in_turn && plain).then_some((*first, *last))
}

/// `request 1.1`, `requests 1 to 5`, `7 requests`.
pub(crate) fn messages(cast: &Cast, part: Part, ids: &[MessageId]) -> String {
    match list(ids) {
        Some(list) => format!("{} {list}", cast.noun(part, ids.len())),
        None => format!("{} {}", ids.len(), cast.noun(part, ids.len())),
    }
}

/// `one` for one of something, else `many`.
pub(crate) fn by_count<'a>(count: usize, one: &'a str, many: &'a str) -> &'a str {
    if count == 1 { one } else { many }
}

/// A node's name inside a sentence: `the client`; a name that is not a plain noun stays as it is.
pub(crate) fn the(name: &str) -> String {
    let mut chars = name.trim().chars();
    match chars.next() {
        Some(first) if first.is_uppercase() && !chars.clone().any(|c| c.is_uppercase() || c.is_numeric()) => {
            format!("the {}{}", first.to_lowercase(), chars.as_str())
        }
        Some(_) => name.trim().to_owned(),
        None => "a machine".to_owned(),
    }
}

pub(crate) fn upper(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or(String::new(), |first| format!("{}{}", first.to_uppercase(), chars.as_str()))
}

/// A clause as a sentence.
pub(crate) fn sentence(clause: &str) -> String {
    let clause = upper(clause);
    if clause.ends_with(['.', '!', '?']) || clause.is_empty() { clause } else { format!("{clause}.") }
}

/// Clauses that hold at the same time, as one sentence.
pub(crate) fn clauses(clauses: Vec<String>) -> String {
    sentence(&clauses.join("; "))
}

pub(crate) fn paragraph(sentences: &[String]) -> String {
    let said: Vec<&str> =
        sentences.iter().map(String::as_str).filter(|sentence| !sentence.is_empty()).collect();
    said.join(" ")
}
