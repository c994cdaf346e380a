//! Predictions of one of several things, of an order and of a place, as the page carries them.

use diagram::Run;
use leptos::prelude::*;
use lesson::{Asks, Figure, Foretold, Place, Predict as Model, Sought, Swap, Timed};
use trace::{Condition, Time};

use super::{point, reply, term};
use crate::pages::html;
use crate::pages::live::{Position, attribute, hints, run, wrap};
use crate::pages::predict::{answer_key, id_of};
use crate::platform::fields::Fields;
use crate::state::trial::written;
use crate::ui::amount::amount;
use crate::ui::foretold::{Asked, held, ranked};
use crate::ui::questions::{ForecastData, KindData, Question, QuestionData, Texts, Withheld};
use crate::widget::WidgetData;
use crate::words;
use crate::words::predictions;

/// What the page draws of one kind.
struct Drawn {
    data: ForecastData,
    texts: Texts,
    asked: Asked,
    /// Ids that could tell, in the order of the page.
    ids: Vec<String>,
    /// The answers, for readers without script.
    answers: String,
}

/// A prediction that lives in the chunk of questions. Nothing for one that does not.
pub(in crate::pages) fn forecast(model: &Model, position: Position<'_>) -> String {
    let run = run(&model.figure);
    let drawn = match &model.asks {
        Asks::Number(_) => return String::new(),
        Asks::Choice(options) => choice(options, &run),
        Asks::Order(timed) => order(timed, &run),
        Asks::Place(sought) => place(sought, model, &run),
    };
    let legend = format!(
        "<span class=\"label\"><b>{}</b> · {}</span><span class=\"q\">{}</span>",
        words::PREDICT_FIRST,
        words::PREDICT_RULE,
        model.prompt
    );
    let data = QuestionData { id: id_of(model, position), kind: KindData::Forecast(drawn.data) };
    let carried = attribute("question", &data);
    let texts = Texts { legend, ..drawn.texts };
    let first = html(|| {
        view! { <Question data texts withheld=Withheld::default() fields=Fields::default() sure=None /> }
    });
    let ids = if drawn.ids.is_empty() { String::new() } else { attribute("ids", &drawn.ids) };
    let after = hints(&model.hints) + &answer_key(model, &drawn.asked, &ids, &drawn.answers);
    wrap("section", "card predict", &model.id, &WidgetData::Question, &carried, &first, &after)
}

fn choice(options: &[Foretold], run: &Run) -> Drawn {
    let conditions: Vec<Condition> = options.iter().map(|option| option.when.clone()).collect();
    let comes_true = held(&conditions, run);
    let answer = |(place, option): (usize, &Foretold)| {
        let word = if comes_true == Some(place) { words::RIGHT } else { words::NOT_QUITE };
        term(&option.id, &option.text, word) + &reply(&option.id, &option.feedback)
    };
    let answers: String = options.iter().enumerate().map(answer).collect();
    Drawn {
        data: ForecastData::Choice(options.iter().map(|option| option.id.clone()).collect()),
        texts: Texts {
            parts: options.iter().map(|option| option.text.clone()).collect(),
            ..Texts::default()
        },
        asked: Asked::Choice(
            options.iter().map(|option| (option.id.clone(), written(&option.when))).collect(),
        ),
        ids: Vec::new(),
        answers: format!("<dl>{answers}</dl>"),
    }
}

fn order(timed: &Timed, run: &Run) -> Drawn {
    let ids: Vec<String> = timed.items.iter().map(|item| item.id.clone()).collect();
    let items: Vec<(String, String)> = ids.iter().cloned().zip(timed.measures.iter().cloned()).collect();
    let text = |id: &str| timed.items.iter().find(|item| item.id == id).map_or("", |item| &item.text);
    let ranks: String = ranked(&items, run)
        .unwrap_or_default()
        .into_iter()
        .map(|(id, value)| {
            let (text, value) = (text(id), amount(value, &timed.unit));
            format!("<li><span data-part=\"of-{id}\">{text}</span> <b>{value}</b></li>")
        })
        .collect();
    let replies = timed.swaps.iter().enumerate();
    let replies: String = replies.map(|(place, swap)| reply(&format!("swap-{place}"), &swap.reply)).collect();
    let swapped = |swap: &Swap| (swap.before.clone(), swap.after.clone());
    Drawn {
        data: ForecastData::Order(items.len()),
        texts: Texts {
            parts: timed.items.iter().map(|item| item.text.clone()).collect(),
            ..Texts::default()
        },
        asked: Asked::Order {
            unit: timed.unit.clone(),
            items,
            swaps: timed.swaps.iter().map(swapped).collect(),
        },
        ids,
        answers: format!("<ol>{ranks}</ol><div>{replies}</div>"),
    }
}

fn place(sought: &Sought, model: &Model, run: &Run) -> Drawn {
    // Where everything begins, and nothing of what is to be foretold.
    let figure = Figure {
        moment_ns: 0,
        title: predictions::AT_THE_START.to_owned(),
        lead: String::new(),
        caption: String::new(),
        ..model.figure.clone()
    };
    let drawn = point::draw(&Place { figure, spots: sought.spots.clone() });
    let subject =
        |name: &str| point::subject(name, &model.figure.scenario).map(|subject| subject.to_string());
    let at = run.shown(Time(sought.moment_ns)).to_string();
    Drawn {
        data: ForecastData::Place(sought.spots.iter().map(|spot| spot.id.clone()).collect()),
        texts: drawn.texts,
        asked: Asked::Place {
            message: sought.message.clone(),
            at_ns: sought.moment_ns,
            spots: sought
                .spots
                .iter()
                .filter_map(|spot| Some((spot.id.clone(), subject(&spot.subject)?)))
                .collect(),
        },
        ids: Vec::new(),
        answers: format!("<p>{}</p>{}", predictions::at(&at), drawn.answers.shown),
    }
}
