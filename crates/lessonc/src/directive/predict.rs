//! ```` ```predict ````: a number to commit to before the simulator works it out.

use lesson::{Amount, Asks, Known, Measured, Predict, Spread};

use crate::claim;
use crate::expression::Local;
use crate::markdown;
use crate::number::plain;
use crate::page_file::PageFile;
use crate::quantity::Quantity;
use crate::report::Mistake;
use crate::sample::Sample;
use crate::scenarios::Truth;
use crate::toml_fields::{At, Fields, Text};
use crate::unit::Unit;

use super::figure::{Run, run, stage_of};

/// An answer counts when it is this near, unless the author says otherwise.
const TOLERANCE_PERCENT: u64 = 10;

/// So many standard deviations of single runs the tolerance covers.
const DEVIATIONS: f64 = 3.0;

pub(super) fn read(fields: Fields, file: &PageFile) -> Option<Predict> {
    let id = fields.need_id("id");
    let version = version(&fields);
    let prompt = fields.need_text("ask").map(|text| markdown::line(&text, file));
    let unit = fields.need_text("unit");
    let measure = fields.need_text("measure");
    let answer = fields.need_stated("answer");
    let tolerance = tolerance(&fields);
    let hints: Vec<String> = fields.texts("hints").iter().map(|text| markdown::line(text, file)).collect();
    let run = run(&fields, file);
    let tolerance_percent = tolerance.as_ref().map(|at| at.value);
    let truth = run
        .as_ref()
        .and_then(|run| truth(run, measure.as_ref()?, unit.as_ref()?, tolerance_percent.unwrap_or(1), file));
    let in_unit = unit.as_ref().map_or_else(Unit::plain, |unit| Unit::of(unit.as_str()));
    let asked = Asked {
        truth: truth.as_ref().map(|truth| Quantity { unit: in_unit.clone(), ..truth.quantity().clone() }),
        unit: in_unit,
        tolerance_percent,
    };
    if let Some(answer) = &answer
        && let Some(claim) = claim::stated(answer, &asked.unit, file)
        && let Some(truth) = &asked.truth
    {
        claim::check(&claim, truth, answer.span(), file.report);
    }
    let sample = truth.as_ref().and_then(Truth::sample);
    if let (Some(sample), Some(tolerance)) = (&sample, tolerance) {
        check_tolerance(sample, tolerance, file);
    }
    let start = At { value: 0.0, span: fields.span() };
    let moment = fields.number("moment_ms").unwrap_or(start);
    let (stage, explanation, known) = file.with(Local { name: "truth", value: asked.truth.clone() }, || {
        let stage = stage_of(run, &fields, Some(moment), file);
        let explanation = fields.need_text("explain").map(|text| markdown::paragraphs(&text, file));
        let known = fields.tables("known", "a known answer").into_iter();
        (stage, explanation, known.filter_map(|known| read_known(known, &asked, file)).collect())
    });
    fields.finish();

    let id = id?.clone();
    let run_id = format!("{}-run", id.as_str());
    file.take_id(id.as_str(), id.span.clone());
    file.take_id(&run_id, id.span);
    Some(Predict {
        id: id.excerpt.text.to_owned(),
        version: version?,
        prompt: prompt?,
        hints,
        figure: stage?.into_figure(run_id, Vec::new()),
        asks: Asks::Number(Measured {
            measure: measure?.as_str().to_owned(),
            amount: Amount {
                unit: unit?.as_str().to_owned(),
                tolerance_percent: tolerance_percent?,
                truth: asked.truth?.value,
                known,
            },
            spread: sample.as_ref().map(spread),
        }),
        explanation: explanation?,
        said: None,
    })
}

/// What wrong answers are held against.
struct Asked {
    unit: Unit,
    truth: Option<Quantity>,
    tolerance_percent: Option<u16>,
}

/// How often a question has changed its meaning.
pub(super) fn version(fields: &Fields) -> Option<u16> {
    fields.whole_or("version", 1..=u64::from(u16::MAX), 1).and_then(|version| u16::try_from(version).ok())
}

/// How far off an answer may be, and where that stands.
fn tolerance(fields: &Fields) -> Option<At<u16>> {
    let At { value, span } = fields.whole_at_or("tolerance_percent", 1..=100, TOLERANCE_PERCENT)?;
    Some(At { value: value.try_into().ok()?, span })
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

fn read_known(fields: Fields, asked: &Asked, file: &PageFile) -> Option<Known> {
    let stated = fields.need_stated("value");
    let value = stated.as_ref().and_then(|stated| claim::stated(stated, &asked.unit, file));
    let belief = fields.need_text("belief").and_then(|name| file.belief(&name));
    let reply = file.with(Local { name: "value", value: value.clone() }, || {
        fields.need_text("reply").map(|text| markdown::paragraphs(&text, file))
    });
    fields.finish();
    let (value, span) = (value?.value, stated?.span());
    if let (Some(truth), Some(percent)) = (&asked.truth, asked.tolerance_percent)
        && claim::within(value, truth.value, f64::from(percent))
    {
        let message = format!("{} counts as right: the run gives {}", plain(value), plain(truth.value));
        let mistake = Mistake::new("known-is-right", span, message);
        file.report.add(mistake.hint("a known answer is one that is wrong"));
    }
    Some(Known { value, belief: belief?, reply: reply? })
}
