//! Which requests are shown: as many as one can take in, around the moment or what is picked.

use trace::{MessageId, NodeId, Part, Span, Time, Try};

use super::stretch::stay;
use crate::lanes::gone_at;
use crate::{Run, Sight, Viewpoint};

const MOST_REQUESTS: usize = 12;
/// Tries of all requests of a page together, as far as one request does not have more by itself.
const MOST_LINES: usize = 16;
/// Tries that are drawn of one request.
const MOST_TRIES: usize = 6;

/// Requests that are shown together.
#[derive(Debug)]
pub(super) struct Page<'a> {
    pub(super) rows: Vec<Row<'a>>,
    /// The place of the first of them among all that there are to see.
    pub(super) first: usize,
    pub(super) all: usize,
    /// Whether not all of these were asked by the same node.
    pub(super) several_clients: bool,
    /// The time that they take.
    pub(super) from: Time,
    pub(super) to: Time,
}

/// One request.
#[derive(Debug)]
pub(super) struct Row<'a> {
    pub(super) span: &'a Span,
    /// Its place in the run.
    pub(super) place: usize,
    pub(super) seen: Seen,
    /// The same request in the run that this one is compared with.
    pub(super) before: Option<&'a Span>,
    /// Answers that came when nobody waited for them any more, each with its try.
    pub(super) late: Vec<(u16, Time)>,
}

/// What there is to see of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Seen {
    Whole,
    /// By who asked.
    Outside,
    /// By this server.
    Inside(NodeId),
}

impl<'a> Page<'a> {
    /// The page of what is picked, else of the latest request.
    pub(super) fn of(sight: &Sight<'a>) -> Self {
        let run = sight.run;
        let visible = |(place, span): (usize, &'a Span)| Some((place, span, seen(sight, span)?));
        let spans: Vec<_> = run.spans().iter().enumerate().filter_map(visible).collect();
        let picked = sight.picked.and_then(|picked| picked.message(run)).map(|message| message.request);
        let picked = spans.iter().position(|(_, span, _)| Some(span.request) == picked);
        let latest = spans.iter().rposition(|(_, span, _)| span.from <= sight.at);
        let range = around(&spans, picked.or(latest).unwrap_or(0));
        let (first, all) = (range.start, spans.len());
        let shown = spans.get(range).unwrap_or_default();
        let row = |&(place, span, seen): &(usize, &'a Span, Seen)| Row {
            span,
            place,
            seen,
            // What a server sees of a request says nothing of how it ends.
            before: sight
                .ghost
                .filter(|_| !matches!(seen, Seen::Inside(_)))
                .and_then(|ghost| same(ghost, span)),
            late: Vec::new(),
        };
        let rows: Vec<Row<'_>> = shown.iter().map(row).collect();
        let mut pairs = spans.iter().zip(spans.iter().skip(1));
        let several_clients = pairs.any(|(one, next)| one.1.client != next.1.client);
        let mut page = Self { rows, first, all, several_clients, from: Time::ZERO, to: Time::ZERO };
        page.find_late(run);
        page.measure(run);
        page
    }

    /// Answers that came too late, in one pass over the messages.
    fn find_late(&mut self, run: &Run) {
        let Some(first) = self.rows.first().map(|row| row.span.wanted) else { return };
        let begin = run.messages.partition_point(|message| message.fact < first);
        let late = run.messages.iter().zip(&run.late_from).skip(begin);
        for (message, _) in late.filter(|(message, late)| late.is_some() && message.id.part == Part::Reply) {
            let arrived = matches!(message.fate, trace::Fate::Arrived { .. });
            let own =
                |row: &&mut Row<'_>| row.span.request == message.id.request && row.span.client == message.to;
            if let Some(row) = self.rows.iter_mut().find(own).filter(|_| arrived) {
                row.late.push((message.id.attempt, gone_at(message)));
            }
        }
    }

    fn measure(&mut self, run: &Run) {
        let froms = self.rows.iter().map(|row| row.span.from);
        let from = froms.min().unwrap_or(Time::ZERO);
        // A run that fits on one page is shown from its start.
        self.from = if self.rows.len() == self.all { Time::ZERO } else { from };
        let mut to = self.from + trace::Duration(1);
        for row in &self.rows {
            to = to.max(row.span.to).max(row.before.map_or(Time::ZERO, |before| before.to));
            to = row.late.iter().fold(to, |to, &(_, at)| to.max(at));
            if let Seen::Inside(node) = row.seen {
                let stays = row.tries().iter().flat_map(|own| stay(run, row.span, own, node));
                to = stays.fold(to, |to, stretch| to.max(stretch.to));
            }
        }
        self.to = to;
    }
}

impl<'a> Row<'a> {
    /// The tries that there is room for.
    pub(super) fn tries(&self) -> &'a [Try] {
        let most = self.span.tries.len().min(MOST_TRIES);
        self.span.tries.get(..most).unwrap_or_default()
    }
}

/// What a request shows to whoever looks, if anything.
fn seen(sight: &Sight<'_>, span: &Span) -> Option<Seen> {
    let Viewpoint::Only(node) = sight.viewpoint else { return Some(Seen::Whole) };
    if span.client == node {
        return Some(Seen::Outside);
    }
    let visits = |own: &Try| {
        let visit = sight.run.stays.visit(MessageId::request(span.request, own.attempt));
        visit.is_some_and(|visit| visit.node == node)
    };
    span.tries.iter().any(visits).then_some(Seen::Inside(node))
}

/// The page that holds the request at `focus`. Pages do not depend on the moment, so nothing moves but when one is turned.
fn around(spans: &[(usize, &Span, Seen)], focus: usize) -> core::ops::Range<usize> {
    let (mut start, mut lines) = (0, 0);
    for (place, (_, span, _)) in spans.iter().enumerate() {
        let own = span.tries.len().clamp(1, MOST_TRIES);
        if place > start && (place - start >= MOST_REQUESTS || lines + own > MOST_LINES) {
            if focus < place {
                return start..place;
            }
            (start, lines) = (place, 0);
        }
        lines += own;
    }
    start..spans.len()
}

fn same<'a>(ghost: &'a Run, span: &Span) -> Option<&'a Span> {
    let spans = ghost.spans();
    let place = spans.partition_point(|other| other.request < span.request);
    spans.get(place).filter(|other| other.request == span.request && other.client == span.client)
}
