//! ```` ```explorer ````: one number of a scenario to turn, or two, and the numbers that the run then gives.

use std::collections::BTreeSet;

use lesson::{Explorer, Gauge, Knob, Stop};

use super::asking::Count;
use super::figure::{Stage, knobs, run, stage_of};
use crate::page_file::PageFile;
use crate::plain_text::without_numbers;
use crate::report::Mistake;
use crate::toml_fields::{At, Fields, Text};

const KNOBS: Count =
    Count { code: "knob-count", who: "an explorer", what: "knobs", range: 1..=2, example: "[[knob]]" };
const GAUGES: Count = Count {
    code: "measure-count",
    who: "an explorer",
    what: "measures",
    range: 1..=4,
    example: "measures = [{ name = \"makespan_ms\", label = \"Until the last answer\" }]",
};
const STOPS: Count = Count {
    code: "explorer-stops",
    who: "an explorer",
    what: "stops",
    range: 2..=9,
    example: "stops = [0, 50, 100]",
};

pub(super) fn read(fields: Fields, file: &PageFile) -> Option<Explorer> {
    let id = fields.need_id("id");
    let start = At { value: 0.0, span: fields.span() };
    let run = run(&fields, file);
    let knobs = knobs(&fields, run.as_ref().map(|run| &run.scenario), file);
    let stage = stage_of(run, &fields, Some(start), file);
    let written = fields.tables("knob", "a knob").len();
    KNOBS.check(written, &fields, file);
    let gauges = gauges(&fields, stage.as_ref(), file);
    let values = fields.wholes("stops");
    if let Some(values) = &values {
        STOPS.check(values.len(), &fields, file);
    }
    fields.finish();

    let id = id?;
    file.take_id(id.as_str(), id.span.clone());
    let (stage, knob, values) = (stage?, knobs.first()?, values?);
    let are_possible = check_stops(&values, knob, file);
    if !are_possible || knobs.len() != written {
        return None;
    }
    let stops = values.iter().map(|at| stop(at.value, knob, &gauges, &stage, file));
    let stops = stops.collect::<Option<_>>()?;
    let own = gauges.iter().map(|gauge| gauge.own).collect();
    let gauges = gauges.into_iter().map(|gauge| gauge.gauge).collect();
    let figure = stage.into_figure(id.as_str().to_owned(), knobs);
    Some(Explorer { figure, gauges, stops, own })
}

/// A measure that is shown, where the author names it, and what the scenario itself gives.
struct Read<'t> {
    gauge: Gauge,
    name: Text<'t>,
    own: f64,
}

fn gauges<'t>(fields: &Fields<'t>, stage: Option<&Stage>, file: &PageFile) -> Vec<Read<'t>> {
    let tables = fields.tables("measures", "a measure");
    GAUGES.check(tables.len(), fields, file);
    let mut names = BTreeSet::new();
    let read = |fields: Fields<'t>| {
        let name = fields.need_text("name");
        let label = without_numbers(fields.need_text("label"), file.report);
        fields.finish();
        let name = name?;
        if !names.insert(name.as_str()) {
            let message = format!("`{}` is shown already", name.as_str());
            let mistake = Mistake::new("duplicate-measure", name.span.clone(), message);
            file.report.add(mistake.hint("take one of them out"));
        }
        let scenarios = &file.library.scenarios;
        let stage = stage?;
        let found = scenarios.measure(
            (&stage.scenario_id, stage.seed),
            name.as_str(),
            name.span.clone(),
            file.report,
        )?;
        let gauge = Gauge {
            measure: name.as_str().to_owned(),
            label: label?.as_str().trim().to_owned(),
            unit: found.unit.name.into_owned(),
        };
        Some(Read { gauge, name, own: found.value })
    };
    tables.into_iter().filter_map(read).collect()
}

/// Whether the slider can stand at every stop, one after the other.
fn check_stops(values: &[At<u64>], knob: &Knob, file: &PageFile) -> bool {
    let mut before = None;
    let mut all = true;
    for At { value, span } in values {
        let problem =
            if !(knob.min..=knob.max).contains(value) || !(value - knob.min).is_multiple_of(knob.step) {
                Some(format!(
                    "the slider goes from {} to {} in steps of {} and cannot stand at {value}",
                    knob.min, knob.max, knob.step
                ))
            } else if before.is_some_and(|before| before >= value) {
                Some(format!("{value} is not more than the stop before it"))
            } else {
                None
            };
        if let Some(problem) = problem {
            file.report.add(
                Mistake::new("explorer-stops", span.clone(), problem)
                    .hint("stops are the rows of the table: values at which the slider can stand, each more than the last"),
            );
            all = false;
        }
        before = Some(value);
    }
    all
}

/// A row of the table. A stop at which a measure says nothing is reported where the measure is named.
fn stop(value: u64, knob: &Knob, gauges: &[Read], stage: &Stage, file: &PageFile) -> Option<Stop> {
    let turned = file.library.scenarios.set(&stage.scenario_id, &[(&knob.path, value)])?;
    let number = |read: &Read| {
        let found = turned.number(stage.seed, read.name.as_str());
        if found.is_none() {
            let (name, path) = (read.name.as_str(), &knob.path);
            let message = format!("with `{path}` at {value} a run gives nothing to take `{name}` from");
            let mistake = Mistake::new("measure-without-value", read.name.span.clone(), message);
            file.report.add(mistake.hint("leave that stop out, or show another measure"));
        }
        found
    };
    let numbers: Vec<_> = gauges.iter().map(number).collect();
    Some(Stop { value, numbers: numbers.into_iter().collect::<Option<_>>()? })
}
