//! Takes down what is written, while it is written.

use core::cell::RefCell;
use core::ops::Range;

use lesson::Block;

use super::piece::Run;
use super::{Bound, Kind, Mark, Piece, Place, Record, Shown};

/// The blocks whose `text` is something to pick.
const PICKED: [&str; 4] = ["point", "predict", "quiz", "several"];

/// The record of a page that is being written.
#[derive(Default)]
pub(crate) struct Recorder {
    state: RefCell<State>,
}

#[derive(Default)]
struct State {
    record: Record,
    open: Option<Piece>,
    kind: Kind,
    place: Place,
    /// How many texts of some kind have begun.
    texts: usize,
}

impl Recorder {
    /// What `write` writes is of that kind, unless it is part of something that is of a kind already: a list in a hint
    /// is the hint's.
    pub(crate) fn within<T>(&self, kind: Kind, write: impl FnOnce() -> T) -> T {
        let mut before = self.state.borrow().kind;
        if before == Kind::Paragraph {
            let mut state = self.state.borrow_mut();
            before = core::mem::replace(&mut state.kind, kind);
            state.texts += 1;
        }
        let written = write();
        self.state.borrow_mut().kind = before;
        written
    }

    /// What `write` writes stands in something.
    pub(crate) fn inside<T>(&self, place: Place, write: impl FnOnce() -> T) -> T {
        let mut before = self.state.borrow().place;
        // A callout in a box is as closed as the box.
        if before == Place::Open {
            before = core::mem::replace(&mut self.state.borrow_mut().place, place);
        }
        let written = write();
        self.state.borrow_mut().place = before;
        written
    }

    /// What `write` writes is one piece.
    pub(crate) fn piece<T>(&self, write: impl FnOnce() -> T) -> T {
        self.state.borrow_mut().end_piece();
        let written = write();
        self.state.borrow_mut().end_piece();
        written
    }

    /// What `write` writes carries a mark.
    pub(crate) fn marked<T>(&self, mark: Mark, write: impl FnOnce() -> T) -> T {
        let start = self.state.borrow_mut().open_piece().text.len();
        let written = write();
        let mut state = self.state.borrow_mut();
        let piece = state.open_piece();
        let range = start.min(piece.text.len())..piece.text.len();
        match mark {
            Mark::Emphasis => piece.emphasis.push(range),
            Mark::Code => piece.code.push(range),
            Mark::Link(destination) => piece.links.push((range, destination)),
            Mark::Value(bound) => piece.values.push((range, bound)),
        }
        drop(state);
        written
    }

    /// Text that stands at `from` in the file, letter for letter if `exact`.
    pub(crate) fn text(&self, text: &str, from: Range<usize>, exact: bool) {
        if !text.is_empty() {
            self.state.borrow_mut().open_piece().add(text, from, exact);
        }
    }

    /// The end of a line, as a space.
    pub(crate) fn space(&self) {
        let mut state = self.state.borrow_mut();
        let piece = state.open_piece();
        let at = piece.runs.last().map_or(0, |run| run.from.end);
        piece.add(" ", at..at, false);
    }

    pub(crate) fn code(&self, code: &str, from: Range<usize>) {
        self.marked(Mark::Code, || self.text(code, from, false));
    }

    /// A number that was worked out, as it is printed.
    pub(crate) fn value(&self, printed: &str, from: Range<usize>, bound: Bound) {
        self.marked(Mark::Value(bound), || self.text(printed, from, false));
    }

    /// A piece that is no Markdown.
    pub(crate) fn plain(&self, kind: Kind, text: &str, from: Range<usize>) {
        self.within(kind, || self.piece(|| self.text(text, from, false)));
    }

    /// What `read` reads is the widget of that name at `span`.
    pub(crate) fn widget(
        &self,
        name: &str,
        span: Range<usize>,
        read: impl FnOnce() -> Option<Block>,
    ) -> Option<Block> {
        let start = self.count();
        let block = read();
        let pieces = start..self.count();
        let mut state = self.state.borrow_mut();
        if !PICKED.contains(&name) {
            let texts = state.record.pieces.iter_mut().skip(start).filter(|piece| piece.kind == Kind::Option);
            texts.for_each(|piece| piece.kind = Kind::Other);
        }
        state.record.widgets.push(Shown::new(span, pieces, block.as_ref()));
        drop(state);
        block
    }

    pub(crate) fn into_record(self) -> Record {
        let mut state = self.state.into_inner();
        state.end_piece();
        state.record
    }

    /// How many pieces have ended, the last one included.
    fn count(&self) -> usize {
        let mut state = self.state.borrow_mut();
        state.end_piece();
        state.record.pieces.len()
    }
}

impl State {
    fn open_piece(&mut self) -> &mut Piece {
        let (kind, place, part_of) = (self.kind, self.place, self.texts);
        self.open.get_or_insert_with(|| Piece { kind, place, part_of, ..Piece::default() })
    }

    fn end_piece(&mut self) {
        if let Some(piece) = self.open.take().filter(|piece| !piece.text.trim().is_empty()) {
            self.record.pieces.push(piece);
        }
    }
}

impl Piece {
    fn add(&mut self, text: &str, from: Range<usize>, exact: bool) {
        self.runs.push(Run { start: self.text.len(), from, exact });
        self.text.push_str(text);
    }
}
