//! The table of a run. A row is told when it is asked for; only where rows begin is known beforehand.

use core::ops::Range;

use trace::{Fact, FactId, NodeId, Time, Trace};

use super::happening::{Counter, Happening, Kind, happenings};
use crate::visits::Stays;
use crate::{Run, Subject, Viewpoint, grammar, words};

/// A table that stands as a whole has so many lines at most.
const MOST_ROWS: usize = 2_000;

/// A line of the table of a run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    pub at: Time,
    /// The first fact that it tells.
    pub fact: FactId,
    /// Where it happened.
    pub node: NodeId,
    /// The other end, for what concerns a message on its way.
    pub other: Option<NodeId>,
    /// The names of the end that it came from and the end that it goes to; the latter may be empty.
    pub from: String,
    pub to: String,
    /// A clause without its full stop.
    pub what: String,
    /// Whether it happens outside of all nodes, so that none of them can know.
    outside: bool,
}

impl Row {
    /// Whether somebody who looks from there can know of it.
    pub fn is_seen_from(&self, viewpoint: Viewpoint) -> bool {
        viewpoint.sees(self.node, self.outside)
    }

    /// What it stands for.
    pub fn subject(&self) -> Subject {
        Subject::Event(self.fact)
    }
}

/// The lines of the table of a run, in order of time. What happened alike to several messages at once is one line.
#[derive(Clone, Copy, Debug)]
pub struct Rows<'a> {
    run: &'a Run,
}

/// Where the rows of each moment begin.
#[derive(Clone, Debug, Default)]
pub(crate) struct RowIndex {
    /// Moments that have any, in order.
    marks: Vec<Mark>,
    rows: usize,
    /// Facts that have been read.
    read: usize,
    counter: Counter,
}

#[derive(Clone, Copy, Debug)]
struct Mark {
    at: Time,
    /// The first fact of the moment.
    fact: u32,
    /// The first row of the moment.
    row: usize,
}

impl RowIndex {
    /// Reads on, moment by moment, until so many more facts are read or all. True when all are.
    pub(crate) fn read(&mut self, trace: &Trace, stays: &Stays, facts: usize) -> bool {
        let until = self.read.saturating_add(facts);
        while let Some(first) = trace.facts.get(self.read)
            && self.read < until
        {
            let moment = moment(trace, self.read, first.at);
            let rows = self.counter.told(moment, stays).len();
            if rows > 0 {
                let fact = u32::try_from(self.read).unwrap_or(u32::MAX);
                self.marks.push(Mark { at: first.at, fact, row: self.rows });
                self.rows += rows;
            }
            self.read += moment.len();
        }
        self.read >= trace.facts.len()
    }

    /// The moments that have rows.
    pub(crate) fn moments(&self) -> impl Iterator<Item = Time> {
        self.marks.iter().map(|mark| mark.at)
    }
}

/// The facts of one moment, from the first of them on.
fn moment(trace: &Trace, first: usize, at: Time) -> &[Fact] {
    let rest = trace.facts.get(first..).unwrap_or_default();
    // Most moments have few facts.
    let near = rest.iter().take(8).take_while(|fact| fact.at == at).count();
    let count = if near < 8 { near } else { rest.partition_point(|fact| fact.at == at) };
    rest.get(..count).unwrap_or_default()
}

impl Run {
    /// The table of the run.
    pub fn rows(&self) -> Rows<'_> {
        Rows { run: self }
    }
}

/// The table of a run as it stands whole on a page. Its last line says if there is more.
pub fn rows(run: &Run) -> Vec<Row> {
    let mut rows: Vec<Row> = run.rows().between(0..MOST_ROWS).collect();
    if run.rows().len() > MOST_ROWS
        && let Some(last) = rows.last_mut()
    {
        (last.from, last.to, last.what) = (String::new(), String::new(), words::MORE_ROWS.to_owned());
    }
    rows
}

impl<'a> Rows<'a> {
    pub fn len(self) -> usize {
        self.run.row_index.rows
    }

    pub fn is_empty(self) -> bool {
        self.len() == 0
    }

    /// One line. For lines that follow each other, [`Rows::between`] is faster.
    pub fn at(self, index: usize) -> Option<Row> {
        self.between(index..index.saturating_add(1)).next()
    }

