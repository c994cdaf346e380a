//! The questions of all pages together: right answers that are found without reading.

use super::Page;
use super::options::length;
use crate::record::{Asked, Kind, Piece};
use crate::report::Mistake;

/// Fewer questions show no habit.
const MIN_QUESTIONS: usize = 10;
/// From so many questions on, a place that is never right is a habit.
const MIN_FOR_NEVER: usize = 12;
/// The right option may be the longest in so many percent of the questions.
const MAX_LONGEST_PERCENT: usize = 40;
/// The right option may stand in the same place in so many percent of the questions.
const MAX_PLACE_PERCENT: usize = 50;

/// A question, as far as its look goes.
struct Question<'a> {
    page: &'a Page<'a>,
    id: &'a str,
    options: usize,
    right: &'a Piece,
    place: usize,
    is_longest: bool,
}

pub(super) fn check(pages: &[Page]) {
    let questions: Vec<Question> = pages.iter().flat_map(questions).collect();
    if questions.len() >= MIN_QUESTIONS {
        longest(&questions);
        places(&questions);
    }
}

fn questions<'a>(page: &'a Page<'a>) -> impl Iterator<Item = Question<'a>> {
    page.record.widgets.iter().filter_map(|shown| {
        let Some(Asked::Choice { id, rights }) = &shown.asked else { return None };
        let options: Vec<&Piece> =
            page.record.of(shown).iter().filter(|piece| piece.kind == Kind::Option).collect();
        let place = rights.iter().position(|right| *right)?;
        let right = *options.get(place)?;
        let others = options.iter().enumerate().filter(|(at, _)| *at != place);
        let is_longest = others.map(|(_, option)| length(option)).all(|other| other < length(right));
        Some(Question { page, id, options: options.len(), right, place, is_longest })
    })
}

fn longest(questions: &[Question]) {
    let long: Vec<&Question> = questions.iter().filter(|question| question.is_longest).collect();
    let Some(first) = long.first() else { return };
    if long.len() * 100 <= questions.len() * MAX_LONGEST_PERCENT {
        return;
    }
    let message = format!(
        "in {} of the {} questions of the course the right option is the longest",
        long.len(),
        questions.len()
    );
    let names: Vec<&str> = long.iter().take(8).map(|question| question.id).collect();
    first.page.report.add(Mistake::new("option-length", first.right.whole(), message).hint(format!(
        "at most {MAX_LONGEST_PERCENT} % may be; make wrong ones longer or right ones shorter in: {}",
        names.join(", ")
    )));
}

fn places(questions: &[Question]) {
    for place in 0..questions.iter().map(|question| question.options).max().unwrap_or(0) {
        let having: Vec<&Question> = questions.iter().filter(|question| question.options > place).collect();
        let right: Vec<&Question> =
            having.iter().copied().filter(|question| question.place == place).collect();
        let (number, all) = (place + 1, having.len());
        let (at, message) = if let Some(first) = right.first()
            && all >= MIN_QUESTIONS
            && right.len() * 100 > all * MAX_PLACE_PERCENT
        {
            (*first, format!("in {} of {all} questions the right option is number {number}", right.len()))
        } else if let (true, [first, ..]) = (right.is_empty() && all >= MIN_FOR_NEVER, having.as_slice()) {
            (*first, format!("in none of {all} questions the right option is number {number}"))
        } else {
            continue;
        };
        at.page.report.add(
            Mistake::warning("option-position", at.right.whole(), message)
                .hint("move the right option of some questions; people see such habits"),
        );
    }
}
