//! ```` ```figure ````: a run to look at and to play with.

use core::ops::Range;
use std::collections::BTreeSet;

use lesson::{Figure, Knob};
use scenario::Scenario;

use crate::markdown;
use crate::number::plain;
use crate::page_file::PageFile;
use crate::plain_text::without_numbers;
use crate::record::Kind;
use crate::report::Mistake;
use crate::toml_fields::{At, Fields, MAX_WHOLE};

const NS_PER_MS: f64 = 1e6;

/// What every figure has, also the one in a prediction.
pub(super) struct Stage {
    title: String,
    lead: String,
    caption: String,
    pub(super) scenario_id: String,
    pub(super) scenario: Scenario,
    pub(super) seed: u64,
    pub(super) moment_ns: u64,
}

pub(super) fn read(fields: Fields, file: &PageFile) -> Option<Figure> {
    let id = fields.need_id("id");
    let moment = fields.need_number("moment_ms");
    let run = run(&fields, file);
    let knobs = knobs(&fields, run.as_ref().map(|run| &run.scenario), file);
    let stage = stage_of(run, &fields, moment, file);
    fields.finish();
    let id = id?;
    file.take_id(id.as_str(), id.span.clone());
    Some(stage?.into_figure(id.as_str().to_owned(), knobs))
}

/// The knobs that can be read, each of another number of the scenario.
pub(super) fn knobs(fields: &Fields, scenario: Option<&Scenario>, file: &PageFile) -> Vec<Knob> {
    let mut paths = BTreeSet::new();
    let knobs = fields.tables("knob", "a knob").into_iter();
    knobs.filter_map(|knob| read_knob(knob, scenario, &mut paths, file)).collect()
}

/// What is run.
pub(super) struct Run {
    pub(super) scenario_id: String,
    pub(super) scenario: Scenario,
    pub(super) seed: u64,
}

/// Reads the keys of [`Stage`].
pub(super) fn stage(fields: &Fields, moment_ms: Option<At<f64>>, file: &PageFile) -> Option<Stage> {
    stage_of(run(fields, file), fields, moment_ms, file)
}

/// Reads which run it is.
pub(super) fn run(fields: &Fields, file: &PageFile) -> Option<Run> {
    let (seed, name) = (fields.whole_or("seed", 0..=MAX_WHOLE, 1), fields.need_text("scenario"));
    let (seed, name) = (seed?, name?);
    let scenario = file.library.scenarios.find(name.as_str(), name.span.clone(), file.report)?;
    Some(Run { scenario_id: name.as_str().to_owned(), scenario: scenario.clone(), seed })
}

/// Reads the other keys of [`Stage`].
pub(super) fn stage_of(
    run: Option<Run>,
    fields: &Fields,
    moment_ms: Option<At<f64>>,
    file: &PageFile,
) -> Option<Stage> {
    let title = without_numbers(fields.need_text("title"), file.report);
    if let Some(title) = &title {
        file.recorder.plain(Kind::Title, title.as_str(), title.span.clone());
    }
    let html = |key| fields.text(key).map(|text| markdown::paragraphs(&text, file)).unwrap_or_default();
    let (lead, caption) = (html("lead"), html("caption"));
    let Run { scenario_id, scenario, seed } = run?;
    let moment_ns = moment_ns(moment_ms?, &scenario_id, seed, file)?;
    let title = title?.as_str().trim().to_owned();
    Some(Stage { title, lead, caption, scenario_id, scenario, seed, moment_ns })
}

impl Stage {
    pub(super) fn into_figure(self, id: String, knobs: Vec<Knob>) -> Figure {
        Figure {
            id,
            title: self.title,
            lead: self.lead,
            caption: self.caption,
            scenario_id: self.scenario_id,
            scenario: self.scenario,
            seed: self.seed,
            moment_ns: self.moment_ns,
            knobs,
        }
    }
}

/// A moment of the run: not before its start and not after its end.
pub(super) fn moment_ns(moment_ms: At<f64>, scenario_id: &str, seed: u64, file: &PageFile) -> Option<u64> {
    let end_ns = file.library.scenarios.end_ns(scenario_id, seed)?;
    let moment_ns = moment_ms.value * NS_PER_MS;
    if (0.0..=end_ns as f64).contains(&moment_ns) {
        return Some(moment_ns as u64);
    }
    let message = format!("the run takes {} ms, so it has no such moment", plain(end_ns as f64 / NS_PER_MS));
    let limits = format!("from 0 to {}", plain(end_ns as f64 / NS_PER_MS));
    file.report.add(Mistake::new("moment-outside", moment_ms.span, message).label(limits));
    None
}

fn read_knob(
    fields: Fields,
    scenario: Option<&Scenario>,
    paths: &mut BTreeSet<String>,
    file: &PageFile,
) -> Option<Knob> {
    let path = fields.need_text("path");
    let label = without_numbers(fields.need_text("label"), file.report);
    let unit = fields.text("unit");
    let (min, max, step) =
        (fields.need_whole("min", 0), fields.need_whole("max", 0), fields.need_whole("step", 1));
    let span = fields.span();
    fields.finish();
    let path = path?;
    if !paths.insert(path.as_str().to_owned()) {
        let message = format!("there is another knob for `{}`", path.as_str());
        file.report
            .add(Mistake::new("duplicate-knob", path.span.clone(), message).hint("take one of them out"));
    }
    let scenario = scenario?;
    let Some(value) = scenario.knob(path.as_str()) else {
        let message = format!("the scenario has no number `{}`", path.as_str());
        let names = scenario.knobs();
        let mistake = Mistake::new("unknown-knob", path.span.clone(), message);
        file.report.add(mistake.meant(path.as_str(), names.iter().map(String::as_str)));
        return None;
    };
    let knob = Knob {
        path: path.as_str().to_owned(),
        label: label?.as_str().trim().to_owned(),
        unit: unit.map(|unit| unit.as_str().to_owned()).unwrap_or_default(),
        min: min?.value,
        max: max?.value,
        step: step?.value,
        value,
    };
    check_range(&knob, scenario, span, file);
    Some(knob)
}

/// A slider reaches its scenario's own value and all of its stops are possible.
fn check_range(knob: &Knob, scenario: &Scenario, span: Range<usize>, file: &PageFile) {
    let Knob { path, min, max, step, value, .. } = knob;
    let problem = if min >= max {
        Some(format!("min {min} is not below max {max}"))
    } else if !(min..=max).contains(&value) {
        Some(format!("the scenario's own value, {value}, is not between {min} and {max}"))
    } else if (max - min) % step != 0 || (value - min) % step != 0 {
        Some(format!("steps of {step} from {min} do not meet both {value} and {max}"))
    } else {
        [min, max]
            .into_iter()
            .find(|&&end| scenario.clone().turn(path, end).is_err())
            .map(|end| format!("the scenario cannot have {end} for `{path}`"))
    };
    if let Some(problem) = problem {
        let hint = format!("min, max and step must reach {value}, which is what `{path}` is in the scenario");
        file.report.add(Mistake::new("knob-range", span, problem).hint(hint));
    }
}
