//! Questions as the page carries them: drawn to be read without script, with their data and their answer keys. One file for
//! each kind; see `ui/questions/mod.rs` for how to add one.

mod compose;
pub(super) mod forecast;
mod free;
mod gaps;
mod matching;
mod number;
mod order;
mod point;
mod serve;
mod several;
mod task;
mod truths;

use learner::{Key, QuestionId};
use leptos::prelude::*;
use lesson::{Kind, Question as Model, Said};

use super::live::{Position, attribute, hints, wrap};
use super::{html, worlds};
use crate::platform::fields::Fields;
use crate::ui::figure::escape;
use crate::ui::questions::{KindData, Question, QuestionData, Texts, Withheld};
use crate::widget::WidgetData;
use crate::words;

/// What the page draws of one kind.
struct Drawn {
    kind: KindData,
    /// How it is answered, behind its number.
    how: &'static str,
    texts: Texts,
    answers: Answers,
}

/// The answer key of one kind.
struct Answers {
    /// What answers are marked against; none for what is marked in another way.
    key: Option<Key>,
    /// Ids that could tell, in the order of the page.
    ids: Vec<String>,
    /// What readers without script find in the box, as HTML; what carries `data-part` the program reads as well.
    shown: String,
}

/// A question of a kind that lives in the chunk of questions. Nothing for one that does not.
pub(super) fn question(model: &Model, position: Position<'_>) -> String {
    let Some(drawn) = drawn(model) else { return String::new() };
    let label = words::question(position.question, position.questions, drawn.how);
    let legend = format!("<span class=\"label\">{label}</span><span class=\"q\">{}</span>", model.prompt);
    let data = QuestionData {
        id: QuestionId {
            lesson: position.lesson.to_owned(),
            question: model.id.clone(),
            version: model.version,
        },
        kind: drawn.kind,
    };
    let carried = attribute("question", &data);
    let texts = Texts { legend, ..drawn.texts };
    let first = html(|| {
        view! { <Question data texts withheld=Withheld::default() fields=Fields::default() sure=None /> }
    });
    let after = hints(&model.hints) + &answer_key(&drawn.answers, model);
    wrap("section", "card", &model.id, &WidgetData::Question, &carried, &first, &after)
}

fn drawn(model: &Model) -> Option<Drawn> {
    match &model.kind {
        Kind::Several(candidates) => Some(several::draw(candidates)),
        Kind::Place(place) => Some(point::draw(place)),
        Kind::Task(task) => Some(task::draw(task)),
        Kind::Serve(serve) => Some(serve::draw(serve)),
        Kind::Compose(compose) => Some(compose::draw(compose)),
        Kind::Amount(amount) => Some(number::draw(amount)),
        Kind::Sequence(sequence) => Some(order::draw(sequence)),
        Kind::Matching(matching) => Some(matching::draw(matching)),
        Kind::Gaps(gaps) => Some(gaps::draw(gaps)),
        Kind::Truths(statements) => Some(truths::draw(statements)),
        Kind::Free(points) => Some(free::draw(points)),
        Kind::Choice(_) => None,
    }
}

fn answer_key(answers: &Answers, model: &Model) -> String {
    let key = answers.key.as_ref().map(|key| attribute("key", key)).unwrap_or_default();
    let ids = if answers.ids.is_empty() { String::new() } else { attribute("ids", &answers.ids) };
    format!(
        "<details class=\"answer-key\"{key}{ids}><summary>{}</summary>{}\
         <div data-part=\"explanation\">{}{}</div>{}</details>",
        words::ANSWER_KEY,
        answers.shown,
        model.explanation,
        worlds::behind_explanation(model),
        model.said.as_ref().map(said).unwrap_or_default()
    )
}

/// Where the page says it.
pub(super) fn said(said: &Said) -> String {
    format!(
        "<div data-part=\"said\"><p class=\"fine\">{} <a href=\"#{}\">{}</a></p></div>",
        words::questions::SAID_AT,
        escape(&said.id),
        said.title
    )
}

/// What a part is, and whether it is right, in a list of answers.
fn term(id: &str, text: &str, word: &str) -> String {
    format!("<dt><span data-part=\"of-{id}\">{text}</span> <b>{word}</b></dt>")
}

/// The reply of that name, in a list of answers.
fn reply(name: &str, text: &str) -> String {
    format!("<dd data-part=\"{name}\">{text}</dd>")
}

#[cfg(test)]
mod tests {
    use super::*;
    use lesson::{Item, Matching, Pair, Sequence};

    fn drawn(kind: Kind) -> String {
        let model = Model {
            id: "asked".to_owned(),
            version: 1,
            prompt: "Which?".to_owned(),
            hints: Vec::new(),
            explanation: "So it is.".to_owned(),
            said: None,
            kind,
        };
        question(&model, Position { lesson: "a-lesson", question: 1, questions: 2 })
    }

    /// What stands in the page before the box that is lifted out of it.
    fn before_the_key(kind: Kind) -> String {
        let drawn = drawn(kind);
        drawn.split("<details class=\"answer-key\"").next().unwrap_or_default().to_owned()
    }

    #[test]
    fn the_ids_of_what_is_to_be_ordered_are_held_back() {
        let item = |id: &str| Item { id: id.to_owned(), text: format!("Text of {id}") };
        let items = vec![item("telling-1"), item("telling-2")];
        let before =
            before_the_key(Kind::Sequence(Sequence { items, offered: vec![1, 0], swaps: Vec::new() }));
        assert!(before.contains("Text of telling-2") && !before.contains("\"telling-"), "{before}");
    }

    #[test]
    fn which_choice_belongs_to_which_pair_is_held_back() {
        let pair = |id: &str| Pair {
            id: id.to_owned(),
            left: "Left".to_owned(),
            right: "Right".to_owned(),
            belief: String::new(),
            feedback: String::new(),
        };
        let offered = vec!["two".to_owned(), "one".to_owned()];
        let pairs = vec![pair("one"), pair("two")];
        let before = before_the_key(Kind::Matching(Matching { pairs, extras: Vec::new(), offered }));
        let listed = before.find("one").zip(before.find("two"));
        assert!(
            listed.is_some_and(|(one, two)| one < two),
            "the pairs are told in their own order: {before}"
        );
        assert_eq!(before.matches("two").count(), 1, "and nothing else is: {before}");
    }
}
