//! What everyone who takes part in a run has at hand: the moment, the agenda, the book and the dice.
//!
//! It stands beside the plan and the things under way, so that whoever has found a request and its server can write,
//! schedule and draw without letting go of them: on the way that every message takes, each is looked up once.

use trace::{FactId, What};

use crate::agenda::{Agenda, Due};
use crate::book::Book;
use crate::random::Dice;
use crate::table::Handle;

#[derive(Debug)]
pub(crate) struct Desk {
    pub(crate) now_ns: u64,
    pub(crate) agenda: Agenda,
    pub(crate) book: Book,
    pub(crate) dice: Dice,
}

impl Desk {
    /// At the beginning of a run.
    pub(crate) fn new(book: Book, dice: Dice) -> Self {
        Self { now_ns: 0, agenda: Agenda::default(), book, dice }
    }

    #[inline]
    pub(crate) fn schedule(&mut self, at_ns: u64, due: Due) {
        self.agenda.add(self.now_ns, at_ns, due);
    }

    /// [`Self::schedule`], put straight into its caller: for what every request schedules.
    #[inline(always)]
    pub(crate) fn schedule_fast(&mut self, at_ns: u64, due: Due) {
        self.agenda.add_fast(self.now_ns, at_ns, due);
    }

    /// The same for what is due most often.
    #[inline]
    pub(crate) fn schedule_landing(&mut self, at_ns: u64, parcel: Handle) {
        self.agenda.add_landing(self.now_ns, at_ns, parcel);
    }

    /// Writes down what happens at a node now.
    #[inline]
    pub(crate) fn write(&mut self, node: u16, what: What, cause: FactId) -> FactId {
        self.book.fact(self.now_ns, node, what, cause)
    }

    /// The same for what happens most: the fact is put together only if it is kept.
    #[inline(always)]
    pub(crate) fn write_with(&mut self, node: u16, cause: FactId, what: impl FnOnce() -> What) -> FactId {
        self.book.fact_of(self.now_ns, node, cause, what)
    }
}
