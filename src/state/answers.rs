//! The learner's answers: one record for all widgets of the page, stored at every change.

use std::cell::RefCell;

use learner::{Attempt, Confidence, Given, QuestionId, Record};

use crate::platform::{clock, page, storage};
use crate::words;

struct Answers {
    record: Record,
    notice: Option<&'static str>,
}

thread_local! {
    static ANSWERS: RefCell<Option<Answers>> = const { RefCell::new(None) };
}

/// The last answer to this question, from this visit or an earlier one.
pub(crate) fn latest(question: &QuestionId) -> Option<Attempt> {
    with(|answers| answers.record.latest(question).cloned())
}

/// Stores an answer at once. What other tabs have stored meanwhile is kept.
pub(crate) fn add(question: &QuestionId, given: Given, confidence: Option<Confidence>, right: bool) {
    let at_ms = clock::now_ms();
    let attempt = Attempt { at_ms, to: question.clone(), given, confidence, right };
    with(|answers| {
        let known = std::mem::take(&mut answers.record);
        let (record, stored) = storage::add(attempt, known, at_ms);
        answers.record = record;
        if !stored {
            answers.notice.get_or_insert(words::STORE_FULL);
        }
    });
    if let Some(notice) = take_notice() {
        page::notify(notice);
    }
}

/// What the learner should be told about storing, once.
pub(crate) fn take_notice() -> Option<&'static str> {
    with(|answers| answers.notice.take())
}

/// Forgets what was loaded, so that the next look sees what is stored now.
pub(crate) fn reload() {
    ANSWERS.with(|answers| *answers.borrow_mut() = None);
}

fn with<T>(look: impl FnOnce(&mut Answers) -> T) -> T {
    ANSWERS.with(|answers| {
        let mut answers = answers.borrow_mut();
        look(answers.get_or_insert_with(|| {
            let loaded = storage::load(clock::now_ms());
            Answers { record: loaded.record, notice: loaded.set_aside.then_some(words::STORE_DAMAGED) }
        }))
    })
}
