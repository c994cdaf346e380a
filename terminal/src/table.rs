//! A run as a table: one row for each fact.

use crate::failure::Failure;
use crate::numbers::milliseconds;
use crate::words;
use std::io::Write;
use trace::{Fact, Trace};

const HEAD: [&str; 6] = ["fact", "ms", "node", "what", "message", "because of"];

/// Writes the rows, each as wide as the widest.
pub(crate) fn write(out: &mut impl Write, trace: &Trace) -> Result<(), Failure> {
    let mut widths = HEAD.map(str::len);
    for row in rows(trace) {
        for (width, cell) in widths.iter_mut().zip(&row) {
            *width = (*width).max(cell.chars().count());
        }
    }
    let [number, at, node, what, message, _] = widths;
    for [n, t, place, clause, id, cause] in std::iter::once(HEAD.map(str::to_owned)).chain(rows(trace)) {
        let line =
            format!("{n:>number$}  {t:>at$}  {place:<node$}  {clause:<what$}  {id:<message$}  {cause}");
        writeln!(out, "{}", line.trim_end())?;
    }
    Ok(())
}

fn rows(trace: &Trace) -> impl Iterator<Item = [String; 6]> {
    trace.facts.iter().enumerate().map(|(place, fact)| row(place, fact, trace))
}

fn row(place: usize, fact: &Fact, trace: &Trace) -> [String; 6] {
    let subject = match (fact.what.message(), fact.what.request()) {
        (Some(message), _) => message.full().to_string(),
        (None, Some(request)) => request.0.to_string(),
        (None, None) => String::new(),
    };
    [
        place.to_string(),
        milliseconds(fact.at),
        words::name(trace, fact.node).to_owned(),
        words::clause(&fact.what, trace),
        subject,
        fact.cause.map_or(String::new(), |cause| cause.0.to_string()),
    ]
}
