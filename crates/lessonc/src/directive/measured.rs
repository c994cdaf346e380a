//! A prediction of a number of the run.

use lesson::{Asks, Measured, Spread};

use super::amount::{Sought, known, tolerance};
use super::asking::explanation;
use super::figure::{Run, Stage, stage_of};
use crate::claim;
use crate::expression::Local;
use crate::number::plain;
use crate::page_file::PageFile;
use crate::quantity::Quantity;
use crate::report::Mistake;
use crate::sample::Sample;
use crate::scenarios::Truth;
use crate::toml_fields::{At, Fields, Text};
use crate::unit::Unit;

/// So many standard deviations of single runs the tolerance covers.
const DEVIATIONS: f64 = 3.0;

/// Reads what is asked, what is shown afterwards, and the explanation; the last two may name the truth.
pub(super) fn read(
    fields: &Fields,
    run: Option<Run>,
    file: &PageFile,
) -> (Option<Asks>, Option<Stage>, Option<String>) {
    let unit = fields.need_text("unit");
    let measure = fields.need_text("measure");
    let answer = fields.need_stated("answer");
    let tolerance = tolerance(fields);
    let tolerance_percent = tolerance.as_ref().map(|at| at.value);
    let truth = run
        .as_ref()
        .and_then(|run| truth(run, measure.as_ref()?, unit.as_ref()?, tolerance_percent.unwrap_or(1), file));
    let in_unit = unit.as_ref().map_or_else(Unit::plain, |unit| Unit::of(unit.as_str()));
    let sought = Sought {
        truth: truth.as_ref().map(|truth| Quantity { unit: in_unit.clone(), ..truth.quantity().clone() }),
        unit: in_unit,
        tolerance_percent,
    };
    if let Some(answer) = &answer
        && let Some(claim) = claim::stated(answer, &sought.unit, file)
        && let Some(truth) = &sought.truth
    {
        claim::check(&claim, truth, answer.span(), file.report);
    }
    let sample = truth.as_ref().and_then(Truth::sample);
    if let (Some(sample), Some(tolerance)) = (&sample, tolerance) {
        check_tolerance(sample, tolerance, file);
    }
    let start = At { value: 0.0, span: fields.span() };
    let moment = fields.number("moment_ms").unwrap_or(start);
    let local = Local { name: "truth", value: sought.truth.clone() };
    let (stage, explanation, known) = file.with(local, || {
        let stage = stage_of(run, fields, Some(moment), file);
        (stage, explanation(fields, file), known(fields, &sought, file))
    });
    let asks = || {
        let amount = sought.into_amount(unit?.as_str(), known)?;
        let measure = measure?.as_str().to_owned();
        Some(Asks::Number(Measured { measure, amount, spread: sample.as_ref().map(spread) }))
    };
    (asks(), stage, explanation)
}

fn spread(sample: &Sample) -> Spread {
    Spread { seeds: sample.count, standard_deviation: sample.standard_deviation() }
}

/// The answer, in the unit of the question.
fn truth(run: &Run, measure: &Text, unit: &Text, tolerance_percent: u16, file: &PageFile) -> Option<Truth> {
    let of = (run.scenario_id.as_str(), run.seed);
    let span = measure.span.clone();
    let found = file.library.scenarios.truth(of, measure.as_str(), tolerance_percent, span, file.report)?;
    // Answers are marked against the measure as it is, so the question has to be in the same unit.
    let own = &found.quantity().unit;
    if !own.name.is_empty() && own.name != unit.as_str() {
        let message = format!("`{}` is in {}", measure.as_str(), own.name);
        file.report.add(
            Mistake::new("wrong-unit", unit.span.clone(), message)
                .fix(unit.span.clone(), format!("\"{}\"", own.name)),
        );
        return None;
    }
    Some(found)
}

/// The run that a learner watches is one of many: what it gives has to count as right as well.
fn check_tolerance(sample: &Sample, tolerance: At<u16>, file: &PageFile) {
    let strays = sample.standard_deviation();
    let needed = libm::ceil(DEVIATIONS * strays / sample.mean.abs() * 100.0 - 1e-9);
    if needed <= f64::from(tolerance.value) {
        return;
    }
    let message = format!(
        "chance decides more than this: over {} runs the mean is {}, and single runs stray by {}",
        sample.count,
        plain(sample.mean),
        plain(strays)
    );
    let mistake = Mistake::new("tolerance-too-narrow", tolerance.span.clone(), message);
    let is_written = file.report.text(tolerance.span.clone()).parse::<u16>().is_ok();
    file.report.add(if needed > 100.0 {
        mistake.hint("no tolerance covers three of these: make the run longer, so that chance evens out")
    } else if is_written {
        mistake.hint("three of these have to fit").fix(tolerance.span, format!("{needed}"))
    } else {
        mistake.hint(format!("three of these have to fit: tolerance_percent = {needed}"))
    });
}
