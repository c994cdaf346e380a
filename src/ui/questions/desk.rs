//! What happens at a question, whatever its kind: an answer is checked, shown, withdrawn, stored, recalled.

use std::sync::Arc;

use learner::{Attempt, Confidence, Given, Key, Marked, QuestionId, mark};
use leptos::html;
use leptos::prelude::*;

use super::Withheld;
use super::outcome::Outcome;
use crate::platform::page::HtmlElement;
use crate::state::answers;
use crate::ui::predict::Foreseen;
use crate::ui::verdict::Verdict;
use crate::words;

/// What a kind of question supplies. Those with a key need the first three; what is marked in another way (by a run, by the
/// learner) has its own ways to check and to show.
pub(crate) trait Form: Send + Sync {
    /// What is given now; or what is missing, in words.
    fn given(&self) -> Result<Given, String>;

    /// Puts an answer into the fields: an earlier one, or the right one.
    fn put(&self, given: &Given);

    /// Makes ready for another try. `marked` is what became of the last one, and tells what was right.
    fn again(&self, marked: &Marked);

    /// What is said between the verdict and the replies, as HTML. `marked` is right, or is not.
    fn summary(&self, _key: &Key, _given: &Given, _marked: &Marked) -> String {
        String::new()
    }

    /// What the reply of this name is about, as HTML: it stands before replies that are not alone. If a kind says nothing it
    /// is the text that the page has as `of-<part>`.
    fn about(&self, _told: &str) -> String {
        String::new()
    }

    /// What an earlier answer is worth where no key can tell.
    fn judge_again(&self, _attempt: &Attempt) -> Option<Marked> {
        None
    }

    /// Shows an earlier answer in a way of its own, and says that it does.
    fn recall(&self, _attempt: &Attempt) -> bool {
        false
    }

    /// Whether a run is shown below the buttons.
    fn runs(&self) -> bool {
        false
    }

    /// What the button says that leads on to a verdict.
    fn go(&self) -> &'static str {
        words::CHECK
    }

    /// Whether it makes sense to ask how sure one is.
    fn asks_how_sure(&self) -> bool {
        true
    }

    /// Does what that button says.
    fn check(&self, desk: Desk) {
        match self.given() {
            Ok(given) => desk.settle(given),
            Err(missing) => desk.remark(missing),
        }
    }

    /// Shows the answer to who asks for it.
    fn show(&self, desk: Desk) {
        desk.reveal();
    }
}

/// A question that is being answered.
#[derive(Clone, Copy)]
pub(crate) struct Desk {
    id: StoredValue<QuestionId>,
    withheld: StoredValue<Withheld>,
    form: StoredValue<Option<Arc<dyn Form>>>,
    pub(super) sure: RwSignal<Option<Confidence>>,
    pub(super) verdict: RwSignal<Verdict>,
    /// What became of the answer; none until it is checked or shown.
    marked: RwSignal<Option<Marked>>,
    /// Whether the answer is settled although there is no verdict yet: a run is being watched.
    locked: RwSignal<bool>,
    /// Where a run is shown.
    pub(super) stage: NodeRef<html::Div>,
}

impl Desk {
    pub(super) fn new(id: QuestionId, withheld: Withheld, sure: Option<Confidence>) -> Self {
        Self {
            id: StoredValue::new(id),
            withheld: StoredValue::new(withheld),
            form: StoredValue::new(None),
            sure: RwSignal::new(sure),
            verdict: RwSignal::default(),
            marked: RwSignal::new(None),
            locked: RwSignal::new(false),
            stage: NodeRef::new(),
        }
    }

    /// The question's id within its lesson: what the ids and names of its elements begin with.
    pub(crate) fn name(self) -> String {
        self.id.with_value(|id| id.question.clone())
    }

    /// Has `form` supply what is particular to the kind.
    pub(crate) fn take(self, form: impl Form + 'static) {
        self.form.set_value(Some(Arc::new(form)));
    }

    /// What the page holds back: texts for what a kind says of its own.
    pub(crate) fn text(self, name: &str) -> String {
        self.withheld.with_value(|withheld| withheld.texts.text(name).to_owned())
    }

