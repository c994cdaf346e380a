//! A piece of text: a paragraph, a cell, an option.

use core::ops::Range;

use super::{Kind, Place};

/// One piece, as plain text.
#[derive(Clone, Debug, Default)]
pub(crate) struct Piece {
    pub(crate) kind: Kind,
    pub(crate) place: Place,
    /// The same for all paragraphs of one text of a widget.
    pub(crate) part_of: usize,
    pub(crate) text: String,
    /// Where the parts of the text come from, in order and without gaps.
    pub(super) runs: Vec<Run>,
    pub(crate) emphasis: Vec<Range<usize>>,
    pub(crate) code: Vec<Range<usize>>,
    /// Links, and where they lead as the author wrote it.
    pub(crate) links: Vec<(Range<usize>, String)>,
    /// Numbers that were worked out.
    pub(crate) values: Vec<(Range<usize>, Bound)>,
}

/// A part of a piece that comes from one place of the file.
#[derive(Clone, Debug)]
pub(super) struct Run {
    /// Where it starts in the text of the piece.
    pub(super) start: usize,
    /// Where it stands in the file.
    pub(super) from: Range<usize>,
    /// It stands there letter for letter.
    pub(super) exact: bool,
}

/// What is special about a part of the text.
#[derive(Clone, Debug)]
pub(crate) enum Mark {
    Emphasis,
    Code,
    Link(String),
    Value(Bound),
}

/// A number and where it comes from.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Bound {
    /// What the author wrote for it, for example `one-request.makespan_ms`.
    pub(crate) expression: String,
    /// As printed, so in `unit`.
    pub(crate) value: f64,
    pub(crate) unit: String,
}

impl Bound {
    /// The measures that it is made of, each with its scenario. What a scenario sets is no measure.
    pub(crate) fn measures(&self) -> impl Iterator<Item = (&str, &str)> {
        let is_name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-');
        let names = self.expression.split(move |c: char| !is_name(c));
        names.filter_map(|name| name.split_once('.')).filter(|(_, name)| trace::is_measure(name))
    }
}

impl Piece {
    /// Where in the file `range` of the text is.
    pub(crate) fn span(&self, range: Range<usize>) -> Range<usize> {
        let start = self.place_of(range.start, false);
        let end = self.place_of(range.end, true);
        start..end.max(start)
    }

    /// The whole piece in its file.
    pub(crate) fn whole(&self) -> Range<usize> {
        self.span(0..self.text.len())
    }

    /// Whether a part of `range` is code.
    pub(crate) fn is_code(&self, range: &Range<usize>) -> bool {
        touches(&self.code, |code| code, range)
    }

    /// Whether a part of `range` is a link.
    pub(crate) fn is_link(&self, range: &Range<usize>) -> bool {
        touches(&self.links, |(link, _)| link, range)
    }

    /// Whether a part of `range` was worked out.
    pub(crate) fn is_value(&self, range: &Range<usize>) -> bool {
        touches(&self.values, |(value, _)| value, range)
    }

    /// Whether a part of `range` is emphasised.
    pub(crate) fn is_emphasised(&self, range: &Range<usize>) -> bool {
        self.emphasis.iter().any(|marked| marked.start < range.end && range.start < marked.end)
    }

    #[cfg(test)]
    pub(crate) fn plain(text: &str) -> Self {
        Self { text: text.to_owned(), ..Self::default() }
    }

    fn place_of(&self, at: usize, is_end: bool) -> usize {
        // The end of a range belongs to the run before it.
        let after = self.runs.partition_point(|run| if is_end { run.start < at } else { run.start <= at });
        let Some(run) = self.runs.get(after.saturating_sub(1)) else { return 0 };
        let offset = at.saturating_sub(run.start);
        match (run.exact, is_end) {
            (true, _) => (run.from.start + offset).min(run.from.end),
            (false, true) => run.from.end,
            (false, false) => run.from.start,
        }
    }
}

/// Whether one of `marks`, which stand in order and beside each other, has a part of `range`.
fn touches<M>(marks: &[M], place: impl Fn(&M) -> &Range<usize>, range: &Range<usize>) -> bool {
    let after = marks.partition_point(|mark| place(mark).end <= range.start);
    marks.get(after).is_some_and(|mark| place(mark).start < range.end)
}
