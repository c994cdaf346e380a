//! ```` ```predict ````: a number to commit to before the simulator works it out.

use lesson::{Known, Predict};

use crate::claim;
use crate::markdown;
use crate::number::plain;
use crate::page_file::PageFile;
use crate::report::Mistake;
use crate::toml_fields::{At, Fields, Text};

use super::figure::{Stage, stage};

/// An answer counts when it is this near, unless the author says otherwise.
const TOLERANCE_PERCENT: u64 = 10;

/// What the run says, for holding answers against it.
struct Truth {
    value: f64,
    tolerance_percent: u16,
}

pub(super) fn read(fields: Fields, file: &PageFile) -> Option<Predict> {
    let id = fields.need_id("id");
    let version = version(&fields);
    let prompt = fields.need_text("ask").map(|text| markdown::line(&text, file));
    let unit = fields.need_text("unit");
    let measure = fields.need_text("measure");
    let answer = fields.need_number("answer");
    let tolerance_percent = tolerance(&fields);
    let hints: Vec<String> = fields.texts("hints").iter().map(|text| markdown::line(text, file)).collect();
    let explanation = fields.need_text("explain").map(|text| markdown::paragraphs(&text, file));
    let start = At { value: 0.0, span: fields.span() };
    let stage = stage(&fields, Some(fields.number("moment_ms").unwrap_or(start)), file);
    let truth = stage
        .as_ref()
        .and_then(|stage| truth(stage, measure.as_ref()?, unit.as_ref()?, file))
        .map(|value| Truth { value, tolerance_percent: tolerance_percent.unwrap_or(1) });
    if let (Some(truth), Some(answer), Some(unit)) = (&truth, answer, &unit) {
        claim::check(answer.value, truth.value, unit.as_str(), answer.span, file.report);
    }
    let known = fields
        .tables("known", "a known answer")
        .into_iter()
        .filter_map(|known| read_known(known, truth.as_ref(), file))
        .collect();
    fields.finish();

    let id = id?.clone();
    let run_id = format!("{}-run", id.as_str());
    file.take_id(id.as_str(), id.span.clone());
    file.take_id(&run_id, id.span);
    Some(Predict {
        id: id.excerpt.text.to_owned(),
        version: version?,
        prompt: prompt?,
        unit: unit?.as_str().to_owned(),
        hints,
        figure: stage?.into_figure(run_id, Vec::new()),
        measure: measure?.as_str().to_owned(),
        tolerance_percent: tolerance_percent?,
        truth: truth?.value,
        known,
        explanation: explanation?,
    })
}

/// How often a question has changed its meaning.
pub(super) fn version(fields: &Fields) -> Option<u16> {
    fields.whole_or("version", 1..=u64::from(u16::MAX), 1).and_then(|version| u16::try_from(version).ok())
}

fn tolerance(fields: &Fields) -> Option<u16> {
    fields
        .whole_or("tolerance_percent", 1..=100, TOLERANCE_PERCENT)
        .and_then(|percent| u16::try_from(percent).ok())
}

/// The answer of the run, in the unit of the question.
fn truth(stage: &Stage, measure: &Text, unit: &Text, file: &PageFile) -> Option<f64> {
    let scenarios = &file.library.scenarios;
    let found = scenarios.measure(
        &stage.scenario_id,
        stage.seed,
        measure.as_str(),
        measure.span.clone(),
        file.report,
    )?;
    // Answers are marked against the measure as it is, so the question has to be in the same unit.
    if !found.unit.is_empty() && found.unit != unit.as_str() {
        let message = format!("`{}` is in {}", measure.as_str(), found.unit);
        file.report.add(
            Mistake::new("wrong-unit", unit.span.clone(), message)
                .fix(unit.span.clone(), format!("\"{}\"", found.unit)),
        );
        return None;
    }
    Some(found.value)
}

fn read_known(fields: Fields, truth: Option<&Truth>, file: &PageFile) -> Option<Known> {
    let value = fields.need_number("value");
    let belief = fields.need_text("belief").and_then(|name| file.belief(&name));
    let reply = fields.need_text("reply").map(|text| markdown::paragraphs(&text, file));
    fields.finish();
    let value = value?;
    if let Some(truth) = truth
        && claim::within(value.value, truth.value, f64::from(truth.tolerance_percent))
    {
        let message = format!("{} counts as right: the run gives {}", plain(value.value), plain(truth.value));
        file.report.add(
            Mistake::new("known-is-right", value.span, message).hint("a known answer is one that is wrong"),
        );
    }
    Some(Known { value: value.value, belief: belief?, reply: reply? })
}
