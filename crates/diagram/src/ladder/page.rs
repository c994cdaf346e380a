//! Which part of a long run is drawn: the messages around the moment, by pages that overlap, so that nothing moves from
//! frame to frame.

use std::collections::BTreeMap;
use std::ops::Range;

use trace::{Fate, Message, MessageId, Time};

use crate::Run;

use super::Ladder;
use super::band::Band;

/// Runs with more messages, or more silences that are cut, are drawn by pages.
const MOST_MESSAGES: usize = 200;
const MOST_CUTS: usize = 12;
/// Messages on a page. The page is turned after half of them.
const PAGE: usize = 40;
const HALF: usize = PAGE / 2;

/// Messages by their place in [`Run::messages`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Page {
    pub(super) first: usize,
    /// One past the last.
    pub(super) last: usize,
    /// How many there are, where that may be told.
    pub(super) all: Option<usize>,
}

impl Page {
    /// The page at a moment of a run that is drawn with its future.
    pub(super) fn whole(run: &Run, at: Time) -> Self {
        let (all, cuts) = (run.messages.len(), run.timeline().cuts().len());
        let page = Self::around(sent_by(run, at), all, cuts);
        Self { first: page.start, last: page.end, all: Some(all) }
    }

    /// The page at a moment, from nothing but what was sent up to then.
    pub(super) fn so_far(run: &Run, at: Time) -> Self {
        let sent = sent_by(run, at);
        let cuts = run.timeline().cuts().partition_point(|cut| cut.from < at);
        let page = Self::around(sent, sent, cuts);
        // Labels keep the places that they will have, where all can be drawn.
        let last = if page.start == 0 { run.messages.len().min(MOST_MESSAGES) } else { page.end };
        Self { first: page.start, last, all: None }
    }

    /// The page on which the last of those that were there at a moment stands in the second half.
    pub(super) fn around(there: usize, all: usize, cuts: usize) -> Range<usize> {
        if all <= MOST_MESSAGES && cuts <= MOST_CUTS {
            return 0..all;
        }
        let half = there.saturating_sub(1) / HALF * HALF;
        let first = half.saturating_sub(HALF);
        first..(first + PAGE).min(all)
    }

    /// Whether nothing is left out.
    pub(super) fn is_all(&self) -> bool {
        self.first == 0 && self.all == Some(self.last)
    }

    /// When what is drawn begins.
    pub(super) fn begins(&self, run: &Run) -> Time {
        match run.messages.get(self.first) {
            Some(message) if self.first > 0 => message.sent_at,
            _ => Time::ZERO,
        }
    }

    /// From the sending of the first to the arrival of most, and at least to the next page.
    pub(super) fn times(&self, run: &Run, at: Time) -> (Time, Time) {
        let from = self.begins(run);
        let next = run.messages.get(self.last).map_or(run.end(), |next| next.sent_at);
        let mut gone: Vec<Time> = self.messages(run).iter().map(|message| over(run, message)).collect();
        gone.sort_unstable();
        // A few that take very long would leave no room for the others.
        let most = gone.get(gone.len() * 3 / 4).copied().unwrap_or(from);
        let to = if self.last < run.messages.len() { next.max(most) } else { next };
        (from, to.max(at).min(run.end()))
    }

    pub(super) fn messages<'a>(&self, run: &'a Run) -> &'a [Message] {
        run.messages.get(self.first..self.last).unwrap_or_default()
    }
}

fn sent_by(run: &Run, at: Time) -> usize {
    run.messages.partition_point(|message| message.sent_at <= at)
}

fn over(run: &Run, message: &Message) -> Time {
    match message.fate {
        Fate::Arrived { at } | Fate::Lost { at, .. } => at,
        Fate::InFlight => run.end(),
    }
}

/// The bands of a page. Copies that travel with their original stand beside it.
pub(super) fn bands<'a>(ladder: &Ladder<'a>) -> Vec<Band<'a>> {
    let run = ladder.run;
    let mut together: BTreeMap<(MessageId, Time), i64> = BTreeMap::new();
    let places = ladder.page.first..ladder.page.last;
    let bands = ladder.page.messages(run).iter().zip(places).filter_map(|(message, place)| {
        let late_from = run.late_from.get(place).copied().flatten();
        let band = Band::new(ladder, message, late_from)?;
        let original = MessageId { copy: 0, ..message.id };
        let beside = together.entry((original, message.entered_at)).or_insert(-1);
        *beside += 1;
        Some(band.beside((*beside).min(3)))
    });
    bands.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_turned_after_its_half_and_keeps_what_was_last() {
        let page = |there| Page::around(there, 1000, 0);
        assert_eq!([0, 1, 20, 21, 40].map(page), [0..40, 0..40, 0..40, 0..40, 0..40]);
        assert_eq!([41, 60, 61, 1000].map(page), [20..60, 20..60, 40..80, 960..1000]);
        assert_eq!(Page::around(7, 200, 0), 0..200);
        assert_eq!(Page::around(7, 200, 13), 0..40);
        for there in 1..=1000 {
            assert!(page(there).contains(&(there - 1)), "{there}");
        }
    }
}
