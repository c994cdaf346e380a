//! The table of a run.

use trace::{Fact, FactId, NodeId, Trace};

use super::Row;
use super::happening::{Happening, Kind, happenings};
use crate::visits::Stays;
use crate::{Cast, grammar, words};

/// A longer table would help nobody; its last line says that there is more.
const MOST_ROWS: usize = 2_000;

/// All lines of the table of a run.
pub(crate) fn tell(trace: &Trace, stays: &Stays, cast: &Cast) -> Vec<Row> {
    let mut rows = Vec::new();
    let mut first = 0;
    for moment in trace.facts.chunk_by(|one, next| one.at == next.at) {
        rows.extend(moment_rows(first, moment, trace, stays, cast));
        first += moment.len();
        if rows.len() >= MOST_ROWS {
            rows.truncate(MOST_ROWS);
            if let Some(last) = rows.last_mut() {
                (last.from, last.to, last.what) = (String::new(), String::new(), words::MORE_ROWS.to_owned());
            }
            break;
        }
    }
    rows
}

/// `first` is the place of the first of these facts.
fn moment_rows(
    first: usize,
    facts: &[Fact],
    trace: &Trace,
    stays: &Stays,
    cast: &Cast,
) -> impl Iterator<Item = Row> {
    let name = |node: NodeId| cast.name(trace, node).to_owned();
    happenings(facts, stays).into_iter().map(move |happening| {
        let what = words::happens(cast, &happening, &grammar::the(&name(happening.node)));
        let Happening { place, at, node, other, kind, .. } = happening;
        let fact = FactId(u32::try_from(first + place).unwrap_or(u32::MAX));
        let (here, there) = (name(node), other.map(name).unwrap_or_default());
        // A message that has arrived came from the other end.
        let (from, to) = if arrived(kind) { (there, here) } else { (here, there) };
        Row { at, fact, node, other, from, to, what, outside: kind.is_outside() }
    })
}

fn arrived(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::ArrivesAndStarts
            | Kind::ArrivesAndQueues
            | Kind::ArrivesAndIsRefused(_)
            | Kind::Arrives
            | Kind::Answer { .. }
            | Kind::LateAnswer
            | Kind::Refusal(_)
            | Kind::ErrorAnswer(_)
            | Kind::Comes(_)
    )
}
