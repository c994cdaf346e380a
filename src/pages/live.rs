//! Widgets as the page carries them: a first drawing that reads without script, the data that bring it to
//! life, and the answers in a closed box.

use std::sync::Arc;

use diagram::{Layout, Run, Sight};
use learner::QuestionId;
use leptos::prelude::*;
use lesson::{Answer, Figure as FigureModel, Kind, Knob, Mark, Question, Widget};
use percent_encoding::{NON_ALPHANUMERIC, percent_encode};
use trace::Time;

use super::{analogy, explorer, html, predict, questions, worlds};
use crate::platform::early::Early;
use crate::platform::lifted::Lifted;
use crate::state::playhead::Playhead;
use crate::ui::choice::{Choice, ChoiceData};
use crate::ui::figure::{Figure, FigureData, header};
use crate::ui::knobs::KnobData;
use crate::ui::said::said;
use crate::widget::WidgetData;
use crate::words;

/// Where a widget stands: which lesson, and which question of how many.
#[derive(Clone, Copy)]
pub(crate) struct Position<'a> {
    pub(crate) lesson: &'a str,
    pub(crate) question: usize,
    pub(crate) questions: usize,
}

/// One widget as HTML.
pub(crate) fn widget(widget: &Widget, position: Position<'_>) -> String {
    match widget {
        Widget::Figure(model) => figure(model, false),
        Widget::Predict(model) => predict::predict(model, position),
        Widget::Question(model) => match &model.kind {
            Kind::Choice(options) => choice(model, options, position),
            _ => questions::question(model, position),
        },
        Widget::Analogy(model) => analogy::analogy(model),
        Widget::Explorer(model) => explorer::explorer(model),
    }
}

/// A figure; `in_address` keeps its knobs in the page's address.
pub(crate) fn figure(model: &FigureModel, in_address: bool) -> String {
    let data = FigureData { in_address, ..figure_data(model) };
    let run = run(model);
    let drawn = {
        let data = data.clone();
        html(|| view! { <Figure data playhead=Playhead::new(run, Time(model.moment_ns)) /> })
    };
    // The drawing has the texts; coming alive leaves them as they are.
    let carried = data.without_texts();
    wrap("div", "widget wide", &model.id, &WidgetData::Figure, &attribute("figure", &carried), &drawn, "")
}

/// The figure inside a question, which puts it in place of this still: what it shows at first, and the same in words.
pub(super) fn figure_within(model: &FigureModel) -> String {
    let (data, run) = (figure_data(model), run(model));
    let sight = Sight::new(&run, Time(model.moment_ns));
    let drawn = format!(
        "<figure class=\"fig\"><header>{}</header>{}<p class=\"say\">{}</p></figure>",
        header(&format!("{}-title", model.id), &data),
        diagram::svg(&diagram::space(&sight, Layout::Narrow), "dg n still"),
        said(&sight)
    );
    wrap("div", "widget", &model.id, &WidgetData::Within, &attribute("figure", &data), &drawn, "")
}

fn choice(model: &Question, options: &[Answer], position: Position<'_>) -> String {
    let label = words::question(position.question, position.questions, words::PICK_ONE);
    let data = ChoiceData {
        id: QuestionId {
            lesson: position.lesson.to_owned(),
            question: model.id.clone(),
            version: model.version,
        },
        options: options.iter().map(|option| option.id.clone()).collect(),
        legend: format!("<span class=\"label\">{label}</span><span class=\"q\">{}</span>", model.prompt),
        texts: options.iter().map(|option| option.text.clone()).collect(),
    };
    let drawn = {
        let data = data.clone();
        html(|| view! { <Choice data key=Lifted::default() early=Early::default() /> })
    };
    let others = worlds::behind_explanation(model);
    let options: String = options
        .iter()
        .map(|option| {
            let (right, word) = match option.mark {
                Mark::Right => (" data-right", words::RIGHT),
                Mark::Wrong { .. } => ("", words::NOT_QUITE),
            };
            format!(
                "<dt>{} <b>{word}</b></dt><dd data-part=\"{}\"{right}>{}{}</dd>",
                option.text,
                option.id,
                option.feedback,
                worlds::behind_feedback(option.world.as_ref())
            )
        })
        .collect();
    let key = answer_key(&format!(
        "<dl>{options}</dl><div data-part=\"explanation\">{}{others}</div>{}",
        model.explanation,
        model.said.as_ref().map(questions::said).unwrap_or_default()
    ));
    let after = hints(&model.hints) + &key;
    wrap("section", "card", &model.id, &WidgetData::Choice(data), "", &drawn, &after)
}

/// What the page says of a figure.
pub(super) fn figure_data(model: &FigureModel) -> FigureData {
    FigureData {
        id: model.id.clone(),
        scenario: percent_encode(&model.scenario.encode(), NON_ALPHANUMERIC).to_string(),
        seed: model.seed,
        moment_ns: model.moment_ns,
        knobs: model.knobs.iter().map(knob_data).collect(),
        in_address: false,
        queue: model.scenario.queue_model(),
        own_acts: model.scenario.interventions.len().try_into().unwrap_or(u16::MAX),
        title: model.title.clone(),
        lead: format!("<div class=\"cap\">{}</div>", model.lead),
        caption: model.caption.clone(),
    }
}

fn knob_data(knob: &Knob) -> KnobData {
    KnobData {
        path: knob.path.clone(),
        label: knob.label.clone(),
        unit: knob.unit.clone(),
        min: knob.min,
        max: knob.max,
        step: knob.step,
        value: knob.value,
    }
}

/// The run of a figure.
pub(super) fn run(model: &FigureModel) -> Arc<Run> {
    Arc::new(Run::new(sim::run(&model.scenario, model.seed)))
}

/// Hints, each closed.
pub(super) fn hints(hints: &[String]) -> String {
    let of = hints.len();
    let hint = |(index, hint): (usize, &String)| {
        let name = words::hint(index + 1, of);
        format!("<details class=\"hint\"><summary>{name}</summary><div>{hint}</div></details>")
    };
    let hints: String = hints.iter().enumerate().map(hint).collect();
    if hints.is_empty() { hints } else { format!("<div class=\"hints\">{hints}</div>") }
}

fn answer_key(inside: &str) -> String {
    format!("<details class=\"answer-key\"><summary>{}</summary>{inside}</details>", words::ANSWER_KEY)
}

/// `data-<name>`, for what only the part of the program that draws runs needs to know.
pub(super) fn attribute(name: &str, data: &impl serde::Serialize) -> String {
    format!(" data-{name}='{}'", json(data))
}

/// The element around a widget. The hydrated root is the only child of the host; what follows is the page's.
pub(super) fn wrap(
    tag: &str,
    class: &str,
    id: &str,
    data: &WidgetData,
    attributes: &str,
    drawn: &str,
    after: &str,
) -> String {
    let data = json(data);
    format!(
        "<{tag} class=\"{class}\" id=\"{id}\" data-widget='{data}'{attributes}>\
         <div class=\"host\" data-host>{drawn}</div>{after}</{tag}>"
    )
}

/// For an attribute in single quotes: JSON is full of the other ones, and escaped they cost every page bytes.
fn json(data: &impl serde::Serialize) -> String {
    let json = serde_json::to_string(data).unwrap_or_default();
    json.replace('&', "&amp;").replace('<', "&lt;").replace('\'', "&#39;")
}
