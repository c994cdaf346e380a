//! Answers kept by idempotency key, which here is the request's number, so that a repeated request is not done twice.

use std::collections::VecDeque;

use scenario::{Dedup, InProgress};

use super::by_request::ByRequest;

/// More answers than this are not kept.
const MOST_ANSWERS: usize = 100_000;

/// What to do with a request that carries a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Asked {
    /// The key is new: do the work.
    First,
    /// The same is being worked on; the job has been noted and gets that answer.
    Wait,
    /// The same is being worked on; refuse this one.
    Conflict,
    /// The answer is there: send it again. The original took a worker so long.
    Replay { work_ns: u64 },
}

/// The store of one server. It stands for durable storage: answers outlive a crash, work in progress does not.
#[derive(Clone, Debug)]
pub(crate) struct Answers {
    rule: Dedup,
    keys: ByRequest<State>,
    /// Until when each answer is kept, and its key; oldest first.
    kept: VecDeque<(u64, u32)>,
}

#[derive(Clone, Debug)]
enum State {
    /// Somebody works on it; these wait for the answer, in order of arrival.
    InProgress(Vec<u32>),
    Answered {
        work_ns: u64,
    },
}

impl Answers {
    pub(crate) fn new(rule: Dedup) -> Self {
        Self { rule, keys: ByRequest::default(), kept: VecDeque::new() }
    }

    /// A request with this key comes in. After [`Asked::First`], call [`Self::done`] or [`Self::forget`] some time.
    pub(crate) fn ask(&mut self, key: u32, job: u32, now: u64) -> Asked {
        self.expire(now);
        match self.keys.find_mut(key) {
            Some(State::Answered { work_ns }) => Asked::Replay { work_ns: *work_ns },
            Some(State::InProgress(waiting)) => match self.rule.in_progress {
                InProgress::Conflict => Asked::Conflict,
                InProgress::Wait => {
                    waiting.push(job);
                    Asked::Wait
                }
            },
            None => {
                self.keys.insert(key, State::InProgress(Vec::new()));
                Asked::First
            }
        }
    }

    /// The answer is ready. It is kept for the window from `now` on (its end excluded); above 100,000 the oldest go first.
    /// Returns the jobs that waited for it, in order.
    pub(crate) fn done(&mut self, key: u32, now: u64, work_ns: u64) -> Vec<u32> {
        self.expire(now);
        let Some(state @ State::InProgress(_)) = self.keys.find_mut(key) else { return Vec::new() };
        let State::InProgress(waiting) = std::mem::replace(state, State::Answered { work_ns }) else {
            return Vec::new();
        };
        self.kept.push_back((now.saturating_add(self.rule.window_ns), key));
        if self.kept.len() > MOST_ANSWERS {
            self.drop_oldest();
        }
        waiting
    }

    /// The work on it failed or was lost, so the next request with this key is the first again. Returns the jobs that
    /// waited for the answer, in order.
    pub(crate) fn forget(&mut self, key: u32) -> Vec<u32> {
        match self.keys.find_mut(key) {
            Some(State::InProgress(_)) => self.keys.remove(key).map_or_else(Vec::new, State::waiting),
            _ => Vec::new(),
        }
    }

    /// A job does not wait for the answer any more; false if it did not.
    pub(crate) fn withdraw(&mut self, key: u32, job: u32) -> bool {
        let Some(State::InProgress(waiting)) = self.keys.find_mut(key) else { return false };
        let place = waiting.iter().position(|&other| other == job);
        place.is_some_and(|place| waiting.remove(place) == job)
    }

    /// The process dies: answers stay, work in progress is forgotten, and so is who waited for it.
    pub(crate) fn crash(&mut self) {
        self.keys.retain(|(_, state)| !matches!(state, State::InProgress(_)));
    }

    fn expire(&mut self, now: u64) {
        while self.kept.front().is_some_and(|&(until, _)| until <= now) {
            self.drop_oldest();
        }
    }

    fn drop_oldest(&mut self) {
        if let Some((_, key)) = self.kept.pop_front() {
            self.keys.remove(key);
        }
    }
}