    /// Lines that follow each other; fewer where the table ends before.
    pub fn between(self, range: Range<usize>) -> impl Iterator<Item = Row> + use<'a> {
        let marks = &self.run.row_index.marks;
        let first = marks.partition_point(|mark| mark.row <= range.start).saturating_sub(1);
        let marks = marks.get(first..).unwrap_or_default();
        let skipped = marks.first().map_or(0, |mark| range.start.saturating_sub(mark.row));
        let rows = marks.iter().flat_map(move |mark| self.of_moment(mark));
        rows.skip(skipped).take(range.len()).map(move |happening| self.told(happening))
    }

    /// The last line at a moment or before it.
    pub fn index_at(self, at: Time) -> Option<usize> {
        let marks = &self.run.row_index.marks;
        let after =
            marks.get(marks.partition_point(|mark| mark.at <= at)).map_or(self.len(), |mark| mark.row);
        after.checked_sub(1)
    }

    /// The places of the lines that somebody who looks from there can know of; none for who sees all of them. It takes as long
    /// as a tenth of reading the run.
    pub fn seen_from(self, viewpoint: Viewpoint) -> Option<Vec<usize>> {
        if viewpoint == Viewpoint::Everyone {
            return None;
        }
        let mut seen = Vec::new();
        self.look_from(viewpoint, |_, row| seen.push(row));
        Some(seen)
    }

    /// The moments that have such lines, in order.
    pub(crate) fn moments_seen_from(self, viewpoint: Viewpoint) -> Vec<Time> {
        let mut seen = Vec::new();
        self.look_from(viewpoint, |at, _| seen.push(at));
        seen
    }

    fn look_from(self, viewpoint: Viewpoint, mut seen: impl FnMut(Time, usize)) {
        let mut counter = Counter::default();
        for mark in &self.run.row_index.marks {
            let moment = moment(&self.run.trace, mark.fact as usize, mark.at);
            let told = counter.told(moment, &self.run.stays).iter().zip(mark.row..);
            let own = told.filter(|((kind, node, _), _)| viewpoint.sees(*node, kind.is_outside()));
            own.for_each(|(_, row)| seen(mark.at, row));
        }
    }

    /// The line that tells an event, or the first one about a message.
    pub fn index_of(self, subject: Subject) -> Option<usize> {
        let fact = match subject {
            Subject::Event(fact) => fact,
            Subject::Message(id) => self.run.message(id)?.fact,
            Subject::Node(_) | Subject::Link(_) => return None,
        };
        let Fact { at, what, .. } = self.run.trace.facts.get(fact.0 as usize)?;
        let marks = &self.run.row_index.marks;
        let mark = marks.get(marks.partition_point(|mark| mark.at < *at)).filter(|mark| mark.at == *at)?;
        let told = self.of_moment(mark);
        let row = told.iter().position(|own| own.facts.contains(&fact));
        // What is told together with something else is about the same request.
        let request = what.request();
        let near = |own: &Happening| own.ids.iter().any(|id| Some(id.request) == request);
        Some(mark.row + row.or_else(|| told.iter().position(near))?)
    }

    /// The lines of exactly one moment.
    pub(crate) fn of(self, at: Time) -> impl Iterator<Item = Row> + use<'a> {
        let marks = &self.run.row_index.marks;
        let mark = marks.get(marks.partition_point(|mark| mark.at < at)).filter(|mark| mark.at == at);
        mark.into_iter().flat_map(move |mark| self.of_moment(mark)).map(move |happening| self.told(happening))
    }

    fn of_moment(self, mark: &Mark) -> Vec<Happening> {
        let facts = moment(&self.run.trace, mark.fact as usize, mark.at);
        happenings(facts, FactId(mark.fact), &self.run.stays)
    }

    fn told(self, happening: Happening) -> Row {
        let name = |node: NodeId| self.run.name(node).to_owned();
        let what = words::happens(&self.run.cast, &happening, &grammar::the(self.run.name(happening.node)));
        let Happening { at, node, other, kind, facts, .. } = happening;
        let (here, there) = (name(node), other.map(name).unwrap_or_default());
        // A message that has arrived came from the other end.
        let (from, to) = if arrived(kind) { (there, here) } else { (here, there) };
        let fact = facts.first().copied().unwrap_or(FactId(0));
        Row { at, fact, node, other, from, to, what, outside: kind.is_outside() }
    }
}

fn arrived(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::ArrivesAndStarts
            | Kind::ArrivesAndQueues
            | Kind::ArrivesAndIsRefused(_)
            | Kind::Arrives
            | Kind::Answer { .. }
            | Kind::LateAnswer(_)
            | Kind::Refusal(_)
            | Kind::ErrorAnswer(_)
            | Kind::Comes(_)
    )
}