    /// The ids that could tell, in the order of the page.
    pub(crate) fn ids(self) -> Vec<String> {
        self.withheld.with_value(|withheld| withheld.ids.clone())
    }

    /// Something has changed: whatever was said no longer holds.
    pub(crate) fn touch(self) {
        if self.verdict.with_untracked(|verdict| *verdict != Verdict::Open) {
            self.marked.set(None);
            self.verdict.set(Verdict::Open);
        }
    }

    /// The fields stay as they are, or may be changed again.
    pub(crate) fn lock(self, locked: bool) {
        self.locked.set(locked);
    }

    /// Whether the fields stay as they are. Tracked.
    pub(crate) fn is_locked(self) -> bool {
        self.locked.get()
    }

    /// Where a run is shown, once that is drawn.
    pub(super) fn stage(self) -> Option<HtmlElement> {
        self.stage.get_untracked().map(Into::into)
    }

    pub(super) fn shows_runs(self) -> bool {
        self.form().is_some_and(|form| form.runs())
    }

    /// What the page keeps back for the run.
    pub(super) fn foreseen(self) -> Foreseen {
        self.withheld.with_value(|withheld| Foreseen {
            figure: withheld.figure.clone(),
            asks: withheld.asks.clone(),
            texts: withheld.texts.clone(),
        })
    }

    /// Says a verdict that was found elsewhere, and stores the answer if there is one to store.
    pub(super) fn announce(self, verdict: Verdict, marked: Marked, given: Option<Given>) {
        let right = marked.right;
        self.marked.set(Some(marked));
        self.verdict.set(verdict);
        if let Some(given) = given {
            self.store(given, right);
        }
    }

    /// Only explains: what is right could not be found.
    pub(super) fn explain(self) {
        self.verdict.set(Verdict::Shown(self.explained(String::new())));
    }

    /// Whether a verdict stands. Tracked.
    pub(crate) fn is_settled(self) -> bool {
        self.verdict.with(Verdict::is_settled)
    }

    /// Whether the answer was shown to who asked for it. Tracked.
    pub(crate) fn is_shown(self) -> bool {
        self.verdict.with(|verdict| matches!(verdict, Verdict::Shown(_)))
    }

    /// What an answer is worth. None when it is of another kind than the key.
    pub(crate) fn judged(self, given: &Given) -> Option<Marked> {
        self.withheld.with_value(|withheld| mark(withheld.key.as_ref()?, given))
    }

    /// What became of a part, by its id; none before the verdict, and of what was rightly left alone. Tracked.
    pub(crate) fn outcome(self, part: &str) -> Option<Outcome> {
        let fate = self.marked.with(|marked| marked.as_ref()?.fate(part))?;
        Some(Outcome::of(fate, self.is_shown()))
    }

    /// What became of a part where what was rightly left alone counts as right. Tracked; only once a verdict stands.
    pub(crate) fn outcome_or_right(self, part: &str) -> Outcome {
        let whole = || {
            self.verdict.with(|verdict| match verdict {
                Verdict::Wrong(_) if part.is_empty() => Outcome::Wrong,
                Verdict::Shown(_) => Outcome::Shown,
                _ => Outcome::Right,
            })
        };
        self.outcome(part).unwrap_or_else(whole)
    }

    /// Says something that is no verdict.
    pub(crate) fn remark(self, text: impl Into<String>) {
        self.verdict.set(Verdict::Remark(text.into()));
    }

    /// Marks an answer against the key, says the verdict and stores both.
    pub(crate) fn settle(self, given: Given) {
        if let Some(marked) = self.judged(&given) {
            self.conclude(given, marked);
        }
    }

    /// Says the verdict on an answer that was marked, and stores both.
    pub(crate) fn conclude(self, given: Given, marked: Marked) {
        let right = marked.right;
        self.tell(&given, marked);
        self.store(given, right);
    }

    /// Fills in the right answer with its explanation, and stores that it was shown.
    pub(crate) fn reveal(self) {
        self.fill_in();
        self.store(Given::Shown, false);
    }

