//! The table of a run.

use trace::{Fact, NodeId, Trace};

use super::Row;
use super::happening::{Happening, Kind, happenings};
use crate::visits::Stays;
use crate::{Cast, grammar, words};

/// A longer table would help nobody; its last line says that there is more.
const MOST_ROWS: usize = 2_000;

/// All lines of the table of a run.
pub(crate) fn tell(trace: &Trace, stays: &Stays, cast: &Cast) -> Vec<Row> {
    let mut rows = Vec::new();
    for moment in trace.facts.chunk_by(|one, next| one.at == next.at) {
        rows.extend(moment_rows(moment, trace, stays, cast));
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

fn moment_rows(facts: &[Fact], trace: &Trace, stays: &Stays, cast: &Cast) -> impl Iterator<Item = Row> {
    let name = |node: NodeId| cast.name(trace, node).to_owned();
    happenings(facts, stays).into_iter().map(move |happening| {
        let what = words::happens(cast, &happening, &grammar::the(&name(happening.node)));
        let Happening { at, node, other, kind, .. } = happening;
        let (here, there) = (name(node), other.map(name).unwrap_or_default());
        // A message that has arrived came from the other end.
        let (from, to) = if arrived(kind) { (there, here) } else { (here, there) };
        Row { at, node, other, from, to, what }
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