impl State {
    fn waiting(self) -> Vec<u32> {
        match self {
            Self::InProgress(waiting) => waiting,
            Self::Answered { .. } => Vec::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answers(in_progress: InProgress) -> Answers {
        Answers::new(Dedup { window_ns: 100, replay_ns: 0, in_progress })
    }

    #[test]
    fn the_work_is_done_once() {
        let mut answers = answers(InProgress::Wait);
        assert_eq!(answers.ask(7, 1, 0), Asked::First);
        assert_eq!(answers.ask(8, 2, 0), Asked::First, "another key");
        assert_eq!(answers.ask(7, 3, 5), Asked::Wait);
        assert_eq!(answers.ask(7, 4, 6), Asked::Wait);
        assert_eq!(answers.done(7, 50, 7), [3, 4]);
        assert_eq!(answers.ask(7, 5, 149), Asked::Replay { work_ns: 7 });
        assert_eq!(answers.ask(7, 6, 150), Asked::First, "the window is over");
    }

    #[test]
    fn a_repetition_may_be_refused() {
        let mut answers = answers(InProgress::Conflict);
        assert_eq!(answers.ask(7, 1, 0), Asked::First);
        assert_eq!(answers.ask(7, 2, u64::MAX), Asked::Conflict, "work in progress does not lapse");
        assert_eq!(answers.done(7, 0, 7), []);
        assert_eq!(answers.ask(7, 2, 1), Asked::Replay { work_ns: 7 });
    }

    #[test]
    fn failed_work_leaves_no_answer() {
        let mut answers = answers(InProgress::Wait);
        answers.ask(7, 1, 0);
        answers.ask(7, 2, 0);
        answers.ask(7, 3, 0);
        assert!(answers.withdraw(7, 2));
        assert!(!answers.withdraw(7, 2) && !answers.withdraw(8, 2));
        assert_eq!(answers.forget(7), [3]);
        assert_eq!(answers.forget(7), []);
        assert_eq!(answers.done(7, 1, 7), [], "nobody works on it");
        assert_eq!(answers.ask(7, 4, 1), Asked::First);
        answers.done(7, 1, 7);
        assert_eq!(answers.forget(7), []);
        assert_eq!(answers.ask(7, 5, 1), Asked::Replay { work_ns: 7 }, "an answer is not forgotten");
    }

    #[test]
    fn a_crash_loses_what_was_in_progress() {
        let mut answers = answers(InProgress::Wait);
        for (key, job) in [(9, 1), (7, 2), (9, 3), (7, 4), (8, 5)] {
            answers.ask(key, job, 0);
        }
        answers.done(8, 1, 7);
        answers.crash();
        assert_eq!(answers.ask(8, 6, 2), Asked::Replay { work_ns: 7 });
        assert_eq!(answers.ask(7, 7, 2), Asked::First);
        assert_eq!(answers.ask(9, 8, 2), Asked::First);
    }

    #[test]
    fn it_is_bounded() {
        let mut answers = answers(InProgress::Wait);
        for key in 0..100_002 {
            answers.ask(key, 0, 0);
            answers.done(key, 0, 7);
        }
        assert_eq!(answers.ask(1, 0, 1), Asked::First);
        assert_eq!(answers.ask(2, 0, 1), Asked::Replay { work_ns: 7 });
        assert_eq!(answers.ask(2, 0, 100), Asked::First);
        assert_eq!(answers.kept.len(), 0, "nothing is left behind");
    }

    #[test]
    fn the_ends_of_the_range() {
        let rule = Dedup { window_ns: u64::MAX, replay_ns: 0, in_progress: InProgress::Wait };
        let mut answers = Answers::new(rule);
        answers.ask(u32::MAX, u32::MAX, 1);
        answers.done(u32::MAX, 1, 7);
        assert_eq!(answers.ask(u32::MAX, 0, u64::MAX - 1), Asked::Replay { work_ns: 7 });
        let mut answers = Answers::new(Dedup { window_ns: 0, ..rule });
        answers.ask(0, 0, 5);
        assert_eq!(answers.done(0, 5, 7), []);
        assert_eq!(answers.ask(0, 0, 5), Asked::First, "an empty window keeps nothing");
    }
}
