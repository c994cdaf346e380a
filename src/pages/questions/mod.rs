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