    /// The answer is shown as it was before, if there is one.
    pub(super) fn recall_unless(self, touched: bool) {
        // Earlier answers come in after hydration: the first drawing must equal the page's.
        Effect::new(move || {
            if let Some(attempt) = self.id.with_value(answers::latest).filter(|_| !touched) {
                self.recall(&attempt);
            }
        });
    }

    pub(super) fn go_word(self) -> &'static str {
        if self.is_settled() && !self.is_locked() {
            return words::TRY_AGAIN;
        }
        self.form().map_or(words::CHECK, |form| form.go())
    }

    /// The learner pressed Enter in a field: that checks, and never withdraws.
    pub(crate) fn enter(self) {
        if !self.verdict.with_untracked(Verdict::is_settled) {
            self.check_or_retry();
        }
    }

    pub(super) fn asks_how_sure(self) -> bool {
        self.form().is_none_or(|form| form.asks_how_sure())
    }

    pub(super) fn check_or_retry(self) {
        let Some(form) = self.form() else { return };
        if !self.verdict.with_untracked(Verdict::is_settled) {
            return form.check(self);
        }
        form.again(&self.marked.get_untracked().unwrap_or_default());
        self.touch();
    }

    pub(super) fn show(self) {
        if let Some(form) = self.form() {
            form.show(self);
        }
    }

    fn recall(self, attempt: &Attempt) {
        if self.form().is_some_and(|form| form.recall(attempt)) {
            return;
        }
        if attempt.given == Given::Shown {
            return self.fill_in();
        }
        let Some(form) = self.form() else { return };
        if let Some(marked) = form.judge_again(attempt).or_else(|| self.judged(&attempt.given)) {
            form.put(&attempt.given);
            self.tell(&attempt.given, marked);
        }
    }

    fn fill_in(self) {
        if let (Some(form), Some(key)) = (self.form(), self.key()) {
            let answer = key.answer();
            form.put(&answer);
            self.marked.set(mark(&key, &answer));
            let summary = form.summary(&key, &answer, &Marked { right: true, ..Marked::default() });
            self.verdict.set(Verdict::Shown(self.explained(summary)));
        } else {
            self.verdict.set(Verdict::Shown(self.explained(String::new())));
        }
    }

    fn tell(self, given: &Given, marked: Marked) {
        let summary = match (self.form(), self.key()) {
            (Some(form), Some(key)) => form.summary(&key, given, &marked),
            _ => String::new(),
        };
        let said = summary + &self.replies(&marked.told);
        let verdict = if marked.right {
            Verdict::Right(self.explained(said))
        } else {
            Verdict::Wrong(said + &self.text("said"))
        };
        self.marked.set(Some(marked));
        self.verdict.set(verdict);
    }

    /// The replies to an answer. Where there are several each says what it is about.
    fn replies(self, told: &[String]) -> String {
        let form = self.form();
        let mut replies: Vec<(&String, String)> =
            told.iter().map(|name| (name, self.part("", name))).collect();
        replies.retain(|(_, text)| !text.is_empty());
        let alone = replies.len() < 2;
        let reply = |(name, text): (&String, String)| {
            let own = form.as_ref().map(|form| form.about(name)).unwrap_or_default();
            let about = if own.is_empty() { self.part("of-", name) } else { own };
            if alone || about.is_empty() { text } else { format!("<p class=\"about\">{about}</p>{text}") }
        };
        replies.into_iter().map(reply).collect()
    }

    /// A text about a part. What is told whichever way it was got wrong stands in the page once.
    fn part(self, prefix: &str, name: &str) -> String {
        let text = self.text(&[prefix, name].concat());
        match name.strip_prefix("missed-") {
            Some(part) if text.is_empty() => self.text(&[prefix, part].concat()),
            _ => text,
        }
    }

    fn explained(self, said: String) -> String {
        said + &self.text("explanation") + &self.text("said")
    }

    fn key(self) -> Option<Key> {
        self.withheld.with_value(|withheld| withheld.key.clone())
    }

    pub(super) fn form(self) -> Option<Arc<dyn Form>> {
        self.form.get_value()
    }

    fn store(self, given: Given, right: bool) {
        let sure = self.sure.get_untracked();
        self.id.with_value(|id| answers::add(id, given, sure, right));
    }
}
