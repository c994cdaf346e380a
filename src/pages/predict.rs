//! Predictions as the page carries them. What is right is worked out here for readers without script alone; it stands in the
//! box with the answers, and the program takes it from the run instead.

use diagram::{Run, Viewpoint};
use learner::QuestionId;
use leptos::prelude::*;
use lesson::{Amount, Asks, Measured, Predict as Model, Spread};

use super::html;
use super::live::{Position, attribute, figure_data, hints, run, wrap};
use super::questions::{forecast, said};
use crate::platform::early::Early;
use crate::ui::amount::{amount, millionths, of_millionths};
use crate::ui::figure::{FigureData, table};
use crate::ui::foretold::{Asked, MEAN};
use crate::ui::predict::{Foreseen, Predict, PredictData};
use crate::widget::WidgetData;
use crate::words;

/// A prediction of any kind.
pub(super) fn predict(model: &Model, position: Position<'_>) -> String {
    match &model.asks {
        Asks::Number(measured) => number(model, measured, position),
        Asks::Choice(_) | Asks::Order(_) | Asks::Place(_) => forecast::forecast(model, position),
    }
}

/// The id of a prediction.
pub(super) fn id_of(model: &Model, position: Position<'_>) -> QuestionId {
    QuestionId { lesson: position.lesson.to_owned(), question: model.id.clone(), version: model.version }
}

/// The box with what is due after committing: the answers, the explanation, the run as a table. `more` are further
/// attributes. A picture of each run would cost a lesson more than the page budget leaves for its text.
pub(super) fn answer_key(model: &Model, asked: &Asked, more: &str, answers: &str) -> String {
    let figure = FigureData { id: format!("{}-run", model.id), ..figure_data(&model.figure) };
    let run = run(&model.figure);
    format!(
        "<details class=\"answer-key\"{}{}{more}><summary>{}</summary>{answers}\
         <div data-part=\"explanation\">{}</div>{}{}</details>",
        attribute("figure", &figure),
        attribute("asks", asked),
        words::ANSWER_KEY,
        model.explanation,
        model.said.as_ref().map(said).unwrap_or_default(),
        table(&run, Viewpoint::Everyone)
    )
}

fn number(model: &Model, measured: &Measured, position: Position<'_>) -> String {
    let amount = &measured.amount;
    let data =
        PredictData { id: id_of(model, position), unit: amount.unit.clone(), prompt: model.prompt.clone() };
    let drawn = {
        let data = data.clone();
        html(|| view! { <Predict data key=Foreseen::default() early=Early::default() /> })
    };
    let truth = truth(&run(&model.figure), measured);
    let answer = match &measured.spread {
        None => format!("<p>{}</p>", words::truth(&truth)),
        Some(spread) => chance(amount, spread, &truth),
    };
    let known = amount
        .known
        .iter()
        .map(|known| format!("<div data-part=\"known-{}\">{}</div>", thousandths(known.value), known.reply));
    let asked = Asked::Number {
        measure: measured.measure.clone(),
        unit: amount.unit.clone(),
        tolerance_percent: amount.tolerance_percent,
    };
    let key = answer_key(model, &asked, "", &(answer + &known.collect::<String>()));
    let after = hints(&model.hints) + &key;
    wrap("section", "card predict", &model.id, &WidgetData::Predict(data), "", &drawn, &after)
}

fn truth(run: &Run, asked: &Measured) -> String {
    trace::measure(&run.trace, &asked.measure)
        .map_or_else(String::new, |measure| amount(measure.value, &asked.amount.unit))
}

/// The answer where chance plays a part. Its name carries the mean, which answers are marked against.
fn chance(model: &Amount, spread: &Spread, shown: &str) -> String {
    let unit = &model.unit;
    // Four digits are more than a mean has certain ones, and far below any tolerance.
    let mean = millionths(model.truth).map(|mean| significant(mean, 4));
    let strays = millionths(spread.standard_deviation).map(|strays| significant(strays, 2));
    let told = of_millionths(mean, unit);
    format!(
        "<p>{}</p><p data-part=\"{MEAN}{}\">{}</p>",
        words::mean(&told),
        mean.unwrap_or_default(),
        words::chance(spread.seeds, &told, shown, &of_millionths(strays, unit))
    )
}

/// A number with all but its first digits rounded away.
fn significant(number: i64, digits: u32) -> i64 {
    let size = number.checked_ilog10().map_or(0, |places| places + 1);
    let step = 10_i64.pow(size.saturating_sub(digits));
    number.saturating_add(step / 2) / step * step
}

fn thousandths(value: f64) -> u64 {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "`as` saturates; answers are small"
    )]
    let thousandths = (value * 1000.0) as u64;
    thousandths
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_beyond_the_first_ones_are_rounded_away() {
        for (number, digits, expected) in [
            (196_345_678, 4, 196_300_000),
            (19_988_610, 4, 19_990_000),
            (1_223_336, 2, 1_200_000),
            (7, 2, 7),
            (0, 2, 0),
        ] {
            assert_eq!(significant(number, digits), expected, "{number}");
        }
    }
}
